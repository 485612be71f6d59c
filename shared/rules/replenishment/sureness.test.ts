import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Known, type Sureness, sureOf, sureOfItem } from './sureness.ts'

const RANK: Sureness[] = ['none', 'low', 'fair', 'good']
const rank = (level: Sureness) => RANK.indexOf(level)
const MUCH: Known = { days: 400, askedOn: 200, tried: 80, outOfStockDays: 0, gapDays: 0, returnDays: 0 }
const FROM_RECEIPTS = { observed: 12, from: 'receipts' as const }
const known = fc.record({
  days: fc.integer({ min: 0, max: 400 }),
  askedOn: fc.integer({ min: 0, max: 400 }),
  tried: fc.integer({ min: 0, max: 80 }),
  outOfStockDays: fc.integer({ min: 0, max: 400 }),
  gapDays: fc.integer({ min: 0, max: 200 }),
  returnDays: fc.integer({ min: 0, max: 50 }),
})

describe('how sure a figure is', () => {
  it('is good where much is known, and less for each thing that is missing, with its reason', () => {
    expect(sureOf(MUCH)).toEqual({ level: 'good', reasons: [] })
    const cases: [Partial<Known>, Sureness, string][] = [
      [{ days: 0 }, 'none', 'Nothing is known'],
      [{ askedOn: 0 }, 'none', 'Nothing was asked for in 400 days.'],
      [{ askedOn: 1 }, 'low', 'asked for once'],
      [{ askedOn: 7 }, 'low', 'on 7 days only'],
      [{ tried: 0 }, 'low', 'too short'],
      [{ tried: 19 }, 'fair', 'at 19 moments'],
      [{ days: 181 }, 'fair', 'less than half a year'],
      [{ outOfStockDays: 1 }, 'good', 'On 1 day it was out of stock'],
      [{ outOfStockDays: 81 }, 'low', 'out of stock'],
      [{ gapDays: 28 }, 'fair', 'A gap of 28 days'],
      [{ returnDays: 2 }, 'good', 'more came back than went'],
    ]
    for (const [over, level, reason] of cases) {
      const sure = sureOf({ ...MUCH, ...over })
      expect([sure.level, sure.reasons.length], reason).toEqual([level, 1])
      expect(sure.reasons[0]).toContain(reason)
    }
  })

  it('gives a reason for whatever is not good, and is never surer for knowing less', () => {
    fc.assert(
      fc.property(known, known, (one, other) => {
        const sure = sureOf(one)
        if (sure.level !== 'good') expect(sure.reasons.length).toBeGreaterThan(0)
        const less: Known = {
          days: one.days,
          askedOn: Math.min(one.askedOn, other.askedOn),
          tried: Math.min(one.tried, other.tried),
          outOfStockDays: Math.max(one.outOfStockDays, other.outOfStockDays),
          gapDays: Math.max(one.gapDays, other.gapDays),
          returnDays: Math.max(one.returnDays, other.returnDays),
        }
        expect(rank(sureOf(less).level)).toBeLessThanOrEqual(rank(sure.level))
      }),
    )
  })

  it('of an item is that of its least sure channel that matters, and of its lead time', () => {
    const [good, low] = [sureOf(MUCH), sureOf({ ...MUCH, askedOn: 3 })]
    const item = (perDay: number, leadTime: Parameters<typeof sureOfItem>[1] = FROM_RECEIPTS) =>
      sureOfItem(
        [
          { sure: good, perDay: 8 },
          { sure: low, perDay },
        ],
        leadTime,
      )
    expect(item(2).level).toBe('low')
    expect(item(1.9)).toEqual({ level: 'good', reasons: [] })
    expect(item(0)).toEqual({ level: 'good', reasons: [] })
    expect(item(0, { observed: 0, from: 'company' }).level).toBe('low')
    expect(item(0, { observed: 0, from: 'item' }).level).toBe('fair')
    expect(item(0, { observed: 1, from: 'receipts' })).toMatchObject({ level: 'fair' })
    expect(item(0, { observed: 5, from: 'receipts' }).level).toBe('good')
    expect(sureOfItem([], FROM_RECEIPTS).level).toBe('none')
    expect(sureOfItem([{ sure: low, perDay: 0 }], FROM_RECEIPTS).level).toBe('low')
    // The same reason of two channels is given once.
    expect(
      sureOfItem(
        [1, 2].map((perDay) => ({ sure: low, perDay })),
        FROM_RECEIPTS,
      ).reasons,
    ).toEqual(low.reasons)
  })
})
