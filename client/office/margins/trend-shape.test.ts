import { expect, it } from 'vitest'
import { noSums } from '../../../shared/rules/margin.ts'
import type { MarginRow } from './contract.ts'
import { monthsUntil, trendShape } from './trend-shape.ts'

const row = (month: string, revenue: number, contribution: number): MarginRow => ({
  ...noSums(),
  ...{ month, revenue, contribution, contributionRate: null },
})

it('is of the twelve months that end with the last day', () => {
  expect(monthsUntil('2026-02-15')).toEqual([
    ...['2025-03', '2025-04', '2025-05', '2025-06', '2025-07', '2025-08'],
    ...['2025-09', '2025-10', '2025-11', '2025-12', '2026-01', '2026-02'],
  ])
})

it('stands on the line of nothing, and losses hang below it', () => {
  const rows = [row('2026-01', 300, 100), row('2026-03', 100, -100)]
  const { bars, zero } = trendShape(rows, ['2026-01', '2026-02', '2026-03'], 300, 100)
  expect(zero).toBe(75)
  expect(bars.map(({ x, width }) => [x, width])).toEqual([
    [15, 70],
    [115, 70],
    [215, 70],
  ])
  expect(bars[0]).toMatchObject({ revenue: { y: 0, height: 75 }, contribution: { y: 50, height: 25, isLoss: false } })
  expect(bars[1]).toMatchObject({ revenue: { y: 75, height: 0 }, contribution: { y: 75, height: 0 } })
  expect(bars[2]).toMatchObject({ revenue: { y: 50, height: 25 }, contribution: { y: 75, height: 25, isLoss: true } })
})

it('is flat where there is nothing', () => {
  expect(trendShape([], ['2026-01'], 100, 50)).toMatchObject({ zero: 50, bars: [{ revenue: { y: 50, height: 0 } }] })
})
