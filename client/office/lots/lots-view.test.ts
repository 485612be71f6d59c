import { expect, it } from 'vitest'
import { filterOf, lotStates, readLotsView } from './lots-view.ts'

it('reads search and filters from the address', () => {
  const view = readLotsView(new URLSearchParams('search=%20L26&filter=expired,held,nonsense'))
  expect(filterOf(view)).toEqual({ search: 'L26', held: 'true', expired: 'true' })
  expect(filterOf(readLotsView(new URLSearchParams()))).toEqual({ search: '' })
  expect(filterOf({ search: '', filters: ['unconfirmed'] })).toEqual({ search: '', confirmed: 'false' })
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
