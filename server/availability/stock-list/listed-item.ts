/** What the list of stock knows of each item: enough to filter it and to put it in its place, and no more, for there may be many. */
import { totalsOf } from '../../../shared/rules/item-totals.ts'
import { channelOf, type StockFilter, type StockSort } from '../../../shared/wire/stock-list.ts'
import type { Inventory } from '../inventory.ts'

export interface ListedItem {
  sku: string
  /** Words are looked for in it: SKU and name, in small letters. */
  text: string
  /** Names are sorted by it: in small letters, without their accents. */
  nameKey: string
  onHand: number
  unavailable: number
  sellable: number
  protected: number
  committed: number
  allocated: number
  backordered: number
  shared: number
  atRisk: number
  /** Available to promise, by channel. */
  atp: Readonly<Record<string, number>>
}

/** Before its figures are known. */
export function listedName({ sku, name }: { sku: string; name: string }): ListedItem {
  return {
    sku,
    ...namesOf(sku, name),
    onHand: 0,
    unavailable: 0,
    sellable: 0,
    protected: 0,
    committed: 0,
    allocated: 0,
    backordered: 0,
    shared: 0,
    atRisk: 0,
    atp: {},
  }
}

export function listedItem(item: Inventory): ListedItem {
  const totals = totalsOf(item)
  return {
    sku: item.sku,
    ...namesOf(item.sku, item.name),
    onHand: item.onHand,
    unavailable: totals.unavailable,
    sellable: item.sellable,
    protected: totals.protected,
    committed: totals.committed,
    allocated: totals.allocated,
    backordered: totals.backordered,
    shared: item.shared,
    atRisk: item.atRisk,
    atp: Object.fromEntries(item.channels.map(({ channel, availableToPromise }) => [channel, availableToPromise])),
  }
}

const ACCENTS = /\p{Diacritic}/gu

const namesOf = (sku: string, name: string): Pick<ListedItem, 'text' | 'nameKey'> => ({
  text: `${sku} ${name}`.toLowerCase(),
  nameKey: name.normalize('NFKD').replace(ACCENTS, '').toLowerCase(),
})

const tests: Record<StockFilter, (item: ListedItem) => boolean> = {
  'at-risk': (item) => item.atRisk > 0,
  backordered: (item) => item.backordered > 0,
  protected: (item) => item.protected > 0,
  'out-of-stock': (item) => item.sellable <= 0,
}

export const passes = (item: ListedItem, filter: StockFilter): boolean => tests[filter](item)

/** What an item is sorted by. A channel that knows nothing of it comes before those that have nothing of it left. */
export function keyOf(item: ListedItem, column: StockSort['column']): string | number {
  if (column === 'sku') return item.sku
  if (column === 'name') return item.nameKey
  const channel = channelOf(column)
  return channel === null ? item[column as Exclude<typeof column, `atp:${string}`>] : (item.atp[channel] ?? -1)
}

export const isName = (column: StockSort['column']): boolean => column === 'sku' || column === 'name'
