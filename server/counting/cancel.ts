/** Counts that were asked for and are not wanted any more. */
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import type { Tx } from '../db/work.ts'
import { openRequest, type Scene } from '../ledger/scene.ts'
import type { StockKey } from '../ledger/stock.ts'
import type { TaskRow } from '../picking/tasks.ts'
import { Problem } from '../problem.ts'
import { dropCount, openCountsAt, stockInScope } from './ask.ts'
import { covers } from './hidden.ts'
import { openCount } from './lease.ts'
import { awaitsRecount, doubtfulAt, doubtsOf } from './lines.ts'
import { type CountTaskAnswer, countTaskAnswer } from './task-answer.ts'

const MOST = 1_000

export const cancelInput = v.strictObject({
  tasks: v.pipe(v.array(field.uuid), v.minLength(1, 'Name at least one.'), v.maxLength(MOST)),
})
export type CancelInput = v.InferOutput<typeof cancelInput>

/** All of them, or none: a count that something waits for stays. */
export async function cancelCounts(
  tx: Tx,
  warehouse: string,
  input: CancelInput,
): Promise<{ items: CountTaskAnswer[] }> {
  const scene = openRequest(tx, warehouse, 'count')
  const ids = new Set(input.tasks)
  const tasks: TaskRow[] = []
  for (const id of [...ids].sort()) tasks.push(await openCount(scene, id))
  // As whoever posts a count there: it must not open a doubt while its task is dropped.
  await tx.lock(...new Set(tasks.map(({ location }) => `location ${warehouse} ${location}`)))
  for (const task of tasks) {
    const why = await whatWaits(scene, task, ids)
    if (why !== null)
      throw new Problem(409, 'still-needed', `The count of ${task.location} is still needed: ${why}`, { task: task.id })
  }
  for (const task of tasks) await dropCount(scene, task)
  return { items: tasks.map((task) => countTaskAnswer({ ...task, state: 'cancelled' })) }
}

/** Why the count may not be dropped; null where nothing waits for it, or another open one answers as well. */
async function whatWaits(scene: Scene, task: TaskRow, dropped: ReadonlySet<string>): Promise<string | null> {
  if (task.origin === 'variance')
    return (await awaitsRecount(scene, task.sku, task.location))
      ? `another person is to say whether ${task.sku} differs. Decide the difference in its exception.`
      : null
  const others = (await openCountsAt(scene, task.location)).filter(
    ({ id, origin }) => origin !== 'variance' && !dropped.has(id),
  )
  const isOurs = (balance: StockKey) => covers(task, balance) && !others.some((other) => covers(other, balance))
  const [disturbed] = (await doubtfulAt(scene, task.location, ['disturbed'])).filter(isOurs)
  if (disturbed) return `${disturbed.sku} was moved while it was counted, and nobody knows what is there.`
  for (const row of (await stockInScope(scene, task)).filter(isOurs)) {
    if (row.quantity < 0) return `the ledger has less than nothing of ${row.sku} there.`
    // What a count of its own has found missing is decided in that count's exception.
    if (row.suspect > 0 && (await doubtsOf(scene, row)).length === 0)
      return `somebody did not find ${row.sku} there, and it is not sold until it is counted.`
  }
  return null
}
