import { expect, it } from 'vitest'
import { lotStates, nextSort, queryOf, readLotsView, sortedBy, sortInAddress } from './lots-view.ts'

const query = (address: string) => queryOf(readLotsView(new URLSearchParams(address)))

it('reads search, filters and order from the address', () => {
  expect(query('search=%20L26&filter=expired,held,nonsense&sort=-received')).toEqual({
    search: 'L26',
    held: 'true',
    expired: 'true',
    sort: '-received',
  })
  expect(query('sort=colour')).toEqual({ search: '', sort: 'item' })
  expect(query('filter=unconfirmed')).toEqual({ search: '', confirmed: 'false', sort: 'item' })
})

it('sorts by the next to expire and the last to come, and turns round at the second tap', () => {
  expect(nextSort('item', 'expires')).toBe('expires')
  expect(nextSort('expires', 'expires')).toBe('-expires')
  expect(nextSort('-expires', 'expires')).toBe('expires')
  expect(nextSort('item', 'received')).toBe('-received')
  expect(nextSort('-received', 'item')).toBe('item')
  expect([sortedBy('-expires', 'expires'), sortedBy('expires', 'expires'), sortedBy('item', 'expires')]).toEqual([
    ...['down', 'up', null],
  ])
  expect([sortInAddress('item'), sortInAddress('-item')]).toEqual([null, '-item'])
})

it('says what keeps a lot from being sold', () => {
  const lot = { held: null, expiresOn: '2026-11-24', confirmed: true }
  expect(lotStates(lot, '2026-11-24')).toEqual([])
  expect(lotStates(lot, '2026-11-25')).toEqual(['expired'])
  expect(lotStates({ held: 'glass', expiresOn: null, confirmed: false }, '2026-11-25')).toEqual([
    'on-hold',
    'unconfirmed',
  ])
})
