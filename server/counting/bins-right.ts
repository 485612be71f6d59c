/**
 * Of what was counted in some time, how much the ledger had right: a place, or an item or lot in it, is right where nothing
 * in it was off. As in `accuracy.ts` each balance is judged once, by what was found last; here the database does the sums, and looks
 * only at lines that were off or are set aside: an index has no others.
 */
import { sql } from 'drizzle-orm'
import { type Span, spanRows } from '../availability/local-days.ts'
import { rawRows } from '../db/rows.ts'
import type { Reader } from '../db/work.ts'

export interface BinsRight {
  /** First day of the time. */
  day: string
  bins: number
  right: number
}

/** In the order of the spans; one in which nothing was counted has no bins. */
export async function binsRight(reader: Reader, warehouse: string, spans: readonly Span[]): Promise<BinsRight[]> {
  const rows = await rawRows<{ day: string; bins: number | string; found_right: number | string }>(
    reader,
    // By count: 2 where something was off, 1 where something is set aside, else nothing or 0.
    sql`with spans(day, begins, ends) as (values ${spanRows(spans)}),
      looked as (
        select spans.day, c.id, (
          select max(case when l.state in ('disturbed', 'superseded') then 1 when l.state = 'kept' then 0 else 2 end)
          from count_lines l where l.warehouse = c.warehouse and l.count_id = c.id
            and (l.counted <> l.expected or l.state in ('disturbed', 'superseded'))) as worst
        from spans cross join counts c
        where c.warehouse = ${warehouse} and c.recorded_at >= spans.begins and c.recorded_at < spans.ends and not c.reversed)
      select day, count(*) as bins, sum(case when worst = 2 then 0 else 1 end) as found_right from looked
        where coalesce(worst, 0) <> 1 or exists (
          select 1 from count_lines k where k.count_id = looked.id and k.state not in ('disturbed', 'superseded'))
        group by day`,
  )
  const known = new Map(rows.map((row) => [row.day, row]))
  return spans.map(({ day }) => {
    const row = known.get(day)
    return { day, bins: Number(row?.bins ?? 0), right: Number(row?.found_right ?? 0) }
  })
}
