/** Figures by day as lines: where each point lies in a picture of some width and height. */

export interface LinePoint {
  /** An ISO date. */
  day: string
  value: number
}

export interface LineSeries {
  id: string
  label: string
  /** In the order of days. Days of which nothing is known are left out, and the line goes on behind them. */
  points: readonly LinePoint[]
}

export interface PlacedPoint extends LinePoint {
  x: number
  y: number
}

export interface PlacedLine extends Omit<LineSeries, 'points'> {
  /** Path of an SVG. */
  path: string
  points: PlacedPoint[]
}

export interface LineShape {
  lines: PlacedLine[]
  /** What the top and the ground of the picture stand for. */
  top: number
  ground: number
  /** Every day that some line has, the first one first. */
  days: string[]
}

export interface LineFrame {
  /** The first and the last day of the picture. */
  from: string
  to: string
  width: number
  height: number
  /** A lower top would make much of little. */
  leastTop: number
  /** Given where it is known, such as 1 for shares. */
  top?: number | undefined
  ground?: number | undefined
}

const DAY_MS = 86_400_000
const dayNumber = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / DAY_MS

export function lineShape(series: readonly LineSeries[], frame: LineFrame): LineShape {
  const { from, to, width, height, leastTop, ground = 0 } = frame
  const values = series.flatMap(({ points }) => points.map(({ value }) => value))
  const top = frame.top ?? roundTop(Math.max(leastTop, ...values))
  const days = Math.max(1, dayNumber(to) - dayNumber(from))
  const place = (point: LinePoint): PlacedPoint => ({
    ...point,
    x: round(((dayNumber(point.day) - dayNumber(from)) / days) * width),
    y: round(height - ((point.value - ground) / (top - ground)) * height),
  })
  return {
    lines: series.map(({ points, ...one }) => {
      const placed = points.map(place)
      return { ...one, points: placed, path: pathOf(placed) }
    }),
    top,
    ground,
    days: [...new Set(series.flatMap(({ points }) => points.map(({ day }) => day)))].sort(),
  }
}

const pathOf = (points: readonly PlacedPoint[]): string =>
  points.map(({ x, y }, nth) => `${nth === 0 ? 'M' : 'L'}${x} ${y}`).join('')

/** The next one of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten: half of it is a figure that people can read, too. */
function roundTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const step = STEPS.find((one) => one * power >= value) ?? 10
  return step * power
}

const STEPS = [1, 1.5, 2, 3, 4, 5, 6, 8]

/** The day whose points are nearest to a place in the picture; null where there are none. */
export function nearestDay({ lines }: LineShape, x: number): string | null {
  let nearest: PlacedPoint | null = null
  for (const { points } of lines)
    for (const point of points) if (!nearest || Math.abs(point.x - x) < Math.abs(nearest.x - x)) nearest = point
  return nearest?.day ?? null
}

const round = (value: number): number => Math.round(value * 10) / 10
