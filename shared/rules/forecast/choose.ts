/**
 * Which way of forecasting suits a series: each candidate forecasts from many moments of the past what was to come, knowing only
 * what was before, and the one that was nearest is taken. The last season again is the floor: where nothing is nearer, it stays.
 */
import { type Candidate, candidatesFor, FLOOR, type Method } from './candidates.ts'
import type { Forecaster } from './forecasters.ts'

export interface Horizon {
  /** Periods that are forecast together: as long as goods take to come. */
  periods: number
  /** Periods that must be known after a moment to try it there, at least as many as are forecast. */
  reach?: number
  /** Periods of a season: 7 for days. */
  season: number
  /** From each of how many periods it is looked ahead, counted from the end: series that end together share their moments. */
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
  /** It has observed the whole series. */
  forecaster: Forecaster
  candidate: Candidate
}

/** Nobody forecasts from less than that many seasons. */
const SEASONS_KNOWN = 2

/** `series`: units of each period, the oldest first; below 0 (more came back than went) counts as 0. The floor is among the candidates. */
export function choose(
  series: readonly number[],
  horizon: Horizon,
  candidates: readonly Candidate[] = candidatesFor(horizon.season),
): Choice {
  const units = series.map((one) => Math.max(0, one))
  const moments = momentsOf(units.length, horizon)
  const actuals = actualsOf(units, moments, horizon.periods)
  const tests = candidates.map((candidate) => tried(candidate, units, { moments, actuals, periods: horizon.periods }))
  const floor = tests.find(({ candidate }) => candidate.method === FLOOR) as Test
  const best = tests.reduce((nearest, test) => (test.squares < nearest.squares ? test : nearest), floor)
  const chosen =
    moments.length === 0 ? (tests.find(({ candidate }) => candidate.method === 'smoothing') ?? floor) : best
  const { candidate, forecasts, forecaster } = chosen
  return {
    ...{ method: candidate.method, parameters: candidate.parameters, forecaster, candidate },
    expected: forecaster.ahead(horizon.periods),
    errors: forecasts.map((forecast, nth) => (actuals[nth] ?? 0) - forecast),
    error: rootOf(chosen.squares, moments.length),
    floorError: rootOf(floor.squares, moments.length),
    tried: moments.length,
  }
}

/** How many periods are over at each, the oldest first; the last one is as near to the end as what is to come allows. */
export function momentsOf(length: number, { periods, reach = periods, season, every }: Horizon): number[] {
  const first = Math.max(season * SEASONS_KNOWN, Math.floor(length / 6))
  const moments: number[] = []
  for (let at = length - Math.max(periods, reach); at >= first; at -= every) moments.push(at)
  return moments.reverse()
}

function actualsOf(units: readonly number[], moments: readonly number[], periods: number): number[] {
  const sums = sumsOf(units)
  return moments.map((at) => (sums[at + periods] ?? 0) - (sums[at] ?? 0))
}

/** Units of all periods before each, and of all at the end. */
export function sumsOf(units: readonly number[]): Float64Array {
  const sums = new Float64Array(units.length + 1)
  for (let at = 0; at < units.length; at++) sums[at + 1] = (sums[at] as number) + (units[at] as number)
  return sums
}

interface Test extends Walk {
  candidate: Candidate
  squares: number
}

function tried(
  candidate: Candidate,
  units: readonly number[],
  { moments, actuals, periods }: { moments: readonly number[]; actuals: readonly number[]; periods: number },
): Test {
  const walk = walked(candidate, units, moments, periods)
  let squares = 0
  for (let nth = 0; nth < actuals.length; nth++)
    squares += ((actuals[nth] as number) - (walk.forecasts[nth] as number)) ** 2
  return { ...walk, candidate, squares }
}

interface Walk {
  /** What was expected of the next periods together, at each moment. */
  forecasts: number[]
  /** After the whole series. */
  forecaster: Forecaster
}

/** One walk through the series: at a moment only what is before it was observed. */
export function walked(
  candidate: Candidate,
  units: readonly number[],
  moments: readonly number[],
  periods: number,
): Walk {
  const forecaster = candidate.begin()
  const forecasts: number[] = []
  for (let at = 0; at < units.length; at++) {
    if (at === moments[forecasts.length]) forecasts.push(forecaster.ahead(periods))
    forecaster.observe(units[at] as number)
  }
  return { forecasts, forecaster }
}

const rootOf = (squares: number, count: number): number | null => (count === 0 ? null : Math.sqrt(squares / count))
