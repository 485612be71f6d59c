/**
 * How far archives reach. What was received before that may be in one, whole or in part: it cannot be undone, for what is not here
 * would stay as it is; and what comes again is not known to have come.
 */
import { eq } from 'drizzle-orm'
import type { Reader, Work } from '../db/work.ts'

const NAME = 'archived before'

/** UTC milliseconds; 0: nothing was archived. */
export async function archivedBefore({ db, t: { meta } }: Pick<Reader, 'db' | 't'>): Promise<number> {
  const [row] = await db.select().from(meta).where(eq(meta.name, NAME))
  return Number(row?.value ?? 0)
}

/** The first unit that is committed through it writes it down. */
export function noting(work: Work, before: number): Work {
  let isNoted = false
  return {
    ...work,
    async run(keys, unit) {
      const value = await work.run(keys, async (tx) => {
        if (!isNoted && before > (await archivedBefore(tx))) {
          const row = { name: NAME, value: String(before) }
          await tx.db.insert(tx.t.meta).values(row).onConflictDoUpdate({ target: tx.t.meta.name, set: row })
        }
        return unit(tx)
      })
      isNoted = true
      return value
    },
  }
}
