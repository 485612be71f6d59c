/** Allocations do not exceed their stock, and committed + allocated + protected ≤ sellable: or an open exception names it. */
import { sql } from 'drizzle-orm'
import { localDate } from '../availability/local-date.ts'
import type { Check } from './audit.ts'
import { rowsOf } from './rows.ts'

export const checkPromises: Check = async (reader, now) => {
  const warehouses = await rowsOf<{ code: string; time_zone: string }>(
    reader,
    sql`select code, time_zone from warehouses`,
  )
  const findings = await allocatedBeyondStock(reader, now)
  for (const { code, time_zone } of warehouses) {
    const rows = await rowsOf<{ sku: string; n_over: number }>(
      reader,
      sql`select sku, -sum(units) as n_over from (
        select sku, sellable as units, 0 as promised from shelf where warehouse = ${code} and expires_on >= ${localDate(now, time_zone)}
        union all select sku, -(committed + allocated + protected), committed + allocated + protected from claims where warehouse = ${code}
      ) as parts group by sku having sum(units) < 0 and sum(promised) > 0 and not exists (
        select 1 from exceptions e where e.state = 'open' and e.type in ('at-risk', 'protection-short') and e.warehouse = ${code} and e.subject = parts.sku)`,
    )
    findings.push(
      ...rows.map(
        (r) => `${r.n_over} of ${r.sku} in ${code} are promised beyond sellable stock, and no open exception says so.`,
      ),
    )
  }
  return findings
}

const allocatedBeyondStock: Check = async (reader) => {
  const rows = await rowsOf<{ warehouse: string; sku: string; lot: string; location: string; n_over: number }>(
    reader,
    sql`select warehouse, sku, lot, location, allocated + suspect - quantity as n_over from stock
      where in_house and allocated > 0 and allocated > quantity - suspect and not exists (
        select 1 from exceptions e where e.state = 'open' and e.warehouse = stock.warehouse and e.sku = stock.sku and e.type in ('at-risk', 'short-pick', 'negative-stock'))`,
  )
  return rows.map(
    (r) =>
      `${r.n_over} of ${r.sku}/${r.lot} at ${r.warehouse} ${r.location} are allocated beyond what is there, and no open exception says so.`,
  )
}
