/** A pick list as the flow wants it: lines with their item and lots, own work laid over. */

import { policyOf } from '../../../shared/rules/rotation.ts'
import type { ChannelRow, ItemRow, LotRow, OrderRow } from '../../../shared/wire/pull.ts'
import type { Overlay } from '../../replica/overlay.ts'
import { stockAt } from '../../replica/stock.ts'
import { itemsOf, lotsOf, overlayNow, type PickTask, type PickWork, pickWork, type View } from '../../replica/view.ts'
import { freeStock } from './free-stock.ts'
import { listName } from './list-name.ts'
import { inOrderOfTheWay, type PickJob, type PickLine } from './machine.ts'
import { type FreeStock, redirect } from './redirect.ts'

/** `today`: the local date. */
export async function jobOf(view: View, work: PickWork, today: string): Promise<PickJob> {
  const { rows } = view.replica
  const skus = [...new Set(work.tasks.map((task) => task.sku))]
  const bins = [...new Set(work.tasks.map((task) => task.location))]
  void view.atHand?.fetch(skus, bins).catch(() => {})
  // Few requests for the whole list: a scan that comes meanwhile waits for them.
  const [items, lots, warehouse, channels, units, overlay] = await Promise.all([
    view.atHand?.items(skus) ?? itemsOf(view, skus),
    view.atHand?.lots(skus) ?? lotsOf(view, skus),
    rows.warehouses.toCollection().first(),
    rows.channels.toArray(),
    work.list.orderId === null ? rows.locations.where('kind').equals('unit').count() : 0,
    overlayNow(view),
  ])
  const free = await freeStock(view, items, lots, overlay, work.tasks)
  const lineOf = (task: PickTask): PickLine | null => {
    const item = items.find(({ sku }) => sku === task.sku)
    if (!item) return null
    const order = work.orders.find((one) => one.id === task.orderId)
    const own = lots.filter((row) => row.sku === task.sku)
    return {
      ...task,
      ...(order ? { orderName: order.externalId, channel: order.channel } : {}),
      taskId: task.id,
      redirected: false,
      item,
      policy: policyOf(item, warehouse),
      livesUntil: livesUntil(order, channels, today),
      lots: own,
      lotRow: own.find((row) => row.lot === task.lot),
    }
  }
  const lines = work.tasks.map(lineOf).filter((line) => line !== null)
  const totes = await totesOf(view, work, overlay)
  return {
    listId: work.list.id,
    orderId: work.list.orderId,
    orderName: listName(work),
    channel: work.orders[0]?.channel,
    customer: work.orders.length === 1 ? (work.orders[0]?.customer ?? '') : '',
    staging: work.list.staging,
    lines: withRedirections(lines, overlay, free),
    today,
    free,
    totes: units > 0 ? 'wanted' : 'none',
    ...totes,
    inBin: await lotsIn(view, items, bins),
  }
}

const DAY_MS = 86_400_000

function livesUntil(order: OrderRow | undefined, channels: readonly ChannelRow[], today: string): string {
  const days = channels.find(({ channel }) => channel === order?.channel)?.minShelfLifeDays ?? 0
  if (days === 0) return today
  const due = order?.shipBy?.slice(0, 10) ?? today
  const shipDay = due > today ? due : today
  return new Date(Date.parse(`${shipDay}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** What own short picks left over is directed elsewhere, until the server has seen them and directs it itself. */
function withRedirections(lines: readonly PickLine[], overlay: Overlay, free: readonly FreeStock[]): PickLine[] {
  const all = [...lines]
  for (const line of lines) {
    const missing = overlay.shorted.has(line.taskId) ? line.quantity - line.done : 0
    if (missing > 0 && line.state === 'open') all.push(...redirect(line, missing, free, line.lots, all))
  }
  return inOrderOfTheWay(all)
}

/** The totes that the orders of a batch have: units in which something picked for them stands. */
async function totesOf({ replica }: View, work: PickWork, overlay: Overlay) {
  if (work.list.orderId !== null) return { toteOf: {}, brought: false }
  const ids = work.orders.map(({ id }) => id)
  // Carts of other zones have totes of their own for the same orders.
  const ofAll = work.list.zone === null ? ids : []
  const allocations = await replica.rows.allocations.where('orderId').anyOf(ofAll).toArray()
  const standing = [
    ...allocations.filter(({ picked }) => picked),
    ...[...overlay.ready.values()].filter(({ orderId, quantity }) => ids.includes(orderId) && quantity > 0),
  ]
  const places = await replica.rows.locations.bulkGet([...new Set(standing.map(({ location }) => location))])
  const units = new Map(places.flatMap((place) => (place?.kind === 'unit' ? [[place.code, place]] : [])))
  const toteOf: Record<string, string> = {}
  for (const { orderId, location } of standing) if (units.has(location)) toteOf[orderId] = location
  const within = [...units.values()].map(({ code, within }) => overlay.within.get(code) ?? within)
  return { toteOf, brought: within.length > 0 && within.every((place) => place === work.list.staging) }
}

/** The lots that lie in the bins of the list, for labels that do not say which. */
async function lotsIn({ replica }: View, items: readonly ItemRow[], bins: readonly string[]) {
  const skus = new Set(items.filter(({ lotTracked }) => lotTracked).map(({ sku }) => sku))
  const rows = await stockAt(replica, [...bins])
  const lots: { sku: string; lot: LotRow['lot']; location: string }[] = []
  for (const { sku, lot, location } of rows)
    if (skus.has(sku) && !lots.some((known) => known.sku === sku && known.lot === lot && known.location === location))
      lots.push({ sku, lot, location })
  return lots
}

export async function jobById(view: View, deviceId: string, listId: string, today: string): Promise<PickJob | null> {
  const work = (await pickWork(view, deviceId)).find(({ list }) => list.id === listId)
  return work ? jobOf(view, work, today) : null
}
