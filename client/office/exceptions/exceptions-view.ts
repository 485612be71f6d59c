/** Which exceptions are shown. Shortages are what a planner settles; the rest is the floor's contradictions. */
import type { OpenException } from '../contract.ts'

export const SHORTAGES = ['at-risk', 'oversold', 'short-pick', 'protection-short'] as const

export const VIEWS = [
  { id: 'shortages', label: 'Shortages' },
  { id: 'other', label: 'Floor and ledger' },
  { id: 'all', label: 'All' },
] as const
export type ExceptionsViewId = (typeof VIEWS)[number]['id']

export const isShortage = ({ type }: Pick<OpenException, 'type'>): boolean =>
  (SHORTAGES as readonly string[]).includes(type)

/** The promise that is due first comes first; what concerns no order follows, the longest open first. */
export const byPromise = (a: OpenException, b: OpenException): number =>
  (a.shipBy ?? '9999').localeCompare(b.shipBy ?? '9999') || a.openedAt.localeCompare(b.openedAt)

export function inView(items: readonly OpenException[], view: ExceptionsViewId): OpenException[] {
  const shown = view === 'all' ? [...items] : items.filter((item) => isShortage(item) === (view === 'shortages'))
  return shown.sort(byPromise)
}

/** Words anywhere in what it says and what it is about. */
export function found(items: readonly OpenException[], search: string): OpenException[] {
  const words = search.toLowerCase().split(/\s+/)
  return items.filter(({ type, detail, sku, lot, location }) => {
    const text = [type, detail, sku, lot, location].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
