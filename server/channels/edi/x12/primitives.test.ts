import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { USUAL_DELIMITERS } from './delimiters.ts'
import { freeText } from './free-text.ts'
import { isDate, isDecimal, isTime, moneyOf, moneyOfN2, n2Of, wholeOf } from './primitives.ts'
import { textOf } from './text.ts'

describe('numbers', () => {
  it.each(['0', '12', '-3', '1.5', '.5', '5.', '007'])('%j is one', (text) => expect(isDecimal(text)).toBe(true))
  it.each(['', '-', '.', '1,5', '1e3', '+1', ' 1', '0x1', '1.2.3', '٣'])('%j is none', (text) =>
    expect(isDecimal(text)).toBe(false))

  it.each([
    ['12', 12],
    ['12.000', 12],
    ['-3.0', -3],
    ['1.5', undefined],
    ['9007199254740993', undefined],
    ['', undefined],
  ])('%j is %s whole', (text, whole) => expect(wholeOf(text)).toBe(whole))

  it.each([
    ['9.25', 'USD', 925, true],
    ['0.005', 'USD', 1, false],
    ['0.0049', 'USD', 0, false],
    ['-0.005', 'USD', -1, false],
    ['1234.5', 'JPY', 1235, false],
    ['1.234', 'KWD', 1234, true],
    ['0.1', 'USD', 10, true],
  ])('%s of %s is %i', (text, currency, amount, isExact) => {
    expect(moneyOf(text, currency)).toEqual({ money: { amount, currency }, isExact })
  })

  it('reads N2 back as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom('USD', 'JPY', 'EUR'), (amount, currency) => {
        expect(moneyOfN2(n2Of({ amount, currency }) ?? '', currency)?.money).toEqual({ amount, currency })
      }),
    )
  })
})

describe('dates and times', () => {
  it.each(['20240229', '20000229', '20261231'])('%s is a date', (text) => expect(isDate(text)).toBe(true))
  it.each(['20230229', '19000229', '20261301', '20260100', '260101', '2026-1-1'])('%s is none', (text) =>
    expect(isDate(text)).toBe(false))
  it.each(['0000', '2359', '235959', '23595999'])('%s is a time', (text) => expect(isTime(text)).toBe(true))
  it.each(['2400', '1260', '12', '12:00'])('%s is none', (text) => expect(isTime(text)).toBe(false))
})

describe('text', () => {
  it('is UTF-8 where it is that, else ISO 8859-1', () => {
    expect(textOf(new TextEncoder().encode('\uFEFFMüsli'))).toBe('Müsli')
    expect(textOf(Uint8Array.from([0x4d, 0xfc, 0x73]))).toBe('Müs')
    expect(textOf(new Uint8Array(20_000).fill(0xe9))).toBe('é'.repeat(20_000))
  })

  it('for people holds nothing that a partner could stumble over', () => {
    expect(freeText(' Crème*brûlée\n~4 × 100 g^ ', USUAL_DELIMITERS, 80)).toBe('Creme brulee 4 100 g')
    expect(freeText('abc def', USUAL_DELIMITERS, 4)).toBe('abc')
  })
})
