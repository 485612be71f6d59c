/** Demand that left no order: one that was refused for want of stock was asked for all the same. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../db/work.ts'

export interface RefusedOrder {
  channel: string
  externalId: string
  lines: readonly { sku: string; quantity: number }[]
  /** When it was asked for, UTC milliseconds. */
  at: number
}

/** The same order, asked for again and refused again, is asked for once: when first, as much as last. Names that are not known are not noted. */
export async function noteRefused(
  tx: Tx,
  warehouse: string,
  { channel, externalId, lines, at }: RefusedOrder,
): Promise<void> {
  const { demandRefused } = tx.t
  const isLater = sql`excluded.last_at >= coalesce(${demandRefused.lastAt}, 0)`
  const units = new Map<string, number>()
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity)
  for (const [sku, asked] of units)
    await tx.db
      .insert(demandRefused)
      .values({ channel, externalId, sku, warehouse, units: asked, at, lastAt: at })
      .onConflictDoUpdate({
        target: [demandRefused.channel, demandRefused.externalId, demandRefused.sku],
        set: {
          units: sql`case when ${isLater} then excluded.units else ${demandRefused.units} end`,
          at: sql`case when excluded.at < ${demandRefused.at} then excluded.at else ${demandRefused.at} end`,
          lastAt: sql`case when ${isLater} then excluded.last_at else ${demandRefused.lastAt} end`,
        },
      })
}
