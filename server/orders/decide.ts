/**
 * How much of an order is promised, item by item: the one decision that promises stock. It sees the figures behind the
 * item's lock, and nothing between the look and the commitment can change them.
 */

import type { Pool } from '../../shared/rules/availability.ts'
import { plannedLines, plannedRoom, receiptsDue } from '../availability/planned.ts'
import { type ItemClaim, readPool, roomsOf } from '../availability/pool.ts'
import { drawnFrom, promisable } from '../availability/promise.ts'
import type { OnShort, Schema } from '../db/schema.ts'
import type { Scene } from '../ledger/scene.ts'
import { Problem } from '../problem.ts'
import { shipDayOf } from './ship-day.ts'

type Channel = Schema['channels']['$inferSelect']

export interface Asked {
  sku: string
  quantity: number
  /** Where it stands in the request, if not where it stands here. */
  index?: number
}

export interface Commitment {
  committed: number
  /** Of the committed ones, out of the channel's protection. */
  drawn: number
  planned: number
  backordered: number
  cancelled: number
}

export interface Terms {
  channel: Channel
  onShort: OnShort
  shipBy: string | null
  startsOn: string | null
}

/** One commitment per line, in their order. Lines of one item are added up before they are checked. Throws 409. */
export async function decideLines(scene: Scene, terms: Terms, lines: readonly Asked[]): Promise<Commitment[]> {
  const offers = new Map<string, Offer>()
  for (const { sku } of lines) if (!offers.has(sku)) offers.set(sku, await offerOf(scene, terms, sku))
  if (terms.onShort === 'reject') refuseShort(lines, offers)
  return lines.map((line) => take(offers.get(line.sku) as Offer, line.quantity, terms.onShort))
}

/** What is there for this order of one item; taking from it makes it less. */
interface Offer {
  planned: number
  stock: number
  drawable: number
}

async function offerOf(scene: Scene, terms: Terms, sku: string): Promise<Offer> {
  const { tx, warehouse } = scene
  const today = await scene.ground.today()
  const pool = await readPool(tx, { warehouse, sku, today }, [terms.channel])
  const shipDayRooms = await roomsOnShipDay(scene, terms, sku, pool)
  const stock = promisable(pool, { channel: terms.channel.channel, onShort: terms.onShort, shipDayRooms })
  return {
    planned: await plannedFor(scene, terms, sku),
    stock,
    drawable: drawnFrom(pool, terms.channel.channel, stock),
  }
}

async function roomsOnShipDay(scene: Scene, { shipBy, channel }: Terms, sku: string, pool: Pool<ItemClaim>) {
  const day = await shipDayOf(scene, shipBy)
  if (channel.minShelfLifeDays === 0 || day === (await scene.ground.today())) return undefined
  return roomsOf(
    scene.tx,
    scene.warehouse,
    sku,
    day,
    pool.channels.map(({ claim }) => claim),
  )
}

/** Planned receipts come first for who can wait for them: stock is left to those who cannot. */
async function plannedFor(scene: Scene, { channel, startsOn }: Terms, sku: string): Promise<number> {
  if (!channel.ordersAhead || startsOn === null || startsOn <= (await scene.ground.today())) return 0
  const { tx, warehouse } = scene
  return plannedRoom(startsOn, await receiptsDue(tx, warehouse, sku), await plannedLines(tx, warehouse, sku))
}

function refuseShort(lines: readonly Asked[], offers: ReadonlyMap<string, Offer>): void {
  const asked = new Map<string, number>()
  for (const [index, { sku, quantity, index: stated }] of lines.entries()) {
    const requested = (asked.get(sku) ?? 0) + quantity
    asked.set(sku, requested)
    const offer = offers.get(sku) as Offer
    const available = offer.planned + offer.stock
    if (requested <= available) continue
    const all = lines.reduce((sum, line) => (line.sku === sku ? sum + line.quantity : sum), 0)
    const line = stated ?? index
    throw new Problem(
      409,
      'insufficient-atp',
      `Line ${line + 1}: ${all} of ${sku} are asked for; ${available} can be promised. Lower it, or send onShort.`,
      { field: `lines[${line}].quantity`, line, sku, requested: all, availableToPromise: available },
    )
  }
}

function take(offer: Offer, quantity: number, onShort: OnShort): Commitment {
  const planned = Math.min(quantity, offer.planned)
  const committed = Math.min(quantity - planned, offer.stock)
  const drawn = Math.min(committed, offer.drawable)
  offer.planned -= planned
  offer.stock -= committed
  offer.drawable -= drawn
  const short = quantity - planned - committed
  return {
    planned,
    committed,
    drawn,
    backordered: onShort === 'partial' ? 0 : short,
    cancelled: onShort === 'partial' ? short : 0,
  }
}
