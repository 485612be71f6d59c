/**
 * Lots that are history: nothing of them is in the house or on its way, nothing has moved for long, and nobody has a question
 * open about them. Only whole lots are archived, with all that ever moved of them: then every balance that stays still follows
 * from its movements, and a trace finds a lot either here or there.
 */
import { type SQL, sql } from 'drizzle-orm'
import { grouped } from '../../shared/rules/grouped.ts'
import { IN_TRANSIT } from '../../shared/rules/places.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import { rawRows } from '../db/rows.ts'
import type { OrderStatus } from '../db/tables/orders.ts'
import type { Reader } from '../db/work.ts'
import type { LotName } from '../lots/genealogy.ts'

/** All warehouses are named, for the sake of indexes: what is open is found without the years that are not. */
const ANYWHERE = sql`warehouse in (select code from warehouses)`

const OPEN_ORDERS: Record<Exclude<OrderStatus, 'shipped' | 'cancelled'>, true> = {
  committed: true,
  released: true,
  picked: true,
  backordered: true,
  planned: true,
}
const OPEN = sql.join(
  Object.keys(OPEN_ORDERS).map((status) => sql`${status}`),
  sql`, `,
)

/**
 * Of `lots` as `l`. `before`: UTC milliseconds; what has moved since is no history. What is on its way was sent from one warehouse
 * and has not come to another: of what has come, both keep their side.
 */
const isClosed = (before: number): SQL => sql`l.lot <> '' and l.received_at < ${before} and l.hold_reason is null
  and not exists (select 1 from stock s where s.warehouse in (select code from warehouses) and s.sku = l.sku and s.lot = l.lot
    and s.in_house and (s.quantity <> 0 or s.allocated <> 0 or s.suspect <> 0))
  and 0 = (select coalesce(sum(s.quantity), 0) from stock s where s.warehouse in (select code from warehouses) and s.sku = l.sku
    and s.lot = l.lot and s.location = ${IN_TRANSIT})
  and not exists (select 1 from movements m where m.warehouse in (select code from warehouses) and m.sku = l.sku and m.lot = l.lot
    and (m.recorded_at >= ${before} or m.order_id in (select id from orders where ${ANYWHERE}
        and status in (${OPEN}) union all
      select order_id from returns where ${ANYWHERE} and state in ('expected', 'received') and order_id is not null union all
      select order_id from exceptions where ${ANYWHERE} and state = 'open' and order_id is not null)
      or m.transaction_id in (select transaction_id from exceptions where ${ANYWHERE} and state = 'open' and transaction_id is not null)))
  and not exists (select 1 from holds h where h.sku = l.sku and h.lot = l.lot and (h.lifted_at is null or h.lifted_at >= ${before}))
  and not exists (select 1 from transfer_goods g where g.sku = l.sku and g.lot = l.lot and g.sent <> g.received + g.lost)
  and not exists (select 1 from returned_goods r where r.sku = l.sku and r.lot = l.lot and r.inspected < r.quantity)
  and not exists (select 1 from recosts c where c.sku = l.sku and c.lot = l.lot)
  and not exists (select 1 from landed_costs b where b.sku = l.sku and b.lot = l.lot and b.at >= ${before})
  and (l.sku, l.lot) not in (select sku, lot from allocations union all
    select sku, lot from tasks where ${ANYWHERE} and state = 'open' union all
    select sku, lot from inspections where state = 'waiting' union all
    select sku, lot from count_lines where state in ('recount', 'pending', 'disturbed') union all
    select sku, lot from exceptions where state = 'open' and sku is not null and lot is not null)`

/** Nothing need have moved. Not asked again of a few lots: what is counted meanwhile is said of them, and keeps them. */
const countedSince = (
  before: number,
): SQL => sql`select n.sku, n.lot from counts c join count_lines n on n.count_id = c.id
  where c.warehouse in (select code from warehouses) and c.recorded_at >= ${before}`

/** Lots that were made of each other: they go together or not at all. */
export interface Related {
  lots: LotName[]
  movements: number
}

/** One statement names them all, and one unit lets go of them: what is related to more stays. */
const MOST_RELATED = 2_000

export async function closedLots(reader: Reader, before: number): Promise<Related[]> {
  const closed = await rawRows<LotName & { movements: number | string }>(
    reader,
    sql`select l.sku, l.lot, (select count(*) from movements m where m.warehouse in (select code from warehouses)
      and m.sku = l.sku and m.lot = l.lot) as movements from lots l where ${isClosed(before)}
      and (l.sku, l.lot) not in (${countedSince(before)}) order by l.sku, l.lot`,
  )
  const made = await rawRows<LotName & { id: string }>(
    reader,
    sql`select t.transaction_id as id, l.sku, l.lot from transformations t
      join transformation_lines l on l.transaction_id = t.transaction_id where t.occurred_at < ${before}`,
  )
  const names = new Map(closed.map((name) => [lotKey(name.sku, name.lot), name]))
  return [...families(made, names.keys()).values()].flatMap((keys) => {
    const found = keys.flatMap((key) => names.get(key) ?? [])
    if (found.length < keys.length || found.length > MOST_RELATED) return []
    const movements = found.reduce((sum, one) => sum + Number(one.movements), 0)
    return [{ lots: found.map(({ sku, lot }) => ({ sku, lot })), movements }]
  })
}

/** Of these, those that still are closed: between two looks one may have come back. */
export async function stillClosed(reader: Reader, lots: readonly LotName[], before: number): Promise<boolean> {
  const rows = await rawRows<LotName>(
    reader,
    sql`select l.sku, l.lot from lots l where (l.sku, l.lot) in (values ${namesOf(lots)}) and ${isClosed(before)}`,
  )
  return rows.length === lots.length
}

/** For `(sku, lot) in (values …)`. */
export const namesOf = (lots: readonly LotName[]): SQL =>
  sql.join(
    lots.map(({ sku, lot }) => sql`(${sku}, ${lot})`),
    sql`, `,
  )

/** Keys of lots by the transformations that link them; one that no transformation names is by itself. */
function families(made: readonly (LotName & { id: string })[], all: Iterable<string>): Map<string, string[]> {
  const parent = new Map<string, string>()
  const rootOf = (key: string): string => {
    let root = key
    for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next
    // What was walked is short the next time.
    for (let at = key; at !== root; ) {
      const next = parent.get(at) ?? root
      parent.set(at, root)
      at = next
    }
    return root
  }
  const first = new Map<string, string>()
  const keys = new Set(all)
  for (const { id, sku, lot } of made) {
    const key = lotKey(sku, lot)
    keys.add(key)
    const other = rootOf(first.get(id) ?? key)
    first.set(id, key)
    if (other !== rootOf(key)) parent.set(rootOf(key), other)
  }
  return grouped(keys, rootOf)
}
