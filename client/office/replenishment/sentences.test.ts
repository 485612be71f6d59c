import { describe, expect, it } from 'vitest'
import { sampleChannel, samplePlan } from './sample.ts'
import { adviceOf, errorText, expiringOf, leadTimeOf, overstockOf, poolingOf, weightOf } from './sentences.ts'

const TODAY = '2026-11-29'
const plan = samplePlan()
const advice = (order: Partial<typeof plan.order>, isMade = false) =>
  adviceOf(samplePlan({ isMade, order: { ...plan.order, ...order } }), TODAY)

describe('what to do', () => {
  it('names quantity, supplier and days', () => {
    expect(advice({})).toBe('Order 504 units from Mill now. It is then expected on 8 Dec 2026.')
    expect(advice({ need: 'soon', by: '2026-12-03', expectedOn: null })).toBe(
      'Order 504 units from Mill by 3 Dec 2026.',
    )
    expect(advice({ by: '2026-11-27', expectedOn: null })).toBe(
      'Order 504 units from Mill now: it was due on 27 Nov 2026.',
    )
    expect(advice({ expectedOn: null }, true)).toBe('Make 504 units now.')
  })

  it('says so where there is nothing to do, or something stands against it', () => {
    expect(advice({ need: 'none', quantity: 0, by: '2027-01-10' })).toBe(
      'There is nothing to order now. The next order is due by 10 Jan 2027.',
    )
    expect(advice({ need: 'none', quantity: 0, by: null })).toBe('There is nothing to order: nobody asks for it.')
    expect(advice({ quantity: 0, withheld: 'It keeps for 30 days only.' })).toBe(
      'Do not order it now, although it is short.',
    )
  })
})

describe('the weight of a channel', () => {
  it('is explained where it is another one than that of its volume', () => {
    expect(weightOf(plan)).toBe(
      'Shop sells 40\u00a0% of the volume and holds 82\u00a0% of the safety stock, because its demand varies most: by ±12.3 a day.',
    )
  })

  it('may come of its target', () => {
    const [one, two] = [
      sampleChannel('a', { shareOfSafety: 0.7, target: { kind: 'cycle', level: 0.99, from: 'channel' } }),
      sampleChannel('b', { shareOfSafety: 0.3 }),
    ]
    expect(weightOf(samplePlan({ channels: [one, two] }))).toMatch(
      /safety stock, because it may be short least often\.$/,
    )
  })

  it('may come of how seldom it asks', () => {
    const [one, two] = [
      sampleChannel('a', { shareOfSafety: 0.7, pattern: 'lumpy' }),
      sampleChannel('b', { shareOfSafety: 0.3, variability: 3 }),
    ]
    expect(weightOf(samplePlan({ channels: [one, two] }))).toMatch(/because it asks now and then, and then for much\.$/)
  })

  it('is not told of what is even, or alone', () => {
    expect(weightOf(samplePlan({ channels: [sampleChannel('a'), sampleChannel('b')] }))).toBeNull()
    expect(weightOf(samplePlan({ channels: [sampleChannel('a', { shareOfSafety: 1 })] }))).toBeNull()
    expect(weightOf(samplePlan({ channels: [] }))).toBeNull()
  })
})

it('tells what one shelf saves', () => {
  expect(poolingOf(plan)).toBe(
    'One shelf for all needs 120 as safety stock, one for each would need 190: 70 units saved.',
  )
  expect(poolingOf(samplePlan({ aloneSafetyStock: 120 }))).toBeNull()
})

it('compares the error of a forecast with what costs nothing', () => {
  expect(errorText(sampleChannel('a', { error: 4, floorError: 5 }))).toBe('±4 against ±5: 20\u00a0% better')
  expect(errorText(sampleChannel('a', { error: 6, floorError: 5 }))).toBe('±6 against ±5: 20\u00a0% worse')
  expect(errorText(sampleChannel('a', { error: 5, floorError: 5 }))).toBe('±5 against ±5: no better')
  expect(errorText(sampleChannel('a', { error: 5, floorError: null }))).toBe('±5')
  expect(errorText(sampleChannel('a', { error: null }))).toBe('Too little to try it on')
})

it('tells where the lead time is known from', () => {
  const from = (leadTime: Partial<typeof plan.leadTime>) =>
    leadTimeOf(samplePlan({ leadTime: { ...plan.leadTime, ...leadTime } }))
  expect(from({})).toBe('9.4 days on average, from 14 receipts; nine in ten took no more than 12 days.')
  expect(from({ from: 'item', days: 10, deviation: 0 })).toBe(
    '10 days, as said for this item. No receipt has shown it yet.',
  )
  expect(from({ from: 'company', days: 1, deviation: 3 })).toBe(
    '1 day, taken from the settings of the company, taken to vary by ±3: nothing is known of this item.',
  )
})

it('says what to do with too much', () => {
  expect(overstockOf(plan)).toBeNull()
  expect(expiringOf(plan)).toBeNull()
  expect(overstockOf(samplePlan({ overstock: { units: 520, value: null, afterDays: 90 } }))).toMatch(
    /^520 units last longer than 90 days\./,
  )
  expect(expiringOf(samplePlan({ expiring: { units: 1, value: null, lots: [] }, unit: 'kg' }))).toMatch(/^1 kg will/)
})
