/** Something that a person should see to now. */
import type { Severity } from '../exceptions/types.ts'

/** Those that are equally bad stand in this order. */
export const NEED_KINDS = [
  'severe-exceptions',
  'late-orders',
  'orders-at-risk',
  'high-exceptions',
  'refused',
  'silent-platforms',
  'unsent-devices',
  'short-orders',
  'returns-documents',
  'returns-second-person',
  'returns-held-up',
  'counts-unsettled',
  'failing-platforms',
  'returns-to-inspect',
  'counts-due',
] as const
export type NeedKind = (typeof NEED_KINDS)[number]

export interface Need {
  kind: NeedKind
  severity: Severity
  /** Never 0. */
  count: number
  /** Since when the first of them has waited, UTC milliseconds; null: it is not a matter of waiting. */
  since: number | null
  /** When the first of them is due: a day or an instant; null: nobody said. */
  due: string | null
  /** Of what, the most first: types of exceptions, platforms, devices. */
  names: string[]
  /** What stands in the same list and needs nobody yet. */
  beside: number
}

export const needOf = (kind: NeedKind, severity: Severity, rest: Partial<Need> & Pick<Need, 'count'>): Need => ({
  since: null,
  due: null,
  names: [],
  beside: 0,
  ...rest,
  kind,
  severity,
})
