/** Goods that are missing, too many or not to be sold, and what they cost: for a whole page of exceptions at once. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Money } from '../../shared/rules/money.ts'
import { lotKey, stockOfKey } from '../../shared/wire/pull.ts'
import type { CountLineRow } from '../counting/lines.ts'
import type { Reader } from '../db/work.ts'
import type { Item, Lot } from '../ledger/ground.ts'
import { unitCost } from '../lots/unit-cost.ts'
import { receiptOf } from './receipt-of.ts'
import type { ExceptionRow } from './remedies/remedy.ts'

/** Types that are about goods, not about promises. */
const OF_GOODS = ['negative-stock', 'count-variance', 'unconfirmed-lot', 'over-receipt']

/** Worth at cost of what is missing, too many, or not to be sold; null where no cost is known. */
export async function differencesOf(
  reader: Reader,
  warehouse: string,
  rows: readonly ExceptionRow[],
  doubts: ReadonlyMap<string, CountLineRow>,
): Promise<Map<string, Money | null>> {
  const about = rows.filter(({ type, sku }) => OF_GOODS.includes(type) && sku !== null)
  if (about.length === 0) return new Map()
  const skus = [...new Set(about.map(({ sku }) => sku ?? ''))]
  const units = await unitsOf(reader, warehouse, about, skus, doubts)
  const costs = await costsOf(reader, about, skus)
  return new Map(
    about.map((row) => {
      const cost = costs(row)
      const amount = (units.get(row.id) ?? 0) * (cost?.amount ?? 0)
      return [row.id, cost && { amount, currency: cost.currency }]
    }),
  )
}

async function unitsOf(
  { db, t: { stock, receiptLines } }: Reader,
  warehouse: string,
  about: readonly ExceptionRow[],
  skus: string[],
  doubts: ReadonlyMap<string, CountLineRow>,
): Promise<Map<string, number>> {
  const balances = await db
    .select({
      sku: stock.sku,
      lot: stock.lot,
      location: stock.location,
      status: stock.status,
      quantity: stock.quantity,
    })
    .from(stock)
    .where(
      and(
        eq(stock.warehouse, warehouse),
        inArray(stock.sku, skus),
        inArray(stock.lot, [...new Set(about.map(({ lot }) => lot ?? ''))]),
        sql`${stock.inHouse}`,
      ),
    )
  const receipts = about.filter(({ type }) => type === 'over-receipt').map(receiptOf)
  const received =
    receipts.length === 0
      ? []
      : await db
          .select()
          .from(receiptLines)
          .where(and(inArray(receiptLines.receiptId, receipts), inArray(receiptLines.sku, skus)))
  const of = (row: ExceptionRow): number => {
    if (row.type === 'count-variance') return Math.abs(varianceOf(doubts.get(row.id)))
    if (row.type === 'over-receipt') {
      const line = received.find(({ receiptId, sku }) => receiptId === receiptOf(row) && sku === row.sku)
      return Math.max(0, (line?.received ?? 0) - (line?.expected ?? 0))
    }
    const here = balances.filter(({ sku, lot }) => sku === row.sku && lot === (row.lot ?? ''))
    if (row.type === 'unconfirmed-lot') return here.reduce((sum, { quantity }) => sum + Math.max(0, quantity), 0)
    const { location, status } = stockOfKey(row.subject)
    const balance = here.find((one) => one.location === location && one.status === status)
    return Math.max(0, -(balance?.quantity ?? 0))
  }
  return new Map(about.map((row) => [row.id, of(row)]))
}

const varianceOf = (line: CountLineRow | undefined): number => (line ? line.counted - line.expected : 0)

async function costsOf(
  { db, t }: Reader,
  about: readonly ExceptionRow[],
  skus: string[],
): Promise<(row: ExceptionRow) => Money | null> {
  const items = new Map<string, Item>(
    (await db.select().from(t.items).where(inArray(t.items.sku, skus))).map((item) => [item.sku, item]),
  )
  const numbers = [...new Set(about.flatMap(({ lot }) => lot ?? []))]
  const found =
    numbers.length === 0
      ? []
      : await db
          .select()
          .from(t.lots)
          .where(and(inArray(t.lots.sku, skus), inArray(t.lots.lot, numbers)))
  const lots = new Map<string, Lot>(found.map((lot) => [lotKey(lot.sku, lot.lot), lot]))
  return ({ sku, lot }) => {
    const item = items.get(sku ?? '')
    return item ? unitCost(item, lots.get(lotKey(item.sku, lot ?? ''))) : null
  }
}
