/** Units that a channel's customers asked for and did not get: what a platform punishes, and demand that sales do not show. */
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'

/** `missing`: not there when it was ordered. `cancelled`: promised, and given up for want of stock. */
export type ShortageKind = 'missing' | 'cancelled'

export function shortageTables(kit: Kit) {
  const { table, text, whole, flag, index } = kit

  const shortages = table(
    'shortages',
    {
      id: text().primaryKey(),
      warehouse: text().notNull(),
      channel: text().notNull(),
      sku: text().notNull(),
      orderId: text().notNull(),
      orderLineId: text().notNull(),
      kind: text().$type<ShortageKind>().notNull(),
      units: whole().notNull(),
      at: whole().notNull(),
      /** Whether what it costs has been entered, or it costs nothing. */
      isCosted: flag().notNull(),
    },
    (t) => [
      index('shortages_by_item').on(t.warehouse, t.sku, t.channel, t.at),
      index('shortages_to_cost').on(t.at).where(sql`not is_costed`),
    ],
  )

  return { shortages }
}
