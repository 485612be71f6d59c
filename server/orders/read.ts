/** Orders as they are answered: one, or a page of them with what blocks each. */
import { and, desc, eq, inArray, like, lt, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { type AtRiskLine, atRiskLines } from '../availability/at-risk.ts'
import { timeZoneOf, todayIn } from '../availability/local-date.ts'
import { readPool } from '../availability/pool.ts'
import type { OrderStatus, Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import { notFound } from '../problem.ts'
import { dueBy as isDueBy } from './due.ts'
import { shipmentsOf } from './shipments.ts'

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
  const risks = await risksOf(reader, order.warehouse, lines, now)
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

export interface OrdersWanted {
  state?: string | undefined
  channel?: string | undefined
  sku?: string | undefined
  search?: string | undefined
  dueBy?: string | undefined
  after: string
  limit: number
}

const STATES: OrderStatus[] = ['committed', 'released', 'picked', 'shipped', 'backordered', 'planned', 'cancelled']

/** Newest first. */
export async function readOrders(reader: Reader, warehouse: string, wanted: OrdersWanted, now: number) {
  const { db, t } = reader
  const timeZone = await timeZoneOf(reader, warehouse)
  const rows = await db
    .select()
    .from(t.orders)
    .where(
      and(
        eq(t.orders.warehouse, warehouse),
        wanted.after === '' ? undefined : lt(t.orders.id, wanted.after),
        ...conditions(reader, { code: warehouse, timeZone }, wanted),
      ),
    )
    .orderBy(desc(t.orders.id))
    .limit(wanted.limit + 1)
  const shown = rows.slice(0, wanted.limit)
  const ids = shown.map((order) => order.id)
  const lines = ids.length === 0 ? [] : await db.select().from(t.orderLines).where(inArray(t.orderLines.orderId, ids))
  const risks = await risksOf(reader, warehouse, lines, now)
  const items = shown.map((order) => ({
    ...summaryOf(
      order,
      lines.filter((line) => line.orderId === order.id),
      risks,
    ),
    customer: order.customer.name,
  }))
  const kept =
    wanted.state === 'at-risk'
      ? items.filter((order) => order.atRisk > 0)
      : wanted.state === 'ready'
        ? items.filter((order) => order.atRisk === 0)
        : items
  return { items: kept, next: rows.length > wanted.limit ? (ids.at(-1) ?? null) : null }
}

function conditions(
  { db, t }: Reader,
  { code: warehouse, timeZone }: { code: string; timeZone: string },
  wanted: OrdersWanted,
): (SQL | undefined)[] {
  const { orders, orderLines, exceptions } = t
  const { state, channel, sku, search, dueBy } = wanted
  const words = `%${(search ?? '').toLowerCase().replace(/[\\%_]/g, '')}%`
  const withLine = (condition: SQL | undefined) =>
    inArray(orders.id, db.select({ id: orderLines.orderId }).from(orderLines).where(condition))
  const short = db
    .select({ sku: exceptions.sku })
    .from(exceptions)
    .where(and(eq(exceptions.warehouse, warehouse), eq(exceptions.type, 'at-risk'), eq(exceptions.state, 'open')))
  return [
    state === 'open' ? notInArray(orders.status, ['shipped', 'cancelled']) : undefined,
    state === 'ready' ? withLine(sql`${orderLines.committed} > 0`) : undefined,
    // Only items with an open exception can be at risk: the lines are looked at one by one after that.
    state === 'at-risk' ? withLine(and(sql`${orderLines.committed} > 0`, inArray(orderLines.sku, short))) : undefined,
    state === 'short' ? withLine(sql`(${orderLines.backordered} > 0 or ${orderLines.planned} > 0)`) : undefined,
    STATES.includes(state as OrderStatus) ? eq(orders.status, state as OrderStatus) : undefined,
    channel === undefined ? undefined : eq(orders.channel, channel),
    sku === undefined ? undefined : withLine(eq(orderLines.sku, sku)),
    search === undefined
      ? undefined
      : or(like(sql`lower(${orders.externalId})`, words), like(sql`lower(cast(${orders.customer} as text))`, words)),
    dueBy === undefined ? undefined : isDueBy(orders.shipBy, dueBy, timeZone),
  ]
}

async function risksOf(
  reader: Reader,
  warehouse: string,
  lines: readonly Line[],
  now: number,
): Promise<Map<string, AtRiskLine>> {
  const skus = [...new Set(lines.filter((line) => line.committed > 0).map((line) => line.sku))]
  if (skus.length === 0) return new Map()
  const today = await todayIn(reader, warehouse, now)
  const risks = new Map<string, AtRiskLine>()
  for (const sku of skus) {
    const pool = await readPool(reader, { warehouse, sku, today })
    if (pool.atRisk === 0) continue
    for (const risk of await atRiskLines(reader, warehouse, sku, pool)) risks.set(risk.lineId, risk)
  }
  return risks
}

function summaryOf(order: Order, lines: readonly Line[], risks: ReadonlyMap<string, AtRiskLine>) {
  const sum = (part: 'quantity' | 'committed' | 'allocated' | 'picked' | 'shipped' | 'backordered' | 'planned') =>
    lines.reduce((total, line) => total + line[part], 0)
  const atRisk = lines.reduce((total, line) => total + (risks.get(line.id)?.units ?? 0), 0)
  const { id, externalId, channel, status, shipBy, startsOn, version } = order
  const figures = {
    quantity: sum('quantity'),
    committed: sum('committed'),
    allocated: sum('allocated'),
    picked: sum('picked'),
    shipped: sum('shipped'),
    backordered: sum('backordered'),
    planned: sum('planned'),
    atRisk,
  }
  return {
    id,
    externalId,
    channel,
    status,
    shipBy,
    startsOn,
    version,
    placedAt: new Date(order.placedAt).toISOString(),
    ...figures,
    blocks: blocksOf(order, figures),
  }
}

/** What keeps an order from being shipped whole, in words. */
function blocksOf(order: Order, figures: { atRisk: number; backordered: number; planned: number; allocated: number }) {
  if (order.status === 'shipped' || order.status === 'cancelled') return []
  const blocks = [
    { code: 'at-risk', units: figures.atRisk, detail: `${figures.atRisk} at risk: stock no longer covers them.` },
    { code: 'backordered', units: figures.backordered, detail: `${figures.backordered} backordered.` },
    {
      code: 'planned',
      units: figures.planned,
      detail: `${figures.planned} wait for planned receipts${order.startsOn === null ? '' : `, from ${order.startsOn}`}.`,
    },
    { code: 'in-picking', units: figures.allocated, detail: `${figures.allocated} on pick lists.` },
  ]
  const found = blocks.filter((block) => block.units > 0).map(({ code, detail }) => ({ code, detail }))
  return order.awaits === null
    ? found
    : [{ code: 'awaits-payment', detail: `Not paid at ${order.channel} yet.` }, ...found]
}
