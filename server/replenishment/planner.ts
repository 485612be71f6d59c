/** Makes plans: in this process, or in threads beside it. It only reads; who asks keeps what it answers. */
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { changedBy } from '../channels/changed-items.ts'
import { type FeedChange, prepared, type Reader, type Reading, type Statements } from '../db/work.ts'
import { Problem } from '../problem.ts'
import { dayNumber } from './days.ts'
import type { Series } from './history.ts'
import { marksOf } from './kept.ts'
import { type ItemPlan, planOf } from './plan.ts'
import { type OfAllItems, type PlanningScene, planningScene, readOfAllItems } from './scene.ts'

export interface Planned {
  sku: string
  plan: ItemPlan
  /** What its demand was read as; null: as it is kept already. */
  series: readonly Series[] | null
  /** When its plan was kept or marked, as it was before it was made anew; null: it had none. */
  mark: number | null
}

export interface FeedPart {
  position: number
  /** Terms of a channel or a warehouse: any plan may be another. */
  everything: boolean
  /** Null warehouse: in each. */
  items: { warehouse: string | null; sku: string }[]
  more: boolean
}

export interface Wanted {
  warehouse: string
  skus: string[]
  now: number
  /** Whether orders are read anew; else demand is as it is kept, with nothing since. */
  fresh: boolean
}

export interface Planner {
  changedSince(position: number): Promise<FeedPart>
  /** Items that are not known any more are left out. */
  plan(wanted: Wanted): Promise<Planned[]>
  close(): Promise<void>
}

/** Entries of the feed that are looked at together. */
const ENTRIES = 1_000
/** Classes and margins of all items, which cost much to read and change little from one day to the next, are as old at most. */
const OF_ALL_MS = 60_000

export function createPlanner(reading: Reading): Planner {
  const known = new Map<string, { readAt: number; ofAll: OfAllItems }>()

  async function ofAllItems(reader: Reader, warehouse: string, now: number): Promise<OfAllItems> {
    const found = known.get(warehouse)
    if (found && Math.abs(now - found.readAt) < OF_ALL_MS) return found.ofAll
    const ofAll = await readOfAllItems(reader, warehouse, now)
    known.set(warehouse, { readAt: now, ofAll })
    return ofAll
  }

  return {
    changedSince: (position) => reading.read((reader) => changedSince(reader, position)),
    async plan({ warehouse, skus, now, fresh }) {
      const planned: Planned[] = []
      // Together: what is decided after this marks the plan anew, and who keeps it sees that.
      const { scene, marks } = await reading.read(async (reader) => ({
        scene: await planningScene(reader, warehouse, now, await ofAllItems(reader, warehouse, now)),
        marks: await marksOf(reader, warehouse, skus),
      }))
      for (const sku of skus) {
        // One snapshot for each: what is written meanwhile need not be kept twice for all of a pass.
        const one = await reading.read((reader) => planOne(reader, scene, sku, fresh))
        if (one) planned.push({ ...one, mark: marks.get(sku) ?? null })
      }
      return planned
    },
    close: () => reading.close(),
  }
}

async function planOne(
  reader: Reader,
  scene: PlanningScene,
  sku: string,
  fresh: boolean,
): Promise<Omit<Planned, 'mark'> | null> {
  const kept = fresh ? null : await keptSeries(reader, scene, sku)
  try {
    const { plan, known } = await planOf(reader, scene, sku, kept ?? undefined)
    return { sku, plan, series: kept === null ? known.series : null }
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null
    throw error
  }
}

const statements = ((db, { demandSeries: d }) => ({
  series: prepared(
    'planned_series',
    db
      .select({ channel: d.channel, from: d.from, units: d.units })
      .from(d)
      .where(and(eq(d.warehouse, sql.placeholder('warehouse')), eq(d.sku, sql.placeholder('sku'))))
      .orderBy(asc(d.channel)),
  ),
})) satisfies Statements<unknown>

/** Up to today, with nothing asked for since they were kept. */
async function keptSeries(reader: Reader, { place, today }: PlanningScene, sku: string): Promise<Series[]> {
  const rows = await reader.statements(statements).series.execute({ warehouse: place.code, sku })
  return rows.map(({ channel, from, units }) => {
    const missing = dayNumber(today) - dayNumber(from) + 1 - units.length
    return { channel, from, units: [...units, ...new Array<number>(Math.max(0, missing)).fill(0)], isTodayWhole: false }
  })
}

async function changedSince(reader: Reader, position: number): Promise<FeedPart> {
  const { feed } = reader.t
  const entries = await reader.db
    .select({ position: feed.position, changes: feed.changes })
    .from(feed)
    .where(gt(feed.position, position))
    .orderBy(asc(feed.position))
    .limit(ENTRIES)
  const texts = entries.map(({ changes }) => changes)
  const { everything, items } = await changedBy(reader, texts)
  return {
    position: entries.at(-1)?.position ?? position,
    everything,
    items: [...items.map(({ warehouse, sku }) => ({ warehouse, sku })), ...announced(texts)],
    more: entries.length === ENTRIES,
  }
}

/** Receipts that were announced, or of which something came; transfers of which something left or came. */
function announced(texts: readonly string[]): FeedPart['items'] {
  const changes = texts
    .filter((text) => text.includes('"receiptLines"') || text.includes('"transferGoods"'))
    .flatMap((text) => JSON.parse(text) as FeedChange[])
    .filter(({ table }) => table === 'receiptLines' || table === 'transferGoods')
  return changes.flatMap(({ value, warehouse }) => {
    const sku = (value as { sku?: string } | null)?.sku
    return sku === undefined ? [] : [{ warehouse, sku }]
  })
}
