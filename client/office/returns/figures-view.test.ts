import { expect, it } from 'vitest'
import type { FigureRow } from './contract.ts'
import { hoursText, inOrder, nextSort, readFiguresView } from './figures-view.ts'
import { mixOf, mixText } from './mix.ts'

const row = (over: Partial<FigureRow>): FigureRow => ({
  sku: 'OAT',
  shipped: 100,
  returned: 8,
  rate: 0.08,
  dispositions: { restock: 4, secondary: 0, rework: 0, scrap: 2, supplier: 1, keep: 0 },
  waiting: 1,
  scrapped: { amount: 500, currency: 'USD' },
  hours: { median: 5.25, mean: 9.5 },
  ...over,
})
const read = (text: string) => readFiguresView(new URLSearchParams(text), '2026-11-30')

it('is about the last ninety days by item, unless told otherwise', () => {
  expect(read('')).toEqual({
    from: '2026-09-02',
    to: '2026-11-30',
    by: ['sku'],
    sort: { column: 'returned', down: true },
  })
  expect(read('by=supplier,nonsense,sku&sort=lot')).toMatchObject({
    by: ['sku', 'supplier'],
    sort: { column: 'returned' },
  })
  expect(read('by=lot&sort=lot').sort).toEqual({ column: 'lot', down: false })
})

it('sorts figures from the largest, names from the first, and turns round', () => {
  expect(nextSort({ column: 'returned', down: true }, 'rate')).toBe('-rate')
  expect(nextSort({ column: 'rate', down: true }, 'rate')).toBe('rate')
  expect(nextSort({ column: 'rate', down: true }, 'sku')).toBe('sku')
  expect(nextSort({ column: 'sku', down: false }, 'sku')).toBe('-sku')
})

it('puts what has no figure last either way', () => {
  const rows = [row({ sku: 'A', rate: null }), row({ sku: 'B', rate: 0.01 }), row({ sku: 'C', rate: 0.5 })]
  const skus = (down: boolean) => inOrder(rows, { column: 'rate', down }).map(({ sku }) => sku)
  expect([skus(true), skus(false)]).toEqual([
    ['C', 'B', 'A'],
    ['B', 'C', 'A'],
  ])
})

it('tells the time from dock to disposition as short as a column wants it', () => {
  expect([0.2, 5.25, 47, 80].map(hoursText)).toEqual(['12 min', '5 h', '47 h', '3 d'])
})

it('draws what became of it as parts that can all be seen', () => {
  expect(mixText(row({}))).toBe('Restock 4, Scrap 2, To supplier 1, Not through 1')
  const { dispositions } = row({})
  const pieces = mixOf({ dispositions: { ...dispositions, restock: 997 }, waiting: 0 })
  expect(pieces.map(({ part, percent }) => [part, Math.round(percent)])).toEqual([
    ['restock', 100],
    ['scrap', 2],
    ['supplier', 2],
  ])
  expect(mixOf({ dispositions: { ...dispositions, restock: 0, scrap: 0, supplier: 0 }, waiting: 0 })).toEqual([])
})
