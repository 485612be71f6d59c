/**
 * Shrinkage: what corrections of the ledger were worth, by why they were made, where, of what and by whom. Found and gone
 * stand apart, for one can hide the other. What there was at the beginning is no shrinkage.
 */
import { and, desc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import { beginOf, daysLater, timeZoneOf } from '../availability/local-date.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import { Problem } from '../problem.ts'

export const GROUPS = ['reason', 'zone', 'sku', 'person'] as const
export type Group = (typeof GROUPS)[number]

/** `reason,zone`: each at most once. */
export const groupBy = v.pipe(
  v.string(),
  v.transform((text) => text.split(',')),
  v.array(v.picklist(GROUPS, `groupBy is made of ${GROUPS.join(', ')}.`)),
  v.check((groups) => new Set(groups).size === groups.length, 'Name each group once.'),
)

export const adjustmentsQuery = {
  /** Local days of the warehouse, both included. */
  from: v.optional(field.date),
  to: v.optional(field.date),
  groupBy: v.optional(groupBy),
  reason: v.optional(v.pipe(v.string(), v.maxLength(200))),
  sku: v.optional(field.sku),
}

interface Wanted {
  from?: string | undefined
  to?: string | undefined
  reason?: string | undefined
  sku?: string | undefined
}

/** Units, and their worth where a cost is known. */
interface Sum {
  units: number
  value: number
}

export type ShrinkageRow = Partial<Record<Group, string | null>> & {
  /** Null: no cost is known of any of it. */
  currency: string | null
  corrections: number
  found: Sum
  gone: Sum
  net: Sum
  /** Units, up or down, of which no cost is known: they weigh nothing in the values. */
  unpriced: number
}

export async function shrinkageOf(reader: Reader, warehouse: string, wanted: Wanted, groups: readonly Group[]) {
  const { db, t } = reader
  const columns = groupColumns(t)
  const by = groups.map((group) => columns[group])
  const selected = Object.fromEntries(groups.map((group) => [group, columns[group]])) as Record<
    Group,
    SQL<string | null>
  >
  const rows = await db
    .select({ ...selected, ...sums(t) })
    .from(t.adjustments)
    .leftJoin(t.locations, isPlaceOf(t))
    .leftJoin(t.users, eq(t.users.id, t.adjustments.userId))
    .where(await isWanted(reader, warehouse, wanted))
    .groupBy(...by, t.adjustments.currency)
    .orderBy(...by, t.adjustments.currency)
  return { items: rows.map((row) => rowOf(row, groups)) }
}

const isPlaceOf = ({ adjustments, locations }: Schema) =>
  and(eq(locations.warehouse, adjustments.warehouse), eq(locations.code, adjustments.location))

const groupColumns = ({ adjustments, locations, users }: Schema): Record<Group, SQL<string | null>> => ({
  reason: sql<string | null>`${adjustments.reason}`,
  zone: sql<string | null>`${locations.zone}`,
  sku: sql<string>`${adjustments.sku}`,
  // What no person recorded, an API key did: it goes by its name.
  person: sql<string | null>`coalesce(${users.name}, ${adjustments.userId})`,
})

const sums = ({ adjustments: { quantity, unitCost, currency } }: Schema) => {
  const total = (units: SQL) => sql<number>`cast(coalesce(sum(${units}), 0) as bigint)`.mapWith(Number)
  return {
    currency,
    corrections: sql<number>`count(*)`.mapWith(Number),
    found: total(sql`case when ${quantity} > 0 then ${quantity} else 0 end`),
    gone: total(sql`case when ${quantity} < 0 then -${quantity} else 0 end`),
    foundValue: total(sql`case when ${quantity} > 0 then ${quantity} * coalesce(${unitCost}, 0) else 0 end`),
    goneValue: total(sql`case when ${quantity} < 0 then -${quantity} * coalesce(${unitCost}, 0) else 0 end`),
    unpriced: total(sql`case when ${unitCost} is null then abs(${quantity}) else 0 end`),
  }
}

interface SumRow extends Partial<Record<Group, string | null>> {
  currency: string | null
  corrections: number
  found: number
  gone: number
  foundValue: number
  goneValue: number
  unpriced: number
}

const rowOf = (row: SumRow, groups: readonly Group[]): ShrinkageRow => ({
  ...Object.fromEntries(groups.map((group) => [group, row[group] ?? null])),
  currency: row.currency,
  corrections: row.corrections,
  found: { units: row.found, value: row.foundValue },
  gone: { units: row.gone, value: row.goneValue },
  net: { units: row.found - row.gone, value: row.foundValue - row.goneValue },
  unpriced: row.unpriced,
})

/** One by one, the newest first. */
export async function listAdjustments(
  reader: Reader,
  warehouse: string,
  wanted: Wanted,
  { after, limit }: { after: string; limit: number },
) {
  const { db, t } = reader
  const { adjustments } = t
  const rows = await db
    .select({ adjustment: adjustments, zone: t.locations.zone, person: groupColumns(t).person })
    .from(adjustments)
    .leftJoin(t.locations, isPlaceOf(t))
    .leftJoin(t.users, eq(t.users.id, adjustments.userId))
    .where(and(await isWanted(reader, warehouse, wanted), after === '' ? undefined : lt(adjustments.id, after)))
    .orderBy(desc(adjustments.id))
    .limit(limit + 1)
  const items = rows
    .slice(0, limit)
    .map(({ adjustment: { warehouse: _, userId, currency, unitCost, at, lot, ...row }, zone, person }) => ({
      ...row,
      lot: lot === '' ? null : lot,
      zone,
      person,
      unitCost: unitCost === null || currency === null ? null : { amount: unitCost, currency },
      at: new Date(at).toISOString(),
    }))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

async function isWanted(reader: Reader, warehouse: string, { from, to, reason, sku }: Wanted) {
  const { adjustments } = reader.t
  if (from !== undefined && to !== undefined && from > to)
    throw new Problem(422, 'invalid', 'to: The last day is before the first.', { field: 'to' })
  const zone = await timeZoneOf(reader, warehouse)
  return and(
    eq(adjustments.warehouse, warehouse),
    inArray(adjustments.kind, ['count', 'adjust']),
    reason === undefined ? undefined : eq(adjustments.reason, reason),
    sku === undefined ? undefined : eq(adjustments.sku, sku),
    from === undefined ? undefined : gte(adjustments.at, beginOf(from, zone)),
    to === undefined ? undefined : lt(adjustments.at, beginOf(daysLater(to, 1), zone)),
  )
}
