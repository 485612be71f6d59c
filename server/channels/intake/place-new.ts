/** An order that is met for the first time: what its platform still wants of it is placed, whether it is there or not. */
import { and, eq } from 'drizzle-orm'
import * as v from 'valibot'
import type { Tx } from '../../db/work.ts'
import { orderInput } from '../../orders/input.ts'
import { placeRouted, routeLocks, servingWarehouses } from '../../orders/route.ts'
import { Problem } from '../../problem.ts'
import type { Said } from '../connector.ts'
import type { ConnectorRow } from '../connectors.ts'
import type { PlatformLine, PlatformOrder } from './platform-order.ts'
import { priced } from './priced.ts'
import { numberTaken, unmapped } from './trouble.ts'
import type { Understood } from './understood.ts'

export interface Followed {
  orderId: string | null
  troubles: Said[]
}

export async function placeNew(
  tx: Tx,
  { id: connectorId, warehouse, channel }: ConnectorRow,
  order: PlatformOrder,
  lines: readonly Understood[],
): Promise<Followed> {
  // What was cancelled, or shipped by others, before it was first seen here is none of our business.
  const wanted = order.cancelled ? [] : lines.filter(({ line }) => packsOf(line) > 0)
  const troubles = wanted.filter(({ means }) => means === null).map(unmapped)
  const ours = wanted.flatMap(({ line, means }) => (means ? [{ line, means, packs: packsOf(line) }] : []))
  if (ours.length === 0) return { orderId: null, troubles }
  if (await isTaken(tx, channel, order.number))
    return { orderId: null, troubles: [numberTaken(order.number, channel), ...troubles] }
  const input = v.safeParse(orderInput, {
    externalId: order.number,
    channel,
    customer: order.customer,
    ...(order.shipBy !== null && { shipBy: order.shipBy }),
    ...(order.shipTo !== null && { shipTo: order.shipTo }),
    ...(order.fees !== null && { fees: order.fees }),
    ...(order.shippingPaid !== null && { shippingPaid: order.shippingPaid }),
    onShort: 'record',
    lines: ours.map(({ line, means: { sku, packQuantity }, packs }) => ({
      sku,
      quantity: packs * packQuantity,
      ...priced(line, packs, packQuantity),
    })),
  })
  if (!input.success) {
    const [issue] = input.issues
    throw new Problem(422, 'invalid', `${v.getDotPath(issue) ?? 'The order'}: ${issue.message}`)
  }
  // Nothing may change between the look at the figures and the commitment.
  const serving = await servingWarehouses(tx, channel, { code: warehouse, isNamed: false })
  await tx.lock(...routeLocks(serving, input.output))
  const { answer } = await placeRouted(tx, serving, input.output)
  const { platformLines } = tx.t
  for (const [nth, { line, means, packs }] of ours.entries())
    await tx.db.insert(platformLines).values({
      connectorId,
      externalId: order.externalId,
      lineId: line.id,
      orderLineId: answer.lines[nth]?.id ?? '',
      ...means,
      wanted: packs * means.packQuantity,
      told: 0,
      amounts: amountsOf(line),
    })
  return { orderId: answer.id, troubles }
}

/** Units of the listing that are still to be shipped. */
const packsOf = ({ units }: PlatformLine): number => ('total' in units ? units.total : units.open)

export const amountsOf = ({ unitPrice, quantity, discount, tax }: PlatformLine) => ({
  unitPrice,
  quantity,
  discount,
  tax,
})

async function isTaken({ db, t: { orders } }: Tx, channel: string, externalId: string): Promise<boolean> {
  const [known] = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.channel, channel), eq(orders.externalId, externalId)))
  return known !== undefined
}
