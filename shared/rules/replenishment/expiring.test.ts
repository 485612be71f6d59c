import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysBetween, expiring, type LotOnShelf } from './expiring.ts'

const TODAY = '2027-02-20'
const dayOf = (nth: number): string => new Date(Date.parse(TODAY) + nth * 86_400_000).toISOString().slice(0, 10)

/** Day by day, the lot that expires first goes first; eighths, so that sums are exact. */
function played(lots: readonly LotOnShelf[], perDay: number, minDays: number): Record<string, number> {
  const left = lots
    .filter((lot) => lot.expiresOn !== null)
    .map((lot) => ({ ...lot }))
    .sort((a, b) => (String(a.expiresOn) < String(b.expiresOn) ? -1 : 1))
  const missing: Record<string, number> = {}
  for (let day = 0; day < 60; day++) {
    let asked = perDay
    for (const lot of left) {
      if (daysBetween(dayOf(day), lot.expiresOn as string) < minDays) continue
      const going = Math.min(asked, lot.units)
      lot.units -= going
      asked -= going
    }
  }
  for (const { lot, units } of left) if (units > 0) missing[lot] = units
  return missing
}

const lots = fc
  .array(fc.record({ units: fc.integer({ min: 1, max: 60 }), days: fc.option(fc.integer({ min: 0, max: 40 })) }), {
    maxLength: 6,
  })
  .map((all) =>
    all.map(({ units, days }, nth) => ({ lot: `L${nth}`, units, expiresOn: days === null ? null : dayOf(days) })),
  )
const perDay = fc.integer({ min: 0, max: 80 }).map((eighths) => eighths / 8)

describe('stock that will expire unsold', () => {
  it('is what is left when each day is played', () => {
    fc.assert(
      fc.property(lots, perDay, fc.integer({ min: 0, max: 20 }), (all, daily, minDays) => {
        const left = played(all, daily, minDays)
        const found = Object.fromEntries(expiring(all, TODAY, daily, minDays).map(({ lot, units }) => [lot, units]))
        const whole = Object.values(left).reduce((sum, units) => sum + units, 0)
        const told = Object.values(found).reduce((sum, units) => sum + units, 0)
        // Whole units: of each lot less than one is sold that is not counted.
        expect(told).toBeGreaterThanOrEqual(whole)
        expect(told - whole).toBeLessThan(all.length + 1)
        if (Number.isInteger(daily)) expect(found).toEqual(left)
      }),
      { numRuns: 300 },
    )
  })

  it('is the whole lot where nothing is sold, and none of one that lives for ever', () => {
    const all = [
      { lot: 'A', units: 5, expiresOn: dayOf(3) },
      { lot: 'B', units: 7, expiresOn: null },
    ]
    expect(expiring(all, TODAY, 0, 0)).toEqual([all[0]])
    expect(expiring(all, TODAY, 2, 0)).toEqual([])
    expect(expiring(all, TODAY, 2, 2)).toEqual([{ ...all[0], units: 1 }])
  })

  it('is sold on its last day, and not when it has too few days left for anybody', () => {
    const lot = { lot: 'A', units: 3, expiresOn: TODAY }
    expect(expiring([lot], TODAY, 2, 0)).toMatchObject([{ units: 1 }])
    expect(expiring([lot], TODAY, 2, 1)).toMatchObject([{ units: 3 }])
    expect(expiring([{ ...lot, expiresOn: dayOf(-4) }], TODAY, 2, 0)).toMatchObject([{ units: 3 }])
  })

  it('takes no turn of the clock for a day', () => {
    expect(daysBetween('2027-03-27', '2027-03-29')).toBe(2)
    expect(daysBetween('2027-10-30', '2027-11-01')).toBe(2)
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2)
  })
})
