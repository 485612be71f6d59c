/** Counts as they were made: newest first, with what they found of each balance. */
import { and, desc, eq, inArray, lt, or } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import type { CountLineRow } from './lines.ts'

export interface CountFilter {
  location?: string | undefined
  sku?: string | undefined
}

export async function readCounts(
  { db, t }: Reader,
  warehouse: string,
  { location, sku }: CountFilter,
  { cursor, limit }: { cursor: string; limit: number },
) {
  const { counts, countLines, users } = t
  const before = readCursor(cursor)
  const ofItem =
    sku === undefined
      ? undefined
      : db.select({ id: countLines.countId }).from(countLines).where(eq(countLines.sku, sku))
  const rows = await db
    .select({ count: counts, person: users.name })
    .from(counts)
    .leftJoin(users, eq(users.id, counts.userId))
    .where(
      and(
        eq(counts.warehouse, warehouse),
        location === undefined ? undefined : eq(counts.location, location),
        ofItem && inArray(counts.id, ofItem),
        before &&
          or(
            lt(counts.recordedAt, before.recordedAt),
            and(eq(counts.recordedAt, before.recordedAt), lt(counts.id, before.id)),
          ),
      ),
    )
    .orderBy(desc(counts.recordedAt), desc(counts.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const lines = await linesOf(
    { db, t },
    page.map(({ count }) => count.id),
  )
  const items = page.map(({ count, person }) => ({
    id: count.id,
    location: count.location,
    zone: count.zone,
    scope: count.scope,
    origin: count.origin,
    task: count.taskId,
    user: count.userId,
    person,
    device: count.deviceId,
    occurredAt: new Date(count.occurredAt).toISOString(),
    recordedAt: new Date(count.recordedAt).toISOString(),
    reversed: count.reversed,
    lines: (lines.get(count.id) ?? []).map(lineAnswer),
  }))
  const last = page.at(-1)?.count
  return { items, next: rows.length > limit && last ? `${last.recordedAt} ${last.id}` : null }
}

/** One push records several counts in one moment: the time alone would skip some of them. */
function readCursor(cursor: string): { recordedAt: number; id: string } | undefined {
  const [at, id] = cursor.split(' ')
  return at === undefined || id === undefined ? undefined : { recordedAt: Number(at), id }
}

export const lineAnswer = (line: CountLineRow) => ({
  sku: line.sku,
  lot: line.lot === '' ? null : line.lot,
  status: line.status,
  class: line.class,
  counted: line.counted,
  expected: line.expected,
  variance: line.counted - line.expected,
  unitCost: line.unitCost,
  state: line.state,
  adjusted: line.adjusted,
  reason: line.reason,
})

async function linesOf(
  { db, t: { countLines } }: Pick<Reader, 'db' | 't'>,
  ids: string[],
): Promise<Map<string, CountLineRow[]>> {
  const rows = ids.length === 0 ? [] : await db.select().from(countLines).where(inArray(countLines.countId, ids))
  const found = new Map<string, CountLineRow[]>()
  for (const row of rows) found.set(row.countId, [...(found.get(row.countId) ?? []), row])
  return found
}
