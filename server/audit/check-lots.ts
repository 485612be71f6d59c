/** A lot is held as long as a hold on it is in force; what stock keeps of its lot is what the lot says; its bills sum up. */
import { sql } from 'drizzle-orm'
import { NEVER } from '../../shared/rules/rotation.ts'
import type { Check } from './audit.ts'
import { rowsOf } from './rows.ts'

export const checkLots: Check = async (reader) => [
  ...(await holdsDiffer(reader, 0)),
  ...(await sellableDiffers(reader, 0)),
  ...(await rotationDiffers(reader, 0)),
  ...(await landedDiffers(reader, 0)),
]

const holdsDiffer: Check = async (reader) => {
  const unfounded = await rowsOf<{ sku: string; lot: string }>(
    reader,
    sql`select sku, lot from lots where hold_reason is not null and not exists (
      select 1 from holds h where h.sku = lots.sku and h.lot = lots.lot and h.lifted_at is null)`,
  )
  const unheeded = await rowsOf<{ sku: string; lot: string }>(
    reader,
    sql`select distinct holds.sku, holds.lot from holds left join lots on lots.sku = holds.sku and lots.lot = holds.lot
      where holds.lifted_at is null and lots.hold_reason is null`,
  )
  return [
    ...unfounded.map((r) => `Lot ${r.lot} of ${r.sku} is held, but no hold on it is in force.`),
    ...unheeded.map((r) => `A hold on lot ${r.lot} of ${r.sku} is in force, but the lot is not held.`),
  ]
}

interface StockPlace extends Record<string, unknown> {
  warehouse: string
  sku: string
  lot: string
  location: string
  status: string
}

const words = (r: StockPlace): string => `${r.sku}/${r.lot} at ${r.warehouse} ${r.location} (${r.status})`

/** As `isSellable` says it. */
const sellableDiffers: Check = async (reader) => {
  const rows = await rowsOf<StockPlace>(
    reader,
    sql`select stock.warehouse, stock.sku, stock.lot, stock.location, stock.status from stock
      join items on items.sku = stock.sku
      left join lots on lots.sku = stock.sku and lots.lot = stock.lot
      left join locations on locations.warehouse = stock.warehouse and locations.code = stock.location
      where stock.in_house and (case when stock.sellable then 1 else 0 end) <> (case
        when stock.status <> 'available' or coalesce(locations.blocked, 1 = 0) then 0
        when items.lot_tracked and stock.lot = '' then 0
        when lots.hold_reason is not null then 0
        when coalesce(lots.confirmed, not items.lot_tracked) then 1 else 0 end)`,
  )
  return rows.map((r) => `Whether ${words(r)} is sellable differs from what item, lot and location say.`)
}

/** A receipt of before 1970 sorts as of 1970. */
const rotationDiffers: Check = async (reader) => {
  const received = sql`cast(case when coalesce(lots.received_at, 0) > 0 then lots.received_at else 0 end as text)`
  const fifo = sql`substr('00000000000000' || ${received}, length(${received}) + 1)`
  const expires = sql`coalesce(lots.expires_on, ${NEVER})`
  const rows = await rowsOf<StockPlace>(
    reader,
    sql`select stock.warehouse, stock.sku, stock.lot, stock.location, stock.status from stock
      join items on items.sku = stock.sku
      left join lots on lots.sku = stock.sku and lots.lot = stock.lot
      where stock.in_house and (stock.expires_on <> ${expires}
        or stock.rotation <> case when items.rotation = 'fifo' then ${fifo} else ${expires} || ' ' || ${fifo} end)`,
  )
  return rows.map((r) => `When ${words(r)} must leave differs from what its lot says.`)
}

/** What it cost to get a lot here is the sum of its bills. */
const landedDiffers: Check = async (reader) => {
  const rows = await rowsOf<{ sku: string; lot: string; n_total: number; n_added: number }>(
    reader,
    sql`select lots.sku, lots.lot, lots.landed_total as n_total, coalesce(sum(c.added), 0) as n_added from lots
      left join landed_costs c on c.sku = lots.sku and c.lot = lots.lot
      group by lots.sku, lots.lot, lots.landed_total having lots.landed_total <> coalesce(sum(c.added), 0)`,
  )
  return rows.map((r) => `Lot ${r.lot} of ${r.sku} has ${r.n_total} of landed cost; its bills sum to ${r.n_added}.`)
}
