/** Counts as they were made: newest first, with what they found of each balance. */
import { and, desc, eq, inArray, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import * as v from 'valibot'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import { notFound } from '../problem.ts'
import { type CountLineRow, IN_DOUBT } from './lines.ts'

/** `off`: something differed. `open`: somebody still has to decide or to count again. */
export const COUNT_STATES = ['off', 'open'] as const

const text = v.optional(v.pipe(v.string(), v.maxLength(200)))

export const countFilter = v.object({
  location: text,
  sku: text,
  /** A part of the place, of an item in it, or of the person's name. */
  search: text,
  state: v.optional(v.picklist(COUNT_STATES, 'The state is off or open.')),
})
export type CountFilter = v.InferOutput<typeof countFilter>

export async function readCounts(
  reader: Reader,
  warehouse: string,
  filter: CountFilter,
  { cursor, limit }: { cursor: string; limit: number },
) {
  const { counts } = reader.t
  const before = readCursor(cursor)
  const rows = await found(
    reader,
    warehouse,
    [
      ...matching(reader, filter),
      before &&
        or(
          lt(counts.recordedAt, before.recordedAt),
          and(eq(counts.recordedAt, before.recordedAt), lt(counts.id, before.id)),
        ),
    ],
    limit + 1,
  )
  const items = await answersOf(reader, rows.slice(0, limit))
  const last = rows[limit - 1]?.count
  return { items, next: rows.length > limit && last ? `${last.recordedAt} ${last.id}` : null }
}

export async function readCount(reader: Reader, warehouse: string, id: string) {
  const [count] = await answersOf(reader, await found(reader, warehouse, [eq(reader.t.counts.id, id)], 1))
  if (!count) throw notFound(`count ${id}`)
  return count
}

/** One push records several counts in one moment: the time alone would skip some of them. */
function readCursor(cursor: string): { recordedAt: number; id: string } | undefined {
  const [at, id] = cursor.split(' ')
  return at === undefined || id === undefined ? undefined : { recordedAt: Number(at), id }
}

interface Found {
  count: Schema['counts']['$inferSelect']
  person: string | null
}

const found = (
  { db, t: { counts, users } }: Reader,
  warehouse: string,
  conditions: readonly (SQL | undefined)[],
  most: number,
): Promise<Found[]> =>
  db
    .select({ count: counts, person: users.name })
    .from(counts)
    .leftJoin(users, eq(users.id, counts.userId))
    .where(and(eq(counts.warehouse, warehouse), ...conditions))
    .orderBy(desc(counts.recordedAt), desc(counts.id))
    .limit(most)

function matching({ db, t }: Reader, { location, sku, search = '', state }: CountFilter): (SQL | undefined)[] {
  const { counts, countLines, users } = t
  const withLine = (condition: SQL | undefined) =>
    inArray(counts.id, db.select({ id: countLines.countId }).from(countLines).where(condition))
  const words = `%${search
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`
  const has = (column: unknown) => sql`lower(${column}) like ${words} escape '\\'`
  return [
    location === undefined ? undefined : eq(counts.location, location),
    sku === undefined ? undefined : withLine(eq(countLines.sku, sku)),
    search.trim() === '' ? undefined : or(has(counts.location), has(users.name), withLine(has(countLines.sku))),
    state === 'off' ? withLine(ne(countLines.counted, countLines.expected)) : undefined,
    state === 'open' ? and(eq(counts.reversed, false), withLine(inArray(countLines.state, [...IN_DOUBT]))) : undefined,
  ]
}

async function answersOf(reader: Reader, rows: readonly Found[]) {
  const lines = await linesOf(
    reader,
    rows.map(({ count }) => count.id),
  )
  return rows.map(({ count, person }) => ({
    id: count.id,
    location: count.location,
    zone: count.zone,
    scope: count.scope,
    sku: count.sku === '' ? null : count.sku,
    lot: count.scope === 'lot' && count.lot !== '' ? count.lot : null,
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
  const rows =
    ids.length === 0
      ? []
      : await db
          .select()
          .from(countLines)
          .where(inArray(countLines.countId, ids))
          .orderBy(countLines.sku, countLines.lot, countLines.status)
  const found = new Map<string, CountLineRow[]>()
  for (const row of rows) found.set(row.countId, [...(found.get(row.countId) ?? []), row])
  return found
}
