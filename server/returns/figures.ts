/**
 * How much comes back, why, and what becomes of it. Shipped and returned are those of the same days, by the ledger; what
 * became of the goods is told of what came back in these days, whenever it was decided.
 */
import { and, eq, gte, lte, type SQL, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { DISPOSITIONS, type Disposition } from '../../shared/rules/disposition.ts'
import { grouped } from '../../shared/rules/grouped.ts'
import type { Money } from '../../shared/rules/money.ts'
import * as field from '../../shared/transactions/fields.ts'
import { beginOf, daysLater, timeZoneOf } from '../availability/local-date.ts'
import type { Reader } from '../db/work.ts'
import { Problem } from '../problem.ts'
import { cameOfKnown } from './not-archived.ts'

const GROUPS = ['sku', 'channel', 'reason', 'lot', 'supplier'] as const
type Group = (typeof GROUPS)[number]

export const figuresQuery = v.object({
  /** Local days of the warehouse, both included. */
  from: v.optional(field.date),
  to: v.optional(field.date),
  groupBy: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(',')),
      v.array(v.picklist(GROUPS, `groupBy is made of ${GROUPS.join(', ')}.`)),
      v.check((groups) => new Set(groups).size === groups.length, 'Name each group once.'),
    ),
    'sku',
  ),
})
type Wanted = v.InferOutput<typeof figuresQuery>

type Names = Partial<Record<Group, string | null>>

export type FiguresRow = Names & {
  shipped: number
  returned: number
  /** Returned of shipped; null where nothing was shipped. */
  rate: number | null
  /** Units, by where they went. */
  dispositions: Record<Disposition, number>
  /** Units that are not through yet. */
  waiting: number
  /** What was scrapped was worth; null where no cost is known of any of it. */
  scrapped: Money | null
  /** From dock to disposition. */
  hours: { median: number; mean: number } | null
}

export async function returnFigures(reader: Reader, warehouse: string, wanted: Wanted): Promise<FiguresRow[]> {
  if (wanted.from !== undefined && wanted.to !== undefined && wanted.from > wanted.to)
    throw new Problem(422, 'invalid', 'to: The last day is before the first.', { field: 'to' })
  const flows = await flowsOf(reader, warehouse, wanted)
  const came = await cameBack(reader, warehouse, wanted)
  const ways = grouped(await waysOf(reader, warehouse, wanted), (way) => keyOf(wanted.groupBy, way.names))
  // Why something came back is known of what came back alone: it is compared with all that was shipped of the rest.
  const withoutReason = wanted.groupBy.filter((group) => group !== 'reason')
  const shipped = new Map(flows.map((flow) => [keyOf(withoutReason, flow.names), flow]))
  const rows = wanted.groupBy.includes('reason')
    ? came
    : [...new Map([...flows, ...came].map((one) => [keyOf(wanted.groupBy, one.names), one])).values()]
  const returned = new Map(came.map((one) => [keyOf(wanted.groupBy, one.names), one.returned]))
  return rows
    .map(({ names }) => {
      const key = keyOf(wanted.groupBy, names)
      const sent = shipped.get(keyOf(withoutReason, names))?.shipped ?? 0
      return rowOf(names, { shipped: sent, returned: returned.get(key) ?? 0 }, ways.get(key) ?? [])
    })
    .sort((a, b) => b.returned - a.returned || keyOf(wanted.groupBy, a).localeCompare(keyOf(wanted.groupBy, b)))
}

const keyOf = (groups: readonly Group[], names: Names): string =>
  groups.map((group) => names[group] ?? '').join('\u001f')

/** What became of a part of what came back; `disposition` null: nobody has looked at it yet. */
interface Way {
  names: Names
  units: number
  disposition: Disposition | null
  carriedOut: boolean
  hours: number | null
  unitCost: number | null
  currency: string | null
}

function rowOf(
  names: Names,
  { shipped, returned }: { shipped: number; returned: number },
  ways: readonly Way[],
): FiguresRow {
  const through = ways.filter(({ carriedOut }) => carriedOut)
  const units = (some: readonly Way[]) => some.reduce((sum, way) => sum + way.units, 0)
  return {
    ...names,
    shipped,
    returned,
    rate: shipped > 0 ? returned / shipped : null,
    dispositions: Object.fromEntries(
      DISPOSITIONS.map((one) => [one, units(through.filter(({ disposition }) => disposition === one))]),
    ) as Record<Disposition, number>,
    waiting: units(ways.filter(({ carriedOut }) => !carriedOut)),
    scrapped: worthOf(through.filter(({ disposition }) => disposition === 'scrap')),
    hours: hoursOf(through),
  }
}

function worthOf(ways: readonly Way[]): Money | null {
  const currency = ways.find((way) => way.currency !== null)?.currency
  if (currency == null) return null
  const priced = ways.filter((way) => way.currency === currency)
  return { amount: priced.reduce((sum, { units, unitCost }) => sum + units * (unitCost ?? 0), 0), currency }
}

/** By unit: a pallet that waited weighs more than a box. */
function hoursOf(ways: readonly Way[]): FiguresRow['hours'] {
  const known = ways
    .filter((way): way is Way & { hours: number } => way.hours !== null)
    .sort((a, b) => a.hours - b.hours)
  const all = known.reduce((sum, { units }) => sum + units, 0)
  if (all === 0) return null
  let below = 0
  const median = known.find(({ units }) => {
    below += units
    return below * 2 >= all
  })
  const mean = known.reduce((sum, { units, hours }) => sum + units * hours, 0) / all
  return { median: rounded(median?.hours ?? 0), mean: rounded(mean) }
}

const rounded = (hours: number): number => Math.round(hours * 100) / 100

const HOUR_MS = 3_600_000

const units = (sum: SQL) => sql<number>`coalesce(sum(${sum}), 0)`.mapWith(Number)

/** Names as columns of the query at hand. */
function columns(groups: readonly Group[], known: Record<Exclude<Group, 'reason'>, SQL> & { reason?: SQL }) {
  const named = groups.flatMap((group) => (known[group] === undefined ? [] : [[group, known[group]] as const]))
  return Object.fromEntries(named) as Record<Group, SQL<string | null>>
}

const namesIn = (groups: readonly Group[], row: Record<string, unknown>): Names =>
  Object.fromEntries(groups.map((group) => [group, row[group] === '' ? null : ((row[group] as string | null) ?? null)]))

async function flowsOf({ db, t }: Reader, warehouse: string, { from, to, groupBy }: Wanted) {
  const { consigned: c, lots } = t
  const groups = groupBy.filter((group) => group !== 'reason')
  const by = columns(groups, {
    sku: sql`${c.sku}`,
    channel: sql`${c.channel}`,
    lot: sql`${c.lot}`,
    supplier: sql`${lots.supplier}`,
  })
  const rows = await db
    .select({ ...by, shipped: units(sql`${c.shipped}`) })
    .from(c)
    .leftJoin(lots, and(eq(lots.sku, c.sku), eq(lots.lot, c.lot)))
    .where(
      and(
        eq(c.warehouse, warehouse),
        from === undefined ? undefined : gte(c.day, from),
        to === undefined ? undefined : lte(c.day, to),
      ),
    )
    .groupBy(...Object.values(by))
  return rows
    .map((row) => ({ names: namesIn(groups, row), shipped: row.shipped, returned: 0 }))
    .filter(({ shipped }) => shipped !== 0)
}

async function cameBack(reader: Reader, warehouse: string, wanted: Wanted) {
  const { db, t } = reader
  const { returnedGoods: g, lots } = t
  const by = goodsColumns(reader, wanted.groupBy)
  const rows = await db
    .select({ ...by, returned: units(sql`${g.quantity}`) })
    .from(g)
    .leftJoin(lots, and(eq(lots.sku, g.sku), eq(lots.lot, g.lot)))
    .where(await isWanted(reader, warehouse, wanted))
    .groupBy(...Object.values(by))
  return rows.map((row) => ({ names: namesIn(wanted.groupBy, row), shipped: 0, returned: row.returned }))
}

const goodsColumns = ({ t: { returnedGoods: g, lots } }: Reader, groups: readonly Group[]) =>
  columns(groups, {
    sku: sql`${g.sku}`,
    channel: sql`${g.channel}`,
    reason: sql`${g.reason}`,
    lot: sql`${g.lot}`,
    supplier: sql`${lots.supplier}`,
  })

async function isWanted(reader: Reader, warehouse: string, { from, to }: Wanted) {
  const { returnedGoods: g } = reader.t
  const zone = await timeZoneOf(reader, warehouse)
  return and(
    eq(g.warehouse, warehouse),
    await cameOfKnown(reader),
    from === undefined ? undefined : gte(g.receivedAt, beginOf(from, zone)),
    to === undefined ? undefined : sql`${g.receivedAt} < ${beginOf(daysLater(to, 1), zone)}`,
  )
}

/** One for each part that was inspected, and one for the rest of each that was not. */
async function waysOf(reader: Reader, warehouse: string, wanted: Wanted): Promise<Way[]> {
  const { db, t } = reader
  const { returnedGoods: g, inspectionParts: p, inspections: i, lots } = t
  const by = goodsColumns(reader, wanted.groupBy)
  const rows = await db
    .select({
      ...by,
      goods: g.id,
      quantity: g.quantity,
      inspected: g.inspected,
      receivedAt: g.receivedAt,
      part: p.quantity,
      disposition: i.disposition,
      state: i.state,
      doneAt: i.doneAt,
      unitCost: i.unitCost,
      currency: i.currency,
    })
    .from(g)
    .leftJoin(p, eq(p.returnedId, g.id))
    .leftJoin(i, eq(i.id, p.inspectionId))
    .leftJoin(lots, and(eq(lots.sku, g.sku), eq(lots.lot, g.lot)))
    .where(await isWanted(reader, warehouse, wanted))
  const open = new Map(rows.map((row) => [row.goods, row]))
  const nothing = { disposition: null, carriedOut: false, hours: null, unitCost: null, currency: null }
  const uninspected = [...open.values()]
    .map((row) => ({ ...nothing, names: namesIn(wanted.groupBy, row), units: row.quantity - row.inspected }))
    .filter((way) => way.units > 0)
  const inspected = rows.flatMap((row): Way[] => {
    if (row.part === null) return []
    return [
      {
        names: namesIn(wanted.groupBy, row),
        units: row.part,
        disposition: row.disposition,
        carriedOut: row.state === 'done',
        hours: row.doneAt === null ? null : Math.max(0, row.doneAt - row.receivedAt) / HOUR_MS,
        unitCost: row.unitCost,
        currency: row.currency,
      },
    ]
  })
  return [...inspected, ...uninspected]
}
