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

/** Whole base units of one item in one warehouse, for one channel. */
export interface Claim {
  protected: number
  committed: number
  /** On pick lists, or picked and not shipped. */
  allocated: number
}

/** sellable − Σ (committed + allocated). Negative when promised stock has gone missing. */
export function freeStock(sellable: number, claims: readonly Claim[]): number {
  return claims.reduce((free, claim) => free - claim.committed - claim.allocated, sellable)
}

/** free − Σ protected. */
export function sharedStock(sellable: number, claims: readonly Claim[]): number {
  return claims.reduce((shared, claim) => shared - claim.protected, freeStock(sellable, claims))
}

/** What one channel may still sell: its protection, and the shared pool beyond its buffer where it draws from it. */
export function availableToPromise(
  channel: { drawsShared: boolean; buffer: number },
  claim: Claim,
  shared: number,
): number {
  const drawn = channel.drawsShared ? Math.max(0, shared - channel.buffer) : 0
  return Math.max(0, claim.protected + drawn)
}
