/** One item over the last days: what was on hand, and what each channel could sell, had protected and was committed. */
import { and, asc, eq, gt, gte, lte } from 'drizzle-orm'
import { daysLater, todayIn } from '../availability/local-date.ts'
import type { Reader } from '../db/work.ts'
import { requireWarehouse } from '../master/warehouses.ts'
import { notFound } from '../problem.ts'
import { type StockDay, sellingChannels } from './figures.ts'
import { standingRows } from './standing.ts'

export interface HistoryDay {
  /** An ISO date: how it was when it began. */
  day: string
  onHand: number
  channels: { channel: string; protected: number; committed: number; availableToPromise: number }[]
}

/** Days on which nobody looked are not among them. */
export async function readHistory(
  reader: Reader,
  { warehouse, sku, days }: { warehouse: string; sku: string; days: number },
  now: number,
): Promise<{ sku: string; items: HistoryDay[] }> {
  await requireWarehouse(reader, warehouse)
  await requireItem(reader, sku)
  const today = await todayIn(reader, warehouse, now)
  const first = daysLater(today, 1 - days)
  const standing = new Map((await standingRows(reader, warehouse, [sku], first)).map((row) => [row.channel, row]))
  const later = await rowsAfter(reader, { warehouse, sku, first })
  const channels = (await sellingChannels(reader)).map(({ channel }) => channel)
  const items = (await notedDays(reader, { warehouse, first, today })).map((day) => {
    while (later[0] && later[0].day <= day) {
      const row = later.shift() as StockDay
      standing.set(row.channel, row)
    }
    return dayOf(day, channels, standing)
  })
  return { sku, items }
}

function dayOf(day: string, channels: readonly string[], standing: ReadonlyMap<string, StockDay>): HistoryDay {
  return {
    day,
    // The same in each row of a day; a channel that was added later stands at nothing.
    onHand: newestOf([...standing.values()])?.onHand ?? 0,
    channels: channels.map((channel) => {
      const row = standing.get(channel)
      return {
        channel,
        protected: row?.protected ?? 0,
        committed: row?.committed ?? 0,
        availableToPromise: row?.availableToPromise ?? 0,
      }
    }),
  }
}

const newestOf = (rows: readonly StockDay[]): StockDay | undefined =>
  rows.reduce<StockDay | undefined>((newest, row) => (newest && newest.day >= row.day ? newest : row), undefined)

const rowsAfter = (
  { db, t: { stockDays: s } }: Reader,
  { warehouse, sku, first }: { warehouse: string; sku: string; first: string },
): Promise<StockDay[]> =>
  db
    .select()
    .from(s)
    .where(and(eq(s.warehouse, warehouse), eq(s.sku, sku), gt(s.day, first)))
    .orderBy(asc(s.day))

async function notedDays(
  { db, t: { channelDays: c } }: Reader,
  { warehouse, first, today }: { warehouse: string; first: string; today: string },
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ day: c.day })
    .from(c)
    .where(and(eq(c.warehouse, warehouse), gte(c.day, first), lte(c.day, today)))
    .orderBy(asc(c.day))
  return rows.map(({ day }) => day)
}

async function requireItem({ db, t: { items } }: Reader, sku: string): Promise<void> {
  const [item] = await db.select({ sku: items.sku }).from(items).where(eq(items.sku, sku))
  if (!item) throw notFound(`item ${sku}`)
}
