import { expect, it } from 'vitest'
import { allRows, type Rows } from '../list/rows.ts'
import { MOST_PRINTED, printedRows } from './printed-rows.ts'

const numbers = (count: number): Rows<number> =>
  allRows(
    Array.from({ length: count }, (_, at) => at),
    String,
  )
const loaded = (count: number, isLoaded: (index: number) => boolean): Rows<number> => ({
  ...numbers(count),
  at: (index) => (isLoaded(index) ? index : undefined),
})

it('puts a list on paper whole, as long as that is no book', () => {
  expect(printedRows(numbers(0), 0)).toEqual({ start: 0, end: 0 })
  expect(printedRows(numbers(120), 40)).toEqual({ start: 0, end: 120 })
  expect(printedRows(numbers(5_000), 40)).toEqual({ start: 0, end: MOST_PRINTED })
})

it('prints rows that stand together, and none that is not there', () => {
  expect(
    printedRows(
      loaded(5_000, (at) => at < 150 || at >= 4_900),
      0,
    ),
  ).toEqual({ start: 0, end: 150 })
  expect(
    printedRows(
      loaded(5_000, (at) => at >= 4_900),
      4_930,
    ),
  ).toEqual({ start: 4_930, end: 5_000 })
  expect(
    printedRows(
      loaded(5_000, () => false),
      4_930,
    ),
  ).toEqual({ start: 4_930, end: 4_930 })
})
