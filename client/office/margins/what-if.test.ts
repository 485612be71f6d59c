import { expect, it } from 'vitest'
import { noSums } from '../../../shared/rules/margin.ts'
import { outcomeOf, parseChange, whatIf } from './what-if.ts'

const none = { price: 0, carrier: 0, returns: 0, fee: 0 }
const sums = {
  ...noSums(),
  units: 10,
  revenue: 11_000,
  discounts: -1_000,
  cogs: -4_000,
  platformFees: -1_500,
  paymentFees: -300,
  shipping: -1_000,
  returns: -200,
  refunds: -120,
}

it('is as it is where nothing is changed', () => {
  expect(whatIf(sums, none)).toEqual(sums)
  expect(whatIf(noSums(), none)).toEqual(noSums())
})

it('moves revenue, discounts and what is taken by rate with the price, and nothing else', () => {
  const then = whatIf(sums, { ...none, price: 10 })
  expect(then).toEqual({
    ...{ ...sums, revenue: 12_100, discounts: -1_100, platformFees: -1_650, paymentFees: -330 },
    // What is paid back is a price too; what it costs to look at goods is not.
    ...{ returns: -212, refunds: -132 },
  })
  expect(outcomeOf(then)).toEqual({ contribution: 3_808, contributionRate: 3_808 / 11_000 })
})

it('takes points of revenue more, or less', () => {
  expect(whatIf(sums, { ...none, fee: 2 }).platformFees).toBe(-1_700)
  expect(whatIf(sums, { ...none, fee: -5 }).platformFees).toBe(-1_000)
  expect(outcomeOf(whatIf(sums, { ...none, fee: 2 })).contributionRate).toBeCloseTo(
    (outcomeOf(sums).contributionRate ?? 0) - 0.02,
  )
})

it('takes points of the revenue that the price would bring', () => {
  expect(whatIf(sums, { ...none, price: 10, fee: 2 }).platformFees).toBe(-1_650 - 220)
})

it('never has a platform pay for being sold on', () => {
  expect(whatIf(sums, { ...none, fee: -40 }).platformFees).toBe(0)
})

it('changes carriers and returns alone', () => {
  expect(whatIf(sums, { ...none, carrier: -20, returns: 50 })).toEqual({
    ...sums,
    shipping: -800,
    returns: -300,
    refunds: -180,
  })
})

it('has no rate where nothing would be paid', () => {
  expect(outcomeOf(whatIf(sums, { ...none, price: -100 })).contributionRate).toBeNull()
})

it('reads changes as people type them', () => {
  expect(['', '-', '5', '+5', '-5', '−1.5', '2,5', ' 3 ', '-0', '-100'].map(parseChange)).toEqual([
    0, 0, 5, 5, -5, -1.5, 2.5, 3, 0, -100,
  ])
  expect(['five', '5 %', '-101', '1001', '1.2.3', '--1'].map(parseChange)).toEqual([null, null, null, null, null, null])
})
