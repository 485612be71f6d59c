/** Every balance is the sum of its movements; all balances of a lot, virtual ones included, sum to zero; so does the shelf. */
import { sql } from 'drizzle-orm'
import { keyOf } from '../../shared/wire/pull.ts'
import type { Check } from './audit.ts'
import { rowsOf } from './rows.ts'

export const checkLedger: Check = async (reader) => [
  ...(await balancesDiffer(reader, 0)),
  ...(await lotsDoNotSumToZero(reader, 0)),
  ...(await shelfDiffers(reader, 0)),
  ...(await negativesUnnamed(reader, 0)),
]

const balancesDiffer: Check = async (reader) => {
  const rows = await rowsOf<{
    warehouse: string
    sku: string
    lot: string
    location: string
    status: string
    n_moved: number
    n_kept: number
  }>(
    reader,
    sql`select warehouse, sku, lot, location, status, sum(moved) as n_moved, sum(kept) as n_kept from (
      select warehouse, sku, lot, to_location as location, to_status as status, quantity as moved, 0 as kept from movements
      union all select warehouse, sku, lot, from_location, from_status, -quantity, 0 from movements
      union all select warehouse, sku, lot, location, status, 0, quantity from stock
    ) as lines group by warehouse, sku, lot, location, status having sum(moved) <> sum(kept)`,
  )
  return rows.map(
    (r) =>
      `Balance of ${r.sku}/${r.lot} at ${r.warehouse} ${r.location} (${r.status}) is ${r.n_kept}; its movements give ${r.n_moved}.`,
  )
}

const lotsDoNotSumToZero: Check = async (reader) => {
  const rows = await rowsOf<{ sku: string; lot: string; n_sum: number }>(
    reader,
    sql`select sku, lot, sum(quantity) as n_sum from stock group by sku, lot having sum(quantity) <> 0`,
  )
  return rows.map((r) => `Balances of ${r.sku}/${r.lot} sum to ${r.n_sum}, not to zero.`)
}

/** The shelf is kept from the balances, for decisions; a difference would promise what is not there. */
const shelfDiffers: Check = async (reader) => {
  const rows = await rowsOf<{
    warehouse: string
    sku: string
    expires_on: string
    n_sellable: number
    n_allocated: number
  }>(
    reader,
    sql`select warehouse, sku, expires_on, sum(sellable) as n_sellable, sum(allocated) as n_allocated from (
      select warehouse, sku, expires_on, quantity - suspect as sellable, allocated from stock where sellable
      union all select warehouse, sku, expires_on, -sellable, -allocated from shelf
    ) as lines group by warehouse, sku, expires_on having sum(sellable) <> 0 or sum(allocated) <> 0`,
  )
  return rows.map(
    (r) =>
      `The shelf of ${r.sku} expiring ${r.expires_on} in ${r.warehouse} differs by ${r.n_sellable} sellable and ${r.n_allocated} allocated.`,
  )
}

const SEPARATOR = keyOf('', '')

const negativesUnnamed: Check = async (reader) => {
  const rows = await rowsOf<{
    warehouse: string
    sku: string
    lot: string
    location: string
    status: string
    n_quantity: number
  }>(
    reader,
    sql`select warehouse, sku, lot, location, status, quantity as n_quantity from stock where in_house and quantity < 0 and not exists (
      select 1 from exceptions e where e.state = 'open' and e.type = 'negative-stock' and e.warehouse = stock.warehouse
        and e.subject = stock.sku || ${SEPARATOR} || stock.lot || ${SEPARATOR} || stock.location || ${SEPARATOR} || stock.status)`,
  )
  return rows.map(
    (r) =>
      `${r.sku}/${r.lot} at ${r.warehouse} ${r.location} (${r.status}) is ${r.n_quantity} and no open exception says so.`,
  )
}
