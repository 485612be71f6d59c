/**
 * The end of every posting that changed balances of returned goods: what asks for work on them asks for as much as is there,
 * and what was inspected before it came in is carried out.
 */
import type { Scene } from '../ledger/scene.ts'
import type { StockRow } from '../ledger/stock.ts'
import { addTask, changeTask } from '../picking/tasks.ts'
import { waitingInspections } from './inspections.ts'
import { resumeInspection } from './resume.ts'
import { capSendBack, openReturnTasks } from './send-back-tasks.ts'

export async function followReturned(posting: Scene): Promise<void> {
  if (posting.returned.size === 0) return
  const changed = [...posting.returned.values()]
  posting.returned.clear()
  // It follows from the balances: undoing the posting undoes it by itself.
  const scene = { ...posting, effects: [] }
  for (const { row, delta } of changed) {
    if (row.status === 'rework') await followRework(scene, row)
    if (row.status === 'damaged' && delta < 0) await capSendBack(scene, row)
    if (row.status === 'uninspected' && delta > 0) await resumeAwaited(scene, row)
  }
}

/** One task for each balance that waits for rework. What was used up by a rework is done, what went elsewhere is asked for there. */
async function followRework(scene: Scene, row: StockRow): Promise<void> {
  const there = Math.max(0, row.quantity)
  const [task] = await openReturnTasks(scene, 'rework', row)
  const open = task ? task.quantity - task.done : 0
  if (there === open) return
  if (!task) {
    const { sku, lot, location } = row
    const nobody = { pickListId: null, orderId: null, lineId: null, sequence: 0 }
    await addTask(scene, { kind: 'rework', ...nobody, sku, lot, location, quantity: there })
    return
  }
  const isDone = there < open && scene.posted.type === 'transform'
  await changeTask(scene, task, isDone ? { done: open - there } : { quantity: there - open })
}

async function resumeAwaited(scene: Scene, { sku, lot, location }: StockRow): Promise<void> {
  const waiting = await waitingInspections(scene.tx, scene.warehouse, { waitsFor: 'goods', sku, lot, location })
  for (const inspection of waiting) await resumeInspection(scene, inspection, { waived: PASSED })
}

/** It waited for its goods alone: everything else had let it pass. */
const PASSED = ['second-person', 'documents', 'quality'] as const
