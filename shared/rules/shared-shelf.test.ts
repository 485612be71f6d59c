import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Claims, ownShelf, smallestShelf } from './shared-shelf.ts'

const claims = (asked: number[], level: number, more: Partial<Claims> = {}): Claims => ({
  ...{ target: { kind: 'cycle', level }, asked: Float64Array.from(asked), clump: 1, cycle: 100 },
  ...more,
})

const even = (times: number) => new Float64Array(times).fill(1 / times)

/** 0 … 99 and the same in another order. */
const ORDERED = Array.from({ length: 100 }, (_, nth) => nth)
const mixedBy = (factor: number) => ORDERED.map((nth) => (nth * factor) % 100)

describe('one shelf for several channels', () => {
  it('of one channel holds what it asks for so often, and protects nothing', () => {
    expect(ownShelf(claims(ORDERED, 0.9), even(100))).toBe(89)
    expect(smallestShelf([claims(ORDERED, 0.9)], even(100))).toEqual({ units: 89, protect: [0] })
    expect(smallestShelf([], even(100))).toEqual({ units: 0, protect: [] })
  })

  it('weighs times by how likely a reorder point is passed there', () => {
    const weights = Float64Array.from([0.5, 0.4, 0.1])
    expect(ownShelf(claims([10, 20, 90], 0.9), weights)).toBe(20)
    expect(ownShelf(claims([10, 20, 90], 0.91), weights)).toBe(90)
  })

  it('allows a fill rate as many missing units as it says', () => {
    const fill = { target: { kind: 'fill' as const, level: 0.95 }, cycle: 40 }
    // 2 of 40 may be missing: of the one time of ten in which 30 are asked for instead of 10, 20 with nothing more, 2 on average.
    const asked = [...Array(9).fill(10), 30]
    expect(ownShelf(claims(asked, 0, fill), even(10))).toBe(10)
    expect(ownShelf(claims(asked, 0, { ...fill, target: { kind: 'fill', level: 0.975 } }), even(10))).toBe(20)
  })

  it('keeps one high promise by what is kept for that channel, instead of more for all', () => {
    const of = (levels: number[]) =>
      smallestShelf(
        levels.map((level, nth) => claims(mixedBy([37, 71, 93, 17][nth] ?? 1), level)),
        even(100),
      )
    const [mixed, high] = [of([0.99, 0.8, 0.8, 0.8]), of([0.99, 0.99, 0.99, 0.99])]
    expect(mixed.units).toBeLessThan(high.units)
    expect(mixed.protect[0]).toBeGreaterThan(Math.max(...mixed.protect.slice(1)))
  })

  it('never takes more than each alone, or than enough for all as often as the highest promise says', () => {
    const level = fc.constantFrom(0.8, 0.9, 0.95, 0.98, 1)
    const channel = fc.tuple(
      fc.array(fc.nat(80), { minLength: 40, maxLength: 40 }),
      level,
      fc.integer({ min: 1, max: 30 }),
    )
    fc.assert(
      fc.property(fc.array(channel, { minLength: 2, maxLength: 4 }), (drawn) => {
        const all = drawn.map(([asked, promised, clump]) => claims(asked, promised, { clump }))
        const { units, protect } = smallestShelf(all, even(40))
        const highest = Math.max(...drawn.map(([, promised]) => promised))
        const totals = Array.from({ length: 40 }, (_, time) =>
          drawn.reduce((sum, [asked]) => sum + (asked[time] ?? 0), 0),
        )
        const plain = totals.sort((a, b) => a - b)[Math.ceil(40 * highest - 1e-9) - 1] ?? 0
        expect(units).toBeLessThanOrEqual(plain)
        expect(protect.every((kept) => Number.isSafeInteger(kept) && kept >= 0)).toBe(true)
        expect(protect.reduce((sum, kept) => sum + kept, 0)).toBeLessThanOrEqual(units)
      }),
    )
  })
})
