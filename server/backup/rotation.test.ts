import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keptOf } from './rotation.ts'

const DAY_MS = 86_400_000
const NOW = Date.UTC(2026, 10, 29, 3)
const daily = (days: number) => Array.from({ length: days }, (_, ago) => ({ takenAt: NOW - ago * DAY_MS }))
const daysOf = (kept: readonly { takenAt: number }[]) => kept.map(({ takenAt }) => (NOW - takenAt) / DAY_MS)

describe('backups that are kept', () => {
  it('are each of a week, one of each week of a month, one of each month of a year', () => {
    const kept = keptOf(daily(500), NOW)
    expect(daysOf(kept).slice(0, 7)).toEqual([0, 1, 2, 3, 4, 5, 6])
    // Sundays of the four weeks before this one, and last days of the twelve months before this one.
    expect(daysOf(kept).slice(7)).toEqual([7, 14, 21, 28, 29, 60, 90, 121, 152, 182, 213, 243, 274, 302, 333, 364])
  })

  it('are at least the newest, and no more are let go when one is taken again', () => {
    expect(keptOf([{ takenAt: NOW - 4_000 * DAY_MS }], NOW)).toHaveLength(1)
    expect(keptOf([], NOW)).toEqual([])
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 900 }), { maxLength: 60 }), (ages) => {
        const all = ages.map((ago) => ({ takenAt: NOW - ago * DAY_MS }))
        const kept = keptOf(all, NOW)
        expect(keptOf(kept, NOW)).toEqual(kept)
        if (ages.length > 0) expect(daysOf(kept)[0]).toBe(Math.min(...ages))
        for (const one of all) if (NOW - one.takenAt < 7 * DAY_MS) expect(kept).toContainEqual(one)
      }),
    )
  })
})
