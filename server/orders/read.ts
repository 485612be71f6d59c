/** One order as it is answered. */
import { eq } from 'drizzle-orm'
import { todayIn } from '../availability/local-date.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import { notFound } from '../problem.ts'
import { shipmentsOf } from './shipments.ts'
import { risksOf, summaryOf } from './summary.ts'

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
    planned: number
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
    lines: lines.map(
      ({ id, sku, quantity, committed, backordered, planned, allocated, picked, shipped, cancelled }) => ({
        id,
        sku,
        quantity,
        committed,
        backordered,
        planned,
        allocated,
        picked,
        shipped,
        cancelled,
      }),
    ),
  }
}

export async function readOrder(reader: Reader, id: string, now: number) {
  const { db, t } = reader
  const [order] = await db.select().from(t.orders).where(eq(t.orders.id, id))
  if (!order) throw notFound(`order ${id}`)
  const rows = await db
    .select({ line: t.orderLines, name: t.items.name })
    .from(t.orderLines)
    .innerJoin(t.items, eq(t.items.sku, t.orderLines.sku))
    .where(eq(t.orderLines.orderId, id))
    .orderBy(t.orderLines.position)
  const lines = rows.map((row) => row.line)
  const risks = await risksOf(reader, order.warehouse, lines, await todayIn(reader, order.warehouse, now))
  const lists = await db
    .selectDistinct({ id: t.pickLists.id, state: t.pickLists.state, device: t.pickLists.deviceId })
    .from(t.pickLists)
    .innerJoin(t.tasks, eq(t.tasks.pickListId, t.pickLists.id))
    .where(eq(t.tasks.orderId, id))
    .orderBy(t.pickLists.id)
  const answer = orderAnswer(order, lines)
  return {
    ...summaryOf(order, lines, risks),
    warehouse: order.warehouse,
    customer: order.customer,
    shipTo: order.shipTo,
    pickLists: lists,
    shipments: await shipmentsOf(reader, id),
    lines: answer.lines.map((line, index) => ({
      ...line,
      name: rows[index]?.name ?? '',
      fromProtected: rows[index]?.line.drawn ?? 0,
      atRisk: risks.get(line.id)?.units ?? 0,
    })),
  }
}
