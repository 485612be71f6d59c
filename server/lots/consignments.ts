/**
 * Who was sent units of lots: one row for each lot and order. A movement with the reason `reverse` mirrors one that did not
 * happen, so it takes away from what was shipped or returned, and is neither itself.
 */
import { type SQL, sql } from 'drizzle-orm'
import { CUSTOMER } from '../../shared/rules/places.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import { rawRows } from '../db/rows.ts'
import type { Reader } from '../db/work.ts'
import type { LotName } from './genealogy.ts'
import { affectedBy, groupsOf, inGroups, listed } from './many-lots.ts'
import { unknownOrders } from './unknown-orders.ts'

export interface Consignment extends LotName {
  channel: string
  orderId: string
  externalId: string
  customer: { id: string; name: string }
  /** What left and was not undone, returned or not. */
  shipped: number
  returned: number
  /** The last shipment, UTC milliseconds; null where all that is known is a return. */
  shippedAt: number | null
}

interface Row {
  n: number
  order_id: string | null
  channel: string | null
  external_id: string | null
  customer: string | Customer | null
  shipped: number | string
  returned: number | string
  shipped_at: number | string | null
  undone: number
}

type Customer = Consignment['customer']

const went = sql`m.to_location = ${sql.raw(`'${CUSTOMER}'`)}`
const came = sql`m.from_location = ${sql.raw(`'${CUSTOMER}'`)}`
const undoes = sql`m.reason = 'reverse'`
const total = (forth: SQL, back: SQL) =>
  sql`sum(case when ${forth} and not ${undoes} then m.quantity when ${back} and ${undoes} then -m.quantity else 0 end)`

/** All of it from the index of movements over the border, but for the names of orders and customers. */
export const consignmentsQuery = (lots: readonly LotName[]): SQL =>
  sql`${affectedBy(lots)}, moved as (
    select affected.n, m.order_id, m.channel, ${total(went, came)} as shipped, ${total(came, went)} as returned,
      max(case when ${went} and not ${undoes} then m.occurred_at end) as shipped_at,
      max(case when ${undoes} then 1 else 0 end) as undone
    from affected cross join movements m
    where m.sku = affected.sku and m.lot = affected.lot and m.border and (${went} or ${came})
    group by affected.n, m.order_id, m.channel)
  select moved.n, moved.order_id, moved.channel, orders.external_id, orders.customer, moved.shipped, moved.returned,
    moved.shipped_at, moved.undone
  from moved left join orders on orders.id = moved.order_id where moved.shipped <> 0 or moved.returned <> 0`

export async function consignmentsOf(reader: Reader, lots: readonly LotName[]): Promise<Consignment[]> {
  const customers = readCustomers()
  const known: Consignment[] = []
  const redated: string[] = []
  let isNameless = false
  for (const group of groupsOf(lots))
    for (const row of await rawRows<Row>(reader, consignmentsQuery(group))) {
      if (row.order_id === null) isNameless = true
      else known.push(consignmentOf(row, group[row.n] as LotName, customers))
      if (row.order_id !== null && Number(row.undone) === 1) redated.push(row.order_id)
    }
  if (redated.length > 0) await dateAgain(reader, lots, redated, known)
  return isNameless ? [...known, ...(await unknownOrders(reader, lots))] : known
}

const consignmentOf = (
  row: Row,
  { sku, lot }: LotName,
  customers: (kept: Row['customer']) => Customer,
): Consignment => ({
  sku,
  lot,
  channel: row.channel ?? '',
  orderId: row.order_id ?? '',
  externalId: row.external_id ?? '',
  customer: customers(row.customer),
  shipped: Number(row.shipped),
  returned: Number(row.returned),
  shippedAt: row.shipped_at === null ? null : Number(row.shipped_at),
})

/** The same customer is met with many orders, and read once. */
function readCustomers(): (kept: Row['customer']) => Customer {
  const read = new Map<string, Customer>()
  return (kept) => {
    if (typeof kept !== 'string') return { id: kept?.id ?? '', name: kept?.name ?? '' }
    const known = read.get(kept)
    if (known) return known
    const { id, name } = JSON.parse(kept) as Customer
    const customer = { id, name }
    read.set(kept, customer)
    return customer
  }
}

/** The last shipment of these orders may be one that was undone: which ones stand only the inbox knows. */
async function dateAgain(
  reader: Reader,
  lots: readonly LotName[],
  orderIds: readonly string[],
  consignments: readonly Consignment[],
): Promise<void> {
  const standing = await inGroups(lots, (group) =>
    rawRows<LotName & { order_id: string; shipped_at: number | string }>(
      reader,
      sql`${affectedBy(group)}
        select m.sku, m.lot, m.order_id, max(m.occurred_at) as shipped_at
        from affected cross join movements m left join inbox on inbox.id = m.transaction_id
        where m.sku = affected.sku and m.lot = affected.lot and m.border and ${went} and not ${undoes}
          and m.order_id in (select value from ${listed(orderIds)}) and (inbox.state is null or inbox.state <> 'reversed')
        group by m.sku, m.lot, m.order_id`,
    ),
  )
  const keyOf = (sku: string, lot: string, orderId: string) => `${lotKey(sku, lot)}\n${orderId}`
  const at = new Map(standing.map((row) => [keyOf(row.sku, row.lot, row.order_id), Number(row.shipped_at)]))
  const again = new Set(orderIds)
  for (const one of consignments)
    if (again.has(one.orderId)) one.shippedAt = at.get(keyOf(one.sku, one.lot, one.orderId)) ?? null
}
