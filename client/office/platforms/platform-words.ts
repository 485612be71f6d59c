/** How platforms are doing, in the words of the page. */
import { t } from '../../language/t.ts'
import { ageText } from '../exceptions/exceptions-view.ts'
import { figure, momentText } from '../words.ts'
import type { Connector, FailureAbout, Listing } from './contract.ts'

export const momentOf = (ms: number): string => momentText(new Date(ms).toISOString())

export const agoText = (ms: number | null, now: number): string => {
  if (ms === null) return t('Never')
  const age = ageText(Math.max(0, now - ms) / 1_000)
  return age === t('now') ? t('Just now') : t('{age} ago', { age })
}

/** A length of time from milliseconds to days, as short as a column wants it. */
export function lengthText(ms: number): string {
  if (ms < 1_000) return t('{ms} ms', { ms: Math.round(ms) })
  if (ms < 9_950) return `${(ms / 1_000).toFixed(1)} s`
  if (ms < 60_000) return `${Math.round(ms / 1_000)} s`
  return ageText(ms / 1_000)
}

/** `5 · 12 min`: so many wait, and the first of them that long. */
export const queueText = ({ waiting, waitingSince }: Connector, now: number): string => {
  if (waiting === 0) return t('None')
  return waitingSince === null ? figure(waiting) : `${figure(waiting)} · ${lengthText(Math.max(0, now - waitingSince))}`
}

/** The same where there is room for a sentence. */
export const queueSentence = ({ waiting, waitingSince }: Connector, now: number): string => {
  if (waiting === 0) return t('None')
  return waitingSince === null
    ? figure(waiting)
    : t('{waiting}, the first for {length}', { waiting, length: lengthText(Math.max(0, now - waitingSince)) })
}

export const timesText = (count: number): string => t('{count} times', { count })

export const driftText = (drift: Connector['drift']): string =>
  drift === null || drift.compared === 0
    ? t('Not yet')
    : t('{drifted} of {compared}', { drifted: drift.drifted, compared: drift.compared })

export const shareText = (part: number, of: number): string => {
  if (of === 0 || part === 0) return '0 %'
  const percent = (part / of) * 100
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`
}

/** A platform that does not answer is worse than one that answers and refuses something; what was paused, was meant. */
function rank({ state, failures, waiting, paused }: Connector): number {
  if (state === 'resting') return 0
  if (state === 'failing') return 1
  if (failures > 0) return 2
  if (paused) return 3
  return waiting > 0 ? 4 : 5
}

export const worstFirst = (connectors: readonly Connector[]): Connector[] =>
  [...connectors].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      b.failures - a.failures ||
      (a.waitingSince ?? Number.POSITIVE_INFINITY) - (b.waitingSince ?? Number.POSITIVE_INFINITY) ||
      a.id.localeCompare(b.id),
  )

export const FAILED: Record<FailureAbout, string> = {
  publish: t('Listing'),
  connector: t('The platform'),
  silence: t('Silence'),
  orders: t('Reading orders'),
  order: t('Order'),
  notices: t('Notices'),
  shipment: t('Parcel'),
  document: t('Document'),
  event: t('Event'),
}

/** What the platform calls it; of a long name of Shopify's the number that tells it from others. */
export const shortName = (name: string): string => name.replace(/^gid:\/\/shopify\/\w+\/(\d+)$/, '$1')

export type ListingState = 'stopped' | 'paused' | 'waiting' | 'unknown' | 'right'

export function listingState({ stopped, mode, waiting, shown }: Listing): ListingState {
  if (stopped) return 'stopped'
  if (mode === 'paused') return 'paused'
  if (waiting) return 'waiting'
  return shown === null ? 'unknown' : 'right'
}
