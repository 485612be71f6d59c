/** Which exceptions are shown. Shortages are what a planner settles; the rest is the floor's contradictions. */
import { t } from '../../language/t.ts'
import type { OpenException } from '../contract.ts'

export const SHORTAGES = ['at-risk', 'oversold', 'short-pick', 'protection-short'] as const

export const VIEWS = [
  { id: 'all', label: t('All') },
  { id: 'shortages', label: t('Shortages') },
  { id: 'other', label: t('Floor and ledger') },
  { id: 'refused', label: t('Refused') },
] as const
export type ExceptionsViewId = (typeof VIEWS)[number]['id']

export const SEVERITIES = ['severe', 'high', 'medium', 'low'] as const

export const isShortage = ({ type }: Pick<OpenException, 'type'>): boolean =>
  (SHORTAGES as readonly string[]).includes(type)

/** The promise that is due first comes first; what concerns no order follows, the longest open first. */
export const byPromise = (a: OpenException, b: OpenException): number =>
  (a.shipBy ?? '9999').localeCompare(b.shipBy ?? '9999') || a.openedAt.localeCompare(b.openedAt)

/** The server sends the worst first; among shortages, what is due first matters more. */
export function inView<Item extends OpenException>(items: readonly Item[], view: ExceptionsViewId): Item[] {
  if (view === 'all') return [...items]
  const shown = items.filter((item) => isShortage(item) === (view === 'shortages'))
  return view === 'shortages' ? shown.sort(byPromise) : shown
}

/** Words anywhere in what it says and what it is about. */
export function found<Item extends OpenException & { orderExternalId?: string | null }>(
  items: readonly Item[],
  search: string,
): Item[] {
  const words = search.toLowerCase().split(/\s+/)
  return items.filter(({ type, detail, sku, lot, location, orderExternalId }) => {
    const text = [type, detail, sku, lot, location, orderExternalId].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

export interface Narrowed {
  severity: string
  type: string
  /** A user's id, or `none`. */
  owner: string
}

export const narrowed = <Item extends OpenException & { owner?: string | null }>(
  items: readonly Item[],
  { severity, type, owner }: Narrowed,
): Item[] =>
  items.filter(
    (item) =>
      (severity === '' || item.severity === severity) &&
      (type === '' || item.type === type) &&
      (owner === '' || (item.owner ?? 'none') === owner),
  )

/** How long it has been open, as short as a column wants it. */
export function ageText(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes < 1) return t('now')
  if (minutes < 60) return t('{minutes} min', { minutes })
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? t('{hours} h', { hours }) : t('{days} d', { days: Math.floor(hours / 24) })
}
