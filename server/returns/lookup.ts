/** What was shipped to whom, found by whatever the dock can scan: an order number, a packing slip, a tracking number, a carton, an item. */
import { and, desc, eq, inArray, ne, or, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { CUSTOMER } from '../../shared/rules/places.ts'
import * as field from '../../shared/transactions/fields.ts'
import type { Reader } from '../db/work.ts'
import { Problem } from '../problem.ts'
import { sentSums } from './shipped.ts'

export const lookupQuery = v.object({
  scan: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200))),
  sku: v.optional(field.sku),
  lot: v.optional(field.lotNumber),
})

/** More orders than this are no help at a dock. */
const MOST = 20

export interface Shipped {
  orderId: string
  externalId: string
  channel: string
  customer: { id: string; name: string }
  shippedAt: string
  /** An open return of this order. */
  returnId: string | null
  lines: { sku: string; name: string; lot: string | null; shipped: number; returned: number }[]
}

export async function lookUpShipped(
  reader: Reader,
  warehouse: string,
  { scan, sku, lot }: v.InferOutput<typeof lookupQuery>,
): Promise<Shipped[]> {
  if (scan !== undefined) return shippedWith(reader, warehouse, await ordersScanned(reader, scan))
  if (sku !== undefined) return shippedWith(reader, warehouse, await ordersWith(reader, sku, lot))
  throw new Problem(422, 'invalid', 'scan: Say what was scanned, or name an item by sku.', { field: 'scan' })
}

async function ordersScanned({ db, t }: Reader, scan: string): Promise<string[]> {
  const { orders, shipments, shipmentUnits, returns } = t
  const found = [
    await db
      .select({ id: orders.id })
      .from(orders)
      .where(or(eq(orders.externalId, scan), eq(orders.id, scan.toLowerCase())))
      .limit(MOST),
    await db.select({ id: shipments.orderId }).from(shipments).where(eq(shipments.trackingNumber, scan)).limit(MOST),
    await db
      .select({ id: shipments.orderId })
      .from(shipmentUnits)
      .innerJoin(shipments, eq(shipments.transactionId, shipmentUnits.transactionId))
      .where(or(eq(shipmentUnits.unit, scan), eq(shipmentUnits.sscc, scan)))
      .limit(MOST),
    await db.select({ id: returns.orderId }).from(returns).where(eq(returns.reference, scan)).limit(MOST),
  ]
  return [...new Set(found.flatMap((rows) => rows.flatMap(({ id }) => id ?? [])))]
}

/** The newest shipments of the item, of one lot where it is known. */
async function ordersWith(
  { db, t: { movements: m } }: Reader,
  sku: string,
  lot: string | undefined,
): Promise<string[]> {
  const rows = await db
    .select({ id: m.orderId })
    .from(m)
    .where(
      and(
        eq(m.sku, sku),
        lot === undefined ? undefined : eq(m.lot, lot),
        eq(m.toLocation, CUSTOMER),
        sql`${m.border} and ${m.orderId} is not null`,
        ne(m.reason, 'reverse'),
      ),
    )
    .groupBy(m.orderId)
    .orderBy(desc(sql`max(${m.occurredAt})`))
    .limit(MOST)
  return rows.flatMap(({ id }) => id ?? [])
}

async function shippedWith(reader: Reader, warehouse: string, orderIds: readonly string[]): Promise<Shipped[]> {
  if (orderIds.length === 0) return []
  const ids = orderIds.slice(0, MOST)
  const { db, t } = reader
  const orders = await db
    .select()
    .from(t.orders)
    .where(inArray(t.orders.id, [...ids]))
  const lines = await sentLines(reader, ids)
  const open = await db
    .select({ id: t.returns.id, orderId: t.returns.orderId })
    .from(t.returns)
    .where(and(eq(t.returns.warehouse, warehouse), inArray(t.returns.orderId, [...ids]), ne(t.returns.state, 'closed')))
  return orders
    .map((order) => {
      const own = lines.filter(({ orderId }) => orderId === order.id)
      return {
        orderId: order.id,
        externalId: order.externalId,
        channel: order.channel,
        customer: { id: order.customer.id, name: order.customer.name },
        shippedAt: new Date(Math.max(0, ...own.map(({ at }) => at))).toISOString(),
        returnId: open.find(({ orderId }) => orderId === order.id)?.id ?? null,
        lines: own.map(({ sku, name, lot, shipped, returned }) => ({
          sku,
          name,
          lot: lot === '' ? null : lot,
          shipped,
          returned,
        })),
      }
    })
    .filter(({ lines }) => lines.length > 0)
    .sort((a, b) => b.shippedAt.localeCompare(a.shippedAt))
}

async function sentLines({ db, t }: Reader, orderIds: readonly string[]) {
  const { movements: m, items } = t
  const rows = await db
    .select({
      orderId: m.orderId,
      sku: m.sku,
      name: items.name,
      lot: m.lot,
      ...sentSums(t),
      at: sql<number>`coalesce(max(case when ${m.toLocation} = ${CUSTOMER} then ${m.occurredAt} end), 0)`.mapWith(
        Number,
      ),
    })
    .from(m)
    .innerJoin(items, eq(items.sku, m.sku))
    .where(and(inArray(m.orderId, [...orderIds]), sql`${m.border}`))
    .groupBy(m.orderId, m.sku, items.name, m.lot)
    .orderBy(m.sku, m.lot)
  return rows.filter(({ shipped }) => shipped > 0)
}
