/** Each remedy as a person meets it: what its button says, what it will do, and what it has to be told. */

import { BULK_REMEDIES } from '../../../shared/rules/bulk-remedies.ts'
import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import type { OpenException } from '../contract.ts'
import { isShortage } from './exceptions-view.ts'

export type FieldName =
  | 'note'
  | 'reason'
  | 'quantity'
  | 'location'
  | 'lot'
  | 'receivedOn'
  | 'producedOn'
  | 'expiresOn'
  | 'supplier'
  | 'supplierLot'
  | 'sscc'
  | 'disposition'

export interface RemedyField {
  name: FieldName
  label: string
  hint?: string
  /** The server asks for it too; here it is asked before. */
  needed?: boolean
}

export interface RemedyForm {
  label: string
  say: string
  fields: RemedyField[]
  danger?: boolean
}

const WHY: RemedyField = { name: 'note', label: t('Why (kept with it)') }
const WHY_NEEDED: RemedyField = { ...WHY, needed: true }
const REASON: RemedyField = { name: 'reason', label: t('Reason'), needed: true }

const FORMS: Record<string, RemedyForm> = {
  accept: { label: t('Accept it'), say: t('It stays as it happened. Nothing is moved.'), fields: [WHY_NEEDED] },
  review: { label: t('Looked at'), say: t('Nothing is changed: say what you found.'), fields: [WHY_NEEDED] },
  keep: { label: t('Keep what was known'), say: t('The first statement stays.'), fields: [WHY_NEEDED] },
  count: { label: t('Have it counted'), say: t('A blind count is asked of the floor.'), fields: [WHY] },
  recount: { label: t('Have it counted again'), say: t('A blind count is asked of the floor.'), fields: [WHY] },
  reverse: {
    label: t('Undo the transaction'),
    say: t(
      'Each of its movements is mirrored in the ledger, and order, allocation and task are as before where that is still possible.',
    ),
    fields: [WHY],
    danger: true,
  },
  hold: {
    label: t('Hold the lot'),
    say: t('The lot leaves sale at once, in every warehouse and channel. This stays open until you settle it.'),
    fields: [{ name: 'note', label: t('Reason (shown on every handheld)'), needed: true }],
    danger: true,
  },
  'write-off': {
    label: t('Write it off'),
    say: t('An adjustment makes the ledger 0 there. It counts as shrinkage under its reason.'),
    fields: [REASON, WHY],
    danger: true,
  },
  approve: {
    label: t('Approve the count'),
    say: t('The ledger has from now on what was counted.'),
    fields: [REASON, WHY],
  },
  swap: {
    label: t('Swap for the older lot'),
    say: t('What is picked of the younger lot is to be put back, and older units go on the pick list.'),
    fields: [WHY],
  },
  'stop-shipment': {
    label: t('Stop the shipment'),
    say: t('What is picked of the lot leaves the order, is to be put back, and the order is given another lot.'),
    fields: [WHY],
  },
  'put-back': {
    label: t('Have it put back'),
    say: t('A task asks for it to be carried back, and it leaves with no order.'),
    fields: [WHY],
  },
  're-allocate': {
    label: t('Try to allocate again'),
    say: t('What has come free since goes on the pick list. What is still missing is said.'),
    fields: [],
  },
  complete: {
    label: t('Complete the lot'),
    say: t('The lot is known from now on, and is sold as any other.'),
    fields: [
      { name: 'receivedOn', label: t('Came in on') },
      { name: 'expiresOn', label: t('Expires on') },
      { name: 'producedOn', label: t('Made on') },
      { name: 'supplier', label: t('Supplier') },
      { name: 'supplierLot', label: t('Supplier lot') },
    ],
  },
  merge: {
    label: t('Merge into another lot'),
    say: t(
      'All that stands under this number, in every warehouse, becomes the other lot. It is linked, so that traces find both.',
    ),
    fields: [{ name: 'lot', label: t('It is really lot'), needed: true }, WHY],
    danger: true,
  },
  correct: {
    label: t('Correct the dates'),
    say: t('The lot and its stock everywhere get these dates. Leave empty what is right already.'),
    fields: [{ name: 'expiresOn', label: t('Expires on') }, { name: 'producedOn', label: t('Made on') }, WHY],
  },
  'send-back': {
    label: t('Send the surplus back'),
    say: t('It leaves the ledger for the supplier.'),
    fields: [
      { name: 'quantity', label: t('Units'), hint: t('Empty: all that was not expected.') },
      { name: 'location', label: t('Where it stands'), hint: t('Empty: where it came in.') },
      WHY,
    ],
  },
  relabel: {
    label: t('Give it the right label'),
    say: t('Take the wrong label off, and print the unit another one where it needs one.'),
    fields: [{ name: 'sscc', label: t('SSCC, 18 digits'), hint: t('Empty: the unit has no label from now on.') }, WHY],
  },
  dispose: {
    label: t('Decide where it goes'),
    say: t('The goods go there at once, whatever the inspector had said.'),
    fields: [
      { name: 'disposition', label: t('Disposition'), needed: true },
      { name: 'location', label: t('Where they are put'), hint: t('Empty: they stay where they stand.') },
      WHY_NEEDED,
    ],
  },
  'inspect-again': {
    label: t('Have it inspected again'),
    say: t('The inspection is set aside, and the goods wait for an inspector as if nobody had looked at them.'),
    fields: [WHY],
  },
  restock: {
    label: t('Let it go without its documents'),
    say: t('The goods go where the inspector said. The chargeback keeps what is missing, and its last day.'),
    fields: [WHY_NEEDED],
    danger: true,
  },
  dispute: {
    label: t('Mark as disputed'),
    say: t('The customer was told that the charge is not right. The evidence of the return goes with it.'),
    fields: [{ name: 'note', label: t('What was sent, and to whom'), needed: true }],
  },
  retry: {
    label: t('Send it again now'),
    say: t('It does not wait its turn. This closes by itself when the platform has taken it.'),
    fields: [],
  },
  're-publish': {
    label: t('Tell it again now'),
    say: t('The platform is told the number again, whatever it shows.'),
    fields: [WHY],
  },
  ignore: {
    label: t('Let it be'),
    say: t('The platform goes on showing what it shows now, and nobody is reminded of it.'),
    fields: [WHY_NEEDED],
    danger: true,
  },
}

/** What a type of exception says differently, or asks besides. */
const OF_TYPE: Record<string, Partial<RemedyForm>> = {
  'intake-failed retry': {
    label: t('Read it again now'),
    say: t('It is read again from the platform. This closes by itself when it could be followed.'),
  },
  'intake-failed ignore': {
    say: t('The order stays here as it is, until the platform changes it again.'),
  },
  'rotation-bypassed accept': { say: t('The younger lot goes out; the older one stays for the next order.') },
  'count-variance keep': {
    label: t('Keep the ledger'),
    say: t('The count is set aside; the ledger stays.'),
    fields: [WHY],
  },
  'disposition-stopped accept': {
    label: t('No more came'),
    say: t('What is here counts, and the inspector is taken to have counted wrong.'),
  },
  'transfer-differs write-off': {
    label: t('Book the difference'),
    say: t('What never came is gone, and what came beyond what was sent was found. It counts under its reason.'),
    fields: [REASON, WHY_NEEDED],
  },
  'over-return accept': { say: t('What came beyond what was sent stays, and waits to be inspected as the rest.') },
  'over-return send-back': {
    label: t('Send it back'),
    say: t('It leaves the ledger, back to the customer.'),
    fields: [
      {
        name: 'quantity',
        label: t('Units'),
        hint: t('Empty: what came beyond what was sent, as far as nobody has inspected it yet.'),
      },
      { name: 'location', label: t('Where it stands'), hint: t('Empty: where it came in.') },
      WHY,
    ],
  },
  'scrap-approval approve': {
    label: t('Allow the scrap'),
    say: t('You are the second person: the goods leave the ledger as scrap.'),
    fields: [WHY],
    danger: true,
  },
  'chargeback-due accept': {
    label: t('Accept the chargeback'),
    say: t('The charge is paid, and nobody is reminded of it any more.'),
  },
  'connector-silent review': { say: t('The platform stays as it is: say what you found.') },
  'quality-suspect review': { say: t('The lot stays on sale: say what you found.') },
  'over-pick put-back': {
    fields: [{ name: 'quantity', label: t('Units'), hint: t('Empty: all that stands there for nobody.') }, WHY],
  },
}

/** Of goods of an item with lots that came in without one. */
const LOT_READ: RemedyField = { name: 'lot', label: t('Lot'), hint: t('Where you can read what the dock could not.') }

export function formFor(
  exception: Pick<OpenException, 'type' | 'location' | 'sku' | 'lot'>,
  remedy: string,
): RemedyForm {
  const form = FORMS[remedy] ?? { label: spoken(remedy), say: '', fields: [WHY] }
  const own = { ...form, ...OF_TYPE[`${exception.type} ${remedy}`] }
  if (remedy === 'dispose' && exception.lot === null) return { ...own, fields: [LOT_READ, ...own.fields] }
  if (remedy !== 'count' || exception.location !== null) return own
  const where: RemedyField = { name: 'location', label: t('Location to count'), needed: exception.sku === null }
  return { ...own, fields: [where, ...own.fields] }
}

/** It is settled at the transaction itself. */
export const isParked = ({ type }: Pick<OpenException, 'type'>): boolean =>
  type === 'refused-transaction' || type === 'sequence-reused'

/** Of a shortage the server proposes most, figures and all; these need none. */
const BESIDE_PROPOSALS = ['re-allocate', 'reverse']

export const formRemedies = (exception: OpenException): string[] =>
  isParked(exception)
    ? []
    : exception.remedies.filter((remedy) => !isShortage(exception) || BESIDE_PROPOSALS.includes(remedy))

/** Remedies that all of these have, and that need nothing of each. */
export function bulkRemedies(chosen: readonly Pick<OpenException, 'remedies'>[]): string[] {
  const [first, ...others] = chosen
  if (!first) return []
  return first.remedies.filter(
    (remedy) => BULK_REMEDIES.includes(remedy) && others.every(({ remedies }) => remedies.includes(remedy)),
  )
}
