import { expect, it } from 'vitest'
import { unmappedIn } from './unmapped.ts'

const isGid = (name: string) => name.startsWith('gid://')
const code = 'listing-not-mapped'

it('reads each listing that an order could not be understood for, once', () => {
  const detail =
    '(#1001) Green tea (500 g) (gid://shopify/InventoryItem/7) is sold there, and no item here is mapped to it. ' +
    'Black tea (gid://shopify/InventoryItem/8) is sold there, and no item here is mapped to it. ' +
    'Black tea (gid://shopify/InventoryItem/8) is sold there, and no item here is mapped to it.'
  expect(unmappedIn({ code, detail }, isGid)).toEqual([
    { title: 'Green tea (500 g)', listing: 'gid://shopify/InventoryItem/7' },
    { title: 'Black tea', listing: 'gid://shopify/InventoryItem/8' },
  ])
})

it('takes no bracket of a title for a listing', () => {
  const detail = 'Gift card (20 EUR) is sold there, and no item here is mapped to it.'
  expect(unmappedIn({ code, detail }, isGid)).toEqual([])
})

it('reads nothing from another failure', () => {
  const detail = 'Tea (x) is sold there, and no item here is mapped to it.'
  expect(unmappedIn({ code: 'picked-already', detail }, () => true)).toEqual([])
})
