/** Once a day: what nobody can want any more goes, so that what is worked with stays as small as the work. */
import { eq } from 'drizzle-orm'
import type { Work } from '../db/work.ts'
import { cutFeed, markFeed } from './cut-feed.ts'
import { forget } from './forget.ts'

const DAY_MS = 86_400_000
const DONE = 'retention done'
const RETENTION = 'retention'

export interface Retention {
  /** Whether a day has passed is looked at here. Returns how many entries of the feed went. */
  step(): Promise<number>
}

/** `feedDays`: devices that were away for longer take a snapshot. */
export function createRetention(work: Work, now: () => number, feedDays: number): Retention {
  return {
    async step() {
      const last = await work.read(async ({ db, t }) => {
        const [row] = await db.select().from(t.meta).where(eq(t.meta.name, DONE))
        return Number(row?.value ?? 0)
      })
      if (now() - last < DAY_MS) return 0
      await work.run([RETENTION], async (tx) => {
        await markFeed(tx)
        await forget(tx)
      })
      const gone = await cutFeed(work, feedDays * DAY_MS)
      const row = { name: DONE, value: String(now()) }
      await work.run([RETENTION], async ({ db, t: { meta } }) => {
        await db.insert(meta).values(row).onConflictDoUpdate({ target: meta.name, set: row })
      })
      return gone
    },
  }
}
