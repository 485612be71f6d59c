/** Every table, once for both dialects. Warehouse is in each key that concerns stock. */
import { sql } from 'drizzle-orm'
import type { Address } from '../../shared/rules/address.ts'
import type { CountOrigin, CountScope, HiddenFrom, ItemClass } from '../../shared/rules/counting.ts'
import type { Money } from '../../shared/rules/money.ts'
import type { RotationPolicy } from '../../shared/rules/rotation.ts'
import type { Status } from '../../shared/transactions/status.ts'
import type { TransformationKind } from '../../shared/transactions/transform.ts'
import type { LocationKind, TaskKind } from '../../shared/wire/pull.ts'
import type { Outcome, PushProblem } from '../../shared/wire/push.ts'
import type { Kit } from './kit.ts'
import { channelTables } from './tables/channels.ts'
import { costingTables } from './tables/costing.ts'
import { driftTables } from './tables/drift.ts'
import { ediTables } from './tables/edi.ts'
import { landedCostTables } from './tables/landed-costs.ts'
import { outgoingTables } from './tables/outgoing.ts'
import { platformOrderTables } from './tables/platform-orders.ts'
import { returnTables } from './tables/returns.ts'
import { shortageTables } from './tables/shortages.ts'

export type Role = 'picker' | 'receiver' | 'counter' | 'inspector' | 'supervisor' | 'planner' | 'admin'
export type LineState = 'open' | 'closed'
export type OrderStatus = 'committed' | 'released' | 'picked' | 'shipped' | 'cancelled' | 'backordered' | 'planned'
export type OnShort = 'reject' | 'partial' | 'backorder' | 'record'

/** What posting a transaction did beyond its movements, kept so that a reversal can undo it. */
export type Effect =
  | { kind: 'suspect'; key: { sku: string; lot: string; location: string; status: Status }; delta: number }
  | { kind: 'line'; lineId: string; delta: Partial<Record<LinePart | 'drawn', number>> }
  | {
      kind: 'allocation'
      key: { lineId: string; orderId: string; sku: string; lot: string; location: string; picked: boolean }
      delta: number
    }
  /** `location`: where it was to be done then. */
  | { kind: 'task'; taskId: string; location?: string; delta: { quantity: number; done: number } }
  | { kind: 'task-moved'; taskId: string; before: string; after: string }
  | { kind: 'receipt'; receiptId: string; sku: string; delta: number }
  | { kind: 'lot-cost'; sku: string; lot: string; costTotal: number; costQuantity: number }
  | { kind: 'within'; unit: string; before: string | null; after: string }
  | { kind: 'transformation'; transactionId: string }
  | { kind: 'shipment'; transactionId: string }
  | { kind: 'returned'; id: string }
  | { kind: 'inspection'; id: string }
  | { kind: 'observation'; before: Observation | null; after: Observation }
  | {
      kind: 'count-lines'
      before: {
        countId: string
        sku: string
        lot: string
        status: Status
        state: CountLineState
        suspected?: number
      }[]
    }

/** A row of `observations`, as it is restored when a count is undone. */
export interface Observation {
  location: string
  sku: string
  lot: string
  countId: string
  streamId: string
  seq: number
  seen: number | null
  ordinal: string
}

/**
 * `posted`: the ledger follows it. `recount`: beyond tolerance, another person is asked. `pending`: counted twice, a supervisor
 * decides. `approved` and `kept`: decided, for the count or for the ledger. `disturbed`: something moved meanwhile, it is asked
 * again. `superseded`: a later count took its place.
 */
export type CountLineState = 'posted' | 'recount' | 'pending' | 'approved' | 'kept' | 'disturbed' | 'superseded'

/** `count`: by a count, its late corrections included. `adjust`: by a supervisor. `import`: what there was at the beginning. */
export type AdjustmentKind = 'count' | 'adjust' | 'import'

/** What was put right in a parked transaction. */
export interface Mended {
  payload: Record<string, unknown>
  by: string
  at: number
  note: string
}

export interface Dismissed {
  by: string
  at: number
  note: string
}

/** Quantities in base units, of all lots affected. */
export interface RecallFound {
  lots: number
  consignees: number
  onHand: number
  inTransit: number
  shipped: number
  returned: number
}

/** The states that the units of an order line are in; together they are its quantity. */
export type LinePart = 'committed' | 'allocated' | 'picked' | 'shipped' | 'backordered' | 'planned' | 'cancelled'

export function buildSchema(kit: Kit) {
  const { table, text, whole, counted, flag, json, primaryKey, index, uniqueIndex } = kit

  // --- What is there: the company's items, a warehouse's places -------------------------------------------------

  const warehouses = table('warehouses', {
    code: text().primaryKey(),
    name: text().notNull(),
    timeZone: text().notNull(),
    currency: text().notNull(),
    gln: text(),
    /** Whether a younger lot is stopped at the scan, or only pointed out; an item may say otherwise. */
    rotationPolicy: text().$type<RotationPolicy>().notNull(),
    /** The business at this place, as records of food traceability name it. */
    address: json<Address>(),
  })

  const channels = table('channels', {
    channel: text().primaryKey(),
    name: text().notNull(),
    kind: text().$type<'dtc' | 'marketplace' | 'retail' | 'wholesale'>().notNull(),
    priority: whole().notNull(),
    drawsShared: flag().notNull(),
    buffer: whole().notNull(),
    /** Days that a lot must still have when it ships; 0: any unexpired lot will do. */
    minShelfLifeDays: whole().notNull(),
    /** May promise against planned receipts, from a date on. */
    ordersAhead: flag().notNull(),
    settings: json<Record<string, unknown>>().notNull(),
  })

  const items = table('items', {
    sku: text().primaryKey(),
    name: text().notNull(),
    rotation: text().$type<'fifo' | 'fefo'>().notNull(),
    /** Null: as the warehouse says. */
    rotationPolicy: text().$type<RotationPolicy>(),
    /** On the food traceability list: key data elements are asked for and exported. */
    traced: flag().notNull(),
    lotTracked: flag().notNull(),
    unit: text().notNull(),
    standardCost: json<Money>(),
    secondarySku: text(),
    /** Items of one group share allocation rules. */
    group: text(),
    /** What a customer takes instead, where a planner proposes it. */
    substituteSku: text(),
    leadTimeDays: whole(),
    /** Of one base unit, packed to be sent: what a carrier charges by. */
    weightGrams: whole(),
    cubicCm: whole(),
  })

  const barcodes = table(
    'barcodes',
    {
      code: text().primaryKey(),
      sku: text()
        .notNull()
        .references(() => items.sku),
      quantity: whole().notNull(),
    },
    (t) => [index('barcodes_by_sku').on(t.sku)],
  )

  const locations = table(
    'locations',
    {
      warehouse: text()
        .notNull()
        .references(() => warehouses.code),
      code: text().notNull(),
      kind: text().$type<LocationKind>().notNull(),
      within: text(),
      pickSequence: whole().notNull(),
      blocked: flag().notNull(),
      /** Part of the warehouse that one picker works in; null: not divided. */
      zone: text(),
      /** Of a unit: the serial shipping container code on its label, 18 digits. */
      sscc: text(),
      /** When a count here was posted last; null: nobody has counted it. */
      countedAt: whole(),
    },
    (t) => [
      primaryKey({ columns: [t.warehouse, t.code] }),
      index('locations_by_within').on(t.warehouse, t.within),
      uniqueIndex('locations_by_sscc').on(t.warehouse, t.sscc).where(sql`sscc is not null`),
    ],
  )

  const lots = table(
    'lots',
    {
      sku: text()
        .notNull()
        .references(() => items.sku),
      lot: text().notNull(),
      supplier: text(),
      supplierLot: text(),
      tlcSource: text(),
      producedOn: text(),
      expiresOn: text(),
      receivedAt: whole().notNull(),
      /** Cost of what was received, in minor units, and the quantity it was paid for: the lot's cost is their quotient. */
      costTotal: whole(),
      costQuantity: whole().notNull(),
      costCurrency: text(),
      /** What it cost to get it here besides, such as freight and duty: the sum of its lines, in the same currency. */
      landedTotal: whole().notNull().default(0),
      holdReason: text(),
      confirmed: flag().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.sku, t.lot] }),
      index('lots_by_supplier_lot').on(t.supplierLot).where(sql`supplier_lot is not null`),
    ],
  )

  /** Supplier lots that were received under one lot number beside the first: a recall by supplier lot reaches them all. */
  const supplierLots = table(
    'supplier_lots',
    { supplierLot: text().notNull(), sku: text().notNull(), lot: text().notNull() },
    (t) => [primaryKey({ columns: [t.supplierLot, t.sku, t.lot] })],
  )

  /** Why a lot may not be sold or moved out. It is held as long as one of them is not lifted. */
  const holds = table(
    'holds',
    {
      id: text().primaryKey(),
      sku: text().notNull(),
      lot: text().notNull(),
      reason: text().notNull(),
      /** `person`, `recall ID`, or `lot SKU LOT`: it was made from a lot that is held. */
      source: text().notNull(),
      by: text().notNull(),
      placedAt: whole().notNull(),
      liftedAt: whole(),
      liftedBy: text(),
      liftReason: text(),
    },
    (t) => [
      index('holds_by_lot').on(t.sku, t.lot),
      uniqueIndex('holds_in_force').on(t.sku, t.lot, t.source).where(sql`lifted_at is null`),
    ],
  )

  /** Goods made from goods: one row for each production, repack, relabel, kit or rework. */
  const transformations = table('transformations', {
    transactionId: text().primaryKey(),
    warehouse: text().notNull(),
    /** `secondary`: returned goods that became their secondary SKU. */
    kind: text().$type<TransformationKind | 'secondary'>().notNull(),
    /** Of the document that records it, such as a work order. */
    documentType: text(),
    documentNumber: text(),
    occurredAt: whole().notNull(),
  })

  /** What went in and what came out, linked by their transaction: the genealogy that holds, recalls and traces follow. */
  const transformationLines = table(
    'transformation_lines',
    {
      transactionId: text()
        .notNull()
        .references(() => transformations.transactionId),
      position: whole().notNull(),
      side: text().$type<'consumed' | 'produced'>().notNull(),
      sku: text().notNull(),
      lot: text().notNull(),
      quantity: whole().notNull(),
      /** In minor units; both sides sum to the same. Null where a cost is not known. */
      cost: whole(),
      costCurrency: text(),
    },
    (t) => [
      primaryKey({ columns: [t.transactionId, t.position] }),
      index('transformation_lines_by_lot').on(t.sku, t.lot),
    ],
  )

  // --- What is where: the ledger and what is kept from it -------------------------------------------------------

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

  const claims = table(
    'claims',
    {
      warehouse: text().notNull(),
      sku: text().notNull(),
      channel: text()
        .notNull()
        .references(() => channels.channel),
      /** Set aside and not yet ordered. It counts until the end of `until`; what is left then is shared. */
      protected: whole().notNull(),
      /** Refilled up to this, what is open of orders drawn from it counted; null: not refilled. */
      target: whole(),
      until: text(),
      /** Open units of orders that were drawn from the protection. */
      drawn: whole().notNull(),
      committed: whole().notNull(),
      /** On pick lists, or picked and not yet shipped. */
      allocated: whole().notNull(),
      backordered: whole().notNull(),
      /** Promised against planned receipts, not from stock. */
      planned: whole().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.warehouse, t.sku, t.channel] }),
      index('claims_ending').on(t.warehouse, t.until).where(sql`until is not null`),
    ],
  )

  // --- What was promised ----------------------------------------------------------------------------------------

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

  const allocations = table(
    'allocations',
    {
      lineId: text()
        .notNull()
        .references(() => orderLines.id),
      lot: text().notNull(),
      location: text().notNull(),
      /** False: directed to a picker. True: taken, standing in a tote or staging. */
      picked: flag().notNull(),
      orderId: text().notNull(),
      warehouse: text().notNull(),
      sku: text().notNull(),
      quantity: whole().notNull(),
    },
    (t) => [
      index('allocations_by_order').on(t.orderId),
      primaryKey({ columns: [t.lineId, t.lot, t.location, t.picked] }),
      index('allocations_by_stock').on(t.warehouse, t.sku, t.lot, t.location),
    ],
  )

  const pickLists = table(
    'pick_lists',
    {
      id: text().primaryKey(),
      warehouse: text().notNull(),
      /** Null: a batch of several orders, each task says which. */
      orderId: text().references(() => orders.id),
      state: text().$type<'open' | 'done' | 'cancelled'>().notNull(),
      /** Of a batch that was divided: the zone whose bins it asks for. */
      zone: text(),
      staging: text().notNull(),
      deviceId: text(),
      leasedAt: whole(),
      createdAt: whole().notNull(),
    },
    (t) => [index('pick_lists_by_state').on(t.warehouse, t.state), index('pick_lists_by_order').on(t.orderId)],
  )

  const tasks = table(
    'tasks',
    {
      id: text().primaryKey(),
      warehouse: text().notNull(),
      kind: text().$type<TaskKind>().notNull(),
      state: text().$type<'open' | 'done' | 'cancelled'>().notNull(),
      pickListId: text().references(() => pickLists.id),
      orderId: text(),
      lineId: text(),
      sku: text().notNull(),
      lot: text().notNull(),
      location: text().notNull(),
      quantity: whole().notNull(),
      done: whole().notNull(),
      sequence: whole().notNull(),
      /** In a batch: the tote on the cart that this order's units go into. */
      tote: text(),
      /** Of a count: the whole place, one item in it, or one lot of one item. */
      scope: text().$type<CountScope>(),
      origin: text().$type<CountOrigin>(),
      /** Of a blind count: who is not told what the ledger has there. */
      hiddenFrom: text().$type<HiddenFrom>(),
      /** The handheld that a count is with. */
      deviceId: text(),
      leasedAt: whole(),
      /** Users who counted it already: it is asked again of another person. */
      notBy: json<string[]>(),
      createdAt: whole().notNull(),
    },
    (t) => [
      index('tasks_by_pick_list').on(t.pickListId),
      index('tasks_by_state').on(t.warehouse, t.state, t.kind),
      index('tasks_by_line').on(t.lineId),
      index('tasks_by_order').on(t.orderId),
      index('tasks_counting').on(t.warehouse, t.location).where(sql`kind = 'count' and state = 'open'`),
    ],
  )

  // --- What was counted ------------------------------------------------------------------------------------------

  /** One row for each count that was posted: who saw what of a place, and what the device knew of the feed then. */
  const counts = table(
    'counts',
    {
      /** The transaction's. */
      id: text().primaryKey(),
      warehouse: text().notNull(),
      taskId: text(),
      origin: text().$type<CountOrigin>().notNull(),
      location: text().notNull(),
      zone: text(),
      scope: text().$type<CountScope>().notNull(),
      /** Empty where the scope is wider. */
      sku: text().notNull(),
      lot: text().notNull(),
      /** As for its task: a recount is kept from the same. */
      hiddenFrom: text().$type<HiddenFrom>().notNull(),
      deviceId: text(),
      userId: text(),
      occurredAt: whole().notNull(),
      recordedAt: whole().notNull(),
      /** Undone by whoever counted, or by a supervisor. */
      reversed: flag().notNull(),
    },
    (t) => [
      index('counts_by_location').on(t.warehouse, t.location, t.id),
      index('counts_by_time').on(t.warehouse, t.recordedAt),
    ],
  )

  /** What a count found of one balance, against what the ledger had then. */
  const countLines = table(
    'count_lines',
    {
      countId: text()
        .notNull()
        .references(() => counts.id),
      sku: text().notNull(),
      lot: text().notNull(),
      status: text().$type<Status>().notNull(),
      warehouse: text().notNull(),
      location: text().notNull(),
      class: text().$type<ItemClass>().notNull(),
      counted: whole().notNull(),
      /** By the movements known to be earlier; moves with those that arrive late. */
      expected: whole().notNull(),
      /** Of one unit, minor units; null where no cost is known. */
      unitCost: whole(),
      state: text().$type<CountLineState>().notNull(),
      /** Units posted against the adjustment location for it, compensations included. */
      adjusted: whole().notNull(),
      /** Units that it marked suspect until somebody decides. */
      suspected: whole().notNull(),
      /** Of what was approved: a code of the settings. */
      reason: text(),
      decidedBy: text(),
      decidedAt: whole(),
    },
    (t) => [
      primaryKey({ columns: [t.countId, t.sku, t.lot, t.status] }),
      index('count_lines_by_balance').on(t.warehouse, t.location, t.sku, t.lot, t.status),
    ],
  )

  /** The newest count of each scope in a place: what a movement that arrives later is compared with. */
  const observations = table(
    'observations',
    {
      warehouse: text().notNull(),
      location: text().notNull(),
      /** Empty: the whole place. */
      sku: text().notNull(),
      /** '*': all lots of the item. */
      lot: text().notNull(),
      countId: text().notNull(),
      streamId: text().notNull(),
      seq: whole().notNull(),
      /** How far the device had seen the feed; null: not known, or of another history. */
      seen: whole(),
      /** Grows with each count that is posted: tells the newest. */
      ordinal: text().notNull(),
    },
    (t) => [primaryKey({ columns: [t.warehouse, t.location, t.sku, t.lot] })],
  )

  /** Value times velocity, from the product's own movements: how often an item is counted, and how exactly. */
  const itemClasses = table(
    'item_classes',
    {
      warehouse: text().notNull(),
      sku: text().notNull(),
      class: text().$type<ItemClass>().notNull(),
      /** Units that left in the period, and what they were worth in minor units. */
      units: whole().notNull(),
      value: whole().notNull(),
      classedAt: whole().notNull(),
    },
    (t) => [primaryKey({ columns: [t.warehouse, t.sku] })],
  )

  /** Each line of the ledger against the adjustment location, with its reason and its worth: what shrinkage is summed from. */
  const adjustments = table(
    'adjustments',
    {
      /** The movement's. */
      id: text().primaryKey(),
      warehouse: text().notNull(),
      transactionId: text().notNull(),
      sku: text().notNull(),
      lot: text().notNull(),
      location: text().notNull(),
      status: text().$type<Status>().notNull(),
      /** Positive: found; negative: gone. */
      quantity: whole().notNull(),
      /** Of one unit, minor units; null where no cost is known. */
      unitCost: whole(),
      currency: text(),
      kind: text().$type<AdjustmentKind>().notNull(),
      reason: text(),
      userId: text(),
      at: whole().notNull(),
    },
    (t) => [
      index('adjustments_by_time').on(t.warehouse, t.at),
      index('adjustments_by_balance').on(t.warehouse, t.location, t.sku),
    ],
  )

  const receipts = table('receipts', {
    id: text().primaryKey(),
    warehouse: text().notNull(),
    supplier: text().notNull(),
    reference: text().notNull(),
    state: text().$type<LineState>().notNull(),
    /** When it is due; null: nobody has said. */
    expectedOn: text(),
    createdAt: whole().notNull(),
  })

  const receiptLines = table(
    'receipt_lines',
    {
      receiptId: text()
        .notNull()
        .references(() => receipts.id),
      sku: text()
        .notNull()
        .references(() => items.sku),
      expected: whole().notNull(),
      received: whole().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.receiptId, t.sku] }),
      index('receipt_lines_open').on(t.sku).where(sql`received < expected`),
    ],
  )

  /** What left the building with one transaction: who carries it, and what that costs. */
  const shipments = table(
    'shipments',
    {
      transactionId: text().primaryKey(),
      warehouse: text().notNull(),
      orderId: text().notNull(),
      carrier: text(),
      service: text(),
      zone: text(),
      trackingNumber: text(),
      cost: json<Money>(),
      units: json<string[]>().notNull(),
      documentType: text(),
      documentNumber: text(),
      shippedAt: whole().notNull(),
    },
    (t) => [
      index('shipments_by_order').on(t.orderId),
      index('shipments_by_tracking').on(t.trackingNumber).where(sql`tracking_number is not null`),
    ],
  )

  /** Cartons and pallets that left with a shipment: what stands on a returned label tells whose it was. */
  const shipmentUnits = table(
    'shipment_units',
    { transactionId: text().notNull(), unit: text().notNull(), sscc: text() },
    (t) => [
      primaryKey({ columns: [t.transactionId, t.unit] }),
      index('shipment_units_by_unit').on(t.unit),
      index('shipment_units_by_sscc').on(t.sscc).where(sql`sscc is not null`),
    ],
  )

  const returnedTables = returnTables(kit)

  /** How protections follow stock: one rule per item or group of items, and channel. */
  const rules = table(
    'rules',
    {
      id: text().primaryKey(),
      warehouse: text().notNull(),
      sku: text().references(() => items.sku),
      group: text(),
      channel: text()
        .notNull()
        .references(() => channels.channel),
      kind: text().$type<'fixed' | 'share' | 'target'>().notNull(),
      /** Units; of a share, millionths of the free stock. */
      value: whole().notNull(),
    },
    (t) => [
      uniqueIndex('rules_of_item').on(t.warehouse, t.sku, t.channel).where(sql`sku is not null`),
      uniqueIndex('rules_of_group').on(t.warehouse, t.group, t.channel).where(sql`sku is null`),
    ],
  )

  /** What people decided about promises, so that it can be told later who did what and why. */
  const decisions = table(
    'decisions',
    {
      id: text().primaryKey(),
      warehouse: text().notNull(),
      sku: text().notNull(),
      what: text().notNull(),
      channel: text(),
      orderId: text(),
      quantity: whole(),
      by: text().notNull(),
      at: whole().notNull(),
    },
    (t) => [index('decisions_by_item').on(t.warehouse, t.sku, t.id)],
  )

  // --- What the company is asked about its lots ------------------------------------------------------------------

  /** Suppliers, carriers of traceability lot codes, customers: the locations that records of traceability name. */
  const partners = table('partners', {
    name: text().primaryKey(),
    gln: text(),
    /** FDA food facility registration number. */
    ffrn: text(),
    url: text(),
    /** GLOBALG.A.P. number. */
    ggn: text(),
    address: json<Address>(),
  })

  /** Key data elements of a receipt, shipment or transformation that it left out, and that somebody gave later. */
  const completions = table('completions', {
    transactionId: text().primaryKey(),
    documentType: text(),
    documentNumber: text(),
    shipTo: json<Address>(),
    by: text().notNull(),
    at: whole().notNull(),
  })

  const recalls = table(
    'recalls',
    {
      id: text().primaryKey(),
      warehouse: text().notNull(),
      reason: text().notNull(),
      /** A rehearsal: it is timed and kept, and holds nothing. */
      drill: flag().notNull(),
      supplierLot: text(),
      /** The lots that it began with. */
      lots: json<{ sku: string; lot: string }[]>().notNull(),
      /** What was found at the time; null while it is being found. */
      found: json<RecallFound>(),
      by: text().notNull(),
      startedAt: whole().notNull(),
      tookMs: whole(),
    },
    (t) => [index('recalls_by_warehouse').on(t.warehouse, t.startedAt)],
  )

  const settings = table('settings', { name: text().primaryKey(), value: json<unknown>().notNull() })

  /** Numbers that are given out once, such as SSCC serials. */
  const sequences = table('sequences', { name: text().primaryKey(), next: whole().notNull() })

  // --- What came in, and what went out to the devices -----------------------------------------------------------

  const streams = table('streams', {
    streamId: text().primaryKey(),
    deviceId: text().notNull(),
    previousStreamId: text(),
    expectedSeq: whole().notNull(),
    skewMs: whole().notNull(),
  })

  const inbox = table(
    'inbox',
    {
      id: text().primaryKey(),
      warehouse: text().notNull(),
      deviceId: text().notNull(),
      streamId: text().notNull(),
      seq: whole().notNull(),
      type: text().notNull(),
      userId: text(),
      /** The envelope exactly as it came. */
      envelope: text().notNull(),
      receivedAt: whole().notNull(),
      outcome: text().$type<Outcome>().notNull(),
      exceptions: json<{ id: string; type: string }[]>().notNull(),
      problem: json<PushProblem>(),
      effects: json<Effect[]>().notNull(),
      state: text().$type<'applied' | 'parked' | 'dismissed' | 'reversed' | 'waiting'>().notNull(),
      /** For a reversal that came before what it reverses: the id it waits for. */
      waitsFor: text(),
      /** What a person put right before it was interpreted again; the envelope stays as it came. */
      mended: json<Mended>(),
      /** Who let it rest, and why. */
      dismissed: json<Dismissed>(),
    },
    (t) => [
      index('inbox_by_stream').on(t.streamId, t.seq),
      index('inbox_by_device').on(t.deviceId, t.receivedAt),
      index('inbox_parked').on(t.warehouse, t.receivedAt).where(sql`state = 'parked'`),
      index('inbox_waiting').on(t.waitsFor).where(sql`waits_for is not null`),
    ],
  )

  const exceptions = table(
    'exceptions',
    {
      id: text().primaryKey(),
      warehouse: text().notNull(),
      type: text().notNull(),
      severity: text().$type<'low' | 'medium' | 'high' | 'severe'>().notNull(),
      state: text().$type<'open' | 'resolved'>().notNull(),
      /** What it is about; at most one open exception of a type and subject. */
      subject: text().notNull(),
      detail: text().notNull(),
      sku: text(),
      lot: text(),
      location: text(),
      orderId: text(),
      transactionId: text(),
      remedies: json<string[]>().notNull(),
      /** Who takes care of it: a user's id. */
      owner: text(),
      openedAt: whole().notNull(),
      resolvedAt: whole(),
      resolution: json<{ remedy: string; note: string; by: string }>(),
    },
    (t) => [
      uniqueIndex('exceptions_open_subject').on(t.warehouse, t.type, t.subject).where(sql`state = 'open'`),
      index('exceptions_by_state').on(t.warehouse, t.state, t.openedAt),
    ],
  )

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

  const meta = table('meta', { name: text().primaryKey(), value: text().notNull() })

  // --- Who may ------------------------------------------------------------------------------------------------

  const users = table('users', {
    id: text().primaryKey(),
    badgeHash: text().notNull().unique(),
    name: text().notNull(),
    roles: json<Role[]>().notNull(),
    pinHash: text().notNull(),
    /** Salt, and the public key made from badge and PIN: with it an override is proven that was given offline. */
    overrideSalt: text().notNull(),
    overrideKey: text().notNull(),
    /** Kept from the roles: may let a younger lot pass. */
    overrides: flag().notNull(),
    disabled: flag().notNull(),
    /** Wrong PINs since the last right one, and when the last was: each makes the next wait longer. */
    failures: whole().notNull(),
    lastFailureAt: whole().notNull(),
  })

  const devices = table('devices', {
    id: text().primaryKey(),
    warehouse: text()
      .notNull()
      .references(() => warehouses.code),
    tokenHash: text().notNull().unique(),
    enrolledAt: whole().notNull(),
    revoked: flag().notNull(),
  })

  const enrolmentCodes = table('enrolment_codes', {
    codeHash: text().primaryKey(),
    warehouse: text().notNull(),
    expiresAt: whole().notNull(),
    usesLeft: whole().notNull(),
  })

  const sessions = table('sessions', {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id),
    deviceId: text().notNull(),
    tokenHash: text().notNull().unique(),
    startedAt: whole().notNull(),
    expiresAt: whole().notNull(),
  })

  const apiTokens = table('api_tokens', {
    id: text().primaryKey(),
    name: text().notNull(),
    role: text().$type<Role>().notNull(),
    tokenHash: text().notNull().unique(),
    createdAt: whole().notNull(),
    revoked: flag().notNull(),
  })

  /** Where a supervisor's browser hears of exceptions while it is closed. */
  const pushSubscriptions = table(
    'push_subscriptions',
    {
      endpoint: text().primaryKey(),
      userId: text()
        .notNull()
        .references(() => users.id),
      warehouse: text().notNull(),
      keys: json<{ p256dh: string; auth: string }>().notNull(),
      /** Only what is at least this bad. */
      atLeast: text().$type<'low' | 'medium' | 'high' | 'severe'>().notNull(),
      createdAt: whole().notNull(),
    },
    (t) => [index('push_subscriptions_by_user').on(t.userId)],
  )

  /** First answers to requests that carried an Idempotency-Key. */
  const idempotency = table(
    'idempotency',
    {
      caller: text().notNull(),
      key: text().notNull(),
      requestHash: text().notNull(),
      status: whole().notNull(),
      answer: text().notNull(),
      createdAt: whole().notNull(),
    },
    (t) => [primaryKey({ columns: [t.caller, t.key] })],
  )

  return {
    warehouses,
    channels,
    items,
    barcodes,
    locations,
    lots,
    supplierLots,
    holds,
    transformations,
    transformationLines,
    movements,
    stock,
    shelf,
    claims,
    orders,
    orderLines,
    allocations,
    pickLists,
    tasks,
    counts,
    countLines,
    observations,
    itemClasses,
    adjustments,
    receipts,
    receiptLines,
    shipments,
    shipmentUnits,
    ...returnedTables,
    ...channelTables(kit),
    ...platformOrderTables(kit),
    ...ediTables(kit),
    ...outgoingTables(kit),
    ...driftTables(kit),
    ...costingTables(kit),
    ...shortageTables(kit),
    ...landedCostTables(kit),
    rules,
    decisions,
    partners,
    completions,
    recalls,
    settings,
    sequences,
    streams,
    inbox,
    exceptions,
    feed,
    feedPending,
    meta,
    users,
    devices,
    enrolmentCodes,
    sessions,
    apiTokens,
    pushSubscriptions,
    idempotency,
  }
}

export type Schema = ReturnType<typeof buildSchema>
