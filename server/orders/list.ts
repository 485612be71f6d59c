/** A page of orders, in the order that is asked for, with what blocks each. */
import {
  and,
  asc,
  count,
  desc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  like,
  lt,
  lte,
  not,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import * as v from 'valibot'
import { grouped } from '../../shared/rules/grouped.ts'
import { NEVER } from '../../shared/rules/rotation.ts'
import type { OrderSort } from '../../shared/wire/list-sorts.ts'
import { atRiskLinesOf } from '../availability/at-risk.ts'
import { localDate, timeZoneOf } from '../availability/local-date.ts'
import { readPools } from '../availability/pool.ts'
import { dateOrNever } from '../db/dates.ts'
import { amongValues } from '../db/listed.ts'
import type { OrderStatus, Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import { readListCursor, writeListCursor } from '../lists/cursor.ts'
import { dueBy as isDueBy } from './due.ts'
import { risksOf, summaryOf } from './summary.ts'

type Order = Schema['orders']['$inferSelect']

export interface OrdersWanted {
  state?: string | undefined
  channel?: string | undefined
  sku?: string | undefined
  search?: string | undefined
  dueBy?: string | undefined
  sort: OrderSort
  after: string
  /** Orders to pass over, so that a window may begin anywhere. */
  skip: number
  limit: number
  /** Whether all that are like that are counted. */
  counted: boolean
}

export type ListedOrder = ReturnType<typeof summaryOf> & { customer: string }

export interface OrdersPage {
  items: ListedOrder[]
  next: string | null
  total?: number
}

const STATES: OrderStatus[] = ['committed', 'released', 'picked', 'shipped', 'backordered', 'planned', 'cancelled']

export async function listOrders(
  reader: Reader,
  warehouse: string,
  wanted: OrdersWanted,
  now: number,
): Promise<OrdersPage> {
  const { db, t } = reader
  const order = ordersBy(t, wanted.sort)
  const timeZone = await timeZoneOf(reader, warehouse)
  const today = localDate(now, timeZone)
  const place = { warehouse, timeZone, today }
  const isWanted = and(eq(t.orders.warehouse, warehouse), ...(await conditions(reader, place, wanted)))
  const rows = await db
    .select()
    .from(t.orders)
    .where(and(isWanted, wanted.after === '' ? undefined : order.isBehind(wanted.after)))
    .orderBy(...order.by)
    .limit(wanted.limit + 1)
    .offset(wanted.skip)
  const shown = rows.slice(0, wanted.limit)
  const ids = shown.map(({ id }) => id)
  const lines = ids.length === 0 ? [] : await db.select().from(t.orderLines).where(inArray(t.orderLines.orderId, ids))
  const risks = await risksOf(reader, warehouse, lines, today)
  const linesOf = grouped(lines, (line) => line.orderId)
  const last = shown.at(-1)
  return {
    items: shown.map((one) => ({
      ...summaryOf(one, linesOf.get(one.id) ?? [], risks),
      customer: one.customer.name,
    })),
    next: rows.length > wanted.limit && last ? order.cursorOf(last) : null,
    ...(wanted.counted ? { total: await countOf(reader, isWanted) } : {}),
  }
}

async function countOf({ db, t }: Reader, isWanted: SQL | undefined): Promise<number> {
  const [row] = await db.select({ total: count() }).from(t.orders).where(isWanted)
  return row?.total ?? 0
}

/** Of a list: how it is sorted, and what stands behind the last row of a page. */
function ordersBy({ orders }: Schema, sort: OrderSort) {
  const { id } = orders
  const down = sort.startsWith('-')
  const [turned, beyond] = [down ? desc : asc, down ? lt : gt]
  if (sort === '-placed' || sort === 'placed')
    return {
      by: [turned(id)],
      isBehind: (cursor: string) => beyond(id, cursor),
      cursorOf: (row: Pick<Order, 'id'>) => row.id,
    }
  const due = dateOrNever(orders.shipBy)
  return {
    by: [turned(due), turned(id)],
    isBehind(cursor: string) {
      const [at, last] = readListCursor(cursor, duePlace)
      // The first of them leads into the index.
      return and(down ? lte(due, at) : gte(due, at), or(beyond(due, at), beyond(id, last)))
    },
    cursorOf: (row: Pick<Order, 'id' | 'shipBy'>) => writeListCursor([row.shipBy ?? NEVER, row.id]),
  }
}

const duePlace = v.tuple([v.string(), v.string()])

interface Place {
  warehouse: string
  timeZone: string
  today: string
}

async function conditions(
  reader: Reader,
  { warehouse, timeZone, today }: Place,
  wanted: OrdersWanted,
): Promise<(SQL | undefined)[]> {
  const { db, t } = reader
  const { orders, orderLines } = t
  const { state, channel, sku, search, dueBy } = wanted
  const words = `%${(search ?? '').toLowerCase().replace(/[\\%_]/g, '')}%`
  const withLine = (condition: SQL) =>
    exists(
      db
        .select({ id: orderLines.id })
        .from(orderLines)
        .where(and(eq(orderLines.orderId, orders.id), condition)),
    )
  const endangered = async () => amongValues(db, orders.id, await ordersAtRisk(reader, warehouse, today))
  return [
    state === 'open' ? notInArray(orders.status, ['shipped', 'cancelled']) : undefined,
    state === 'ready' ? and(withLine(sql`${orderLines.committed} > 0`), not(await endangered())) : undefined,
    state === 'at-risk' ? await endangered() : undefined,
    state === 'short' ? withLine(sql`(${orderLines.backordered} > 0 or ${orderLines.planned} > 0)`) : undefined,
    STATES.includes(state as OrderStatus) ? eq(orders.status, state as OrderStatus) : undefined,
    channel === undefined ? undefined : eq(orders.channel, channel),
    sku === undefined ? undefined : withLine(eq(orderLines.sku, sku)),
    search === undefined
      ? undefined
      : or(like(sql`lower(${orders.externalId})`, words), like(sql`lower(cast(${orders.customer} as text))`, words)),
    // Said of what the index by day has, which begins with what is due first and ends with what has no day.
    dueBy === undefined
      ? undefined
      : and(isDueBy(dateOrNever(orders.shipBy), dueBy, timeZone), isNotNull(orders.shipBy)),
  ]
}

/** Only items with an open exception can be at risk: the lines are looked at after that. */
async function ordersAtRisk(reader: Reader, warehouse: string, today: string): Promise<string[]> {
  const { exceptions } = reader.t
  const rows = await reader.db
    .selectDistinct({ sku: sql<string>`${exceptions.sku}` })
    .from(exceptions)
    .where(
      and(
        eq(exceptions.warehouse, warehouse),
        eq(exceptions.type, 'at-risk'),
        eq(exceptions.state, 'open'),
        isNotNull(exceptions.sku),
      ),
    )
  const skus = rows.map(({ sku }) => sku)
  const pools = await readPools(reader, { warehouse, skus, today })
  const lines = await atRiskLinesOf(reader, warehouse, pools)
  return [...new Set([...lines.values()].flat().map(({ orderId }) => orderId))]
}
