/** The arithmetic of design section 4: what counts as sellable, and what a channel may still promise. */
import type { Status } from '../transactions/status.ts'

export interface Sellability {
  status: Status
  lot: string
  lotTracked: boolean
  lotHeld: boolean
  lotConfirmed: boolean
  locationBlocked: boolean
  locationVirtual: boolean
}

/**
 * Whether stock counts as sellable, expiry apart (time passes without an event, so expiry is looked at when asked).
 * An unknown lot of a lot-tracked item is never sellable: nobody could say who received it.
 */
export function isSellable(stock: Sellability): boolean {
  if (stock.status !== 'available' || stock.locationVirtual || stock.locationBlocked) return false
  if (stock.lotTracked && stock.lot === '') return false
  return stock.lotConfirmed && !stock.lotHeld
}

/** How a channel draws on the pool. Priority 1 is the highest. */
export interface ChannelTerms {
  channel: string
  priority: number
  drawsShared: boolean
  /** Units of the shared pool that this channel leaves alone. */
  buffer: number
  /** Days that a lot must still have on the day it ships; 0: any unexpired lot will do. */
  minShelfLifeDays: number
}

/** Whole base units of one item in one warehouse that one channel has a claim on. */
export interface Claim extends ChannelTerms {
  /** Of a protection that has not ended. */
  protected: number
  committed: number
  /** On pick lists, or picked and not shipped. */
  allocated: number
}

/** Stock that lives long enough: of sellable lots with at least so many days left, in the order of the days. */
export interface Room {
  days: number
  sellable: number
  /** Allocated on those lots. */
  allocated: number
}

export interface ChannelFigures<C extends Claim = Claim> {
  claim: C
  /** The part of the protection that a deficit has eaten. */
  charged: number
  /** Committed units that stock no longer covers. */
  atRisk: number
  /** What protection and shared pool together allow, shelf life apart. */
  base: number
  /** What is left for this channel of the lots that live long enough, per threshold up to its own. */
  rooms: { days: number; units: number }[]
  availableToPromise: number
}

export interface Pool<C extends Claim = Claim> {
  sellable: number
  /** sellable − Σ (committed + allocated). Negative when promised stock has gone missing. */
  free: number
  /** free − Σ protected. Negative: a deficit, charged to protections and then to committed lines. */
  shared: number
  atRisk: number
  /** By priority, the highest first. */
  channels: ChannelFigures<C>[]
}

/** The highest priority first; of equals the channel's code decides, so that everybody decides alike. */
export const byPriority = (a: ChannelTerms, b: ChannelTerms): number =>
  a.priority - b.priority || (a.channel < b.channel ? -1 : a.channel > b.channel ? 1 : 0)

/**
 * All figures of one item. `rooms` holds each distinct minimum of days that a channel asks for (0 left out). What has gone
 * missing is not kept anywhere: it follows from the figures of the moment, so what comes in heals it first.
 */
export function poolOf<C extends Claim>(sellable: number, claims: readonly C[], rooms: readonly Room[]): Pool<C> {
  const ordered = [...claims].sort(byPriority)
  const free = ordered.reduce((left, claim) => left - claim.committed - claim.allocated, sellable)
  const shared = ordered.reduce((left, claim) => left - claim.protected, free)
  const charges = chargeUp(ordered, Math.max(0, -shared), (claim) => claim.protected)
  const risks = atRiskOf(ordered, free, rooms)
  const channels = ordered.map((claim, index): ChannelFigures<C> => {
    const charged = charges[index] ?? 0
    const base = baseOf(claim, charged, shared)
    const own = rooms
      .filter((room) => room.days <= claim.minShelfLifeDays)
      .map((room) => ({ days: room.days, units: roomFor(claim.channel, room, ordered) }))
    const availableToPromise = Math.max(0, Math.min(base, ...own.map((room) => room.units)))
    return { claim, charged, atRisk: risks[index] ?? 0, base, rooms: own, availableToPromise }
  })
  return { sellable, free, shared, atRisk: risks.reduce((sum, units) => sum + units, 0), channels }
}

/** protected − charge + what the channel may draw from the shared pool. */
export const baseOf = (terms: Pick<Claim, 'protected' | 'drawsShared' | 'buffer'>, charged: number, shared: number) =>
  terms.protected - charged + (terms.drawsShared ? Math.max(0, shared - terms.buffer) : 0)

/** What of the lots that live long enough is not spoken for by those who need them as much. */
export function roomFor(channel: string, room: Room, claims: readonly Claim[]): number {
  return claims
    .filter((claim) => claim.minShelfLifeDays >= room.days)
    .reduce(
      (left, claim) => left - claim.committed - (claim.channel === channel ? 0 : claim.protected),
      room.sellable - room.allocated,
    )
}

/** Takes `deficit` from the lowest priority up, from each at most what it has. `ordered` by priority. */
function chargeUp<C extends Claim>(ordered: readonly C[], deficit: number, most: (claim: C, index: number) => number) {
  const charges = ordered.map(() => 0)
  let left = deficit
  for (let index = ordered.length - 1; index >= 0 && left > 0; index--) {
    const claim = ordered[index]
    if (!claim) continue
    const charge = Math.min(left, Math.max(0, most(claim, index)))
    charges[index] = charge
    left -= charge
  }
  return charges
}

/**
 * Committed units without stock, by channel: what the longest-living lots cannot cover falls on those who need them, then
 * the next threshold, at last what is missing altogether.
 */
function atRiskOf(ordered: readonly Claim[], free: number, rooms: readonly Room[]): number[] {
  const risks = ordered.map(() => 0)
  const mark = (needs: (claim: Claim) => boolean, deficit: number) => {
    const marked = ordered.reduce((sum, claim, index) => sum + (needs(claim) ? (risks[index] ?? 0) : 0), 0)
    const charges = chargeUp(ordered, deficit - marked, (claim, index) =>
      needs(claim) ? claim.committed - (risks[index] ?? 0) : 0,
    )
    for (const [index, charge] of charges.entries()) risks[index] = (risks[index] ?? 0) + charge
  }
  for (const room of [...rooms].sort((a, b) => b.days - a.days)) {
    const needs = (claim: Claim) => claim.minShelfLifeDays >= room.days
    const committed = ordered.reduce((sum, claim) => sum + (needs(claim) ? claim.committed : 0), 0)
    mark(needs, committed - Math.max(0, room.sellable - room.allocated))
  }
  mark(() => true, -free)
  return risks
}
