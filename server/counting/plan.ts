/** What is to be counted today: a few places each day, those first whose time is over by most. */
import { and, eq, inArray, max, sql } from 'drizzle-orm'
import { ITEM_CLASSES, type ItemClass } from '../../shared/rules/counting.ts'
import { localDate } from '../availability/local-date.ts'
import type { Reader, Tx, Work } from '../db/work.ts'
import { openRequest } from '../ledger/scene.ts'
import { askForCount } from './ask.ts'
import { classItems } from './classes.ts'
import { type CountingSettings, readCounting } from './settings.ts'
import { type CountTaskAnswer, countTaskAnswer } from './task-answer.ts'

const DAY_MS = 86_400_000
/** Goods stay there; docks, staging and cartons are emptied every day. */
const COUNTED_KINDS = ['pick', 'storage', 'returns'] as const
/** Tasks of one unit: others wait for it. */
const TASKS_PER_UNIT = 50

export interface Due {
  location: string
  class: ItemClass
  pickSequence: number
  /** Days since its last whole count, in terms of its class's interval; infinite where it was never counted. */
  overdue: number
}

const markOf = (warehouse: string): string => `counts ${warehouse}`

/** Once a day, as soon as the day has begun in the warehouse. Nothing where the company has no plan. */
export async function planIfDue(work: Work, warehouse: string, now: number): Promise<void> {
  const due = await work.read(async (reader) => {
    if ((await readCounting(reader)).perDay === 0) return false
    const today = await todayIn(reader, warehouse, now)
    return (await plannedOn(reader, warehouse)) !== today
  })
  if (due) await planCounts(work, warehouse, now)
}

/** Makes the classes anew and asks for what is due, up to the day's number less what is still open of earlier plans. */
export async function planCounts(work: Work, warehouse: string, now: number): Promise<{ items: CountTaskAnswer[] }> {
  await classItems(work, warehouse, now)
  const due = await work.read(async (reader) => duePlaces(reader, warehouse, now, await readCounting(reader)))
  const items: CountTaskAnswer[] = []
  for (let first = 0; first < due.length; first += TASKS_PER_UNIT)
    items.push(...(await work.run([], (tx) => ask(tx, warehouse, due.slice(first, first + TASKS_PER_UNIT)))))
  await work.run([], async (tx) => writeMark(tx, warehouse, await todayIn(tx, warehouse, now)))
  return { items }
}

async function duePlaces(reader: Reader, warehouse: string, now: number, settings: CountingSettings): Promise<Due[]> {
  const [places, classes, counted, open] = [
    await placesOf(reader, warehouse),
    await classesOfPlaces(reader, warehouse),
    await lastWholeCounts(reader, warehouse),
    await openCounts(reader, warehouse),
  ]
  const room = Math.max(0, settings.perDay - open.filter(({ origin }) => origin === 'plan').length)
  const asked = new Set(open.filter(({ scope }) => scope === 'location').map(({ location }) => location))
  return places
    .filter(({ code }) => !asked.has(code))
    .map(({ code, pickSequence }): Due => {
      const itemClass = classes.get(code) ?? 'C'
      const last = counted.get(code)
      const days = last === undefined ? Number.POSITIVE_INFINITY : (now - last) / DAY_MS
      return { location: code, class: itemClass, pickSequence, overdue: days / settings.everyDays[itemClass] }
    })
    .filter(({ overdue }) => overdue >= 1)
    .sort(byUrgency)
    .slice(0, room)
}

/** What is over by most; of what was never counted the best class; then the way. */
export const byUrgency = (a: Due, b: Due): number =>
  compare(b.overdue, a.overdue) ||
  compare(a.class, b.class) ||
  a.pickSequence - b.pickSequence ||
  compare(a.location, b.location)

const compare = <Value extends number | string>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0)

const placesOf = ({ db, t: { locations } }: Reader, warehouse: string) =>
  db
    .select({ code: locations.code, pickSequence: locations.pickSequence })
    .from(locations)
    .where(and(eq(locations.warehouse, warehouse), inArray(locations.kind, [...COUNTED_KINDS])))

/** The best class of what stands in each place. */
async function classesOfPlaces(
  { db, t: { stock, itemClasses } }: Reader,
  warehouse: string,
): Promise<Map<string, ItemClass>> {
  const rows = await db
    .selectDistinct({ location: stock.location, class: itemClasses.class })
    .from(stock)
    .innerJoin(itemClasses, and(eq(itemClasses.warehouse, stock.warehouse), eq(itemClasses.sku, stock.sku)))
    .where(and(eq(stock.warehouse, warehouse), sql`${stock.inHouse}`))
  const best = new Map<string, ItemClass>()
  for (const itemClass of [...ITEM_CLASSES].reverse())
    for (const row of rows) if (row.class === itemClass) best.set(row.location, itemClass)
  return best
}

async function lastWholeCounts({ db, t: { counts } }: Reader, warehouse: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ location: counts.location, at: max(counts.recordedAt) })
    .from(counts)
    .where(and(eq(counts.warehouse, warehouse), eq(counts.scope, 'location'), eq(counts.reversed, false)))
    .groupBy(counts.location)
  return new Map(rows.flatMap(({ location, at }) => (at === null ? [] : [[location, Number(at)]])))
}

const openCounts = ({ db, t: { tasks } }: Reader, warehouse: string) =>
  db
    .select({ location: tasks.location, scope: tasks.scope, origin: tasks.origin })
    .from(tasks)
    .where(and(eq(tasks.warehouse, warehouse), eq(tasks.state, 'open'), eq(tasks.kind, 'count')))

async function ask(tx: Tx, warehouse: string, due: readonly Due[]): Promise<CountTaskAnswer[]> {
  const scene = openRequest(tx, warehouse, 'count')
  const asked = []
  for (const { location } of due)
    asked.push(
      countTaskAnswer(
        await askForCount(scene, {
          location,
          scope: 'location',
          sku: '',
          lot: '',
          origin: 'plan',
          hiddenFrom: 'handhelds',
        }),
      ),
    )
  return asked
}

async function todayIn({ db, t }: Pick<Reader, 'db' | 't'>, warehouse: string, now: number): Promise<string> {
  const [row] = await db
    .select({ zone: t.warehouses.timeZone })
    .from(t.warehouses)
    .where(eq(t.warehouses.code, warehouse))
  return localDate(now, row?.zone ?? 'UTC')
}

async function plannedOn({ db, t }: Reader, warehouse: string): Promise<string | null> {
  const [row] = await db
    .select()
    .from(t.meta)
    .where(eq(t.meta.name, markOf(warehouse)))
  return row?.value ?? null
}

async function writeMark(tx: Tx, warehouse: string, today: string): Promise<void> {
  const { meta } = tx.t
  const row = { name: markOf(warehouse), value: today }
  await tx.db.insert(meta).values(row).onConflictDoUpdate({ target: meta.name, set: row })
}
