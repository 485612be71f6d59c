import { describe, expect, it } from 'vitest'
import { chanceOfAtLeast, judgeRate, type LotReturns } from './return-rate.ts'

describe('the chance of so many by chance alone', () => {
  // Upper tails of the Poisson distribution, as tables of it have them.
  it.each([
    [0, 2, 1],
    [1, 0, 0],
    [1, 1, 0.632121],
    [3, 1, 0.080301],
    [5, 2, 0.052653],
    [10, 4, 0.008132],
    [15, 10, 0.083458],
    [30, 20, 0.021818],
  ])('at least %i where %d are expected: %d', (least, expected, chance) => {
    expect(chanceOfAtLeast(least, expected)).toBeCloseTo(chance, 5)
  })
  it('does not run out of numbers', () => {
    expect(chanceOfAtLeast(1_000, 1_000)).toBeGreaterThan(0.49)
    expect(chanceOfAtLeast(1_000, 1_000)).toBeLessThan(0.52)
    expect(chanceOfAtLeast(5_000, 100)).toBeLessThan(1e-9)
  })
})

describe('a lot', () => {
  const terms = { leastReturns: 3, expectedPercent: 2, times: 2 }
  const lot = (over: Partial<LotReturns>): LotReturns => ({
    shipped: 1_000,
    returned: 0,
    returns: 0,
    othersShipped: 0,
    othersReturned: 0,
    ...over,
  })
  const standsOut = (over: Partial<LotReturns>) => judgeRate(lot(over), terms).standsOut

  it('stands out by many returns', () => {
    expect(standsOut({ returned: 20, returns: 20 })).toBe(false)
    expect(standsOut({ returned: 41, returns: 41 })).toBe(true)
    expect(standsOut({ returned: 40, returns: 40 })).toBe(false)
  })
  it('does not by few, or by one customer', () => {
    expect(standsOut({ shipped: 4, returned: 2, returns: 2 })).toBe(false)
    expect(standsOut({ shipped: 100, returned: 9, returns: 1 })).toBe(false)
  })
  it('does where one customer sends back a great part of it', () => {
    expect(standsOut({ shipped: 40, returned: 12, returns: 1 })).toBe(true)
  })
  it('is measured by the other lots of its item, where these are worse than expected', () => {
    const others = { othersShipped: 1_000, othersReturned: 60 }
    expect(standsOut({ returned: 60, returns: 60, ...others })).toBe(false)
    expect(standsOut({ returned: 150, returns: 150, ...others })).toBe(true)
    expect(judgeRate(lot({ returned: 150, returns: 150, ...others }), terms)).toMatchObject({
      rate: 0.15,
      expectedRate: 0.06,
    })
  })
  it('that came back without having been shipped is not divided by nothing', () => {
    expect(judgeRate(lot({ shipped: 0, returned: 1, returns: 1 }), terms)).toMatchObject({ rate: 1, standsOut: false })
    expect(judgeRate(lot({ shipped: 0 }), terms)).toMatchObject({ rate: 0, standsOut: false })
  })
})
