/**
 * Time passes without an event. Decisions look at the date by themselves; what must be done once when a day begins (a
 * protection ends, promised stock has expired, a planned promise is due) is done here, before anything is read or decided
 * on the new day.
 */
import { and, eq, lt, sql } from 'drizzle-orm'
import { itemLock, type Reader, type Tx, type Work } from '../db/work.ts'
import { openRequest, type Scene } from '../ledger/scene.ts'
import { settle } from '../ledger/settle.ts'
import { withdrawLot } from '../picking/withdraw-lot.ts'
import { localDate } from './local-date.ts'

export interface RollOver {
  /** Resolves at once on a day that has begun already in this warehouse. */
  ensure(warehouse: string): Promise<void>
  /** The same in every warehouse. */
  ensureAll(): Promise<void>
}

const LOOK_AGAIN_MS = 60_000

interface Place {
  code: string
  timeZone: string
}

export function createRollOver(work: Work, now: () => number): RollOver {
  let places: Place[] | null = null
  const begun = new Map<string, string>()
  let running: Promise<void> | null = null
  let lookedAt = Number.NEGATIVE_INFINITY

  async function roll(): Promise<void> {
    lookedAt = now()
    places = await work.read(({ db, t }) =>
      db.select({ code: t.warehouses.code, timeZone: t.warehouses.timeZone }).from(t.warehouses),
    )
    for (const { code, timeZone } of places) {
      const today = localDate(now(), timeZone)
      if (begun.get(code) === today) continue
      await beginDay(work, code, today)
      begun.set(code, today)
    }
  }

  const isDue = (warehouse: string): boolean => {
    // A warehouse may have been added, or have moved to another zone.
    if (Math.abs(now() - lookedAt) >= LOOK_AGAIN_MS) return true
    const place = places?.find(({ code }) => code === warehouse)
    return place === undefined || begun.get(warehouse) !== localDate(now(), place.timeZone)
  }

  const rollOnce = (): Promise<void> => {
    running ??= roll().finally(() => {
      running = null
    })
    return running
  }

  return {
    async ensure(warehouse) {
      if (isDue(warehouse)) await rollOnce()
    },
    async ensureAll() {
      if (places === null || places.some(({ code }) => isDue(code))) await rollOnce()
    },
  }
}

const markOf = (warehouse: string): string => `day ${warehouse}`

/** Each item in a unit of its own: a day that was begun and not finished is begun again. */
async function beginDay(work: Work, warehouse: string, today: string): Promise<void> {
  const last = await work.read((reader) => readMark(reader, warehouse))
  if (last !== null && last >= today) return
  const skus = await work.read((reader) => touchedByTime(reader, warehouse, today))
  for (const sku of skus) await work.run([itemLock(warehouse, sku)], (tx) => balanceOne(tx, warehouse, sku))
  await work.run([markOf(warehouse)], (tx) => writeMark(tx, warehouse, today))
}

async function readMark({ db, t }: Reader, warehouse: string): Promise<string | null> {
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

async function balanceOne(tx: Tx, warehouse: string, sku: string): Promise<void> {
  const scene = openRequest(tx, warehouse, 'day')
  scene.touchedItems.add(sku)
  for (const lot of await expiredOnLists(scene, sku)) await withdrawLot(scene, { sku, lot }, 'has expired')
  await settle(scene)
}

/** Lots that were good when they were directed or picked, and are no more. */
async function expiredOnLists(scene: Scene, sku: string): Promise<string[]> {
  const { allocations, lots } = scene.tx.t
  const rows = await scene.tx.db
    .selectDistinct({ lot: allocations.lot })
    .from(allocations)
    .innerJoin(lots, and(eq(lots.sku, allocations.sku), eq(lots.lot, allocations.lot)))
    .where(
      and(
        eq(allocations.warehouse, scene.warehouse),
        eq(allocations.sku, sku),
        lt(lots.expiresOn, await scene.ground.today()),
      ),
    )
    .orderBy(allocations.lot)
  return rows.map(({ lot }) => lot)
}

/** Items of which something is promised or set aside, and whose stock, protections or planned promises know a date. */
async function touchedByTime({ db, t }: Reader, warehouse: string, today: string): Promise<string[]> {
  const { claims, shelf } = t
  const rows = await db
    .selectDistinct({ sku: claims.sku })
    .from(claims)
    .where(
      and(
        eq(claims.warehouse, warehouse),
        sql`(${claims.until} < ${today} or ${claims.protected} > 0 or ${claims.committed} > 0 or ${claims.backordered} > 0 or ${claims.planned} > 0 or ${claims.allocated} > 0)`,
        sql`(${claims.planned} > 0 or ${claims.until} < ${today} or exists (select 1 from ${shelf} where ${shelf.warehouse} = ${warehouse} and ${shelf.sku} = ${claims.sku} and ${shelf.expiresOn} < '9999' and ${shelf.sellable} <> 0))`,
      ),
    )
    .orderBy(claims.sku)
  return rows.map((row) => row.sku)
}
