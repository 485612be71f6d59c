/** What was counted and what the ledger had: of the differences that nobody has decided, for a whole page at once. */
import { and, eq, inArray } from 'drizzle-orm'
import { stockKey } from '../../shared/wire/pull.ts'
import { type CountLineRow, IN_DOUBT } from '../counting/lines.ts'
import type { Reader } from '../db/work.ts'
import type { ExceptionRow } from './remedies/remedy.ts'

/** The newest of each balance, by exception; of what is settled already there is none. */
export async function doubtsAmong(
  { db, t: { counts, countLines } }: Reader,
  warehouse: string,
  rows: readonly ExceptionRow[],
): Promise<Map<string, CountLineRow>> {
  const differing = rows.filter(({ type }) => type === 'count-variance')
  if (differing.length === 0) return new Map()
  const found = await db
    .select({ line: countLines })
    .from(countLines)
    .innerJoin(counts, eq(counts.id, countLines.countId))
    .where(
      and(
        eq(countLines.warehouse, warehouse),
        inArray(countLines.location, [...new Set(differing.map(({ location }) => location ?? ''))]),
        inArray(countLines.sku, [...new Set(differing.map(({ sku }) => sku ?? ''))]),
        inArray(countLines.state, [...IN_DOUBT]),
        eq(counts.reversed, false),
      ),
    )
    .orderBy(counts.recordedAt, counts.id)
  const newest = new Map(found.map(({ line }) => [stockKey(line), line]))
  return new Map(
    differing.flatMap(({ id, subject }) => {
      const line = newest.get(subject)
      return line ? [[id, line] as const] : []
    }),
  )
}

export const countAnswer = ({ counted, expected, unitCost, state }: CountLineRow) => ({
  counted,
  expected,
  variance: counted - expected,
  unitCost,
  state,
})
