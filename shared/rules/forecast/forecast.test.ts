import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { candidatesFor } from './candidates.ts'
import { choose } from './choose.ts'
import { croston, dampedTrend, type Forecaster, seasonal, seasonalNaive, smoothing, tsb } from './forecasters.ts'
import { patternOf } from './pattern.ts'
import { pinballLoss, quantileOf } from './quantiles.ts'

const told = (forecaster: Forecaster, series: readonly number[]): Forecaster => {
  for (const units of series) forecaster.observe(units)
  return forecaster
}

/** Hyndman and Athanasopoulos, Forecasting: principles and practice (2nd edition), 7.1: Saudi oil, 1996 to 2013. */
const OIL = [
  445.36, 453.2, 454.41, 422.38, 456.04, 440.39, 425.19, 486.21, 500.43, 521.28, 508.95, 488.89, 509.87, 456.72, 473.82,
  525.95, 549.83, 542.34,
]
/** The same, 12.2: monthly sales of a lubricant. */
const LUBRICANT = [
  0, 2, 0, 1, 0, 11, 0, 0, 0, 0, 2, 0, 6, 3, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 3, 1, 0, 0, 1, 0, 1, 0, 0,
]

describe('forecasts as they are published', () => {
  it('of simple exponential smoothing', () => {
    expect(told(smoothing(0.8339, 446.5868), OIL).ahead(1)).toBeCloseTo(542.68, 1)
  })

  it('of Croston\u2019s method', () => {
    const forecast = told(croston(0.1, false), LUBRICANT).ahead(1)
    expect(forecast).toBeCloseTo(0.985, 3)
    // The correction of Syntetos and Boylan takes off half of alpha.
    expect(told(croston(0.1, true), LUBRICANT).ahead(1)).toBeCloseTo(0.95 * forecast, 10)
  })
})

describe('forecasts', () => {
  it('of what repeats itself find it', () => {
    const week = [5, 0, 3, 8, 2, 9, 1]
    const series = Array.from({ length: 70 }, (_, day) => week[day % 7] ?? 0)
    const next = week.reduce((sum, one) => sum + one, 0)
    expect(told(seasonalNaive(7), series).ahead(7)).toBe(next)
    expect(told(seasonalNaive(7), series).ahead(3)).toBe(8)
    expect(told(seasonal(7, 0.1, 0.1), series).ahead(7)).toBeCloseTo(next, 6)
    expect(told(seasonal(7, 0.1, 0.1), series).ahead(3)).toBeCloseTo(8, 6)
    expect(choose(series, { periods: 3, season: 7, every: 1 }).error).toBeCloseTo(0, 6)
  })

  it('of what grows go on, and let it die away', () => {
    const series = Array.from({ length: 80 }, (_, day) => 100 + day)
    const forecaster = told(dampedTrend(0.3, 0.1, 0.95), series)
    expect(forecaster.ahead(1)).toBeGreaterThan(178)
    const far = forecaster.ahead(400) - forecaster.ahead(399)
    expect(far).toBeLessThan(forecaster.ahead(1) + 20)
  })

  it('of what is sold no more forget it, where Croston\u2019s does not', () => {
    const series = [...Array.from({ length: 60 }, (_, day) => (day % 5 === 0 ? 4 : 0)), ...Array(120).fill(0)]
    expect(told(croston(0.1, true), series).ahead(10)).toBeGreaterThan(5)
    expect(told(tsb(0.1, 0.05), series).ahead(10)).toBeLessThan(0.1)
  })

  it('are never negative, whatever is observed', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { maxLength: 60 }), fc.integer({ min: 1, max: 30 }), (series, periods) => {
        for (const { begin } of candidatesFor(7)) {
          const ahead = told(begin(), series).ahead(periods)
          expect(Number.isFinite(ahead) && ahead >= 0).toBe(true)
        }
      }),
    )
  })
})

describe('the choice', () => {
  it('knows nothing of what is still to come', () => {
    const SPIKE = 150
    const series = Array.from({ length: 200 }, (_, day) => 20 + (day % 7) * 3 + ((day * 7919) % 11))
    const spiked = series.map((units, day) => (day < SPIKE ? units : 100_000))
    const horizon = { periods: 10, season: 7, every: 1 }
    const floor = candidatesFor(7).filter(({ method }) => method === 'seasonal-naive')
    for (const candidate of candidatesFor(7)) {
      // Alone but for a floor that is worse on purpose, so that it is the one that is chosen.
      const only = [...floor.map((one) => ({ ...one, begin: () => smoothing(0, -1e9) })), candidate]
      const [before, after] = [choose(series, horizon, only), choose(spiked, horizon, only)]
      const judged = before.errors.length - (200 - SPIKE)
      expect(after.errors.slice(0, judged)).toEqual(before.errors.slice(0, judged))
      // The first one whose time to come has a day of the spike in it: that day is missed whole.
      expect((after.errors[judged] ?? 0) - (before.errors[judged] ?? 0)).toBeCloseTo(100_000 - (series[SPIKE] ?? 0), 6)
    }
  })

  it('is never further off than the floor', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 40, maxLength: 120 }), (series) => {
        const { error, floorError } = choose(series, { periods: 7, season: 7, every: 2 })
        expect(error ?? 0).toBeLessThanOrEqual((floorError ?? 0) + 1e-9)
      }),
    )
  })

  it('says something sensible of next to nothing', () => {
    const horizon = { periods: 5, season: 7, every: 1 }
    expect(choose([], horizon)).toMatchObject({ expected: 0, tried: 0, error: null })
    expect(choose([3], horizon)).toMatchObject({ method: 'smoothing', expected: 15, tried: 0 })
    expect(choose(Array(100).fill(0), horizon)).toMatchObject({ expected: 0, error: 0 })
    expect(choose([...Array(99).fill(0), -5], horizon).expected).toBe(0)
  })
})

describe('patterns', () => {
  it('are told by how often and how evenly there is demand', () => {
    expect(patternOf([])).toEqual({ pattern: 'none', interval: null, variation: null })
    expect(patternOf([0, 0, 0, -2])).toMatchObject({ pattern: 'none' })
    expect(patternOf([5, 6, 5, 4, 5])).toMatchObject({ pattern: 'smooth', interval: 1 })
    expect(patternOf([1, 30, 2, 1, 40])).toMatchObject({ pattern: 'erratic' })
    expect(patternOf([0, 0, 5, 0, 0, 6, 0, 5])).toMatchObject({ pattern: 'intermittent', interval: 2 })
    expect(patternOf(LUBRICANT)).toMatchObject({ pattern: 'lumpy' })
    expect(patternOf([0, 0, 7])).toMatchObject({ pattern: 'smooth', variation: null })
  })
})

describe('quantiles', () => {
  it('are what the same forecast missed before, laid over it', () => {
    const errors = [-4, -2, 0, 2, 4]
    expect(quantileOf({ expected: 10, errors }, 0.5)).toBe(10)
    expect(quantileOf({ expected: 10, errors }, 1)).toBe(14)
    expect(quantileOf({ expected: 10, errors }, 0.875)).toBe(13)
    expect(quantileOf({ expected: 1, errors }, 0)).toBe(0)
    expect(quantileOf({ expected: 10, errors: [] }, 0.99)).toBe(10)
  })

  it('are judged by what too much and too little cost', () => {
    expect(pinballLoss(10, 14, 0.9)).toBeCloseTo(3.6)
    expect(pinballLoss(10, 4, 0.9)).toBeCloseTo(0.6)
  })
})
