/** A mark on demand as it is typed and as it is sent. */
import { t } from '../../../language/t.ts'
import { parseDecimal } from '../../settings/costing/typed.ts'
import { dateText, shortDate } from '../../words.ts'
import type { DemandEvent } from '../contract.ts'

export interface TypedEvent {
  name: string
  kind: DemandEvent['kind']
  from: string
  to: string
  /** '' for all. */
  channel: string
  sku: string
  /** Times what is usual; '' where nobody knows. */
  uplift: string
}

export const newEvent = (today: string): TypedEvent => ({
  ...{ name: '', kind: 'promotion', from: today, to: today, channel: '', sku: '', uplift: '' },
})

export function eventFaults({ from, to, uplift }: TypedEvent): ReadonlyMap<string, string> {
  const faults = new Map<string, string>()
  if (from !== '' && to !== '' && from > to) faults.set('to', 'The last day is before the first.')
  if (uplift.trim() !== '' && parseDecimal(uplift, 2) === null)
    faults.set('uplift', 'Give a number such as 1.5 or 3, with at most two decimals.')
  return faults
}

/** Null while something is missing. */
export function eventBody(typed: TypedEvent): Record<string, unknown> | null {
  const { name, kind, from, to, channel, sku, uplift } = typed
  if (name.trim() === '' || from === '' || to === '' || eventFaults(typed).size > 0) return null
  return {
    ...{ name: name.trim(), kind, from, to },
    ...(channel === '' ? {} : { channel }),
    ...(sku.trim() === '' ? {} : { sku: sku.trim() }),
    ...(uplift.trim() === '' ? {} : { uplift: parseDecimal(uplift, 2) }),
  }
}

/** "3–5 Dec 2026": when it is. */
export const whenText = ({ from, to }: Pick<DemandEvent, 'from' | 'to'>): string =>
  from === to ? dateText(from) : t('{from} to {to}', { from: shortDate(from), to: dateText(to) })

/** What of, and how much more is expected; of days that are over their figures say that. */
export function aboutText(
  { channel, sku, uplift }: DemandEvent,
  nameOf: (code: string) => string,
  isOver: boolean,
): string {
  const where = channel === null ? t('all channels') : nameOf(channel)
  const what = sku ?? t('All items')
  if (isOver && uplift === null) return `${what}, ${where}`
  const much = uplift === null ? t('as much as the last times') : t('{uplift} times what is usual', { uplift })
  return `${what}, ${where}; ${much}`
}
