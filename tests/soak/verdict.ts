/** What a soak found: its first, middle and last fifth beside each other, how steep memory grew, and whether that is flat. */
import { percentile } from '../bench/report.ts'
import type { Sample } from './handhelds.ts'
import type { Probed } from './probe.ts'

/** Seconds since the soak began, and what was measured since the point before. */
export type Point = Sample & Probed & { at: number }

export interface Verdict {
  what: string
  good: boolean
  why: string
}

/** Memory may be that much higher in the last fifth than in the middle one. */
const GROWTH = 0.05
/** Or that many megabytes, whichever is more: garbage is collected when it is, and not when it is measured. */
const SLACK_MB = 16
/** A scrape, a backup, a thread: descriptors come and go. */
const SLACK_DESCRIPTORS = 4
/** The database is larger at the end, and the machine is not ours alone. */
const P99_FACTOR = 1.5
const P99_SLACK_MS = 10

export function fifths(points: readonly Point[]): { first: Point[]; middle: Point[]; last: Point[] } {
  const part = (nth: number) =>
    points.slice(Math.floor((points.length * nth) / 5), Math.floor((points.length * (nth + 1)) / 5))
  return { first: part(0), middle: part(2), last: part(4) }
}

export function judge(points: readonly Point[]): Verdict[] {
  const { first, middle, last } = fifths(points)
  return [
    flat('memory flat', (point) => point.rssAnonMb, middle, last, points),
    // What is left after collections: the lowest of a fifth.
    flat(
      'heap flat',
      (point) => point.heapMb,
      middle,
      last,
      points,
      (values) => Math.min(...values),
    ),
    descriptors(first, last),
    steady('p99 of a push', (point) => point.pushMs, middle, last),
    steady('p99 of a pull', (point) => point.pullMs, middle, last),
    steady('p99 from nudge to pull', (point) => point.nudgeMs, middle, last),
  ]
}

function flat(
  what: string,
  of: (point: Point) => number,
  middle: readonly Point[],
  last: readonly Point[],
  points: readonly Point[],
  figure: (values: number[]) => number = (values) => percentile(values, 50),
): Verdict {
  const [before, after] = [figure(middle.map(of)), figure(last.map(of))]
  const most = Math.max(before * (1 + GROWTH), before + SLACK_MB)
  return {
    what,
    good: after <= most,
    why: `${before.toFixed(0)} MB in the middle fifth, ${after.toFixed(0)} MB in the last (at most ${most.toFixed(0)}); ${slopePerHour(behindFirst(points), of).toFixed(0)} MB an hour after the first fifth`,
  }
}

function descriptors(first: readonly Point[], last: readonly Point[]): Verdict {
  const most = (points: readonly Point[]) => Math.max(...points.map((point) => point.descriptors))
  return {
    what: 'no descriptor leak',
    good: most(last) <= most(first) + SLACK_DESCRIPTORS,
    why: `at most ${most(first)} in the first fifth, ${most(last)} in the last (at most ${most(first) + SLACK_DESCRIPTORS})`,
  }
}

function steady(
  what: string,
  of: (point: Point) => number[],
  middle: readonly Point[],
  last: readonly Point[],
): Verdict {
  const p99 = (points: readonly Point[]) => percentile(points.flatMap(of), 99)
  const [before, after] = [p99(middle), p99(last)]
  const most = Math.max(before * P99_FACTOR, before + P99_SLACK_MS)
  return {
    what: `${what} steady`,
    good: after <= most,
    why: `${before.toFixed(1)} ms in the middle fifth, ${after.toFixed(1)} ms in the last (at most ${most.toFixed(1)})`,
  }
}

const behindFirst = (points: readonly Point[]): Point[] => points.slice(Math.floor(points.length / 5))

/** By least squares. */
export function slopePerHour(points: readonly Point[], of: (point: Point) => number): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const at = mean(points.map((point) => point.at))
  const value = mean(points.map(of))
  const across = points.reduce((sum, point) => sum + (point.at - at) ** 2, 0)
  const along = points.reduce((sum, point) => sum + (point.at - at) * (of(point) - value), 0)
  return across === 0 ? 0 : (along / across) * 3_600
}

const ROWS: [string, (points: Point[]) => number][] = [
  ['transactions a second', (points) => rate(points)],
  ['memory of the process, MB', (points) => middleOf(points, (point) => point.rssAnonMb)],
  ['mapped pages of files, MB', (points) => middleOf(points, (point) => point.rssFileMb)],
  ['heap in use, MB', (points) => middleOf(points, (point) => point.heapMb)],
  ['outside the heap, MB', (points) => middleOf(points, (point) => point.externalMb)],
  ['descriptors', (points) => middleOf(points, (point) => point.descriptors)],
  ['event streams', (points) => middleOf(points, (point) => point.streams)],
  ['event loop p99, ms', (points) => middleOf(points, (point) => point.eventLoopP99Ms)],
  ['push of 50 p50, ms', (points) => pooled(points, (point) => point.pushMs, 50)],
  ['push of 50 p99, ms', (points) => pooled(points, (point) => point.pushMs, 99)],
  ['pull p50, ms', (points) => pooled(points, (point) => point.pullMs, 50)],
  ['pull p99, ms', (points) => pooled(points, (point) => point.pullMs, 99)],
  ['nudge to pull p50, ms', (points) => pooled(points, (point) => point.nudgeMs, 50)],
  ['nudge to pull p99, ms', (points) => pooled(points, (point) => point.nudgeMs, 99)],
  ['ATP and order p99, ms', (points) => pooled(points, (point) => point.deskMs, 99)],
  ['database, MB', (points) => middleOf(points, (point) => point.databaseMb)],
  ['write-ahead log, MB', (points) => middleOf(points, (point) => point.walMb)],
  ['server, % of a core', (points) => 100 * middleOf(points, (point) => point.serverCpu)],
  ['handhelds, % of a core', (points) => 100 * middleOf(points, (point) => point.cpu)],
  ['load of the machine', (points) => middleOf(points, (point) => point.load)],
]

const rate = (points: Point[]): number =>
  points.reduce((sum, point) => sum + point.transactions, 0) / points.reduce((sum, point) => sum + point.seconds, 0)
const middleOf = (points: Point[], of: (point: Point) => number): number => percentile(points.map(of), 50)
function pooled(points: Point[], of: (point: Point) => number[], percent: number): number {
  const values = points.flatMap(of)
  return values.length === 0 ? Number.NaN : percentile(values, percent)
}

export function reportText(points: readonly Point[], verdicts: readonly Verdict[]): string {
  const { first, middle, last } = fifths(points)
  const shown = (value: number) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(1))
  const line = (name: string, cells: string[]) => `${name.padEnd(28)}${cells.map((cell) => cell.padStart(14)).join('')}`
  return [
    line('', ['first fifth', 'middle fifth', 'last fifth']),
    ...ROWS.map(([name, of]) =>
      line(
        name,
        [first, middle, last].map((points) => shown(of(points))),
      ),
    ),
    '',
    ...verdicts.map(({ what, good, why }) => `${good ? 'yes' : 'NO '}  ${what}: ${why}`),
    '',
  ].join('\n')
}
