/**
 * Which way of forecasting suits a series: each candidate forecasts from many moments of the past what was to come, knowing only
 * what was before, and the one that was nearest is taken. The last season again is the floor: where nothing is nearer, it stays.
 */
import { croston, dampedTrend, type Forecaster, naive, seasonal, seasonalNaive, smoothing, tsb } from './forecasters.ts'

export type Method = 'naive' | 'seasonal-naive' | 'smoothing' | 'trend' | 'season' | 'sba' | 'tsb'

export interface Candidate {
  method: Method
  /** "0.2" or "0.1, 0.05" */
  parameters: string
  begin: () => Forecaster
}

export interface Horizon {
  /** Periods that are forecast together: as long as goods take to come. */
  periods: number
  /** Periods of a season: 7 for days. */
  season: number
  /** From each of how many periods it is looked ahead. */
  every: number
}

export interface Choice {
  method: Method
  parameters: string
  /** Of the next periods together. */
  expected: number
  /** What was to come less what was expected, at each moment that was tried, the oldest first. */
  errors: number[]
  /** Root of the mean squared error, of the chosen way and of the floor. Null: there was nothing to try it on. */
  error: number | null
  floorError: number | null
  /** Moments that it was tried at. */
  tried: number
}

const FLOOR: Method = 'seasonal-naive'

export function candidatesFor(season: number): Candidate[] {
  const made = (method: Method, parameters: readonly number[], begin: () => Forecaster): Candidate => ({
    method,
    parameters: parameters.join(', '),
    begin,
  })
  return [
    made(FLOOR, [], () => seasonalNaive(season)),
    made('naive', [], naive),
    ...[0.05, 0.1, 0.2, 0.4].map((alpha) => made('smoothing', [alpha], () => smoothing(alpha))),
    ...[0.1, 0.3].map((alpha) => made('trend', [alpha, 0.1, 0.95], () => dampedTrend(alpha, 0.1, 0.95))),
    ...[0.05, 0.15, 0.3].flatMap((alpha) =>
      [0.05, 0.15].map((gamma) => made('season', [alpha, gamma], () => seasonal(season, alpha, gamma))),
    ),
    ...[0.05, 0.1, 0.2].map((alpha) => made('sba', [alpha], () => croston(alpha, true))),
    ...[0.05, 0.1].flatMap((alpha) => [0.02, 0.1].map((beta) => made('tsb', [alpha, beta], () => tsb(alpha, beta)))),
  ]
}

/** Nobody forecasts from less than that many seasons. */
const SEASONS_KNOWN = 2

/** `series`: units of each period, the oldest first; below 0 (more came back than went) counts as 0. The floor is among the candidates. */
export function choose(
  series: readonly number[],
  { periods, season, every }: Horizon,
  candidates: readonly Candidate[] = candidatesFor(season),
): Choice {
  const units = series.map((one) => Math.max(0, one))
  const sums = sumsOf(units)
  const first = Math.min(units.length, Math.max(season * SEASONS_KNOWN, Math.floor(units.length / 3)))
  const tests = candidates.map((candidate) => tried(candidate, units, sums, { first, periods, every }))
  const floor = tests.find(({ candidate }) => candidate.method === FLOOR) as Test
  const best = tests.reduce((nearest, test) => (test.squares < nearest.squares ? test : nearest), floor)
  const chosen =
    best.errors.length === 0 ? (tests.find(({ candidate }) => candidate.method === 'smoothing') ?? floor) : best
  return {
    method: chosen.candidate.method,
    parameters: chosen.candidate.parameters,
    expected: chosen.expected,
    errors: chosen.errors,
    error: rootOf(chosen),
    floorError: rootOf(floor),
    tried: chosen.errors.length,
  }
}

interface Test {
  candidate: Candidate
  errors: number[]
  squares: number
  expected: number
}

/** One walk through the series: at a moment only what is before it was observed. */
function tried(
  candidate: Candidate,
  units: readonly number[],
  sums: readonly number[],
  { first, periods, every }: { first: number; periods: number; every: number },
): Test {
  const forecaster = candidate.begin()
  const errors: number[] = []
  let squares = 0
  for (const [at, one] of units.entries()) {
    const isMoment = at >= first && at + periods <= units.length && (at - first) % every === 0
    if (isMoment) {
      const error = (sums[at + periods] ?? 0) - (sums[at] ?? 0) - forecaster.ahead(periods)
      errors.push(error)
      squares += error ** 2
    }
    forecaster.observe(one)
  }
  return { candidate, errors, squares, expected: forecaster.ahead(periods) }
}

/** Units of all periods before each. */
function sumsOf(units: readonly number[]): number[] {
  const sums = [0]
  for (const one of units) sums.push((sums.at(-1) ?? 0) + one)
  return sums
}

const rootOf = ({ squares, errors }: Test): number | null =>
  errors.length === 0 ? null : Math.sqrt(squares / errors.length)
