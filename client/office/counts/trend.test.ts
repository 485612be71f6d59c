import { expect, it } from 'vitest'
import type { AccuracyRow } from './contract.ts'
import { trendOf } from './trend.ts'

const row = (group: string, binAccuracy: number | null, units: number | null): AccuracyRow => ({
  group,
  bins: 1,
  binAccuracy,
  lines: 1,
  units,
  valueOff: 0,
  valueNet: 0,
  overturned: 0,
})
const period = { from: '2026-11-01', to: '2026-11-11' }

it('draws a point for each day that has one, from the lowest ten per cent up', () => {
  const { bins, units, ground } = trendOf(
    [row('2026-11-01', 1, 1), row('2026-11-06', 0.85, null), row('2026-11-11', 0.9, 0.99)],
    period,
    100,
    50,
  )
  expect(ground).toBe(0.8)
  expect(bins.path).toBe('M0 0L50 37.5L100 25')
  expect(units.dots.map(({ day }) => day)).toEqual(['2026-11-01', '2026-11-11'])
})

it('stands on 90 per cent where nothing is lower, and bears a period of one day', () => {
  expect(trendOf([], period, 100, 50)).toMatchObject({ ground: 0.9, bins: { path: '' } })
  const one = trendOf([row('2026-11-01', 0, 0)], { from: '2026-11-01', to: '2026-11-01' }, 100, 50)
  expect(one).toMatchObject({ ground: 0, bins: { path: 'M0 50' } })
})
