/** Items in an order, and where in it a page begins. */
import * as v from 'valibot'
import type { StockSort } from '../../../shared/wire/stock-list.ts'
import { readListCursor, writeListCursor } from '../../lists/cursor.ts'
import { isName, keyOf, type ListedItem } from './listed-item.ts'

/** What an item is sorted by, and its SKU. */
type Place = readonly [key: string | number, sku: string]

const placeOf = (item: ListedItem, { column }: StockSort): Place => [keyOf(item, column), item.sku]

const compare = <Key extends string | number>(a: Key, b: Key): number => (a < b ? -1 : a > b ? 1 : 0)

/** Of equals the SKU decides, always from the first to the last. */
const compareAt = (a: Place, b: Place, { down }: StockSort): number =>
  (down ? compare(b[0], a[0]) : compare(a[0], b[0])) || compare(a[1], b[1])

/** Sorts the list that it is given. */
export const sortItems = (items: ListedItem[], sort: StockSort): ListedItem[] =>
  items.sort((a, b) => compareAt(placeOf(a, sort), placeOf(b, sort), sort))

export const cursorOf = (item: ListedItem, sort: StockSort): string => writeListCursor(placeOf(item, sort))

/** How many of the sorted items stand before the page that begins behind the cursor. Throws where it is none. */
export function indexBehind(items: readonly ListedItem[], cursor: string, sort: StockSort): number {
  if (cursor === '') return 0
  const place = readListCursor(cursor, placeIn(sort))
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const item = items[middle]
    if (item && compareAt(placeOf(item, sort), place, sort) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

const placeIn = ({ column }: StockSort): v.GenericSchema<unknown, Place> =>
  isName(column) ? v.tuple([v.string(), v.string()]) : v.tuple([v.number(), v.string()])
