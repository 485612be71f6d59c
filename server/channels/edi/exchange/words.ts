/** What was found wrong, and what a partner's 997 says, in words. */
import { elementName, type Fault } from '../x12/fault.ts'
import type { AcknowledgedSet, FunctionalAcknowledgement } from '../x12/read-acknowledgement.ts'

/** "Segment 5 (PO102): …" */
export function faultWords({ segment, segmentId, element, message }: Fault, shift = 0): string {
  const where = element === undefined ? segmentId : elementName(segmentId, element)
  const at = segment - shift
  if (segment === 0 || at < 1) return where === '' ? message : `${where}: ${message}`
  return where === '' ? `Segment ${at}: ${message}` : `Segment ${at} (${where}): ${message}`
}

/** What each document is. */
export const DOCUMENTS: Readonly<Record<string, string>> = {
  '180': 'Return authorisation',
  '810': 'Invoice',
  '812': 'Credit or debit adjustment',
  '846': 'Inventory advice',
  '850': 'Purchase order',
  '855': 'Order acknowledgement',
  '856': 'Ship notice',
  '860': 'Order change',
  '997': 'Functional acknowledgement',
}

/** "Purchase order 4711 (850)" */
export const documentName = (set: string, number: string | null): string => {
  if (set === '') return 'A file'
  const name = DOCUMENTS[set]
  return [name ?? 'Document', number, name ? `(${set})` : set].filter(Boolean).join(' ')
}

/** Data element 718. */
const SET_CODES: Readonly<Record<string, string>> = {
  '1': 'the transaction set is not supported',
  '2': 'its trailer is missing',
  '3': 'the control numbers of its header and trailer differ',
  '4': 'the number of segments is wrong',
  '5': 'segments of it are in error',
  '6': 'its id is missing or invalid',
  '7': 'its control number is missing or invalid',
  '23': 'its control number is not unique in its group',
}

/** Data element 720. */
const SEGMENT_CODES: Readonly<Record<string, string>> = {
  '1': 'is not known',
  '2': 'was not expected there',
  '3': 'is missing',
  '4': 'is repeated too often',
  '5': 'is there more often than allowed',
  '6': 'is not in this transaction set',
  '7': 'is not in its place',
  '8': 'has elements in error',
}

/** Data element 723. */
const ELEMENT_CODES: Readonly<Record<string, string>> = {
  '1': 'is missing',
  '2': 'is missing because of another one',
  '3': 'is one too many',
  '4': 'is too short',
  '5': 'is too long',
  '6': 'has a character that is not allowed',
  '7': 'has a code that is not known',
  '8': 'is no date',
  '9': 'is no time',
  '10': 'may not stand beside another one',
}

/** Data element 716. */
const GROUP_CODES: Readonly<Record<string, string>> = {
  '1': 'the functional group is not supported',
  '2': 'its version is not supported',
  '3': 'its trailer is missing',
  '4': 'the control numbers of its header and trailer differ',
  '5': 'the number of transaction sets is wrong',
  '6': 'its control number is wrong',
}

const wordsOf = (codes: readonly string[], table: Readonly<Record<string, string>>): string[] =>
  codes.map((code) => table[code] ?? `code ${code}`)

/** Why a transaction set of ours was not taken as it was; `set` undefined: the partner only speaks of the group. */
export function rejectionWords(set: AcknowledgedSet | undefined, group: FunctionalAcknowledgement): string {
  const reasons = [
    ...wordsOf(set?.codes ?? [], SET_CODES),
    ...(set?.notes ?? []).flatMap(({ segmentId, position, code, elements }) => {
      const where = `segment ${position} (${segmentId})`
      if (elements.length === 0) return [`${where} ${SEGMENT_CODES[code ?? ''] ?? `has code ${code ?? '?'}`}`]
      return elements.map(({ element, code: error, value }) => {
        const quoted = value === undefined ? '' : ` "${value}"`
        return `${where}, ${elementName(segmentId, element)}${quoted} ${ELEMENT_CODES[error] ?? `has code ${error}`}`
      })
    }),
    ...wordsOf(group.codes, GROUP_CODES).map((words) => `of the group: ${words}`),
  ]
  return reasons.length === 0 ? 'It does not say why.' : `It says: ${reasons.join('; ')}.`
}
