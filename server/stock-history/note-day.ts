/**
 * Once a day, when it begins: writes down what each channel could sell of each item. What stands as it stood has no new row; what
 * is older than anybody looks back goes, but for the last row before that, which still stands.
 */
import { and, inArray, lt, sql } from 'drizzle-orm'
import { daysLater, todayIn } from '../availability/local-date.ts'
import { readMark, writeMark } from '../channels/follow.ts'
import type { Schema } from '../db/schema.ts'
import type { Tx, Work } from '../db/work.ts'
import { figuresNow, nextSkus, type StockDay, sellingChannels, type Wanted } from './figures.ts'
import { standingRows } from './standing.ts'

/** The same month of the last year is still there. */
export const KEPT_DAYS = 400

/** Items in one unit: on SQLite others wait for it. */
const ITEMS_AT_ONCE = 100

export const NOTING = 'stock history'
const markOf = (warehouse: string): string => `stock noted ${warehouse}`

export type ChannelDay = Schema['channelDays']['$inferSelect']

/** Nothing on a day that was written down already; one that was broken off is begun again. */
export async function noteStock(work: Work, warehouse: string, now: number): Promise<void> {
  const day = await work.read((reader) => todayIn(reader, warehouse, now))
  if ((await work.read((reader) => readMark(reader, markOf(warehouse)))) === day) return
  const wanted: Wanted = { warehouse, day, channels: await work.read(sellingChannels) }
  // Nobody sells here yet: the day on which somebody does is the first.
  if (wanted.channels.length === 0) return
  const sums = new Map(wanted.channels.map(({ channel }) => [channel, nothingOf(wanted, channel)]))
  for (let after: string | undefined = ''; after !== undefined; ) after = await noteSome(work, wanted, after, sums)
  await work.run([NOTING], async (tx) => {
    await keepSums(tx, [...sums.values()])
    await writeMark(tx, markOf(warehouse), day)
  })
}

const nothingOf = ({ warehouse, day }: Wanted, channel: string): ChannelDay => ({
  ...{ warehouse, day, channel, protected: 0, committed: 0, availableToPromise: 0 },
})

/** Returns the last SKU; undefined: there were none. */
async function noteSome(
  work: Work,
  wanted: Wanted,
  after: string,
  sums: Map<string, ChannelDay>,
): Promise<string | undefined> {
  const { warehouse } = wanted
  const { skus, rows, standing } = await work.read(async (reader) => {
    const skus = await nextSkus(reader, after, ITEMS_AT_ONCE)
    const rows = await figuresNow(reader, wanted, skus)
    return { skus, rows, standing: await standingRows(reader, warehouse, skus) }
  })
  if (skus.length === 0) return undefined
  for (const row of rows) add(sums, row)
  const before = new Map(standing.map((row) => [nameOf(row), row]))
  const news = rows.filter((row) => isNews(row, before.get(nameOf(row))))
  await work.run([NOTING], async (tx) => {
    await keepRows(tx, news)
    await forgetRows(tx, wanted, skus)
  })
  return skus.at(-1)
}

const nameOf = ({ sku, channel }: StockDay): string => `${sku}\n${channel}`

function isNews(row: StockDay, before: StockDay | undefined): boolean {
  const { onHand, protected: set, committed, availableToPromise } = before ?? NOTHING
  return (
    row.onHand !== onHand ||
    row.protected !== set ||
    row.committed !== committed ||
    row.availableToPromise !== availableToPromise
  )
}

const NOTHING = { onHand: 0, protected: 0, committed: 0, availableToPromise: 0 }

function add(sums: Map<string, ChannelDay>, row: StockDay): void {
  const sum = sums.get(row.channel)
  if (!sum) return
  sum.protected += row.protected
  sum.committed += row.committed
  sum.availableToPromise += row.availableToPromise
}

export async function keepRows({ db, t: { stockDays: s } }: Tx, rows: readonly StockDay[]): Promise<void> {
  if (rows.length === 0) return
  await db
    .insert(s)
    .values([...rows])
    .onConflictDoUpdate({
      target: [s.warehouse, s.sku, s.channel, s.day],
      set: {
        onHand: sql`excluded.on_hand`,
        protected: sql`excluded.protected`,
        committed: sql`excluded.committed`,
        availableToPromise: sql`excluded.available_to_promise`,
      },
    })
}

export async function keepSums({ db, t: { channelDays: c } }: Tx, rows: readonly ChannelDay[]): Promise<void> {
  if (rows.length === 0) return
  await db
    .insert(c)
    .values([...rows])
    .onConflictDoUpdate({
      target: [c.warehouse, c.day, c.channel],
      set: {
        protected: sql`excluded.protected`,
        committed: sql`excluded.committed`,
        availableToPromise: sql`excluded.available_to_promise`,
      },
    })
  for (const { warehouse, day } of rows.slice(0, 1))
    await db.delete(c).where(and(sql`${c.warehouse} = ${warehouse}`, lt(c.day, daysLater(day, -KEPT_DAYS))))
}

async function forgetRows({ db, t: { stockDays: s } }: Tx, { warehouse, day }: Wanted, skus: readonly string[]) {
  const first = daysLater(day, -KEPT_DAYS)
  const newer = sql`exists (select 1 from stock_days n where n.warehouse = ${s.warehouse} and n.sku = ${s.sku} and n.channel = ${s.channel} and n.day > ${s.day} and n.day <= ${first})`
  await db.delete(s).where(and(sql`${s.warehouse} = ${warehouse}`, inArray(s.sku, [...skus]), lt(s.day, first), newer))
}
