/** The last counts of what an exception is about: who counted what, against what the ledger had. */
import { and, desc, eq } from 'drizzle-orm'
import type { Status } from '../../shared/transactions/status.ts'
import { stockOfKey } from '../../shared/wire/pull.ts'
import type { Reader } from '../db/work.ts'
import { usersNamed } from './answers.ts'
import type { ExceptionRow } from './remedies/remedy.ts'

const SHOWN = 20

/** The newest first; of one balance, or of all lots of the item in the place. */
export async function historyOf(reader: Reader, row: ExceptionRow) {
  if (row.type !== 'count-variance' && row.type !== 'count-disturbed') return []
  const { counts, countLines } = reader.t
  const balance = row.type === 'count-variance' ? stockOfKey(row.subject) : null
  const rows = await reader.db
    .select({ count: counts, line: countLines })
    .from(countLines)
    .innerJoin(counts, eq(counts.id, countLines.countId))
    .where(
      and(
        eq(countLines.warehouse, row.warehouse),
        eq(countLines.location, row.location ?? ''),
        eq(countLines.sku, row.sku ?? ''),
        balance ? and(eq(countLines.lot, balance.lot), eq(countLines.status, balance.status as Status)) : undefined,
      ),
    )
    .orderBy(desc(counts.recordedAt), desc(counts.id))
    .limit(SHOWN)
  const names = await usersNamed(reader, [...new Set(rows.flatMap(({ count }) => count.userId ?? []))])
  return rows.map(({ count, line }) => ({
    id: count.id,
    occurredAt: new Date(count.occurredAt).toISOString(),
    recordedAt: new Date(count.recordedAt).toISOString(),
    by: count.userId === null ? null : (names.get(count.userId) ?? count.userId),
    device: count.deviceId,
    origin: count.origin,
    lot: line.lot === '' ? null : line.lot,
    status: line.status,
    counted: line.counted,
    expected: line.expected,
    unitCost: line.unitCost,
    state: line.state,
    reason: line.reason,
    undone: count.reversed,
  }))
}
