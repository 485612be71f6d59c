/** Chooses what leaves first: the unallocated part of sellable stock, in rotation, nearest bin first (design, section 5). */
import { and, asc, eq, gte, sql } from 'drizzle-orm'
import type { ChannelFigures } from '../../shared/rules/availability.ts'
import { daysLater } from '../availability/local-date.ts'
import { claimsOf, type ItemClaim, readPool, roomsOf } from '../availability/pool.ts'
import { prepared, type Statements } from '../db/work.ts'
import type { Scene } from '../ledger/scene.ts'
import type { OrderLine } from '../orders/lines.ts'
import { shipDayOf } from '../orders/ship-day.ts'

export interface Chosen {
  lot: string
  location: string
  pickSequence: number
  rotation: string
  quantity: number
}

/** Rows read at first: an order line is seldom spread over more. */
const FIRST_PAGE = 4
/** Rows read at a time where it is. */
const PAGE = 40

const p = sql.placeholder

const statements = ((db, t) => ({
  eligible: prepared(
    'stock_eligible',
    db
      .select({
        lot: t.stock.lot,
        location: t.stock.location,
        pickSequence: t.stock.pickSequence,
        rotation: t.stock.rotation,
        expiresOn: t.stock.expiresOn,
        quantity: sql<number>`${t.stock.quantity} - ${t.stock.allocated} - ${t.stock.suspect}`.mapWith(Number),
      })
      .from(t.stock)
      .where(
        and(
          eq(t.stock.warehouse, p('warehouse')),
          eq(t.stock.sku, p('sku')),
          sql`${t.stock.sellable} and ${t.stock.quantity} > ${t.stock.allocated} + ${t.stock.suspect}`,
          gte(t.stock.expiresOn, p('from')),
        ),
      )
      .orderBy(asc(t.stock.rotation), asc(t.stock.pickSequence), asc(t.stock.location))
      .limit(p('limit'))
      .offset(p('offset')),
  ),
})) satisfies Statements<unknown>

/**
 * Up to `quantity` units for a line, oldest first, in lots that live long enough for its channel. Units of long-living lots
 * that others were promised are left to them as long as there are others. What cannot be covered is not in the answer.
 * `claims`: the item's, where they have been read; only their channels' terms are looked at.
 */
export async function chooseStock(
  scene: Scene,
  line: OrderLine,
  quantity: number,
  claims?: readonly ItemClaim[],
): Promise<Chosen[]> {
  const needs = await needsOf(scene, line, claims)
  const guarded = await choose(scene, line.sku, quantity, needs.from, needs.guards)
  const missing = quantity - guarded.reduce((sum, choice) => sum + choice.quantity, 0)
  if (missing === 0 || needs.guards.length === 0) return guarded
  // What is set aside but not ordered gives way to what is ordered.
  return choose(scene, line.sku, quantity, needs.from, needs.ordered)
}

/** At most so many units may be taken of lots that live until `from` or longer: the rest of them is promised. */
interface Guard {
  from: string
  units: number
}

interface Needs {
  /** Lots must live at least until this day. */
  from: string
  /** Leaves alone what others ordered or set aside; `ordered`: only what they ordered. */
  guards: Guard[]
  ordered: Guard[]
}

async function needsOf(scene: Scene, line: OrderLine, known?: readonly ItemClaim[]): Promise<Needs> {
  const { tx, warehouse } = scene
  const today = await scene.ground.today()
  const claims = known ?? (await claimsOf(tx, warehouse, line.sku, today))
  const days = claims.find((claim) => claim.channel === line.channel)?.minShelfLifeDays ?? 0
  const longer = claims.filter((claim) => claim.minShelfLifeDays > days)
  const from = days === 0 ? today : daysLater(await shipDayOf(scene, await shipByOf(scene, line)), days)
  if (longer.length === 0) return { from, guards: [], ordered: [] }
  // What this unit has allocated already counts.
  await scene.shelf.write(tx)
  const rooms = await roomsOf(tx, warehouse, line.sku, today, longer)
  const { channels } = await readPool(tx, { warehouse, sku: line.sku, today })
  const guards = (claimed: (figures: ChannelFigures<ItemClaim>) => number): Guard[] =>
    rooms.map((room) => ({
      from: daysLater(today, room.days),
      units: channels
        .filter(({ claim }) => claim.minShelfLifeDays > days && claim.minShelfLifeDays >= room.days)
        .reduce((left, figures) => left - claimed(figures), room.sellable - room.allocated),
    }))
  // What a deficit has taken from them is not there to be left to them: it falls by priority, not by shelf life.
  return {
    from,
    guards: guards(({ claim, atRisk, charged }) => claim.committed - atRisk + claim.protected - charged),
    ordered: guards(({ claim, atRisk }) => claim.committed - atRisk),
  }
}

async function shipByOf({ tx }: Scene, { orderId }: OrderLine): Promise<string | null> {
  const [order] = await tx.db
    .select({ shipBy: tx.t.orders.shipBy })
    .from(tx.t.orders)
    .where(eq(tx.t.orders.id, orderId))
  return order?.shipBy ?? null
}

async function choose(
  scene: Scene,
  sku: string,
  quantity: number,
  from: string,
  guards: readonly Guard[],
): Promise<Chosen[]> {
  const left = guards.map((guard) => ({ ...guard }))
  const chosen: Chosen[] = []
  let missing = quantity
  for (let offset = 0, limit = FIRST_PAGE; missing > 0; offset += limit, limit = PAGE) {
    const page = await scene.tx
      .statements(statements)
      .eligible.execute({ warehouse: scene.warehouse, sku, from, limit, offset })
    for (const { expiresOn, ...row } of page) {
      const over = left.filter((guard) => guard.from <= expiresOn)
      const take = Math.min(missing, row.quantity, ...over.map((guard) => guard.units))
      if (take <= 0) continue
      chosen.push({ ...row, quantity: take })
      for (const guard of over) guard.units -= take
      missing -= take
      if (missing === 0) break
    }
    if (page.length < limit) break
  }
  return chosen
}

/** The oldest free stock that could be given to the line (or to anybody), or undefined where there is none. */
export async function oldestFree(scene: Scene, sku: string, line: OrderLine | undefined): Promise<Chosen | undefined> {
  const from = line ? await livesUntil(scene, line) : await scene.ground.today()
  const [first] = await scene.tx
    .statements(statements)
    .eligible.execute({ warehouse: scene.warehouse, sku, from, limit: 1, offset: 0 })
  return first
}

/** The day until which a lot must live to be good for the line's channel. */
async function livesUntil(scene: Scene, line: OrderLine): Promise<string> {
  const today = await scene.ground.today()
  const claims = await claimsOf(scene.tx, scene.warehouse, line.sku, today)
  const days = claims.find((claim) => claim.channel === line.channel)?.minShelfLifeDays ?? 0
  return days === 0 ? today : daysLater(await shipDayOf(scene, await shipByOf(scene, line)), days)
}
