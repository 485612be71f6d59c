/** Each remedy as a person meets it: what its button says, what it will do, and what it has to be told. */
import { BULK_REMEDIES } from '../../../shared/rules/bulk-remedies.ts'
import type { OpenException } from '../contract.ts'
import { spoken } from '../words.ts'
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

const WHY: RemedyField = { name: 'note', label: 'Why (kept with it)' }
const WHY_NEEDED: RemedyField = { ...WHY, needed: true }
const REASON: RemedyField = { name: 'reason', label: 'Reason', needed: true }

const FORMS: Record<string, RemedyForm> = {
  accept: { label: 'Accept it', say: 'It stays as it happened. Nothing is moved.', fields: [WHY_NEEDED] },
  review: { label: 'Looked at', say: 'Nothing is changed: say what you found.', fields: [WHY_NEEDED] },
  keep: { label: 'Keep what was known', say: 'The first statement stays.', fields: [WHY_NEEDED] },
  count: { label: 'Have it counted', say: 'A blind count is asked of the floor.', fields: [WHY] },
  recount: { label: 'Have it counted again', say: 'A blind count is asked of the floor.', fields: [WHY] },
  reverse: {
    label: 'Undo the transaction',
    say: 'Each of its movements is mirrored in the ledger, and order, allocation and task are as before where that is still possible.',
    fields: [WHY],
    danger: true,
  },
  hold: {
    label: 'Hold the lot',
    say: 'The lot leaves sale at once, in every warehouse and channel. This stays open until you settle it.',
    fields: [{ name: 'note', label: 'Reason (shown on every handheld)', needed: true }],
    danger: true,
  },
  'write-off': {
    label: 'Write it off',
    say: 'An adjustment makes the ledger 0 there. It counts as shrinkage under its reason.',
    fields: [REASON, WHY],
    danger: true,
  },
  approve: {
    label: 'Approve the count',
    say: 'The ledger has from now on what was counted.',
    fields: [REASON, WHY],
  },
  swap: {
    label: 'Swap for the older lot',
    say: 'What is picked of the younger lot is to be put back, and older units go on the pick list.',
    fields: [WHY],
  },
  'stop-shipment': {
    label: 'Stop the shipment',
    say: 'What is picked of the lot leaves the order, is to be put back, and the order is given another lot.',
    fields: [WHY],
  },
  'put-back': {
    label: 'Have it put back',
    say: 'A task asks for it to be carried back, and it leaves with no order.',
    fields: [WHY],
  },
  're-allocate': {
    label: 'Try to allocate again',
    say: 'What has come free since goes on the pick list. What is still missing is said.',
    fields: [],
  },
  complete: {
    label: 'Complete the lot',
    say: 'The lot is known from now on, and is sold as any other.',
    fields: [
      { name: 'receivedOn', label: 'Came in on' },
      { name: 'expiresOn', label: 'Expires on' },
      { name: 'producedOn', label: 'Made on' },
      { name: 'supplier', label: 'Supplier' },
      { name: 'supplierLot', label: 'Supplier lot' },
    ],
  },
  merge: {
    label: 'Merge into another lot',
    say: 'All that stands under this number, in every warehouse, becomes the other lot. It is linked, so that traces find both.',
    fields: [{ name: 'lot', label: 'It is really lot', needed: true }, WHY],
    danger: true,
  },
  correct: {
    label: 'Correct the dates',
    say: 'The lot and its stock everywhere get these dates. Leave empty what is right already.',
    fields: [{ name: 'expiresOn', label: 'Expires on' }, { name: 'producedOn', label: 'Made on' }, WHY],
  },
  'send-back': {
    label: 'Send the surplus back',
    say: 'It leaves the ledger for the supplier.',
    fields: [
      { name: 'quantity', label: 'Units', hint: 'Empty: all that was not expected.' },
      { name: 'location', label: 'Where it stands', hint: 'Empty: where it came in.' },
      WHY,
    ],
  },
  relabel: {
    label: 'Give it the right label',
    say: 'Take the wrong label off, and print the unit another one where it needs one.',
    fields: [{ name: 'sscc', label: 'SSCC, 18 digits', hint: 'Empty: the unit has no label from now on.' }, WHY],
  },
  dispose: {
    label: 'Decide where it goes',
    say: 'The goods go there at once, whatever the inspector had said.',
    fields: [
      { name: 'disposition', label: 'Disposition', needed: true },
      { name: 'location', label: 'Where they are put', hint: 'Empty: they stay where they stand.' },
      WHY_NEEDED,
    ],
  },
  'inspect-again': {
    label: 'Have it inspected again',
    say: 'The inspection is set aside, and the goods wait for an inspector as if nobody had looked at them.',
    fields: [WHY],
  },
  restock: {
    label: 'Let it go without its documents',
    say: 'The goods go where the inspector said. The chargeback keeps what is missing, and its last day.',
    fields: [WHY_NEEDED],
    danger: true,
  },
  dispute: {
    label: 'Mark as disputed',
    say: 'The customer was told that the charge is not right. The evidence of the return goes with it.',
    fields: [{ name: 'note', label: 'What was sent, and to whom', needed: true }],
  },
  retry: {
    label: 'Send it again now',
    say: 'It does not wait its turn. This closes by itself when the platform has taken it.',
    fields: [],
  },
  're-publish': {
    label: 'Tell it again now',
    say: 'The platform is told the number again, whatever it shows.',
    fields: [WHY],
  },
  ignore: {
    label: 'Let it be',
    say: 'The platform goes on showing what it shows now, and nobody is reminded of it.',
    fields: [WHY_NEEDED],
    danger: true,
  },
}

/** What a type of exception says differently, or asks besides. */
const OF_TYPE: Record<string, Partial<RemedyForm>> = {
  'intake-failed retry': {
    label: 'Read it again now',
    say: 'It is read again from the platform. This closes by itself when it could be followed.',
  },
  'intake-failed ignore': {
    say: 'The order stays here as it is, until the platform changes it again.',
  },
  'rotation-bypassed accept': { say: 'The younger lot goes out; the older one stays for the next order.' },
  'count-variance keep': { label: 'Keep the ledger', say: 'The count is set aside; the ledger stays.', fields: [WHY] },
  'disposition-stopped accept': {
    label: 'No more came',
    say: 'What is here counts, and the inspector is taken to have counted wrong.',
  },
  'transfer-differs write-off': {
    label: 'Book the difference',
    say: 'What never came is gone, and what came beyond what was sent was found. It counts under its reason.',
    fields: [REASON, WHY_NEEDED],
  },
  'over-return accept': { say: 'What came beyond what was sent stays, and waits to be inspected as the rest.' },
  'over-return send-back': {
    label: 'Send it back',
    say: 'It leaves the ledger, back to the customer.',
    fields: [
      {
        name: 'quantity',
        label: 'Units',
        hint: 'Empty: what came beyond what was sent, as far as nobody has inspected it yet.',
      },
      { name: 'location', label: 'Where it stands', hint: 'Empty: where it came in.' },
      WHY,
    ],
  },
  'scrap-approval approve': {
    label: 'Allow the scrap',
    say: 'You are the second person: the goods leave the ledger as scrap.',
    fields: [WHY],
    danger: true,
  },
  'chargeback-due accept': {
    label: 'Accept the chargeback',
    say: 'The charge is paid, and nobody is reminded of it any more.',
  },
  'connector-silent review': { say: 'The platform stays as it is: say what you found.' },
  'quality-suspect review': { say: 'The lot stays on sale: say what you found.' },
  'over-pick put-back': {
    fields: [{ name: 'quantity', label: 'Units', hint: 'Empty: all that stands there for nobody.' }, WHY],
  },
}

/** Of goods of an item with lots that came in without one. */
const LOT_READ: RemedyField = { name: 'lot', label: 'Lot', hint: 'Where you can read what the dock could not.' }

export function formFor(
  exception: Pick<OpenException, 'type' | 'location' | 'sku' | 'lot'>,
  remedy: string,
): RemedyForm {
  const form = FORMS[remedy] ?? { label: spoken(remedy), say: '', fields: [WHY] }
  const own = { ...form, ...OF_TYPE[`${exception.type} ${remedy}`] }
  if (remedy === 'dispose' && exception.lot === null) return { ...own, fields: [LOT_READ, ...own.fields] }
  if (remedy !== 'count' || exception.location !== null) return own
  const where: RemedyField = { name: 'location', label: 'Location to count', needed: exception.sku === null }
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
