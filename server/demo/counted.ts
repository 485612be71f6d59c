/**
 * What was counted before the demo opens, and what is to be counted now. All places but twelve were counted in the last four
 * weeks, so that the plan of the day asks for those twelve and hides nothing that is picked or put away today.
 */
import { and, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { askByHand } from '../counting/by-hand.ts'
import { classItems } from '../counting/classes.ts'
import { leaseCounts } from '../counting/lease.ts'
import { planCounts } from '../counting/plan.ts'
import { COUNTING, countingSettings } from '../counting/settings.ts'
import type { Tx, Work } from '../db/work.ts'
import { putSetting } from '../master/settings.ts'
import { SCARCE_SKU } from './catalogue.ts'
import {
  type CountingDesk,
  type DemoBin,
  openDesk,
  type PastCount,
  placesToCount,
  record,
  type Shift,
} from './counting-desk.ts'
import { SKUS_WITH_PAST } from './past.ts'
import { DEMO_WAREHOUSE } from './warehouse.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const PER_DAY = 12
/** Longer than a handheld may be silent. */
const FORGOTTEN_MS = 20 * HOUR_MS

export interface DemoCounters {
  counter: string
  /** Who helps out, and who counts again. */
  helper: string
}

/** As a company begins, but with a plan. */
export const putCounting = (tx: Tx): Promise<void> =>
  putSetting(tx, COUNTING, v.parse(countingSettings, { perDay: PER_DAY }))

/** `busy`: items that are to be picked or to come in. Nothing of them is off by much, and none is hidden from handhelds. */
export async function countSome(
  work: Work,
  now: number,
  counters: DemoCounters,
  busy: ReadonlySet<string>,
): Promise<void> {
  await classItems(work, DEMO_WAREHOUSE, now)
  const desk = await openDesk(work, now, counters)
  const places = await placesToCount(work)
  const isQuiet = ({ lines }: DemoBin) => lines.length > 0 && lines.every(({ sku }) => !busy.has(sku))
  const quiet = places.filter(isQuiet)
  const today = new Set(quiet.slice(-PER_DAY).map(({ code }) => code))
  const before = quiet.filter(({ code }) => !today.has(code))
  await pastWeeks(
    desk,
    places.filter(({ code }) => !today.has(code)),
    busy,
    before.at(0),
  )
  await thisMorning(desk, before.at(-1), places.find(isMoved))
  const again = before.at(-4)?.lines[0]?.sku
  if (again !== undefined) await work.run([], (tx) => askByHand(tx, DEMO_WAREHOUSE, { skus: [again], blind: true }))
  await planCounts(work, DEMO_WAREHOUSE, now)
  await forgetOne(work, now, [...today][0], counters.counter)
}

/** Twelve a day, along the way through the warehouse. Every fourth day the helper counts. */
async function pastWeeks(
  desk: CountingDesk,
  places: readonly DemoBin[],
  busy: ReadonlySet<string>,
  misread: DemoBin | undefined,
): Promise<void> {
  for (let days = Math.ceil(places.length / PER_DAY); days > 0; days--) {
    const last = places.length - (days - 1) * PER_DAY
    const morning = Math.floor(desk.now / DAY_MS - days) * DAY_MS + 14 * HOUR_MS
    const by: Shift = days % 4 === 0 ? 'helper' : 'counter'
    const counts = places.slice(Math.max(0, last - PER_DAY), last).map((bin, nth): PastCount => {
      const off = bin === misread ? -12 : offBy(last + nth, bin, busy)
      return { bin, by, at: morning + nth * 25 * MINUTE_MS, askedAt: morning - 6 * HOUR_MS, off }
    })
    await record(desk, counts)
    // Somebody else finds all that the ledger has.
    const again = counts.find(({ bin }) => bin === misread)
    if (again)
      await record(desk, [{ bin: again.bin, by: by === 'helper' ? 'counter' : 'helper', at: again.at + 5 * HOUR_MS }])
  }
}

/** A unit here and there, and a few more where nobody waits for them. */
function offBy(index: number, { lines: [first] }: DemoBin, busy: ReadonlySet<string>): number {
  if (first === undefined || first.sku === SCARCE_SKU || first.quantity < 24) return 0
  if (index % 19 === 4) return -1
  if (index % 29 === 6) return 1
  return index % 23 === 9 && !busy.has(first.sku) ? -3 : 0
}

/** One count beyond tolerance, and one of goods that came and went without the handheld knowing. */
async function thisMorning(
  desk: CountingDesk,
  differing: DemoBin | undefined,
  moved: DemoBin | undefined,
): Promise<void> {
  if (!differing || !moved) throw new Error('The demo has no place for its differences.')
  await record(desk, [
    { bin: differing, by: 'counter', at: desk.now - 90 * MINUTE_MS, off: -14 },
    { bin: moved, by: 'helper', at: desk.now - 40 * MINUTE_MS, knowing: 'nothing' },
  ])
}

const isMoved = ({ lines: [first] }: DemoBin): boolean => first !== undefined && SKUS_WITH_PAST.has(first.sku)

/** Taken to a handheld yesterday, and nobody has heard of it since. */
async function forgetOne(work: Work, now: number, location: string | undefined, counter: string): Promise<void> {
  await work.run([], async (tx) => {
    const { tasks } = tx.t
    const [task] = await tx.db
      .select({ id: tasks.id })
      .from(tasks)
      .where(and(eq(tasks.kind, 'count'), eq(tasks.state, 'open'), eq(tasks.location, location ?? '')))
    if (!task) throw new Error('The plan of the demo asks for nothing.')
    await leaseCounts(tx, DEMO_WAREHOUSE, { deviceId: 'HH-04', tasks: [task.id], most: 1 }, counter)
    await tx.db
      .update(tasks)
      .set({ leasedAt: now - FORGOTTEN_MS, createdAt: now - FORGOTTEN_MS - HOUR_MS })
      .where(eq(tasks.id, task.id))
  })
}
