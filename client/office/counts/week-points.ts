/** The share of right bins, week by week: as points of a line, and as rows of a table. */
import type { LinePoint } from '../ui/line-shape.ts'
import type { WeekRight } from './contract.ts'

export const WEEKS = 26
/** Fewer would be drawn wider than they mean. */
const FEWEST = 8

/** A week in which nothing was counted says nothing. */
export const counted = (weeks: readonly WeekRight[]): WeekRight[] => weeks.filter(({ bins }) => bins > 0)

export const shareOf = ({ bins, right }: WeekRight): number => (bins === 0 ? 0 : right / bins)

/** The week that is not over may have but one count: it is drawn where there is no other. */
export function weekPoints(weeks: readonly WeekRight[]): LinePoint[] {
  const over = counted(weeks.slice(0, -1))
  return (over.length > 0 ? over : counted(weeks)).map((one) => ({ day: one.week, value: shareOf(one) }))
}

/** From a week before the first that was counted in. */
export function drawnWeeks(weeks: readonly WeekRight[]): readonly WeekRight[] {
  const first = weeks.findIndex(({ bins }) => bins > 0)
  return weeks.slice(Math.max(0, Math.min(first - 1, weeks.length - FEWEST)))
}

/** The share at the ground of the picture: differences of a few per cent must be seen. */
export const groundOf = (points: readonly LinePoint[]): number =>
  Math.min(0.9, Math.floor(Math.min(1, ...points.map(({ value }) => value)) * 10) / 10)
