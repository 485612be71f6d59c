import { and, eq } from 'drizzle-orm'
import { askForCount } from '../counting/ask.ts'
import { ledgerLot } from '../lots/record.ts'
import { openTasksOf, readTask, type TaskRow } from '../picking/tasks.ts'
import type { Item } from './ground.ts'
import { defineHandler } from './handler.ts'
import { Refusal } from './refusal.ts'
import { changeSuspect, lockItem, move, raise, type Scene } from './scene.ts'
import type { StockKey } from './stock.ts'

interface Missing {
  item: Item
  lot: string
  location: string
}

export const shortPick = defineHandler('shortPick', {
  permission: 'floor:pick',
  async resolve(scene, payload): Promise<Missing> {
    const task = await readTask(scene, payload.taskId)
    const named = payload.sku === undefined && payload.barcode === undefined ? { sku: task?.sku } : payload
    const location = payload.location ?? task?.location
    if (location === undefined || (named.sku === undefined && payload.barcode === undefined)) {
      throw new Refusal(
        'malformed',
        'The short pick names neither item and place nor a task that is known here.',
        'payload',
      )
    }
    const item = await scene.ground.namedItem(named)
    await scene.ground.namedLocation(location, 'location')
    return { item, location, lot: payload.lot === undefined ? (task?.lot ?? '') : ledgerLot(item, payload.lot) }
  },
  async post(scene, payload, { item, lot, location }) {
    await lockItem(scene, item.sku)
    const named = await readTask(scene, payload.taskId)
    const task = named && (await taskAt(scene, named, lot, location))
    const key: StockKey = { sku: item.sku, lot, location, status: 'available' }
    const { there, asked } = await missingUnits(scene, key, task, payload.found)
    if (!named) await raiseUnknownTask(scene, payload.taskId, key)
    const damaged = payload.reason === 'damaged' ? asked : 0
    if (damaged > 0) {
      await move(scene, {
        ...key,
        quantity: damaged,
        from: { location, status: 'available' },
        to: { location, status: 'damaged' },
      })
    }
    if (there > damaged) await changeSuspect(scene, key, there - damaged)
    await askForIt(scene, key)
  },
})

/**
 * The task that asked for stock of this lot here. A handheld sends a picker on by itself when a bin does not hold what it
 * should, and names the task that began it: the server has made another of the rest meanwhile.
 */
async function taskAt(scene: Scene, named: TaskRow, lot: string, location: string): Promise<TaskRow | undefined> {
  if (named.lot === lot && named.location === location) return named
  if (named.lineId === null) return undefined
  return (await openTasksOf(scene, { lineId: named.lineId, lot, location }))[0]
}

/**
 * What the picker did not find. `there`: all that the ledger still has there, unsuspected, beyond what was found: who was
 * asked for five and found two has seen that the rest is not there either. `asked`: as much of it as the task asked for.
 */
async function missingUnits(
  { tx, warehouse }: Scene,
  key: StockKey,
  task: TaskRow | undefined,
  found: number,
): Promise<{ there: number; asked: number }> {
  const { stock } = tx.t
  const [row] = await tx.db
    .select()
    .from(stock)
    .where(
      and(
        eq(stock.warehouse, warehouse),
        eq(stock.sku, key.sku),
        eq(stock.lot, key.lot),
        eq(stock.location, key.location),
        eq(stock.status, key.status),
      ),
    )
  // What was found and not picked yet lies there.
  const lies = task ? Math.max(0, found - task.done) : found
  const there = Math.max(0, (row ? Math.max(0, row.quantity - row.suspect) : 0) - lies)
  const wanted = task ? Math.max(0, task.quantity - Math.max(task.done, found)) : there
  // Who found all that was asked for has seen nothing missing.
  return wanted === 0 ? { there: 0, asked: 0 } : { there, asked: Math.min(there, wanted) }
}

/** It lifts the suspicion. All lots of the item are looked at: what was missed may be counted as another. */
const askForIt = (scene: Scene, { sku, lot, location }: StockKey) =>
  askForCount(scene, { location, scope: 'item', sku, lot, origin: 'short-pick', hiddenFrom: 'holder' })

const raiseUnknownTask = (scene: Scene, taskId: string, key: StockKey): Promise<void> =>
  raise(scene, {
    type: 'unknown-reference',
    subject: scene.posted.transactionId,
    detail: `A short pick of ${key.sku} at ${key.location} names the task ${taskId}, which is not known here. What was missing is marked suspect.`,
    sku: key.sku,
    lot: key.lot,
    location: key.location,
  })
