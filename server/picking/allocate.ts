/** Gives committed units of a line their lots and bins, with a task for each. */

import type { Scene } from '../ledger/scene.ts'
import { changeLine, type OrderLine } from '../orders/lines.ts'
import { changeAllocation } from './allocations.ts'
import { type Chosen, chooseStock } from './choose.ts'
import { addTask, changeTask, type TaskRow, taskOfAllocation } from './tasks.ts'

/** Allocates up to `quantity` committed units; returns the tasks and how many units found no stock. */
export async function allocateLine(
  scene: Scene,
  line: OrderLine,
  quantity: number,
  pickListId: string,
  tote: string | null = null,
): Promise<{ tasks: TaskRow[]; short: number }> {
  const chosen = await chooseStock(scene, line, quantity)
  const tasks: TaskRow[] = []
  let short = quantity
  for (const choice of chosen) {
    await changeAllocation(scene, { ...directed(line, choice) }, choice.quantity)
    tasks.push(await askForPick(scene, line, choice, pickListId, tote))
    short -= choice.quantity
  }
  if (short < quantity) await changeLine(scene, line, { committed: short - quantity, allocated: quantity - short })
  return { tasks, short }
}

const directed = (line: OrderLine, choice: Chosen) => ({
  lineId: line.id,
  orderId: line.orderId,
  sku: line.sku,
  lot: choice.lot,
  location: choice.location,
  picked: false,
})

/** One task per directed allocation: where one is open already, it asks for more. */
async function askForPick(
  scene: Scene,
  line: OrderLine,
  choice: Chosen,
  pickListId: string,
  tote: string | null,
): Promise<TaskRow> {
  const known = await taskOfAllocation(scene, line.id, choice.lot, choice.location)
  if (known?.state === 'open' && known.pickListId === pickListId) {
    await changeTask(scene, known, { quantity: choice.quantity })
    return { ...known, quantity: known.quantity + choice.quantity }
  }
  return addTask(scene, {
    kind: 'pick',
    pickListId,
    orderId: line.orderId,
    lineId: line.id,
    sku: line.sku,
    lot: choice.lot,
    location: choice.location,
    quantity: choice.quantity,
    sequence: choice.pickSequence,
    tote,
  })
}
