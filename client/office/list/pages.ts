/** A long list in pages: which of them hold the rows that are in sight, and which row stands where. */

/** Rows of a page: a screen shows one or two of them. */
export const PAGE = 50

/** First and last page. */
export interface PageRange {
  first: number
  last: number
}

export const pageOf = (index: number): number => Math.floor(index / PAGE)

/** The pages of rows from `first` to `last`. */
export const pagesOf = (first: number, last: number): PageRange => ({
  first: pageOf(Math.max(0, first)),
  last: pageOf(Math.max(0, first, last)),
})

export const isSame = (a: PageRange, b: PageRange): boolean => a.first === b.first && a.last === b.last

export const numbersOf = ({ first, last }: PageRange): number[] =>
  Array.from({ length: last - first + 1 }, (_, nth) => first + nth)

/** The pages beside them, where there are any: who scrolls comes there next. */
export const besides = ({ first, last }: PageRange, count: number): number[] =>
  [first - 1, last + 1].filter((page) => page >= 0 && page * PAGE < count)
