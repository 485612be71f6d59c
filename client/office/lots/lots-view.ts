/** Which lots are shown: search and filters, read from the address. */
import { t } from '../../language/t.ts'
import type { StateName } from '../ui/state.tsx'
import type { LotRow } from './contract.ts'
import type { LotFilter } from './queries.ts'

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
}

export function readLotsView(params: URLSearchParams): LotsView {
  const named = (params.get('filter') ?? '').split(',')
  return { search: params.get('search') ?? '', filters: FILTERS.filter((filter) => named.includes(filter)) }
}

const ASKED: Record<Filter, LotFilter> = {
  held: { held: 'true' },
  expired: { expired: 'true' },
  unconfirmed: { confirmed: 'false' },
}

export const filterOf = ({ search, filters }: LotsView): LotFilter =>
  Object.assign({ search: search.trim() }, ...filters.map((filter) => ASKED[filter]))

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
