/**
 * What happens when stock comes free. Deficits are healed first, by themselves, for they are kept nowhere. Then promises
 * whose planned receipt has come, then the channels by priority: each its backorders, oldest first, then its protection's
 * refill to target.
 */
import { and, asc, eq, sql } from 'drizzle-orm'
import { type Pool, poolOf, type Room } from '../../shared/rules/availability.ts'
import { prepared, type Statements } from '../db/work.ts'
import { closeException } from '../exceptions/open.ts'
import type { Scene } from '../ledger/scene.ts'
import { changeLine, readLine } from '../orders/lines.ts'
import { shipDayOf } from '../orders/ship-day.ts'
import { changeClaim } from './claims.ts'
import { plannedLines, receiptsDue, uncovered } from './planned.ts'
import { figuresOf, type ItemClaim, roomsOf } from './pool.ts'
import { drawnFrom, promisable } from './promise.ts'
import { type Rule, wantedBy } from './rules.ts'

const p = sql.placeholder
const PAGE = 200

const statements = ((db, t) => ({
  backordered: prepared(
    'fill_backordered',
    db
      .select({
        id: t.orderLines.id,
        orderId: t.orderLines.orderId,
        sku: t.orderLines.sku,
        channel: t.orderLines.channel,
        backordered: t.orderLines.backordered,
        onShort: t.orders.onShort,
        shipBy: t.orders.shipBy,
      })
      .from(t.orderLines)
      .innerJoin(t.orders, eq(t.orders.id, t.orderLines.orderId))
      .where(
        and(
          eq(t.orderLines.warehouse, p('warehouse')),
          eq(t.orderLines.sku, p('sku')),
          eq(t.orderLines.channel, p('channel')),
          sql`${t.orderLines.backordered} > 0`,
        ),
      )
      .orderBy(asc(t.orders.placedAt), asc(t.orders.id), asc(t.orderLines.position))
      .limit(p('limit')),
  ),
})) satisfies Statements<unknown>

/** The pool as this unit changes it, so that nothing has to be read again between two promises. */
export interface LivePool {
  readonly pool: Pool<ItemClaim>
  readonly rooms: readonly Room[]
  /** Books a change of a claim that was written. */
  book(channel: string, delta: Partial<Record<'protected' | 'committed' | 'backordered' | 'drawn', number>>): void
}

export function livePool(sellable: number, claims: readonly ItemClaim[], rooms: readonly Room[]): LivePool {
  let current = claims
  let pool = poolOf(sellable, current, rooms)
  return {
    get pool() {
      return pool
    },
    rooms,
    book(channel, delta) {
      current = current.map((claim) => {
        if (claim.channel !== channel) return claim
        const changed = { ...claim }
        for (const [part, units] of Object.entries(delta) as [keyof typeof delta, number][]) changed[part] += units
        return changed
      })
      pool = poolOf(sellable, current, rooms)
    },
  }
}

/** Returns the planned units that neither a receipt nor stock covers. */
export async function fill(
  scene: Scene,
  sku: string,
  live: LivePool,
  { freed, rules }: { freed: boolean; rules: readonly Rule[] },
): Promise<number> {
  const bare = live.pool.channels.some(({ claim }) => claim.planned > 0) ? await commitPlanned(scene, sku, live) : 0
  for (const { claim } of live.pool.channels) {
    await fillBackorders(scene, sku, claim.channel, live)
    // A refill takes what comes free; it is no reason to take from the shared pool at any other time.
    const told = scene.settledProtections?.sku === sku && scene.settledProtections.channels.includes(claim.channel)
    if (!freed || told) continue
    const rule = rules.find((one) => one.channel === claim.channel)
    if (!(await refill(scene, sku, claim.channel, live, rule))) continue
    // A channel that draws nothing shared is served out of what has just been refilled.
    await fillBackorders(scene, sku, claim.channel, live)
  }
  return bare
}

/** Planned promises whose receipt has come, or comes no more in time, are made good from stock where it is free. */
async function commitPlanned(scene: Scene, sku: string, live: LivePool): Promise<number> {
  const today = await scene.ground.today()
  const [due, lines] = [
    await receiptsDue(scene.tx, scene.warehouse, sku),
    await plannedLines(scene.tx, scene.warehouse, sku),
  ]
  let bare = 0
  for (const { line, units } of uncovered(today, due, lines)) {
    const committed = Math.min(units, promisable(live.pool, { channel: line.channel, onShort: 'record' }))
    bare += units - committed
    if (committed > 0) await commit(scene, { ...line, from: 'planned' }, committed, live)
  }
  return bare
}

async function fillBackorders(scene: Scene, sku: string, channel: string, live: LivePool): Promise<void> {
  if (figuresOf(live.pool, channel).claim.backordered === 0) return
  // Nothing for the most favoured: nothing for any.
  if (promisable(live.pool, { channel, onShort: 'record' }) === 0) return
  for (;;) {
    const page = await scene.tx
      .statements(statements)
      .backordered.execute({ warehouse: scene.warehouse, sku, channel, limit: PAGE })
    let filled = 0
    for (const line of page) {
      const units = Math.min(line.backordered, await promisableFor(scene, line, live))
      if (units === 0) continue
      await commit(scene, { ...line, from: 'backordered' }, units, live)
      if (units === line.backordered) filled += 1
    }
    // A page of which all were filled may have another behind it.
    if (filled < PAGE) return
  }
}

async function promisableFor(
  scene: Scene,
  line: { sku: string; channel: string; onShort: 'reject' | 'partial' | 'backorder' | 'record'; shipBy: string | null },
  live: LivePool,
): Promise<number> {
  const today = await scene.ground.today()
  const day = await shipDayOf(scene, line.shipBy)
  const claims = live.pool.channels.map(({ claim }) => claim)
  const shipDayRooms = day > today ? await roomsOf(scene.tx, scene.warehouse, line.sku, day, claims) : undefined
  return promisable(live.pool, { channel: line.channel, onShort: line.onShort, shipDayRooms })
}

interface Waiting {
  id: string
  orderId: string
  sku: string
  channel: string
  from: 'backordered' | 'planned'
}

async function commit(scene: Scene, line: Waiting, units: number, live: LivePool): Promise<void> {
  const drawn = drawnFrom(live.pool, line.channel, units)
  await changeLine(scene, line, { [line.from]: -units, committed: units, drawn })
  await changeClaim(scene.tx, scene.warehouse, line.sku, line.channel, { protected: -drawn })
  const left = (await readLine(scene, line.id))?.backordered ?? 0
  if (left === 0)
    await closeException(
      scene.tx,
      scene.warehouse,
      'oversold',
      line.id,
      'Stock came free for all that was backordered.',
    )
  live.book(line.channel, {
    committed: units,
    drawn,
    protected: -drawn,
    ...(line.from === 'backordered' ? { backordered: -units } : {}),
  })
}

/** The target means what is protected and what is open of orders drawn from it. Returns whether anything was added. */
async function refill(
  scene: Scene,
  sku: string,
  channel: string,
  live: LivePool,
  rule: Rule | undefined,
): Promise<boolean> {
  const { claim } = figuresOf(live.pool, channel)
  const wanted = Math.max((claim.target ?? 0) - claim.drawn, rule ? wantedBy(rule, live.pool, claim) : 0)
  const units = Math.min(wanted - claim.protected, protectable(live.pool, channel))
  if (units <= 0) return false
  await changeClaim(scene.tx, scene.warehouse, sku, channel, { protected: units })
  live.book(channel, { protected: units })
  return true
}

/** Units that could be added to a protection: of the shared pool, in lots that live long enough for the channel. */
export function protectable(pool: Pool<ItemClaim>, channel: string): number {
  const { claim, rooms } = figuresOf(pool, channel)
  return Math.max(0, Math.min(pool.shared, ...rooms.map((room) => room.units - claim.protected)))
}
