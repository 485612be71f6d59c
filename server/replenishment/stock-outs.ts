/** When a channel could sell nothing: demand that nobody saw. Kept by who makes the plans, each time one is made. */
import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { prepared, type Reader, type Statements, type Tx } from '../db/work.ts'

const DAY_MS = 86_400_000
/** Its customers see that there is nothing and go; a retailer or a wholesaler orders all the same. */
const SEES_STOCK = ['dtc', 'marketplace']
export const seesStock = (kind: string): boolean => SEES_STOCK.includes(kind)

export interface StockOut {
  channel: string
  from: number
  to: number | null
}

const p = sql.placeholder

const statements = ((db, { stockOuts: o }) => ({
  since: prepared(
    'planned_stock_outs',
    db
      .select({ channel: o.channel, from: o.from, to: o.to })
      .from(o)
      .where(
        and(eq(o.warehouse, p('warehouse')), eq(o.sku, p('sku')), or(isNull(o.to), sql`${o.to} >= ${p('since')}`)),
      ),
  ),
})) satisfies Statements<unknown>

/** Those that lasted until `since` or longer. */
export const stockOutsOf = async (reader: Reader, warehouse: string, sku: string, since: number): Promise<StockOut[]> =>
  reader.statements(statements).since.execute({ warehouse, sku, since })

/** Part of each day, 0 to 1, that they took. `begin`: when the first of the days began, UTC milliseconds; each counts 24 hours. */
export function partsOut(outs: readonly StockOut[], begin: number, days: number, now: number): number[] {
  const parts = new Array<number>(days).fill(0)
  for (const { from, to } of outs) {
    const end = Math.min(to ?? now, begin + days * DAY_MS)
    for (let at = Math.max(from, begin); at < end; ) {
      const day = Math.floor((at - begin) / DAY_MS)
      const until = Math.min(end, begin + (day + 1) * DAY_MS)
      parts[day] = Math.min(1, (parts[day] ?? 0) + (until - at) / DAY_MS)
      at = until
    }
  }
  return parts
}

export interface SellableNow {
  sku: string
  channel: string
  availableToPromise: number
}

/** Begins and ends them by what each channel may sell now. */
export async function noteStockOuts(tx: Tx, warehouse: string, now: readonly SellableNow[]): Promise<void> {
  if (now.length === 0) return
  const { stockOuts: o } = tx.t
  const skus = [...new Set(now.map(({ sku }) => sku))]
  const open = await tx.db
    .select({ id: o.id, sku: o.sku, channel: o.channel })
    .from(o)
    .where(and(eq(o.warehouse, warehouse), inArray(o.sku, skus), isNull(o.to)))
  for (const { sku, channel, availableToPromise } of now) {
    const known = open.find((one) => one.sku === sku && one.channel === channel)
    if (availableToPromise > 0 && known) await tx.db.update(o).set({ to: tx.now }).where(eq(o.id, known.id))
    if (availableToPromise <= 0 && !known)
      await tx.db.insert(o).values({ id: tx.newId(), warehouse, sku, channel, from: tx.now, to: null })
  }
}
