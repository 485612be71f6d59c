/** What left the building, and how. */
import { sql } from 'drizzle-orm'
import type { Money } from '../../../shared/rules/money.ts'
import type { Kit } from '../kit.ts'

export function shipmentTables(kit: Kit) {
  const { table, text, whole, json, primaryKey, index } = kit

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
      index('shipments_by_time').on(t.warehouse, t.shippedAt, t.orderId),
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

  return { shipments, shipmentUnits }
}
