/** Which exceptions are shown. Shortages are what a planner settles; the rest is the floor's contradictions. */
import { isShortage as isShortageType } from '../../../shared/rules/shortages.ts'
import { EXCEPTION_SORTS, type ExceptionSort } from '../../../shared/wire/list-sorts.ts'
import { t } from '../../language/t.ts'
import type { OpenException } from '../contract.ts'
import type { ListQuery } from '../list/long-list.ts'
import type { ExceptionCount } from './contract.ts'

export const VIEWS = [
  { id: 'all', label: t('All'), group: undefined },
  { id: 'shortages', label: t('Shortages'), group: 'shortages' },
  { id: 'other', label: t('Floor and ledger'), group: 'others' },
  { id: 'refused', label: t('Refused'), group: undefined },
] as const
export type ExceptionsViewId = (typeof VIEWS)[number]['id']

export const SEVERITIES = ['severe', 'high', 'medium', 'low'] as const

export const isShortage = ({ type }: Pick<OpenException, 'type'>): boolean => isShortageType(type)

export interface ExceptionsView {
  id: ExceptionsViewId
  search: string
  severity: string
  type: string
  /** A user's id, or `none`. */
  owner: string
  sort: ExceptionSort
}

export function readExceptionsView(params: URLSearchParams): ExceptionsView {
  const id = VIEWS.find((one) => one.id === params.get('view'))?.id ?? 'all'
  return {
    id,
    search: params.get('search') ?? '',
    severity: SEVERITIES.find((one) => one === params.get('severity')) ?? '',
    type: params.get('type') ?? '',
    owner: params.get('owner') ?? '',
    sort: EXCEPTION_SORTS.find((sort) => sort === params.get('sort')) ?? usualSort(id),
  }
}

/** The worst first; among shortages, what is due first matters more. */
const usualSort = (view: ExceptionsViewId): ExceptionSort => (view === 'shortages' ? 'shipBy' : 'severity')

/** Of what is usual in a view the address says nothing. */
export const sortInAddress = (view: ExceptionsViewId, sort: ExceptionSort): string | null =>
  sort === usualSort(view) ? null : sort

export const queryOf = ({ id, search, severity, type, owner, sort }: ExceptionsView): ListQuery => ({
  state: 'open',
  group: VIEWS.find((view) => view.id === id)?.group,
  search: search.trim(),
  severity,
  type,
  owner,
  sort,
})

export const isNarrowed = ({ search, severity, type, owner }: ExceptionsView): boolean =>
  [search.trim(), severity, type, owner].some((text) => text !== '')

const isIn = (count: ExceptionCount, view: ExceptionsViewId): boolean =>
  view === 'all' || isShortage(count) === (view === 'shortages')

/** How many are open in a view. */
export const countIn = (counts: readonly ExceptionCount[], view: ExceptionsViewId): number =>
  counts.filter((one) => isIn(one, view)).reduce((sum, { count }) => sum + count, 0)

/** The types that are there in a view, and the one that is asked for though it is gone. */
export const typesIn = (counts: readonly ExceptionCount[], view: ExceptionsViewId, asked: string): string[] => {
  const there = counts.filter((one) => isIn(one, view)).map(({ type }) => type)
  return [...new Set([...there, ...(asked ? [asked] : [])])].sort()
}

/** How long it has been open, as short as a column wants it. */
export function ageText(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1) return t('now')
  if (minutes < 60) return t('{minutes} min', { minutes })
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? t('{hours} h', { hours }) : t('{days} d', { days: Math.floor(hours / 24) })
}
