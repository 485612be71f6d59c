/** An order's status, made from its lines; and what the handhelds are told of it. */
import { eq, sql } from 'drizzle-orm'
import type { LinePart, OrderStatus, Schema } from '../db/schema.ts'
import { prepared, type Statements } from '../db/work.ts'
import { emit, emitGone } from '../feed/emit.ts'
import type { Scene } from '../ledger/scene.ts'
import { lockTransfer, refreshTransfer } from '../transfers/book.ts'
import { linesOfOrder, type OrderLine } from './lines.ts'

const p = sql.placeholder

const statements = ((db, t) => ({
  order: prepared(
    'status_order',
    db
      .select()
      .from(t.orders)
      .where(eq(t.orders.id, p('id'))),
  ),
  setStatus: prepared(
    'status_set',
    db
      .update(t.orders)
      .set({ status: sql`${p('status')}` })
      .where(eq(t.orders.id, p('id'))),
  ),
})) satisfies Statements<unknown>

/** `released`: something is on a pick list. `picked`: all that is due stands ready. `shipped`: nothing is due any more. */
export function orderStatus(lines: readonly OrderLine[], cancelledAt: number | null = null): OrderStatus {
  const sum = (part: LinePart) => lines.reduce((total, line) => total + line[part], 0)
  const [committed, allocated, picked, shipped, backordered, planned] = [
    sum('committed'),
    sum('allocated'),
    sum('picked'),
    sum('shipped'),
    sum('backordered'),
    sum('planned'),
  ]
  if (cancelledAt !== null && committed + allocated + backordered + planned === 0)
    // What is picked is being put back, and is no longer to be shipped.
    return shipped > 0 ? 'shipped' : 'cancelled'
  if (committed + allocated + picked + backordered + planned === 0) return shipped > 0 ? 'shipped' : 'cancelled'
  if (allocated > 0) return 'released'
  if (picked > 0) return committed > 0 ? 'released' : 'picked'
  if (committed > 0) return 'committed'
  return backordered > 0 ? 'backordered' : 'planned'
}

export const isClosed = (status: OrderStatus): boolean => status === 'shipped' || status === 'cancelled'

/** Writes the status of an order whose lines changed. A closed order leaves the handhelds; a reopened one comes back. */
export async function refreshOrder(scene: Scene, orderId: string): Promise<void> {
  const { tx, warehouse } = scene
  // Lines of other items can change beside this one: each must see the other, or neither sees the order complete.
  await tx.lock(`order ${orderId}`)
  const [order] = await tx.statements(statements).order.execute({ id: orderId })
  if (!order) return
  const lines = await linesOfOrder(scene, orderId)
  const status = orderStatus(lines, order.cancelledAt)
  if (status === order.status) {
    // What is put back of a cancelled order, or comes late, is no news for the handhelds.
    if (isClosed(status)) await leaveHandhelds(scene, { ...order, status }, lines)
    return
  }
  await tx.statements(statements).setStatus.execute({ id: orderId, status })
  const row = { ...order, status }
  await followOrder(scene, row)
  if (isClosed(status)) return leaveHandhelds(scene, row, lines)
  emit(tx, 'orders', warehouse, row)
  if (!isClosed(order.status)) return
  for (const line of lines) emit(tx, 'orderLines', warehouse, line)
  await bringBackPickLists(scene, orderId)
}

/** Whether its transfer is through hangs on it. */
const followOrder = async (scene: Scene, { id, transferTo }: Schema['orders']['$inferSelect']): Promise<void> => {
  if (transferTo === null) return
  await lockTransfer(scene.tx, id)
  await refreshTransfer(scene, id)
}

async function leaveHandhelds(scene: Scene, order: Schema['orders']['$inferSelect'], lines: readonly OrderLine[]) {
  const { tx, warehouse } = scene
  emitGone(tx, 'orders', warehouse, order)
  for (const line of lines) emitGone(tx, 'orderLines', warehouse, line)
  await retirePickLists(scene, order.id)
}

async function bringBackPickLists({ tx, warehouse }: Scene, orderId: string): Promise<void> {
  const lists = await tx.db.select().from(tx.t.pickLists).where(eq(tx.t.pickLists.orderId, orderId))
  for (const list of lists) emit(tx, 'pickLists', warehouse, list)
  const tasks = await tx.db.select().from(tx.t.tasks).where(eq(tx.t.tasks.orderId, orderId))
  for (const task of tasks) if (task.state !== 'cancelled') emit(tx, 'tasks', warehouse, task)
}

/** Lists and tasks of a closed order leave the handhelds with it. */
async function retirePickLists(scene: Scene, orderId: string): Promise<void> {
  const { tx, warehouse } = scene
  const lists = await tx.db.select().from(tx.t.pickLists).where(eq(tx.t.pickLists.orderId, orderId))
  for (const list of lists) emitGone(tx, 'pickLists', warehouse, list)
  const tasks = await tx.db.select().from(tx.t.tasks).where(eq(tx.t.tasks.orderId, orderId))
  for (const task of tasks)
    if (task.kind !== 'put-back' || task.state !== 'open') emitGone(tx, 'tasks', warehouse, task)
}
