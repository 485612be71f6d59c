/** An item's time line: who moved what, when and why; who ordered it; who decided about its promises. Newest first. */
import { and, desc, eq, lt, ne } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'

export interface Happening {
  id: string
  at: string
  kind: 'movement' | 'order' | 'protection' | 'exception'
  what: string
  who: string | null
  device: string | null
  quantity: number | null
  lot: string | null
  from: string | null
  to: string | null
  order: string | null
  channel: string | null
  why: string | null
}

const none = { device: null, quantity: null, lot: null, from: null, to: null, order: null, channel: null, why: null }

/** All ids are UUIDv7, so their order is the order of time, and one cursor serves all kinds. */
export async function timelineOf(
  reader: Reader,
  { warehouse, sku, after, limit }: { warehouse: string; sku: string; after: string; limit: number },
): Promise<{ items: Happening[]; next: string | null }> {
  const before = after === '' ? 'g' : after
  const found = [
    ...(await movementsOf(reader, warehouse, sku, before, limit + 1)),
    ...(await ordersOf(reader, warehouse, sku, before, limit + 1)),
    ...(await decisionsOf(reader, warehouse, sku, before, limit + 1)),
    ...(await exceptionsOf(reader, warehouse, sku, before, limit + 1)),
  ].sort((a, b) => (a.id < b.id ? 1 : -1))
  const items = found.slice(0, limit)
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }
}

const iso = (at: number): string => new Date(at).toISOString()

async function movementsOf({ db, t }: Reader, warehouse: string, sku: string, before: string, limit: number) {
  const { movements, users } = t
  const rows = await db
    .select({ movement: movements, name: users.name })
    .from(movements)
    .leftJoin(users, eq(users.id, movements.userId))
    .where(and(eq(movements.warehouse, warehouse), eq(movements.sku, sku), lt(movements.id, before)))
    .orderBy(desc(movements.id))
    .limit(limit)
  return rows.map(
    ({ movement, name }): Happening => ({
      id: movement.id,
      at: iso(movement.occurredAt),
      kind: 'movement',
      what: movement.reason,
      who: name ?? movement.userId,
      device: movement.deviceId,
      quantity: movement.quantity,
      lot: movement.lot === '' ? null : movement.lot,
      from: movement.fromLocation,
      to: movement.toLocation,
      order: movement.orderId,
      channel: movement.channel,
      why: movement.fromStatus === movement.toStatus ? null : `${movement.fromStatus} to ${movement.toStatus}`,
    }),
  )
}

async function ordersOf({ db, t }: Reader, warehouse: string, sku: string, before: string, limit: number) {
  const { orderLines, orders } = t
  const rows = await db
    .select({ line: orderLines, order: orders })
    .from(orderLines)
    .innerJoin(orders, eq(orders.id, orderLines.orderId))
    .where(and(eq(orderLines.warehouse, warehouse), eq(orderLines.sku, sku), lt(orderLines.id, before)))
    .orderBy(desc(orderLines.id))
    .limit(limit)
  return rows.map(
    ({ line, order }): Happening => ({
      ...none,
      id: line.id,
      at: iso(order.placedAt),
      kind: 'order',
      what: `Order ${order.externalId} placed`,
      who: order.customer.name,
      quantity: line.quantity,
      order: order.id,
      channel: order.channel,
    }),
  )
}

async function decisionsOf({ db, t }: Reader, warehouse: string, sku: string, before: string, limit: number) {
  const { decisions } = t
  const rows = await db
    .select()
    .from(decisions)
    .where(and(eq(decisions.warehouse, warehouse), eq(decisions.sku, sku), lt(decisions.id, before)))
    .orderBy(desc(decisions.id))
    .limit(limit)
  return rows.map(
    (row): Happening => ({
      ...none,
      id: row.id,
      at: iso(row.at),
      kind: row.orderId === null ? 'protection' : 'order',
      what: row.what,
      who: row.by,
      quantity: row.quantity,
      order: row.orderId,
      channel: row.channel,
    }),
  )
}

async function exceptionsOf({ db, t }: Reader, warehouse: string, sku: string, before: string, limit: number) {
  const { exceptions } = t
  const rows = await db
    .select()
    .from(exceptions)
    .where(
      and(
        eq(exceptions.warehouse, warehouse),
        eq(exceptions.sku, sku),
        lt(exceptions.id, before),
        ne(exceptions.type, 'refused-transaction'),
      ),
    )
    .orderBy(desc(exceptions.id))
    .limit(limit)
  return rows.map(
    (row): Happening => ({
      ...none,
      id: row.id,
      at: iso(row.openedAt),
      kind: 'exception',
      what: row.type,
      who: null,
      lot: row.lot === '' ? null : row.lot,
      from: row.location,
      order: row.orderId,
      why: row.detail,
    }),
  )
}
