/**
 * Allocations whose stock is no longer there: the units go back to their line and are given other stock in rotation,
 * on the same pick list. What finds none is an exception, not a silent shortage.
 */
import { and, eq, type SQL } from 'drizzle-orm'
import { atRiskLines } from '../availability/at-risk.ts'
import { readPool } from '../availability/pool.ts'
import { raise, type Scene } from '../ledger/scene.ts'
import type { StockRow } from '../ledger/stock.ts'
import { changeLine, type OrderLine, readLine } from '../orders/lines.ts'
import { allocateLines } from './allocate.ts'
import { type AllocationRow, changeAllocation } from './allocations.ts'
import { changeTask, openPutBack, openTasksOf } from './tasks.ts'

/** Frees a balance of what is allocated on it beyond what is there. */
export async function reallocateUndercut(scene: Scene, stock: StockRow): Promise<void> {
  let excess = stock.allocated - Math.max(0, stock.quantity - stock.suspect)
  const { allocations } = scene.tx.t
  const here = and(
    eq(allocations.warehouse, scene.warehouse),
    eq(allocations.sku, stock.sku),
    eq(allocations.lot, stock.lot),
    eq(allocations.location, stock.location),
  )
  for (const { allocation, line, cancelledAt } of await allocationsWithOrders(scene, here)) {
    if (excess <= 0) return
    const quantity = Math.min(excess, allocation.quantity)
    excess -= quantity
    if (cancelledAt !== null) {
      await letGo(scene, allocation, line, quantity)
      continue
    }
    await takeBack(scene, allocation, line, quantity)
    await findOther(scene, line, allocation, quantity)
  }
}

export interface OrderedAllocation {
  allocation: AllocationRow
  line: OrderLine
  orderName: string
  cancelledAt: number | null
}

/** Least important first: lowest channel priority, then latest ship-by, then newest line. */
export async function allocationsWithOrders(scene: Scene, where: SQL | undefined): Promise<OrderedAllocation[]> {
  const { allocations, orderLines, orders, channels } = scene.tx.t
  const rows = await scene.tx.db
    .select({
      allocation: allocations,
      line: orderLines,
      shipBy: orders.shipBy,
      orderName: orders.externalId,
      cancelledAt: orders.cancelledAt,
      priority: channels.priority,
    })
    .from(allocations)
    .innerJoin(orderLines, eq(orderLines.id, allocations.lineId))
    .innerJoin(orders, eq(orders.id, orderLines.orderId))
    .innerJoin(channels, eq(channels.channel, orders.channel))
    .where(where)
  const latest = (shipBy: string | null) => shipBy ?? '9999'
  return rows.sort(
    (a, b) =>
      Number(a.allocation.picked) - Number(b.allocation.picked) ||
      b.priority - a.priority ||
      latest(b.shipBy).localeCompare(latest(a.shipBy)) ||
      b.line.id.localeCompare(a.line.id),
  )
}

/** Picked for an order that was cancelled: it wants no other stock, and there is that much less to put back. */
async function letGo(scene: Scene, allocation: AllocationRow, line: OrderLine, quantity: number): Promise<void> {
  await changeAllocation(scene, allocation, -quantity)
  await changeLine(scene, line, { picked: -quantity, cancelled: quantity })
  const task = await openPutBack(scene, allocation)
  if (task) await changeTask(scene, task, { quantity: -Math.min(quantity, task.quantity - task.done) })
}

/** The units are the line's again, without lot and place. */
export async function takeBack(
  scene: Scene,
  allocation: AllocationRow,
  line: OrderLine,
  quantity: number,
): Promise<void> {
  await changeAllocation(scene, allocation, -quantity)
  await changeLine(scene, line, { committed: quantity, [allocation.picked ? 'picked' : 'allocated']: -quantity })
  if (allocation.picked) return
  let left = quantity
  for (const task of await openTasksOf(scene, allocation)) {
    const units = Math.min(left, task.quantity - task.done)
    await changeTask(scene, task, { quantity: -units })
    left -= units
  }
}

export async function findOther(
  scene: Scene,
  line: OrderLine,
  allocation: AllocationRow,
  quantity: number,
): Promise<void> {
  const list = await openPickList(scene, line.orderId)
  if (list === undefined) return
  const waiting = (await readLine(scene, line.id)) ?? line
  const free = Math.max(0, Math.min(quantity, waiting.committed - (await atRiskOf(scene, line))))
  // The same balance is no candidate: its excess made it ineligible.
  const [given] = await allocateLines(scene, [{ line: waiting, quantity: free }], { ...list, isNew: false })
  const short = quantity - free + (given?.short ?? 0)
  if (short === 0) return
  await raise(scene, {
    type: 'short-pick',
    subject: line.id,
    detail: `${short} of ${line.sku} for this order are not at ${allocation.location}, and no other stock is free.`,
    sku: line.sku,
    lot: allocation.lot,
    location: allocation.location,
    orderId: line.orderId,
  })
}

/** What is left may be promised to others who go before this line: it is not to take from them what it lost. */
async function atRiskOf(scene: Scene, { id, sku }: OrderLine): Promise<number> {
  const { tx, warehouse } = scene
  await scene.shelf.write(tx)
  const pool = await readPool(tx, { warehouse, sku, today: await scene.ground.today() })
  if (pool.atRisk === 0) return 0
  return (await atRiskLines(tx, warehouse, sku, pool)).find(({ lineId }) => lineId === id)?.units ?? 0
}

/** The order's newest list, its own or a batch. */
async function openPickList(scene: Scene, orderId: string): Promise<{ id: string; tote: string | null } | undefined> {
  const { pickLists, tasks } = scene.tx.t
  const lists = await scene.tx.db
    .select({ id: pickLists.id, state: pickLists.state, tote: tasks.tote })
    .from(tasks)
    .innerJoin(pickLists, eq(pickLists.id, tasks.pickListId))
    .where(and(eq(tasks.orderId, orderId), eq(tasks.kind, 'pick')))
    .orderBy(pickLists.id)
  return lists.filter((list) => list.state !== 'cancelled').at(-1)
}
