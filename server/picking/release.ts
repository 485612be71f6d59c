/** Releasing an order: every line gets its lots by rotation before any pick list can be shown or printed. */
import { and, eq } from 'drizzle-orm'
import { itemLock, type Tx } from '../db/work.ts'
import { emit } from '../feed/emit.ts'
import { firstStaging } from '../ledger/pick.ts'
import { openScene, raise, type Scene } from '../ledger/scene.ts'
import { settle } from '../ledger/settle.ts'
import { linesOfOrder } from '../orders/lines.ts'
import { isClosed } from '../orders/status.ts'
import { notFound, Problem } from '../problem.ts'
import { allocateLine } from './allocate.ts'
import type { TaskRow } from './tasks.ts'

export interface Released {
  pickListId: string | null
  tasks: { id: string; sku: string; lot: string | null; location: string; quantity: number; lineId: string | null }[]
  short: { lineId: string; sku: string; quantity: number }[]
}

export async function releaseOrder(
  tx: Tx,
  orderId: string,
  by: { userId: string | null; deviceId: string | null },
): Promise<Released> {
  const [order] = await tx.db.select().from(tx.t.orders).where(eq(tx.t.orders.id, orderId))
  if (!order) throw notFound(`order ${orderId}`)
  if (isClosed(order.status))
    throw new Problem(409, 'order-closed', `Order ${order.externalId} is ${order.status}; there is nothing to release.`)
  const scene = openScene({
    tx,
    warehouse: order.warehouse,
    posted: { transactionId: tx.newId(), type: 'release', author: by, occurredAt: tx.now },
  })
  const skus = (await linesOfOrder(scene, orderId)).map((line) => line.sku)
  await tx.lock(`order ${orderId}`, ...skus.map((sku) => itemLock(order.warehouse, sku)))
  const waiting = (await linesOfOrder(scene, orderId)).filter((line) => line.committed > 0)
  if (waiting.length === 0) return standingRelease(scene, orderId)
  const pickListId = tx.newId()
  const list = {
    id: pickListId,
    warehouse: order.warehouse,
    orderId,
    state: 'open' as const,
    staging: await firstStaging(scene),
    deviceId: null,
    leasedAt: null,
    createdAt: tx.now,
  }
  await tx.db.insert(tx.t.pickLists).values(list)
  emit(tx, 'pickLists', order.warehouse, list)
  const released: Released = { pickListId, tasks: [], short: [] }
  for (const line of waiting) {
    const { tasks, short } = await allocateLine(scene, line, line.committed, pickListId)
    released.tasks.push(...tasks.map(taskAnswer))
    if (short > 0) released.short.push({ lineId: line.id, sku: line.sku, quantity: short })
  }
  await settle(scene)
  if (released.tasks.length === 0) return withdrawList(scene, pickListId, list, released)
  await raiseShort(scene, orderId, order.externalId, released)
  return released
}

export const taskAnswer = ({ id, sku, lot, location, quantity, lineId }: TaskRow) => ({
  id,
  sku,
  lot: lot === '' ? null : lot,
  location,
  quantity,
  lineId,
})

/** Nothing is left to allocate: the answer is what was released before. */
async function standingRelease({ tx }: Scene, orderId: string): Promise<Released> {
  const { pickLists, tasks } = tx.t
  const [list] = await tx.db
    .select()
    .from(pickLists)
    .where(and(eq(pickLists.orderId, orderId), eq(pickLists.state, 'open')))
    .orderBy(pickLists.id)
  if (!list)
    throw new Problem(
      409,
      'nothing-to-release',
      'Nothing of this order waits for release: it is picked, or backordered.',
    )
  const open = await tx.db
    .select()
    .from(tasks)
    .where(and(eq(tasks.pickListId, list.id), eq(tasks.state, 'open')))
  return { pickListId: list.id, tasks: open.map(taskAnswer), short: [] }
}

/** No stock at all was free: an empty pick list helps nobody. */
async function withdrawList(
  scene: Scene,
  id: string,
  list: { orderId: string },
  released: Released,
): Promise<Released> {
  const { pickLists } = scene.tx.t
  await scene.tx.db.delete(pickLists).where(eq(pickLists.id, id))
  scene.tx.emit({ table: 'pickLists', key: id, value: null, warehouse: scene.warehouse })
  await raiseShort(scene, list.orderId, list.orderId, released)
  return { ...released, pickListId: null }
}

async function raiseShort(scene: Scene, orderId: string, orderName: string, released: Released): Promise<void> {
  for (const short of released.short) {
    await raise(scene, {
      type: 'short-pick',
      subject: short.lineId,
      detail: `${short.quantity} of ${short.sku} for order ${orderName} found no free stock at release.`,
      sku: short.sku,
      orderId,
    })
  }
}
