/**
 * One posting: what it knows, and the few ways in which it may change the ledger.
 *
 * Every change beside a movement is also written down as an effect, so that a reversal can undo it; what a posting leaves
 * to be checked (negative balances, undercut allocations, promises beyond stock) is checked once, in `settle`.
 */
import type { Status } from '../../shared/transactions/status.ts'
import { stockKey } from '../../shared/wire/pull.ts'
import { askForCount, dropCount, openCountsAt } from '../counting/ask.ts'
import { meetCounts } from '../counting/late.ts'
import { isContradicted } from '../counting/needed.ts'
import type { Moment } from '../counting/order.ts'
import type { Effect } from '../db/schema.ts'
import { itemLock, type Tx } from '../db/work.ts'
import { closeException, type NewException, openException } from '../exceptions/open.ts'
import { type Ground, openGround } from './ground.ts'
import { appendMovement } from './movements.ts'
import { changeStock, markStock, ShelfChanges, type StockDelta, type StockKey, type StockRow } from './stock.ts'

export interface Author {
  deviceId: string | null
  userId: string | null
}

/** What is being posted. Instants in UTC milliseconds; `occurredAt` corrected for the device's clock skew. */
export interface Posted {
  transactionId: string
  type: string
  author: Author
  occurredAt: number
  /** Where it stands among what its device did and had seen. */
  moment: Moment
}

export interface Place {
  location: string
  status: Status
}

export interface MovementLine {
  sku: string
  lot: string
  quantity: number
  from: Place
  to: Place
  /** Whose goods they are; `id` null: the order is not known here. */
  order?: { id: string | null; channel: string } | undefined
  /** Of an undo: when what is undone was recorded, UTC milliseconds. */
  mirrors?: number | undefined
  /** Of an adjustment: why. */
  reason?: string | undefined
  /** It says what stands there, and no goods were carried: what a count found, or the undo of that. */
  correction?: Correction | undefined
}

export interface Correction {
  /** Of the count whose finding it is. */
  transactionId: string
  /** A code of the settings, where somebody gave one. */
  reason?: string | undefined
}

export interface Scene {
  readonly tx: Tx
  readonly warehouse: string
  readonly posted: Posted
  readonly ground: Ground
  readonly effects: Effect[]
  readonly exceptions: { id: string; type: string }[]
  /** Balances that this posting left over-allocated: allocations there must go elsewhere. */
  readonly undercut: Map<string, StockRow>
  /** Orders whose lines changed: their status is made anew at the end. */
  readonly touchedOrders: Set<string>
  /** Items whose free stock may have fallen or risen. */
  readonly touchedItems: Set<string>
  /** Items of which this unit made something free: protections are refilled then, and only then. */
  readonly freedItems: Set<string>
  /** A protection that this unit was told to have: not refilled in the same breath. */
  settledProtections: { sku: string; channels: readonly string[] } | null
  readonly shelf: ShelfChanges
  /** Balances of returned goods that this posting changed: what waits for them, or asks for work on them, follows. */
  readonly returned: Map<string, { row: StockRow; delta: number }>
}

export interface SceneStart {
  tx: Tx
  warehouse: string
  posted: Posted
}

export function openScene({ tx, warehouse, posted }: SceneStart): Scene {
  tx.concerns(posted.transactionId)
  return {
    tx,
    warehouse,
    posted,
    ground: openGround(tx, warehouse),
    effects: [],
    exceptions: [],
    undercut: new Map(),
    touchedOrders: new Set(),
    touchedItems: new Set(),
    freedItems: new Set(),
    settledProtections: null,
    shelf: new ShelfChanges(),
    returned: new Map(),
  }
}

/** The scene of what the office asks for, or the calendar: it moves nothing by itself, but what it touches is settled. */
export const openRequest = (
  tx: Tx,
  warehouse: string,
  type: string,
  author: Author = { deviceId: null, userId: null },
): Scene =>
  openScene({ tx, warehouse, posted: { transactionId: tx.newId(), type, author, occurredAt: tx.now, moment: 'now' } })

/** Everything that a posting reads of an item it reads behind this lock, or two units could promise one unit twice. */
export const lockItem = (scene: Scene, sku: string): Promise<void> => scene.tx.lock(itemLock(scene.warehouse, sku))

/** Appends one line to the ledger and changes both balances. */
export async function move(scene: Scene, line: MovementLine): Promise<void> {
  const { sku, lot, quantity, from, to } = line
  if (!Number.isSafeInteger(quantity) || quantity <= 0) throw new Error(`A movement of ${quantity} units is none.`)
  // Taken first, given last: so no balance is below zero for want of what is corrected here.
  if (!line.correction) await meetCounts(scene, { sku, lot, ...from }, -quantity)
  await appendMovement(scene, line)
  await change(scene, { sku, lot, ...from }, { quantity: -quantity })
  await change(scene, { sku, lot, ...to }, { quantity })
  if (!line.correction) await meetCounts(scene, { sku, lot, ...to }, quantity)
}

/** Marks units that somebody did not find, or unmarks them; they are not sellable until a count. */
export async function changeSuspect(scene: Scene, key: StockKey, suspect: number): Promise<void> {
  scene.effects.push({ kind: 'suspect', key, delta: suspect })
  await change(scene, key, { suspect })
}

/** The same by a count, which keeps by itself what is suspect for it: no undo of the posting takes it back. */
export async function countSuspect(scene: Scene, key: StockKey, suspect: number): Promise<void> {
  await change(scene, key, { suspect })
}

/** Changes a balance and notes what must be looked at before the unit ends. */
export async function change(scene: Scene, key: StockKey, delta: StockDelta): Promise<StockRow> {
  const row = await changeStock(scene.tx, scene.ground, scene.warehouse, key, delta)
  scene.shelf.add(row, delta)
  if (row.inHouse) await noticeContradiction(scene, row, delta)
  if (row.inHouse && row.status !== 'available') noticeReturned(scene, row, delta.quantity ?? 0)
  return row
}

function noticeReturned({ returned }: Scene, row: StockRow, units: number): void {
  const subject = stockSubject(row)
  returned.set(subject, { row, delta: (returned.get(subject)?.delta ?? 0) + units })
}

/** Allocated units of available stock: more of them, or fewer. */
export async function changeAllocated(
  scene: Scene,
  changes: readonly { sku: string; lot: string; location: string; allocated: number }[],
): Promise<void> {
  const marks = changes.map((change) => ({ ...change, status: 'available' as const, suspect: 0 }))
  for (const { row, mark } of await markStock(scene.tx, scene.ground, scene.warehouse, marks)) {
    scene.shelf.add(row, mark)
    if (row.inHouse) await noticeContradiction(scene, row, {})
  }
}

async function noticeContradiction(scene: Scene, row: StockRow, delta: StockDelta): Promise<void> {
  const subject = stockSubject(row)
  const before = row.quantity - (delta.quantity ?? 0)
  if (row.quantity < 0) {
    await raise(scene, {
      type: 'negative-stock',
      subject,
      detail: `The ledger has ${row.quantity} of ${row.sku}${lotWords(row.lot)} at ${row.location}: more was taken than was known to be there. Count ${row.location}.`,
      sku: row.sku,
      lot: row.lot,
      location: row.location,
    })
    await askForCount(scene, { ...row, scope: 'item', lot: '', origin: 'negative-stock', hiddenFrom: 'holder' })
  } else if (before < 0) await settleNegative(scene, row, subject)
  if (row.allocated > 0 && row.allocated > row.quantity - row.suspect) scene.undercut.set(subject, row)
  else scene.undercut.delete(subject)
}

/** What was missing has come: a pick can arrive before the put-away that it followed. */
async function settleNegative(scene: Scene, row: StockRow, subject: string): Promise<void> {
  const { tx, warehouse } = scene
  await closeException(tx, warehouse, 'negative-stock', subject, `The ledger has ${row.quantity} there now.`)
  if (await isContradicted(scene, row)) return
  for (const task of await openCountsAt(scene, row.location))
    if (task.origin === 'negative-stock' && task.sku === row.sku && task.deviceId === null) await dropCount(scene, task)
}

export const lotWords = (lot: string): string => (lot === '' ? '' : ` lot ${lot}`)

/** Names hold slashes: only the separator of keys keeps two balances apart. */
export const stockSubject = (key: StockKey): string => stockKey(key)

/** Opens an exception about this posting; the same finding is not reported twice. */
export async function raise(scene: Scene, found: NewException): Promise<void> {
  const opened = await openException(scene.tx, scene.warehouse, { ...found, transactionId: scene.posted.transactionId })
  if (!scene.exceptions.some((known) => known.id === opened.id))
    scene.exceptions.push({ id: opened.id, type: opened.type })
}

/**
 * Names a state that may last over many postings, such as a shortage: only the one that brought it about is answered with
 * it, not each that finds it still there.
 */
export async function raiseState(scene: Scene, found: NewException): Promise<void> {
  const opened = await openException(scene.tx, scene.warehouse, {
    ...found,
    transactionId: scene.posted.transactionId,
  })
  if (!opened.renewed) scene.exceptions.push({ id: opened.id, type: opened.type })
}
