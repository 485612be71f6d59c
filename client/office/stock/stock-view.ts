/** What of the stock is shown, and in which order: read from the address, and asked for at the server. */
import { readStockSort, STOCK_FILTERS, type StockFilter, type StockSort } from '../../../shared/wire/stock-list.ts'
import { t } from '../../language/t.ts'
import type { Inventory } from '../contract.ts'
import type { ListQuery, Whole } from '../list/long-list.ts'

export const FILTER_WORDS: Record<StockFilter, string> = {
  'at-risk': t('At risk'),
  backordered: t('Backordered'),
  protected: t('Protected'),
  'out-of-stock': t('Out of stock'),
}

export interface StockView {
  search: string
  filters: readonly StockFilter[]
  sort: StockSort
}

/** What the server says of the whole list: how many there are, and the first of them. */
export interface StockWhole extends Whole {
  items: readonly Inventory[]
}

const BY_NAME: StockSort = { column: 'name', down: false }

export function readStockView(params: URLSearchParams): StockView {
  const named = (params.get('filter') ?? '').split(',')
  return {
    search: params.get('search') ?? '',
    filters: STOCK_FILTERS.filter((filter) => named.includes(filter)),
    sort: readStockSort(params.get('sort') ?? '') ?? BY_NAME,
  }
}

export const queryOf = ({ search, filters, sort }: StockView): ListQuery => ({
  search: search.trim(),
  filter: filters.join(','),
  sort: sortText(sort),
})

/** `-onHand`: by on hand, most first. */
export const sortText = ({ column, down }: StockSort): string => (down ? `-${column}` : column)

/** By name, which is the usual order, the address says nothing. */
export const sortInAddress = (sort: StockSort): string | null =>
  sort.column === BY_NAME.column && !sort.down ? null : sortText(sort)

/** Figures are asked for from the largest, names from the first; a second tap turns round. */
export function nextSort(sort: StockSort, column: StockSort['column']): StockSort {
  const first = column !== 'name'
  return sort.column === column ? { column, down: !sort.down } : { column, down: first }
}

export const toggled = (filters: readonly StockFilter[], filter: StockFilter): StockFilter[] =>
  filters.includes(filter) ? filters.filter((one) => one !== filter) : [...filters, filter]
