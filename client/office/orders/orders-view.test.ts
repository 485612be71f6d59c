import { expect, it } from 'vitest'
import { filterOf, readOrdersView, stillShown } from './orders-view.ts'

const filter = (address: string) => filterOf(readOrdersView(new URLSearchParams(address)))

it('reads the view from the address, and opens with what can be released', () => {
  expect(filter('')).toEqual({ state: 'ready', search: '', channel: '', dueBy: '' })
  expect(filter('view=picking&channel=shop&search=%20W-77&dueBy=2026-10-12')).toEqual({
    state: 'released',
    search: 'W-77',
    channel: 'shop',
    dueBy: '2026-10-12',
  })
  expect(filter('view=open&dueBy=2026-10-11')).toMatchObject({ state: 'open', dueBy: '2026-10-11' })
  expect(filter('view=all').state).toBeUndefined()
  expect(filter('view=nonsense&dueBy=soon')).toEqual({ state: 'ready', search: '', channel: '', dueBy: '' })
})

it('keeps of a selection only what is still shown', () => {
  expect(stillShown(new Set(['b', 'gone', 'a']), ['a', 'b', 'c'])).toEqual(['a', 'b'])
})
