/** ATP by date as a step line: each value holds from its date until the next. */
import type { CurvePoint } from '../contract.ts'

export interface CurveShape {
  /** Path of an SVG. */
  line: string
  /** The same, closed down to the ground. */
  area: string
  /** One for each point, to be named beside it. */
  dots: { x: number; y: number; point: CurvePoint }[]
  most: number
}

const DAY_MS = 86_400_000
const dayOf = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / DAY_MS

/** Points that say nothing new are left out; a server may answer each day. */
export function steps(points: readonly CurvePoint[]): CurvePoint[] {
  return points.filter((point, index) => point.availableToPromise !== points[index - 1]?.availableToPromise)
}

export function shapeOf(points: readonly CurvePoint[], days: number, width: number, height: number): CurveShape {
  const turns = steps(points)
  const first = dayOf(turns[0]?.date ?? '1970-01-01')
  const most = Math.max(1, ...turns.map(({ availableToPromise }) => availableToPromise))
  const x = (date: string) => round((Math.min(days, dayOf(date) - first) / days) * width)
  const y = (value: number) => round(height - (value / most) * height)
  const dots = turns.map((point) => ({ x: x(point.date), y: y(point.availableToPromise), point }))
  const drawn = dots.map((dot, index) => (index === 0 ? `M${dot.x} ${dot.y}` : `H${dot.x}V${dot.y}`)).join('')
  const line = `${drawn}H${width}`
  return { line, area: `${line}V${height}H0Z`, dots, most }
}

const round = (value: number): number => Math.round(value * 10) / 10
