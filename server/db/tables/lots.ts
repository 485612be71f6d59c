/** Lots: where they came from, why they are held, and what they were made into. */
import { sql } from 'drizzle-orm'
import type { TransformationKind } from '../../../shared/transactions/transform.ts'
import type { Kit } from '../kit.ts'
import type { ItemTables } from './items.ts'

export function lotTables(kit: Kit, { items }: ItemTables) {
  const { table, text, whole, flag, primaryKey, index, uniqueIndex } = kit

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
      index('lots_by_expiry').on(
        sql`(case when expires_on is null then '9999-12-31' else expires_on end)`,
        t.sku,
        t.lot,
      ),
      index('lots_by_receipt').on(t.receivedAt, t.sku, t.lot),
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

  return { lots, supplierLots, holds, transformations, transformationLines }
}
