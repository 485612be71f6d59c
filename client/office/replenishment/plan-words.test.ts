import { expect, it } from 'vitest'
import { coverText, forWhom, needState, perDayText, targetText, unitsText } from './plan-words.ts'
import { positionShape } from './position-shape.ts'
import { sampleChannel, samplePlan } from './sample.ts'

it('tells slow items as exactly as fast ones', () => {
  expect([123.4, 12.34, 1, 0.123].map(perDayText)).toEqual(['123', '12.3', '1', '0.12'])
  expect([null, 0, -2, 5.94, 41.9].map(coverText)).toEqual(['–', '0', '0', '5.9', '41'])
  const units = [unitsText(1, 'each'), unitsText(1_200, 'unit'), unitsText(5, 'kg'), unitsText(1, 'pouch')]
  expect(units).toEqual(['1 unit', '1,200 units', '5 kg', '1 pouch'])
  expect(['pouch', 'box', 'jar', 'pcs'].map((unit) => unitsText(2, unit))).toEqual([
    ...['2 pouches', '2 boxes', '2 jars', '2 pcs'],
  ])
})

it('says what a target means', () => {
  expect(targetText({ kind: 'fill', level: 0.99 })).toBe('99\u00a0% of units at once')
  expect(targetText({ kind: 'cycle', level: 0.975 })).toBe('97.5\u00a0% of supply cycles without a gap')
})

it('names whom it is ordered for, the most first', () => {
  const channels = [
    sampleChannel('a', { name: 'Shop', partOfOrder: 80 }),
    sampleChannel('b', { name: 'Fair' }),
    sampleChannel('c', { name: 'Retail', partOfOrder: 160 }),
  ]
  expect(forWhom(samplePlan({ channels }))).toBe('Retail 160, Shop 80')
})

it('calls withheld what is not ordered although it is short', () => {
  const { order } = samplePlan()
  expect(needState(samplePlan()).word).toBe('Order now')
  expect(needState(samplePlan({ order: { ...order, quantity: 0, withheld: 'It would expire.' } })).word).toBe(
    'Withheld',
  )
  expect(needState(samplePlan({ order: { ...order, quantity: 24, withheld: 'No more keeps.' } })).word).toBe(
    'Order now',
  )
})

it('measures the position against the reorder point', () => {
  expect(positionShape(420, 590)).toEqual({ filled: 35.6, mark: 50, isShort: true })
  expect(positionShape(590, 590)).toMatchObject({ isShort: true })
  expect(positionShape(-12, 100)).toMatchObject({ filled: 0, isShort: true })
  expect(positionShape(5_000, 100)).toEqual({ filled: 100, mark: 50, isShort: false })
  expect(positionShape(-14, 0)).toMatchObject({ filled: 0, isShort: true })
  expect(positionShape(0, 0)).toEqual({ filled: 0, mark: 0, isShort: false })
})
