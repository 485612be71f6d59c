/** An order as it is answered. */
import { eq } from 'drizzle-orm'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import { notFound } from '../problem.ts'

type Order = Schema['orders']['$inferSelect']
type Line = Schema['orderLines']['$inferSelect']

export interface OrderAnswer {
  id: string
  externalId: string
  channel: string
  status: string
  lines: {
    id: string
    sku: string
    quantity: number
    committed: number
    backordered: number
    allocated: number
    picked: number
    shipped: number
    cancelled: number
  }[]
}

export function orderAnswer(
  order: Pick<Order, 'id' | 'externalId' | 'channel' | 'status'>,
  lines: readonly Line[],
): OrderAnswer {
  return {
    id: order.id,
    externalId: order.externalId,
    channel: order.channel,
    status: order.status,
    lines: lines.map(({ id, sku, quantity, committed, backordered, allocated, picked, shipped, cancelled }) => ({
      id,
      sku,
      quantity,
      committed,
      backordered,
      allocated,
      picked,
      shipped,
      cancelled,
    })),
  }
}

export async function readOrder(
  { db, t }: Pick<Reader, 'db' | 't'>,
  id: string,
): Promise<OrderAnswer & Record<string, unknown>> {
  const [order] = await db.select().from(t.orders).where(eq(t.orders.id, id))
  if (!order) throw notFound(`order ${id}`)
  const lines = await db.select().from(t.orderLines).where(eq(t.orderLines.orderId, id)).orderBy(t.orderLines.position)
  const { warehouse, customer, shipBy, shipTo, version } = order
  return {
    ...orderAnswer(order, lines),
    warehouse,
    customer,
    shipBy,
    shipTo,
    version,
    placedAt: new Date(order.placedAt).toISOString(),
  }
}
