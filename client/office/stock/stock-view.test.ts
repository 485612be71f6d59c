import { expect, it } from 'vitest'
import { nextSort, queryOf, readStockView, sortInAddress, toggled } from './stock-view.ts'

const viewIn = (search: string) => readStockView(new URLSearchParams(search))

it('is read from the address, and what it does not know is left out', () => {
  expect(viewIn('search=oat&filter=protected,blue,at-risk&sort=-onHand')).toEqual({
    search: 'oat',
    filters: ['at-risk', 'protected'],
    sort: { column: 'onHand', down: true },
  })
  expect(viewIn('sort=-weight').sort).toEqual({ column: 'name', down: false })
  expect(viewIn('sort=-atp:shop').sort).toEqual({ column: 'atp:shop', down: true })
})

it('asks the server for what it shows', () => {
  expect(queryOf(viewIn('search=+oat+&filter=protected,at-risk&sort=-atp:shop'))).toEqual({
    search: 'oat',
    filter: 'at-risk,protected',
    sort: '-atp:shop',
  })
  expect(queryOf(viewIn(''))).toEqual({ search: '', filter: '', sort: 'name' })
})

it('sorts figures from the largest and names from the first, and turns round at the second tap', () => {
  const byName = viewIn('').sort
  const most = nextSort(byName, 'onHand')
  expect(most).toEqual({ column: 'onHand', down: true })
  expect(nextSort(most, 'onHand')).toEqual({ column: 'onHand', down: false })
  expect(nextSort(most, 'name')).toEqual(byName)
  expect(nextSort(byName, 'name')).toEqual({ column: 'name', down: true })
})

it('says nothing in the address of what is usual', () => {
  expect(sortInAddress({ column: 'name', down: false })).toBeNull()
  expect(sortInAddress({ column: 'name', down: true })).toBe('-name')
  expect(sortInAddress({ column: 'onHand', down: false })).toBe('onHand')
})

it('takes filters off as it puts them on', () => {
  expect(toggled(['at-risk'], 'protected')).toEqual(['at-risk', 'protected'])
  expect(toggled(['at-risk', 'protected'], 'at-risk')).toEqual(['protected'])
})
