/**
 * Keeps plans as new as what they are made of: it follows the feed and makes anew what may have changed, and each day all of them.
 * Making them is the planner's, in threads of its own; here only what came out is written, a few plans at a time.
 */
import { asc, max } from 'drizzle-orm'
import { beginOf, localDate } from '../availability/local-date.ts'
import { readMark, writeMark } from '../channels/follow.ts'
import type { Work } from '../db/work.ts'
import { dueItems, enlist, keepPlans, markStale, PLANNING } from './kept.ts'
import type { Planned, Planner, Wanted } from './planner.ts'
import { fillUpProtections } from './protect.ts'
import { writeRefusals } from './refusals.ts'

const PLACE = 'planning position'

/** An item that sells all the time is not planned all the time. */
const NOT_SOONER_MS = 30_000
/** Items in one question to the planner: several are on their way at once. */
const ITEMS_A_QUESTION = 20
/** Plans in one unit: on SQLite others wait for it. */
const PLANS_A_UNIT = 5
/** Items of one turn; between turns the feed is looked at. */
const ITEMS_A_TURN = 400

export interface Pass {
  /** One turn; resolves to whether there is more to do at once. */
  step(): Promise<boolean>
}

interface Sources {
  work: Work
  planner: Planner
  now(): number
}

export function createPass({ work, planner, now }: Sources): Pass {
  /** By warehouse: items that may have changed since they were planned, and when each was planned last here. */
  const changed = new Map<string, Set<string>>()
  const plannedAt = new Map<string, number>()
  let place: number | null = null

  async function follow(): Promise<void> {
    place ??= await firstPlace(work)
    const warehouses = await warehousesOf(work)
    for (;;) {
      const part = await planner.changedSince(place)
      for (const { warehouse, sku } of part.items)
        for (const { code } of warehouses) if (warehouse === null || warehouse === code) noteChanged(code, sku)
      if (part.everything)
        await work.run([PLANNING], async (tx) => {
          for (const { code } of warehouses) await markStale(tx, code)
        })
      place = part.position
      if (!part.more) return
    }
  }

  function noteChanged(warehouse: string, sku: string): void {
    const of = changed.get(warehouse) ?? new Set<string>()
    changed.set(warehouse, of.add(sku))
  }

  async function beginDay(code: string, today: string): Promise<void> {
    const mark = `protections filled up ${code}`
    if ((await work.read((reader) => readMark(reader, mark))) === today) return
    await fillUpProtections(work, code)
    await work.run([PLANNING], (tx) => writeMark(tx, mark, today))
  }

  async function dueOf(code: string, timeZone: string): Promise<{ fresh: string[]; known: string[] }> {
    const at = now()
    const of = changed.get(code) ?? new Set<string>()
    const waited = (sku: string) => at - (plannedAt.get(`${code} ${sku}`) ?? 0) >= NOT_SOONER_MS
    const own = [...of].filter(waited).slice(0, ITEMS_A_TURN)
    const since = beginOf(localDate(at, timeZone), timeZone)
    await enlist(work, code, ITEMS_A_TURN)
    const due = await work.read((reader) => dueItems(reader, code, since, ITEMS_A_TURN))
    const fresh = new Set([...own, ...due.filter((one) => one.fresh || of.has(one.sku)).map(({ sku }) => sku)])
    return { fresh: [...fresh], known: due.map(({ sku }) => sku).filter((sku) => !fresh.has(sku)) }
  }

  /** Resolves to what went wrong. Where an item cannot be planned, those beside it are all the same. */
  async function planAll(warehouse: string, skus: readonly string[], fresh: boolean): Promise<unknown[]> {
    const at = now()
    const questions: Promise<unknown[]>[] = []
    for (let first = 0; first < skus.length; first += ITEMS_A_QUESTION) {
      const some = skus.slice(first, first + ITEMS_A_QUESTION)
      // What changes from here on changes the plan again.
      for (const sku of some) {
        changed.get(warehouse)?.delete(sku)
        plannedAt.set(`${warehouse} ${sku}`, at)
      }
      questions.push(plan({ warehouse, skus: some, now: at, fresh }))
    }
    return (await Promise.all(questions)).flat()
  }

  async function plan(wanted: Wanted): Promise<unknown[]> {
    const { warehouse, skus } = wanted
    try {
      await keepAll(work, warehouse, await planner.plan(wanted))
      return []
    } catch (error) {
      if (skus.length > 1) {
        const faults: unknown[] = []
        for (const sku of skus) faults.push(...(await plan({ ...wanted, skus: [sku] })))
        return faults
      }
      for (const sku of skus) noteChanged(warehouse, sku)
      return [error]
    }
  }

  return {
    async step() {
      await writeRefusals(work)
      await follow()
      let more = false
      const faults: unknown[] = []
      for (const { code, timeZone } of await warehousesOf(work)) {
        await beginDay(code, localDate(now(), timeZone))
        const { fresh, known } = await dueOf(code, timeZone)
        faults.push(...(await planAll(code, fresh, true)), ...(await planAll(code, known, false)))
        more ||= fresh.length + known.length >= ITEMS_A_TURN
      }
      if (faults.length > 0) throw faults[0]
      // After a crash it goes on from where nothing was left to do.
      const isDone = [...changed.values()].every((of) => of.size === 0)
      if (isDone && !more) await work.run([PLANNING], (tx) => keepPlace(tx, place ?? 0))
      return more
    },
  }
}

async function keepPlace(tx: Parameters<typeof readMark>[0] & Parameters<typeof writeMark>[0], place: number) {
  if ((await readMark(tx, PLACE)) !== String(place)) await writeMark(tx, PLACE, String(place))
}

async function keepAll(work: Work, warehouse: string, planned: readonly Planned[]): Promise<void> {
  for (let first = 0; first < planned.length; first += PLANS_A_UNIT)
    await work.run([PLANNING], (tx) => keepPlans(tx, warehouse, planned.slice(first, first + PLANS_A_UNIT)))
}

/**
 * Where nothing was followed yet all items are without a plan: the past need not be read. It is written down at once, so that what
 * changes before the first plans are all made is not lost if that breaks off.
 */
async function firstPlace(work: Work): Promise<number> {
  const known = await work.read((reader) => readMark(reader, PLACE))
  if (known !== null) return Number(known)
  return work.run([PLANNING], async (tx) => {
    const begun = await readMark(tx, PLACE)
    if (begun !== null) return Number(begun)
    const [head] = await tx.db.select({ position: max(tx.t.feed.position) }).from(tx.t.feed)
    const position = head?.position ?? 0
    await writeMark(tx, PLACE, String(position))
    return position
  })
}

const warehousesOf = (work: Work) =>
  work.read(({ db, t: { warehouses: w } }) =>
    db.select({ code: w.code, timeZone: w.timeZone }).from(w).orderBy(asc(w.code)),
  )
