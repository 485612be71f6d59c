/** How much of what a channel may promise one listing of it shows. */

export interface OfferTerms {
  /** Base units in one unit of the listing: a case of twelve is twelve. */
  packQuantity: number
  /** `paused`: it shows nothing until somebody goes on. */
  mode: 'on' | 'paused'
  /** Units of the listing that it shows at most; null: no limit. */
  cap: number | null
  /** The part of what can be promised that this listing may show, 1 to 100. */
  percent: number
  /** Base units that this listing leaves alone. */
  buffer: number
}

/**
 * Whole units of the listing. `availableToPromise` and `held` are base units; `held` is what is kept back for sales that
 * are not known here yet.
 */
export function offerOf(terms: OfferTerms, availableToPromise: number, held = 0): number {
  if (terms.mode === 'paused') return 0
  const free = Math.max(0, availableToPromise - terms.buffer - held)
  const units = Math.floor(Math.floor((free * terms.percent) / 100) / terms.packQuantity)
  return terms.cap === null ? units : Math.min(units, terms.cap)
}

/** 2: it falls to nothing, or a lot of it is held. 1: it falls. 0: it rises, and nobody is promised what is not there. */
export type Urgency = 0 | 1 | 2

/** `shown`: what the platform shows as far as is known; null: not known, so it may be more. */
export function urgencyOf(shown: number | null, wanted: number, isHold: boolean): Urgency {
  if (shown !== null && wanted >= shown) return 0
  return wanted === 0 || isHold ? 2 : 1
}
