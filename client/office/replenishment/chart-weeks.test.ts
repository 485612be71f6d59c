import { describe, expect, it } from 'vitest'
import { aheadWeeks, pastWeeks, runsOutOn, todayOf } from './chart-weeks.ts'
import type { DemandEvent } from './contract.ts'
import { sampleDetail } from './sample.ts'

const days = <Value>(count: number, of: (day: number) => Value): Value[] =>
  Array.from({ length: count }, (_, day) => of(day))
const event = (of: Partial<DemandEvent>): DemandEvent => ({
  ...{ id: 'e', name: 'Sale', kind: 'promotion', from: '2026-11-20', to: '2026-11-21', channel: 'shop', sku: null },
  ...{ uplift: null, ...of },
})

/** Sixteen days from 13 November on: two whole weeks, and two days before them. */
const detail = sampleDetail({
  demand: [
    { channel: 'retail', units: days(16, () => 2), isOut: days(16, () => false) },
    { channel: 'shop', units: days(16, (day) => day), isOut: days(16, (day) => day === 15) },
  ],
  stock: days(16, (day) => 100 - day),
  ahead: [
    { channel: null, weeks: [{ from: '2026-11-29', expected: 50, low: 40, high: 60 }] },
    { channel: 'shop', weeks: [{ from: '2026-11-29', expected: 20, low: 5, high: 35 }] },
  ],
  stockAhead: days(10, (day) => 30 - day * 5),
  events: [event({}), event({ name: 'Fair', from: '2026-12-05', to: '2026-12-06', channel: null })],
})

describe('weeks behind', () => {
  it('are whole and end with the last day that is known', () => {
    const weeks = pastWeeks(detail, null)
    expect(weeks.map(({ from, to }) => [from, to])).toEqual([
      ['2026-11-15', '2026-11-21'],
      ['2026-11-22', '2026-11-28'],
    ])
    // 2 a day and 2 to 8; 2 a day and 9 to 15.
    expect(weeks.map(({ units }) => units)).toEqual([14 + 35, 14 + 84])
    expect(weeks.map(({ outDays, stock }) => [outDays, stock])).toEqual([
      [0, 92],
      [1, 85],
    ])
  })

  it('of one channel have its days and events alone', () => {
    expect(pastWeeks(detail, 'retail')).toMatchObject([
      { units: 14, outDays: 0, events: [] },
      { units: 14, outDays: 0, events: [] },
    ])
    expect(pastWeeks(detail, 'shop').map(({ events }) => events)).toEqual([['Sale'], []])
  })

  it('may be the days of less than a week, or none', () => {
    const few = sampleDetail({ demand: [{ channel: 'a', units: [1, 2, 3], isOut: [] }], stock: [9, 8, 7] })
    expect(pastWeeks(few, null)).toMatchObject([{ from: '2026-11-13', to: '2026-11-15', units: 6, stock: 7 }])
    expect(pastWeeks(sampleDetail(), null)).toEqual([])
  })
})

it('has stock and events of the weeks ahead', () => {
  expect(aheadWeeks(detail, null)).toEqual([
    ...[{ from: '2026-11-29', to: '2026-12-05', expected: 50, low: 40, high: 60, events: ['Fair'], stock: 0 }],
  ])
  expect(aheadWeeks(detail, 'shop')).toMatchObject([{ expected: 20 }])
  expect(aheadWeeks(detail, 'none')).toEqual([])
})

it('says when nothing is left', () => {
  expect(todayOf(detail)).toBe('2026-11-29')
  expect(todayOf(sampleDetail())).toBe('2026-11-29')
  expect(runsOutOn(detail)).toBe('2026-12-05')
  expect(runsOutOn(sampleDetail({ stockAhead: [3, 2, 1] }))).toBeNull()
})
