/** Allocations follow the stock: when a move takes allocated units along, their orders are directed to the new place. */
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { isVirtual } from '../../shared/rules/places.ts'
import { prepared, type Statements } from '../db/work.ts'
import { closeWherePutBack } from '../exceptions/put-back.ts'
import { type Scene, stockSubject } from '../ledger/scene.ts'
import { changeLine, readLine } from '../orders/lines.ts'
import { type AllocationRow, changeAllocation } from './allocations.ts'
import { addTask, changeTask, openPutBack, openTasksOf, relocateTask, type TaskRow } from './tasks.ts'

const p = sql.placeholder

const statements = ((db, t) => ({
  // Asked with every move: few are open at a time, and none of them belongs to a line.
  askedBack: prepared(
    'tasks_asked_back',
    db
      .select()
      .from(t.tasks)
      .where(
        and(
          eq(t.tasks.warehouse, p('warehouse')),
          // As literals: an index is partial by these columns, and SQLite plans anew at each run what compares them with a parameter.
          sql`${t.tasks.state} = 'open' and ${t.tasks.kind} = 'put-back'`,
          eq(t.tasks.location, p('location')),
          eq(t.tasks.sku, p('sku')),
          eq(t.tasks.lot, p('lot')),
          isNull(t.tasks.lineId),
        ),
      )
      .orderBy(asc(t.tasks.id)),
  ),
})) satisfies Statements<unknown>

export interface Moved {
  sku: string
  lot: string
  quantity: number
  from: string
  to: string
}

/** What stands for nobody and was asked back, such as a picked lot that came on hold: this move is the way back. */
export async function completePutBack(scene: Scene, moved: Moved): Promise<void> {
  const asked = await scene.tx
    .statements(statements)
    .askedBack.execute({ warehouse: scene.warehouse, sku: moved.sku, lot: moved.lot, location: moved.from })
  let left = moved.quantity
  for (const task of asked) {
    const units = Math.min(left, task.quantity - task.done)
    await changeTask(scene, task, { done: units })
    left -= units
    if (units > 0 && task.orderId !== null) await closeWherePutBack(scene, { ...task, orderId: task.orderId })
  }
}

/** Takes along what can no longer stand on the balance that the move left over-allocated. */
export async function followStock(scene: Scene, moved: Moved): Promise<void> {
  const left = scene.undercut.get(stockSubject({ ...moved, location: moved.from, status: 'available' }))
  const place = await scene.ground.location(moved.to)
  if (!left || !place || place.blocked || isVirtual(moved.to)) return
  let along = Math.min(moved.quantity, left.allocated - Math.max(0, left.quantity - left.suspect))
  for (const allocation of await allocationsAt(scene, moved)) {
    if (along <= 0) return
    const quantity = Math.min(along, allocation.quantity)
    await changeAllocation(scene, allocation, -quantity)
    if (allocation.picked && (await putBack(scene, allocation, quantity))) {
      along -= quantity
      continue
    }
    await changeAllocation(scene, { ...allocation, location: moved.to }, quantity)
    if (!allocation.picked) await redirectTasks(scene, allocation, moved.to, quantity)
    along -= quantity
  }
}

/** What was asked back first, then what is picked: it is carried away with what it was picked for. */
async function allocationsAt(scene: Scene, { sku, lot, from }: Moved): Promise<AllocationRow[]> {
  const { allocations } = scene.tx.t
  const here = await scene.tx.db
    .select()
    .from(allocations)
    .where(
      and(
        eq(allocations.warehouse, scene.warehouse),
        eq(allocations.sku, sku),
        eq(allocations.lot, lot),
        eq(allocations.location, from),
      ),
    )
    .orderBy(desc(allocations.picked), asc(allocations.lineId))
  const asked = new Set<AllocationRow>()
  for (const one of here) if (one.picked && (await openPutBack(scene, one))) asked.add(one)
  return [...here.filter((one) => asked.has(one)), ...here.filter((one) => !asked.has(one))]
}

async function redirectTasks(scene: Scene, allocation: AllocationRow, to: string, quantity: number): Promise<void> {
  let left = quantity
  for (const task of await openTasksOf(scene, allocation)) {
    const units = Math.min(left, task.quantity - task.done)
    if (units > 0) await redirectTask(scene, task, to, units)
    left -= units
  }
}

async function redirectTask(scene: Scene, task: TaskRow, to: string, units: number): Promise<void> {
  if (task.done === 0 && task.quantity === units) return relocateTask(scene, task, to)
  await changeTask(scene, task, { quantity: -units })
  await addTask(scene, { ...task, location: to, quantity: units })
}

/** Stock of a cancelled order is carried back: from here on it is nobody's. Returns false where nobody asked for that. */
async function putBack(scene: Scene, allocation: AllocationRow, quantity: number): Promise<boolean> {
  const task = await openPutBack(scene, allocation)
  const line = task && (await readLine(scene, allocation.lineId))
  if (!task || !line) return false
  await changeTask(scene, task, { done: Math.min(quantity, task.quantity - task.done) })
  await changeLine(scene, line, { picked: -quantity, cancelled: quantity })
  return true
}
