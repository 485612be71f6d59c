/** What became of a document, in words. */
import { heard } from '../../language/heard.ts'
import { t } from '../../language/t.ts'
import type { Acknowledgement, DocumentDetail, DocumentSummary } from './contract.ts'

const STATUSES: Readonly<Record<string, string>> = {
  A: t('Accepted'),
  E: t('Accepted, with errors noted'),
  P: t('Accepted in part'),
}

/** What the one said of the other's document. */
export function acknowledgementText({ direction, set, state, acknowledgement }: DocumentSummary): string {
  if (set === '997' || set === '') return t('None: it is not answered')
  if (acknowledgement) return statusText(acknowledgement)
  if (direction === 'in') return t('None')
  if (state === 'unanswered') return t('Overdue')
  return state === 'sent' ? t('Awaited') : t('None yet')
}

const statusText = ({ status, at }: Acknowledgement): string =>
  `${STATUSES[status] ?? t('Rejected')}${at === null ? t(', not sent yet') : ''}`

/** Before it may go out again, it must have gone out. */
export const canResend = ({ direction, state, raw }: DocumentDetail): boolean =>
  direction === 'out' && raw !== '' && state !== 'drafted'

export const canRetry = ({ direction, state, raw, set }: DocumentDetail): boolean =>
  (state === 'failed' || state === 'refused') && (direction === 'in' ? set !== '' : raw === '')

/** "Quantity 12 · Unit EA (each)" */
export const elementText = ({
  name,
  ref,
  value,
  means,
}: DocumentDetail['segments'][number]['elements'][number]): string =>
  `${name === null ? ref : heard(name)} ${value}${means === null ? '' : ` (${heard(means)})`}`
