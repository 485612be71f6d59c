/**
 * What a series of demand is like: how often it comes and how much it varies when it does. The cut-offs are those of Syntetos,
 * Boylan and Croston (2005), at which one way of forecasting begins to do better than another.
 */

export type Pattern = 'none' | 'smooth' | 'erratic' | 'intermittent' | 'lumpy'

export interface DemandPattern {
  pattern: Pattern
  /** Mean periods from one demand to the next, 1 where there is some in each. Null: there was none. */
  interval: number | null
  /** Squared coefficient of variation of the sizes. Null: of fewer than two nobody can say. */
  variation: number | null
}

const FREQUENT = 1.32
const STEADY = 0.49

/** What comes back in a period is no demand of less than nothing: below 0 counts as 0. */
export function patternOf(series: readonly number[]): DemandPattern {
  const sizes = series.filter((units) => units > 0)
  if (sizes.length === 0) return { pattern: 'none', interval: null, variation: null }
  const first = series.findIndex((units) => units > 0)
  // Before the first demand nobody knew of the item.
  const interval = (series.length - first) / sizes.length
  const variation = sizes.length < 2 ? null : variationOf(sizes)
  const isFrequent = interval < FREQUENT
  const isSteady = (variation ?? 0) < STEADY
  const pattern = isFrequent ? (isSteady ? 'smooth' : 'erratic') : isSteady ? 'intermittent' : 'lumpy'
  return { pattern, interval, variation }
}

function variationOf(sizes: readonly number[]): number {
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
  const squares = sizes.reduce((sum, size) => sum + (size - mean) ** 2, 0) / (sizes.length - 1)
  return squares / mean ** 2
}
