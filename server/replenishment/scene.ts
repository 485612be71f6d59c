/** What all plans of a warehouse have in common, read once: for one plan, or for all of a pass. */
import { and, asc, eq } from 'drizzle-orm'
import type { ItemClass } from '../../shared/rules/counting.ts'
import type { ReplenishmentSettings } from '../../shared/rules/replenishment/policy.ts'
import { daysLater, localDate } from '../availability/local-date.ts'
import { unitMargins, unitMarginsOfAll } from '../costing/unit-margins.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import { notFound } from '../problem.ts'
import { type DemandEvent, readEvents } from './events.ts'
import { KEPT_DAYS } from './history.ts'
import { observedLeadTimes } from './lead-times.ts'
import { readReplenishment } from './settings.ts'

export type Channel = Schema['channels']['$inferSelect']

export interface UnitWorth {
  margin: number | null
  penalty: number
}

export interface PlanningScene {
  place: { code: string; timeZone: string; currency: string }
  now: number
  /** The warehouse's local date. */
  today: string
  settings: ReplenishmentSettings
  channels: Channel[]
  events: DemandEvent[]
  classOf(reader: Reader, sku: string): Promise<ItemClass | null>
  worthOf(reader: Reader, sku: string, channel: string): Promise<UnitWorth>
  /** Observed lead times of a supplier, days. */
  leadTimes(reader: Reader, supplier: string): Promise<number[]>
}

/** Of all items at once: for a pass over many, where that is cheaper. */
export interface OfAllItems {
  classes: ReadonlyMap<string, ItemClass>
  worth: Awaited<ReturnType<typeof unitMarginsOfAll>>
}

export async function readOfAllItems(reader: Reader, warehouse: string, now: number): Promise<OfAllItems> {
  const place = await placeOf(reader, warehouse)
  return {
    classes: await classesOfAll(reader, warehouse),
    worth: await unitMarginsOfAll(reader, place, now),
  }
}

async function placeOf({ db, t: { warehouses } }: Reader, warehouse: string) {
  const [place] = await db.select().from(warehouses).where(eq(warehouses.code, warehouse))
  if (!place) throw notFound(`warehouse ${warehouse}`)
  return place
}

/** `ofAll`: what is known of all items already; left out: it is read of each that is asked for. */
export async function planningScene(
  reader: Reader,
  warehouse: string,
  now: number,
  ofAll?: OfAllItems,
): Promise<PlanningScene> {
  const { channels, itemClasses } = reader.t
  const place = await placeOf(reader, warehouse)
  const today = localDate(now, place.timeZone)
  const known = await reader.db.select().from(channels).orderBy(asc(channels.priority), asc(channels.channel))
  const suppliers = new Map<string, number[]>()
  const ofItem = new Map<string, Awaited<ReturnType<typeof unitMargins>>>()
  return {
    ...{ place, now, today, channels: known },
    settings: await readReplenishment(reader),
    events: await readEvents(reader, warehouse, { since: daysLater(today, -KEPT_DAYS) }),
    async classOf({ db }, sku) {
      if (ofAll) return ofAll.classes.get(sku) ?? null
      const [row] = await db
        .select({ class: itemClasses.class })
        .from(itemClasses)
        .where(and(eq(itemClasses.warehouse, warehouse), eq(itemClasses.sku, sku)))
      return row?.class ?? null
    },
    async worthOf(reader, sku, channel) {
      if (ofAll) return ofAll.worth.ofItem(sku, channel)
      const names = known.map((one) => one.channel)
      const margins = ofItem.get(sku) ?? (await unitMargins(reader, place, sku, names, now))
      ofItem.set(sku, margins)
      return margins.get(channel) ?? { margin: null, penalty: 0 }
    },
    async leadTimes(reader, supplier) {
      const found = suppliers.get(supplier) ?? (await observedLeadTimes(reader, place, supplier))
      suppliers.set(supplier, found)
      return found
    },
  }
}

async function classesOfAll(
  { db, t: { itemClasses: c } }: Reader,
  warehouse: string,
): Promise<ReadonlyMap<string, ItemClass>> {
  const rows = await db.select({ sku: c.sku, class: c.class }).from(c).where(eq(c.warehouse, warehouse))
  return new Map(rows.map((row) => [row.sku, row.class]))
}
