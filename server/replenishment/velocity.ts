/**
 * How fast items sell: the one measure of it, which classes, lag-aware buffers and plans share. A unit counts when it is asked
 * for, whatever of it could be promised: as ordered, as refused whole, as used up in production; and for days that were told from
 * outside, what was told. The same day by day is history.ts.
 */
import { and, eq, gte, inArray, type SQL, sql } from 'drizzle-orm'
import { PRODUCTION } from '../../shared/rules/places.ts'
import { localDate } from '../availability/local-date.ts'
import { firstIdAt } from '../db/first-id.ts'
import type { Reader } from '../db/work.ts'
import { isOfProduction, isStillRefused, netlyUsed } from './asked.ts'
import { dateOf, dayNumber, localDays } from './days.ts'
import { instantOf } from './history.ts'

export interface Asked {
  sku: string
  /** Production is one: its code is that of its place. */
  channel: string
  /** Base units asked for since the earlier of the two moments, and since the later. */
  since: number
  sinceLate: number
}

export interface AskedWanted {
  /** UTC milliseconds. */
  since: number
  /** Left out: nothing is counted as late. */
  late?: number | undefined
  channel?: string | undefined
  skus?: readonly string[] | undefined
}

interface Place {
  code: string
  timeZone: string
}

export async function askedFor(reader: Reader, place: Place, wanted: AskedWanted): Promise<Asked[]> {
  const found = new Map<string, Asked>()
  const add = ({ sku, channel, since, sinceLate }: Asked) => {
    const key = JSON.stringify([sku, channel])
    const known = found.get(key) ?? { sku, channel, since: 0, sinceLate: 0 }
    found.set(key, known)
    known.since += since
    known.sinceLate += sinceLate
  }
  for (const row of await ordered(reader, place.code, wanted)) add(row)
  for (const row of await refused(reader, place.code, wanted)) add(row)
  if (wanted.channel === undefined || wanted.channel === PRODUCTION)
    for (const row of await usedUp(reader, place.code, wanted)) add(row)
  for (const row of await toldInstead(reader, place, wanted)) add(row)
  return [...found.values()]
}

const unitsSince = (units: SQL | unknown, late: SQL | undefined) =>
  late === undefined
    ? sql<number>`0`.mapWith(Number)
    : sql<number>`cast(sum(case when ${late} then ${units} else 0 end) as bigint)`.mapWith(Number)

function ordered({ db, t: { orderLines: l } }: Reader, warehouse: string, { since, late, channel, skus }: AskedWanted) {
  const isLate = late === undefined ? undefined : sql`${l.id} >= ${firstIdAt(late)}`
  return db
    .select({
      ...{ sku: l.sku, channel: l.channel },
      since: sql<number>`cast(sum(${l.quantity}) as bigint)`.mapWith(Number),
      sinceLate: unitsSince(l.quantity, isLate),
    })
    .from(l)
    .where(
      and(
        gte(l.id, firstIdAt(since)),
        eq(l.warehouse, warehouse),
        channel === undefined ? undefined : eq(l.channel, channel),
        skus && inArray(l.sku, [...skus]),
      ),
    )
    .groupBy(l.sku, l.channel)
}

function refused({ db, t }: Reader, warehouse: string, { since, late, channel, skus }: AskedWanted) {
  const { demandRefused: r } = t
  const isLate = late === undefined ? undefined : sql`${r.at} >= ${late}`
  return db
    .select({
      ...{ sku: r.sku, channel: r.channel },
      since: sql<number>`cast(sum(${r.units}) as bigint)`.mapWith(Number),
      sinceLate: unitsSince(r.units, isLate),
    })
    .from(r)
    .where(
      and(
        gte(r.at, since),
        eq(r.warehouse, warehouse),
        channel === undefined ? undefined : eq(r.channel, channel),
        skus && inArray(r.sku, [...skus]),
        isStillRefused(t),
      ),
    )
    .groupBy(r.sku, r.channel)
}

async function usedUp(
  { db, t }: Reader,
  warehouse: string,
  { since, late = Number.POSITIVE_INFINITY, skus }: AskedWanted,
): Promise<Asked[]> {
  const { movements: m } = t
  const rows = await db
    .select({
      sku: m.sku,
      at: sql<number>`min(${m.recordedAt})`.mapWith(Number),
      units: netlyUsed(t),
    })
    .from(m)
    .where(
      and(
        gte(m.id, firstIdAt(since)),
        eq(m.warehouse, warehouse),
        isOfProduction(t),
        skus && inArray(m.sku, [...skus]),
      ),
    )
    .groupBy(m.sku, m.transactionId)
  return rows
    .filter(({ units }) => units > 0)
    .map(({ sku, at, units }) => ({ sku, channel: PRODUCTION, since: units, sinceLate: at >= late ? units : 0 }))
}

/** For each told day, what was told less what orders and refusals say of it: it stands in their place. Whole days only. */
async function toldInstead(
  reader: Reader,
  { code, timeZone }: Place,
  { since, channel, skus }: AskedWanted,
): Promise<Asked[]> {
  const { t } = reader
  const { demandTold: d, orderLines: l, demandRefused: r } = t
  const first = firstWholeDay(since, timeZone)
  const told = await reader.db
    .select({ sku: d.sku, channel: d.channel, date: d.date, units: d.units })
    .from(d)
    .where(
      and(
        eq(d.warehouse, code),
        gte(d.date, first),
        channel === undefined ? undefined : eq(d.channel, channel),
        skus && inArray(d.sku, [...skus]),
      ),
    )
  if (told.length === 0) return []
  const dayOf = localDays(timeZone)
  const isTold = new Set(told.map(({ sku, channel: of, date }) => JSON.stringify([sku, of, date])))
  const named = [...new Set(told.map(({ sku }) => sku))]
  const lines = await reader.db
    .select({ id: l.id, sku: l.sku, channel: l.channel, units: l.quantity })
    .from(l)
    .where(and(gte(l.id, firstIdAt(since)), eq(l.warehouse, code), inArray(l.sku, named)))
  const refusals = await reader.db
    .select({ at: r.at, sku: r.sku, channel: r.channel, units: r.units })
    .from(r)
    .where(and(gte(r.at, since), eq(r.warehouse, code), inArray(r.sku, named), isStillRefused(t)))
  const replaced = [...lines.map(({ id, ...row }) => ({ ...row, at: instantOf(id) })), ...refusals].filter(
    ({ sku, channel: of, at }) => isTold.has(JSON.stringify([sku, of, dateOf(dayOf(at))])),
  )
  return [
    ...told.map((row) => ({ sku: row.sku, channel: row.channel, since: Math.max(0, row.units), sinceLate: 0 })),
    ...replaced.map((row) => ({ sku: row.sku, channel: row.channel, since: -row.units, sinceLate: 0 })),
  ]
}

function firstWholeDay(since: number, timeZone: string): string {
  const day = localDate(since, timeZone)
  return localDate(since - 1, timeZone) === day ? dateOf(dayNumber(day) + 1) : day
}
