/** What went out to the devices, in the order in which it happened. */
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'

export function feedTables(kit: Kit) {
  const { table, text, whole, counted, index } = kit

  const feed = table(
    'feed',
    {
      position: whole().primaryKey(),
      /** The posting that it tells of: places a movement before or after what a device had seen. */
      ref: text(),
      /** JSON list of changes, as text: its bytes are what the chain is made of. */
      changes: text().notNull(),
      chain: text().notNull(),
    },
    (t) => [index('feed_by_ref').on(t.ref).where(sql`ref is not null`)],
  )

  /** PostgreSQL only: what units emitted, before the sequencer has given it a position. */
  const feedPending = table('feed_pending', { id: counted(), ref: text(), changes: text().notNull() })

  return { feed, feedPending }
}
