/** What goods in the house cost for a month: by their volume and the time they were there, spread over channels. */
import { and, eq, inArray } from 'drizzle-orm'
import { apportion } from '../../shared/rules/apportion.ts'
import { type Money, plainMoney } from '../../shared/rules/money.ts'
import { beginOf } from '../availability/local-date.ts'
import type { Schema } from '../db/schema.ts'
import type { Tx } from '../db/work.ts'
import { noRate, readExchange } from './convert.ts'
import { type Entry, enter } from './enter.ts'
import { lastDayOf, monthsLater } from './months.ts'
import { type Costing, openCosting } from './scene.ts'
import { type Shares, sharesOf } from './storage-shares.ts'
import { type Span, unitTimes } from './unit-time.ts'

export interface StoragePlace {
  warehouse: string
  timeZone: string
  /** Of a cubic metre and month. */
  price: Money
}

type Item = Pick<Schema['items']['$inferSelect'], 'sku' | 'cubicCm'>

const sourceOf = (month: string): string => `storage ${month}`

/** Of the source of an entry or gap; undefined: it is not of storage. */
export const monthOf = (source: string): string | undefined => /^storage (\d{4}-\d{2})$/.exec(source)?.[1]

/** Those of which storage of that month is entered already are left as they are. */
export async function enterItems(tx: Tx, place: StoragePlace, month: string, items: readonly Item[]): Promise<void> {
  const { warehouse, timeZone, price } = place
  const span = {
    begin: beginOf(`${month}-01`, timeZone),
    end: beginOf(`${monthsLater(month, 1)}-01`, timeZone),
  }
  const costing = await openCosting(tx, warehouse, sourceOf(month), span.end - 1)
  const skus = items.map(({ sku }) => sku)
  const times = await unitTimes(tx, warehouse, span, skus)
  const entered = await enteredOf(tx, warehouse, costing.day, month, skus)
  const shares = await sharesOf(tx, warehouse, month, skus)
  const exchange = await readExchange(tx, price.currency, costing.currency, costing.day)
  const entries: Entry[] = []
  for (const { sku, cubicCm } of items) {
    const unitMs = times.get(sku) ?? 0n
    // Movements that came late would give an item other channels, and so other names.
    if (unitMs <= 0n || entered.has(sku)) continue
    const of = shares(sku)
    if (cubicCm === null) await costing.miss(sku, `Nobody has said how large ${sku} is. Give its cubicCm.`)
    else if (!exchange) await costing.miss(sku, noRate(price.currency, costing.currency, costing.day))
    else if (of.weights.size === 0)
      await costing.miss(sku, `There is no channel that the storage of ${sku} could be entered for. Make one.`)
    else {
      const amount = exchange(costOf(unitMs, cubicCm, price, span))
      const because = `${unitDays(unitMs, month, span)} unit-days of ${cubicCm} cm³ at ${plainMoney(price)} ${price.currency} for a cubic metre and month, ${of.because}`
      entries.push(...spread(costing, { warehouse, month, sku, amount, because }, of))
    }
  }
  await enter(tx, entries)
}

async function enteredOf(
  { db, t: { marginEntries: e } }: Tx,
  warehouse: string,
  day: string,
  month: string,
  skus: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ sku: e.sku })
    .from(e)
    .where(and(eq(e.warehouse, warehouse), eq(e.day, day), inArray(e.sku, [...skus]), eq(e.source, sourceOf(month))))
  return new Set(rows.map(({ sku }) => sku))
}

const CUBIC_CM = 1_000_000n

/** Minor units, rounded once. Whole numbers throughout: a year of a full house is beyond what a fraction holds exactly. */
function costOf(unitMs: bigint, cubicCm: number, { amount }: Money, { begin, end }: Span): number {
  const whole = CUBIC_CM * BigInt(end - begin)
  return Number((2n * unitMs * BigInt(cubicCm) * BigInt(amount) + whole) / (2n * whole))
}

/** To a hundredth. A unit that was there for all of a month has the days of its calendar, also where the clock was changed. */
function unitDays(unitMs: bigint, month: string, { begin, end }: Span): number {
  const days = Number(lastDayOf(month).slice(8))
  return Math.round((Number(unitMs) / (end - begin)) * days * 100) / 100
}

interface ItemCost {
  warehouse: string
  month: string
  sku: string
  /** Minor units of the warehouse's currency. */
  amount: number
  because: string
}

function spread(costing: Costing, { warehouse, month, sku, amount, because }: ItemCost, { weights }: Shares): Entry[] {
  const parts = apportion(amount, [...weights.values()])
  return [...weights.keys()].map((channel, nth) => ({
    // A SKU may have blanks, a channel and a warehouse have none.
    name: `storage ${warehouse} ${month} ${sku} ${channel}`,
    warehouse,
    day: costing.day,
    sku,
    channel,
    orderId: null,
    orderLineId: null,
    kind: 'storage',
    amount: -(parts[nth] ?? 0),
    units: 0,
    known: 'allocated',
    source: sourceOf(month),
    because,
  }))
}
