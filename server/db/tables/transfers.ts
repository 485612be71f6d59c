/** What goes from one warehouse of the company to another. The floor may begin one; what was asked for is an order, too. */
import { sql } from 'drizzle-orm'
import type { UnitGoods } from '../../../shared/wire/pull.ts'
import type { Kit } from '../kit.ts'
import type { ItemTables } from './items.ts'

export function transferTables(kit: Kit, { items }: ItemTables) {
  const { table, text, whole, json, primaryKey, index } = kit

  const transfers = table(
    'transfers',
    {
      /** Also of the order that takes the goods from the shelf, where somebody asked for it. */
      id: text().primaryKey(),
      reference: text().notNull(),
      /** Null: what came in was reported before what was sent. */
      fromWarehouse: text(),
      /** Null: it was begun on the floor, and nobody has said where it goes. */
      toWarehouse: text(),
      /** `closed`: nothing is asked for, nothing is under way. */
      state: text().$type<'open' | 'closed'>().notNull(),
      /** The day on which it should be there. */
      expectedOn: text(),
      createdAt: whole().notNull(),
      firstSentAt: whole(),
      lastReceivedAt: whole(),
    },
    (t) => [
      index('transfers_from').on(t.fromWarehouse, t.state),
      index('transfers_to').on(t.toWarehouse, t.state),
      index('transfers_overdue').on(t.expectedOn).where(sql`state = 'open'`),
    ],
  )

  /** What was sent of each lot, and what of that has come. */
  const transferGoods = table(
    'transfer_goods',
    {
      transferId: text()
        .notNull()
        .references(() => transfers.id),
      sku: text()
        .notNull()
        .references(() => items.sku),
      lot: text().notNull(),
      sent: whole().notNull(),
      received: whole().notNull(),
      /** Never came, and was written off; negative: came beyond what was sent, and was written up. */
      lost: whole().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.transferId, t.sku, t.lot] }),
      index('transfer_goods_under_way').on(t.sku).where(sql`sent <> received + lost`),
    ],
  )

  /** Cartons and pallets under way, with what was in them when they left. */
  const transferUnits = table(
    'transfer_units',
    {
      transferId: text()
        .notNull()
        .references(() => transfers.id),
      /** The SSCC on its label; the unit's code where it has none. */
      unit: text().notNull(),
      goods: json<UnitGoods[]>().notNull(),
      receivedAt: whole(),
    },
    (t) => [primaryKey({ columns: [t.transferId, t.unit] })],
  )

  return { transfers, transferGoods, transferUnits }
}
