import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lookAhead } from './look-ahead.ts'

const daily = { leadTimes: [5, 9, 10], reviewDays: 1 }

/** Something different each day, the same whenever it is asked for. */
const series = (days: number, seed = 7919): number[] =>
  Array.from({ length: days }, (_, day) => 20 + (day % 7) * 3 + ((day * seed) % 11))

const numbersOf = (value: unknown): number[] =>
  typeof value === 'number'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(numbersOf)
      : []

describe('looking ahead', () => {
  it('says what is expected until goods come that are ordered at one of the next looks', () => {
    const steady = lookAhead(Array(200).fill(4), { leadTimes: [8, 12], reviewDays: 7 })
    expect(steady).toMatchObject({ days: 13.5, perDay: 4, expected: 54, error: 0 })
    expect(steady.ahead(3)).toBe(12)
    expect(steady.ahead(2.5)).toBe(10)
    expect(steady.ahead(0.25)).toBe(1)
    expect(steady.ahead(0)).toBe(0)
    expect(steady.begun.every((units) => units === 28)).toBe(true)
  })

  it('is wrong by the lead time also where demand is certain', () => {
    const { errors } = lookAhead(Array(200).fill(4), { leadTimes: [8, 12], reviewDays: 1 })
    // Two days of 4 sooner or later, and somewhere in the day of the look.
    expect(Math.min(...errors)).toBeGreaterThanOrEqual(-8 - 2)
    expect(Math.max(...errors)).toBeLessThanOrEqual(8 + 2)
    expect(errors.filter((error) => error > 0).length / errors.length).toBeCloseTo(0.5, 2)
  })

  it('judges channels of one item at the same times, however long they were sold there', () => {
    const spiked = (days: number) => series(days).map((units, day) => (day === days - 40 ? 1e6 : units))
    const hit = (days: number) => lookAhead(spiked(days), daily).errors.map((error) => error > 1e5)
    const [short, long] = [hit(150), hit(400)]
    expect(short.some(Boolean)).toBe(true)
    expect(long.slice(long.length - short.length)).toEqual(short)
  })

  it('knows nothing of what is still to come', () => {
    const SPIKE = 300
    const spiked = series(400).map((units, day) => (day < SPIKE ? units : units + 2))
    const [before, after] = [lookAhead(series(400), daily), lookAhead(spiked, daily)]
    // Were another way chosen, the comparison would say nothing.
    expect([after.method, after.parameters]).toEqual([before.method, before.parameters])
    const judged = before.errors.length - (400 - SPIKE)
    expect(judged).toBeGreaterThan(50)
    expect(after.errors.slice(0, judged)).toEqual(before.errors.slice(0, judged))
  })

  it('takes the days before the first sale for days of which nothing is known', () => {
    const young = lookAhead(series(60), daily)
    expect({ ...lookAhead([...Array(600).fill(0), ...series(60)], daily), ahead: null }).toEqual({
      ...young,
      ahead: null,
    })
    expect(young.windows).toBeLessThan(6)
  })

  it('says something sensible of next to nothing', () => {
    expect(lookAhead([], daily)).toMatchObject({
      expected: 0,
      perDay: 0,
      errors: [],
      begun: [],
      windows: 0,
      deviation: 0,
    })
    const few = lookAhead([2, 2, 2], daily)
    expect(few).toMatchObject({ tried: 0, errors: [], error: null, perDay: 2, clump: 2 })
    expect(few.deviation).toBeGreaterThan(0)
    expect(lookAhead([...Array(300).fill(0), 9, ...Array(60).fill(0)], daily).expected).toBeLessThan(3)
    expect(lookAhead(Array(365).fill(0), daily)).toMatchObject({ expected: 0, error: 0, deviation: 0, clump: 1 })
    expect(lookAhead(Array(365).fill(-3), daily).errors.every((error) => error === 0)).toBe(true)
  })

  it('counts no look as one each day, and no lead time as none', () => {
    const at = (leadTimes: number[], reviewDays: number) => lookAhead(Array(100).fill(6), { leadTimes, reviewDays })
    expect(at([], 0)).toMatchObject({ days: 0.5, expected: 3, perDay: 6 })
    expect(at([0], 1).errors).toEqual(at([], 0).errors)
    expect(at([Number.NaN, -4], Number.NaN).days).toBe(0.5)
  })

  it('is finite, whatever was', () => {
    const units = fc.array(fc.oneof(fc.integer({ min: -5, max: 500 }), fc.constant(Number.NaN), fc.constant(0)), {
      maxLength: 120,
    })
    const protection = fc.record({
      leadTimes: fc.array(fc.nat(40), { maxLength: 9 }),
      reviewDays: fc.nat(14),
    })
    fc.assert(
      fc.property(units, protection, fc.double({ min: 0, max: 400, noNaN: true }), (all, times, days) => {
        const found = lookAhead(all, times)
        expect(numbersOf([found, found.ahead(days)]).every(Number.isFinite)).toBe(true)
        expect(found.expected).toBeGreaterThanOrEqual(0)
        expect(found.errors.length === 0).toBe(found.tried === 0)
        expect(found.begun).toHaveLength(found.errors.length)
      }),
      { numRuns: 200 },
    )
  })
})
