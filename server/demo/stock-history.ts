/**
 * How the sample's stock stood on each of the last days. Of items whose past was relived it is what their movements say; of the
 * others it is told back from today by what their channels asked for, with a delivery each time that the shelves run full.
 */
import { and, eq, gte, inArray, sql } from 'drizzle-orm'
import { isVirtual } from '../../shared/rules/places.ts'
import { localDate } from '../availability/local-date.ts'
import type { Reader, Work } from '../db/work.ts'
import { figuresNow, nextSkus, type StockDay, sellingChannels } from '../stock-history/figures.ts'
import { type ChannelDay, keepRows, keepSums, noteStock } from '../stock-history/note-day.ts'
import { daysAfter } from './dates.ts'
import { SKUS_WITH_PAST } from './past.ts'
import { DEMO_TIME_ZONE, DEMO_WAREHOUSE } from './warehouse.ts'

const DAYS = 120
const ITEMS_AT_MOST = 1_000
const ROWS_A_STATEMENT = 500
/** Shelves hold so many times what stands on them today; a delivery fills up this part of them. */
const FULL = 1.8
const DELIVERED = 0.65
/** An item of which nobody has told what it was asked for: so many days' worth stands there today. */
const LASTS_DAYS = 50

export async function rememberStock(work: Work, now: number, today: string): Promise<void> {
  const days = Array.from({ length: DAYS }, (_, nth) => daysAfter(today, nth - DAYS))
  const { figures, asked, relived } = await work.read(async (reader) => {
    const channels = await sellingChannels(reader)
    const skus = await nextSkus(reader, '', ITEMS_AT_MOST)
    return {
      figures: await figuresNow(reader, { warehouse: DEMO_WAREHOUSE, day: today, channels }, skus),
      asked: await askedSince(reader, days[0] ?? today),
      relived: await relivedStock(reader, days),
    }
  })
  const rows: StockDay[] = []
  const sums = new Map<string, ChannelDay>()
  for (const own of bySku(figures)) {
    const [{ sku, onHand }] = own
    const stood = relived.get(sku) ?? toldBack(onHand, days, (day) => leftOn(asked, sku, onHand, day))
    for (const now of own) {
      let before: StockDay | undefined
      for (const [nth, day] of days.entries()) {
        const row = pastRow(now, day, stood[nth] ?? 0, asked.get(keyOf(sku, day))?.get(now.channel) ?? 0)
        addTo(sums, row)
        if (!before || differs(before, row)) rows.push(row)
        before = row
      }
    }
  }
  await work.run([], async (tx) => {
    for (let first = 0; first < rows.length; first += ROWS_A_STATEMENT)
      await keepRows(tx, rows.slice(first, first + ROWS_A_STATEMENT))
    await keepSums(tx, [...sums.values()])
  })
  await noteStock(work, DEMO_WAREHOUSE, now)
}

function bySku(rows: readonly StockDay[]): [StockDay, ...StockDay[]][] {
  const found = new Map<string, [StockDay, ...StockDay[]]>()
  for (const row of rows) {
    const own = found.get(row.sku)
    if (own) own.push(row)
    else found.set(row.sku, [row])
  }
  return [...found.values()]
}

type Asked = ReadonlyMap<string, ReadonlyMap<string, number>>
const keyOf = (sku: string, day: string): string => `${sku} ${day}`

/** Units by item and day, then by channel. */
async function askedSince({ db, t: { demandTold: d } }: Reader, first: string): Promise<Asked> {
  const rows = await db
    .select()
    .from(d)
    .where(and(eq(d.warehouse, DEMO_WAREHOUSE), gte(d.date, first)))
  const found = new Map<string, Map<string, number>>()
  for (const { sku, channel, date, units } of rows) {
    const key = keyOf(sku, date)
    const of = found.get(key) ?? new Map<string, number>()
    found.set(key, of.set(channel, units))
  }
  return found
}

function leftOn(asked: Asked, sku: string, onHand: number, day: string): number {
  const told = asked.get(keyOf(sku, day))
  if (told) return [...told.values()].reduce((sum, units) => sum + units, 0)
  const isWorkday = new Date(`${day}T00:00:00Z`).getUTCDay() % 6 !== 0
  return isWorkday ? Math.round(onHand / LASTS_DAYS) : 0
}

/** As each day began, the oldest first. */
function toldBack(onHand: number, days: readonly string[], leftOn: (day: string) => number): number[] {
  const full = Math.round(onHand * FULL)
  const stood: number[] = []
  let stock = onHand
  for (const day of [...days].reverse()) {
    stock += leftOn(day)
    // Told back in time, a delivery is what was not there before it.
    if (stock > full) stock -= Math.round(full * DELIVERED)
    stock = Math.max(0, stock)
    stood.unshift(stock)
  }
  return stood
}

/** What came into and left the house, by the days on which it happened. */
async function relivedStock(
  { db, t: { movements: m } }: Reader,
  days: readonly string[],
): Promise<Map<string, number[]>> {
  const rows = await db
    .select({ sku: m.sku, from: m.fromLocation, to: m.toLocation, quantity: m.quantity, at: m.occurredAt })
    .from(m)
    .where(and(inArray(m.sku, [...SKUS_WITH_PAST]), sql`border`))
  return new Map(
    [...SKUS_WITH_PAST].map((sku) => {
      const own = rows
        .filter((row) => row.sku === sku)
        .map(({ from, to, quantity, at }) => ({
          day: localDate(at, DEMO_TIME_ZONE),
          net: (isVirtual(to) ? 0 : quantity) - (isVirtual(from) ? 0 : quantity),
        }))
      const stoodOn = (day: string) => own.reduce((sum, one) => (one.day < day ? sum + one.net : sum), 0)
      return [sku, days.map((day) => Math.max(0, stoodOn(day)))]
    }),
  )
}

/** What kept a channel from selling all of it today, kept it then; what it was asked for that day was committed. */
function pastRow(now: StockDay, day: string, onHand: number, asked: number): StockDay {
  const kept = now.onHand - now.availableToPromise - now.committed
  const committed = Math.min(onHand, Math.max(0, asked))
  const availableToPromise = Math.min(onHand, Math.max(0, onHand - kept - committed))
  return { ...now, day, onHand, protected: Math.min(now.protected, onHand), committed, availableToPromise }
}

const differs = (a: StockDay, b: StockDay): boolean =>
  a.onHand !== b.onHand ||
  a.protected !== b.protected ||
  a.committed !== b.committed ||
  a.availableToPromise !== b.availableToPromise

function addTo(sums: Map<string, ChannelDay>, { warehouse, day, channel, ...row }: StockDay): void {
  const key = `${day} ${channel}`
  const sum = sums.get(key) ?? { warehouse, day, channel, protected: 0, committed: 0, availableToPromise: 0 }
  sums.set(key, {
    ...sum,
    protected: sum.protected + row.protected,
    committed: sum.committed + row.committed,
    availableToPromise: sum.availableToPromise + row.availableToPromise,
  })
}
