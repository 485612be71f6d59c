import { and, asc, eq, sql } from 'drizzle-orm'
import type { Payload } from '../../shared/transactions/index.ts'
import type { Schema } from '../db/schema.ts'
import { prepared, type Statements } from '../db/work.ts'
import { ledgerLot, meetLot } from '../lots/record.ts'
import { changeLine, type OrderLine, readLine } from '../orders/lines.ts'
import { allocationsOfLine, changeAllocation } from '../picking/allocations.ts'
import { raisePickFindings } from '../picking/findings.ts'
import { changeTask, openTasksOf, type PickListRow, readPickList, readTask, type TaskRow } from '../picking/tasks.ts'
import type { Item } from './ground.ts'
import { defineHandler } from './handler.ts'
import { Refusal } from './refusal.ts'
import { lockItem, move, raise, type Scene } from './scene.ts'

type Order = Schema['orders']['$inferSelect']

const statements = ((db, t) => ({
  staging: prepared(
    'first_staging',
    db
      .select({ code: t.locations.code })
      .from(t.locations)
      .where(
        and(
          eq(t.locations.warehouse, sql.placeholder('warehouse')),
          eq(t.locations.kind, 'staging'),
          eq(t.locations.blocked, false),
        ),
      )
      .orderBy(asc(t.locations.pickSequence), asc(t.locations.code))
      .limit(1),
  ),
})) satisfies Statements<unknown>

export interface Picked {
  item: Item
  lot: string
  to: string
  task: TaskRow | undefined
}

export const pick = defineHandler('pick', {
  permission: 'floor:pick',
  async resolve(scene, payload): Promise<Picked> {
    const task = await readTask(scene, payload.taskId)
    const named = payload.sku === undefined && payload.barcode === undefined ? { sku: task?.sku } : payload
    if (named.sku === undefined && payload.barcode === undefined)
      throw new Refusal('malformed', 'The pick names neither item nor a task that is known here.', 'payload.sku')
    const item = await scene.ground.namedItem(named)
    await scene.ground.namedLocation(payload.location, 'location')
    const to = payload.to ?? (await stagingOf(scene, task))
    await scene.ground.namedLocation(to, 'to')
    return { item, lot: ledgerLot(item, payload.lot), to, task }
  },
  async post(scene, payload, picked) {
    await lockItem(scene, picked.item.sku)
    await meetLot(scene, picked.item, picked.lot)
    const task = await readTask(scene, payload.taskId)
    const line = await lineOf(scene, payload, task, picked.item.sku)
    const order = line && (await orderOf(scene, line.orderId))
    await raisePickFindings(scene, payload, { ...picked, task, line, list: await listOf(scene, task) })
    // What came free in the lane is directed there: it is picked where it stands, and nothing moves.
    if (picked.to !== payload.location)
      await move(scene, {
        sku: picked.item.sku,
        lot: picked.lot,
        quantity: payload.quantity,
        from: { location: payload.location, status: 'available' },
        to: { location: picked.to, status: 'available' },
        order: order && { id: order.id, channel: order.channel },
      })
    if (line) await takeForLine(scene, line, task, { ...picked, from: payload.location, quantity: payload.quantity })
  },
})

const orderOf = async ({ tx }: Scene, id: string): Promise<Order | undefined> =>
  (await tx.db.select().from(tx.t.orders).where(eq(tx.t.orders.id, id)))[0]

const listOf = async (scene: Scene, task: TaskRow | undefined): Promise<PickListRow | undefined> =>
  task?.pickListId ? readPickList(scene, task.pickListId) : undefined

/** The staging lane of the task's list, or the warehouse's first one. */
async function stagingOf(scene: Scene, task: TaskRow | undefined): Promise<string> {
  const list = await listOf(scene, task)
  return list?.staging ?? (await firstStaging(scene))
}

/** Throws a Refusal where the warehouse has no staging lane. */
export async function firstStaging({ tx, warehouse }: Scene): Promise<string> {
  const [staging] = await tx.statements(statements).staging.execute({ warehouse })
  if (staging) return staging.code
  throw new Refusal(
    'no-staging',
    `Warehouse ${warehouse} has no staging location. Add one, then resubmit.`,
    'payload.to',
  )
}

/** The order line that the pick was for: the task's, or the one that the fact itself names. */
async function lineOf(
  scene: Scene,
  payload: Payload<'pick'>,
  task: TaskRow | undefined,
  sku: string,
): Promise<OrderLine | undefined> {
  const id = task?.lineId ?? payload.lineId
  const line = id == null ? await onlyLine(scene, payload.orderId, sku) : await readLine(scene, id)
  return line?.sku === sku ? line : undefined
}

async function onlyLine(
  { tx, warehouse }: Scene,
  orderId: string | undefined,
  sku: string,
): Promise<OrderLine | undefined> {
  if (orderId === undefined) return undefined
  const { orderLines } = tx.t
  const [line] = await tx.db
    .select()
    .from(orderLines)
    .where(and(eq(orderLines.orderId, orderId), eq(orderLines.sku, sku), eq(orderLines.warehouse, warehouse)))
    .orderBy(orderLines.position)
    .limit(1)
  return line
}

interface Taken {
  lot: string
  from: string
  to: string
  quantity: number
}

/**
 * Books the taken units on the line: first what was allocated right there, then what it had allocated elsewhere, then
 * what was committed without a lot. More than the line is due stands in staging for nobody.
 */
async function takeForLine(scene: Scene, line: OrderLine, task: TaskRow | undefined, taken: Taken): Promise<void> {
  let left = taken.quantity
  for (const allocation of await directedFirst(scene, line, task, taken)) {
    const quantity = Math.min(left, allocation.quantity)
    if (quantity === 0) continue
    await changeAllocation(scene, allocation, -quantity)
    await changeAllocation(scene, { ...allocation, lot: taken.lot, location: taken.to, picked: true }, quantity)
    await changeLine(scene, line, { allocated: -quantity, picked: quantity })
    await progress(scene, task, allocation, { ...taken, quantity })
    left -= quantity
  }
  const uncovered = Math.min(left, (await readLine(scene, line.id))?.committed ?? 0)
  if (uncovered > 0) {
    const key = {
      lineId: line.id,
      orderId: line.orderId,
      sku: line.sku,
      lot: taken.lot,
      location: taken.to,
      picked: true,
    }
    await changeAllocation(scene, key, uncovered)
    await changeLine(scene, line, { committed: -uncovered, picked: uncovered })
    left -= uncovered
  }
  if (left > 0) await raiseOverPick(scene, line, taken, left)
}

/** Directed allocations of the line: the one at this very bin and lot, then the task's own, then the rest. */
async function directedFirst(scene: Scene, line: OrderLine, task: TaskRow | undefined, taken: Taken) {
  const rank = (a: { lot: string; location: string }) => {
    if (a.lot === taken.lot && a.location === taken.from) return 0
    return a.lot === task?.lot && a.location === task.location ? 1 : 2
  }
  return (await allocationsOfLine(scene, line.id)).filter((a) => !a.picked).sort((a, b) => rank(a) - rank(b))
}

/**
 * The scanned task moves on, and so does one whose very units were taken: a handheld that has sent its picker on by itself
 * names the task that it was sent out with. Another task, whose units are covered from elsewhere, asks for that much less.
 */
async function progress(
  scene: Scene,
  scanned: TaskRow | undefined,
  allocation: { lineId: string; lot: string; location: string },
  { quantity, lot, from }: Taken,
): Promise<void> {
  const taken = allocation.lot === lot && allocation.location === from
  let left = quantity
  for (const task of await openTasksOf(scene, allocation, scanned?.id)) {
    const units = Math.min(left, task.quantity - task.done)
    if (taken || task.id === scanned?.id) await changeTask(scene, task, { done: units })
    else await changeTask(scene, task, { quantity: -units })
    left -= units
  }
}

const raiseOverPick = (scene: Scene, line: OrderLine, taken: Taken, left: number): Promise<void> =>
  raise(scene, {
    type: 'over-pick',
    subject: `${line.id}/${taken.to}`,
    detail: `${left} of ${line.sku} more than the order is due were picked and stand at ${taken.to}. Put them back.`,
    sku: line.sku,
    lot: taken.lot,
    location: taken.to,
    orderId: line.orderId,
  })
