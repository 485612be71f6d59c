/** What is on its way between warehouses is what was sent and has not come; a difference that nobody named hides a loss. */
import { sql } from 'drizzle-orm'
import { IN_TRANSIT } from '../../shared/rules/places.ts'
import { subjectOf, TYPE } from '../transfers/differences.ts'
import type { Check } from './audit.ts'
import { rowsOf } from './rows.ts'

export const checkTransfers: Check = async (reader) => [
  ...(await roadDiffers(reader, 0)),
  ...(await statesDiffer(reader, 0)),
  ...(await surplusUnnamed(reader, 0)),
]

const roadDiffers: Check = async (reader) => {
  const rows = await rowsOf<{ sku: string; lot: string; n_stock: number; n_book: number }>(
    reader,
    sql`select sku, lot, sum(stock) as n_stock, sum(book) as n_book from (
      select sku, lot, quantity as stock, 0 as book from stock where location = ${IN_TRANSIT}
      union all select sku, lot, 0, sent - received - lost from transfer_goods
    ) as lines group by sku, lot having sum(stock) <> sum(book)`,
  )
  return rows.map(
    (r) => `${r.n_stock} of ${r.sku}/${r.lot} are on their way between warehouses; the transfers say ${r.n_book}.`,
  )
}

const statesDiffer: Check = async (reader) => {
  const rows = await rowsOf<{ id: string; state: string }>(
    reader,
    sql`select id, state from (
      select t.id, t.state, case when exists (
        select 1 from transfer_goods as g where g.transfer_id = t.id and g.sent <> g.received + g.lost
      ) or exists (
        select 1 from orders as o where o.id = t.id and o.status not in ('shipped', 'cancelled')
      ) then 'open' else 'closed' end as due from transfers as t
    ) as kept where state <> due`,
  )
  return rows.map((r) => `Transfer ${r.id} is ${r.state}, and should not be.`)
}

const surplusUnnamed: Check = async (reader) => {
  const rows = await rowsOf<{ transfer_id: string; sku: string; lot: string }>(
    reader,
    sql`select transfer_id, sku, lot from transfer_goods where received + lost > sent`,
  )
  const named = await rowsOf<{ subject: string }>(
    reader,
    sql`select subject from exceptions where type = ${TYPE} and state = 'open'`,
  )
  const subjects = new Set(named.map(({ subject }) => subject))
  return rows
    .filter(({ transfer_id: transferId, sku, lot }) => !subjects.has(subjectOf({ transferId, sku, lot }, 'surplus')))
    .map(
      (r) => `More of ${r.sku}/${r.lot} came with transfer ${r.transfer_id} than was sent, and no exception says so.`,
    )
}
