/** The name of this history of the database. A restored database gets a new one, so that no device takes it for the old. */
import { eq } from 'drizzle-orm'
import type { Work } from '../db/work.ts'

const NAME = 'epoch'

export function ensureEpoch(work: Work): Promise<string> {
  return work.run(['meta epoch'], async (tx) => {
    const { meta } = tx.t
    const [known] = await tx.db.select().from(meta).where(eq(meta.name, NAME))
    if (known) return known.value
    const value = tx.newId()
    await tx.db.insert(meta).values({ name: NAME, value })
    return value
  })
}
