import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { csv } from './csv.ts'

it('is read back as it was, quotes, commas and lines included', () => {
  const rows = [
    ['OAT-500', 'Oat "bars", 500 g', 30],
    ['RYE', 'two\nlines', -3],
    ['X', null, 0],
  ]
  expect(parse(csv(['sku', 'name', 'quantity'], rows))).toEqual([
    ['sku', 'name', 'quantity'],
    ['OAT-500', 'Oat "bars", 500 g', '30'],
    ['RYE', 'two\nlines', '-3'],
    ['X', '', '0'],
  ])
})

it('lets no text become a formula', () => {
  expect(csv(['sku'], [['=1+1']])).toBe("sku\r\n'=1+1\r\n")
})
