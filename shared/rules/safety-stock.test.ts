import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChannelSeries, type Supply, safetyOf } from './safety-stock.ts'

const supply: Supply = { leadTime: { mean: 14, deviation: 0 }, reviewDays: 0, orderQuantity: 100 }
const cycle = (level: number) => ({ kind: 'cycle' as const, level })

/** Errors that an item with this spread makes, evenly: −2 … 2 times as much. */
const spread = (units: number, count = 101): number[] =>
  Array.from({ length: count }, (_, nth) => units * ((4 * nth) / (count - 1) - 2))

describe('safety stock', () => {
  it('goes to where the uncertainty is, not to where the volume is', () => {
    // 60 % through retail, smooth and scheduled; 40 % through e-commerce, spiky.
    const item = safetyOf(
      [
        { channel: 'retail', expected: 600, errors: spread(10), target: cycle(0.95) },
        { channel: 'shop', expected: 400, errors: spread(60).reverse(), target: cycle(0.95) },
      ],
      supply,
    )
    const [retail, shop] = item.channels
    expect(retail?.alone).toBe(18)
    expect(shop?.alone).toBe(108)
    expect(shop?.safetyStock ?? 0).toBeGreaterThan(4 * (retail?.safetyStock ?? 0))
    expect(item.reorderPoint).toBe(1_000 + item.safetyStock)
    // What one asks for too much the other asks for too little here: one shelf needs less than two.
    expect(item.safetyStock).toBe(90)
    expect(item.pooled).toBe(36)
  })

  it('of a fill rate is the smallest with which no more is missing', () => {
    const errors = [0, 0, 0, 0, 0, 0, 0, 0, 0, 20]
    const target = { kind: 'fill' as const, level: 0.99 }
    // One of a hundred may be missing in a cycle, and 20 are in one cycle of ten: 2 on average, 1 with 10 more.
    expect(safetyOf([{ channel: 'shop', expected: 50, errors, target }], supply).safetyStock).toBe(10)
    const all = { kind: 'fill' as const, level: 1 }
    expect(safetyOf([{ channel: 'shop', expected: 50, errors, target: all }], supply).safetyStock).toBe(20)
  })

  it('grows with a lead time that varies, also where demand is certain', () => {
    const one = (errors: number[], deviation: number) =>
      safetyOf([{ channel: 'shop', expected: 140, errors, target: cycle(0.95) }], {
        ...supply,
        leadTime: { mean: 14, deviation },
      }).safetyStock
    expect(one(spread(10), 3)).toBeGreaterThan(one(spread(10), 0))
    expect(one([0, 0, 0, 0], 0)).toBe(0)
    expect(one([0, 0, 0, 0], 3)).toBeGreaterThan(30)
  })

  it('is nothing where nothing is known, and says how much is known', () => {
    expect(safetyOf([], supply)).toMatchObject({ safetyStock: 0, reorderPoint: 0, pooled: 0, channels: [] })
    const none: ChannelSeries = { channel: 'shop', expected: 12.2, errors: [], target: cycle(0.95) }
    expect(safetyOf([none], supply)).toMatchObject({ reorderPoint: 13, channels: [{ known: 0, safetyStock: 0 }] })
    const noTime = { leadTime: { mean: 0, deviation: 0 }, reviewDays: 0, orderQuantity: 1 }
    expect(safetyOf([{ ...none, errors: [1, 2, 3] }], noTime).safetyStock).toBe(3)
  })

  it('never takes more together than apart, and its parts sum up', () => {
    const series = fc.record({
      channel: fc.string({ maxLength: 3 }),
      expected: fc.nat(500),
      errors: fc.array(fc.integer({ min: -200, max: 200 }), { maxLength: 30 }),
      target: fc.record({
        kind: fc.constantFrom('cycle' as const, 'fill' as const),
        level: fc.double({ min: 0.5, max: 1, noNaN: true }),
      }),
    })
    fc.assert(
      fc.property(fc.array(series, { maxLength: 4 }), (channels) => {
        const item = safetyOf(channels, supply)
        const sum = item.channels.reduce((all, { safetyStock }) => all + safetyStock, 0)
        expect(sum).toBe(item.safetyStock)
        expect(item.pooled).toBeGreaterThanOrEqual(0)
        for (const { safetyStock, alone } of item.channels) expect(safetyStock).toBeLessThanOrEqual(alone)
      }),
    )
  })

  it('grows with the level that is promised', () => {
    const at = (level: number) =>
      safetyOf([{ channel: 'shop', expected: 100, errors: spread(30), target: cycle(level) }], supply).safetyStock
    expect([0.8, 0.9, 0.95, 0.99].map(at)).toEqual([...[0.8, 0.9, 0.95, 0.99].map(at)].sort((a, b) => a - b))
    expect(at(0.99)).toBeGreaterThan(at(0.8))
  })
})
