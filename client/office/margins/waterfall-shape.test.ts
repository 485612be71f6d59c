import fc from 'fast-check'
import { expect, it } from 'vitest'
import { contributionOf, MARGIN_FIGURES, noSums } from '../../../shared/rules/margin.ts'
import { stepsOf, waterfallShape } from './waterfall-shape.ts'

it('goes from revenue to contribution, and leaves out what is nothing or is passed on', () => {
  const steps = stepsOf({ ...noSums(), revenue: 1_000, discounts: -100, taxes: 80, shippingIncome: 50, cogs: -400 })
  expect(steps.map(({ id, amount, kind }) => [id, amount, kind])).toEqual([
    ['revenue', 1_000, 'whole'],
    ['discounts', -100, 'out'],
    ['shippingIncome', 50, 'in'],
    ['cogs', -400, 'out'],
    ['contribution', 550, 'whole'],
  ])
})

it('hangs each bar where the one before ended', () => {
  const { bars, zero } = waterfallShape(stepsOf({ ...noSums(), revenue: 1_000, cogs: -400, platformFees: -100 }), 200)
  expect(zero).toBe(0)
  expect(bars.map(({ x, width, end }) => [x, width, end])).toEqual([
    [0, 200, 200],
    [120, 80, 120],
    [100, 20, 100],
    [0, 100, 100],
  ])
})

it('draws a loss to the left of nothing', () => {
  const { bars, zero } = waterfallShape(stepsOf({ ...noSums(), revenue: 300, cogs: -400 }), 400)
  expect(zero).toBe(100)
  expect(bars.at(-1)).toMatchObject({ id: 'contribution', x: 0, width: 100, end: 0 })
})

it('has bars for nothing at all, too', () => {
  const { bars } = waterfallShape(stepsOf(noSums()), 400)
  expect(bars.map(({ id, x }) => [id, x])).toEqual([
    ['revenue', 0],
    ['contribution', 0],
  ])
})

it('always ends at the contribution, within the picture', () => {
  const amounts = fc.record(
    Object.fromEntries(['units', ...MARGIN_FIGURES].map((figure) => [figure, fc.integer({ min: -1e7, max: 1e7 })])),
  )
  fc.assert(
    fc.property(amounts, (over) => {
      const sums = { ...noSums(), ...over }
      const steps = stepsOf(sums)
      const between = steps.slice(0, -1).reduce((sum, { amount }) => sum + amount, 0)
      expect(between).toBe(contributionOf(sums))
      const { bars, zero } = waterfallShape(steps, 300)
      for (const { x, end } of bars) for (const place of [x, end]) expect(place >= 0 && place <= 300).toBe(true)
      const last = bars.at(-1)
      expect(last?.end).toBe(bars.at(-2)?.end)
      expect(zero).toBeGreaterThanOrEqual(0)
    }),
  )
})
