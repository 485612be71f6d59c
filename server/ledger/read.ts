/** Balances and ledger lines as they are answered. */
import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'

export interface StockFilter {
  sku?: string | undefined
  lot?: string | undefined
  location?: string | undefined
}

const shownLot = (lot: string): string | null => (lot === '' ? null : lot)

const all = (...parts: (SQL | false | undefined)[]): SQL | undefined =>
  and(...parts.filter((part): part is SQL => Boolean(part)))

/** Pages by an offset in the primary key's order: balances are few per filter. */
export async function readStock(
  { db, t }: Reader,
  warehouse: string,
  filter: StockFilter,
  offset: number,
  limit: number,
) {
  const { stock } = t
  const rows = await db
    .select()
    .from(stock)
    .where(
      all(
        eq(stock.warehouse, warehouse),
        sql`${stock.inHouse}`,
        filter.sku !== undefined && eq(stock.sku, filter.sku),
        filter.lot !== undefined && eq(stock.lot, filter.lot),
        filter.location !== undefined && eq(stock.location, filter.location),
      ),
    )
    .orderBy(asc(stock.sku), asc(stock.lot), asc(stock.location), asc(stock.status))
    .limit(limit + 1)
    .offset(offset)
  const items = rows.slice(0, limit).map(({ sku, lot, location, status, quantity, allocated, suspect }) => ({
    sku,
    lot: shownLot(lot),
    location,
    status,
    quantity,
    allocated,
    suspect,
  }))
  return { items, next: rows.length > limit ? String(offset + limit) : null }
}

export interface MovementFilter {
  sku?: string | undefined
  lot?: string | undefined
  transaction?: string | undefined
  order?: string | undefined
}

export async function readMovements(
  { db, t }: Reader,
  warehouse: string,
  filter: MovementFilter,
  after: string,
  limit: number,
) {
  const { movements } = t
  const rows = await db
    .select()
    .from(movements)
    .where(
      all(
        eq(movements.warehouse, warehouse),
        gt(movements.id, after),
        filter.sku !== undefined && eq(movements.sku, filter.sku),
        filter.lot !== undefined && eq(movements.lot, filter.lot),
        filter.transaction !== undefined && eq(movements.transactionId, filter.transaction),
        filter.order !== undefined && eq(movements.orderId, filter.order),
      ),
    )
    .orderBy(asc(movements.id))
    .limit(limit + 1)
  const items = rows.slice(0, limit).map((row) => ({
    id: row.id,
    sku: row.sku,
    lot: shownLot(row.lot),
    quantity: row.quantity,
    from: { location: row.fromLocation, status: row.fromStatus },
    to: { location: row.toLocation, status: row.toStatus },
    reason: row.reason,
    transaction: row.transactionId,
    order: row.orderId,
    channel: row.channel,
    device: row.deviceId,
    user: row.userId,
    occurredAt: new Date(row.occurredAt).toISOString(),
    recordedAt: new Date(row.recordedAt).toISOString(),
  }))
  return { items, next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null }
}
