/** How long numbers took to reach a platform, day by day: from a change of stock to its confirmation. */
import { sql } from 'drizzle-orm'
import { timeZoneOf, todayIn } from '../availability/local-date.ts'
import { spanRows, spansUntil } from '../availability/local-days.ts'
import { rawRows } from '../db/rows.ts'
import type { Reader } from '../db/work.ts'
import { CONFIRMATIONS_KEPT_DAYS } from './follow.ts'

export interface LagOfDay {
  day: string
  /** Milliseconds, by nearest rank: half took no longer than `p50`, 99 of 100 no longer than `p99`. */
  p50: number
  p99: number
  /** Confirmations. */
  of: number
}

/** As far back as confirmations are kept, the oldest first; a day without any is left out. */
export async function lagByDay(
  reader: Reader,
  { id, warehouse }: { id: string; warehouse: string },
  now: number,
): Promise<LagOfDay[]> {
  const today = await todayIn(reader, warehouse, now)
  const spans = spansUntil(today, CONFIRMATIONS_KEPT_DAYS, await timeZoneOf(reader, warehouse))
  const rows = await rawRows<{ day: string; total: number | string; p50: number | string; p99: number | string }>(
    reader,
    sql`with spans(day, begins, ends) as (values ${spanRows(spans)}),
      lags as (
        select spans.day, p.confirmed_at - p.since as lag from spans cross join publications p
        where p.connector_id = ${id} and p.confirmed_at >= spans.begins and p.confirmed_at < spans.ends),
      ranked as (
        select day, lag, row_number() over (partition by day order by lag) - 1 as place, count(*) over (partition by day) as total
        from lags)
      select day, max(total) as total, max(case when place = total * 50 / 100 then lag end) as p50,
        max(case when place = total * 99 / 100 then lag end) as p99
      from ranked group by day order by day`,
  )
  return rows.map(({ day, total, p50, p99 }) => ({ day, p50: Number(p50), p99: Number(p99), of: Number(total) }))
}
