/** What counts corrected is what the adjustment location holds, and what they left open somebody is asked. */
import { sql } from 'drizzle-orm'
import { ADJUSTMENT } from '../../shared/rules/places.ts'
import type { Check } from './audit.ts'
import { rowsOf } from './rows.ts'

export const checkCounts: Check = async (reader, now) => [
  ...(await adjustmentsUnaccounted(reader, now)),
  ...(await linesUnposted(reader, now)),
  ...(await doubtsUnnamed(reader, now)),
  ...(await observationsAstray(reader, now)),
  ...(await suspicionsUnasked(reader, now)),
]

const adjustmentsUnaccounted: Check = async (reader) => {
  const rows = await rowsOf<{ warehouse: string; sku: string; lot: string; n_off: number }>(
    reader,
    sql`select warehouse, sku, lot, sum(units) as n_off from (
      select warehouse, sku, lot, quantity as units from adjustments
      union all select warehouse, sku, lot, quantity from stock where location = ${ADJUSTMENT}
    ) as both_sides group by warehouse, sku, lot having sum(units) <> 0`,
  )
  return rows.map(
    (r) => `The adjustments of ${r.sku}/${r.lot} in ${r.warehouse} differ from the ledger's by ${r.n_off}.`,
  )
}

const linesUnposted: Check = async (reader) => {
  const rows = await rowsOf<{ count_id: string; n_off: number }>(
    reader,
    sql`select count_id, sum(units) as n_off from (
      select count_id, adjusted as units from count_lines
      union all select a.transaction_id, -a.quantity from adjustments a join counts c on c.id = a.transaction_id
    ) as both_sides group by count_id having sum(units) <> 0`,
  )
  return rows.map((r) => `Count ${r.count_id} says that it adjusted ${r.n_off} more than the ledger has of it.`)
}

const doubtsUnnamed: Check = async (reader) => {
  const rows = await rowsOf<{ sku: string; location: string; state: string }>(
    reader,
    sql`select l.sku, l.location, l.state from count_lines l join counts c on c.id = l.count_id
      where not c.reversed and ((l.state in ('recount', 'pending') and not exists (
        select 1 from exceptions e where e.state = 'open' and e.type = 'count-variance' and e.warehouse = l.warehouse
          and e.sku = l.sku and e.location = l.location))
      or (l.state in ('recount', 'disturbed') and not exists (
        select 1 from tasks t where t.kind = 'count' and t.state = 'open' and t.warehouse = l.warehouse
          and t.location = l.location and (t.scope = 'location' or t.sku = l.sku))))`,
  )
  return rows.map((r) => `A count of ${r.sku} at ${r.location} is ${r.state}, and nobody is asked.`)
}

const observationsAstray: Check = async (reader) => {
  const rows = await rowsOf<{ location: string }>(
    reader,
    sql`select o.location from observations o left join counts c on c.id = o.count_id where c.id is null or c.reversed`,
  )
  return rows.map((r) => `The newest count of ${r.location} is one that was undone or never made.`)
}

/** What is suspect cannot be sold until somebody looks or decides: somebody must be asked to. */
const suspicionsUnasked: Check = async (reader) => {
  const rows = await rowsOf<{ sku: string; lot: string; location: string; n_suspect: number }>(
    reader,
    sql`select sku, lot, location, suspect as n_suspect from stock s where in_house and suspect <> 0 and (suspect < 0 or (
      not exists (select 1 from tasks t where t.kind = 'count' and t.state = 'open' and t.warehouse = s.warehouse
        and t.location = s.location and (t.scope = 'location' or (t.sku = s.sku and (t.scope = 'item' or t.lot = s.lot))))
      and not exists (select 1 from exceptions e where e.state = 'open' and e.type = 'count-variance'
        and e.warehouse = s.warehouse and e.sku = s.sku and e.lot = s.lot and e.location = s.location)))`,
  )
  return rows.map(
    (r) => `${r.n_suspect} of ${r.sku}/${r.lot} at ${r.location} are suspect, and nobody is asked to count.`,
  )
}
