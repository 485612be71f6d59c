import { expect, it } from 'vitest'
import { parseMoney, typedMoney } from './amounts.ts'

it('reads amounts of the currency', () => {
  expect(parseMoney('20', 'USD')).toBe(2_000)
  expect(parseMoney(' 20,5 ', 'USD')).toBe(2_050)
  expect(parseMoney('20.505', 'USD')).toBeNull()
  expect(parseMoney('-1', 'USD')).toBeNull()
  expect(parseMoney('20.5', 'JPY')).toBeNull()
})

it('writes them as they are typed', () => {
  expect(typedMoney(2_050, 'USD')).toBe('20.50')
  expect(typedMoney(2_050, 'JPY')).toBe('2050')
})
