/** Makes plans: in this process, or in threads beside it. It only reads; who asks keeps what it answers. */
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { changedBy } from '../channels/changed-items.ts'
import { type FeedChange, prepared, type Reader, type Reading, type Statements } from '../db/work.ts'
import { Problem } from '../problem.ts'
import { dayNumber } from './days.ts'
import type { Series } from './history.ts'
import { type ItemPlan, planOf } from './plan.ts'
import { type PlanningScene, planningScene } from './scene.ts'

export interface Planned {
  sku: string
  plan: ItemPlan
  /** What its demand was read as; null: as it is kept already. */
  series: readonly Series[] | null
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
/** What all plans have in common is as old at most. */
const SCENE_MS = 60_000

export function createPlanner(reading: Reading): Planner {
  const scenes = new Map<string, { readAt: number; scene: PlanningScene }>()

  async function sceneFor(reader: Reader, warehouse: string, now: number): Promise<PlanningScene> {
    const known = scenes.get(warehouse)
    if (known && Math.abs(now - known.readAt) < SCENE_MS) return known.scene
    const scene = await planningScene(reader, warehouse, now, true)
    scenes.set(warehouse, { readAt: now, scene })
    return scene
  }

  return {
    changedSince: (position) => reading.read((reader) => changedSince(reader, position)),
    async plan({ warehouse, skus, now, fresh }) {
      const planned: Planned[] = []
      for (const sku of skus) {
        // One snapshot for each: what is written meanwhile need not be kept twice for all of a pass.
        const one = await reading.read(async (reader) => {
          const scene = await sceneFor(reader, warehouse, now)
          return planOne(reader, scene, sku, fresh)
        })
        if (one) planned.push(one)
      }
      return planned
    },
    close: () => reading.close(),
  }
}

async function planOne(reader: Reader, scene: PlanningScene, sku: string, fresh: boolean): Promise<Planned | null> {
  const kept = fresh ? null : await keptSeries(reader, scene, sku)
  try {
    const { plan, series } = await planOf(reader, scene, sku, kept ?? undefined)
    return { sku, plan, series: kept === null ? series : null }
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

/** Receipts that were announced, or of which something came. */
function announced(texts: readonly string[]): FeedPart['items'] {
  const changes = texts
    .filter((text) => text.includes('"receiptLines"'))
    .flatMap((text) => JSON.parse(text) as FeedChange[])
    .filter(({ table }) => table === 'receiptLines')
  return changes.flatMap(({ value, warehouse }) => {
    const sku = (value as { sku?: string } | null)?.sku
    return sku === undefined ? [] : [{ warehouse, sku }]
  })
}
