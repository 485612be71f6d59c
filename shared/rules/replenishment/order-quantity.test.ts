import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mostBeforeExpiry, orderQuantity, type ShelfLife } from './order-quantity.ts'

const FOREVER: ShelfLife = { days: null, channels: [], before: 0 }
const terms = fc.record({ minimum: fc.integer({ min: 0, max: 500 }), multiple: fc.integer({ min: 0, max: 60 }) })
const short = fc.integer({ min: -4_000, max: 40_000 }).map((eighths) => eighths / 8)
const life = fc.record({
  days: fc.option(fc.integer({ min: 0, max: 400 })),
  channels: fc.array(
    fc.record({ perDay: fc.double({ min: 0, max: 50, noNaN: true }), minDays: fc.integer({ min: 0, max: 90 }) }),
    { maxLength: 4 },
  ),
  before: fc.double({ min: -300, max: 2_000, noNaN: true }),
})

describe('what is ordered', () => {
  it('is whole steps, no less than the minimum, and as little as reaches the level', () => {
    fc.assert(
      fc.property(short, terms, (wanted, of) => {
        const { units, withheld } = orderQuantity(wanted, of, FOREVER)
        const step = Math.max(1, of.multiple)
        expect(withheld).toBeNull()
        expect(units % step).toBe(0)
        const least = wanted > 0 ? Math.max(wanted, of.minimum) : 0
        expect(units).toBeGreaterThanOrEqual(least)
        expect(units - step).toBeLessThan(Math.max(1, least))
      }),
    )
  })

  it('is never more than would be sold before it expires, and says why it is less', () => {
    fc.assert(
      fc.property(short, terms, life, (wanted, of, living) => {
        const found = orderQuantity(wanted, of, living)
        const most = mostBeforeExpiry(living)
        expect(found.units).toBeLessThanOrEqual(most)
        expect(found.units % Math.max(1, of.multiple)).toBe(0)
        expect(found.units === found.wanted).toBe(found.withheld === null)
        expect(found.withheld === 'minimum-expires').toBe(found.units === 0 && found.wanted > 0)
        if (found.units > 0) expect(found.units).toBeGreaterThanOrEqual(of.minimum)
        // As much of it as goes.
        if (found.withheld === 'expires') expect(found.units + Math.max(1, of.multiple)).toBeGreaterThan(most)
      }),
    )
  })

  it('never grows with what is there', () => {
    fc.assert(
      fc.property(short, fc.double({ min: 0, max: 300, noNaN: true }), terms, life, (wanted, more, of, living) => {
        const later = orderQuantity(wanted - more, of, { ...living, before: living.before + more / 2 })
        expect(later.units).toBeLessThanOrEqual(orderQuantity(wanted, of, living).units)
      }),
    )
  })

  it('counts the days that each channel wants left, and what is owed beyond what is there', () => {
    const channels = [
      { perDay: 2, minDays: 0 },
      { perDay: 3, minDays: 6 },
      { perDay: 5, minDays: 30 },
    ]
    expect(mostBeforeExpiry({ days: 10, channels, before: 0 })).toBe(32)
    expect(mostBeforeExpiry({ days: 10, channels, before: 12.5 })).toBe(19)
    expect(mostBeforeExpiry({ days: 10, channels, before: 100 })).toBe(0)
    expect(mostBeforeExpiry({ days: 10, channels, before: -20 })).toBe(52)
    expect(orderQuantity(40, { minimum: 1, multiple: 1 }, { days: 10, channels: [], before: -20 })).toEqual({
      ...{ units: 20, wanted: 40, withheld: 'expires' },
    })
  })
})
