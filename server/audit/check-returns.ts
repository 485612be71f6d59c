/** What came back is what the ledger says came back; each unit of it is through, waits for somebody who is told, or is to be inspected. */
import { sql } from 'drizzle-orm'
import { CUSTOMER } from '../../shared/rules/places.ts'
import type { Check } from './audit.ts'
import { rowsOf } from './rows.ts'

export const checkReturns: Check = async (reader, now) => [
  ...(await consignedDiffers(reader, now)),
  ...(await inspectedDiffers(reader, now)),
  ...(await linesDiffer(reader, now)),
  ...(await waitingUnnamed(reader, now)),
  ...(await unfinished(reader, now)),
  ...(await reworkUnasked(reader, now)),
]

/** Kept sums against the ledger's own lines. */
const consignedDiffers: Check = async (reader) => {
  const rows = await rowsOf<{ warehouse: string; sku: string; lot: string; channel: string; n_off: number }>(
    reader,
    sql`select warehouse, sku, lot, channel, sum(units) as n_off from (
      select warehouse, sku, lot, channel, shipped - returned as units from consigned
      union all select warehouse, sku, lot, coalesce(channel, ''), -quantity from movements where to_location = ${CUSTOMER}
      union all select warehouse, sku, lot, coalesce(channel, ''), quantity from movements where from_location = ${CUSTOMER}
    ) as both_sides group by warehouse, sku, lot, channel having sum(units) <> 0`,
  )
  return rows.map(
    (r) =>
      `What ${r.channel || 'no known channel'} was sent of ${r.sku}/${r.lot} from ${r.warehouse} differs from the ledger by ${r.n_off}.`,
  )
}

const inspectedDiffers: Check = async (reader) => {
  const rows = await rowsOf<{ id: string; n_inspected: number; n_parts: number; n_quantity: number }>(
    reader,
    sql`select g.id, g.inspected as n_inspected, g.quantity as n_quantity, coalesce(sum(p.quantity), 0) as n_parts
      from returned_goods g left join inspection_parts p on p.returned_id = g.id
      group by g.id, g.inspected, g.quantity
      having g.inspected <> coalesce(sum(p.quantity), 0) or g.inspected > g.quantity or g.quantity < 0`,
  )
  return rows.map(
    (r) =>
      `Of the ${r.n_quantity} returned with ${r.id}, ${r.n_inspected} count as inspected, but inspections speak of ${r.n_parts}.`,
  )
}

const linesDiffer: Check = async (reader) => {
  const rows = await rowsOf<{ return_id: string; sku: string; n_off: number }>(
    reader,
    sql`select return_id, sku, sum(units) as n_off from (
      select return_id, sku, received as units from return_lines
      union all select return_id, sku, -quantity from returned_goods
    ) as both_sides group by return_id, sku having sum(units) <> 0`,
  )
  return rows.map((r) => `Return ${r.return_id} counts ${r.n_off} more of ${r.sku} than came in with it.`)
}

/** Goods that wait are named by an exception, so that somebody lets them go. */
const waitingUnnamed: Check = async (reader) => {
  const rows = await rowsOf<{ id: string; sku: string; waits_for: string | null }>(
    reader,
    sql`select id, sku, waits_for from inspections i where state = 'waiting' and not exists (
      select 1 from exceptions e where e.warehouse = i.warehouse and e.subject = i.id and e.state = 'open'
        and e.type in ('disposition-stopped', 'scrap-approval', 'documents-missing'))`,
  )
  return rows.map((r) => `Inspection ${r.id} of ${r.sku} waits for ${r.waits_for ?? 'nothing'}, and nobody is told.`)
}

const unfinished: Check = async (reader) => {
  const rows = await rowsOf<{ id: string; state: string; n_quantity: number; n_carried: number }>(
    reader,
    sql`select id, state, quantity as n_quantity, carried_out as n_carried from inspections
      where carried_out > quantity or (state = 'done' and carried_out <> quantity)
        or (state = 'waiting' and (carried_out = quantity or waits_for is null))`,
  )
  return rows.map((r) => `Inspection ${r.id} is ${r.state}, with ${r.n_carried} of ${r.n_quantity} carried out.`)
}

/** What waits to be made good is asked for, unit by unit. */
const reworkUnasked: Check = async (reader) => {
  const rows = await rowsOf<{ warehouse: string; sku: string; lot: string; location: string; n_off: number }>(
    reader,
    sql`select warehouse, sku, lot, location, sum(units) as n_off from (
      select warehouse, sku, lot, location, quantity as units from stock where status = 'rework' and in_house and quantity > 0
      union all select warehouse, sku, lot, location, done - quantity from tasks where kind = 'rework' and state = 'open'
    ) as both_sides group by warehouse, sku, lot, location having sum(units) <> 0`,
  )
  return rows.map(
    (r) => `${r.n_off} of ${r.sku}/${r.lot} at ${r.warehouse} ${r.location} wait for rework, and nobody is asked.`,
  )
}
