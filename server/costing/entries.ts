/** Single entries of the margin ledger: where a figure comes from. The newest first. */
import { and, between, desc, eq, lt } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'

export interface EntriesWanted {
  from: string
  to: string
  sku?: string | undefined
  channel?: string | undefined
  /** Our id of an order. */
  order?: string | undefined
  after: string
  limit: number
}

export async function readEntries({ db, t: { marginEntries } }: Reader, warehouse: string, wanted: EntriesWanted) {
  const { from, to, sku, channel, order, after, limit } = wanted
  const rows = await db
    .select()
    .from(marginEntries)
    .where(
      and(
        eq(marginEntries.warehouse, warehouse),
        between(marginEntries.day, from, to),
        sku === undefined ? undefined : eq(marginEntries.sku, sku),
        channel === undefined ? undefined : eq(marginEntries.channel, channel),
        order === undefined ? undefined : eq(marginEntries.orderId, order),
        after === '' ? undefined : lt(marginEntries.id, after),
      ),
    )
    .orderBy(desc(marginEntries.id))
    .limit(limit + 1)
  const items = rows.slice(0, limit).map(({ name: _, warehouse: __, ...entry }) => entry)
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
