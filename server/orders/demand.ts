/** What channels were asked for: the one measure of how fast an item sells, whatever of it could be promised. */
import { and, eq, gte, inArray, sql } from 'drizzle-orm'
import { firstIdAt } from '../db/first-id.ts'
import type { Reader } from '../db/work.ts'

export interface Demand {
  sku: string
  /** Base units asked for since the earlier of the two moments, and since the later. */
  since: number
  sinceLate: number
}

/** Of one channel, by item. `since` and `late`: UTC milliseconds. Ids of order lines begin with the time. */
export async function demandOf(
  { db, t: { orderLines } }: Reader,
  warehouse: string,
  channel: string,
  { since, late, skus }: { since: number; late: number; skus?: readonly string[] },
): Promise<Map<string, Demand>> {
  const rows = await db
    .select({
      sku: orderLines.sku,
      since: sql<number>`sum(${orderLines.quantity})`.mapWith(Number),
      sinceLate:
        sql<number>`sum(case when ${orderLines.id} >= ${firstIdAt(late)} then ${orderLines.quantity} else 0 end)`.mapWith(
          Number,
        ),
    })
    .from(orderLines)
    .where(
      and(
        gte(orderLines.id, firstIdAt(since)),
        eq(orderLines.warehouse, warehouse),
        eq(orderLines.channel, channel),
        skus && inArray(orderLines.sku, [...skus]),
      ),
    )
    .groupBy(orderLines.sku)
  return new Map(rows.map((row) => [row.sku, row]))
}
