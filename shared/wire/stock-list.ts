/** How the list of stock is filtered and sorted: what `GET /inventory` takes, and what the office asks for. */

/** Items that somebody may have to do something about. */
export const STOCK_FILTERS = ['at-risk', 'backordered', 'protected', 'out-of-stock'] as const
export type StockFilter = (typeof STOCK_FILTERS)[number]

/** How many items each filter alone would leave. */
export type StockCounts = Record<StockFilter, number>

export const STOCK_FIGURES = [
  'onHand',
  'unavailable',
  'sellable',
  'protected',
  'committed',
  'allocated',
  'shared',
] as const
export type StockFigure = (typeof STOCK_FIGURES)[number]

const NAMES = ['sku', 'name'] as const

/** What a channel may still promise. */
const ATP = 'atp:'

/** Of equals the SKU decides. `down`: the largest, or the last, first. */
export interface StockSort {
  column: (typeof NAMES)[number] | StockFigure | `${typeof ATP}${string}`
  down: boolean
}

/** `sku`, `-onHand`, `-atp:shop`; null where it is none of them. */
export function readStockSort(text: string): StockSort | null {
  const down = text.startsWith('-')
  const column = down ? text.slice(1) : text
  const known = [...NAMES, ...STOCK_FIGURES].some((one) => one === column) || channelOf(column) !== null
  return known ? { column: column as StockSort['column'], down } : null
}

/** The channel whose available to promise a column is; null where it is another one. */
export const channelOf = (column: string): string | null =>
  column.startsWith(ATP) && column.length > ATP.length ? column.slice(ATP.length) : null
