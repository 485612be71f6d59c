/**
 * Giving up what an order is still due. What was promised goes back to where it came from; what is on a pick list is taken
 * off it; what is picked already stays the order's until it has been put back, and tasks ask for that.
 */
import type { Schema } from '../db/schema.ts'
import { closeException } from '../exceptions/open.ts'
import type { Scene } from '../ledger/scene.ts'
import { allocationsOfLine, changeAllocation } from '../picking/allocations.ts'
import { addTask, changeTask, openTasksOf } from '../picking/tasks.ts'
import { changeLine, type OrderLine, readLine } from './lines.ts'

type Allocation = Schema['allocations']['$inferSelect']

/** Gives up `units` of a line, what is furthest from the customer first; returns how many could be given up. */
export async function giveUp(scene: Scene, line: OrderLine, units: number): Promise<number> {
  let left = units
  for (const part of ['backordered', 'planned', 'committed'] as const) {
    const given = Math.min(left, (await current(scene, line))[part])
    if (given > 0) await changeLine(scene, line, { [part]: -given, cancelled: given })
    left -= given
  }
  for (const allocation of await allocationsOfLine(scene, line.id)) {
    if (left === 0) break
    if (allocation.picked) continue
    const given = Math.min(left, allocation.quantity)
    await takeOffList(scene, allocation, given)
    await changeLine(scene, line, { allocated: -given, cancelled: given })
    left -= given
  }
  await closeShortages(scene, line)
  return units - left
}

/** What is asked for no more is not missing either. */
async function closeShortages(scene: Scene, line: OrderLine): Promise<void> {
  const { backordered, committed } = await current(scene, line)
  if (backordered === 0)
    await closeException(
      scene.tx,
      scene.warehouse,
      'oversold',
      line.id,
      'Nothing of it waits for stock any more: that much was given up.',
    )
  if (committed === 0)
    await closeException(scene.tx, scene.warehouse, 'short-pick', line.id, 'What was short is asked for no more.')
}

async function current(scene: Scene, line: OrderLine): Promise<OrderLine> {
  const row = await readLine(scene, line.id)
  if (!row) throw new Error(`Order line ${line.id} has gone.`)
  return row
}

async function takeOffList(scene: Scene, allocation: Allocation, units: number): Promise<void> {
  await changeAllocation(scene, allocation, -units)
  let left = units
  for (const task of await openTasksOf(scene, allocation)) {
    const less = Math.min(left, task.quantity - task.done)
    if (less > 0) await changeTask(scene, task, { quantity: -less })
    left -= less
  }
}

/** Asks for what stands picked to be put back; until then it is nobody else's. */
export async function askForPutBack(scene: Scene, line: OrderLine): Promise<void> {
  for (const allocation of await allocationsOfLine(scene, line.id)) {
    if (!allocation.picked || allocation.quantity === 0) continue
    await addTask(scene, {
      kind: 'put-back',
      pickListId: null,
      orderId: line.orderId,
      lineId: line.id,
      sku: allocation.sku,
      lot: allocation.lot,
      location: allocation.location,
      quantity: allocation.quantity,
      sequence: 0,
    })
  }
}
