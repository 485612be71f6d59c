/** The share of right bins, week by week: as points of a line, and as rows of a table. */
import type { LinePoint } from '../ui/line-shape.ts'
import type { WeekRight } from './contract.ts'

export const WEEKS = 26

/** A week in which nothing was counted says nothing. */
export const counted = (weeks: readonly WeekRight[]): WeekRight[] => weeks.filter(({ bins }) => bins > 0)

export const shareOf = ({ bins, right }: WeekRight): number => (bins === 0 ? 0 : right / bins)

export const weekPoints = (weeks: readonly WeekRight[]): LinePoint[] =>
  counted(weeks).map((one) => ({ day: one.week, value: shareOf(one) }))

/** The share at the ground of the picture: differences of a few per cent must be seen. */
export const groundOf = (points: readonly LinePoint[]): number =>
  Math.min(0.9, Math.floor(Math.min(1, ...points.map(({ value }) => value)) * 10) / 10)
