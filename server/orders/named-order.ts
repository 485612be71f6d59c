/** The order that a fact names. */
import { and, eq } from 'drizzle-orm'
import type { Schema } from '../db/schema.ts'
import type { Scene } from '../ledger/scene.ts'

export type OrderRow = Schema['orders']['$inferSelect']

interface NamesOrder {
  orderId: string
  channel?: string | undefined
  orderExternalId?: string | undefined
}

/** By id, or by the number that the channel gave it: the id may be another after a restore. */
export async function namedOrder({ tx, warehouse }: Scene, named: NamesOrder): Promise<OrderRow | undefined> {
  const { orders } = tx.t
  const [byId] = await tx.db
    .select()
    .from(orders)
    .where(and(eq(orders.id, named.orderId), eq(orders.warehouse, warehouse)))
  if (byId || named.channel === undefined || named.orderExternalId === undefined) return byId
  const found = await tx.db.select().from(orders).where(eq(orders.externalId, named.orderExternalId))
  return found.find((order) => order.channel === named.channel && order.warehouse === warehouse)
}
