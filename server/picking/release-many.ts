/** Releasing several orders: each its own list, or all as one batch pick into a tote per order. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import { timeZoneOf } from '../availability/local-date.ts'
import type { Reader, Tx, Work } from '../db/work.ts'
import { firstStaging } from '../ledger/pick.ts'
import { settle } from '../ledger/settle.ts'
import { dueBy as isDueBy } from '../orders/due.ts'
import { linesOfOrder } from '../orders/lines.ts'
import { isClosed } from '../orders/status.ts'
import { Problem } from '../problem.ts'
import { divideByZone } from './divide-by-zone.ts'
import {
  allocateAll,
  awaitsPayment,
  lessAtRisk,
  lockOrders,
  newList,
  orderOf,
  type Released,
  raiseShort,
  releaseOrder,
  sceneOf,
  withdrawList,
  writeList,
} from './release.ts'

/** A cart carries so many totes. */
const MAX_TOTES = 50
const MAX_ORDERS = 500

export const releaseManyInput = v.pipe(
  v.object({
    orders: v.optional(v.pipe(v.array(field.uuid), v.minLength(1), v.maxLength(MAX_ORDERS))),
    dueBy: v.optional(field.date),
    channel: v.optional(field.name),
    batch: v.optional(v.boolean(), false),
    /** A batch becomes one list for each zone: several pickers at once, each in one part of the warehouse. */
    byZone: v.optional(v.boolean(), false),
  }),
  v.check(
    (input) => input.orders !== undefined || input.dueBy !== undefined,
    'Name the orders, or say by when they are due.',
  ),
)
export type ReleaseManyInput = v.InferOutput<typeof releaseManyInput>

export interface ReleasedOrder extends Released {
  orderId: string
  externalId: string
}

export interface LeftOrder {
  orderId: string
  externalId: string
  code: string
  detail: string
}

/** The orders that are meant, the most urgent first. */
export async function ordersMeant(reader: Reader, warehouse: string, input: ReleaseManyInput): Promise<string[]> {
  const { db, t } = reader
  const timeZone = await timeZoneOf(reader, warehouse)
  const rows = await db
    .select({ id: t.orders.id })
    .from(t.orders)
    .where(
      and(
        eq(t.orders.warehouse, warehouse),
        input.orders === undefined
          ? inArray(t.orders.status, ['committed', 'released'])
          : inArray(t.orders.id, input.orders),
        input.dueBy === undefined ? undefined : isDueBy(t.orders.shipBy, input.dueBy, timeZone),
        input.channel === undefined ? undefined : eq(t.orders.channel, input.channel),
      ),
    )
    .orderBy(asc(sql`coalesce(${t.orders.shipBy}, '9999')`), asc(t.orders.placedAt))
    .limit(MAX_ORDERS)
  return rows.map((row) => row.id)
}

/** Named, but not here: of another warehouse or channel, or of nobody. */
export const leftOut = ({ orders = [] }: ReleaseManyInput, meant: readonly string[]): LeftOrder[] =>
  [...new Set(orders)]
    .filter((id) => !meant.includes(id))
    .map((id) => ({ orderId: id, externalId: id, code: 'not-found', detail: 'There is no such order here.' }))

/** A list of its own for each, in a unit of its own: one that cannot be released keeps none from it. */
export async function releaseEach(
  work: Work,
  ids: readonly string[],
  by: { userId: string | null; deviceId: string | null },
): Promise<{ released: ReleasedOrder[]; left: LeftOrder[] }> {
  const [released, left]: [ReleasedOrder[], LeftOrder[]] = [[], []]
  for (const orderId of ids) {
    const externalId = await work.read(async ({ db, t }) => {
      const [row] = await db.select({ name: t.orders.externalId }).from(t.orders).where(eq(t.orders.id, orderId))
      return row?.name ?? orderId
    })
    try {
      const one = await work.run([], (tx) => releaseOrder(tx, orderId, by))
      if (one.pickListId === null) left.push({ orderId, externalId, ...nothingFree(one) })
      else released.push({ orderId, externalId, ...one })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      left.push({ orderId, externalId, code: error.code, detail: error.detail })
    }
  }
  return { released, left }
}

/** One list for all of them: each order has its own tote, the way is walked once. */
export async function releaseBatch(
  tx: Tx,
  warehouse: string,
  ids: readonly string[],
  by: { userId: string | null; deviceId: string | null },
  byZone = false,
): Promise<{ released: ReleasedOrder[]; left: LeftOrder[] }> {
  if (ids.length > MAX_TOTES)
    throw new Problem(422, 'invalid', `A batch pick has at most ${MAX_TOTES} orders, one tote each. Release fewer.`, {
      field: 'orders',
    })
  const orders = []
  for (const id of ids) orders.push(await orderOf(tx, id))
  const scene = sceneOf(tx, warehouse, by)
  await lockOrders(tx, orders)
  const list = newList(scene, null, await firstStaging(scene))
  await writeList(scene, list)
  const [released, left]: [ReleasedOrder[], LeftOrder[]] = [[], []]
  for (const { id } of orders) {
    const order = await orderOf(tx, id)
    const { externalId } = order
    const waiting = (await linesOfOrder(scene, id)).filter((line) => line.committed > 0)
    if (isClosed(order.status) || waiting.length === 0 || order.awaits !== null) {
      left.push({ orderId: id, externalId, ...whyLeft(order) })
      continue
    }
    const tote = `T${released.length + 1}`
    const one = await allocateAll(scene, await lessAtRisk(scene, waiting), list.id, tote)
    await raiseShort(scene, order, one)
    if (one.tasks.length > 0) released.push({ orderId: id, externalId, ...one })
    else left.push({ orderId: id, externalId, ...nothingFree(one) })
  }
  if (released.length === 0) await withdrawList(scene, list)
  else if (byZone) await divideByZone(scene, list, released)
  await settle(scene)
  return { released, left }
}

function whyLeft({ status, awaits, externalId, channel }: Awaited<ReturnType<typeof orderOf>>) {
  if (isClosed(status)) return { code: 'order-closed', detail: `It is ${status}.` }
  if (awaits !== null) return { code: 'order-awaits-payment', detail: awaitsPayment(externalId, channel) }
  return { code: 'nothing-to-release', detail: 'Nothing of it waits for release.' }
}

const nothingFree = ({ short }: Released) =>
  short.some((one) => one.reason === 'at-risk')
    ? { code: 'at-risk', detail: 'What it needs is at risk: decide that first.' }
    : { code: 'no-stock', detail: 'None of it is free to be picked.' }
