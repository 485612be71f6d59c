/** Keeps each lag-aware connector's buffers at what its channel sells while a number is on its way, as it was measured. */
import { and, eq, gt, or } from 'drizzle-orm'
import { lagBufferOf, velocityOf } from '../../shared/rules/lag-buffer.ts'
import { timeZoneOf } from '../availability/local-date.ts'
import type { Work } from '../db/work.ts'
import { askedFor } from '../replenishment/velocity.ts'
import { type ConnectorRow, lagOf } from './connectors.ts'

const HOUR_MS = 3_600_000
/** What is usual is the pace of a week; of late, that of an hour. */
const USUAL_MS = 7 * 24 * HOUR_MS
/** Before anything was measured. */
const ASSUMED_LAG_MS = 5_000

export async function refreshLagBuffers(work: Work, now: number): Promise<void> {
  const rows = await work.read(({ db, t: { connectors, listings } }) =>
    db
      .selectDistinct({ connector: connectors })
      .from(connectors)
      .innerJoin(listings, eq(listings.connectorId, connectors.id))
      .where(or(eq(connectors.lagAware, true), gt(listings.lagBuffer, 0))),
  )
  for (const { connector } of rows) await refreshOf(work, connector, now)
}

async function refreshOf(work: Work, { id, warehouse, channel, lagAware }: ConnectorRow, now: number): Promise<void> {
  const { rows, asked, lag } = await work.read(async (reader) => ({
    rows: await reader.db
      .select({
        listing: reader.t.listings.listing,
        sku: reader.t.listings.sku,
        lagBuffer: reader.t.listings.lagBuffer,
      })
      .from(reader.t.listings)
      .where(eq(reader.t.listings.connectorId, id)),
    asked: await askedFor(
      reader,
      { code: warehouse, timeZone: await timeZoneOf(reader, warehouse) },
      { since: now - USUAL_MS, late: now - HOUR_MS, channel },
    ),
    lag: await lagOf(reader, id),
  }))
  const demand = new Map(asked.map((one) => [one.sku, one]))
  const delayMs = lag?.p99 ?? ASSUMED_LAG_MS
  const wanted = ({ sku }: { sku: string }): number => {
    const known = demand.get(sku)
    if (!lagAware || !known) return 0
    const usual = { units: known.since, withinMs: USUAL_MS }
    return lagBufferOf(velocityOf(usual, { units: known.sinceLate, withinMs: HOUR_MS }), delayMs)
  }
  const others = rows.filter((row) => wanted(row) !== row.lagBuffer)
  if (others.length === 0) return
  await work.run([`connector ${id}`], async ({ db, t: { listings } }) => {
    for (const row of others)
      await db
        .update(listings)
        .set({ lagBuffer: wanted(row), look: 1 })
        .where(and(eq(listings.connectorId, id), eq(listings.listing, row.listing)))
  })
}
