/**
 * Goods that customers send back: which are expected, which wait to be looked at, and which were set apart since. Own work is
 * laid over.
 */
import {
  type ChannelRow,
  type ItemRow,
  keyOf,
  type LotRow,
  lotKey,
  type ReturnedGoodsRow,
  type ReturnRow,
  type StockRow,
  type TaskRow,
} from '../../shared/wire/pull.ts'
import type { InspectedDifference, Overlay, ReturnedDifference } from './overlay.ts'
import { stockOf, uninspectedStock } from './stock.ts'
import { layStock, overlayNow, type View } from './view.ts'

/** Goods stand where they came in until somebody moves them; this is where they are put first. */
export async function returnsPlaces({ replica }: View): Promise<string[]> {
  const places = await replica.rows.locations.where('kind').equals('returns').toArray()
  return places.sort((a, b) => a.pickSequence - b.pickSequence || a.code.localeCompare(b.code)).map(({ code }) => code)
}

export const channelsHere = async ({ replica }: View): Promise<ChannelRow[]> =>
  (await replica.rows.channels.toArray()).sort((a, b) => a.name.localeCompare(b.name))

export interface ExpectedLine {
  item: ItemRow
  reason: string
  expected: number
  received: number
  /** What was shipped and had not come back when the return was announced. */
  lots: { lot: string; quantity: number }[]
}

export interface ExpectedReturn extends ReturnRow {
  lines: ExpectedLine[]
}

/** All that are open, also those of which nothing more is announced: more may come all the same. */
export async function openReturns(view: View): Promise<ExpectedReturn[]> {
  const { rows } = view.replica
  const [returns, lines, { returnReceived }] = await Promise.all([
    rows.returns.toArray(),
    rows.returnLines.toArray(),
    overlayNow(view),
  ])
  const items = await itemsOf(
    view,
    lines.map(({ sku }) => sku),
  )
  return returns
    .sort((a, b) => a.id.localeCompare(b.id))
    .map((one) => ({
      ...one,
      lines: lines
        .filter(({ returnId }) => returnId === one.id)
        .flatMap(({ sku, reason, expected, received, lots }) => {
          const item = items.get(sku)
          const own = returnReceived.get(keyOf(one.id, sku)) ?? 0
          return item ? [{ item, reason, expected, received: received + own, lots }] : []
        }),
    }))
}

export const isOutstanding = ({ lines }: Pick<ExpectedReturn, 'lines'>): boolean =>
  lines.some(({ expected, received }) => received < expected)

/** Returned goods that nobody has looked at yet, or not at all of them. */
export interface WaitingGoods {
  /** Of the transaction that received them; of goods that no return brought, of their own. */
  id: string
  /** False: no return brought them. They were found, or are there from before. */
  isReturned: boolean
  returnId: string | null
  item: ItemRow
  lot: string
  /** Undefined: the item has no lots, or this device knows nothing of this one. */
  lotRow: LotRow | undefined
  /** Still to be looked at. */
  quantity: number
  reason: string
  channel: string
  channelName: string
  channelKind: string
  order: string | null
  customer: string | null
  reference: string | null
  documents: ReturnRow['documents']
  /** Where they stand now, as far as is known. */
  location: string
  receivedAt: number
}

/** The oldest first: they lose most. */
export async function waitingGoods(view: View): Promise<WaitingGoods[]> {
  const [rows, overlay] = await Promise.all([view.replica.rows.returnedGoods.toArray(), overlayNow(view)])
  const open = stillWaiting(rows, overlay)
  const known = await knownOf(view, open, overlay)
  return [...open.flatMap((goods) => waitingOne(goods, known) ?? []), ...(await foundGoods(view, open, overlay))].sort(
    (a, b) => a.receivedAt - b.receivedAt || a.id.localeCompare(b.id),
  )
}

/** What stands uninspected beyond what came with returns and what waits for others: it is to be looked at, too. */
async function foundGoods(view: View, open: readonly Came[], overlay: Overlay): Promise<WaitingGoods[]> {
  const { rows } = view.replica
  const [stock, waiting] = await Promise.all([uninspectedStock(view.replica), rows.waitingInspections.toArray()])
  const standing = uninspectedOf(layStock(stock, overlay, () => true))
  const left = new Map<string, number>()
  const add = ({ sku, lot }: { sku: string; lot: string }, units: number) =>
    left.set(lotKey(sku, lot), (left.get(lotKey(sku, lot)) ?? 0) + units)
  for (const row of standing) add(row, row.quantity)
  for (const row of [...open, ...waiting]) add(row, -row.quantity)
  for (const one of overlay.inspected) if (one.stays) add(one, -one.quantity)
  const places = placesOf(standing)
  const found = [...places].flatMap(([key, [location]]) => {
    const [sku = '', lot = ''] = key.split(KEY_SEPARATOR)
    const quantity = left.get(key) ?? 0
    return quantity > 0 && location !== undefined
      ? [{ ...NO_RETURN, id: `found ${key}`, sku, lot, quantity, location }]
      : []
  })
  const known = await knownOf(view, found, overlay)
  return found.flatMap((goods) => waitingOne(goods, known) ?? []).map((goods) => ({ ...goods, isReturned: false }))
}

const KEY_SEPARATOR = keyOf('', '')

/** Nobody knows since when they are there: they come after those of which it is known. */
const NO_RETURN = { returnId: null, order: null, reason: '', channel: '', receivedAt: Number.MAX_SAFE_INTEGER }

type Came = Omit<ReturnedGoodsRow, 'returnId' | 'inspected'> & { returnId: string | null; order: string | null }

/** Each inspection is taken off the goods that it names; one that names none, off the oldest of its kind. */
export function stillWaiting(rows: readonly ReturnedGoodsRow[], { returned, inspected }: Overlay): Came[] {
  const seen = new Set(rows.map(({ id }) => id))
  const undone = ({ id }: ReturnedGoodsRow) => Math.max(0, -(returned.get(id)?.quantity ?? 0))
  const all = [
    ...rows.map((row): Came => ({ ...row, quantity: row.quantity - row.inspected - undone(row), order: null })),
    ...[...returned.values()].filter(({ id }) => !seen.has(id)).map(cameHere),
  ].sort((a, b) => a.receivedAt - b.receivedAt || a.id.localeCompare(b.id))
  return inspected.reduce(withoutInspected, all).filter(({ quantity }) => quantity > 0)
}

const cameHere = ({ returnId, order, ...rest }: ReturnedDifference): Came => ({
  ...rest,
  returnId: returnId ?? null,
  order: order ?? null,
})

function withoutInspected(all: readonly Came[], one: InspectedDifference): Came[] {
  const named = all.find(({ id }) => id === one.returned)
  const target = named ?? (one.returned === undefined ? all.find((goods) => isOfKind(goods, one)) : undefined)
  return all.map((goods) => (goods === target ? { ...goods, quantity: goods.quantity - one.quantity } : goods))
}

const isOfKind = ({ sku, lot, quantity }: Came, one: InspectedDifference): boolean =>
  sku === one.sku && lot === one.lot && quantity > 0

interface Known {
  items: ReadonlyMap<string, ItemRow>
  lots: ReadonlyMap<string, LotRow>
  channels: ReadonlyMap<string, ChannelRow>
  returns: ReadonlyMap<string, ReturnRow>
  /** By SKU and lot: where uninspected units stand, the most first. */
  places: ReadonlyMap<string, string[]>
}

async function knownOf(view: View, goods: readonly Came[], overlay: Overlay): Promise<Known> {
  const { rows } = view.replica
  const skus = [...new Set(goods.map(({ sku }) => sku))]
  const [items, lots, channels, returns, stock] = await Promise.all([
    itemsOf(view, skus),
    rows.lots.bulkGet([...new Set(goods.map(({ sku, lot }) => lotKey(sku, lot)))]),
    rows.channels.toArray(),
    rows.returns.bulkGet([...new Set(goods.flatMap(({ returnId }) => returnId ?? []))]),
    stockOf(view.replica, skus),
  ])
  const standing = uninspectedOf(layStock(stock, overlay, ({ sku }) => skus.includes(sku)))
  return {
    items,
    lots: new Map(lots.flatMap((row) => (row ? [[lotKey(row.sku, row.lot), row]] : []))),
    channels: new Map(channels.map((row) => [row.channel, row])),
    returns: new Map(returns.flatMap((row) => (row ? [[row.id, row]] : []))),
    places: placesOf(standing),
  }
}

/** The most first. */
const uninspectedOf = (stock: readonly StockRow[]): StockRow[] =>
  stock
    .filter(({ status, quantity }) => status === 'uninspected' && quantity > 0)
    .sort((a, b) => b.quantity - a.quantity || a.location.localeCompare(b.location))

function placesOf(standing: readonly StockRow[]): Map<string, string[]> {
  const places = new Map<string, string[]>()
  for (const { sku, lot, location } of standing) {
    const key = lotKey(sku, lot)
    places.set(key, [...(places.get(key) ?? []), location])
  }
  return places
}

function waitingOne(goods: Came, known: Known): WaitingGoods | null {
  const { sku, lot, channel, returnId } = goods
  const item = known.items.get(sku)
  if (!item) return null
  const of = returnId === null ? undefined : known.returns.get(returnId)
  const places = known.places.get(lotKey(sku, lot)) ?? []
  return {
    id: goods.id,
    isReturned: true,
    returnId,
    item,
    lot,
    lotRow: known.lots.get(lotKey(sku, lot)),
    quantity: goods.quantity,
    reason: goods.reason,
    channel,
    channelName: known.channels.get(channel)?.name ?? channel,
    channelKind: known.channels.get(channel)?.kind ?? '',
    order: of?.order ?? goods.order,
    customer: of?.customer ?? null,
    reference: of?.reference ?? null,
    documents: of?.documents ?? 'none',
    location: places.includes(goods.location) ? goods.location : (places[0] ?? goods.location),
    receivedAt: goods.receivedAt,
  }
}

/** Goods that an inspection set apart: to be made good, or to be handed to who had sent them. */
export interface SetApart extends TaskRow {
  item: ItemRow
  lotRow: LotRow | undefined
  remaining: number
}

export async function setApart(view: View, kind: 'rework' | 'send-back'): Promise<SetApart[]> {
  const { rows } = view.replica
  const [tasks, overlay] = await Promise.all([rows.tasks.where('kind').equals(kind).toArray(), overlayNow(view)])
  const open = tasks
    .filter(({ state }) => state === 'open')
    .sort((a, b) => a.location.localeCompare(b.location) || a.id.localeCompare(b.id))
  const [items, lots] = await Promise.all([
    itemsOf(
      view,
      open.map(({ sku }) => sku),
    ),
    rows.lots.bulkGet(open.map(({ sku, lot }) => lotKey(sku, lot))),
  ])
  const gone = goneOf(overlay, kind)
  return open.flatMap((task, index) => {
    const item = items.get(task.sku)
    const key = keyOf(task.sku, task.lot, task.location)
    const own = Math.min(task.quantity - task.done, gone.get(key) ?? 0)
    gone.set(key, (gone.get(key) ?? 0) - own)
    const remaining = task.quantity - task.done - own
    return item && remaining > 0 ? [{ ...task, item, lotRow: lots[index], remaining }] : []
  })
}

/** What this device took of it, by SKU, lot and place. */
function goneOf(overlay: Overlay, kind: 'rework' | 'send-back'): Map<string, number> {
  const gone = new Map<string, number>()
  const status = kind === 'rework' ? 'rework' : 'damaged'
  for (const { sku, lot, location, quantity, ...row } of overlay.stock.values())
    if (row.status === status && quantity < 0) gone.set(keyOf(sku, lot, location), -quantity)
  return gone
}

async function itemsOf({ replica }: View, skus: readonly string[]): Promise<Map<string, ItemRow>> {
  const items = await replica.rows.items.bulkGet([...new Set(skus)])
  return new Map(items.flatMap((item) => (item ? [[item.sku, item]] : [])))
}
