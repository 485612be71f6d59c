/**
 * What an exception puts in danger: whose orders, how many units of them, and how much money. Of promises that is what the
 * customer pays for them; of goods that are missing, too many or locked up, what they cost.
 */
import { and, eq, inArray, or } from 'drizzle-orm'
import type { Money } from '../../shared/rules/money.ts'
import type { CountLineRow } from '../counting/lines.ts'
import type { Reader } from '../db/work.ts'
import { differencesOf } from './differences.ts'
import type { Shortage } from './proposals.ts'
import type { ExceptionRow } from './remedies/remedy.ts'
import { returnedWorth } from './returned-worth.ts'
import { type Line, lineColumns } from './short-lines.ts'

/** Orders that are named; more are counted. */
const NAMED = 20

export interface Endangers {
  orders: { id: string; externalId: string; channel: string; units: number; shipBy: string | null }[]
  /** Of orders that are not among them. */
  moreOrders: number
  channels: string[]
  money: Money | null
}

interface Danger {
  line: Pick<Line, 'orderId' | 'externalId' | 'channel' | 'shipBy' | 'unitPrice'>
  units: number
}

export interface Known {
  shortages: ReadonlyMap<string, Shortage>
  doubts: ReadonlyMap<string, CountLineRow>
}

/** By exception, all of one warehouse. As many statements for a hundred as for one. */
export async function endangeredBy(
  reader: Reader,
  warehouse: string,
  rows: readonly ExceptionRow[],
  { shortages, doubts }: Known,
): Promise<Map<string, Endangers>> {
  const allocated = await allocatedAround(reader, warehouse, rows)
  const ordered = await linesOfOrders(reader, rows)
  const differences = new Map([
    ...(await differencesOf(reader, warehouse, rows, doubts)),
    ...(await returnedWorth(reader, rows)),
  ])
  return new Map(
    rows.map((row) => {
      const shortage = shortages.get(row.id)
      const dangers = shortage
        ? shortage.lines.map(({ units, ...line }) => ({ line, units }))
        : [...dangersHere(row, allocated), ...dangersOfOrder(row, ordered)]
      const charged = shortage?.pool.channels.filter(
        (figures) => row.type === 'protection-short' && figures.charged > 0,
      )
      const channels = (charged ?? []).map(({ claim }) => claim.channel)
      return [row.id, summed(dangers, channels, differences.get(row.id))]
    }),
  )
}

function summed(
  dangers: readonly Danger[],
  charged: readonly string[],
  difference: Money | null | undefined,
): Endangers {
  const orders = new Map<string, Endangers['orders'][number]>()
  for (const { line, units } of dangers) {
    const { orderId: id, externalId, channel, shipBy } = line
    const known = orders.get(id)
    orders.set(id, { id, externalId, channel, shipBy, units: (known?.units ?? 0) + units })
  }
  const all = [...orders.values()].sort((a, b) => (a.shipBy ?? '9999').localeCompare(b.shipBy ?? '9999'))
  return {
    orders: all.slice(0, NAMED),
    moreOrders: Math.max(0, all.length - NAMED),
    channels: [...new Set([...charged, ...all.map(({ channel }) => channel)])],
    money: difference === undefined ? priceOf(dangers) : difference,
  }
}

/** Null where nothing is in danger, or in several currencies. */
function priceOf(dangers: readonly Danger[]): Money | null {
  const currency = dangers[0]?.line.unitPrice.currency
  if (currency === undefined || dangers.some(({ line }) => line.unitPrice.currency !== currency)) return null
  return { amount: dangers.reduce((sum, { line, units }) => sum + line.unitPrice.amount * units, 0), currency }
}

/** Types whose goods are directed or picked for orders: by balance, by lot, or wherever in a place the item stands. */
const OF_STOCK = [
  'negative-stock',
  'count-variance',
  'count-disturbed',
  'lot-conflict',
  'unconfirmed-lot',
  'held-lot-moved',
  'expired-lot-picked',
]

interface Allocated extends Danger {
  sku: string
  lot: string
  location: string
  picked: boolean
}

async function allocatedAround(reader: Reader, warehouse: string, rows: readonly ExceptionRow[]): Promise<Allocated[]> {
  const { db, t } = reader
  const around = rows.filter(({ type, sku }) => OF_STOCK.includes(type) && sku !== null)
  if (around.length === 0) return []
  const { allocations, orderLines, orders } = t
  const named = (values: (string | null)[]) => [...new Set(values.filter((value) => value !== null))]
  const found = await db
    .select({
      line: lineColumns(t),
      lot: allocations.lot,
      location: allocations.location,
      picked: allocations.picked,
      units: allocations.quantity,
    })
    .from(allocations)
    .innerJoin(orderLines, eq(orderLines.id, allocations.lineId))
    .innerJoin(orders, eq(orders.id, allocations.orderId))
    .where(
      and(
        eq(allocations.warehouse, warehouse),
        inArray(allocations.sku, named(around.map(({ sku }) => sku))),
        or(
          inArray(allocations.lot, named(around.map(({ lot }) => lot))),
          inArray(allocations.location, named(around.map(({ location }) => location))),
        ),
      ),
    )
  return found.map((one) => ({ ...one, sku: one.line.sku }))
}

function dangersHere(row: ExceptionRow, allocated: readonly Allocated[]): Danger[] {
  if (!OF_STOCK.includes(row.type)) return []
  const ofLot = allocated.filter(({ sku, lot }) => sku === row.sku && (row.lot === null || lot === row.lot))
  if (row.type === 'held-lot-moved' || row.type === 'expired-lot-picked')
    return ofLot.filter(({ picked, line }) => picked && line.orderId === row.orderId)
  return row.location === null ? ofLot : ofLot.filter(({ location }) => location === row.location)
}

/** Types that leave open what becomes of a whole order. */
const OF_ORDER = ['over-shipment', 'lease-conflict', 'unknown-reference', 'reversal-incomplete']

async function linesOfOrders({ db, t }: Reader, rows: readonly ExceptionRow[]): Promise<Line[]> {
  const ids = rows.filter(({ type }) => OF_ORDER.includes(type)).flatMap(({ orderId }) => orderId ?? [])
  if (ids.length === 0) return []
  return db
    .select(lineColumns(t))
    .from(t.orderLines)
    .innerJoin(t.orders, eq(t.orders.id, t.orderLines.orderId))
    .where(inArray(t.orderLines.orderId, [...new Set(ids)]))
}

function dangersOfOrder(row: ExceptionRow, lines: readonly Line[]): Danger[] {
  if (!OF_ORDER.includes(row.type) || row.orderId === null) return []
  return lines
    .filter(({ orderId, sku }) => orderId === row.orderId && (row.sku === null || sku === row.sku))
    .map((line) => ({ line, units: line.committed + line.allocated + line.picked }))
    .filter(({ units }) => units > 0)
}
