import { expect, it } from 'vitest'
import { barsOf } from './bars.ts'

it('draws a bar for each day, the tallest over the whole height', () => {
  const { bars, most } = barsOf(
    [
      { day: '2026-11-01', orders: 0 },
      { day: '2026-11-02', orders: 20 },
      { day: '2026-11-03', orders: 5 },
      { day: '2026-11-04', orders: 10 },
    ],
    80,
    40,
  )
  expect(most).toBe(20)
  expect(bars.map(({ x, y, width, height }) => [x, y, width, height])).toEqual([
    [2.5, 40, 15, 0],
    [22.5, 0, 15, 40],
    [42.5, 30, 15, 10],
    [62.5, 20, 15, 20],
  ])
})

it('bears days on which nothing was', () => {
  expect(barsOf([{ day: '2026-11-01', orders: 0 }], 80, 40)).toMatchObject({ most: 0, bars: [{ y: 40, height: 0 }] })
  expect(barsOf([], 80, 40)).toEqual({ bars: [], most: 0 })
})
