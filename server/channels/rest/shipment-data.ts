/** What has left with a shipment, as it is told: lots included, for who sells food must be able to say which. */
import { and, asc, eq, sql } from 'drizzle-orm'
import { CUSTOMER } from '../../../shared/rules/places.ts'
import type { Schema } from '../../db/schema.ts'
import type { Reader } from '../../db/work.ts'
import type { ShipmentData } from './event.ts'

interface Named {
  order: Schema['orders']['$inferSelect']
  externalId: string | null
}

export async function shipmentData(
  { db, t: { movements, shipmentUnits } }: Reader,
  shipment: Schema['shipments']['$inferSelect'],
  { order, externalId }: Named,
): Promise<ShipmentData> {
  const { transactionId: id, carrier, service, trackingNumber, shippedAt } = shipment
  const lines = await db
    .select({
      sku: movements.sku,
      lot: movements.lot,
      quantity: sql<number>`sum(${movements.quantity})`.mapWith(Number),
    })
    .from(movements)
    .where(and(eq(movements.transactionId, id), eq(movements.toLocation, CUSTOMER)))
    .groupBy(movements.sku, movements.lot)
    .orderBy(asc(movements.sku), asc(movements.lot))
  const units = await db
    .select({ unit: shipmentUnits.unit, sscc: shipmentUnits.sscc })
    .from(shipmentUnits)
    .where(eq(shipmentUnits.transactionId, id))
    .orderBy(asc(shipmentUnits.unit))
  return {
    id,
    order: { id: order.id, number: order.externalId, externalId },
    carrier,
    service,
    trackingNumber,
    shippedAt: new Date(shippedAt).toISOString(),
    units,
    lines: lines.map(({ lot, ...line }) => ({ ...line, lot: lot === '' ? null : lot })),
  }
}
