/** Accuracy by day as lines: one point for each day on which something was counted. */
import type { AccuracyRow } from './contract.ts'

export interface TrendDot {
  x: number
  y: number
  day: string
  share: number
}

export interface TrendLine {
  /** Path of an SVG. */
  path: string
  dots: TrendDot[]
}

export interface Trend {
  bins: TrendLine
  units: TrendLine
  /** The share at the ground of the picture: differences of a few per cent must be seen. */
  ground: number
}

const DAY_MS = 86_400_000
const dayOf = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / DAY_MS

/** `rows` are grouped by day, the first one first. */
export function trendOf(
  rows: readonly AccuracyRow[],
  { from, to }: { from: string; to: string },
  width: number,
  height: number,
): Trend {
  const shares = rows.flatMap(({ binAccuracy, units }) => [binAccuracy ?? 1, units ?? 1])
  const ground = Math.min(0.9, Math.floor(Math.min(1, ...shares) * 10) / 10)
  const days = Math.max(1, dayOf(to) - dayOf(from))
  const line = (shareOf: (row: AccuracyRow) => number | null): TrendLine => {
    const dots = rows.flatMap((row): TrendDot[] => {
      const share = shareOf(row)
      if (row.group === null || share === null) return []
      const x = round(((dayOf(row.group) - dayOf(from)) / days) * width)
      return [{ x, y: round(height - ((share - ground) / (1 - ground)) * height), day: row.group, share }]
    })
    return { path: dots.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join(''), dots }
  }
  return { bins: line((row) => row.binAccuracy), units: line((row) => row.units), ground }
}

const round = (value: number): number => Math.round(value * 10) / 10
