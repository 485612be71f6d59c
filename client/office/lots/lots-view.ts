/** Which lots are shown: search and filters, read from the address. */
import { LOT_SORTS, type LotSort } from '../../../shared/wire/list-sorts.ts'
import { t } from '../../language/t.ts'
import type { ListQuery } from '../list/long-list.ts'
import type { StateName } from '../ui/state.tsx'
import type { LotRow } from './contract.ts'

export const FILTERS = ['held', 'expired', 'unconfirmed'] as const
export type Filter = (typeof FILTERS)[number]

export const FILTER_WORDS: Record<Filter, string> = {
  held: t('On hold'),
  expired: t('Expired'),
  unconfirmed: t('Unconfirmed'),
}

export interface LotsView {
  search: string
  filters: readonly Filter[]
  sort: LotSort
}

const BY_ITEM = LOT_SORTS[0]

export function readLotsView(params: URLSearchParams): LotsView {
  const named = (params.get('filter') ?? '').split(',')
  return {
    search: params.get('search') ?? '',
    filters: FILTERS.filter((filter) => named.includes(filter)),
    sort: LOT_SORTS.find((sort) => sort === params.get('sort')) ?? BY_ITEM,
  }
}

const ASKED: Record<Filter, ListQuery> = {
  held: { held: 'true' },
  expired: { expired: 'true' },
  unconfirmed: { confirmed: 'false' },
}

export const queryOf = ({ search, filters, sort }: LotsView): ListQuery =>
  Object.assign({ search: search.trim(), sort }, ...filters.map((filter) => ASKED[filter]))

type SortColumn = 'item' | 'expires' | 'received'

/** A second tap turns round. Items and expiry begin with the first, receipts with the latest. */
export function nextSort(sort: LotSort, column: SortColumn): LotSort {
  if (sort === column) return `-${column}`
  if (sort === `-${column}`) return column
  return column === 'received' ? '-received' : column
}

export const sortedBy = (sort: LotSort, column: SortColumn): 'up' | 'down' | null =>
  sort === column ? 'up' : sort === `-${column}` ? 'down' : null

/** By item, which is the usual order, the address says nothing. */
export const sortInAddress = (sort: LotSort): string | null => (sort === BY_ITEM ? null : sort)

export const toggled = (filters: readonly Filter[], filter: Filter): Filter[] =>
  filters.includes(filter) ? filters.filter((one) => one !== filter) : [...filters, filter]

/** `today`: the day where the stock is. */
export function lotStates(
  { held, expiresOn, confirmed }: Pick<LotRow, 'held' | 'expiresOn' | 'confirmed'>,
  today: string,
): StateName[] {
  return [
    ...(held === null ? [] : ['on-hold' as const]),
    ...(expiresOn !== null && expiresOn < today ? ['expired' as const] : []),
    ...(confirmed ? [] : ['unconfirmed' as const]),
  ]
}
