/** What each channel could sell of each item at this moment: of a page of items in as many statements as of one. */
import { and, asc, gt, inArray, ne, sql } from 'drizzle-orm'
import { poolOf } from '../../shared/rules/availability.ts'
import { type KeptTerms, noClaim, roomsOf, shelvesOf } from '../availability/pool.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'

export type StockDay = Schema['stockDays']['$inferSelect']

export interface Wanted {
  warehouse: string
  /** The local day that has begun. */
  day: string
  /** Channels that sell. */
  channels: readonly KeptTerms[]
}

/** Channels of customers: a transfer sells nothing. */
export const sellingChannels = ({ db, t: { channels } }: Reader): Promise<KeptTerms[]> =>
  db.select().from(channels).where(ne(channels.kind, 'transfer')).orderBy(asc(channels.channel))

/** SKUs behind one, in their order. */
export async function nextSkus({ db, t: { items } }: Reader, after: string, most: number): Promise<string[]> {
  const rows = await db
    .select({ sku: items.sku })
    .from(items)
    .where(gt(items.sku, after))
    .orderBy(asc(items.sku))
    .limit(most)
  return rows.map(({ sku }) => sku)
}

/** A row for each item and channel, also where there is nothing. */
export async function figuresNow(
  reader: Reader,
  { warehouse, day, channels }: Wanted,
  skus: readonly string[],
): Promise<StockDay[]> {
  const shelves = await shelvesOf(reader, warehouse, skus, day)
  const onHand = await onHandOf(reader, warehouse, skus)
  const rows: StockDay[] = []
  for (const sku of skus) {
    const { sellable, claims: known } = shelves.get(sku) ?? { sellable: 0, claims: [] }
    const missing = channels.filter(({ channel }) => !known.some((claim) => claim.channel === channel))
    const claims = [...known, ...missing.map((terms) => noClaim(terms, warehouse))]
    const pool = poolOf(sellable, claims, await roomsOf(reader, warehouse, sku, day, claims))
    for (const { claim, availableToPromise } of pool.channels) {
      if (!channels.some(({ channel }) => channel === claim.channel)) continue
      const { channel, protected: set, committed } = claim
      const units = { onHand: onHand.get(sku) ?? 0, protected: set, committed, availableToPromise }
      rows.push({ warehouse, sku, channel, day, ...units })
    }
  }
  return rows
}

async function onHandOf(
  { db, t: { stock } }: Reader,
  warehouse: string,
  skus: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .select({ sku: stock.sku, units: sql<number>`sum(${stock.quantity})`.mapWith(Number) })
    .from(stock)
    .where(and(sql`${stock.warehouse} = ${warehouse}`, inArray(stock.sku, [...skus]), sql`${stock.inHouse}`))
    .groupBy(stock.sku)
  return new Map(rows.map(({ sku, units }) => [sku, units]))
}
