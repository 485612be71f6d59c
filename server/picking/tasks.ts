/** What the floor is asked to do. A pick task stands for one directed allocation: one line, one lot, one location. */
import { and, eq, sql } from 'drizzle-orm'
import type { TaskKind } from '../../shared/wire/pull.ts'
import { listedFor, listing } from '../db/listed.ts'
import type { Schema } from '../db/schema.ts'
import { prepared, type Statements } from '../db/work.ts'
import { emit, emitGone } from '../feed/emit.ts'
import type { Scene } from '../ledger/scene.ts'

export type TaskRow = Schema['tasks']['$inferSelect']
export type PickListRow = Schema['pickLists']['$inferSelect']

const p = sql.placeholder

const statements = ((db, t) => ({
  task: prepared(
    'task',
    db
      .select()
      .from(t.tasks)
      .where(eq(t.tasks.id, p('id'))),
  ),
  pickList: prepared(
    'pick_list',
    db
      .select()
      .from(t.pickLists)
      .where(eq(t.pickLists.id, p('id'))),
  ),
  ofAllocation: prepared(
    'task_of_allocation',
    db
      .select()
      .from(t.tasks)
      .where(
        and(
          eq(t.tasks.lineId, p('lineId')),
          eq(t.tasks.lot, p('lot')),
          eq(t.tasks.location, p('location')),
          // A literal, as follow.ts explains.
          sql`${t.tasks.kind} = 'pick'`,
        ),
      )
      .orderBy(t.tasks.state, t.tasks.id),
  ),
  insert: prepared('task_insert', db.insert(t.tasks).select(listedFor(db, t.tasks))),
  change: prepared(
    'task_change',
    db
      .update(t.tasks)
      .set({
        quantity: sql`${t.tasks.quantity} + ${p('quantity')}`,
        done: sql`${t.tasks.done} + ${p('done')}`,
        state: sql`case when ${t.tasks.done} + ${p('done')} >= ${t.tasks.quantity} + ${p('quantity')} then case when ${t.tasks.done} + ${p('done')} = 0 then 'cancelled' else 'done' end else 'open' end`,
      })
      .where(eq(t.tasks.id, p('id')))
      .returning(),
  ),
  openOfList: prepared(
    'tasks_open_of_list',
    db
      .select({ id: t.tasks.id })
      .from(t.tasks)
      .where(and(eq(t.tasks.pickListId, p('pickListId')), sql`${t.tasks.state} = 'open'`))
      .limit(1),
  ),
})) satisfies Statements<unknown>

/** A task of this warehouse; another's is unknown here. */
export async function readTask(scene: Pick<Scene, 'tx' | 'warehouse'>, id: string): Promise<TaskRow | undefined> {
  const [task] = await scene.tx.statements(statements).task.execute({ id })
  return task?.warehouse === scene.warehouse ? task : undefined
}

export const readPickList = async (scene: Pick<Scene, 'tx'>, id: string): Promise<PickListRow | undefined> =>
  (await scene.tx.statements(statements).pickList.execute({ id }))[0]

/** The open task of a directed allocation, if there is one. */
export async function taskOfAllocation(
  scene: Scene,
  lineId: string,
  lot: string,
  location: string,
): Promise<TaskRow | undefined> {
  const found = await scene.tx.statements(statements).ofAllocation.execute({ lineId, lot, location })
  return found.find((task) => task.state === 'open') ?? found[0]
}

/** The open tasks of a directed allocation, `first` before the others: moves can bring the stock of several together. */
export async function openTasksOf(
  scene: Scene,
  { lineId, lot, location }: { lineId: string; lot: string; location: string },
  first?: string,
): Promise<TaskRow[]> {
  const found = await scene.tx.statements(statements).ofAllocation.execute({ lineId, lot, location })
  return found.filter((task) => task.state === 'open').sort((a, b) => Number(b.id === first) - Number(a.id === first))
}

/** The open task that asks for this picked stock to be put back, its order having been given up. */
export async function openPutBack(
  scene: Pick<Scene, 'tx'>,
  { lineId, lot, location }: { lineId: string; lot: string; location: string },
): Promise<TaskRow | undefined> {
  const { tasks } = scene.tx.t
  const [task] = await scene.tx.db
    .select()
    .from(tasks)
    .where(
      and(
        eq(tasks.lineId, lineId),
        eq(tasks.lot, lot),
        eq(tasks.location, location),
        eq(tasks.kind, 'put-back'),
        eq(tasks.state, 'open'),
      ),
    )
  return task
}

/** Changes what a task asks for and how much of it is done; it is done when nothing is left, and so is its list. */
export async function changeTask(
  scene: Scene,
  task: Pick<TaskRow, 'id'>,
  delta: { quantity?: number; done?: number },
): Promise<void> {
  const { quantity = 0, done = 0 } = delta
  if (quantity === 0 && done === 0) return
  const [row] = await scene.tx.statements(statements).change.execute({ id: task.id, quantity, done })
  if (!row) throw new Error(`Task ${task.id} has gone.`)
  scene.effects.push({ kind: 'task', taskId: task.id, location: row.location, delta: { quantity, done } })
  tellTask(scene, row)
  if (row.pickListId !== null) await refreshPickList(scene, row.pickListId)
}

export interface NewTask {
  kind: TaskKind
  pickListId: string | null
  orderId: string | null
  lineId: string | null
  sku: string
  lot: string
  location: string
  quantity: number
  sequence: number
  /** In a batch: the order's tote on the cart. */
  tote?: string | null
  /** Of a count. */
  counting?: Pick<TaskRow, 'scope' | 'origin' | 'hiddenFrom' | 'notBy'>
}

export async function addTask(scene: Scene, task: NewTask): Promise<TaskRow> {
  const [row] = await addTasks(scene, [task])
  if (!row) throw new Error('A task was not written.')
  if (row.pickListId !== null && (await readPickList(scene, row.pickListId))?.state !== 'open')
    await refreshPickList(scene, row.pickListId)
  return row
}

/** Their list, if they are on one, must be open. */
export async function addTasks(scene: Scene, tasks: readonly NewTask[]): Promise<TaskRow[]> {
  if (tasks.length === 0) return []
  const rows = tasks.map((task) => newTask(scene, task))
  await scene.tx.statements(statements).insert.execute(listing(scene.tx.t.tasks, rows))
  for (const row of rows) {
    const delta = { quantity: row.quantity, done: 0 }
    scene.effects.push({ kind: 'task', taskId: row.id, location: row.location, delta })
    tellTask(scene, row)
  }
  return rows
}

const NO_COUNT = { scope: null, origin: null, hiddenFrom: null, notBy: null }

const newTask = ({ tx, warehouse }: Scene, { counting = NO_COUNT, tote = null, ...asked }: NewTask): TaskRow => ({
  ...asked,
  ...counting,
  tote,
  deviceId: null,
  leasedAt: null,
  id: tx.newId(),
  warehouse,
  state: 'open',
  done: 0,
  createdAt: tx.now,
})

/** The same units of the same lot stand elsewhere now. */
export async function relocateTask(scene: Scene, task: TaskRow, location: string): Promise<void> {
  scene.effects.push({ kind: 'task-moved', taskId: task.id, before: task.location, after: location })
  const row = { ...task, location }
  await scene.tx.db.update(scene.tx.t.tasks).set({ location }).where(eq(scene.tx.t.tasks.id, task.id))
  tellTask(scene, row)
}

/** Open tasks are for the handhelds to know; what is done leaves them when its list does, a count at once. */
export function tellTask(scene: Scene, row: TaskRow): void {
  const gone = row.state === 'cancelled' || (row.kind === 'count' && row.state === 'done')
  if (gone) emitGone(scene.tx, 'tasks', scene.warehouse, row)
  else emit(scene.tx, 'tasks', scene.warehouse, row)
}

/** A list is open while one of its tasks is. */
async function refreshPickList(scene: Scene, id: string): Promise<void> {
  // Tasks of other items can be finished beside this one: each must see the other, or both leave the list open.
  await scene.tx.lock(`pick-list ${id}`)
  const list = await readPickList(scene, id)
  if (!list || list.state === 'cancelled') return
  const open = await scene.tx.statements(statements).openOfList.execute({ pickListId: id })
  const state = open.length > 0 ? 'open' : 'done'
  if (state === list.state) return
  const row = { ...list, state } as const
  await scene.tx.db.update(scene.tx.t.pickLists).set({ state }).where(eq(scene.tx.t.pickLists.id, id))
  // A batch is the floor's to know while it is open; a list of one order leaves with its order.
  if (row.orderId === null && state === 'done') emitGone(scene.tx, 'pickLists', scene.warehouse, row)
  else emit(scene.tx, 'pickLists', scene.warehouse, row)
}
