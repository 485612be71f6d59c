/** Which channels bear the storage of an item: those that sell it, else those that want it, else all. */
import { and, asc, between, eq, inArray, or, sql } from 'drizzle-orm'
import type { Tx } from '../db/work.ts'
import { monthsLater } from './months.ts'

export interface Shares {
  /** By channel; not empty unless there are no channels. */
  weights: Map<string, number>
  /** How it was chosen: the end of a sentence. */
  because: string
}

/** For each of these items. `month`: 2026-11. */
export async function sharesOf(
  tx: Tx,
  warehouse: string,
  month: string,
  skus: readonly string[],
): Promise<(sku: string) => Shares> {
  const before = { from: monthsLater(month, -12), to: monthsLater(month, -1) }
  const choices = [
    { of: await soldBy(tx, warehouse, skus, { from: month, to: month }), because: `by what was sold in ${month}` },
    {
      of: await soldBy(tx, warehouse, skus, before),
      because: `by what was sold from ${before.from} to ${before.to}, for nothing was sold in ${month}`,
    },
    {
      of: await wantedBy(tx, warehouse, skus),
      because: 'evenly over the channels that have set some aside or ordered it, for none has sold any',
    },
  ]
  const { channels } = tx.t
  const all = await tx.db.select({ channel: channels.channel }).from(channels).orderBy(asc(channels.channel))
  const evenly: Shares = {
    weights: new Map(all.map(({ channel }) => [channel, 1])),
    because: 'evenly over all channels, for none has sold or wanted any',
  }
  return (sku) => {
    for (const { of, because } of choices) {
      const weights = of.get(sku)
      if (weights) return { weights, because }
    }
    return evenly
  }
}

type Weights = Map<string, Map<string, number>>

function weightsOf(rows: readonly { sku: string; channel: string; weight: number }[]): Weights {
  const found: Weights = new Map()
  for (const { sku, channel, weight } of rows)
    if (weight > 0) found.set(sku, (found.get(sku) ?? new Map()).set(channel, weight))
  return found
}

async function soldBy(
  { db, t: { marginMonths } }: Tx,
  warehouse: string,
  skus: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<Weights> {
  const { sku, channel, units, month } = marginMonths
  const rows = await db
    .select({ sku, channel, weight: sql<number>`sum(${units})`.mapWith(Number) })
    .from(marginMonths)
    .where(and(eq(marginMonths.warehouse, warehouse), between(month, from, to), inArray(sku, [...skus])))
    .groupBy(sku, channel)
    .orderBy(asc(sku), asc(channel))
  return weightsOf(rows)
}

async function wantedBy({ db, t: { claims } }: Tx, warehouse: string, skus: readonly string[]): Promise<Weights> {
  const { sku, channel, protected: aside, committed, allocated, backordered, planned } = claims
  const rows = await db
    .select({ sku, channel, weight: sql<number>`1`.mapWith(Number) })
    .from(claims)
    .where(
      and(
        eq(claims.warehouse, warehouse),
        inArray(sku, [...skus]),
        // A target that has nothing to be filled from is a protection, too. A claim stays as a row where all of it is over.
        or(
          sql`${claims.target} is not null`,
          sql`${aside} + ${committed} + ${allocated} + ${backordered} + ${planned} > 0`,
        ),
      ),
    )
    .orderBy(asc(sku), asc(channel))
  return weightsOf(rows)
}
