/** Orders that are late, that stock no longer covers, or that wait for stock. */
import { and, countDistinct, eq, min, sql } from 'drizzle-orm'
import { atRiskLinesOf } from '../availability/at-risk.ts'
import { readPools } from '../availability/pool.ts'
import type { Reader } from '../db/work.ts'
import { dueBefore } from '../orders/due.ts'
import type { Day } from './day.ts'
import { type Need, needOf } from './need.ts'

export async function orderNeeds(reader: Reader, day: Day): Promise<Need[]> {
  return [...(await lateOrders(reader, day)), ...(await atRiskOrders(reader, day)), ...(await shortOrders(reader, day))]
}

async function lateOrders({ db, t: { orders: o } }: Reader, { warehouse, today, timeZone }: Day): Promise<Need[]> {
  const [late] = await db
    .select({ count: sql<number>`count(*)`.mapWith(Number), due: min(o.shipBy) })
    .from(o)
    .where(
      and(
        eq(o.warehouse, warehouse),
        // As it stands in the index.
        sql`${o.status} not in ('shipped', 'cancelled')`,
        dueBefore(o.shipBy, today, timeZone),
      ),
    )
  return late && late.count > 0 ? [needOf('late-orders', 'high', late)] : []
}

/** Only items with an open exception can be at risk: their lines are looked at one by one after that. */
async function atRiskOrders(reader: Reader, { warehouse, today }: Day): Promise<Need[]> {
  const { exceptions: e } = reader.t
  const rows = await reader.db
    .selectDistinct({ sku: e.sku })
    .from(e)
    .where(and(eq(e.warehouse, warehouse), eq(e.state, 'open'), eq(e.type, 'at-risk')))
  const skus = rows.flatMap(({ sku }) => sku ?? [])
  const pools = await readPools(reader, { warehouse, skus, today })
  const lines = [...(await atRiskLinesOf(reader, warehouse, pools)).values()].flat()
  const orders = new Map(lines.map(({ orderId, shipBy }) => [orderId, shipBy]))
  if (orders.size === 0) return []
  return [needOf('orders-at-risk', 'high', { count: orders.size, due: firstOf([...orders.values()]) })]
}

const firstOf = (shipBys: readonly (string | null)[]): string | null =>
  shipBys.filter((one) => one !== null).sort()[0] ?? null

/** Beside them in the list stand those that are to be filled from planned receipts, as was promised. */
async function shortOrders({ db, t: { orderLines: l, orders: o } }: Reader, { warehouse }: Day): Promise<Need[]> {
  const [short] = await db
    .select({ count: countDistinct(l.orderId).mapWith(Number), due: min(o.shipBy) })
    .from(l)
    .innerJoin(o, eq(o.id, l.orderId))
    .where(and(eq(l.warehouse, warehouse), sql`${l.backordered} > 0`))
  if (!short || short.count === 0) return []
  const waits = sql`not exists (select 1 from order_lines b where b.order_id = ${l.orderId} and b.backordered > 0)`
  const [planned] = await db
    .select({ count: countDistinct(l.orderId).mapWith(Number) })
    .from(l)
    .where(and(eq(l.warehouse, warehouse), sql`${l.planned} > 0`, waits))
  return [needOf('short-orders', 'medium', { ...short, beside: planned?.count ?? 0 })]
}
