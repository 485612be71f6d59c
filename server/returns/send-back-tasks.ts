/** Goods set aside for their supplier: the tasks that ask for them follow them, and end when they have left. */
import { and, asc, eq, gt } from 'drizzle-orm'
import type { Scene } from '../ledger/scene.ts'
import type { StockRow } from '../ledger/stock.ts'
import type { Moved } from '../picking/follow.ts'
import { addTask, changeTask, relocateTask, type TaskRow } from '../picking/tasks.ts'

interface At {
  sku: string
  lot: string
  location: string
}

export async function openReturnTasks(
  scene: Scene,
  kind: 'rework' | 'send-back',
  { sku, lot, location }: At,
): Promise<TaskRow[]> {
  const { tasks } = scene.tx.t
  return scene.tx.db
    .select()
    .from(tasks)
    .where(
      and(
        eq(tasks.warehouse, scene.warehouse),
        eq(tasks.state, 'open'),
        eq(tasks.kind, kind),
        eq(tasks.location, location),
        eq(tasks.sku, sku),
        eq(tasks.lot, lot),
      ),
    )
    .orderBy(asc(tasks.id))
}

/**
 * Set aside, where they stand: whoever carried them on, or fetched them, may have been heard of first. What nobody else asks
 * for of the same lot is theirs; where there is none, they have left.
 */
export async function askToSendBack(scene: Scene, aside: At & { quantity: number }): Promise<void> {
  const { sku, lot, location } = aside
  const { stock } = scene.tx.t
  const isOurs = and(eq(stock.warehouse, scene.warehouse), eq(stock.sku, sku), eq(stock.lot, lot))
  const rows = await scene.tx.db
    .select()
    .from(stock)
    .where(and(isOurs, eq(stock.status, 'damaged'), eq(stock.inHouse, true), gt(stock.quantity, 0)))
    .orderBy(asc(stock.location))
  let left = aside.quantity
  for (const row of rows.sort((a, b) => Number(b.location === location) - Number(a.location === location))) {
    const asked = (await openReturnTasks(scene, 'send-back', row)).reduce(
      (sum, one) => sum + one.quantity - one.done,
      0,
    )
    const quantity = Math.min(left, Math.max(0, row.quantity - asked))
    left -= quantity
    const nobody = { pickListId: null, orderId: null, lineId: null, sequence: 0 }
    if (quantity > 0) await addTask(scene, { kind: 'send-back', ...nobody, sku, lot, location: row.location, quantity })
  }
}

/** The named one first. */
export async function completeSendBack(scene: Scene, left: At & { quantity: number }, taskId?: string): Promise<void> {
  const tasks = (await openReturnTasks(scene, 'send-back', left)).sort(
    (a, b) => Number(b.id === taskId) - Number(a.id === taskId),
  )
  let units = left.quantity
  for (const task of tasks) {
    const done = Math.min(units, task.quantity - task.done)
    await changeTask(scene, task, { done })
    units -= done
  }
}

/** They were carried elsewhere, and still wait. */
export async function followSendBack(scene: Scene, { sku, lot, from, to, quantity }: Moved): Promise<void> {
  let along = quantity
  for (const task of await openReturnTasks(scene, 'send-back', { sku, lot, location: from })) {
    const units = Math.min(along, task.quantity - task.done)
    if (units === 0) return
    if (task.done === 0 && units === task.quantity) await relocateTask(scene, task, to)
    else {
      await changeTask(scene, task, { quantity: -units })
      await addTask(scene, { ...task, kind: 'send-back', location: to, quantity: units })
    }
    along -= units
  }
}

/** Nothing is asked for that is not there any more: it was thrown away, or was never there. */
export async function capSendBack(scene: Scene, row: StockRow): Promise<void> {
  let there = Math.max(0, row.quantity)
  for (const task of await openReturnTasks(scene, 'send-back', row)) {
    const asked = task.quantity - task.done
    const kept = Math.min(there, asked)
    await changeTask(scene, task, { quantity: kept - asked })
    there -= kept
  }
}
