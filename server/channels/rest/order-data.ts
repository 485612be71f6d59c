/** How an order stands, as it is told. */
import { asc, eq } from 'drizzle-orm'
import type { Schema } from '../../db/schema.ts'
import type { Reader } from '../../db/work.ts'
import type { OrderData } from './event.ts'

export async function orderData(
  { db, t: { orderLines, shipments } }: Reader,
  { id, externalId: number, status }: Schema['orders']['$inferSelect'],
  externalId: string | null,
): Promise<OrderData> {
  const lines = await db.select().from(orderLines).where(eq(orderLines.orderId, id)).orderBy(asc(orderLines.position))
  const left = await db
    .select({ id: shipments.transactionId })
    .from(shipments)
    .where(eq(shipments.orderId, id))
    .orderBy(asc(shipments.shippedAt), asc(shipments.transactionId))
  return {
    id,
    number,
    externalId,
    status,
    short: lines.reduce((sum, { backordered }) => sum + backordered, 0),
    lines: lines.map(({ id, sku, quantity, backordered, shipped, cancelled }) => ({
      id,
      sku,
      quantity,
      backordered,
      shipped,
      cancelled,
    })),
    shipments: left.map((shipment) => shipment.id),
  }
}
