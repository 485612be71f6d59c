/**
 * Forecasts against what came: a way is chosen from the days before, as the product looks ahead, and then forecasts the days after
 * from one origin after the other, beside the last season again, which is what everything has to beat.
 */
import { type Candidate, candidatesFor } from '../../shared/rules/forecast/candidates.ts'
import { seasonalNaive } from '../../shared/rules/forecast/forecasters.ts'
import { lookAhead } from '../../shared/rules/forecast/look-ahead.ts'
import { pinballLoss, quantilesOf } from '../../shared/rules/forecast/quantiles.ts'
import { generated, type Kind } from './demand-series.ts'

const SEASON = 7
const DAYS = 730
const HELD_OUT = 90
/** As long as goods take to come. */
const AHEAD = 14
const EVERY = 3
/** Thirteen days, and half of a review of two. */
const PROTECTION = { leadTimes: [AHEAD - 1], reviewDays: 2 }
export const LIKELIHOODS = [0.5, 0.9, 0.95, 0.98] as const

interface Score {
  squares: number
  /** Sum of pinball losses over likelihoods and origins. */
  pinball: number
}

export interface Compared {
  kind: Kind
  method: string
  chosen: Score
  floor: Score
  /** Of the series' own mean over as many days: losses of large and small ones are compared by it. */
  mean: number
}

export function backtest(count: number, seed: number): Compared[] {
  return generated(count, DAYS, seed).map(({ kind, units }): Compared => {
    const choice = lookAhead(units.slice(0, DAYS - HELD_OUT), PROTECTION)
    const candidates = candidatesFor(SEASON)
    const chosen = candidates.find(
      ({ method, parameters }) => method === choice.method && parameters === choice.parameters,
    ) as Candidate
    const floor = { ...chosen, begin: () => seasonalNaive(SEASON) }
    const mean = Math.max(1, (AHEAD * units.reduce((sum, one) => sum + one, 0)) / units.length)
    return { kind, method: choice.method, chosen: scoreOf(chosen, units), floor: scoreOf(floor, units), mean }
  })
}

/** At each origin only what is over by then is known, errors of the forecast too. */
function scoreOf({ begin }: Candidate, units: readonly number[]): Score {
  const forecaster = begin()
  const made: { at: number; error: number }[] = []
  const score = { squares: 0, pinball: 0 }
  for (const [at, one] of units.entries()) {
    if (at >= SEASON * 4 && at + AHEAD <= units.length && at % EVERY === 0) {
      const expected = forecaster.ahead(AHEAD)
      const actual = units.slice(at, at + AHEAD).reduce((sum, day) => sum + day, 0)
      if (at >= units.length - HELD_OUT) {
        const errors = made.filter((before) => before.at + AHEAD <= at).map(({ error }) => error)
        score.squares += (actual - expected) ** 2
        for (const [nth, quantile] of quantilesOf({ expected, errors }, LIKELIHOODS).entries())
          score.pinball += pinballLoss(quantile, actual, LIKELIHOODS[nth] ?? 0)
      }
      made.push({ at, error: actual - expected })
    }
    forecaster.observe(one)
  }
  return score
}

/** The part of the series, 0 to 1, in which the chosen way was nearer than the floor, or as near. */
export const beaten = (all: readonly Compared[]): number =>
  all.filter(({ chosen, floor }) => chosen.squares <= floor.squares).length / all.length

/** Mean pinball loss, of the mean of what was asked for in that time. */
export const lossOf = (all: readonly Compared[], which: 'chosen' | 'floor'): number =>
  all.reduce((sum, one) => sum + one[which].pinball / one.mean, 0) /
  (all.length * LIKELIHOODS.length * Math.floor((HELD_OUT - AHEAD) / EVERY + 1))
