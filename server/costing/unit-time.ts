/** How long units were in the house: from movements over its border, to the millisecond. */
import { type SQL, sql } from 'drizzle-orm'
import { rawRows } from '../db/rows.ts'
import type { Reader } from '../db/work.ts'

/** UTC milliseconds, the end not included. */
export interface Span {
  begin: number
  end: number
}

/**
 * Unit-milliseconds of each of these items in the house within the span; an item that never was there may be missing.
 *
 * Had nothing moved since the span began, all that is there now were there for all of it. Each movement over the border since
 * takes away what came in by it for the time before, and adds what went out: the whole span where it was after the end.
 * So it reads what moved since, and no balance of the past is needed.
 */
export async function unitTimes(
  reader: Reader,
  warehouse: string,
  { begin, end }: Span,
  skus: readonly string[],
): Promise<Map<string, bigint>> {
  if (skus.length === 0) return new Map()
  // Bound by their type: SQLite takes a large number of JavaScript for a fraction.
  const whole = (value: number) => sql`cast(${value} as bigint)`
  const [first, span] = [whole(begin), whole(end - begin)]
  const listed = sql.join(
    skus.map((sku) => sql`${sku}`),
    sql`, `,
  )
  const isOut = (location: SQL) => sql`case when substr(${location}, 1, 1) = '@' then 1 else 0 end`
  // Where the warehouse is asked for as text that is reckoned, the index of what crossed the border is read, not every move.
  const rows = await rawRows<{ sku: string; unit_ms: string }>(
    reader,
    sql`select sku, cast(sum(ms) as text) as unit_ms from (
      select sku, sum(quantity) * ${span} as ms from stock
      where warehouse = ${warehouse} and in_house and sku in (${listed}) group by sku
      union all
      select m.sku, sum(m.quantity * (${isOut(sql`m.to_location`)} - ${isOut(sql`m.from_location`)})
        * case when m.occurred_at - ${first} < ${span} then m.occurred_at - ${first} else ${span} end) as ms
      from movements m
      where m.sku in (${listed}) and m.border and m.occurred_at > ${first} and m.warehouse || '' = ${warehouse}
      group by m.sku) as parts
    group by sku`,
  )
  return new Map(rows.map(({ sku, unit_ms }) => [sku, BigInt(unit_ms)]))
}
