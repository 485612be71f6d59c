/**
 * What channels that sell from one shelf find missing: at each of many times of the past, had so much been there, of it so much
 * protected for each. A channel takes its protection first; what it asks for beyond it competes with the others for the shared rest.
 */
import type { ServiceTarget } from './safety-stock.ts'

export interface Claims {
  target: ServiceTarget
  /** Units asked for, at each time. */
  asked: Float64Array
  /** Units that are asked for at once. */
  clump: number
  /** Units that are asked for from one receipt to the next. */
  cycle: number
}

/** For each channel the part, 0 to 1, of the cycles (or of the units, as its target says) in which something is missing. */
export function shortfallOf(
  claims: readonly Claims[],
  weights: Float64Array,
  protect: readonly number[],
  shared: number,
): number[] {
  const missing = claims.map(() => 0)
  for (let time = 0; time < weights.length; time++) {
    let open = 0
    for (let nth = 0; nth < claims.length; nth++) open += beyond(claims, protect, nth, time)
    const short = (open - shared) / open
    if (!(short > EXACT)) continue
    for (let nth = 0; nth < claims.length; nth++) {
      const one = claims[nth] as Claims
      const units = beyond(claims, protect, nth, time)
      const part = one.target.kind === 'fill' ? (units * short) / one.cycle : missed(short, units / one.clump)
      missing[nth] = (missing[nth] as number) + (weights[time] as number) * part
    }
  }
  return missing
}

const EXACT = 1e-9

const beyond = (claims: readonly Claims[], protect: readonly number[], nth: number, time: number): number =>
  Math.max(0, ((claims[nth] as Claims).asked[time] as number) - (protect[nth] as number))

/** Orders come in any order, and the last ones find nothing: how likely one of these is among them. */
const missed = (short: number, orders: number): number => (orders <= 0 ? 0 : 1 - (1 - short) ** Math.max(1, orders))
