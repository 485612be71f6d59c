/** Comparisons over time as a line: how much of what was compared showed another number than it should. */
import type { DriftCheck } from './contract.ts'

export interface DriftDot {
  x: number
  y: number
  check: DriftCheck
}

export interface DriftShape {
  /** Path of an SVG. */
  line: string
  dots: DriftDot[]
  /** What the top of the picture stands for. */
  top: number
  from: number
  to: number
}

export type DriftFigure = 'share' | 'units'

export const figureOf = ({ compared, drifted, units }: DriftCheck, what: DriftFigure): number =>
  what === 'units' ? units : compared === 0 ? 0 : drifted / compared

/** Below it a picture would make much of little. */
const LEAST_TOP = { share: 0.05, units: 5 } as const

/** `checks`: the newest first, as the server answers; one that runs says nothing yet. */
export function driftShape(
  checks: readonly DriftCheck[],
  what: DriftFigure,
  width: number,
  height: number,
): DriftShape | null {
  const ended = endedChecks(checks).reverse()
  const [first] = ended
  const last = ended.at(-1)
  if (!first || !last) return null
  const [from, to] = [first.startedAt, last.startedAt]
  const top = Math.max(LEAST_TOP[what], ...ended.map((check) => figureOf(check, what)))
  const dots = ended.map((check) => ({
    x: round(to === from ? width / 2 : ((check.startedAt - from) / (to - from)) * width),
    y: round(height - (figureOf(check, what) / top) * height),
    check,
  }))
  const line = dots.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')
  return { line, dots, top, from, to }
}

/** Those that say something: where every number was on its way, nothing could be compared. */
export const endedChecks = (checks: readonly DriftCheck[]): DriftCheck[] =>
  checks.filter(({ endedAt, compared }) => endedAt !== null && compared > 0)

const round = (value: number): number => Math.round(value * 10) / 10
