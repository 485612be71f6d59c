/** Transformations are linked: each has made something, its lines are what its movements moved, and value is conserved. */
import { sql } from 'drizzle-orm'
import { PRODUCTION } from '../../shared/rules/places.ts'
import type { Check } from './audit.ts'
import { rowsOf } from './rows.ts'

export const checkTransformations: Check = async (reader) => [
  ...(await madeNothing(reader, 0)),
  ...(await linesDiffer(reader, 0)),
  ...(await valueIsLost(reader, 0)),
]

const madeNothing: Check = async (reader) => {
  const rows = await rowsOf<{ transaction_id: string }>(
    reader,
    sql`select transaction_id from transformations where not exists (
      select 1 from transformation_lines l where l.transaction_id = transformations.transaction_id and l.side = 'produced')`,
  )
  return rows.map((r) => `Transformation ${r.transaction_id} has made nothing.`)
}

/** Both ways: a making that nobody told of would be followed by no hold and no recall. What was undone has no lines. */
const linesDiffer: Check = async (reader) => {
  const rows = await rowsOf<{ transaction_id: string; side: string; sku: string; lot: string; n_moved: number }>(
    reader,
    sql`select transaction_id, side, sku, lot, sum(moved) as n_moved from (
      select transaction_id, case when to_location = ${PRODUCTION} then 'consumed' else 'produced' end as side, sku, lot, quantity as moved
        from movements where border and (to_location = ${PRODUCTION} or from_location = ${PRODUCTION}) and reason <> 'reverse'
          and not exists (select 1 from inbox where inbox.id = movements.transaction_id and inbox.state = 'reversed')
      union all select transaction_id, side, sku, lot, -quantity from transformation_lines
    ) as lines group by transaction_id, side, sku, lot having sum(moved) <> 0`,
  )
  return rows.map(
    (r) => `Transaction ${r.transaction_id} moved ${r.n_moved} more of ${r.sku}/${r.lot} than it says was ${r.side}.`,
  )
}

/** Where each cost of what went in is known, in one currency, what came out cost the same; otherwise its cost is not known. */
const valueIsLost: Check = async (reader) => {
  const rows = await rowsOf<{ transaction_id: string; n_consumed: number | null; n_produced: number | null }>(
    reader,
    sql`select transaction_id, sum(consumed) as n_consumed, sum(produced) as n_produced from (
      select transaction_id, cost_currency,
        case when side = 'consumed' then cost else 0 end as consumed, case when side = 'produced' then cost else 0 end as produced,
        case when side = 'consumed' then 1 else 0 end as used, case when cost is null then 1 else 0 end as unknown,
        case when side = 'consumed' and cost is null then 1 else 0 end as used_unknown
      from transformation_lines
    ) as lines group by transaction_id
    having sum(used) > 0 and sum(used_unknown) = 0 and count(distinct cost_currency) = 1
      and (sum(unknown) > 0 or sum(consumed) <> sum(produced))`,
  )
  return rows.map(
    (r) =>
      `Transformation ${r.transaction_id} used up goods for ${r.n_consumed} and made goods for ${r.n_produced ?? 'nothing known'}.`,
  )
}
