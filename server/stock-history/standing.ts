/** The newest row of each item and channel: it says how things stand until there is a newer one. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import type { StockDay } from './figures.ts'

/** Up to `day`; left out: at all. One step into the index for each item and channel, however many days there are. */
export async function standingRows(
  { db, t }: Pick<Reader, 'db' | 't'>,
  warehouse: string,
  skus: readonly string[],
  day?: string,
): Promise<StockDay[]> {
  const { stockDays: s, items, channels } = t
  if (skus.length === 0) return []
  const newest = sql`(select max(n.day) from stock_days n where n.warehouse = ${warehouse} and n.sku = ${items.sku} and n.channel = ${channels.channel}${until(day)})`
  const rows = await db
    .select({ row: s })
    .from(items)
    .innerJoin(channels, sql`1 = 1`)
    .innerJoin(
      s,
      and(eq(s.warehouse, warehouse), eq(s.sku, items.sku), eq(s.channel, channels.channel), sql`${s.day} = ${newest}`),
    )
    .where(inArray(items.sku, [...skus]))
  return rows.map(({ row }) => row)
}

const until = (day: string | undefined): SQL => (day === undefined ? sql`` : sql` and n.day <= ${day}`)
