/**
 * A count: what somebody saw of a place. The ledger's figure of then is made of the movements that are known to be earlier;
 * what moved at the same time is asked again, the rest is settled at once.
 */
import { and, eq } from 'drizzle-orm'
import type { CountScope, HiddenFrom } from '../../shared/rules/counting.ts'
import type { Payload } from '../../shared/transactions/index.ts'
import type { Status } from '../../shared/transactions/status.ts'
import { stockKey, stockOfKey } from '../../shared/wire/pull.ts'
import { openCountsAt, stockInScope } from '../counting/ask.ts'
import { finishCounts } from '../counting/finish.ts'
import { covers } from '../counting/hidden.ts'
import { addCountLine, type CountLineRow, classOf, doubtfulAt, doubtsOf, supersede } from '../counting/lines.ts'
import { ALL_LOTS, newestObservation, observe, overlapping, SEVERAL } from '../counting/observations.ts'
import { EVERYTHING, orderAgainst } from '../counting/order.ts'
import { momentOf, type Passed, passedAt } from '../counting/passed.ts'
import { tellApart } from '../counting/tell-apart.ts'
import {
  askAgain,
  balanceOf,
  closeDisturbed,
  closeVariance,
  disturbedAt,
  dropRecounts,
  follow,
  isPostable,
  keyOfLine,
  lookThrough,
  raiseDisturbed,
  raiseVariance,
  suspectMissing,
  varianceOf,
} from '../counting/verdict.ts'
import type { Observation } from '../db/schema.ts'
import { itemLock } from '../db/work.ts'
import { newestPosition, seenUpTo } from '../feed/positions.ts'
import { ledgerLot, meetLot } from '../lots/record.ts'
import { unitCost } from '../lots/unit-cost.ts'
import { readTask, type TaskRow } from '../picking/tasks.ts'
import type { Item, Location } from './ground.ts'
import { defineHandler } from './handler.ts'
import { Refusal } from './refusal.ts'
import { countSuspect, raise, type Scene } from './scene.ts'
import type { StockKey } from './stock.ts'

interface Looked {
  place: Location
  scope: CountScope
  /** Empty where the scope is wider. */
  sku: string
  lot: string
  found: { item: Item; lot: string; status: Status; quantity: number }[]
}

export const count = defineHandler('count', {
  permission: 'floor:count',
  async resolve({ ground }, payload): Promise<Looked> {
    const place = await ground.namedLocation(payload.location, 'location')
    const item = payload.scope === 'location' ? undefined : await ground.namedItem(payload.scope)
    const found = []
    for (const line of payload.lines) {
      const counted = await ground.namedItem(line)
      if (item && counted.sku !== item.sku)
        throw new Refusal(
          'malformed',
          `A count of ${item.sku} has a line of ${counted.sku}. Count the whole place, or one after the other.`,
          'payload.lines',
        )
      found.push({ item: counted, lot: ledgerLot(counted, line.lot), status: line.status, quantity: line.quantity })
    }
    if (!item || payload.scope === 'location') return { place, scope: 'location', sku: '', lot: '', found }
    const oneLot = payload.scope.lot !== undefined && item.lotTracked
    return {
      place,
      scope: oneLot ? 'lot' : 'item',
      sku: item.sku,
      lot: oneLot ? ledgerLot(item, payload.scope.lot) : '',
      found,
    }
  },
  async post(scene, payload, looked) {
    const { tx, warehouse, posted } = scene
    // Whatever moves here holds the place too: one of the two sees the other.
    await tx.lock(`location ${warehouse} ${looked.place.code}`)
    const task = await namedTask(scene, payload, looked)
    const seen = await seenBy(scene)
    const passed = await passedAt(scene, looked.place.code, { countId: posted.transactionId, ...seen })
    const keys = await keysInScope(scene, looked, passed)
    await tx.lock(...new Set(keys.map(({ sku }) => itemLock(warehouse, sku))))
    for (const { item, lot } of looked.found) await meetLot(scene, item, lot)
    const hiddenFrom = await hiddenSoFar(scene, looked, task)
    const before = (await disturbedAt(scene, looked.place.code)).filter((sku) => isLookedThrough(looked, sku))
    await recordCount(scene, looked, task, hiddenFrom)
    const disturbed = new Set<string>()
    const lines = []
    for (const key of keys) lines.push(await lineOf(scene, looked, key, passed.get(stockKey(key))))
    for (const line of tellApart(lines, (one) => isStated(looked, one))) {
      const concurrent = passed.get(stockKey(line))?.concurrent ?? false
      const doubtful = concurrent || (await contradictsAnother(scene, line, seen))
      if (await settleLine(scene, line, hiddenFrom, doubtful)) continue
      disturbed.add(line.sku)
    }
    const observation = {
      location: looked.place.code,
      sku: looked.sku,
      lot: looked.scope === 'item' ? ALL_LOTS : looked.lot,
      countId: posted.transactionId,
      ...seen,
      seen: Math.min(seen.seen ?? -1, await newestPosition(tx)),
      ordinal: tx.newId(),
    }
    await observe(scene, await besideOthers(scene, observation), before)
    await finishCounts(scene, { ...looked, location: looked.place.code }, disturbed)
    for (const sku of disturbed) await askAgain(scene, { sku, location: looked.place.code }, 'disturbed', hiddenFrom)
    await closeDisturbances(scene, looked, disturbed)
  },
})

type Seen = { streamId: string; seq: number; seen: number | null }

async function seenBy({ tx, posted: { moment } }: Scene): Promise<Seen> {
  if (moment === 'now') throw new Error('A count is made on the floor, by a stream of a device.')
  const { streamId, seq, cursor } = moment
  return { streamId, seq, seen: cursor === undefined ? EVERYTHING : await seenUpTo(tx, cursor) }
}

/** What the ledger has in the scope, what was found, what moved meanwhile, and what is still open of earlier counts. */
async function keysInScope(scene: Scene, looked: Looked, passed: Map<string, Passed>): Promise<StockKey[]> {
  const location = looked.place.code
  const keys = new Map<string, StockKey>()
  const add = (key: StockKey) => keys.set(stockKey(key), key)
  const place = { location, scope: looked.scope, sku: looked.sku, lot: looked.lot }
  for (const { sku, lot, status } of await stockInScope(scene, place)) add({ sku, lot, location, status })
  for (const { item, lot, status } of looked.found) add({ sku: item.sku, lot, location, status })
  const moved = [...passed.keys()].map((key) => stockOfKey(key) as StockKey)
  for (const key of [...moved, ...(await doubtfulAt(scene, location))]) if (covers(place, key)) add(key)
  return [...keys.values()].sort((a, b) => (stockKey(a) < stockKey(b) ? -1 : 1))
}

/** As widely as the tasks that it answers: a recount that somebody could look up the answer of is none. */
async function hiddenSoFar(scene: Scene, { place }: Looked, task: TaskRow | undefined): Promise<HiddenFrom> {
  const open = await openCountsAt(scene, place.code)
  if ([task, ...open].some((one) => one?.hiddenFrom === 'handhelds')) return 'handhelds'
  return task?.hiddenFrom ?? 'holder'
}

async function recordCount(
  scene: Scene,
  looked: Looked,
  task: TaskRow | undefined,
  hiddenFrom: HiddenFrom,
): Promise<void> {
  const { tx, warehouse, posted } = scene
  await tx.db.insert(tx.t.counts).values({
    id: posted.transactionId,
    warehouse,
    taskId: task?.id ?? null,
    origin: task?.origin ?? 'floor',
    location: looked.place.code,
    zone: looked.place.zone,
    scope: looked.scope,
    sku: looked.sku,
    lot: looked.lot,
    hiddenFrom,
    deviceId: posted.author.deviceId,
    userId: posted.author.userId,
    occurredAt: posted.occurredAt,
    recordedAt: tx.now,
    reversed: false,
  })
  const { locations } = tx.t
  const place = { ...looked.place, countedAt: tx.now }
  await tx.db
    .update(locations)
    .set({ countedAt: tx.now })
    .where(and(eq(locations.warehouse, warehouse), eq(locations.code, place.code)))
  scene.ground.rememberLocation(place)
}

const isStated = ({ found }: Looked, line: StockKey): boolean =>
  found.some(({ item, lot, status }) => item.sku === line.sku && lot === line.lot && status === line.status)

/** The balance as it was when it was counted, beside what was found. */
async function lineOf(scene: Scene, looked: Looked, key: StockKey, passed: Passed | undefined): Promise<CountLineRow> {
  const row = await balanceOf(scene, key)
  const item = await scene.ground.item(key.sku)
  const cost = item ? unitCost(item, await scene.ground.lot(key.sku, key.lot)) : null
  const expected = (row?.quantity ?? 0) - (passed?.later ?? 0)
  const counted = looked.found
    .filter((one) => one.item.sku === key.sku && one.lot === key.lot && one.status === key.status)
    .reduce((sum, one) => sum + one.quantity, 0)
  return {
    countId: scene.posted.transactionId,
    sku: key.sku,
    lot: key.lot,
    status: key.status,
    warehouse: scene.warehouse,
    location: key.location,
    class: await classOf(scene, key.sku),
    counted,
    expected,
    unitCost: cost?.amount ?? null,
    state: 'posted',
    adjusted: 0,
    suspected: 0,
    reason: null,
    decidedBy: null,
    decidedAt: null,
  }
}

/**
 * Somebody else counted it too, neither knew of the other, and they differ: something came or went unrecorded between them, and
 * nobody can say which of them saw what is there now.
 */
async function contradictsAnother(scene: Scene, line: CountLineRow, seen: Seen): Promise<boolean> {
  const doubts = await doubtsOf(scene, line)
  const agrees =
    doubts.length === 0 ? varianceOf(line) === 0 : doubts.every((doubt) => varianceOf(doubt) === varianceOf(line))
  if (agrees) return false
  const other = await newestObservation(scene, line)
  if (!other) return false
  const count = { countId: line.countId, ...seen }
  return (await orderAgainst(scene.tx, await momentOf(scene.tx, other.countId), count)) !== 'earlier'
}

/**
 * Another device counted it too, and neither knew of the other: what stands from now on is both. Only who has seen the newer of them
 * comes after it, and only what both had seen comes before; what one of the two did itself says nothing of the other.
 */
async function besideOthers(scene: Scene, observation: Observation): Promise<Observation> {
  let stands = observation
  for (const other of await overlapping(scene, observation)) {
    // Of several that stand together, what one device did next has still not seen the others.
    const moment =
      other.streamId === SEVERAL
        ? { streamId: SEVERAL, seq: 0, cursor: null, recordedAs: other.countId }
        : await momentOf(scene.tx, other.countId)
    if ((await orderAgainst(scene.tx, moment, observation)) === 'earlier') continue
    stands = { ...stands, streamId: SEVERAL, seq: 0, seen: Math.min(stands.seen ?? -1, other.seen ?? -1) }
  }
  return stands
}

/** Of all that was looked at, whether or not something of it is left. */
async function closeDisturbances(scene: Scene, looked: Looked, still: ReadonlySet<string>): Promise<void> {
  const location = looked.place.code
  for (const sku of await disturbedAt(scene, location))
    if (!still.has(sku) && isLookedThrough(looked, sku))
      await closeDisturbed(scene, { sku, location }, 'It was counted again.')
}

/** One lot does not tell of the others. */
const isLookedThrough = ({ scope, sku }: Looked, one: string): boolean =>
  scope === 'location' || (scope === 'item' && sku === one)

/** Returns false where it was disturbed. */
async function settleLine(
  scene: Scene,
  line: CountLineRow,
  hiddenFrom: HiddenFrom,
  concurrent: boolean,
): Promise<boolean> {
  const doubts = await doubtsOf(scene, line)
  const suspected = doubts.reduce((sum, doubt) => sum + doubt.suspected, 0)
  await supersede(scene, doubts)
  if (concurrent) {
    await addCountLine(scene, { ...line, state: 'disturbed', suspected })
    await raiseDisturbed(scene, line)
    return false
  }
  if (suspected !== 0) await countSuspect(scene, keyOfLine(line), -suspected)
  await lookThrough(scene, keyOfLine(line))
  if (await isPostable(scene, line)) {
    await follow(scene, await addCountLine(scene, line), { state: 'posted' })
    await closeVariance(scene, line, 'It was counted again, and agrees within tolerance.')
    await dropRecounts(scene, line)
    return true
  }
  const { userId } = scene.posted.author
  const others = doubts.filter((doubt) => doubt.state !== 'disturbed')
  const twice = userId !== null && others.some((doubt) => doubt.userId !== null && doubt.userId !== userId)
  await suspectMissing(scene, await addCountLine(scene, { ...line, state: twice ? 'pending' : 'recount' }))
  await raiseVariance(scene, line, twice)
  if (!twice) await askAgain(scene, line, 'variance', hiddenFrom, userId === null ? [] : [userId])
  return true
}

/** The task that it answers; a fact is posted whether or not the server knows it. */
async function namedTask(scene: Scene, { taskId }: Payload<'count'>, looked: Looked): Promise<TaskRow | undefined> {
  if (taskId === undefined) return undefined
  const task = await readTask(scene, taskId)
  if (task?.kind !== 'count' || task.location !== looked.place.code) {
    await raise(scene, {
      type: 'unknown-reference',
      subject: scene.posted.transactionId,
      detail: `A count of ${looked.place.code} names the task ${taskId}, which is not known here. What was counted is posted.`,
      location: looked.place.code,
    })
    return undefined
  }
  const { deviceId } = scene.posted.author
  if (task.deviceId !== null && task.deviceId !== deviceId && task.state === 'open')
    await raise(scene, {
      type: 'lease-conflict',
      subject: task.id,
      detail: `A count of ${task.location} came from device ${deviceId ?? 'unknown'} while it is with ${task.deviceId}. It is posted.`,
      location: task.location,
    })
  return task
}
