import { describe, expect, it } from 'vitest'
import { type LineFrame, lineShape, nearestDay } from './line-shape.ts'

const frame: LineFrame = { from: '2026-11-01', to: '2026-11-11', width: 100, height: 50, leastTop: 5 }
const points = (...values: [string, number][]) => values.map(([day, value]) => ({ day: `2026-11-${day}`, value }))

describe('figures by day', () => {
  it('lie where their day and their value are', () => {
    const { lines, top, days } = lineShape(
      [
        { id: 'a', label: 'A', points: points(['01', 0], ['06', 30], ['11', 60]) },
        { id: 'b', label: 'B', points: points(['02', 15]) },
      ],
      frame,
    )
    expect(top).toBe(60)
    expect(lines.map(({ path }) => path)).toEqual(['M0 50L50 25L100 0', 'M10 37.5'])
    expect(days).toEqual(['2026-11-01', '2026-11-02', '2026-11-06', '2026-11-11'])
  })

  it.each([
    [61, 80],
    [80, 80],
    [81, 100],
    [101, 150],
    [7, 8],
    [1, 5],
    [0, 5],
    [140_001, 150_000],
  ])('of which %d is the most stand below a round %d', (most, top) => {
    expect(lineShape([{ id: 'a', label: 'A', points: points(['01', most]) }], frame).top).toBe(top)
  })

  it('stand on the ground that is given', () => {
    const shape = lineShape([{ id: 'a', label: 'A', points: points(['01', 0.95], ['11', 1]) }], {
      ...frame,
      ...{ top: 1, ground: 0.9 },
    })
    expect(shape.lines[0]?.path).toBe('M0 25L100 0')
  })

  it('bear a picture of one day, and one of nothing', () => {
    const one = { ...frame, to: frame.from }
    expect(lineShape([{ id: 'a', label: 'A', points: points(['01', 5]) }], one).lines[0]?.path).toBe('M0 0')
    expect(lineShape([], frame)).toEqual({ lines: [], top: 5, ground: 0, days: [] })
  })

  it('are found by the day that is nearest to the pointer', () => {
    const shape = lineShape([{ id: 'a', label: 'A', points: points(['01', 1], ['06', 1]) }], frame)
    expect([nearestDay(shape, 20), nearestDay(shape, 30), nearestDay(shape, 99)]).toEqual([
      '2026-11-01',
      '2026-11-06',
      '2026-11-06',
    ])
    expect(nearestDay(lineShape([], frame), 5)).toBeNull()
  })
})
