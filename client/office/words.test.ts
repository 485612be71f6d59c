import { expect, it } from 'vitest'
import { dateText, figure, moneyText, parseQuantity, plural } from './words.ts'

it('writes figures and dates', () => {
  expect(figure(12400)).toBe('12,400')
  expect(figure(-3)).toBe('−3')
  expect(dateText('2026-10-02')).toBe('2 Oct 2026')
  expect(dateText('2026-10-02T22:00:00Z')).toBe('2 Oct 2026')
  expect(dateText(null)).toBe('no date')
  expect(plural(1, 'order')).toBe('1 order')
  expect(plural(2, 'order')).toBe('2 orders')
})

it('reads whole quantities and nothing else', () => {
  expect(parseQuantity(' 30 ')).toBe(30)
  expect(parseQuantity('0')).toBe(0)
  expect(parseQuantity('')).toBeNull()
  expect(parseQuantity('-1')).toBeNull()
  expect(parseQuantity('1.5')).toBeNull()
})

it('writes money with the decimals of its currency', () => {
  expect(moneyText({ amount: 1290, currency: 'USD' })).toBe('$12.90')
  expect(moneyText({ amount: 1290, currency: 'JPY' })).toBe('¥1,290')
})
