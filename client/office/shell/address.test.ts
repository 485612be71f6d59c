import { expect, it } from 'vitest'
import { changed } from './address.ts'

it('changes what is named and leaves the rest of the address', () => {
  const before = new URLSearchParams('search=oat&filter=at-risk')
  expect(changed(before, { item: 'OAT-500', search: '' }).toString()).toBe('filter=at-risk&item=OAT-500')
  expect(changed(before, { filter: null }).toString()).toBe('search=oat')
  expect(before.toString()).toBe('search=oat&filter=at-risk')
})
