/** Platforms that do not answer or were not heard for too long, and those of which something failed for good. */
import { and, asc, eq, isNull, min, sql } from 'drizzle-orm'
import { PATIENCE } from '../channels/circuit.ts'
import type { Reader } from '../db/work.ts'
import { type Need, needOf } from './need.ts'

/** One that is paused is not waited for. */
export async function platformNeeds({ db, t }: Reader, warehouse: string): Promise<Need[]> {
  const { connectors: c, channelFailures: f } = t
  const isSilence = sql`${f.about} in ('silence', 'connector')`
  const rows = await db
    .select({
      id: c.id,
      paused: c.paused,
      failuresInRow: c.failuresInRow,
      silentSince: sql<number | null>`min(case when ${isSilence} then ${f.firstAt} end)`,
      failedSince: sql<number | null>`min(case when ${f.state} = 'open' and not ${isSilence} then ${f.firstAt} end)`,
      firstAt: min(f.firstAt),
    })
    .from(c)
    // With a word of the index that has what is not healed.
    .leftJoin(f, and(eq(f.connectorId, c.id), sql`${f.about} >= ''`, isNull(f.endedAt)))
    .where(eq(c.warehouse, warehouse))
    .groupBy(c.id, c.paused, c.failuresInRow)
    .orderBy(asc(c.id))
  const silent = rows.filter((row) => !row.paused && (row.failuresInRow >= PATIENCE || row.silentSince !== null))
  const failing = rows.filter((row) => !silent.includes(row) && row.failedSince !== null)
  return [
    ...together('silent-platforms', silent, ({ silentSince, firstAt }) => silentSince ?? firstAt),
    ...together('failing-platforms', failing, ({ failedSince }) => failedSince),
  ]
}

function together<Row extends { id: string }>(
  kind: 'silent-platforms' | 'failing-platforms',
  rows: readonly Row[],
  sinceOf: (row: Row) => number | null,
): Need[] {
  if (rows.length === 0) return []
  const known = rows.flatMap((row) => sinceOf(row) ?? []).map(Number)
  return [
    needOf(kind, kind === 'silent-platforms' ? 'high' : 'medium', {
      count: rows.length,
      since: known.length === 0 ? null : Math.min(...known),
      names: rows.map(({ id }) => id),
    }),
  ]
}
