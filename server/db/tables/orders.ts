/** What was promised: orders, and the states that the units of their lines are in. */
import { sql } from 'drizzle-orm'
import type { Money } from '../../../shared/rules/money.ts'
import type { Kit } from '../kit.ts'
import type { ItemTables } from './items.ts'
import type { PlaceTables } from './places.ts'
import type { PromiseTables } from './promises.ts'

export type OrderStatus = 'committed' | 'released' | 'picked' | 'shipped' | 'cancelled' | 'backordered' | 'planned'

export type OnShort = 'reject' | 'partial' | 'backorder' | 'record'

/** The states that the units of an order line are in; together they are its quantity. */
export type LinePart = 'committed' | 'allocated' | 'picked' | 'shipped' | 'backordered' | 'planned' | 'cancelled'

export function orderTables(kit: Kit, { warehouses, channels, items }: PlaceTables & PromiseTables & ItemTables) {
  const { table, text, whole, json, primaryKey, index, uniqueIndex } = kit

  const orders = table(
    'orders',
    {
      id: text().primaryKey(),
      warehouse: text()
        .notNull()
        .references(() => warehouses.code),
      channel: text()
        .notNull()
        .references(() => channels.channel),
      externalId: text().notNull(),
      customer: json<{ id: string; name: string }>().notNull(),
      shipBy: text(),
      /** From this date on the order wants its goods: until then it may stand against planned receipts. */
      startsOn: text(),
      onShort: text().$type<OnShort>().notNull(),
      shipTo: json<Record<string, unknown>>(),
      /** Of a transfer: the warehouse that the goods go to. Its order is the company's own. */
      transferTo: text(),
      fees: json<unknown>(),
      shippingPaid: json<Money>(),
      status: text().$type<OrderStatus>().notNull(),
      /** What has to come first before anything is picked for it. */
      awaits: text().$type<'payment'>(),
      version: whole().notNull(),
      /** Given up by its channel; what is picked of it is being put back. */
      cancelledAt: whole(),
      placedAt: whole().notNull(),
      /** Hash of the body as it was asked for: tells a repeat from another order under the same number. */
      bodyHash: text().notNull(),
      answer: json<unknown>().notNull(),
    },
    (t) => [
      uniqueIndex('orders_by_external_id').on(t.channel, t.externalId),
      index('orders_by_status').on(t.warehouse, t.status),
      index('orders_by_ship_by').on(t.warehouse, t.shipBy),
      // What is late, beside the orders of years.
      index('orders_open_by_ship_by').on(t.warehouse, t.shipBy).where(sql`status not in ('shipped', 'cancelled')`),
    ],
  )

  const orderLines = table(
    'order_lines',
    {
      id: text().primaryKey(),
      orderId: text()
        .notNull()
        .references(() => orders.id),
      position: whole().notNull(),
      warehouse: text().notNull(),
      channel: text().notNull(),
      sku: text()
        .notNull()
        .references(() => items.sku),
      quantity: whole().notNull(),
      unitPrice: json<Money>().notNull(),
      discount: json<Money>(),
      tax: json<Money>(),
      committed: whole().notNull(),
      backordered: whole().notNull(),
      planned: whole().notNull(),
      allocated: whole().notNull(),
      picked: whole().notNull(),
      shipped: whole().notNull(),
      cancelled: whole().notNull(),
      /** Of what is open (committed, allocated, picked): drawn from the channel's protection, the rest from shared. */
      drawn: whole().notNull(),
    },
    (t) => [
      index('order_lines_by_order').on(t.orderId),
      index('order_lines_by_item').on(t.warehouse, t.sku),
      // What waits for stock, and what stock might no longer cover: found without the orders of years.
      index('order_lines_committed').on(t.warehouse, t.sku, t.channel).where(sql`committed > 0`),
      index('order_lines_backordered').on(t.warehouse, t.sku, t.channel).where(sql`backordered > 0`),
      index('order_lines_planned').on(t.warehouse, t.sku).where(sql`planned > 0`),
    ],
  )

  /** Numbers of orders that left for an archive: whoever sends one again must not be sold the same twice. */
  const archivedOrders = table(
    'archived_orders',
    { channel: text().notNull(), externalId: text().notNull(), orderId: text().notNull() },
    (t) => [primaryKey({ columns: [t.channel, t.externalId] })],
  )

  return { orders, orderLines, archivedOrders }
}

export type OrderTables = ReturnType<typeof orderTables>
