/** The ways of forecasting that are tried on a series. */
import { croston, dampedTrend, type Forecaster, naive, seasonal, seasonalNaive, smoothing, tsb } from './forecasters.ts'
import type { Pattern } from './pattern.ts'

export type Method = 'naive' | 'seasonal-naive' | 'smoothing' | 'trend' | 'season' | 'sba' | 'tsb'

export interface Candidate {
  method: Method
  /** "0.2" or "0.1, 0.05" */
  parameters: string
  begin: () => Forecaster
}

/** What everything else has to beat. */
export const FLOOR: Method = 'seasonal-naive'

/**
 * Of a pattern only what may suit it, which saves time and what chance alone would choose: a level for any, trends and seasons where
 * there is demand nearly each day, and ways that tell apart how much from how often where there is not. A customer who orders each
 * Monday has a season too. Without a pattern: all.
 */
export function candidatesFor(season: number, pattern?: Pattern): Candidate[] {
  const levels = [
    made(FLOOR, [], () => seasonalNaive(season)),
    made('naive', [], naive),
    ...[0.02, 0.05, 0.1, 0.2, 0.4].map((alpha) => made('smoothing', [alpha], () => smoothing(alpha))),
  ]
  if (pattern === undefined) return [...levels, ...frequent(season), ...rare()]
  if (pattern === 'none') return levels
  const isFrequent = pattern === 'smooth' || pattern === 'erratic'
  return isFrequent ? [...levels, ...frequent(season)] : [...levels, seasonOf(season, 0.05, 0.05), ...rare()]
}

const made = (method: Method, parameters: readonly number[], begin: () => Forecaster): Candidate => ({
  ...{ method, begin },
  parameters: parameters.join(', '),
})

const seasonOf = (season: number, alpha: number, gamma: number): Candidate =>
  made('season', [alpha, gamma], () => seasonal(season, alpha, gamma))

const frequent = (season: number): Candidate[] => [
  ...[0.1, 0.3].map((alpha) => made('trend', [alpha, 0.1, 0.95], () => dampedTrend(alpha, 0.1, 0.95))),
  ...[0.05, 0.15, 0.3].flatMap((alpha) => [0.05, 0.15].map((gamma) => seasonOf(season, alpha, gamma))),
]

const rare = (): Candidate[] => [
  ...[0.05, 0.1, 0.2].map((alpha) => made('sba', [alpha], () => croston(alpha, true))),
  ...[0.05, 0.1].flatMap((alpha) => [0.02, 0.1].map((beta) => made('tsb', [alpha, beta], () => tsb(alpha, beta)))),
]
