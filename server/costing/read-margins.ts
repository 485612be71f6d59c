/** What was earned, by item, channel and time: whole months from their sums, the days at both ends from theirs. */
import { and, between, eq, type SQL, sql } from 'drizzle-orm'
import { contributionOf, contributionRateOf, MARGIN_SUMS, type MarginSums, noSums } from '../../shared/rules/margin.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import { lastDayOf, monthsLater } from './months.ts'

export type MarginGroup = 'sku' | 'channel' | 'month'

export interface MarginsWanted {
  from: string
  to: string
  groupBy: readonly MarginGroup[]
  sku?: string | undefined
  channel?: string | undefined
}

export interface MarginRow extends MarginSums {
  sku?: string
  channel?: string
  month?: string
  contribution: number
  /** Of revenue less discounts; null where nothing was paid. */
  contributionRate: number | null
}

export async function readMargins(
  reader: Reader,
  warehouse: string,
  wanted: MarginsWanted,
): Promise<{ rows: MarginRow[]; total: MarginRow }> {
  const { months, days } = partsOf(wanted.from, wanted.to)
  const { marginMonths, marginDays } = reader.t
  const found = new Map<string, { of: Partial<Record<MarginGroup, string>>; sums: MarginSums }>()
  const add = (rows: readonly Grouped[]) => {
    for (const { sku, channel, month, ...sums } of rows) {
      const of = Object.fromEntries(
        wanted.groupBy.map((group) => [group, { sku, channel, month }[group] ?? '']),
      ) as Partial<Record<MarginGroup, string>>
      const key = JSON.stringify(Object.values(of))
      const group = found.get(key) ?? { of, sums: noSums() }
      for (const figure of MARGIN_SUMS) group.sums[figure] += Number(sums[figure])
      found.set(key, group)
    }
  }
  if (months)
    add(await grouped(reader, warehouse, wanted, marginMonths, between(marginMonths.month, months.from, months.to)))
  for (const { from, to } of days)
    add(await grouped(reader, warehouse, wanted, marginDays, between(marginDays.day, from, to)))
  const rows = [...found.values()].map(({ of, sums }) => ({ ...of, ...reckoned(sums) }))
  const total = noSums()
  for (const { sums } of found.values()) for (const figure of MARGIN_SUMS) total[figure] += sums[figure]
  return { rows: rows.sort((a, b) => b.contribution - a.contribution), total: reckoned(total) }
}

const reckoned = (sums: MarginSums): MarginRow => ({
  ...sums,
  contribution: contributionOf(sums),
  contributionRate: contributionRateOf(sums),
})

type Grouped = MarginSums & { sku: string | null; channel: string | null; month: string | null }

async function grouped(
  { db }: Reader,
  warehouse: string,
  { groupBy, sku, channel }: MarginsWanted,
  table: Schema['marginDays'] | Schema['marginMonths'],
  when: SQL,
): Promise<Grouped[]> {
  // Both have the columns of the sums; only what tells the time differs.
  const t = table as Schema['marginDays']
  const month = 'month' in table ? sql<string>`${table.month}` : sql<string>`substr(${t.day}, 1, 7)`
  const by = { sku: sql<string>`${t.sku}`, channel: sql<string>`${t.channel}`, month }
  const named = (group: MarginGroup) => (groupBy.includes(group) ? by[group] : sql<null>`null`)
  const sums = Object.fromEntries(MARGIN_SUMS.map((figure) => [figure, sql<number>`sum(${t[figure]})`]))
  const groups = groupBy.map((group) => by[group])
  const query = db
    .select({ sku: named('sku'), channel: named('channel'), month: named('month'), ...sums })
    .from(t)
    .where(
      and(
        eq(t.warehouse, warehouse),
        when,
        sku === undefined ? undefined : eq(t.sku, sku),
        channel === undefined ? undefined : eq(t.channel, channel),
      ),
    )
  const rows = groups.length > 0 ? await query.groupBy(...groups) : await query
  return rows.filter((row) => (row as Grouped).units !== null) as Grouped[]
}

interface Parts {
  months: { from: string; to: string } | null
  days: { from: string; to: string }[]
}

/** Whole months in between, and the days before and after them. ISO dates, both included. */
export function partsOf(from: string, to: string): Parts {
  const first = from.endsWith('-01') ? from.slice(0, 7) : monthsLater(from.slice(0, 7), 1)
  const last = isLastDay(to) ? to.slice(0, 7) : monthsLater(to.slice(0, 7), -1)
  if (first > last) return { months: null, days: from <= to ? [{ from, to }] : [] }
  const before = from < `${first}-01` ? [{ from, to: lastDayOf(monthsLater(first, -1)) }] : []
  const after = to > lastDayOf(last) ? [{ from: `${monthsLater(last, 1)}-01`, to }] : []
  return { months: { from: first, to: last }, days: [...before, ...after] }
}

const isLastDay = (day: string): boolean => day === lastDayOf(day.slice(0, 7))
