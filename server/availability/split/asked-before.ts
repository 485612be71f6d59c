/** How much of an item each channel asked for in past periods of equal length: ordered, whether or not it could be had. */
import { and, eq, sql } from 'drizzle-orm'
import type { Reader } from '../../db/work.ts'

const DAY_MS = 86_400_000

export interface AskedBefore {
  /** How many periods are known: since the item was first asked for, most of all `periods`. */
  periods: number
  /** Base units by channel, the oldest period first. */
  byChannel: Map<string, number[]>
}

/** Periods of `days`, the last one ends now. */
export async function askedBefore(
  { db, t: { orderLines: l, orders: o } }: Reader,
  warehouse: string,
  sku: string,
  { days, periods, now }: { days: number; periods: number; now: number },
): Promise<AskedBefore> {
  const length = days * DAY_MS
  // Written out: PostgreSQL must see one expression where it is read and where it is grouped by.
  const [at, long] = [sql.raw(String(now)), sql.raw(String(length))]
  const age = sql<number>`case when ${o.placedAt} > ${sql.raw(String(now - length * periods))} then (${at} - ${o.placedAt}) / ${long} else ${sql.raw(String(periods))} end`
  const rows = await db
    .select({
      channel: l.channel,
      age: age.mapWith(Number),
      units: sql<number>`cast(sum(${l.quantity}) as bigint)`.mapWith(Number),
    })
    .from(l)
    .innerJoin(o, eq(o.id, l.orderId))
    .where(and(eq(l.warehouse, warehouse), eq(l.sku, sku)))
    .groupBy(l.channel, age)
  // What was asked for before all of them says only that it was known by then.
  const known = Math.min(periods, Math.max(0, ...rows.map((row) => row.age + 1)))
  const byChannel = new Map<string, number[]>()
  for (const row of rows) {
    if (row.age >= periods) continue
    const asked = byChannel.get(row.channel) ?? Array.from({ length: known }, () => 0)
    // A clock that is ahead has orders in a period that has not begun.
    const place = known - 1 - Math.max(0, row.age)
    asked[place] = (asked[place] ?? 0) + row.units
    byChannel.set(row.channel, asked)
  }
  return { periods: known, byChannel }
}
