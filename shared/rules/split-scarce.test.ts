import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Claimant, expectedOf, splitScarce } from './split-scarce.ts'

const claimant = (channel: string, margin: number, penalty: number, demand: number[]): Claimant => ({
  channel,
  margin,
  penalty,
  demand,
})

const claimants = fc.array(
  fc.record({
    channel: fc.string({ maxLength: 4 }),
    margin: fc.integer({ min: -300, max: 1_000 }),
    penalty: fc.nat(500),
    demand: fc.array(fc.nat(6), { minLength: 1, maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 3 },
)

/** The best of all splits, tried one by one. */
function bestOf(units: number, all: readonly Claimant[]): number {
  const [first, ...others] = all
  if (!first) return 0
  let best = Number.NEGATIVE_INFINITY
  for (let given = 0; given <= units; given++)
    best = Math.max(best, expectedOf(first, given) + bestOf(units - given, others))
  return best
}

describe('the split of scarce units', () => {
  it('is as good as the best of all splits', () => {
    fc.assert(
      fc.property(fc.nat(10), claimants, (units, all) => {
        expect(splitScarce(units, all).contribution).toBeCloseTo(bestOf(units, all), 6)
      }),
      { numRuns: 500 },
    )
  })

  it('gives each unit once, and keeps what no channel is worth', () => {
    fc.assert(
      fc.property(fc.nat(1_000), claimants, (units, all) => {
        const { shares, left } = splitScarce(units, all)
        expect(shares.reduce((sum, share) => sum + share.units, left)).toBe(units)
        expect(shares.every((share) => share.units >= 0)).toBe(true)
      }),
    )
  })

  it('serves the dearest first, as far as it is likely to ask', () => {
    const split = splitScarce(10, [
      claimant('amazon', 180, 0, [6, 8, 10, 12]),
      claimant('wholesale', 350, 0, [4, 4, 4, 8]),
    ])
    expect(split.shares.map(({ channel, units }) => [channel, units])).toEqual([
      ['amazon', 6],
      ['wholesale', 4],
    ])
    // A fifth unit would sell in one of four periods: 87.50, less than the 135 that a seventh brings to Amazon.
    expect(split.shares.map(({ next }) => next)).toEqual([135, 87.5])
  })

  it('counts what a missing unit costs', () => {
    const [retail] = splitScarce(4, [claimant('retail', 100, 400, [4]), claimant('shop', 300, 0, [4])]).shares
    expect(retail).toMatchObject({ units: 4, sold: 4, contribution: 400, next: 0 })
  })

  it('gives nothing where each unit loses money, or where nobody ever asked', () => {
    expect(splitScarce(5, [claimant('loss', -20, 10, [5]), claimant('none', 500, 0, [])])).toMatchObject({ left: 5 })
  })
})
