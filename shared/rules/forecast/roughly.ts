/** How uncertain demand is where a forecast could not be tried often: as if each day were drawn by itself. */
import type { Times } from './protection-time.ts'

/** Days from which on their variance says something. */
const DAYS_KNOWN = 28

export interface Roughly {
  /** Standard deviation of what is asked for over a protection time. */
  deviation: number
  /** The part of its square that is there because lead times vary, 0 to 1. */
  ofLeadTimes: number
  /**
   * Variance of what a day asks for, by its mean: 1 where single units are asked for by chance (Poisson), the size of orders where
   * these are (compound Poisson). At least 1.
   */
  clump: number
}

/** Of few days it is taken that whole days' units come by chance. The lead time adds what is expected in the days that it is off. */
export function roughly(series: readonly number[], perDay: number, times: Times): Roughly {
  let [sum, squares] = [0, 0]
  for (const units of series) {
    sum += units
    squares += units ** 2
  }
  if (sum === 0) return { deviation: 0, ofLeadTimes: 0, clump: 1 }
  const mean = sum / series.length
  const variance = squares / series.length - mean ** 2
  const isKnown = series.length >= DAYS_KNOWN
  const clump = Math.max(1, isKnown ? variance / mean : squares / sum)
  const demand = times.days * Math.max(perDay, isKnown ? variance : perDay * clump)
  const leadTimes = perDay ** 2 * varianceOf(times.leadTimes)
  const all = demand + leadTimes
  return { deviation: Math.sqrt(all), ofLeadTimes: all === 0 ? 0 : leadTimes / all, clump }
}

function varianceOf(all: readonly number[]): number {
  const mean = all.reduce((sum, one) => sum + one, 0) / all.length
  return all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / all.length
}
