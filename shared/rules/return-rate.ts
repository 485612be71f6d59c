/** Whether so many returns of one lot are still chance, or speak of its quality. */

/**
 * The chance of `least` or more events where `expected` are expected (upper tail of the Poisson distribution): summed up from
 * the chance of none, in logarithms, so that hundreds of events do not underflow.
 */
export function chanceOfAtLeast(least: number, expected: number): number {
  if (least <= 0) return 1
  if (expected <= 0) return 0
  let logTerm = -expected
  let below = Math.exp(logTerm)
  for (let events = 1; events < least; events++) {
    logTerm += Math.log(expected / events)
    below += Math.exp(logTerm)
  }
  return Math.max(0, 1 - below)
}

export interface LotReturns {
  /** Units. */
  shipped: number
  /** Units that came back for a fault of theirs, and in how many returns. */
  returned: number
  returns: number
  /** The same of the item's other lots. */
  othersShipped: number
  othersReturned: number
}

export interface RateTerms {
  leastReturns: number
  expectedPercent: number
  times: number
}

export interface RateVerdict {
  /** Returned of shipped, 0 to 1 or more. */
  rate: number
  /** What was to be expected, by the other lots or by the settings, the higher of both. */
  expectedRate: number
  standsOut: boolean
}

/** One lot in a thousand may be suspected wrongly. */
const CHANCE = 0.001

/** From so many units on, and so many times what is tolerated, it does not matter how few customers sent them. */
const MANY_UNITS = 10
const FAR_BEYOND = 5

/**
 * It stands out where it came back more often than is tolerated, and chance alone would hardly do that. Chance is judged by
 * returns, not by units: what one customer sent back together is one opinion, unless it is a great part of the lot.
 */
export function judgeRate(lot: LotReturns, terms: RateTerms): RateVerdict {
  const others = lot.othersShipped > 0 ? lot.othersReturned / lot.othersShipped : 0
  const expectedRate = Math.max(others, terms.expectedPercent / 100)
  const rate = lot.shipped > 0 ? lot.returned / lot.shipped : Number(lot.returned > 0)
  const tolerated = expectedRate * terms.times
  const byReturns =
    lot.returns >= terms.leastReturns &&
    rate > tolerated &&
    chanceOfAtLeast(lot.returns, (expectedRate * lot.shipped * lot.returns) / lot.returned) < CHANCE
  const byUnits = lot.returned >= MANY_UNITS && rate > tolerated * FAR_BEYOND
  return { rate, expectedRate, standsOut: byReturns || byUnits }
}
