/** Whether the database takes a write: only a write can tell. Throws what the database says. */
import type { Work } from './work.ts'

export const writeTrial = (work: Work): Promise<void> =>
  work.run([], async (tx) => {
    const { meta } = tx.t
    const row = { name: 'last write trial', value: new Date(tx.now).toISOString() }
    await tx.db.insert(meta).values(row).onConflictDoUpdate({ target: meta.name, set: row })
  })
