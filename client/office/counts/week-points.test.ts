import { expect, it } from 'vitest'
import { counted, groundOf, weekPoints } from './week-points.ts'

const weeks = [
  { week: '2026-11-02', bins: 0, right: 0 },
  { week: '2026-11-09', bins: 40, right: 39 },
  { week: '2026-11-16', bins: 8, right: 6 },
]

it('has a point for each week in which something was counted', () => {
  expect(weekPoints(weeks)).toEqual([
    { day: '2026-11-09', value: 0.975 },
    { day: '2026-11-16', value: 0.75 },
  ])
  expect(counted(weeks).map(({ week }) => week)).toEqual(['2026-11-09', '2026-11-16'])
})

it('stands on the ten per cent below the lowest, and on ninety where nothing is lower', () => {
  expect(groundOf(weekPoints(weeks))).toBe(0.7)
  expect(groundOf([{ day: '2026-11-09', value: 0.99 }])).toBe(0.9)
  expect(groundOf([])).toBe(0.9)
})
