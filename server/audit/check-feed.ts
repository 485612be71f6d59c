/** The feed has no hole, and each link follows from the one before. Read in pages: the feed can be long. */
import { asc, eq, gt } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import { readBase } from '../feed/base.ts'
import { type FeedHead, GENESIS, nextLink } from '../feed/chain.ts'
import type { Check } from './audit.ts'

const PAGE = 2_000

/** What was cut off before it is in nobody's hands any more; its own link stands for all of that. */
async function firstLeft({ db, t }: Pick<Reader, 'db' | 't'>, position: number): Promise<FeedHead | undefined> {
  const [entry] = await db
    .select({ position: t.feed.position, chain: t.feed.chain })
    .from(t.feed)
    .where(eq(t.feed.position, position))
  return entry
}

export const checkFeed: Check = async ({ db, t }) => {
  const base = await readBase({ db, t })
  const first = base === null ? GENESIS : await firstLeft({ db, t }, base.position)
  if (first === undefined) return [`The feed begins at position ${base?.position}, and has no entry there.`]
  let head = first
  for (;;) {
    const page = await db
      .select()
      .from(t.feed)
      .where(gt(t.feed.position, head.position))
      .orderBy(asc(t.feed.position))
      .limit(PAGE)
    for (const entry of page) {
      if (entry.position !== head.position + 1)
        return [`The feed goes from position ${head.position} to ${entry.position}.`]
      if (entry.chain !== nextLink(head.chain, entry.changes))
        return [`The feed's chain breaks at position ${entry.position}.`]
      head = { position: entry.position, chain: entry.chain }
    }
    if (page.length < PAGE) return []
  }
}
