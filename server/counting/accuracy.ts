/** How right the ledger was, as counts found it: over time, by zone, class and person. */
import { and, eq, gte, isNull, lt, ne, or } from 'drizzle-orm'
import * as v from 'valibot'
import { type Accuracy, accuracyOf, type CountedLine } from '../../shared/rules/counting.ts'
import { date } from '../../shared/transactions/fields.ts'
import { localDate } from '../availability/local-date.ts'
import type { CountLineState } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'

const DAY_MS = 86_400_000

export const accuracyQuery = v.object({
  from: date,
  /** That day included. */
  to: date,
  groupBy: v.optional(
    v.picklist(['zone', 'class', 'person', 'day', 'all'], 'Group by zone, class, person, day or all.'),
    'all',
  ),
})
export type AccuracyQuery = v.InferOutput<typeof accuracyQuery>

export interface AccuracyRow extends Accuracy {
  /** The zone, class, person's name or day; null: none. */
  group: string | null
  /** Counts of a place, or of an item or lot in it. */
  bins: number
  /** Share of them in which nothing was off; null where there were none. */
  binAccuracy: number | null
  /** Balances that this group counted, and that somebody else then found otherwise. */
  overturned: number
}

interface Counted {
  countId: string
  zone: string | null
  /** Null: of a place that was rightly found empty. */
  class: string | null
  line: (CountedLine & { state: CountLineState }) | null
  person: string | null
  day: string
}

/** Recounts settle what a first count asked: each balance is judged once, by what was found last. */
export async function accuracy(
  reader: Reader,
  warehouse: string,
  query: AccuracyQuery,
): Promise<{ items: AccuracyRow[] }> {
  const counted = await countedIn(reader, warehouse, query)
  const groups = new Map<string | null, Counted[]>()
  for (const one of counted) {
    // What is not there has no class.
    if (query.groupBy === 'class' && one.line === null) continue
    const group = query.groupBy === 'all' ? null : one[query.groupBy]
    const members = groups.get(group)
    if (members) members.push(one)
    else groups.set(group, [one])
  }
  const items = [...groups].map(([group, members]) => rowOf(group, members))
  return { items: items.sort((a, b) => ((a.group ?? '') < (b.group ?? '') ? -1 : 1)) }
}

/** Decided for the ledger: the count was wrong. Superseded: another count said what was right. */
const OVERTURNED: readonly CountLineState[] = ['kept', 'superseded']

function rowOf(group: string | null, counted: readonly Counted[]): AccuracyRow {
  const bins = new Map<string, boolean>()
  const judged: CountedLine[] = []
  for (const { countId, line } of counted) {
    if (line?.state === 'superseded') continue
    const found = line?.state === 'kept' ? { ...line, counted: line.expected } : line
    if (found) judged.push(found)
    bins.set(countId, (bins.get(countId) ?? true) && (found === null || found.counted === found.expected))
  }
  const right = [...bins.values()].filter(Boolean).length
  return {
    group,
    bins: bins.size,
    binAccuracy: bins.size === 0 ? null : right / bins.size,
    overturned: counted.filter(({ line }) => line && OVERTURNED.includes(line.state)).length,
    ...accuracyOf(judged),
  }
}

async function countedIn({ db, t }: Reader, warehouse: string, { from, to }: AccuracyQuery): Promise<Counted[]> {
  const { counts, countLines, users, warehouses } = t
  const [place] = await db.select({ zone: warehouses.timeZone }).from(warehouses).where(eq(warehouses.code, warehouse))
  const dayOf = (at: number) => localDate(at, place?.zone ?? 'UTC')
  const rows = await db
    .select({
      countId: counts.id,
      zone: counts.zone,
      recordedAt: counts.recordedAt,
      person: users.name,
      line: countLines,
    })
    .from(counts)
    .leftJoin(countLines, eq(countLines.countId, counts.id))
    .leftJoin(users, eq(users.id, counts.userId))
    .where(
      and(
        eq(counts.warehouse, warehouse),
        eq(counts.reversed, false),
        or(isNull(countLines.state), ne(countLines.state, 'disturbed')),
        // A local day begins up to fourteen hours before it does in UTC, and ends up to twelve after.
        gte(counts.recordedAt, Date.parse(from) - DAY_MS),
        lt(counts.recordedAt, Date.parse(to) + 2 * DAY_MS),
      ),
    )
  return rows
    .map(({ recordedAt, ...row }) => ({ ...row, class: row.line?.class ?? null, day: dayOf(recordedAt) }))
    .filter(({ day }) => day >= from && day <= to)
}
