/** Returns in words. */

import type { ChargebackState } from '../../../shared/rules/chargeback.ts'
import { daysLeft } from '../../../shared/rules/disposition.ts'
import type { ReturnSettings } from '../../../shared/rules/return-settings.ts'
import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import { figure, shortDate } from '../words.ts'
import type { Chargeback, Inspection, MissingDocument, ReturnedGoods, ReturnSummary, WaitsFor } from './contract.ts'

/** What people call it: by the order it belongs to, else by what the customer calls it. */
export const titleOf = ({ orderExternalId, reference }: Pick<ReturnSummary, 'orderExternalId' | 'reference'>): string =>
  orderExternalId ?? reference ?? t('Order not known')

/** What its title leaves out. */
export const asideOf = ({ orderExternalId, reference, customer }: ReturnSummary): string =>
  [orderExternalId !== null && reference, customer?.name].filter(Boolean).join(' · ')

/** As the end of a sentence: "Waits for …". */
const WAITS_SAYS: Record<WaitsFor, string> = {
  customer: t('the customer to send it'),
  inspector: t('an inspector to look at it'),
  documents: t('the documents of its chargeback'),
  'second-person': t('a second person to allow the scrap'),
  supervisor: t('a supervisor to decide where it goes'),
  goods: t('goods that were inspected and never came in'),
  lot: t('its lot, which cannot go there as it is'),
  quality: t('the whole checklist and a photo'),
}

export const waitsSay = (one: WaitsFor): string => WAITS_SAYS[one]

export const waitsText = (waitingFor: readonly WaitsFor[]): string =>
  waitingFor.length === 0
    ? t('Waits for nobody')
    : t('Waits for {inList}', { inList: inList(waitingFor.map(waitsSay)) })

const DOCUMENTS: Record<MissingDocument, string> = {
  reference: t('the reference of the chargeback'),
  category: t('what it is charged for'),
  amount: t('the amount'),
  disputeBy: t('the last day to dispute it'),
  photos: t('a photo of the goods'),
}

export const missingText = (missing: readonly MissingDocument[]): string =>
  missing.length === 0 ? t('All documents are there.') : `Missing: ${inList(missing.map((one) => DOCUMENTS[one]))}.`

/** "a", "a and b", "a, b and c". */
export function inList(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : t('{words} and {last}', { words: words.slice(0, -1).join(', '), last })
}

export const CHARGEBACK_WORDS: Record<ChargebackState, string> = {
  open: t('Not answered'),
  disputed: t('Disputed'),
  accepted: t('Accepted'),
  won: t('Won'),
  lost: t('Lost'),
}

export const categoryText = (category: string): string => spoken(category).replace(/^Asn/, 'ASN')

/** Whether somebody must answer it within so many days. `today`: the day where the stock is. */
export const isDue = (chargeback: Chargeback | null, today: string, within: number): boolean =>
  chargeback?.state === 'open' && chargeback.disputeBy !== null && daysLeft(chargeback.disputeBy, today) <= within

/** "3 Dec · 4 days left". */
export function dueText(disputeBy: string, today: string): string {
  const days = daysLeft(disputeBy, today)
  const left = days < 0 ? t('too late') : days === 0 ? t('today') : t('{count} days left', { count: days })
  return `${shortDate(disputeBy)} · ${left}`
}

type Named = readonly { code: string; label: string }[] | undefined

/** As the settings call it now; a code that they know no more stands for itself. */
const labelOf = (named: Named, code: string): string => named?.find((one) => one.code === code)?.label ?? spoken(code)

export const reasonText = (settings: ReturnSettings | undefined, code: string): string =>
  labelOf(settings?.reasons, code)
export const conditionText = (settings: ReturnSettings | undefined, code: string): string =>
  labelOf(settings?.conditions, code)

export function questionText(settings: ReturnSettings | undefined, code: string): string {
  const questions = settings?.checklists.flatMap((list) => list.questions) ?? []
  return questions.find((one) => one.code === code)?.text ?? spoken(code)
}

export const isChanged = ({ proposed, disposition }: Pick<Inspection, 'proposed' | 'disposition'>): boolean =>
  proposed !== null && proposed !== disposition

/** What came in of all that is known of: "3 of 4"; where nothing came yet, what is to come. */
export function unitsText({ units: { expected, received } }: Pick<ReturnSummary, 'units'>): string {
  if (received === 0) return figure(expected)
  return expected === 0
    ? figure(received)
    : t('{received} of {received2}', { received, received2: received + expected })
}

/** How its lot is known. */
export const lotFromText = (lotFrom: ReturnedGoods['lotFrom']): string =>
  lotFrom === 'label' ? t(', read from the goods') : lotFrom === 'shipment' ? t(', as it was shipped') : ''

/** How far it has come. */
export function stateText({ state, units }: Pick<ReturnSummary, 'state' | 'units'>): string {
  if (state === 'closed') return t('Closed')
  if (state === 'expected') return t('Expected, nothing came yet')
  return units.uninspected > 0
    ? t('Came in, {uninspected} to inspect', { uninspected: units.uninspected })
    : t('Came in and was inspected')
}
