import { describe, expect, it } from 'vitest'
import { fifths, judge, type Point, reportText, slopePerHour } from './verdict.ts'

/** Half an hour of a server that is well, but for what `over` says of the nth point. */
const points = (over: (nth: number) => Partial<Point> = () => ({})): Point[] =>
  Array.from({ length: 180 }, (_, nth) => ({
    ...{ at: nth * 10, seconds: 10, transactions: 5_000, cpu: 0.2, serverCpu: 0.6, skipped: 0 },
    ...{ pushMs: [10, 12, 30], pullMs: [5, 9], nudgeMs: [6, 11], deskMs: [4] },
    // Garbage grows and is collected.
    ...{ rssAnonMb: 300 + (nth % 7), heapMb: 50 + 10 * (nth % 5), externalMb: 5, rssFileMb: nth, descriptors: 640 },
    ...{ eventLoopP99Ms: 12, streams: 200, databaseMb: nth, walMb: 16, load: 1 },
    ...over(nth),
  }))
const bad = (all: Point[]): string[] => judge(all).flatMap(({ what, good }) => (good ? [] : [what]))

describe('the verdict of a soak', () => {
  it('is good where nothing but the database and its mapped pages grow', () => {
    expect(bad(points())).toEqual([])
    expect(reportText(points(), judge(points()))).toContain('yes  memory flat: ')
  })

  it.each<[string, (nth: number) => Partial<Point>]>([
    ['memory flat', (nth) => ({ rssAnonMb: 300 + nth * 0.5 })],
    ['heap flat', (nth) => ({ heapMb: 50 + 10 * (nth % 5) + nth * 0.4 })],
    ['no descriptor leak', (nth) => ({ descriptors: 640 + Math.floor(nth / 20) })],
    ['p99 of a push steady', (nth) => ({ pushMs: [10, 12, 30 + nth] })],
    ['p99 of a pull steady', (nth) => ({ pullMs: [5, 9 + nth * 0.3] })],
    ['p99 from nudge to pull steady', (nth) => ({ nudgeMs: [5, 9 + nth * 0.3] })],
  ])('finds that it is not so: %s', (what, over) => expect(bad(points(over))).toEqual([what]))

  it('says how steep memory grows', () => {
    expect(
      slopePerHour(
        points((nth) => ({ rssAnonMb: 100 + nth })),
        ({ rssAnonMb }) => rssAnonMb,
      ),
    ).toBeCloseTo(360)
    expect(slopePerHour(points().slice(0, 1), ({ rssAnonMb }) => rssAnonMb)).toBe(0)
  })

  it('takes the first, the middle and the last fifth', () => {
    const { first, middle, last } = fifths(points())
    expect([first[0]?.at, middle[0]?.at, last.at(-1)?.at]).toEqual([0, 720, 1_790])
    expect([first.length, middle.length, last.length]).toEqual([36, 36, 36])
  })
})
