import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FeeRule, feesOf, overlapOf, type Sale } from './fees.ts'

const rule = (over: Partial<FeeRule>): FeeRule => ({
  id: over.kind ?? 'commission',
  kind: 'commission',
  category: null,
  from: '2026-01-01',
  to: null,
  rate: null,
  tiers: null,
  amount: null,
  minimum: null,
  per: 'line',
  ...over,
})
const sale = (over: Partial<Sale> = {}): Sale => ({
  day: '2026-11-29',
  category: 'food',
  units: 2,
  paid: 4_000,
  share: 1_000_000,
  ...over,
})
const amount = (over: Partial<FeeRule>, of: Partial<Sale> = {}) => feesOf([rule(over)], sale(of))[0]?.amount

describe('what a platform takes', () => {
  it.each<[string, Partial<FeeRule>, Partial<Sale>, number]>([
    ['a percentage', { rate: 0.15 }, {}, 600],
    ['without an error of binary fractions', { rate: 0.153 }, { paid: 1_000 }, 153],
    ['a fixed amount for the line', { amount: 30 }, {}, 30],
    ['a fixed amount for each unit', { amount: 30, per: 'unit' }, {}, 60],
    ['a part of what is fixed for the order', { amount: 100, per: 'order' }, { share: 250_000 }, 25],
    ['a percentage and a fixed amount', { rate: 0.029, amount: 30 }, {}, 146],
    ['at least its minimum', { rate: 0.08, minimum: 30, per: 'unit' }, { paid: 200 }, 60],
    ['the percentage where it is above the minimum', { rate: 0.15, minimum: 30, per: 'unit' }, {}, 600],
    ['nothing where nothing was paid', { rate: 0.15 }, { paid: 0 }, 0],
  ])('is %s', (_name, over, of, expected) => {
    expect(amount(over, of)).toBe(expected)
  })

  it('is by tiers of the price of a unit: 15 % up to 100.00, 10 % above', () => {
    const tiers = [
      { upTo: 10_000, rate: 0.15 },
      { upTo: null, rate: 0.1 },
    ]
    expect(amount({ tiers }, { units: 1, paid: 8_000 })).toBe(1_200)
    expect(amount({ tiers }, { units: 1, paid: 25_000 })).toBe(1_500 + 1_500)
    expect(amount({ tiers }, { units: 2, paid: 50_000 })).toBe(6_000)
  })

  it('is by the rule of the category before the general one, one of each kind, on the day of the sale', () => {
    const rules = [
      rule({ id: 'all', rate: 0.15 }),
      rule({ id: 'food', rate: 0.08, category: 'food', to: '2026-11-30' }),
      rule({ id: 'pay', kind: 'payment', rate: 0.029, amount: 30 }),
    ]
    expect(feesOf(rules, sale())).toEqual([
      { ruleId: 'food', kind: 'commission', amount: 320 },
      { ruleId: 'pay', kind: 'payment', amount: 146 },
    ])
    expect(feesOf(rules, sale({ day: '2026-12-01' }))[0]).toMatchObject({ ruleId: 'all', amount: 600 })
    expect(feesOf(rules, sale({ day: '2025-12-31' }))).toEqual([])
  })

  it('finds two rules that nobody could choose between', () => {
    const a = rule({ id: 'a', to: '2026-06-30' })
    expect(overlapOf([a, rule({ id: 'b', from: '2026-07-01' })])).toBeUndefined()
    expect(overlapOf([a, rule({ id: 'c', from: '2026-06-30' })])?.map(({ id }) => id)).toEqual(['a', 'c'])
    expect(overlapOf([a, rule({ id: 'd', category: 'food' }), rule({ id: 'e', kind: 'payment' })])).toBeUndefined()
  })

  it('is whole minor units and not negative, whatever is sold', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(100_000),
        fc.nat(10_000),
        fc.integer({ min: 1, max: 1_000 }),
        fc.nat(100_000_000),
        (rate, fixed, minimum, units, paid) => {
          const [fee] = feesOf([rule({ rate, amount: fixed, minimum, per: 'unit' })], sale({ units, paid }))
          expect(Number.isSafeInteger(fee?.amount)).toBe(true)
          expect(fee?.amount).toBeGreaterThanOrEqual(minimum * units)
        },
      ),
    )
  })
})
