import { describe, expect, it } from 'vitest'
import { sampleChannel, sampleItem } from './sample.ts'
import { applyView, nextSort, readStockView } from './stock-view.ts'

const oat = sampleItem('OAT-500', {
  name: 'Oat bars 500 g',
  onHand: 40,
  sellable: 30,
  atRisk: 3,
  channels: [sampleChannel('shop', { protected: 5, availableToPromise: 9 })],
})
const rye = sampleItem('RYE-200', {
  name: 'Rye crisps 200 g',
  onHand: 12,
  channels: [sampleChannel('shop', { backordered: 2 })],
})
const items = [rye, oat]
const shown = (address: string) => applyView(items, readStockView(new URLSearchParams(address))).map(({ sku }) => sku)

describe('the stock as its address says', () => {
  it('searches words in SKU and name', () => {
    expect(shown('search=oat')).toEqual(['OAT-500'])
    expect(shown('search=200%20rye')).toEqual(['RYE-200'])
    expect(shown('search=nothing')).toEqual([])
  })

  it('filters by all chips at once', () => {
    expect(shown('filter=at-risk')).toEqual(['OAT-500'])
    expect(shown('filter=backordered')).toEqual(['RYE-200'])
    expect(shown('filter=out-of-stock,backordered')).toEqual(['RYE-200'])
    expect(shown('filter=out-of-stock,protected')).toEqual([])
    expect(shown('filter=unheard-of')).toHaveLength(2)
  })

  it('sorts by any column, either way', () => {
    expect(shown('')).toEqual(['OAT-500', 'RYE-200'])
    expect(shown('sort=-item')).toEqual(['RYE-200', 'OAT-500'])
    expect(shown('sort=onHand')).toEqual(['RYE-200', 'OAT-500'])
    expect(shown('sort=-unavailable')).toEqual(['RYE-200', 'OAT-500'])
    expect(shown('sort=-atp:shop')).toEqual(['OAT-500', 'RYE-200'])
  })

  it('begins figures with the largest, and turns at the second tap', () => {
    const { sort } = readStockView(new URLSearchParams())
    expect(nextSort(sort, 'item')).toBe('-item')
    expect(nextSort(sort, 'onHand')).toBe('-onHand')
    expect(nextSort({ column: 'onHand', down: true }, 'onHand')).toBe('onHand')
    expect(nextSort({ column: 'onHand', down: false }, 'onHand')).toBe('-onHand')
  })
})
