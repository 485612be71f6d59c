/** How figures go as something grows: a row for each size, a column for each figure, and what the last is to the first. */
import { type Figure, median } from './report.ts'

export interface Column {
  what: string
  unit: string
  better: 'more' | 'less'
  /** Must not get worse as it grows: rates and medians; the slowest hundredth is as noisy as the machine. */
  isJudged: boolean
}

/** The columns of one size, each with its rounds. */
export interface Point {
  words: string
  rounds: readonly (readonly number[])[]
}

/** So many times worse is still flat: less than what the rounds of one point differ by on a shared machine. */
const FLAT = 1.25

const figureOf = ({ rounds }: Point, column: number): number => median(rounds[column] ?? [])

/** 1: as at first; 2: half the rate, or twice the time. */
function worseBy(points: readonly Point[], column: number, { better }: Column): number {
  const [first, last] = [points[0], points.at(-1)].map((point) => (point ? figureOf(point, column) : Number.NaN))
  return better === 'more' ? (first ?? 0) / (last ?? 0) : (last ?? 0) / (first ?? 0)
}

/** The same by the round of each that was disturbed least: what comes between on a shared machine only ever slows. */
function worseAtBest(points: readonly Point[], index: number, { better }: Column): number {
  const best = (point: Point | undefined) => {
    const rounds = point?.rounds[index] ?? []
    return better === 'more' ? Math.max(...rounds) : Math.min(...rounds)
  }
  const [first, last] = [best(points[0]), best(points.at(-1))]
  return better === 'more' ? first / last : last / first
}

export function curveText(heading: string, columns: readonly Column[], points: readonly Point[]): string {
  const rows = [
    [heading, ...columns.map(({ what, unit }) => `${what}${unit === '' ? '' : `, ${unit}`}`)],
    ...points.map((point) => [point.words, ...columns.map((_, column) => shown(figureOf(point, column)))]),
    ['times worse, last to first', ...columns.map((column, index) => worseBy(points, index, column).toFixed(2))],
    ['… by the best rounds', ...columns.map((column, index) => worseAtBest(points, index, column).toFixed(2))],
  ]
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n')
}

const shown = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(value >= 10 ? 1 : 2)

export function curveFigures(part: string, columns: readonly Column[], points: readonly Point[]): Figure[] {
  return columns.flatMap((column, index): Figure[] => [
    ...points.map(
      (point): Figure => ({
        part,
        what: `${column.what}: ${point.words}`,
        value: figureOf(point, index),
        unit: column.unit,
        beside: `rounds ${(point.rounds[index] ?? []).map(shown).join('; ')}`,
      }),
    ),
    {
      part,
      what: `${column.what}: times worse, last to first`,
      value: worseBy(points, index, column),
      unit: '',
      beside: `${worseAtBest(points, index, column).toFixed(2)} by the best rounds`,
      ...(column.isJudged ? { target: { max: FLAT } } : {}),
    },
  ])
}
