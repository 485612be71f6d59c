/** What every channel could sell of what stood where, day by day: for whoever wants to see where it comes from. */
import type { Kit } from '../kit.ts'

export function stockHistoryTables(kit: Kit) {
  const { table, text, whole, primaryKey } = kit

  /** How it was when a day began. A row stands until the next one of its item and channel: what has not changed has none. */
  const stockDays = table(
    'stock_days',
    {
      warehouse: text().notNull(),
      sku: text().notNull(),
      channel: text().notNull(),
      /** The local day. */
      day: text().notNull(),
      /** Of the item, in the whole warehouse. */
      onHand: whole().notNull(),
      protected: whole().notNull(),
      committed: whole().notNull(),
      availableToPromise: whole().notNull(),
    },
    (t) => [primaryKey({ columns: [t.warehouse, t.sku, t.channel, t.day] })],
  )

  /** The same of all items together; and which days were looked at: of others nothing is known. */
  const channelDays = table(
    'channel_days',
    {
      warehouse: text().notNull(),
      day: text().notNull(),
      channel: text().notNull(),
      protected: whole().notNull(),
      committed: whole().notNull(),
      availableToPromise: whole().notNull(),
    },
    (t) => [primaryKey({ columns: [t.warehouse, t.day, t.channel] })],
  )

  return { stockDays, channelDays }
}
