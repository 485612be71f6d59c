/** Which of the asked counts are shown: search and filters, read from the address. */
import { t } from '../../language/t.ts'
import type { CountOrigin, CountTask } from './contract.ts'
import { ORIGIN_WORDS, subjectText } from './count-words.ts'

export const ASKED_FILTERS = ['urgent', 'again', 'asked', 'planned', 'device'] as const
export type AskedFilter = (typeof ASKED_FILTERS)[number]

export const ASKED_WORDS: Record<AskedFilter, string> = {
  urgent: t('Came up on the floor'),
  again: t('To count again'),
  asked: t('Asked for'),
  planned: t('Planned'),
  device: t('With a device'),
}

const ORIGINS: Record<Exclude<AskedFilter, 'device'>, readonly CountOrigin[]> = {
  urgent: ['short-pick', 'negative-stock', 'drift'],
  again: ['variance', 'disturbed'],
  asked: ['hand', 'floor'],
  planned: ['plan'],
}

export interface AskedView {
  search: string
  filters: readonly AskedFilter[]
}

export function readAskedView(params: URLSearchParams): AskedView {
  const named = (params.get('filter') ?? '').split(',')
  return { search: params.get('search') ?? '', filters: ASKED_FILTERS.filter((filter) => named.includes(filter)) }
}

export const passes = (task: CountTask, filter: AskedFilter): boolean =>
  filter === 'device' ? task.device !== null : ORIGINS[filter].includes(task.origin)

/** Filters of why widen each other; that of the device narrows them. What the floor stumbled over comes first. */
export function askedRows(
  tasks: readonly CountTask[],
  { search, filters }: AskedView,
  name: (sku: string) => string,
): CountTask[] {
  const whys = filters.filter((filter) => filter !== 'device')
  const words = search.toLowerCase().split(/\s+/)
  return tasks
    .filter((task) => whys.length === 0 || whys.some((filter) => passes(task, filter)))
    .filter((task) => !filters.includes('device') || passes(task, 'device'))
    .filter((task) => {
      const { location, sku, device, origin } = task
      const text = [location, sku, subjectText(task, name), device, ORIGIN_WORDS[origin]].join(' ').toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .sort((a, b) => urgency(a) - urgency(b) || a.location.localeCompare(b.location) || a.id.localeCompare(b.id))
}

const GROUPS: readonly (readonly CountOrigin[])[] = [ORIGINS.urgent, ORIGINS.again, ORIGINS.asked, ORIGINS.planned]

const urgency = ({ origin }: CountTask): number => GROUPS.findIndex((group) => group.includes(origin))
