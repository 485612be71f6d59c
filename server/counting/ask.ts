/** Asking for counts, and what happens to a task when it is taken, done or not needed any more. */
import { and, eq, sql } from 'drizzle-orm'
import { answersCount, type CountOrigin, type CountScope, type HiddenFrom } from '../../shared/rules/counting.ts'
import { prepared, type Statements } from '../db/work.ts'
import { type Audience, hideStock, showStock } from '../feed/emit.ts'
import type { Scene } from '../ledger/scene.ts'
import type { StockRow } from '../ledger/stock.ts'
import { addTask, changeTask, type TaskRow, tellTask } from '../picking/tasks.ts'
import { covers } from './hidden.ts'

export interface WantedCount {
  location: string
  scope: CountScope
  /** Empty where the scope is wider. */
  sku: string
  /** Of the scope `item`: the lot that gave rise to it, or empty. */
  lot: string
  origin: CountOrigin
  hiddenFrom: HiddenFrom
  /** Users who must not be the ones to do it. */
  notBy?: string[]
}

const p = sql.placeholder

const statements = ((db, t) => ({
  open: prepared(
    'counts_open_at',
    db
      .select()
      .from(t.tasks)
      .where(
        and(
          eq(t.tasks.warehouse, p('warehouse')),
          eq(t.tasks.location, p('location')),
          // As the index says it: with parameters here it would not be used.
          sql`${t.tasks.kind} = 'count' and ${t.tasks.state} = 'open'`,
        ),
      )
      .orderBy(t.tasks.id),
  ),
  stockAt: prepared(
    'counts_stock_at',
    db
      .select()
      .from(t.stock)
      .where(and(eq(t.stock.warehouse, p('warehouse')), eq(t.stock.location, p('location')), sql`${t.stock.inHouse}`))
      .orderBy(t.stock.sku, t.stock.lot, t.stock.status),
  ),
})) satisfies Statements<unknown>

export const openCountsAt = (
  { tx, warehouse }: Pick<Scene, 'tx' | 'warehouse'>,
  location: string,
): Promise<TaskRow[]> => tx.statements(statements).open.execute({ warehouse, location })

/** The balances that a count of this scope is about. */
export async function stockInScope(
  { tx, warehouse }: Pick<Scene, 'tx' | 'warehouse'>,
  place: Pick<TaskRow, 'location' | 'scope' | 'sku' | 'lot'>,
): Promise<StockRow[]> {
  const rows = await tx.statements(statements).stockAt.execute({ warehouse, location: place.location })
  return rows.filter((row) => covers(place, row))
}

/** The count that is asked for, or one that is asked for already and looks at the same. */
export async function askForCount(scene: Scene, wanted: WantedCount): Promise<TaskRow> {
  const open = await openCountsAt(scene, wanted.location)
  const again = wanted.origin === 'variance'
  const known = open.find((task) => (task.origin === 'variance') === again && answersCount(task, wanted))
  if (known) return again ? excuse(scene, known, wanted.notBy ?? []) : known
  const { location, sku, lot, scope, origin, hiddenFrom, notBy = [] } = wanted
  const task = await addTask(scene, {
    kind: 'count',
    pickListId: null,
    orderId: null,
    lineId: null,
    sku,
    lot,
    location,
    quantity: 1,
    sequence: (await scene.ground.location(location))?.pickSequence ?? 0,
    counting: { scope, origin, hiddenFrom, notBy },
  })
  if (hiddenFrom === 'handhelds') await hide(scene, task, 'handhelds')
  return task
}

async function excuse(scene: Scene, task: TaskRow, users: readonly string[]): Promise<TaskRow> {
  const notBy = [...new Set([...(task.notBy ?? []), ...users])]
  if (notBy.length === task.notBy?.length) return task
  return writeTask(scene, { ...task, notBy })
}

/** It was counted. */
export const finishCount = async (scene: Scene, task: TaskRow): Promise<void> => {
  await changeTask(scene, task, { done: 1 })
  await reveal(scene, task)
}

/** Nobody needs to count it any more. */
export const dropCount = async (scene: Scene, task: TaskRow): Promise<void> => {
  await changeTask(scene, task, { quantity: -1 })
  await reveal(scene, task)
}

/** From here on it is this handheld's to count, and what a blind count must not know leaves the device. */
export async function giveCount(scene: Scene, task: TaskRow, deviceId: string): Promise<TaskRow> {
  const given = await writeTask(scene, { ...task, deviceId, leasedAt: scene.tx.now })
  if (task.hiddenFrom === 'holder') {
    if (task.deviceId !== null && task.deviceId !== deviceId) await reveal(scene, task)
    await hide(scene, task, { device: deviceId })
  }
  return given
}

export async function takeCountBack(scene: Scene, task: TaskRow): Promise<TaskRow> {
  const taken = await writeTask(scene, { ...task, deviceId: null, leasedAt: null })
  if (task.hiddenFrom === 'holder') await reveal(scene, task)
  return taken
}

async function writeTask(scene: Scene, row: TaskRow): Promise<TaskRow> {
  const { tasks } = scene.tx.t
  await scene.tx.db
    .update(tasks)
    .set({ deviceId: row.deviceId, leasedAt: row.leasedAt, notBy: row.notBy })
    .where(eq(tasks.id, row.id))
  tellTask(scene, row)
  return row
}

const audienceOf = ({ hiddenFrom, deviceId }: TaskRow): Audience | undefined => {
  if (hiddenFrom === 'handhelds') return 'handhelds'
  return hiddenFrom === 'holder' && deviceId !== null ? { device: deviceId } : undefined
}

/** After its state was set by an undo. */
export async function tellBlindness(scene: Scene, task: TaskRow): Promise<void> {
  const audience = audienceOf(task)
  if (audience === undefined) return
  if (task.state === 'open') await hide(scene, task, audience)
  else await reveal(scene, task)
}

async function hide(scene: Scene, task: TaskRow, from: Audience): Promise<void> {
  for (const row of await stockInScope(scene, task)) hideStock(scene.tx, scene.warehouse, row, from)
}

async function reveal(scene: Scene, task: TaskRow): Promise<void> {
  const audience = audienceOf(task)
  if (audience === undefined) return
  for (const row of await stockInScope(scene, task)) showStock(scene.tx, scene.warehouse, row, audience)
}
