/** What is known of a lot or an order, wherever it is kept: in the database, and in archives. Each unit is told once. */
import { and, asc, eq, sql } from 'drizzle-orm'
import { CUSTOMER } from '../../shared/rules/places.ts'
import type { Reader, Reading } from '../db/work.ts'
import { traceOf } from '../lots/trace.ts'
import { Problem } from '../problem.ts'
import { readArchive } from './file.ts'

export interface Kept {
  /** Null: the database itself. */
  archive: string | null
}

export type TracedLot = Kept & { trace: Awaited<ReturnType<typeof traceOf>> }

export interface ShippedLine {
  sku: string
  lot: string
  quantity: number
  at: string
  carrier: string | null
  trackingNumber: string | null
}

export interface TracedOrder {
  id: string
  externalId: string
  channel: string
  customer: { id: string; name: string }
  status: string
  placedAt: string
  lines: { sku: string; quantity: number; shipped: number; cancelled: number }[]
  shipped: (ShippedLine & Kept)[]
}

export interface Where {
  database: Reading
  /** Archives, the newest first. */
  archives: readonly string[]
  migrations: string
}

/** Asks the database and then each archive. */
async function everywhere<T>(where: Where, ask: (reader: Reader, kept: Kept) => Promise<T[]>): Promise<T[]> {
  const found = await where.database.read((reader) => ask(reader, { archive: null }))
  for (const archive of where.archives)
    found.push(
      ...(await readArchive(archive, where.migrations, (reading) =>
        reading.read((reader) => ask(reader, { archive })),
      )),
    )
  return found
}

/**
 * The ways of a lot: one, or several where its number came again after it had been archived. What was written into an archive and
 * then stayed, because it moved again, is told from where it stayed.
 */
export function traceLot(where: Where, sku: string, lot: string): Promise<TracedLot[]> {
  const told = new Set<string>()
  return everywhere(where, async (reader, kept) => {
    const { movements } = reader.t
    const ids = await reader.db
      .select({ id: movements.id })
      .from(movements)
      .where(and(eq(movements.sku, sku), eq(movements.lot, lot)))
    if (ids.some(({ id }) => told.has(id))) return []
    const trace = await traceOf(reader, sku, lot).catch(notKnown)
    if (trace === null) return []
    for (const { id } of ids) told.add(id)
    return [{ ...kept, trace }]
  })
}

function notKnown(error: unknown): null {
  if (error instanceof Problem && error.code === 'not-found') return null
  throw error
}

/** Orders of this number: of each channel one. Their lots may be kept in several places. */
export async function traceOrder(where: Where, externalId: string): Promise<TracedOrder[]> {
  const orders = new Map<string, TracedOrder>()
  const told = new Set<string>()
  await everywhere(where, async (reader, kept) => {
    const { orders: table } = reader.t
    for (const row of await reader.db.select().from(table).where(eq(table.externalId, externalId))) {
      const order = orders.get(row.id) ?? (await orderOf(reader, row))
      orders.set(row.id, order)
      for (const { id, isUndone, ...line } of await sentWith(reader, row.id)) {
        // Undone after it was written into an archive: where it stayed it is known.
        if (!told.has(id) && !isUndone) order.shipped.push({ ...line, ...kept })
        told.add(id)
      }
    }
    return []
  })
  for (const { shipped } of orders.values()) shipped.sort((a, b) => a.at.localeCompare(b.at))
  return [...orders.values()]
}

async function orderOf({ db, t }: Reader, row: Reader['t']['orders']['$inferSelect']): Promise<TracedOrder> {
  const lines = await db
    .select()
    .from(t.orderLines)
    .where(eq(t.orderLines.orderId, row.id))
    .orderBy(t.orderLines.position)
  return {
    id: row.id,
    externalId: row.externalId,
    channel: row.channel,
    customer: { id: row.customer.id, name: row.customer.name },
    status: row.status,
    placedAt: new Date(row.placedAt).toISOString(),
    lines: lines.map(({ sku, quantity, shipped, cancelled }) => ({ sku, quantity, shipped, cancelled })),
    shipped: [],
  }
}

/** What left, also what was undone. */
async function sentWith(
  { db, t }: Reader,
  orderId: string,
): Promise<(ShippedLine & { id: string; isUndone: boolean })[]> {
  const { movements: m, inbox, shipments } = t
  const rows = await db
    .select({
      id: m.id,
      sku: m.sku,
      lot: m.lot,
      quantity: m.quantity,
      at: m.occurredAt,
      carrier: shipments.carrier,
      trackingNumber: shipments.trackingNumber,
      state: inbox.state,
    })
    .from(m)
    .leftJoin(inbox, eq(inbox.id, m.transactionId))
    .leftJoin(shipments, eq(shipments.transactionId, m.transactionId))
    .where(and(eq(m.orderId, orderId), eq(m.toLocation, CUSTOMER), sql`${m.reason} <> 'reverse'`))
    .orderBy(asc(m.id))
  return rows.map(({ state, ...row }) => ({
    ...row,
    at: new Date(row.at).toISOString(),
    isUndone: state === 'reversed',
  }))
}
