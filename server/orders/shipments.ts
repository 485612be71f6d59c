/** What left with one transaction: who carries it, under which number, and what that costs. */
import { asc, eq } from 'drizzle-orm'
import type { Money } from '../../shared/rules/money.ts'
import type { Reader } from '../db/work.ts'
import type { Scene } from '../ledger/scene.ts'

/** Who carries it, as far as whoever shipped it said. */
export interface Carriage {
  carrier?: string | undefined
  service?: string | undefined
  zone?: string | undefined
  trackingNumber?: string | undefined
  shippingCost?: Money | undefined
  documentType?: string | undefined
  documentNumber?: string | undefined
}

export async function recordShipment(
  scene: Scene,
  payload: Carriage,
  orderId: string,
  units: readonly string[],
): Promise<void> {
  const { tx, warehouse, posted } = scene
  const { transactionId } = posted
  await tx.db.insert(tx.t.shipments).values({
    transactionId,
    warehouse,
    orderId,
    carrier: payload.carrier ?? null,
    service: payload.service ?? null,
    zone: payload.zone ?? null,
    trackingNumber: payload.trackingNumber ?? null,
    cost: payload.shippingCost ?? null,
    units: [...units],
    documentType: payload.documentType ?? null,
    documentNumber: payload.documentNumber ?? null,
    shippedAt: posted.occurredAt,
  })
  for (const unit of new Set(units)) {
    const sscc = (await scene.ground.location(unit))?.sscc ?? null
    await tx.db.insert(tx.t.shipmentUnits).values({ transactionId, unit, sscc })
  }
  scene.effects.push({ kind: 'shipment', transactionId })
}

/** It was undone: nothing left. */
export async function forgetShipment({ tx }: Scene, transactionId: string): Promise<void> {
  await tx.db.delete(tx.t.shipments).where(eq(tx.t.shipments.transactionId, transactionId))
  await tx.db.delete(tx.t.shipmentUnits).where(eq(tx.t.shipmentUnits.transactionId, transactionId))
}

/** The shipments of an order, first ones first. */
export async function shipmentsOf({ db, t }: Reader, orderId: string) {
  const rows = await db
    .select()
    .from(t.shipments)
    .where(eq(t.shipments.orderId, orderId))
    .orderBy(asc(t.shipments.shippedAt), asc(t.shipments.transactionId))
  return rows.map(({ shippedAt, warehouse: _, orderId: __, ...row }) => ({
    ...row,
    shippedAt: new Date(shippedAt).toISOString(),
  }))
}
