/** How much one channel may promise of an item, and where the units come from: the same for an order and a backorder. */

import { baseOf, type Pool, type Room, roomFor } from '../../shared/rules/availability.ts'
import type { OnShort } from '../db/schema.ts'
import type { ItemClaim } from './pool.ts'
import { figuresOf } from './pool.ts'

export interface Ask {
  channel: string
  onShort: OnShort
  /** Rooms on the day the goods leave, where that is not today. */
  shipDayRooms?: readonly Room[] | undefined
}

/**
 * Units that can be promised now. What a marketplace has already sold may use the buffer, which exists for it, and the
 * shared pool even where the channel does not draw from it.
 */
export function promisable(pool: Pool<ItemClaim>, { channel, onShort, shipDayRooms = [] }: Ask): number {
  const { claim, charged, rooms, availableToPromise } = figuresOf(pool, channel)
  const claims = pool.channels.map((figures) => figures.claim)
  const thatDay = shipDayRooms
    .filter((room) => room.days <= claim.minShelfLifeDays)
    .map((room) => roomFor(channel, room, claims))
  if (onShort !== 'record') return Math.max(0, Math.min(availableToPromise, ...thatDay))
  const base = baseOf({ ...claim, drawsShared: true, buffer: 0 }, charged, pool.shared)
  return Math.max(0, Math.min(base, ...rooms.map((room) => room.units), ...thatDay))
}

/** Of so many units promised: those that come out of the channel's own protection, which is used first. */
export function drawnFrom(pool: Pool<ItemClaim>, channel: string, units: number): number {
  const { claim, charged } = figuresOf(pool, channel)
  return Math.min(units, claim.protected - charged)
}
