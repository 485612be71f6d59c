import { describe, expect, it } from 'vitest'
import { daysInMonth, fullYear, isoFromYymmdd, isoFromYyyymmdd } from './date.ts'

describe('dates on labels', () => {
  it('place the year from 49 back to 50 ahead', () => {
    expect([fullYear(76, 2026), fullYear(77, 2026)]).toEqual([2076, 1977])
    expect([fullYear(10, 2060), fullYear(11, 2060)]).toEqual([2110, 2011])
  })

  it('know the length of months', () => {
    const lengths = Array.from({ length: 12 }, (_, month) => daysInMonth(2027, month + 1))
    expect(lengths).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    expect([daysInMonth(2028, 2), daysInMonth(2000, 2), daysInMonth(2100, 2)]).toEqual([29, 29, 28])
  })

  it.each([
    ['271231', '2027-12-31'],
    ['280229', '2028-02-29'],
    ['270200', '2027-02-28'],
    ['990101', '1999-01-01'],
  ])('%s is %s', (printed, date) => {
    expect(isoFromYymmdd(printed, 2026)).toEqual({ ok: true, date })
  })

  it.each([
    ['270229', 'day'],
    ['270431', 'day'],
    ['271301', 'month'],
    ['270001', 'month'],
    ['27123', 'digits'],
    ['2712 1', 'digits'],
    ['٢٧١٢٣١', 'digits'],
  ])('%s has no such %s', (printed, fault) => {
    expect(isoFromYymmdd(printed, 2026)).toEqual({ ok: false, fault })
  })

  it('29 February of year 00 depends on the century', () => {
    expect(isoFromYymmdd('000229', 2026)).toEqual({ ok: true, date: '2000-02-29' })
    expect(isoFromYymmdd('000229', 2060)).toEqual({ ok: false, fault: 'day' })
  })

  it('refuse day 00 where an exact day is wanted', () => {
    expect(isoFromYymmdd('271200', 2026, 'refused')).toEqual({ ok: false, fault: 'day' })
  })

  it('have a long form', () => {
    expect(isoFromYyyymmdd('19640229')).toEqual({ ok: true, date: '1964-02-29' })
    expect(isoFromYyyymmdd('19640200')).toEqual({ ok: false, fault: 'day' })
    expect(isoFromYyyymmdd('1964022')).toEqual({ ok: false, fault: 'digits' })
  })
})
