/** Gives committed units of a line their lots and bins, with a task for each. */

import type { ItemClaim } from '../availability/pool.ts'
import type { Scene } from '../ledger/scene.ts'
import { changeLine, type OrderLine } from '../orders/lines.ts'
import { changeAllocation } from './allocations.ts'
import { type Chosen, chooseStock } from './choose.ts'
import { addTask, changeTask, type TaskRow, taskOfAllocation } from './tasks.ts'

/** The pick list that is to ask for it; `isNew`: written in this unit, open, and asking for nothing of the line yet. */
export interface AskedList {
  id: string
  /** In a batch: the order's tote on the cart. */
  tote: string | null
  isNew: boolean
}

/** Allocates up to `quantity` committed units; returns the tasks and how many units found no stock. */
export async function allocateLine(
  scene: Scene,
  line: OrderLine,
  quantity: number,
  list: AskedList,
  claims?: readonly ItemClaim[],
): Promise<{ tasks: TaskRow[]; short: number }> {
  const chosen = await chooseStock(scene, line, quantity, claims)
  const tasks: TaskRow[] = []
  let short = quantity
  for (const choice of chosen) {
    await changeAllocation(scene, { ...directed(line, choice) }, choice.quantity)
    tasks.push(await askForPick(scene, line, choice, list))
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
  { id: pickListId, tote, isNew }: AskedList,
): Promise<TaskRow> {
  const known = isNew ? undefined : await taskOfAllocation(scene, line.id, choice.lot, choice.location)
  if (known?.state === 'open' && known.pickListId === pickListId) {
    await changeTask(scene, known, { quantity: choice.quantity })
    return { ...known, quantity: known.quantity + choice.quantity }
  }
  const task = {
    kind: 'pick' as const,
    pickListId,
    orderId: line.orderId,
    lineId: line.id,
    sku: line.sku,
    lot: choice.lot,
    location: choice.location,
    quantity: choice.quantity,
    sequence: choice.pickSequence,
    tote,
  }
  return addTask(scene, task, isNew)
}
