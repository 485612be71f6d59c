/** All protections of a warehouse, by item and channel. */
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { keyOf } from '../../shared/wire/pull.ts'
import type { Reader } from '../db/work.ts'
import { todayOf } from './explain.ts'
import { readPool } from './pool.ts'
import { type Protection, protectionOf } from './protections.ts'

export async function listProtections(
  reader: Reader,
  warehouse: string,
  wanted: { sku?: string | undefined; channel?: string | undefined; after: string; limit: number },
  now: number,
): Promise<{ items: Protection[]; next: string | null }> {
  const { claims } = reader.t
  const [sku = '', channel = ''] = wanted.after === '' ? [] : wanted.after.split(keyOf('', ''))
  const rows = await reader.db
    .select({ sku: claims.sku, channel: claims.channel })
    .from(claims)
    .where(
      and(
        eq(claims.warehouse, warehouse),
        sql`(${claims.protected} > 0 or ${claims.target} is not null or ${claims.drawn} > 0)`,
        wanted.sku === undefined ? undefined : eq(claims.sku, wanted.sku),
        wanted.channel === undefined ? undefined : eq(claims.channel, wanted.channel),
        wanted.after === ''
          ? undefined
          : sql`(${gt(claims.sku, sku)} or (${eq(claims.sku, sku)} and ${gt(claims.channel, channel)}))`,
      ),
    )
    .orderBy(asc(claims.sku), asc(claims.channel))
    .limit(wanted.limit + 1)
  const today = await todayOf(reader, warehouse, now)
  const items: Protection[] = []
  for (const row of rows.slice(0, wanted.limit)) {
    const pool = await readPool(reader, { warehouse, sku: row.sku, today })
    items.push(protectionOf(pool, warehouse, row.sku, row.channel))
  }
  const last = items.at(-1)
  return { items, next: rows.length > wanted.limit && last ? keyOf(last.sku, last.channel) : null }
}
