/** What left of one lot, shipment by shipment, with who carried it. */
import { sql } from 'drizzle-orm'
import { CUSTOMER } from '../../shared/rules/places.ts'
import { rawRows } from '../db/rows.ts'
import type { Reader } from '../db/work.ts'
import type { Consignment } from './consignments.ts'
import type { LotName } from './genealogy.ts'

export interface LotShipment {
  channel: string
  customer: { id: string; name: string }
  /** The number that the channel gave it. */
  order: string
  orderId: string
  quantity: number
  shippedAt: string
  carrier: string | null
  trackingNumber: string | null
}

interface Row {
  order_id: string
  quantity: number | string
  shipped_at: number | string
  carrier: string | null
  tracking_number: string | null
}

/** `consignments`: all of this lot; they know the orders. First shipments first. */
export async function shipmentsOfLot(
  reader: Reader,
  { sku, lot }: LotName,
  consignments: readonly Consignment[],
): Promise<LotShipment[]> {
  const rows = await rawRows<Row>(
    reader,
    sql`select m.order_id, sum(m.quantity) as quantity, min(m.occurred_at) as shipped_at, shipments.carrier, shipments.tracking_number
      from movements m left join shipments on shipments.transaction_id = m.transaction_id
        left join inbox on inbox.id = m.transaction_id
      where m.sku = ${sku} and m.lot = ${lot} and m.border and m.to_location = ${CUSTOMER} and m.reason <> 'reverse'
        and m.order_id is not null and (inbox.state is null or inbox.state <> 'reversed')
      group by m.order_id, m.transaction_id, shipments.carrier, shipments.tracking_number`,
  )
  const byOrder = new Map(consignments.map((one) => [one.orderId, one]))
  const shipped = rows.flatMap((row) => {
    const one = byOrder.get(row.order_id)
    return one ? [shipmentAnswer(one, row)] : []
  })
  const named = new Set(rows.map((row) => row.order_id))
  // Orders that were not known when their goods left: the shipment itself names them.
  const others = consignments
    .filter((one) => one.shipped > 0 && !named.has(one.orderId))
    .map((one) => shipmentAnswer(one, { quantity: one.shipped, shipped_at: one.shippedAt ?? 0 }))
  return [...shipped, ...others].sort(
    (a, b) => a.shippedAt.localeCompare(b.shippedAt) || a.order.localeCompare(b.order),
  )
}

const shipmentAnswer = (
  { channel, customer, externalId, orderId }: Consignment,
  row: Pick<Row, 'quantity' | 'shipped_at'> & Partial<Row>,
): LotShipment => ({
  channel,
  customer,
  order: externalId,
  orderId,
  quantity: Number(row.quantity),
  shippedAt: new Date(Number(row.shipped_at)).toISOString(),
  carrier: row.carrier ?? null,
  trackingNumber: row.tracking_number ?? null,
})
