/** The figures of the day, and how the last fortnight went. */
import { and, eq, sql } from 'drizzle-orm'
import { beginOf, daysLater } from '../availability/local-date.ts'
import { type Span, spanRows, spansUntil } from '../availability/local-days.ts'
import { binsRight } from '../counting/bins-right.ts'
import { rawRows } from '../db/rows.ts'
import type { Reader } from '../db/work.ts'
import { dueBefore, dueFrom } from '../orders/due.ts'
import type { Day } from './day.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Of the trends. */
export const FORTNIGHT = 14
/** So far back counts say how right the ledger is now. */
const COUNTED_DAYS = 30

/** Of the orders that are to leave today, how many have. What was cancelled is not to leave. */
export async function dueToday({ db, t: { orders: o } }: Reader, { warehouse, today, timeZone }: Day) {
  const [due] = await db
    .select({
      orders: sql<number>`count(*)`.mapWith(Number),
      shipped: sql<number>`count(case when ${o.status} = 'shipped' then 1 end)`.mapWith(Number),
    })
    .from(o)
    .where(
      and(
        eq(o.warehouse, warehouse),
        dueFrom(o.shipBy, today, timeZone),
        dueBefore(o.shipBy, daysLater(today, 1), timeZone),
        sql`${o.status} <> 'cancelled'`,
      ),
    )
  return { orders: due?.orders ?? 0, shipped: due?.shipped ?? 0 }
}

/** Lines that were picked and not undone since. A line that is taken in two goes is two. */
export async function pickedToday(reader: Reader, { warehouse, today, timeZone, now }: Day) {
  const begins = beginOf(today, timeZone)
  const lastHour = now - HOUR_MS
  const since = Math.min(begins, lastHour)
  const all = await picked(reader, warehouse, since, { begins, lastHour })
  const undone = await pickedAndUndone(reader, warehouse, since, { begins, lastHour })
  return { lines: all.today - undone.today, lastHour: all.hour - undone.hour }
}

interface Since {
  begins: number
  lastHour: number
}

const within = (at: unknown, { begins, lastHour }: Since) => ({
  today: sql<number>`count(case when ${at} >= ${begins} then 1 end)`.mapWith(Number),
  hour: sql<number>`count(case when ${at} >= ${lastHour} then 1 end)`.mapWith(Number),
})

async function picked({ db, t: { movements: m } }: Reader, warehouse: string, since: number, of: Since) {
  const [found] = await db
    .select(within(m.occurredAt, of))
    .from(m)
    // As it stands in the index.
    .where(and(eq(m.warehouse, warehouse), sql`${m.reason} = 'pick'`, sql`${m.occurredAt} >= ${since}`))
  return found ?? { today: 0, hour: 0 }
}

/** Few: found by what was undone, and not by looking at each pick. A device's clock may have been up to a day ahead. */
async function pickedAndUndone(
  { db, t: { inbox: i, movements: m } }: Reader,
  warehouse: string,
  since: number,
  of: Since,
) {
  const [found] = await db
    .select(within(m.occurredAt, of))
    .from(i)
    .innerJoin(m, and(eq(m.transactionId, i.id), sql`${m.reason} = 'pick'`))
    .where(
      and(
        eq(i.warehouse, warehouse),
        // As it stands in the index.
        sql`${i.state} = 'reversed'`,
        sql`${i.receivedAt} >= ${since - DAY_MS}`,
        sql`${m.occurredAt} >= ${since}`,
      ),
    )
  return found ?? { today: 0, hour: 0 }
}

/** Of the counts of the last days, in how many nothing was off. */
export async function stockRight(reader: Reader, { warehouse, today, timeZone }: Day) {
  const [month] = spansUntil(today, 1, timeZone, COUNTED_DAYS)
  const [found] = await binsRight(reader, warehouse, [month as Span])
  return { days: COUNTED_DAYS, bins: found?.bins ?? 0, right: found?.right ?? 0 }
}

/** Orders of which something left, by the day on which it did. */
export async function shippedByDay(reader: Reader, { warehouse, today, timeZone }: Day) {
  const spans = spansUntil(today, FORTNIGHT, timeZone)
  const rows = await rawRows<{ day: string; orders: number | string }>(
    reader,
    sql`with spans(day, begins, ends) as (values ${spanRows(spans)})
      select spans.day, count(distinct s.order_id) as orders from spans cross join shipments s
      where s.warehouse = ${warehouse} and s.shipped_at >= spans.begins and s.shipped_at < spans.ends
      group by spans.day`,
  )
  const known = new Map(rows.map(({ day, orders }) => [day, Number(orders)]))
  return spans.map(({ day }) => ({ day, orders: known.get(day) ?? 0 }))
}
