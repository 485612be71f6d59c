import { expect, it } from 'vitest'
import { nextAgeSort, nextDueSort, queryOf, readOrdersView, sortInAddress, stillShown } from './orders-view.ts'

const query = (address: string) => queryOf(readOrdersView(new URLSearchParams(address)))
const usual = { state: 'ready', search: '', channel: '', dueBy: '', sort: '-placed' }

it('reads the view from the address, and opens with what can be released', () => {
  expect(query('')).toEqual(usual)
  expect(query('view=picking&channel=shop&search=%20W-77&dueBy=2026-10-12&sort=shipBy')).toEqual({
    state: 'released',
    search: 'W-77',
    channel: 'shop',
    dueBy: '2026-10-12',
    sort: 'shipBy',
  })
  expect(query('view=open&dueBy=2026-10-11')).toMatchObject({ state: 'open', dueBy: '2026-10-11' })
  expect(query('view=all').state).toBeUndefined()
  expect(query('view=nonsense&dueBy=soon&sort=colour')).toEqual(usual)
})

it('sorts by the day that they are due, or by age, and back to the newest', () => {
  expect(nextDueSort('-placed')).toBe('shipBy')
  expect(nextDueSort('shipBy')).toBe('-shipBy')
  expect(nextDueSort('-shipBy')).toBe('-placed')
  expect(nextAgeSort('-placed')).toBe('placed')
  expect(nextAgeSort('placed')).toBe('-placed')
  expect(nextAgeSort('shipBy')).toBe('-placed')
  expect(sortInAddress('-placed')).toBeNull()
  expect(sortInAddress('shipBy')).toBe('shipBy')
})

it('keeps of a selection only what is still shown', () => {
  expect(stillShown(new Set(['b', 'gone', 'a']), ['a', 'b', 'c'])).toEqual(['a', 'b'])
})
