import { expect, it } from 'vitest'
import { besides, isSame, numbersOf, PAGE, pagesOf } from './pages.ts'

it('are those that hold the rows in sight', () => {
  expect(pagesOf(0, PAGE - 1)).toEqual({ first: 0, last: 0 })
  expect(pagesOf(PAGE - 1, PAGE)).toEqual({ first: 0, last: 1 })
  expect(numbersOf(pagesOf(3 * PAGE, 5 * PAGE))).toEqual([3, 4, 5])
  // A table that is not drawn yet has nothing in sight.
  expect(pagesOf(0, -1)).toEqual({ first: 0, last: 0 })
  expect(pagesOf(-3, -1)).toEqual({ first: 0, last: 0 })
})

it('have neighbours within the list only', () => {
  expect(besides({ first: 0, last: 1 }, 10 * PAGE)).toEqual([2])
  expect(besides({ first: 4, last: 5 }, 10 * PAGE)).toEqual([3, 6])
  expect(besides({ first: 8, last: 9 }, 10 * PAGE)).toEqual([7])
  expect(besides({ first: 0, last: 0 }, 0)).toEqual([])
})

it('are compared by what they hold', () => {
  expect(isSame({ first: 1, last: 2 }, pagesOf(PAGE, 2 * PAGE))).toBe(true)
  expect(isSame({ first: 1, last: 2 }, pagesOf(PAGE, 3 * PAGE))).toBe(false)
})
