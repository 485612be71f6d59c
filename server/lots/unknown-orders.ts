/** Units of lots that left for orders that were not known when they left: whom they went to is what the shipment itself says. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { grouped } from '../../shared/rules/grouped.ts'
import { CUSTOMER } from '../../shared/rules/places.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import { rawRows } from '../db/rows.ts'
import type { Reader } from '../db/work.ts'
import type { Consignment } from './consignments.ts'
import type { LotName } from './genealogy.ts'
import { affectedBy, inGroups } from './many-lots.ts'
import { understood } from './payloads.ts'

interface Row extends LotName {
  transaction_id: string
  quantity: number | string
  to_location: string
  occurred_at: number | string
  envelope: string | null
}

/** What a fact says of its order. */
interface Stated {
  orderId: string
  channel: string
  externalId: string
}

interface Named {
  orderExternalId: string
}

/** Orders are asked for in groups, so that a statement stays within the parameters that databases take. */
const GROUP = 1_000

export async function unknownOrders(reader: Reader, lots: readonly LotName[]): Promise<Consignment[]> {
  const rows = await inGroups(lots, (group) => rawRows<Row>(reader, namelessQuery(group)))
  const stated = rows.map((row) => ({ row, order: statedOrder(row) }))
  const consignments = [
    ...grouped(stated, ({ row, order }) => `${lotKey(row.sku, row.lot)}\n${keyOf(order)}`).values(),
  ].map((together) => consignmentOf(together))
  await nameCustomers(reader, consignments)
  return consignments
}

const namelessQuery = (lots: readonly LotName[]) =>
  sql`${affectedBy(lots)}
    select m.sku, m.lot, m.transaction_id, m.quantity, m.to_location, m.occurred_at, inbox.envelope
    from affected cross join movements m left join inbox on inbox.id = m.transaction_id
    where m.sku = affected.sku and m.lot = affected.lot and m.border and m.order_id is null and m.reason <> 'reverse'
      and (m.to_location = ${CUSTOMER} or m.from_location = ${CUSTOMER}) and (inbox.state is null or inbox.state <> 'reversed')
    order by m.id`

function statedOrder({ envelope, transaction_id }: Row): Stated {
  const payload = (envelope === null ? undefined : understood(envelope)?.payload) as Partial<Stated & Named> | undefined
  const orderId = payload?.orderId ?? ''
  const externalId = payload?.orderExternalId ?? orderId
  return { orderId, channel: payload?.channel ?? '', externalId: externalId === '' ? transaction_id : externalId }
}

const keyOf = ({ channel, externalId }: Stated): string => `${channel}\n${externalId}`

function consignmentOf(together: readonly { row: Row; order: Stated }[]): Consignment {
  const [first] = together
  if (!first) throw new Error('A group without a row.')
  const out = together.filter(({ row }) => row.to_location === CUSTOMER)
  const back = together.filter(({ row }) => row.to_location !== CUSTOMER)
  const units = (some: typeof out) => some.reduce((sum, { row }) => sum + Number(row.quantity), 0)
  return {
    sku: first.row.sku,
    lot: first.row.lot,
    ...first.order,
    customer: { id: '', name: 'Not known' },
    shipped: units(out),
    returned: units(back),
    shippedAt: out.length === 0 ? null : Math.max(...out.map(({ row }) => Number(row.occurred_at))),
  }
}

/** The order may have been placed since, under the number that its channel gave it. */
async function nameCustomers({ db, t }: Reader, consignments: readonly Consignment[]): Promise<void> {
  const { orders } = t
  for (const [channel, ofChannel] of grouped(consignments, (one) => one.channel))
    for (let first = 0; first < ofChannel.length; first += GROUP) {
      const asked = ofChannel.slice(first, first + GROUP)
      const numbers = asked.map((one) => one.externalId)
      const found = await db
        .select({ id: orders.id, externalId: orders.externalId, customer: orders.customer })
        .from(orders)
        .where(and(eq(orders.channel, channel), inArray(orders.externalId, numbers)))
      const byNumber = new Map(found.map((order) => [order.externalId, order]))
      for (const one of asked) {
        const order = byNumber.get(one.externalId)
        if (!order) continue
        one.orderId = order.id
        one.customer = { id: order.customer.id, name: order.customer.name }
      }
    }
}
