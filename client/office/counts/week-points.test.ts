import { expect, it } from 'vitest'
import { counted, drawnWeeks, groundOf, weekPoints } from './week-points.ts'

const weeks = [
  { week: '2026-11-02', bins: 0, right: 0 },
  { week: '2026-11-09', bins: 40, right: 39 },
  { week: '2026-11-16', bins: 8, right: 6 },
  { week: '2026-11-23', bins: 1, right: 0 },
]

it('has a point for each week in which something was counted and that is over', () => {
  expect(weekPoints(weeks)).toEqual([
    { day: '2026-11-09', value: 0.975 },
    { day: '2026-11-16', value: 0.75 },
  ])
  expect(counted(weeks).map(({ week }) => week)).toEqual(['2026-11-09', '2026-11-16', '2026-11-23'])
})

it('has the week that is not over where there is no other', () => {
  expect(weekPoints([weeks[0], weeks[3]] as never)).toEqual([{ day: '2026-11-23', value: 0 }])
})

it('draws from a week before the first that was counted in, and never less than eight', () => {
  const half = Array.from({ length: 26 }, (_, nth) => ({ week: `w${nth}`, bins: nth < 10 ? 0 : 1, right: 1 }))
  expect(drawnWeeks(half)[0]?.week).toBe('w9')
  expect(drawnWeeks(half.map((one, nth) => ({ ...one, bins: nth < 24 ? 0 : 1 }))).length).toBe(8)
  expect(drawnWeeks(half.map((one) => ({ ...one, bins: 1 })))).toHaveLength(26)
  expect(drawnWeeks(weeks)).toHaveLength(4)
})

it('stands on the ten per cent below the lowest, and on ninety where nothing is lower', () => {
  expect(groundOf(weekPoints(weeks))).toBe(0.7)
  expect(groundOf([{ day: '2026-11-09', value: 0.99 }])).toBe(0.9)
  expect(groundOf([])).toBe(0.9)
})
