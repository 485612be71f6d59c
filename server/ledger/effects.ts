/** Undoing what a posting did beside its movements: whole, where nothing has moved on since, or not at all. */
import { and, eq } from 'drizzle-orm'
import { tellBlindness } from '../counting/ask.ts'
import { forgetCount, restoreLines } from '../counting/forget.ts'
import { countedIn } from '../counting/lines.ts'
import { askForTheRest } from '../counting/needed.ts'
import { newestObservation } from '../counting/observations.ts'
import type { Effect } from '../db/schema.ts'
import { forgetTransformation } from '../lots/transformations.ts'
import { type LineDelta, readLine, writeLine } from '../orders/lines.ts'
import { forgetShipment } from '../orders/shipments.ts'
import { changeAllocation } from '../picking/allocations.ts'
import { changeTask, readTask, relocateTask } from '../picking/tasks.ts'
import { forgetReturned, readReturned } from '../returns/book.ts'
import { alikeOpen, speakOfOthers } from '../returns/claims.ts'
import { forgetInspection } from '../returns/forget-inspection.ts'
import { goodsOf } from '../transfers/book.ts'
import { underWay } from '../transfers/differences.ts'
import { unnoteGoods, unnoteUnit } from '../transfers/post.ts'
import { changeReceived } from './receive.ts'
import { changeSuspect, type Scene } from './scene.ts'
import { setWithin } from './units.ts'

const negated = <Part extends string>(delta: Partial<Record<Part, number>>): Partial<Record<Part, number>> =>
  Object.fromEntries(
    Object.entries<number | undefined>(delta).map(([part, units]) => [part, -(units ?? 0)]),
  ) as Partial<Record<Part, number>>

/** Undoes all effects, last first. Only after `canUndo` said yes. */
export async function undoEffects(scene: Scene, effects: readonly Effect[]): Promise<void> {
  for (const effect of [...(await withoutAnswered(scene, effects))].reverse()) await undo(scene, effect)
  for (const { taskId } of ofKind(effects, 'task')) await meetCountAgain(scene, taskId)
  for (const { key } of ofKind(effects, 'suspect')) await askForTheRest(scene, key)
  for (const { after } of ofKind(effects, 'observation'))
    for (const sku of await countedIn(scene, after.countId)) await askForTheRest(scene, { ...after, sku })
}

/** What a count found of earlier doubts is not open again when it is undone, where a newer one has looked, too. */
async function withoutAnswered(scene: Scene, effects: readonly Effect[]): Promise<Effect[]> {
  const undone = ofKind(effects, 'observation')[0]?.after
  if (undone === undefined) return [...effects]
  const isNewest = async (key: { sku: string; lot: string; location: string }) => {
    const newest = await newestObservation(scene, key)
    return newest === undefined || newest.countId === undone.countId
  }
  const left: Effect[] = []
  for (const effect of effects) {
    if (effect.kind === 'suspect' && !(await isNewest(effect.key))) continue
    if (effect.kind !== 'count-lines') {
      left.push(effect)
      continue
    }
    const before = []
    for (const line of effect.before) if (await isNewest({ ...line, location: undone.location })) before.push(line)
    left.push({ ...effect, before })
  }
  return left
}

/** Where the rest has moved on: what is told of the transaction itself did not happen, whatever has happened since. */
export const undoAccount = (scene: Scene, effects: readonly Effect[]): Promise<void> =>
  undoEffects(
    scene,
    effects.filter(({ kind }) =>
      ['transformation', 'shipment', 'inspection', 'returned', 'transfer', 'transfer-unit'].includes(kind),
    ),
  )

async function undo(scene: Scene, effect: Effect): Promise<void> {
  switch (effect.kind) {
    case 'suspect':
      return changeSuspect(scene, effect.key, -effect.delta)
    case 'allocation':
      return changeAllocation(scene, effect.key, -effect.delta)
    case 'task':
      return changeTask(scene, { id: effect.taskId }, negated(effect.delta))
    case 'task-moved': {
      const task = await readTask(scene, effect.taskId)
      if (task) await relocateTask(scene, task, effect.before)
      return
    }
    case 'lot-cost':
      // Taken back with the lot's date, where the whole receipt is known: see reverse.ts.
      return
    case 'within':
      return setWithin(scene, effect.unit, effect.before)
    case 'transformation':
      return forgetTransformation(scene, effect.transactionId)
    case 'shipment':
      return forgetShipment(scene, effect.transactionId)
    case 'returned':
      return undoReturned(scene, effect.id)
    case 'inspection':
      return forgetInspection(scene, effect.id)
    case 'observation':
      return forgetCount(scene, effect)
    case 'count-lines':
      return restoreLines(scene, effect.before)
    case 'receipt':
      await changeReceived(scene, effect.receiptId, effect.sku, -effect.delta)
      return
    case 'transfer':
      return unnoteGoods(scene, effect)
    case 'transfer-unit':
      return unnoteUnit(scene, effect)
    case 'line': {
      const line = await readLine(scene, effect.lineId)
      if (line) await writeLine(scene, line, negated(effect.delta))
    }
  }
}

async function undoReturned(scene: Scene, id: string): Promise<void> {
  const row = await readReturned(scene, id)
  if (row) await forgetReturned(scene, await speakOfOthers(scene, row))
}

/** A count that is open again is as blind as it was, one that is not is blind no more; and what needs one still has one. */
async function meetCountAgain(scene: Scene, taskId: string): Promise<void> {
  const task = await readTask(scene, taskId)
  if (task?.kind !== 'count') return
  await tellBlindness(scene, task)
  if (task.state !== 'open') await askForTheRest(scene, task)
}

/** What a count did as a count, whatever has been decided since: undone, it looked at nothing. And the rest. */
export async function partEffects(
  scene: Scene,
  effects: readonly Effect[],
): Promise<{ looked: readonly Effect[]; rest: readonly Effect[] }> {
  if (ofKind(effects, 'observation').length === 0) return { looked: [], rest: effects }
  const [looked, rest]: [Effect[], Effect[]] = [[], []]
  for (const effect of effects) ((await isOfCounting(scene, effect)) ? looked : rest).push(effect)
  return { looked, rest }
}

async function isOfCounting(scene: Scene, effect: Effect): Promise<boolean> {
  if (effect.kind !== 'task') return ['observation', 'count-lines', 'suspect'].includes(effect.kind)
  return (await readTask(scene, effect.taskId))?.kind === 'count'
}

/** Whether every figure would still be possible after the undo: nothing taken back that has since gone elsewhere. */
export async function canUndo(scene: Scene, effects: readonly Effect[]): Promise<boolean> {
  for (const check of [
    linesAllow,
    allocationsAllow,
    tasksAllow,
    suspicionsAllow,
    unitsAllow,
    returnsAllow,
    transfersAllow,
  ]) {
    if (!(await check(scene, effects))) return false
  }
  return true
}

type Check = (scene: Scene, effects: readonly Effect[]) => Promise<boolean>

const ofKind = <Kind extends Effect['kind']>(effects: readonly Effect[], kind: Kind) =>
  effects.filter((effect): effect is Extract<Effect, { kind: Kind }> => effect.kind === kind)

const linesAllow: Check = async (scene, effects) => {
  const sums = new Map<string, LineDelta>()
  for (const { lineId, delta } of ofKind(effects, 'line')) {
    const sum = sums.get(lineId) ?? {}
    for (const [part, units] of Object.entries(delta) as [keyof LineDelta, number][])
      sum[part] = (sum[part] ?? 0) + units
    sums.set(lineId, sum)
  }
  for (const [lineId, sum] of sums) {
    const line = await readLine(scene, lineId)
    if (!line) return false
    // A cancelled order does not come alive again.
    const due = (sum.committed ?? 0) < 0 || (sum.allocated ?? 0) < 0
    if (due && (await isCancelled(scene, line.orderId))) return false
    if ((Object.entries(sum) as [keyof LineDelta, number][]).some(([part, units]) => line[part] - units < 0))
      return false
  }
  return true
}

async function isCancelled({ tx }: Scene, orderId: string): Promise<boolean> {
  const { orders } = tx.t
  const [order] = await tx.db.select({ at: orders.cancelledAt }).from(orders).where(eq(orders.id, orderId))
  return order?.at != null
}

const allocationsAllow: Check = async (scene, effects) => {
  const { allocations } = scene.tx.t
  const sums = new Map<string, Extract<Effect, { kind: 'allocation' }>>()
  for (const effect of ofKind(effects, 'allocation')) {
    const { lineId, lot, location, picked } = effect.key
    const key = `${lineId}\n${lot}\n${location}\n${picked}`
    sums.set(key, { ...effect, delta: (sums.get(key)?.delta ?? 0) + effect.delta })
  }
  for (const { key, delta } of sums.values()) {
    const [row] = await scene.tx.db
      .select({ quantity: allocations.quantity })
      .from(allocations)
      .where(
        and(
          eq(allocations.lineId, key.lineId),
          eq(allocations.lot, key.lot),
          eq(allocations.location, key.location),
          eq(allocations.picked, key.picked),
        ),
      )
    if ((row?.quantity ?? 0) - delta < 0) return false
  }
  return true
}

const tasksAllow: Check = async (scene, effects) => {
  const sums = new Map<string, { quantity: number; done: number }>()
  for (const { taskId, delta } of ofKind(effects, 'task')) {
    const sum = sums.get(taskId) ?? { quantity: 0, done: 0 }
    sums.set(taskId, { quantity: sum.quantity + delta.quantity, done: sum.done + delta.done })
  }
  for (const [taskId, sum] of sums) {
    const task = await readTask(scene, taskId)
    if (!task || task.done - sum.done < 0 || task.quantity - sum.quantity < task.done - sum.done) return false
  }
  const movedHere = new Set(ofKind(effects, 'task-moved').map(({ taskId }) => taskId))
  for (const { taskId, location } of ofKind(effects, 'task')) {
    // Its units stand elsewhere by now: what is given back to it here would be asked for there.
    if (location === undefined || movedHere.has(taskId)) continue
    if ((await readTask(scene, taskId))?.location !== location) return false
  }
  for (const { taskId, after } of ofKind(effects, 'task-moved')) {
    if ((await readTask(scene, taskId))?.location !== after) return false
  }
  return true
}

const suspicionsAllow: Check = async (scene, effects) => {
  const { stock } = scene.tx.t
  for (const { key, delta } of ofKind(effects, 'suspect')) {
    const [row] = await scene.tx.db
      .select({ suspect: stock.suspect })
      .from(stock)
      .where(
        and(
          eq(stock.warehouse, scene.warehouse),
          eq(stock.sku, key.sku),
          eq(stock.lot, key.lot),
          eq(stock.location, key.location),
          eq(stock.status, key.status),
        ),
      )
    if ((row?.suspect ?? 0) - delta < 0) return false
  }
  return true
}

/** A unit that was carried on since stays where it is. */
const unitsAllow: Check = async (scene, effects) => {
  for (const { unit, after } of ofKind(effects, 'within')) {
    if ((await scene.ground.location(unit))?.within !== after) return false
  }
  return true
}

/** What somebody has inspected did come back: these, or others like them. */
const returnsAllow: Check = async (scene, effects) => {
  for (const { id } of ofKind(effects, 'returned')) {
    const row = await readReturned(scene, id)
    if (!row || row.inspected === 0) continue
    const others = await alikeOpen(scene, row)
    if (others.reduce((units, one) => units + one.quantity - one.inspected, 0) < row.inspected) return false
  }
  return true
}

/** What has arrived did leave. */
const transfersAllow: Check = async (scene, effects) => {
  for (const { transferId, sku, lot, sent } of ofKind(effects, 'transfer')) {
    const goods = (await goodsOf(scene.tx, transferId)).find((one) => one.sku === sku && one.lot === lot)
    if (sent > 0 && (!goods || underWay(goods) < sent)) return false
  }
  return true
}
