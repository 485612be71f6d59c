/** Allocations do not exceed their stock, and committed + allocated + protected ≤ sellable: or an open exception names it. */
import { sql } from 'drizzle-orm'
import { localDate } from '../availability/local-date.ts'
import { readPool } from '../availability/pool.ts'
import type { Reader } from '../db/work.ts'
import type { Check } from './audit.ts'
import { rowsOf } from './rows.ts'

export const checkPromises: Check = async (reader, now) => {
  const warehouses = await rowsOf<{ code: string; time_zone: string }>(
    reader,
    sql`select code, time_zone from warehouses`,
  )
  const findings = await allocatedBeyondStock(reader, now)
  for (const { code, time_zone } of warehouses) {
    const today = localDate(now, time_zone)
    findings.push(...(await promisedBeyondStock(reader, code, today)), ...(await riskUnnamed(reader, code, today)))
  }
  return findings
}

/** A protection counts until its last day; what is left of it after that is shared. */
async function promisedBeyondStock(reader: Reader, warehouse: string, today: string): Promise<string[]> {
  const rows = await rowsOf<{ sku: string; n_over: number }>(
    reader,
    sql`select sku, -sum(units) as n_over from (
      select sku, sellable as units, 0 as promised from shelf where warehouse = ${warehouse} and expires_on >= ${today}
      union all select sku, -(committed + allocated + counted), committed + allocated + counted from (
        select sku, committed, allocated, case when until is not null and until < ${today} then 0 else protected end as counted
        from claims where warehouse = ${warehouse}) as claimed
    ) as parts group by sku having sum(units) < 0 and sum(promised) > 0 and not exists (
      select 1 from exceptions e where e.state = 'open' and e.type in ('at-risk', 'protection-short') and e.warehouse = ${warehouse} and e.subject = parts.sku)`,
  )
  return rows.map(
    (r) => `${r.n_over} of ${r.sku} in ${warehouse} are promised beyond sellable stock, and no open exception says so.`,
  )
}

/** Where a channel asks for shelf life, committed units can be at risk although there is stock enough. */
async function riskUnnamed(reader: Reader, warehouse: string, today: string): Promise<string[]> {
  const rows = await rowsOf<{ sku: string }>(
    reader,
    sql`select distinct sku from claims join channels on channels.channel = claims.channel
      where warehouse = ${warehouse} and committed > 0 and min_shelf_life_days > 0 and not exists (
        select 1 from exceptions e where e.state = 'open' and e.type = 'at-risk' and e.warehouse = ${warehouse} and e.subject = claims.sku)`,
  )
  const findings: string[] = []
  for (const { sku } of rows) {
    const { atRisk } = await readPool(reader, { warehouse, sku, today })
    if (atRisk > 0) findings.push(`${atRisk} of ${sku} in ${warehouse} are at risk, and no open exception says so.`)
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
