/** Months that are reported: their figures are kept as they were told, beside what has been entered for them since. */
import { and, desc, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { MARGIN_SUMS, type MarginSums } from '../../shared/rules/margin.ts'
import { localDate } from '../availability/local-date.ts'
import type { ReportedRow } from '../db/tables/costing.ts'
import type { Reader, Tx } from '../db/work.ts'
import { notFound, Problem } from '../problem.ts'
import { lastDayOf } from './months.ts'
import { readMargins } from './read-margins.ts'
import { enterStorageUntil } from './storage.ts'

export const monthInput = v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Give the month as 2026-11.'))

async function rowsOf(reader: Reader, warehouse: string, month: string): Promise<ReportedRow[]> {
  const { rows } = await readMargins(reader, warehouse, {
    from: `${month}-01`,
    to: lastDayOf(month),
    groupBy: ['sku', 'channel'],
  })
  return rows.map(({ sku = '', channel = '', ...row }) => ({ sku, channel, ...figuresOf(row) }))
}

const figuresOf = (row: MarginSums): MarginSums =>
  Object.fromEntries(MARGIN_SUMS.map((figure) => [figure, row[figure]])) as MarginSums

/** Throws where the month is not over, or was closed before. */
export async function closePeriod(
  tx: Tx,
  place: { code: string; timeZone: string },
  month: string,
  by: string,
): Promise<{ month: string; rows: number }> {
  const { marginPeriods } = tx.t
  if (localDate(tx.now, place.timeZone) <= lastDayOf(month))
    throw new Problem(409, 'period-not-over', `${month} is not over yet. Close it when it is.`, { field: 'month' })
  const [known] = await tx.db
    .select({ closedAt: marginPeriods.closedAt })
    .from(marginPeriods)
    .where(and(eq(marginPeriods.warehouse, place.code), eq(marginPeriods.month, month)))
  if (known)
    throw new Problem(409, 'period-closed', `${month} was closed before. What came later stands beside its figures.`)
  await enterStorageUntil(tx, place.code, month)
  const rows = await rowsOf(tx, place.code, month)
  await tx.db.insert(marginPeriods).values({ warehouse: place.code, month, closedAt: tx.now, by, rows })
  return { month, rows: rows.length }
}

export async function readPeriods({ db, t: { marginPeriods } }: Reader, warehouse: string) {
  return db
    .select({ month: marginPeriods.month, closedAt: marginPeriods.closedAt, by: marginPeriods.by })
    .from(marginPeriods)
    .where(eq(marginPeriods.warehouse, warehouse))
    .orderBy(desc(marginPeriods.month))
}

/** As it was reported, and what has been entered for it since, by item and channel. */
export async function readPeriod(reader: Reader, warehouse: string, month: string) {
  const { marginPeriods } = reader.t
  const [period] = await reader.db
    .select()
    .from(marginPeriods)
    .where(and(eq(marginPeriods.warehouse, warehouse), eq(marginPeriods.month, month)))
  if (!period) throw notFound(`closed month ${month}`)
  const now = await rowsOf(reader, warehouse, month)
  const { closedAt, by, rows } = period
  return { month, closedAt, by, rows, since: differences(rows, now) }
}

function differences(before: readonly ReportedRow[], now: readonly ReportedRow[]): ReportedRow[] {
  const keyOf = ({ sku, channel }: ReportedRow) => JSON.stringify([sku, channel])
  const reported = new Map(before.map((row) => [keyOf(row), row]))
  return now.flatMap((row) => {
    const was = reported.get(keyOf(row))
    const sums = Object.fromEntries(
      MARGIN_SUMS.map((figure) => [figure, row[figure] - (was?.[figure] ?? 0)]),
    ) as MarginSums
    return MARGIN_SUMS.some((figure) => sums[figure] !== 0) ? [{ sku: row.sku, channel: row.channel, ...sums }] : []
  })
}
