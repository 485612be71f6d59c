/** What platforms have sold: each order as it last stood there, what it became here, and what was told back of it. */
import { sql } from 'drizzle-orm'
import type { Money } from '../../../shared/rules/money.ts'
import type { Kit } from '../kit.ts'

/** What an order's platform says of its money, for costing. Each is of the whole order. */
export interface OrderAmounts {
  shippingPaid: Money | null
  tax: Money | null
  discount: Money | null
  fees: unknown
}

/** Of a whole line as it was sold, but for the price of one unit of its listing. */
export interface LineAmounts {
  unitPrice: Money
  quantity: number
  discount: Money | null
  tax: Money | null
}

export type ConfirmationState = 'waiting' | 'sending' | 'unsure' | 'done' | 'refused' | 'ignored'

export function platformOrderTables(kit: Kit) {
  const { table, text, whole, json, primaryKey, index, uniqueIndex } = kit

  /** How far each platform's orders have been read. */
  const intakes = table('intakes', {
    connectorId: text().primaryKey(),
    /** Where the platform is to be asked from; its kind knows what it means. */
    place: text(),
    /** When it is asked next for what has changed. */
    pollAt: whole().notNull(),
    polledAt: whole(),
    /** When single orders may be read again: a platform counts those calls apart. */
    readAt: whole().notNull(),
    /** Who reads orders now. Nobody else does until then, and what was read without it does not count. */
    leaseKey: text(),
    leaseUntil: whole().notNull(),
    failuresInRow: whole().notNull(),
    lastOrderAt: whole(),
    noticesTaken: whole().notNull(),
    noticesRepeated: whole().notNull(),
    noticesRefused: whole().notNull(),
    lastRefusedAt: whole(),
  })

  /** Words of a platform that something has changed. They are verified, kept, and answered; what has changed is then asked. */
  const notices = table(
    'notices',
    {
      connectorId: text().notNull(),
      /** The platform's own name of this word: one that comes again under it is a repetition. */
      name: text().notNull(),
      topic: text().notNull(),
      externalId: text(),
      receivedAt: whole().notNull(),
    },
    (t) => [primaryKey({ columns: [t.connectorId, t.name] }), index('notices_by_time').on(t.receivedAt)],
  )

  const platformOrders = table(
    'platform_orders',
    {
      connectorId: text().notNull(),
      /** The platform's own id of it. */
      externalId: text().notNull(),
      /** As people call it. */
      number: text(),
      orderId: text(),
      /** The platform's time of its last change: what is older than what is known is ignored. */
      changedAt: whole(),
      placedAt: whole(),
      /** To be read, or read again, from then on. */
      dueAt: whole(),
      /** Counts how often it was asked for: what comes while it is read is not forgotten. */
      asked: whole().notNull(),
      attempts: whole().notNull(),
      appliedAt: whole(),
      amounts: json<OrderAmounts>(),
      /** As the platform gave it. */
      source: json<unknown>(),
    },
    (t) => [
      primaryKey({ columns: [t.connectorId, t.externalId] }),
      index('platform_orders_due').on(t.connectorId, t.dueAt).where(sql`due_at is not null`),
      uniqueIndex('platform_orders_by_order').on(t.orderId).where(sql`order_id is not null`),
    ],
  )

  const platformLines = table(
    'platform_lines',
    {
      connectorId: text().notNull(),
      externalId: text().notNull(),
      lineId: text().notNull(),
      orderLineId: text().notNull(),
      listing: text().notNull(),
      sku: text().notNull(),
      /** Base units of one unit of the listing, as it was when the line came. */
      packQuantity: whole().notNull(),
      /** Base units that the platform wants in all, as far as the order here has followed. */
      wanted: whole().notNull(),
      /** Base units that the platform was told have been shipped. */
      told: whole().notNull(),
      amounts: json<LineAmounts>(),
    },
    (t) => [
      primaryKey({ columns: [t.connectorId, t.externalId, t.lineId] }),
      index('platform_lines_by_line').on(t.orderLineId),
    ],
  )

  /** Shipments that a platform is told of. */
  const confirmations = table(
    'confirmations',
    {
      connectorId: text().notNull(),
      /** The shipment: its transaction. */
      shipmentId: text().notNull(),
      externalId: text().notNull(),
      /** From 1 for each order: a name of the parcel that stays. */
      parcel: whole().notNull(),
      state: text().$type<ConfirmationState>().notNull(),
      /** Units of the listing by line of the platform. */
      lines: json<{ lineId: string; quantity: number }[]>().notNull(),
      key: text(),
      nextAt: whole().notNull(),
      attempts: whole().notNull(),
      /** The platform's name of it. */
      confirmedAs: text(),
      createdAt: whole().notNull(),
      confirmedAt: whole(),
    },
    (t) => [
      primaryKey({ columns: [t.connectorId, t.shipmentId] }),
      index('confirmations_of_order').on(t.connectorId, t.externalId),
      // Whole, as for EDI: what is asked for is a list of states.
      index('confirmations_due').on(t.connectorId, t.state, t.nextAt),
    ],
  )

  return { intakes, notices, platformOrders, platformLines, confirmations }
}
