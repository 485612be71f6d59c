/** Lines add up; claims are the sums over lines; allocations are the sums that lines, balances and tasks speak of. */
import { sql } from 'drizzle-orm'
import type { Check } from './audit.ts'
import { rowsOf } from './rows.ts'

export const checkOrders: Check = async (reader) => [
  ...(await linesDoNotAddUp(reader, 0)),
  ...(await claimsDiffer(reader, 0)),
  ...(await lineAllocationsDiffer(reader, 0)),
  ...(await stockAllocationsDiffer(reader, 0)),
  ...(await tasksDiffer(reader, 0)),
]

const linesDoNotAddUp: Check = async (reader) => {
  const rows = await rowsOf<{ id: string }>(
    reader,
    sql`select id from order_lines where committed + backordered + planned + allocated + picked + shipped + cancelled <> quantity
      or drawn < 0 or drawn > committed + allocated + picked or planned < 0 or committed < 0 or backordered < 0 or allocated < 0 or picked < 0 or shipped < 0 or cancelled < 0`,
  )
  return rows.map((r) => `The parts of order line ${r.id} are not its quantity.`)
}

const claimsDiffer: Check = async (reader) => {
  const rows = await rowsOf<{
    warehouse: string
    sku: string
    channel: string
    n_committed: number
    n_allocated: number
    n_backordered: number
    n_planned: number
    n_drawn: number
  }>(
    reader,
    sql`select warehouse, sku, channel, sum(committed) as n_committed, sum(allocated) as n_allocated, sum(backordered) as n_backordered,
      sum(planned) as n_planned, sum(drawn) as n_drawn from (
      select warehouse, sku, channel, committed, allocated + picked as allocated, backordered, planned, drawn from order_lines
      union all select warehouse, sku, channel, -committed, -allocated, -backordered, -planned, -drawn from claims
    ) as parts group by warehouse, sku, channel
      having sum(committed) <> 0 or sum(allocated) <> 0 or sum(backordered) <> 0 or sum(planned) <> 0 or sum(drawn) <> 0`,
  )
  return rows.map(
    (r) =>
      `Claims of ${r.channel} on ${r.sku} in ${r.warehouse} differ from its order lines by ${r.n_committed} committed, ${r.n_allocated} allocated, ${r.n_backordered} backordered, ${r.n_planned} planned, ${r.n_drawn} drawn from protection.`,
  )
}

const lineAllocationsDiffer: Check = async (reader) => {
  const rows = await rowsOf<{ line_id: string; n_directed: number; n_picked: number }>(
    reader,
    sql`select line_id, sum(directed) as n_directed, sum(picked) as n_picked from (
      select id as line_id, allocated as directed, picked from order_lines
      union all select line_id, case when picked then 0 else -quantity end, case when picked then -quantity else 0 end from allocations
    ) as parts group by line_id having sum(directed) <> 0 or sum(picked) <> 0`,
  )
  return rows.map(
    (r) => `Order line ${r.line_id} differs from its allocations by ${r.n_directed} directed and ${r.n_picked} picked.`,
  )
}

const stockAllocationsDiffer: Check = async (reader) => {
  const rows = await rowsOf<{ warehouse: string; sku: string; lot: string; location: string; n_allocated: number }>(
    reader,
    sql`select warehouse, sku, lot, location, sum(allocated) as n_allocated from (
      select warehouse, sku, lot, location, allocated from stock
      union all select warehouse, sku, lot, location, -quantity from allocations
    ) as parts group by warehouse, sku, lot, location having sum(allocated) <> 0`,
  )
  return rows.map(
    (r) =>
      `Stock of ${r.sku}/${r.lot} at ${r.warehouse} ${r.location} differs from its allocations by ${r.n_allocated}.`,
  )
}

/** A pick task stands for one directed allocation: what it still asks for is what is allocated there. */
const tasksDiffer: Check = async (reader) => {
  const rows = await rowsOf<{ line_id: string; lot: string; location: string; n_open: number }>(
    reader,
    sql`select line_id, lot, location, sum(open) as n_open from (
      select line_id, lot, location, quantity - done as open from tasks where kind = 'pick' and state = 'open'
      union all select line_id, lot, location, -quantity from allocations where not picked
    ) as parts group by line_id, lot, location having sum(open) <> 0`,
  )
  return rows.map(
    (r) =>
      `Tasks of order line ${r.line_id} for lot ${r.lot} at ${r.location} differ from its allocation by ${r.n_open}.`,
  )
}
