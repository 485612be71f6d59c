import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outcomeOf, protectScarce } from './protect-scarce.ts'
import { type Claimant, splitScarce } from './split-scarce.ts'

const claimants = fc.nat(3).chain((periods) =>
  fc.array(
    fc.record({
      channel: fc.string({ maxLength: 4 }),
      margin: fc.integer({ min: -300, max: 1_000 }),
      penalty: fc.nat(500),
      demand: fc.array(fc.nat(6), { minLength: periods + 1, maxLength: periods + 1 }),
      drawsShared: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  ),
)

/** Each way to protect so many units, the rest shared. */
function waysOf(units: number, channels: number): number[][] {
  if (channels === 0) return [[]]
  return Array.from({ length: units + 1 }, (_, own) =>
    waysOf(units - own, channels - 1).map((others) => [own, ...others]),
  ).flat()
}

const claimant = (channel: string, margin: number, penalty: number, demand: number[]): Claimant => ({
  channel,
  margin,
  penalty,
  demand,
})

describe('protecting scarce units', () => {
  it('is as good as the best of all ways, tried one by one', () => {
    fc.assert(
      fc.property(fc.nat(8), claimants, (units, all) => {
        const best = Math.max(...waysOf(units, all.length).map((way) => outcomeOf(way, units, all).contribution))
        expect(protectScarce(units, all).contribution).toBeCloseTo(best, 4)
      }),
      { numRuns: 1_000 },
    )
  })

  it('is never worse than protecting nothing, or splitting all of it', () => {
    fc.assert(
      fc.property(fc.nat(200), claimants, (units, all) => {
        const { contribution, firstCome, shares, shared } = protectScarce(units, all)
        expect(contribution).toBeGreaterThanOrEqual(firstCome - 1e-6)
        const split = splitScarce(units, all).shares.map((share) => share.units)
        expect(contribution).toBeGreaterThanOrEqual(outcomeOf(split, units, all).contribution - 1e-6)
        expect(shares.reduce((sum, { protect }) => sum + protect, shared)).toBe(units)
        expect(Math.min(shared, ...shares.map(({ protect }) => protect))).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('sells each unit at most once, and to nobody who did not ask', () => {
    fc.assert(
      fc.property(fc.nat(12), claimants, fc.array(fc.nat(4), { minLength: 3, maxLength: 3 }), (units, all, wished) => {
        let left = units
        const protect = all.map((_, place) => {
          const own = Math.min(left, wished[place] ?? 0)
          left -= own
          return own
        })
        const { shares } = outcomeOf(protect, units, all)
        const sold = shares.reduce((sum, share) => sum + share.sold, 0)
        expect(sold).toBeLessThanOrEqual(units + 1e-6)
        for (const share of shares) expect(share.sold).toBeLessThanOrEqual(share.asked + 1e-6)
      }),
    )
  })

  it('protects the dearer channel as far as it is likely to ask, and shares the rest', () => {
    const { shares, shared, contribution, firstCome } = protectScarce(10, [
      claimant('amazon', 180, 0, [12, 12, 12, 12]),
      claimant('wholesale', 350, 0, [4, 4, 4, 8]),
    ])
    // First come, first served would sell wholesale 10 × 4/16 of the time: 2.5 of 4.
    expect(shares.map(({ protect }) => protect)).toEqual([0, 4])
    expect(shared).toBe(6)
    expect(contribution).toBeGreaterThan(firstCome)
  })

  it('protects nothing where it makes no difference who is served', () => {
    const same = [claimant('one', 100, 0, [4, 9, 2]), claimant('other', 100, 0, [8, 1, 5])]
    expect(protectScarce(6, same)).toMatchObject({ shared: 6, shares: [{ protect: 0 }, { protect: 0 }] })
  })
})
