/** Where the units of lots are now: by the balances, the virtual places among them. */
import { type SQL, sql } from 'drizzle-orm'
import { ADJUSTMENT, IN_TRANSIT, isVirtual, SCRAP } from '../../shared/rules/places.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import { rawRows } from '../db/rows.ts'
import type { Reader } from '../db/work.ts'
import type { LotName } from './genealogy.ts'
import { affectedBy, inGroups } from './many-lots.ts'

export interface Place {
  warehouse: string
  location: string
  status: string
  quantity: number
}

export interface Whereabouts extends LotName {
  /** In the house, in every warehouse. */
  onHand: number
  places: Place[]
  inTransit: number
  scrapped: number
  /** Found beyond what the books said; negative: missing. Opening balances count as found. */
  adjusted: number
}

interface Balance extends LotName, Omit<Place, 'quantity'> {
  quantity: number | string
}

export const balancesQuery = (lots: readonly LotName[]): SQL =>
  sql`${affectedBy(lots)}
    select stock.sku, stock.lot, stock.warehouse, stock.location, stock.status, stock.quantity
    from affected cross join warehouses cross join stock
    where stock.warehouse = warehouses.code and stock.sku = affected.sku and stock.lot = affected.lot and stock.quantity <> 0
    order by stock.sku, stock.lot, stock.warehouse, stock.location, stock.status`

/** By `lotKey`; every lot that was asked for is in it. */
export async function whereaboutsOf(reader: Reader, lots: readonly LotName[]): Promise<Map<string, Whereabouts>> {
  const found = new Map(
    lots.map(({ sku, lot }): [string, Whereabouts] => [
      lotKey(sku, lot),
      { sku, lot, onHand: 0, places: [], inTransit: 0, scrapped: 0, adjusted: 0 },
    ]),
  )
  for (const row of await inGroups(lots, (group) => rawRows<Balance>(reader, balancesQuery(group)))) {
    const whereabouts = found.get(lotKey(row.sku, row.lot))
    if (whereabouts) addBalance(whereabouts, row)
  }
  return found
}

function addBalance(whereabouts: Whereabouts, { warehouse, location, status, quantity: kept }: Balance): void {
  const quantity = Number(kept)
  if (!isVirtual(location)) {
    whereabouts.onHand += quantity
    whereabouts.places.push({ warehouse, location, status, quantity })
  } else if (location === IN_TRANSIT) whereabouts.inTransit += quantity
  else if (location === SCRAP) whereabouts.scrapped += quantity
  else if (location === ADJUSTMENT) whereabouts.adjusted -= quantity
}
