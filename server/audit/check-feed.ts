/** The feed has no hole, and each link follows from the one before. Read in pages: the feed can be long. */
import { asc, gt } from 'drizzle-orm'
import { GENESIS, nextLink } from '../feed/chain.ts'
import type { Check } from './audit.ts'

const PAGE = 2_000

export const checkFeed: Check = async ({ db, t }) => {
  let head = GENESIS
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
