/** What of the stock is shown, and in which order: read from the address, applied to the rows. */
import { t } from '../../language/t.ts'
import type { Inventory } from '../contract.ts'
import { totalsOf } from './figures.ts'

export const FILTERS = ['at-risk', 'backordered', 'protected', 'out-of-stock'] as const
export type Filter = (typeof FILTERS)[number]

export const FILTER_WORDS: Record<Filter, string> = {
  'at-risk': t('At risk'),
  backordered: t('Backordered'),
  protected: t('Protected'),
  'out-of-stock': t('Out of stock'),
}

/** `atp:CHANNEL` besides. */
export const COLUMNS = [
  'item',
  'onHand',
  'unavailable',
  'sellable',
  'protected',
  'committed',
  'allocated',
  'shared',
] as const

export interface Sort {
  column: string
  down: boolean
}

export interface StockView {
  search: string
  filters: readonly Filter[]
  sort: Sort
}

export function readStockView(params: URLSearchParams): StockView {
  const named = (params.get('filter') ?? '').split(',')
  return {
    search: params.get('search') ?? '',
    filters: FILTERS.filter((filter) => named.includes(filter)),
    sort: readSort(params.get('sort') ?? ''),
  }
}

/** `-onHand`: by on hand, most first. Anything unknown is by item. */
export function readSort(text: string): Sort {
  const down = text.startsWith('-')
  const column = down ? text.slice(1) : text
  const known = (COLUMNS as readonly string[]).includes(column) || column.startsWith('atp:')
  return known ? { column, down } : { column: 'item', down: false }
}

/** Figures are asked for from the largest, names from the first; a second tap turns round. */
export function nextSort(sort: Sort, column: string): string {
  const first = column === 'item' ? 'item' : `-${column}`
  const turned = column === 'item' ? '-item' : column
  const begun = sort.column === column && sort.down === (column !== 'item')
  return begun ? turned : first
}

const tests: Record<Filter, (item: Inventory) => boolean> = {
  'at-risk': (item) => item.atRisk > 0,
  backordered: (item) => totalsOf(item).backordered > 0,
  protected: (item) => totalsOf(item).protected > 0,
  'out-of-stock': (item) => item.sellable <= 0,
}

export const passes = (item: Inventory, filter: Filter): boolean => tests[filter](item)

export function applyView(items: readonly Inventory[], view: StockView): Inventory[] {
  return items
    .filter((item) => matches(item, view.search) && view.filters.every((filter) => passes(item, filter)))
    .sort(inOrder(view.sort))
}

/** Each word somewhere in SKU or name. */
export function matches(item: Inventory, search: string): boolean {
  const text = `${item.sku} ${item.name}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

function inOrder({ column, down }: Sort): (a: Inventory, b: Inventory) => number {
  const turn = down ? -1 : 1
  return (a, b) => {
    const [x, y] = [figureOf(a, column), figureOf(b, column)]
    const order = typeof x === 'string' ? x.localeCompare(String(y)) : x - Number(y)
    return order === 0 ? a.sku.localeCompare(b.sku) : turn * order
  }
}

function figureOf(item: Inventory, column: string): string | number {
  if (column === 'item') return item.name
  if (column === 'onHand' || column === 'sellable' || column === 'shared') return item[column]
  if (column.startsWith('atp:'))
    return item.channels.find(({ channel }) => channel === column.slice(4))?.availableToPromise ?? -1
  return totalsOf(item)[column as keyof ReturnType<typeof totalsOf>]
}
