/** The replica with this device's own work laid over it: what screens ask, and nothing else of the databases. */
import type {
  AllocationRow,
  ItemRow,
  LocationRow,
  LotRow,
  OrderLineRow,
  OrderRow,
  PickListRow,
  ReceiptLineRow,
  ReceiptRow,
  StockRow,
  TaskRow,
} from '../../shared/wire/pull.ts'
import { keyOf, lotKey, stockKey } from '../../shared/wire/pull.ts'
import type { OutboxDatabase } from '../outbox/database.ts'
import type { AtHand } from './at-hand.ts'
import type { ReplicaDatabase } from './database.ts'
import type { Overlay, PickDifference } from './overlay.ts'
import { currentOverlay } from './pending.ts'
import { stockAt, stockOf } from './stock.ts'

export interface View {
  outbox: OutboxDatabase
  replica: ReplicaDatabase
  /** Names scans of the work in hand without asking the disk. */
  atHand?: AtHand
  /** Own work as it was when `atOneMoment` began. */
  overlay?: Overlay
}

export const overlayNow = async ({ outbox, replica, overlay }: View): Promise<Overlay> =>
  overlay ?? (await currentOverlay(outbox, replica))

/** Several questions of one moment: own work is looked up once for all of them, which is two transactions of IndexedDB for each less. */
export async function atOneMoment<Answer>(view: View, ask: (view: View) => Promise<Answer>): Promise<Answer> {
  return ask({ ...view, overlay: await overlayNow(view) })
}

/** Balances at a place or of an item, own work included; empty ones are left out. */
export async function stockWhere(view: View, by: 'sku' | 'location', value: string): Promise<StockRow[]> {
  const rows = await (by === 'sku' ? stockOf(view.replica, [value]) : stockAt(view.replica, [value]))
  return layStock(rows, await overlayNow(view), (row) => row[by] === value)
}

export function layStock(
  rows: readonly StockRow[],
  overlay: Overlay,
  belongs: (row: { sku: string; location: string }) => boolean,
): StockRow[] {
  const laid = new Map(rows.map((row) => [stockKey(row), { ...row }]))
  for (const [key, difference] of overlay.stock) {
    if (!belongs(difference)) continue
    const known = laid.get(key) ?? { ...difference, quantity: 0, allocated: 0, suspect: 0 }
    laid.set(key, { ...known, quantity: known.quantity + difference.quantity })
  }
  return [...laid.values()].filter((row) => row.quantity !== 0)
}

export interface PickTask extends TaskRow {
  /** Done so far, own work included. */
  done: number
  /** What the task still asks for; 0 when it is through here. */
  remaining: number
}

export interface PickWork {
  list: PickListRow
  /** One; several in a batch. */
  orders: OrderRow[]
  tasks: PickTask[]
}

/** Pick lists that are with this device, the oldest first, each with its tasks in the order of the way. */
export async function pickWork(view: View, deviceId: string): Promise<PickWork[]> {
  const lists = (await view.replica.rows.pickLists.where('device').equals(deviceId).toArray()).sort((a, b) =>
    a.id.localeCompare(b.id),
  )
  const overlay = await overlayNow(view)
  return Promise.all(lists.map((list) => workOf(view, list, overlay)))
}

async function workOf({ replica }: View, list: PickListRow, overlay: Overlay): Promise<PickWork> {
  const tasks = await replica.rows.tasks.where('pickListId').equals(list.id).toArray()
  const named = [list.orderId, ...tasks.map((task) => task.orderId)].filter((id) => id !== null)
  const orders = await replica.rows.orders.bulkGet([...new Set(named)])
  return {
    list,
    orders: orders.filter((order) => order !== undefined),
    tasks: tasks
      .filter((task) => task.kind === 'pick' && task.state !== 'cancelled')
      .map((task) => layTask(task, tasks, overlay))
      .sort((a, b) => a.sequence - b.sequence || a.location.localeCompare(b.location) || a.id.localeCompare(b.id)),
  }
}

function layTask(task: TaskRow, tasks: readonly TaskRow[], overlay: Overlay): PickTask {
  const own = overlay.picks.filter((pick) => countsFor(task, pick, tasks)).reduce((sum, pick) => sum + pick.quantity, 0)
  const done = task.done + own
  const through = overlay.shorted.has(task.id) || task.state === 'done'
  // What was undone here is asked for again, also of a task that the server has closed.
  return { ...task, done, remaining: Math.max(0, through ? -own : task.quantity - done) }
}

/**
 * A pick counts for the task that it names; one that was sent on to another lot, also for the task that the server has made
 * of that meanwhile.
 */
function countsFor(task: TaskRow, pick: PickDifference, tasks: readonly TaskRow[]): boolean {
  if (pick.taskId === task.id) return true
  if (pick.lineId !== task.lineId || pick.lot !== task.lot || pick.location !== task.location) return false
  const named = tasks.find(({ id }) => id === pick.taskId)
  return named?.lot !== pick.lot || named.location !== pick.location
}

/** Lists that nobody has taken yet. */
export async function freePickLists({ replica }: View): Promise<PickListRow[]> {
  const all = await replica.rows.pickLists.toCollection().sortBy('id')
  return all.filter((list) => list.state === 'open' && list.device === null)
}

export interface ExpectedReceipt {
  receipt: ReceiptRow
  lines: ReceiptLineRow[]
}

export async function openReceipts(view: View): Promise<ExpectedReceipt[]> {
  const receipts = await view.replica.rows.receipts.where('state').equals('open').sortBy('id')
  const [overlay, lines] = await Promise.all([
    overlayNow(view),
    view.replica.rows.receiptLines
      .where('receiptId')
      .anyOf(receipts.map(({ id }) => id))
      .toArray(),
  ])
  const byReceipt = new Map(receipts.map(({ id }) => [id, [] as ReceiptLineRow[]]))
  for (const line of lines) {
    const own = overlay.received.get(keyOf(line.receiptId, line.sku)) ?? 0
    byReceipt.get(line.receiptId)?.push({ ...line, received: line.received + own })
  }
  return receipts.map((receipt) => ({ receipt, lines: byReceipt.get(receipt.id) ?? [] }))
}

/** What stands on the docks and waits to be put away. */
export async function stockToPutAway(view: View): Promise<StockRow[]> {
  const docks = await view.replica.rows.locations.where('kind').equals('dock').toArray()
  const codes = new Set(docks.map((dock) => dock.code))
  const rows = await stockAt(view.replica, [...codes])
  const laid = layStock(rows, await overlayNow(view), (row) => codes.has(row.location))
  return (
    laid
      // What came back waits for its inspection, and not for a bin.
      .filter((row) => row.quantity > 0 && row.status !== 'uninspected')
      .sort((a, b) => a.location.localeCompare(b.location) || a.sku.localeCompare(b.sku) || a.lot.localeCompare(b.lot))
  )
}

export interface ReadyLine {
  sku: string
  lot: string
  location: string
  quantity: number
  lineId?: string
}

export interface ReadyOrder {
  order: OrderRow
  lines: OrderLineRow[]
  /** What stands ready, own picks included. */
  ready: ReadyLine[]
  /** Units that are still to be picked. */
  missing: number
}

export async function readyOrders(view: View): Promise<ReadyOrder[]> {
  const { rows } = view.replica
  const overlay = await overlayNow(view)
  // Few orders have something standing of the many that are open, and few requests are made for them.
  const picked = (await rows.allocations.toArray()).filter((allocation) => allocation.picked)
  const ids = [...new Set([...picked, ...overlay.ready.values()].map(({ orderId }) => orderId))]
  const [orders, lines] = await Promise.all([
    rows.orders.bulkGet(ids),
    rows.orderLines.where('orderId').anyOf(ids).toArray(),
  ])
  return orders
    .filter((order) => order !== undefined)
    .sort((a, b) => (a.shipBy ?? LAST).localeCompare(b.shipBy ?? LAST) || a.externalId.localeCompare(b.externalId))
    .map((order) =>
      readyOrder(
        order,
        lines.filter((line) => line.orderId === order.id),
        picked.filter((allocation) => allocation.orderId === order.id),
        overlay,
      ),
    )
    .filter(({ ready }) => ready.length > 0)
}

/** After every date: an order that is not due on any. */
const LAST = '9999'

function readyOrder(
  order: OrderRow,
  lines: OrderLineRow[],
  picked: readonly AllocationRow[],
  overlay: Overlay,
): ReadyOrder {
  const ready = layReady(order.id, picked, overlay)
  const due = lines.reduce((sum, line) => sum + line.quantity - line.shipped, -(overlay.shipped.get(order.id) ?? 0))
  return { order, lines, ready, missing: Math.max(0, due - ready.reduce((sum, line) => sum + line.quantity, 0)) }
}

function layReady(orderId: string, allocations: readonly AllocationRow[], overlay: Overlay): ReadyLine[] {
  const ready = new Map<string, ReadyLine>()
  for (const { sku, lot, location, quantity, lineId } of allocations) {
    const key = keyOf(orderId, sku, lot, location)
    const known = ready.get(key)
    // Two lines of one item: the server shares out what is shipped, so the units may stand in one line here.
    ready.set(key, known ? { ...known, quantity: known.quantity + quantity } : { sku, lot, location, quantity, lineId })
  }
  for (const [key, difference] of overlay.ready) {
    if (difference.orderId !== orderId) continue
    const { sku, lot, location } = difference
    const known = ready.get(key) ?? { sku, lot, location, quantity: 0 }
    ready.set(key, { ...known, quantity: known.quantity + difference.quantity })
  }
  return [...ready.values()].filter((line) => line.quantity > 0)
}

/** Where to put it: beside the same lot, else beside the same item, else in the first empty bin of the way. */
export async function suggestBin(view: View, sku: string, lot: string): Promise<LocationRow | undefined> {
  const bins = (await view.replica.rows.locations.where('kind').anyOf('storage', 'pick').toArray())
    .filter((bin) => !bin.blocked)
    .sort((a, b) => a.pickSequence - b.pickSequence || a.code.localeCompare(b.code))
  const byCode = new Map(bins.map((bin) => [bin.code, bin]))
  const here = (await stockWhere(view, 'sku', sku)).filter((row) => byCode.has(row.location) && row.quantity > 0)
  const beside = here.find((row) => row.lot === lot) ?? here[0]
  if (beside) return byCode.get(beside.location)
  const taken = new Set(await view.replica.rows.stock.orderBy('location').uniqueKeys())
  for (const difference of (await overlayNow(view)).stock.values())
    if (difference.quantity > 0) taken.add(difference.location)
  // What is in a place where a count is due may be withheld: it is not known to be empty.
  for (const { location } of await view.replica.rows.tasks.where('kind').equals('count').toArray()) taken.add(location)
  return bins.find((bin) => !taken.has(bin.code))
}

export const itemOf = ({ replica }: View, sku: string): Promise<ItemRow | undefined> => replica.rows.items.get(sku)

/** Those that there are. */
export const itemsOf = async ({ replica }: View, skus: readonly string[]): Promise<ItemRow[]> =>
  (await replica.rows.items.bulkGet(skus)).filter((item) => item !== undefined)

export const lotOf = ({ replica }: View, sku: string, lot: string): Promise<LotRow | undefined> =>
  replica.rows.lots.get(lotKey(sku, lot))

/** Every lot of these items. */
export const lotsOf = async ({ replica }: View, skus: readonly string[]): Promise<LotRow[]> =>
  replica.transaction('r', ['lots'], async () =>
    (await Promise.all(skus.map((sku) => replica.rows.lots.startingWith(lotKey(sku, ''))))).flat(),
  )
