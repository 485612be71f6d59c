import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginOf, localDate } from '../availability/local-date.ts'
import { dateOf, dayNumber, localDays } from './days.ts'
import { partsOut } from './stock-outs.ts'

const DAY_MS = 86_400_000
/** Zones with half and quarter hours, and those whose clocks turn at midnight. */
const ZONES = ['UTC', 'America/Chicago', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Beirut']
const zone = fc.constantFrom(...ZONES)
const instant = fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2028-01-01') })

describe('local days', () => {
  it('are those of the calendar, in whatever order they are asked for', () => {
    fc.assert(
      fc.property(zone, fc.array(instant, { minLength: 1, maxLength: 20 }), (timeZone, instants) => {
        const dayOf = localDays(timeZone)
        for (const at of instants)
          for (const one of [at, at + 1, at - 900_000, at + 3_600_000])
            expect(dateOf(dayOf(one))).toBe(localDate(one, timeZone))
      }),
      { numRuns: 60 },
    )
  })

  it('change at the millisecond in which they begin, also when clocks turn', () => {
    fc.assert(
      fc.property(zone, instant, (timeZone, at) => {
        const dayOf = localDays(timeZone)
        const day = localDate(at, timeZone)
        const begin = beginOf(day, timeZone)
        expect([dayOf(begin), dayOf(begin - 1)]).toEqual([dayNumber(day), dayNumber(day) - 1])
      }),
      { numRuns: 100 },
    )
    for (const day of ['2026-03-08', '2026-03-09', '2026-11-01', '2026-11-02']) {
      const begin = beginOf(day, 'America/Chicago')
      expect(dateOf(localDays('America/Chicago')(begin))).toBe(day)
    }
  })
})

describe('parts of days without stock', () => {
  it('add up to the time without stock, no day to more than itself', () => {
    const gap = fc.record({
      before: fc.integer({ min: 1, max: 3 * DAY_MS }),
      long: fc.integer({ min: 0, max: 4 * DAY_MS }),
    })
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 6 }), fc.integer({ min: 1, max: 20 }), (gaps, days) => {
        const begin = Date.parse('2027-05-01T05:00:00Z')
        let at = begin - DAY_MS
        const outs = gaps.map(({ before, long }) => {
          const from = at + before
          at = from + long
          return { channel: 'shop', from, to: at }
        })
        const parts = partsOut(outs, begin, days, at)
        const within = (instant: number) => Math.min(begin + days * DAY_MS, Math.max(begin, instant))
        const sum = outs.reduce((all, { from, to }) => all + within(to) - within(from), 0)
        expect(parts).toHaveLength(days)
        expect(parts.every((part) => part >= 0 && part <= 1)).toBe(true)
        expect(parts.reduce((all, part) => all + part, 0) * DAY_MS).toBeCloseTo(sum, 0)
        // One that goes on lasts until now.
        const open = outs.map((out, nth) => (nth === outs.length - 1 ? { ...out, to: null } : out))
        expect(partsOut(open, begin, days, at)).toEqual(parts)
      }),
      { numRuns: 100 },
    )
  })
})
