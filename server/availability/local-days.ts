/** Local days as spans of time, and as a table that a statement can join. */
import { type SQL, sql } from 'drizzle-orm'
import { beginOf, daysLater } from './local-date.ts'

/** Days or weeks that begin at a local midnight. */
export interface Span {
  /** Its first day, an ISO date. */
  day: string
  /** UTC milliseconds; the end belongs to the next one. */
  begins: number
  ends: number
}

/** So many, one behind the other, the last of which ends with the day `last`. */
export function spansUntil(last: string, count: number, timeZone: string, daysEach = 1): Span[] {
  const firsts = Array.from({ length: count + 1 }, (_, nth) => daysLater(last, 1 - (count - nth) * daysEach))
  const begins = firsts.map((day) => beginOf(day, timeZone))
  return firsts
    .slice(0, -1)
    .map((day, nth) => ({ day, begins: begins[nth] as number, ends: begins[nth + 1] as number }))
}

/** For a `with`: columns day, begins and ends. `cross join` what is looked for in them: SQLite then begins with the few spans. */
export const spanRows = (spans: readonly Span[]): SQL =>
  sql.join(
    spans.map(
      ({ day, begins, ends }) => sql`(cast(${day} as text), cast(${begins} as bigint), cast(${ends} as bigint))`,
    ),
    sql`, `,
  )
