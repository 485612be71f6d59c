/** Month by month: what was paid as a tall bar, and what was left of it as one within; losses hang below the line. */
import { netRevenueOf } from '../../../shared/rules/margin.ts'
import type { MarginRow } from './contract.ts'

export interface MonthBar {
  month: string
  x: number
  width: number
  /** From the top. */
  revenue: { y: number; height: number }
  contribution: { y: number; height: number; isLoss: boolean }
}

export interface TrendShape {
  bars: MonthBar[]
  /** Where nothing is, from the top. */
  zero: number
}

/** Of the year that ends with the month of `to`: "2026-11" is the last of twelve. */
export function monthsUntil(to: string, count = 12): string[] {
  const [year = 0, month = 1] = to.split('-').map(Number)
  return Array.from({ length: count }, (_, nth) =>
    new Date(Date.UTC(year, month - count + nth, 1)).toISOString().slice(0, 7),
  )
}

export function trendShape(
  rows: readonly MarginRow[],
  months: readonly string[],
  width: number,
  height: number,
): TrendShape {
  const byMonth = new Map(rows.map((row) => [row.month, row]))
  const figures = months.map((month) => {
    const row = byMonth.get(month)
    return { month, revenue: row ? netRevenueOf(row) : 0, contribution: row?.contribution ?? 0 }
  })
  const all = figures.flatMap(({ revenue, contribution }) => [revenue, contribution])
  const least = Math.min(0, ...all)
  const range = Math.max(0, ...all) - least
  const y = (amount: number): number => (range === 0 ? height : round(height - ((amount - least) / range) * height))
  const span = width / Math.max(1, months.length)
  const barOf = (amount: number) => ({ y: Math.min(y(amount), y(0)), height: round(Math.abs(y(amount) - y(0))) })
  const bars = figures.map(({ month, revenue, contribution }, nth): MonthBar => {
    const isLoss = contribution < 0
    return {
      month,
      x: round(nth * span + span * 0.15),
      width: round(span * 0.7),
      revenue: barOf(revenue),
      contribution: { ...barOf(contribution), isLoss },
    }
  })
  return { bars, zero: y(0) }
}

const round = (value: number): number => Math.round(value * 10) / 10
