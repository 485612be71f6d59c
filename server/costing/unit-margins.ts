/** What one unit of an item earns in each channel, and what a missing one costs there, from the margin ledger. */
import { and, eq, gte, sql } from 'drizzle-orm'
import type { Money } from '../../shared/rules/money.ts'
import { daysLater, localDate } from '../availability/local-date.ts'
import type { Reader } from '../db/work.ts'
import { convert } from './convert.ts'
import { readMargins } from './read-margins.ts'
import { readShortageCosts } from './shortage-costs.ts'

const DAY_MS = 86_400_000
/** Long enough for returns and chargebacks to have come. */
const LOOKED_BACK_DAYS = 365

export interface UnitMargin {
  /** Contribution of a unit sold, chargebacks and penalties left out; minor units. Null: nothing was sold there. */
  margin: number | null
  /** Base units that it is known from. */
  units: number
  /** What a unit costs that is asked for and not there; minor units. */
  penalty: number
  /** Whether somebody has stated it, or it is what was charged for each unit that was short; null: neither. */
  penaltyFrom: 'stated' | 'charged' | null
}

interface Place {
  code: string
  timeZone: string
  currency: string
}

/** By item, for many items at once: one reading of the ledger. Channels where nothing was sold are not in it. */
export async function unitMarginsOfAll(
  reader: Reader,
  { code, timeZone, currency }: Place,
  now: number,
): Promise<{ ofItem(sku: string, channel: string): Pick<UnitMargin, 'margin' | 'penalty'> }> {
  const to = localDate(now, timeZone)
  const from = daysLater(to, -LOOKED_BACK_DAYS)
  const { rows } = await readMargins(reader, code, { from, to, groupBy: ['sku', 'channel'] })
  const margins = new Map<string, { margin: number | null; charged: number }>()
  for (const row of rows) {
    const punished = row.chargebacks + row.penalties
    const margin = row.units > 0 ? (row.contribution - punished) / row.units : null
    margins.set(JSON.stringify([row.sku, row.channel]), { margin, charged: Math.max(0, -punished) })
  }
  const stated = new Map<string, number | null>()
  for (const { channel } of await reader.db.select({ channel: reader.t.channels.channel }).from(reader.t.channels))
    stated.set(channel, await statedPenalty(reader, channel, currency, to))
  const short = await unitsShortOfAll(reader, code, now)
  return {
    ofItem(sku, channel) {
      const key = JSON.stringify([sku, channel])
      const { margin = null, charged = 0 } = margins.get(key) ?? {}
      const missing = short.get(key) ?? 0
      return { margin, penalty: stated.get(channel) ?? (missing > 0 ? charged / missing : 0) }
    },
  }
}

async function unitsShortOfAll(
  { db, t: { shortages: s } }: Reader,
  warehouse: string,
  now: number,
): Promise<Map<string, number>> {
  const rows = await db
    .select({ sku: s.sku, channel: s.channel, units: sql<number>`cast(sum(${s.units}) as bigint)`.mapWith(Number) })
    .from(s)
    .where(and(eq(s.warehouse, warehouse), gte(s.at, now - LOOKED_BACK_DAYS * DAY_MS)))
    .groupBy(s.sku, s.channel)
  return new Map(rows.map(({ sku, channel, units }) => [JSON.stringify([sku, channel]), units]))
}

export async function unitMargins(
  reader: Reader,
  { code, timeZone, currency }: Place,
  sku: string,
  channels: readonly string[],
  now: number,
): Promise<Map<string, UnitMargin>> {
  const to = localDate(now, timeZone)
  const { rows } = await readMargins(reader, code, {
    from: daysLater(to, -LOOKED_BACK_DAYS),
    to,
    sku,
    groupBy: ['channel'],
  })
  const found = new Map<string, UnitMargin>()
  for (const channel of channels) {
    const row = rows.find((one) => one.channel === channel)
    const punished = row ? row.chargebacks + row.penalties : 0
    const margin = row && row.units > 0 ? (row.contribution - punished) / row.units : null
    const stated = await statedPenalty(reader, channel, currency, to)
    const short = stated === null && punished < 0 ? await unitsShort(reader, code, sku, channel, now) : 0
    found.set(channel, {
      margin,
      units: row?.units ?? 0,
      penalty: stated ?? (short > 0 ? -punished / short : 0),
      penaltyFrom: stated !== null ? 'stated' : short > 0 ? 'charged' : null,
    })
  }
  return found
}

/** Null: nobody has stated one, or not in a currency that can be converted. */
async function statedPenalty(reader: Reader, channel: string, currency: string, day: string): Promise<number | null> {
  const { missing } = await readShortageCosts(reader, channel)
  return missing === null ? null : ((await convert(reader, missing satisfies Money, currency, day)) ?? null)
}

async function unitsShort(
  { db, t: { shortages: s } }: Reader,
  warehouse: string,
  sku: string,
  channel: string,
  now: number,
): Promise<number> {
  const [row] = await db
    .select({ units: sql<number>`cast(coalesce(sum(${s.units}), 0) as bigint)`.mapWith(Number) })
    .from(s)
    .where(
      and(
        eq(s.warehouse, warehouse),
        eq(s.sku, sku),
        eq(s.channel, channel),
        gte(s.at, now - LOOKED_BACK_DAYS * DAY_MS),
      ),
    )
  return row?.units ?? 0
}
