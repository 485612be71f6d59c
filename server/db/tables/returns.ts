/** What customers send back: what was announced, what came, what became of it, and what proves it. */
import { sql } from 'drizzle-orm'
import type { ChargebackCategory, ChargebackState } from '../../../shared/rules/chargeback.ts'
import type { Disposition } from '../../../shared/rules/disposition.ts'
import type { Money } from '../../../shared/rules/money.ts'
import type { Kit } from '../kit.ts'

/**
 * `expected`: nothing of it is here to be looked at. `received`: goods wait to be inspected, or for what their disposition
 * waits for. `closed`: all that came has been seen to, and no more is expected.
 */
export type ReturnState = 'expected' | 'received' | 'closed'

/** What a retailer takes back of its payment. What is not known yet is null: see `missingDocuments`. */
export interface Chargeback {
  reference: string | null
  category: ChargebackCategory | null
  /** The retailer's own code for it. */
  code: string | null
  amount: Money | null
  /** The last local day on which it can be disputed. */
  disputeBy: string | null
  state: ChargebackState
}

/** What a disposition waits for; `goods`: more was inspected than came in, as far as is known. */
export type WaitsFor = 'documents' | 'second-person' | 'goods' | 'supervisor' | 'lot' | 'quality'

/** `done`: its disposition is carried out. `withdrawn`: the goods are to be inspected again. `reversed`: it was undone. */
export type InspectionState = 'done' | 'waiting' | 'withdrawn' | 'reversed'

export function returnTables(kit: Kit) {
  const { table, text, whole, flag, json, primaryKey, index, uniqueIndex } = kit

  const returns = table(
    'returns',
    {
      /** Of one that nobody had announced: its first transaction's. */
      id: text().primaryKey(),
      warehouse: text().notNull(),
      channel: text().notNull(),
      /** Null: not known here. */
      orderId: text(),
      orderExternalId: text(),
      customer: json<{ id: string; name: string }>(),
      /** What customer or channel call it; one return for each. */
      reference: text(),
      /** It came without having been announced. */
      blind: flag().notNull(),
      state: text().$type<ReturnState>().notNull(),
      chargeback: json<Chargeback>(),
      /** Kept: of a return with a chargeback, whether all is there that its dispute needs. */
      documents: text().$type<'none' | 'missing' | 'complete'>().notNull(),
      /** Photos given by hand, beside those of its inspections. SHA-256. */
      photos: json<string[]>().notNull(),
      note: text(),
      expectedOn: text(),
      by: text(),
      createdAt: whole().notNull(),
      /** Somebody said that no more of it will come. */
      endedAt: whole(),
    },
    (t) => [
      uniqueIndex('returns_by_reference').on(t.channel, t.reference).where(sql`reference is not null and not blind`),
      index('returns_by_state').on(t.warehouse, t.state, t.createdAt),
      index('returns_by_order').on(t.orderId).where(sql`order_id is not null`),
      index('returns_by_order_number').on(t.channel, t.orderExternalId).where(sql`order_external_id is not null`),
    ],
  )

  const returnLines = table(
    'return_lines',
    {
      returnId: text()
        .notNull()
        .references(() => returns.id),
      sku: text().notNull(),
      reason: text().notNull(),
      expected: whole().notNull(),
      received: whole().notNull(),
      /** What was shipped to this customer and had not come back, when the return was announced. */
      lots: json<{ lot: string; quantity: number }[]>().notNull(),
    },
    (t) => [primaryKey({ columns: [t.returnId, t.sku] })],
  )

  /** One row for each transaction that brought goods back. */
  const returnedGoods = table(
    'returned_goods',
    {
      /** The transaction's. */
      id: text().primaryKey(),
      warehouse: text().notNull(),
      returnId: text()
        .notNull()
        .references(() => returns.id),
      sku: text().notNull(),
      lot: text().notNull(),
      lotFrom: text().$type<'label' | 'shipment'>(),
      quantity: whole().notNull(),
      /** Units that an inspection that stands has spoken of, carried out or waiting. */
      inspected: whole().notNull(),
      reason: text().notNull(),
      channel: text().notNull(),
      /** Where they were received. */
      location: text().notNull(),
      /** Of one unit, minor units; null where no cost is known. */
      unitCost: whole(),
      currency: text(),
      userId: text(),
      receivedAt: whole().notNull(),
    },
    (t) => [
      index('returned_goods_by_return').on(t.returnId),
      index('returned_goods_by_lot').on(t.sku, t.lot),
      index('returned_goods_by_time').on(t.warehouse, t.receivedAt),
      index('returned_goods_waiting').on(t.warehouse, t.sku, t.lot).where(sql`inspected < quantity`),
    ],
  )

  /** One row for each inspection: what somebody saw, decided, and what became of that. */
  const inspections = table(
    'inspections',
    {
      /** The transaction's. */
      id: text().primaryKey(),
      warehouse: text().notNull(),
      /** Null: of goods that no return brought. */
      returnId: text(),
      sku: text().notNull(),
      lot: text().notNull(),
      /** Where the goods stand while it waits. */
      location: text().notNull(),
      /** Where they were put; null: nowhere else. */
      to: text(),
      quantity: whole().notNull(),
      /** Units whose disposition is carried out. */
      carriedOut: whole().notNull(),
      condition: text().notNull(),
      disposition: text().$type<Disposition>().notNull(),
      proposed: text().$type<Disposition>(),
      because: text(),
      checklist: json<{ code: string; ok: boolean; note?: string | undefined }[]>().notNull(),
      photos: json<string[]>().notNull(),
      note: text(),
      state: text().$type<InspectionState>().notNull(),
      waitsFor: text().$type<WaitsFor>(),
      /** The second person, where one had to allow it. */
      approvedBy: text(),
      /** Of one unit, minor units; null where no cost is known. */
      unitCost: whole(),
      currency: text(),
      deviceId: text(),
      userId: text(),
      inspectedAt: whole().notNull(),
      /** When its disposition was carried out, wholly; null: not yet. */
      doneAt: whole(),
    },
    (t) => [
      index('inspections_by_return').on(t.returnId).where(sql`return_id is not null`),
      index('inspections_waiting').on(t.warehouse, t.sku, t.lot).where(sql`state = 'waiting'`),
      index('inspections_by_time').on(t.warehouse, t.inspectedAt),
    ],
  )

  /** Which returned goods an inspection spoke of: what came together may go several ways. */
  const inspectionParts = table(
    'inspection_parts',
    {
      inspectionId: text()
        .notNull()
        .references(() => inspections.id),
      returnedId: text()
        .notNull()
        .references(() => returnedGoods.id),
      quantity: whole().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.inspectionId, t.returnedId] }),
      index('inspection_parts_by_goods').on(t.returnedId),
    ],
  )

  /** Units that left for customers and came back, by local day: kept from the ledger, so that rates need not read it. */
  const consigned = table(
    'consigned',
    {
      warehouse: text().notNull(),
      day: text().notNull(),
      sku: text().notNull(),
      lot: text().notNull(),
      /** Empty: not known. */
      channel: text().notNull(),
      shipped: whole().notNull(),
      returned: whole().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.warehouse, t.day, t.sku, t.lot, t.channel] }),
      index('consigned_by_lot').on(t.sku, t.lot),
    ],
  )

  /** Photos that are here, whole, in the folder of attachments. */
  const attachments = table('attachments', {
    sha256: text().primaryKey(),
    /** Media type, by its first bytes. */
    type: text().notNull(),
    bytes: whole().notNull(),
    /** The device or key that brought it. */
    by: text().notNull(),
    storedAt: whole().notNull(),
  })

  return { returns, returnLines, returnedGoods, inspections, inspectionParts, consigned, attachments }
}
