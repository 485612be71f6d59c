/** Undoing what a posting did beside its movements: whole, where nothing has moved on since, or not at all. */
import { and, eq } from 'drizzle-orm'
import { forgetCount, restoreLines } from '../counting/forget.ts'
import type { Effect } from '../db/schema.ts'
import { forgetTransformation } from '../lots/transformations.ts'
import { type LineDelta, readLine, writeLine } from '../orders/lines.ts'
import { forgetShipment } from '../orders/shipments.ts'
import { changeAllocation } from '../picking/allocations.ts'
import { changeTask, readTask, relocateTask } from '../picking/tasks.ts'
import { changeReceived } from './receive.ts'
import { changeSuspect, type Scene } from './scene.ts'
import { setWithin } from './units.ts'

const negated = <Part extends string>(delta: Partial<Record<Part, number>>): Partial<Record<Part, number>> =>
  Object.fromEntries(
    Object.entries<number | undefined>(delta).map(([part, units]) => [part, -(units ?? 0)]),
  ) as Partial<Record<Part, number>>

/** Undoes all effects, last first. Only after `canUndo` said yes. */
export async function undoEffects(scene: Scene, effects: readonly Effect[]): Promise<void> {
  for (const effect of [...effects].reverse()) await undo(scene, effect)
}

/** Where the rest has moved on: what is told of the transaction itself did not happen, whatever has happened since. */
export const undoAccount = (scene: Scene, effects: readonly Effect[]): Promise<void> =>
  undoEffects(
    scene,
    effects.filter(({ kind }) => kind === 'transformation' || kind === 'shipment'),
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
    case 'observation':
      return forgetCount(scene, effect)
    case 'count-lines':
      return restoreLines(scene, effect.before)
    case 'receipt':
      await changeReceived(scene, effect.receiptId, effect.sku, -effect.delta)
      return
    case 'line': {
      const line = await readLine(scene, effect.lineId)
      if (line) await writeLine(scene, line, negated(effect.delta))
    }
  }
}

/** Whether every figure would still be possible after the undo: nothing taken back that has since gone elsewhere. */
export async function canUndo(scene: Scene, effects: readonly Effect[]): Promise<boolean> {
  for (const check of [linesAllow, allocationsAllow, tasksAllow, suspicionsAllow, unitsAllow]) {
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
