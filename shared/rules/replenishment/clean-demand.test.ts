import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanDemand, type DemandHistory } from './clean-demand.ts'

const history = fc
  .array(
    fc.record({
      units: fc.oneof(
        { weight: 3, arbitrary: fc.integer({ min: -5, max: 40 }) },
        fc.constant(0),
        fc.constant(10_000_000),
      ),
      out: fc.oneof(
        { weight: 4, arbitrary: fc.constant(0) },
        fc.constant(1),
        fc.double({ min: 0, max: 1, noNaN: true }),
      ),
      special: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
    }),
    { maxLength: 150 },
  )
  .map(
    (days): DemandHistory => ({
      units: days.map(({ units }) => units),
      out: days.map(({ out }) => out),
      special: days.map(({ special }) => special),
    }),
  )

/** Stretches of days with and without demand, so that some are gaps. */
const gapped = fc
  .array(fc.record({ sold: fc.integer({ min: 1, max: 12 }), silent: fc.integer({ min: 0, max: 120 }) }), {
    minLength: 1,
    maxLength: 9,
  })
  .map((parts) => parts.flatMap(({ sold, silent }) => [...Array(sold).fill(3), ...Array(silent).fill(0)] as number[]))

const nothing = (units: readonly number[]) => ({ out: units.map(() => 0), special: [] })
const sumOf = (units: readonly number[]) => units.reduce((sum, one) => sum + one, 0)

describe('demand as it would have been', () => {
  it('is finite and never negative, whatever was', () => {
    fc.assert(
      fc.property(history, (one) => {
        const clean = cleanDemand(one)
        expect(clean.units.every((units) => Number.isFinite(units) && units >= 0)).toBe(true)
        expect(clean.units.length + clean.gapDays).toBe(one.units.length)
        expect(clean.uplift === null || (Number.isFinite(clean.uplift) && clean.uplift >= 0)).toBe(true)
        expect(clean.eventDays).toBe(one.special.filter(Boolean).length)
        expect(clean.outOfStockDays).toBe(one.out.filter((part) => part > 0).length)
        expect(clean.returnDays).toBe(one.units.filter((units) => units < 0).length)
      }),
      { numRuns: 200 },
    )
  })

  it('is what was asked for on days that are not marked, and never less on days out of stock', () => {
    fc.assert(
      fc.property(history, (one) => {
        const { units, gapDays } = cleanDemand(one)
        if (gapDays > 0) return
        for (const [day, clean] of units.entries()) {
          const asked = Math.max(0, one.units[day] as number)
          if (one.special[day]) continue
          if (one.out[day]) expect(clean).toBeGreaterThanOrEqual(asked)
          else expect(clean).toBe(asked)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('loses no unit with a gap, and keeps each demand on its weekday', () => {
    fc.assert(
      fc.property(gapped, (units) => {
        const clean = cleanDemand({ units, ...nothing(units) })
        expect(sumOf(clean.units)).toBe(sumOf(units))
        expect(clean.gapDays % 7).toBe(0)
        const weekdays = (all: readonly number[]) => all.flatMap((one, day) => (one > 0 ? [day % 7] : []))
        expect(weekdays(clean.units)).toEqual(weekdays(units))
      }),
      { numRuns: 200 },
    )
  })

  it('adds to a day without stock what is usual on its weekday, for as much of the day as there was none', () => {
    const units = Array.from({ length: 70 }, (_, day): number => (day % 7 === 3 ? 21 : 7))
    const out = units.map(() => 0)
    units[31] = 0 // a fourth day of the week
    units[32] = 3
    ;[out[31], out[32]] = [1, 0.5]
    const clean = cleanDemand({ units, out, special: [] })
    expect([clean.units[31], clean.units[32], clean.units[33]]).toEqual([21, 3 + 3.5, 7])
    expect(clean.outOfStockDays).toBe(2)
  })

  it('puts what is usual in the place of a marked day, also where it was out of stock, and tells how much more it was', () => {
    const units = Array.from({ length: 70 }, (_, day) => (day === 40 || day === 41 ? 30 : 10))
    const special = units.map((_, day) => day === 40 || day === 41)
    const out = units.map((_, day) => (day === 41 ? 1 : 0))
    const clean = cleanDemand({ units, out, special })
    expect(clean.units).toEqual(units.map(() => 10))
    expect(clean).toMatchObject({ uplift: 3, eventDays: 2, outOfStockDays: 1 })
  })

  it('leaves a day as it is where no usual one is near', () => {
    expect(cleanDemand({ units: [4, 5], out: [1, 0], special: [false, true] })).toMatchObject({
      ...{ units: [4, 5], uplift: null },
    })
    expect(cleanDemand({ units: [], out: [], special: [] })).toMatchObject({ units: [], gapDays: 0, uplift: null })
    // Nine weeks away is not near.
    const far = Array.from({ length: 70 }, (_, day) => (day < 7 ? 9 : 0))
    const out = far.map((_, day) => (day < 7 ? 0 : 1))
    expect(cleanDemand({ units: far, out, special: [] }).units[69]).toBe(0)
    expect(cleanDemand({ units: far, out, special: [] }).units[62]).toBe(9)
  })

  it('takes a silence for a gap only where it is ten times what is usual, four weeks long, and over', () => {
    const selling = (days: number) => Array.from({ length: days }, () => 2)
    const silent = (days: number) => Array.from({ length: days }, () => 0)
    const gapDays = (units: number[]) => cleanDemand({ units, ...nothing(units) }).gapDays
    expect(gapDays([...selling(20), ...silent(30), ...selling(20)])).toBe(28)
    expect(gapDays([...selling(20), ...silent(27), ...selling(20)])).toBe(0)
    expect(gapDays([...selling(20), ...silent(300)])).toBe(0)
    expect(gapDays([...silent(300), ...selling(20)])).toBe(0)
    expect(gapDays([2, ...silent(300), 2, 2, 2])).toBe(0)
    const seldom = Array.from({ length: 8 }, () => [2, ...silent(9)]).flat()
    expect(gapDays([...seldom, ...silent(60), 2])).toBe(0)
    expect(gapDays([...seldom, ...silent(100), 2])).toBe(105)
  })
})
