/** The order that a return names, wherever it was shipped from. */
import { and, eq } from 'drizzle-orm'
import type { Payload } from '../../shared/transactions/index.ts'
import type { Reader } from '../db/work.ts'
import { raise, type Scene } from '../ledger/scene.ts'
import type { OrderRow } from '../orders/named-order.ts'

interface NamesOrder {
  orderId?: string | undefined
  channel: string
  orderExternalId?: string | undefined
}

/** By id, or by the number that its channel gave it. */
export async function orderNamed({ db, t: { orders } }: Reader, named: NamesOrder): Promise<OrderRow | undefined> {
  const [byId] = named.orderId === undefined ? [] : await db.select().from(orders).where(eq(orders.id, named.orderId))
  if (byId || named.orderExternalId === undefined) return byId
  const [found] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.channel, named.channel), eq(orders.externalId, named.orderExternalId)))
  return found
}

/** Undefined: it names none, or one that is not known here, which is told. */
export async function orderOfReturn(scene: Scene, payload: Payload<'returnReceive'>): Promise<OrderRow | undefined> {
  const order = await orderNamed(scene.tx, payload)
  const named = payload.orderExternalId ?? payload.orderId
  if (!order && named !== undefined)
    await raise(scene, {
      type: 'unknown-reference',
      subject: scene.posted.transactionId,
      detail: `A return names the order ${named} of ${payload.channel}, which is not known here. The goods were taken in, uninspected.`,
      location: payload.location,
    })
  return order
}
