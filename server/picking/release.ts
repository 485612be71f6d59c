/** Releasing orders: every line gets its lots by rotation before any pick list can be shown or printed. */
import { and, eq, sql } from 'drizzle-orm'
import { atRiskLines } from '../availability/at-risk.ts'
import { readPools } from '../availability/pool.ts'
import type { Schema } from '../db/schema.ts'
import { itemLock, prepared, type Statements, type Tx } from '../db/work.ts'
import { closeExceptions } from '../exceptions/open.ts'
import { emit, emitGone } from '../feed/emit.ts'
import { firstStaging } from '../ledger/pick.ts'
import { openRequest, raise, type Scene } from '../ledger/scene.ts'
import { settle } from '../ledger/settle.ts'
import { linesOfOrder, type OrderLine, skusOfOrder } from '../orders/lines.ts'
import { isClosed } from '../orders/status.ts'
import { notFound, Problem } from '../problem.ts'
import { allocateLines, type WaitingLine } from './allocate.ts'
import type { TaskRow } from './tasks.ts'

type Order = Schema['orders']['$inferSelect']

export interface ReleasedTask {
  id: string
  sku: string
  lot: string | null
  location: string
  quantity: number
  lineId: string | null
  pickListId: string | null
}

export interface Short {
  lineId: string
  sku: string
  quantity: number
  /** `at-risk`: a deficit falls on it, and a planner decides first. */
  reason: 'at-risk' | 'no-stock'
}

export interface Released {
  pickListId: string | null
  tasks: ReleasedTask[]
  short: Short[]
}

const p = sql.placeholder

const statements = ((db, t) => ({
  order: prepared(
    'release_order',
    db
      .select()
      .from(t.orders)
      .where(eq(t.orders.id, p('id'))),
  ),
  insertList: prepared(
    'pick_list_insert',
    db.insert(t.pickLists).values({
      id: p('id'),
      warehouse: p('warehouse'),
      orderId: p('orderId'),
      state: 'open',
      zone: p('zone'),
      staging: p('staging'),
      createdAt: p('createdAt'),
    } as never),
  ),
})) satisfies Statements<unknown>

export async function releaseOrder(
  tx: Tx,
  orderId: string,
  by: { userId: string | null; deviceId: string | null },
): Promise<Released> {
  const order = await orderOf(tx, orderId)
  if (isClosed(order.status))
    throw new Problem(409, 'order-closed', `Order ${order.externalId} is ${order.status}; there is nothing to release.`)
  refuseAwaiting(order)
  const scene = sceneOf(tx, order.warehouse, by)
  await lockOrders(tx, [order])
  const waiting = (await linesOfOrder(scene, orderId)).filter((line) => line.committed > 0)
  if (waiting.length === 0) return standingRelease(scene, orderId)
  const list = newList(scene, orderId, await firstStaging(scene))
  await writeList(scene, list)
  const released = await allocateAll(scene, await lessAtRisk(scene, waiting), list.id, null)
  if (released.tasks.length === 0) await withdrawList(scene, list)
  await settle(scene)
  await raiseShort(scene, order, released)
  return released.tasks.length > 0 ? released : { ...released, pickListId: null }
}

/** Its stock is promised to it; nothing is picked for it yet. */
export function refuseAwaiting({ awaits, externalId, channel }: Order): void {
  if (awaits !== null)
    throw new Problem(409, 'order-awaits-payment', awaitsPayment(externalId, channel), { field: 'awaits' })
}

export const awaitsPayment = (externalId: string, channel: string): string =>
  `Order ${externalId} is not paid at ${channel} yet. It can be released when ${channel} says that it is.`

export async function orderOf(tx: Tx, orderId: string): Promise<Order> {
  const [order] = await tx.statements(statements).order.execute({ id: orderId })
  if (!order) throw notFound(`order ${orderId}`)
  return order
}

export const sceneOf = (tx: Tx, warehouse: string, author: { userId: string | null; deviceId: string | null }): Scene =>
  openRequest(tx, warehouse, 'release', author)

/** In one go and in sorted order, so that no two units wait for each other. */
export async function lockOrders(tx: Tx, orders: readonly Pick<Order, 'id' | 'warehouse'>[]): Promise<void> {
  const keys = new Set<string>()
  for (const { id, warehouse } of orders) {
    keys.add(`order ${id}`)
    for (const sku of await skusOfOrder({ tx }, id)) keys.add(itemLock(warehouse, sku))
  }
  await tx.lock(...keys)
}

export const newList = ({ tx, warehouse }: Scene, orderId: string | null, staging: string) => ({
  id: tx.newId(),
  warehouse,
  orderId,
  state: 'open' as const,
  zone: null as string | null,
  staging,
  deviceId: null,
  leasedAt: null,
  createdAt: tx.now,
})

export async function writeList({ tx }: Scene, list: ReturnType<typeof newList>): Promise<void> {
  await tx.statements(statements).insertList.execute({ ...list })
  emit(tx, 'pickLists', list.warehouse, list)
}

/** No stock at all was free: an empty pick list helps nobody. */
export async function withdrawList({ tx }: Scene, list: ReturnType<typeof newList>): Promise<void> {
  await tx.db.delete(tx.t.pickLists).where(eq(tx.t.pickLists.id, list.id))
  emitGone(tx, 'pickLists', list.warehouse, list)
}

export interface Wanted extends WaitingLine {
  atRisk: number
}

/** What a deficit falls on stays where it is: an early release must not eat what others were promised. */
export async function lessAtRisk(scene: Scene, lines: readonly OrderLine[]): Promise<Wanted[]> {
  const { tx, warehouse } = scene
  const today = await scene.ground.today()
  const risks = new Map<string, number>()
  const skus = [...new Set(lines.map((line) => line.sku))]
  // In a batch, what the orders before this one were given counts already.
  await scene.shelf.write(tx)
  const pools = await readPools(tx, { warehouse, skus, today })
  for (const [sku, pool] of pools) {
    if (pool.atRisk === 0) continue
    for (const { lineId, units } of await atRiskLines(tx, warehouse, sku, pool)) risks.set(lineId, units)
  }
  return lines.map((line) => {
    const atRisk = risks.get(line.id) ?? 0
    const claims = pools.get(line.sku)?.channels.map(({ claim }) => claim) ?? []
    return { line, atRisk, quantity: line.committed - atRisk, claims }
  })
}

/** The list must have been written in this unit. */
export async function allocateAll(
  scene: Scene,
  wanted: readonly Wanted[],
  pickListId: string,
  tote: string | null,
): Promise<Released> {
  const released: Released = { pickListId, tasks: [], short: [] }
  const list = { id: pickListId, tote, isNew: true }
  const covered: string[] = []
  for (const [index, { line, tasks, short }] of (await allocateLines(scene, wanted, list)).entries()) {
    const atRisk = wanted[index]?.atRisk ?? 0
    released.tasks.push(...tasks.map(taskAnswer))
    const missing = (reason: Short['reason'], units: number) => {
      if (units > 0) released.short.push({ lineId: line.id, sku: line.sku, quantity: units, reason })
    }
    missing('at-risk', atRisk)
    missing('no-stock', short)
    if (short === 0 && atRisk === 0) covered.push(line.id)
  }
  await closeExceptions(scene.tx, scene.warehouse, 'short-pick', covered, 'Stock was found for all that was short.')
  return released
}

export const taskAnswer = ({ id, sku, lot, location, quantity, lineId, pickListId }: TaskRow): ReleasedTask => ({
  id,
  sku,
  lot: lot === '' ? null : lot,
  location,
  quantity,
  lineId,
  pickListId,
})

/** Nothing is left to allocate: the answer is what was released before. */
async function standingRelease({ tx }: Scene, orderId: string): Promise<Released> {
  const { tasks } = tx.t
  const open = await tx.db
    .select()
    .from(tasks)
    .where(and(eq(tasks.orderId, orderId), eq(tasks.state, 'open'), eq(tasks.kind, 'pick')))
    .orderBy(tasks.pickListId, tasks.id)
  const [first] = open
  if (!first)
    throw new Problem(
      409,
      'nothing-to-release',
      'Nothing of this order waits for release: it is picked, or backordered.',
    )
  return {
    pickListId: first.pickListId,
    tasks: open.filter((task) => task.pickListId === first.pickListId).map(taskAnswer),
    short: [],
  }
}

/** What a deficit falls on has its exception already. */
export async function raiseShort(scene: Scene, order: Order, released: Released): Promise<void> {
  for (const short of released.short) {
    if (short.reason === 'at-risk') continue
    await raise(scene, {
      type: 'short-pick',
      subject: short.lineId,
      detail: `${short.quantity} of ${short.sku} for order ${order.externalId} found no free stock at release.`,
      sku: short.sku,
      orderId: order.id,
    })
  }
}
