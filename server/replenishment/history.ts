/**
 * What each channel asked for of an item, day by day: as it was ordered, whether or not it could be had; what was refused whole;
 * what production used up; and, for days that were told from outside, what was told.
 */
import { and, eq, sql } from 'drizzle-orm'
import { PRODUCTION } from '../../shared/rules/places.ts'
import { firstIdAt } from '../db/first-id.ts'
import { prepared, type Reader, type Statements } from '../db/work.ts'
import { isOfProduction, isStillRefused, netlyUsed } from './asked.ts'
import { dateOf, dayNumber, localDays } from './days.ts'

const DAY_MS = 86_400_000
/** Older demand says little of what is to come. Three years have three of each season. */
export const KEPT_DAYS = 1_096

export interface Series {
  channel: string
  /** The first day, an ISO date. */
  from: string
  /** Base units of each day up to today, which is not over: the last figure is what was asked for so far. */
  units: number[]
  /** Whether today's figure was told: then it is whole. */
  isTodayWhole: boolean
}

interface Place {
  code: string
  timeZone: string
}

export async function readHistory(reader: Reader, place: Place, sku: string, now: number): Promise<Series[]> {
  const dayOf = localDays(place.timeZone)
  const today = dayOf(now)
  const first = today - KEPT_DAYS
  const days = new Map<string, Map<number, number>>()
  const daysOf = (channel: string): Map<number, number> => {
    const found = days.get(channel) ?? new Map<number, number>()
    days.set(channel, found)
    return found
  }
  const add = (channel: string, at: number, units: number) => {
    // A clock that is ahead asks for tomorrow: it is of today.
    const day = Math.min(today, dayOf(at))
    if (day <= first) return
    const found = daysOf(channel)
    found.set(day, (found.get(day) ?? 0) + units)
  }
  const since = now - (KEPT_DAYS + 1) * DAY_MS
  const of = { warehouse: place.code, sku }
  const read = reader.statements(statements)
  for (const { id, channel, units } of await read.ordered.execute({ ...of, first: firstIdAt(since) }))
    add(channel, instantOf(id), units)
  for (const { channel, at, units } of await read.refused.execute({ ...of, since })) add(channel, at, units)
  for (const { at, units } of await read.usedUp.execute(of)) if (units > 0) add(PRODUCTION, at, units)
  const told = new Set<string>()
  for (const { channel, date, units } of await read.told.execute(of)) {
    const day = dayNumber(date)
    if (day <= first || day > today) continue
    daysOf(channel).set(day, units)
    if (day === today) told.add(channel)
  }
  return [...days]
    .filter(([, found]) => found.size > 0)
    .map(([channel, found]) => ({ channel, ...asSeries(found, today), isTodayWhole: told.has(channel) }))
    .sort((a, b) => (a.channel < b.channel ? -1 : 1))
}

function asSeries(found: ReadonlyMap<number, number>, today: number): { from: string; units: number[] } {
  let first = today
  for (const day of found.keys()) if (day < first) first = day
  const units = Array.from({ length: today - first + 1 }, (_, nth) => found.get(first + nth) ?? 0)
  return { from: dateOf(first), units }
}

/** Ids of order lines begin with the time at which they were asked for. */
export const instantOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)

const p = sql.placeholder

const statements = ((db, t) => {
  const { orderLines: l, demandRefused: r, movements: m, demandTold: d } = t
  return {
    ordered: prepared(
      'asked_ordered',
      db
        .select({ id: l.id, channel: l.channel, units: l.quantity })
        .from(l)
        .where(and(eq(l.warehouse, p('warehouse')), eq(l.sku, p('sku')), sql`${l.id} >= ${p('first')}`)),
    ),
    refused: prepared(
      'asked_refused',
      db
        .select({ channel: r.channel, at: r.at, units: r.units })
        .from(r)
        .where(
          and(eq(r.warehouse, p('warehouse')), eq(r.sku, p('sku')), sql`${r.at} >= ${p('since')}`, isStillRefused(t)),
        ),
    ),
    usedUp: prepared(
      'asked_used_up',
      db
        .select({
          at: sql<number>`min(${m.recordedAt})`.mapWith(Number),
          units: netlyUsed(t),
        })
        .from(m)
        .where(
          and(
            eq(m.sku, p('sku')),
            sql`border`,
            // As text that is reckoned: the index of what crossed the border is read, not every move of the item.
            sql`${m.warehouse} || '' = ${p('warehouse')}`,
            isOfProduction(t),
          ),
        )
        .groupBy(m.transactionId),
    ),
    told: prepared(
      'asked_told',
      db
        .select({ channel: d.channel, date: d.date, units: d.units })
        .from(d)
        .where(and(eq(d.warehouse, p('warehouse')), eq(d.sku, p('sku')))),
    ),
  }
}) satisfies Statements<unknown>
