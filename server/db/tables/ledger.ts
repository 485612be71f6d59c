/** What is where: each movement, and the balances kept from them. */
import { sql } from 'drizzle-orm'
import type { Status } from '../../../shared/transactions/status.ts'
import type { Kit } from '../kit.ts'
import type { ItemTables } from './items.ts'

export function ledgerTables(kit: Kit, { items }: ItemTables) {
  const { table, text, whole, flag, primaryKey, index } = kit

  const movements = table(
    'movements',
    {
      id: text().primaryKey(),
      warehouse: text().notNull(),
      transactionId: text().notNull(),
      sku: text().notNull(),
      lot: text().notNull(),
      quantity: whole().notNull(),
      fromLocation: text().notNull(),
      fromStatus: text().$type<Status>().notNull(),
      toLocation: text().notNull(),
      toStatus: text().$type<Status>().notNull(),
      reason: text().notNull(),
      /** One end is virtual: goods came in, went out, or became others. */
      border: flag().notNull(),
      orderId: text(),
      channel: text(),
      deviceId: text(),
      userId: text(),
      occurredAt: whole().notNull(),
      recordedAt: whole().notNull(),
    },
    (t) => [
      index('movements_by_transaction').on(t.transactionId),
      index('movements_by_lot').on(t.warehouse, t.sku, t.lot),
      // Where a lot came from, what it became and who has it: without the moves within the house. A recall of a lot that
      // went to 50,000 customers reads all that it needs from here, side by side.
      index('movements_over_border')
        .on(t.sku, t.lot, t.toLocation, t.fromLocation, t.reason, t.orderId, t.channel, t.quantity, t.occurredAt)
        .where(sql`border`),
      index('movements_by_order').on(t.orderId).where(sql`order_id is not null`),
      // How many lines were picked in a time: counted here alone.
      index('movements_picked').on(t.warehouse, t.occurredAt).where(sql`reason = 'pick'`),
    ],
  )

  const stock = table(
    'stock',
    {
      warehouse: text().notNull(),
      sku: text()
        .notNull()
        .references(() => items.sku),
      lot: text().notNull(),
      location: text().notNull(),
      status: text().$type<Status>().notNull(),
      quantity: whole().notNull(),
      allocated: whole().notNull(),
      suspect: whole().notNull(),
      /** Kept from the location: false for the virtual ones (supplier, customer …). */
      inHouse: flag().notNull(),
      /** Kept from item, lot and location: this stock counts as sellable (its expiry is looked at when asked). */
      sellable: flag().notNull(),
      /** Kept from the lot: sorts lots in the order in which they must leave. */
      rotation: text().notNull(),
      /** Kept from the lot; '9999-12-31' where it does not expire. */
      expiresOn: text().notNull(),
      /** Kept from the location: the way through the warehouse. */
      pickSequence: whole().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.warehouse, t.sku, t.lot, t.location, t.status] }),
      index('stock_by_location').on(t.warehouse, t.location).where(sql`in_house`),
      index('stock_in_house').on(t.warehouse, t.sku).where(sql`in_house`),
      // What can be allocated, in the order in which it must leave: choosing is one step into this index.
      index('stock_by_rotation')
        .on(t.warehouse, t.sku, t.rotation, t.pickSequence, t.location)
        .where(sql`sellable and quantity > allocated + suspect`),
    ],
  )

  const shelf = table(
    'shelf',
    {
      warehouse: text().notNull(),
      sku: text().notNull(),
      expiresOn: text().notNull(),
      /** Σ (quantity − suspect) of sellable stock with this expiry. */
      sellable: whole().notNull(),
      /** Σ allocated of the same. */
      allocated: whole().notNull(),
    },
    (t) => [primaryKey({ columns: [t.warehouse, t.sku, t.expiresOn] })],
  )

  return { movements, stock, shelf }
}
