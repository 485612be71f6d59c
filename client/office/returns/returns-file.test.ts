import { expect, it } from 'vitest'
import { opened } from '../export/opened.ts'
import type { FigureRow } from './contract.ts'
import { readFiguresView } from './figures-view.ts'
import { figuresFile } from './returns-file.ts'

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

it('has figures that can be summed, in the order in which they are shown', async () => {
  const view = readFiguresView(new URLSearchParams('by=sku&sort=-shipped'), '2026-11-30')
  const nameOf = (_: string, value: string | null) => (value === null ? 'No item' : `Item ${value}`)
  const [head, ...rows] = await opened(
    figuresFile([row({ sku: null, hours: null, scrapped: null }), row({ shipped: 200 })], view, nameOf),
  )
  expect(head).toEqual([
    ...['SKU', 'Item', 'Shipped', 'Returned', 'Rate', 'Restock', 'Secondary', 'Rework', 'Scrap', 'To supplier', 'Kept'],
    ...['Not through', 'Scrapped', 'Currency'],
    ...['Hours from dock to disposition, median', 'Hours from dock to disposition, mean'],
  ])
  expect(rows).toEqual([
    ['OAT', 'Item OAT', 200, 8, 0.08, 4, 0, 0, 2, 1, 0, 1, 5, 'USD', 5.3, 9.5],
    [null, 'No item', 100, 8, 0.08, 4, 0, 0, 2, 1, 0, 1, null, null, null, null],
  ])
})
