/** How uncertain demand is where a forecast could not be tried often: as if each day were drawn by itself. */
import type { Times } from './protection-time.ts'

/** Days from which on their variance says something. */
const DAYS_KNOWN = 28

/**
 * Of days that vary as they did, but no less than orders of one unit that come by chance (Poisson); of few days as if whole sizes came by
 * chance (compound Poisson). The lead time adds what is expected in the days it is off.
 */
export function roughDeviation(
  series: readonly number[],
  perDay: number,
  { leadTimes, days }: Times,
): { deviation: number; clump: number } {
  let [sum, squares] = [0, 0]
  for (const units of series) {
    sum += units
    squares += units ** 2
  }
  const clump = Math.max(1, sum === 0 ? 1 : squares / sum)
  const mean = sum / Math.max(1, series.length)
  const ofDays = Math.max(perDay, squares / Math.max(1, series.length) - mean ** 2)
  const ofDay = series.length < DAYS_KNOWN ? perDay * clump : ofDays
  const meanLead = leadTimes.reduce((all, one) => all + one, 0) / leadTimes.length
  const ofLead = leadTimes.reduce((all, one) => all + (one - meanLead) ** 2, 0) / leadTimes.length
  return { deviation: sum === 0 ? 0 : Math.sqrt(days * ofDay + perDay ** 2 * ofLead), clump }
}
