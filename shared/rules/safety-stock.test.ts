import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lookAhead } from './forecast/look-ahead.ts'
import { type ChannelSeries, safetyOf } from './safety-stock.ts'

const supply = { orderQuantity: 100 }
const cycle = (level: number) => ({ kind: 'cycle' as const, level })

/** Errors that an item with this spread makes, evenly: −2 … 2 times as much. */
const spread = (units: number, count = 101): number[] =>
  Array.from({ length: count }, (_, nth) => units * ((4 * nth) / (count - 1) - 2))

const deviationOf = (errors: readonly number[]): number =>
  Math.sqrt(errors.reduce((sum, one) => sum + one ** 2, 0) / Math.max(1, errors.length))

/** So well known that nothing is added for what is not. */
const known = (channel: string, expected: number, errors: number[], target = cycle(0.95)): ChannelSeries => ({
  ...{ channel, expected, errors, target, clump: 1 },
  begun: errors.map(() => 1),
  windows: 1e12,
  deviation: deviationOf(errors),
})

describe('safety stock', () => {
  it('goes to where the uncertainty is, not to where the volume is', () => {
    // 60 % through retail, smooth and scheduled; 40 % through e-commerce, spiky.
    const item = safetyOf([known('retail', 600, spread(10)), known('shop', 400, spread(60).reverse())], supply)
    const [retail, shop] = item.channels
    expect(retail?.alone).toBe(18)
    expect(shop?.alone).toBe(108)
    expect(shop?.safetyStock ?? 0).toBeGreaterThan(4 * (retail?.safetyStock ?? 0))
    expect(item.reorderPoint).toBe(1_000 + item.safetyStock)
    // What one asks for too much the other asks for too little here: one shelf needs less than two.
    expect(item.safetyStock).toBeLessThanOrEqual(90)
    expect(item.pooled).toBe(126 - item.safetyStock)
  })

  it('of days as they were goes there too', () => {
    // 60 a day through retail, a few more or less; 40 through the shop, three quarters of them in a flash sale each ninth day or so.
    const days = Array.from({ length: 730 }, (_, day) => (day * 7919) % 9973)
    const retail = days.map((one) => 56 + (one % 9))
    const shop = days.map((one) => (one % 9 === 4 ? 290 : 9))
    const target = cycle(0.95)
    const protection = { leadTimes: [10], reviewDays: 1 }
    const item = safetyOf(
      [
        { channel: 'retail', target, ...lookAhead(retail, protection) },
        { channel: 'shop', target, ...lookAhead(shop, protection) },
      ],
      { orderQuantity: 1_400 },
    )
    const [calm, spiky] = item.channels
    expect(spiky?.alone ?? 0).toBeGreaterThan(2 * (calm?.alone ?? 0))
    expect(spiky?.safetyStock ?? 0).toBeGreaterThan(2 * (calm?.safetyStock ?? 0))
    expect(item.pooled).toBeGreaterThan(0)
    expect(calm?.known).toBeGreaterThan(20)
  })

  it('of a fill rate is the smallest with which no more is missing', () => {
    const errors = [0, 0, 0, 0, 0, 0, 0, 0, 0, 20]
    const fill = (level: number) => ({
      ...known('shop', 50, errors),
      ...{ deviation: 6, target: { kind: 'fill' as const, level } },
    })
    // One of a hundred may be missing in a cycle, and 20 are in one cycle of ten: 2 on average, 1 with 10 more.
    expect(safetyOf([fill(0.99)], supply).safetyStock).toBe(10)
    expect(safetyOf([fill(1)], supply).safetyStock).toBe(20)
  })

  it('is more where less is known', () => {
    const at = (windows: number) =>
      safetyOf([{ ...known('shop', 100, spread(30)), windows }], supply).channels[0]?.alone ?? 0
    expect(at(5)).toBeGreaterThan(at(30))
    expect(at(30)).toBeGreaterThan(at(1_000))
  })

  it('of what was never tried is a guess, and says that nothing is known', () => {
    expect(safetyOf([], supply)).toMatchObject({ safetyStock: 0, reorderPoint: 0, pooled: 0, channels: [] })
    const protection = { leadTimes: [10], reviewDays: 1 }
    const target = cycle(0.95)
    const of = (units: number[]) => safetyOf([{ channel: 'shop', target, ...lookAhead(units, protection) }], supply)
    expect(of([])).toMatchObject({ safetyStock: 0, reorderPoint: 0, channels: [{ known: 0, safetyStock: 0 }] })
    // 2 a day, 21 in ten days and a half: orders of 2 by chance deviate by 6.5, and few are known.
    const guessed = of([2, 2, 2])
    expect(guessed.channels[0]).toMatchObject({ known: 0 })
    expect(guessed.safetyStock).toBeGreaterThan(1.645 * 6.5)
    expect(guessed.safetyStock).toBeLessThan(40)
  })

  it('never takes more together than apart, and its parts sum up', () => {
    const series = fc.record({
      ...{ channel: fc.string({ maxLength: 3 }), expected: fc.nat(500) },
      errors: fc.array(fc.integer({ min: -200, max: 200 }), { maxLength: 30 }),
      windows: fc.integer({ min: 0, max: 40 }),
      deviation: fc.nat(90),
      clump: fc.integer({ min: 1, max: 50 }),
      target: fc.record({
        kind: fc.constantFrom('cycle' as const, 'fill' as const),
        level: fc.double({ min: 0.5, max: 1, noNaN: true }),
      }),
    })
    fc.assert(
      fc.property(fc.array(series, { maxLength: 4 }), fc.nat(300), (drawn, orderQuantity) => {
        const channels = drawn.map((one) => ({ ...one, begun: one.errors.map(Math.abs) }))
        const item = safetyOf(channels, { orderQuantity })
        const sum = item.channels.reduce((all, { safetyStock }) => all + safetyStock, 0)
        expect(sum).toBe(item.safetyStock)
        expect(item.pooled).toBeGreaterThanOrEqual(0)
        expect(Number.isSafeInteger(item.reorderPoint)).toBe(true)
        for (const { safetyStock, alone } of item.channels) expect(safetyStock).toBeLessThanOrEqual(alone)
      }),
    )
  })

  it('grows with the level that is promised', () => {
    for (const kind of ['cycle', 'fill'] as const) {
      const at = (level: number) => safetyOf([{ ...known('shop', 100, spread(30)), target: { kind, level } }], supply)
      const stocks = [0.8, 0.9, 0.95, 0.99].map((level) => at(level).safetyStock)
      expect(stocks).toEqual([...stocks].sort((a, b) => a - b))
      expect(stocks[3]).toBeGreaterThan(stocks[0] ?? 0)
    }
  })
})
