/**
 * The 997 for a functional group that came in (X12.20): whether its syntax could be understood, set by set. What it
 * says about goods and prices is answered by other documents. A 997 is never answered by a 997.
 */
import { grouped } from '../../../../shared/rules/grouped.ts'
import { type Delimiters, delimiterIn, USUAL_DELIMITERS } from './delimiters.ts'
import type { FunctionalGroup, TransactionSet } from './envelope.ts'
import type { Fault, FaultCode } from './fault.ts'
import type { OutgoingSegment } from './outgoing.ts'

/** A accepted, E accepted with errors noted, P partially accepted, R rejected. */
export type AcknowledgementStatus = 'A' | 'E' | 'P' | 'R'

export interface SetVerdict {
  set: TransactionSet
  /** E: it is used, though it strays from the standard. R: nothing of it is used. */
  status: 'A' | 'E' | 'R'
}

export interface Acknowledgement {
  status: AcknowledgementStatus
  sets: SetVerdict[]
  /** Of the 997, without ST and SE. */
  segments: OutgoingSegment[]
}

export interface AcknowledgeOptions {
  /** What the documents were found to lack, beside the faults of the envelope. */
  findings?: ReadonlyMap<TransactionSet, { faults: readonly Fault[]; notes: readonly Fault[] }>
  /** The transaction sets that are read here; others are rejected as not supported. All, where it is left out. */
  supported?: ReadonlySet<string>
  /** Of the interchange that the 997 is to stand in: what was wrong is only quoted where it holds none of them. */
  delimiters?: Delimiters
}

/** Data element 718, in AK502 to AK506. */
const SET_CODES: Partial<Record<FaultCode, string>> = {
  'set-unsupported': '1',
  'set-trailer-missing': '2',
  'set-control': '3',
  'segment-count': '4',
  'set-not-of-group': '6',
  'set-header-incomplete': '7',
  'set-control-repeated': '23',
}
const SEGMENTS_IN_ERROR = '5'

/** Data element 720, in AK304. */
const SEGMENT_CODES: Partial<Record<FaultCode, string>> = {
  'segment-id': '1',
  'segment-unexpected': '2',
  'segment-missing': '3',
}
const ELEMENTS_IN_ERROR = '8'

/** Data element 723, in AK403. */
const ELEMENT_CODES: Partial<Record<FaultCode, string>> = {
  'element-missing': '1',
  'element-condition': '2',
  'element-too-many': '3',
  'element-too-short': '4',
  'element-too-long': '5',
  'element-characters': '6',
  'element-code': '7',
  'element-date': '8',
  'element-time': '9',
}

/** Data element 716, in AK905 to AK909. */
const GROUP_CODES: Partial<Record<FaultCode, string>> = {
  'group-trailer-missing': '3',
  'group-control': '4',
  'set-count': '5',
  'group-control-repeated': '6',
}

/** Undefined where the group may not be answered (it holds 997s) or cannot be (it does not say which it is). */
export function acknowledge(group: FunctionalGroup, options: AcknowledgeOptions = {}): Acknowledgement | undefined {
  if (group.functionalId === 'FA' || group.functionalId === '' || !/^\d{1,9}$/.test(group.control)) return undefined
  const delimiters = options.delimiters ?? USUAL_DELIMITERS
  const judged = group.sets.map((set) => judge(set, group, options))
  const rejected = judged.filter(({ status }) => status === 'R').length
  const accepted = judged.length - rejected
  const groupCodes = codesOf(group.faults, GROUP_CODES)
  // Sets that its sender counted and that are not here were rejected too, for all that the sender can do about it.
  const isLost = rejected > 0 || (group.claimed ?? 0) > judged.length
  const isNoted = groupCodes.length > 0 || group.faults.length > 0 || judged.some(({ status }) => status === 'E')
  const status = isLost ? (accepted > 0 ? 'P' : 'R') : isNoted ? 'E' : 'A'
  const counts = [group.claimed ?? judged.length, judged.length, accepted].map(String)
  return {
    status,
    sets: judged.map(({ set, status: one }) => ({ set, status: one })),
    segments: [
      { id: 'AK1', elements: [group.functionalId, group.control] },
      ...judged.flatMap((one) => responseOf(one, delimiters)),
      { id: 'AK9', elements: [status, ...counts, ...groupCodes] },
    ],
  }
}

interface Judged extends SetVerdict {
  faults: Fault[]
}

function judge(set: TransactionSet, group: FunctionalGroup, { findings, supported }: AcknowledgeOptions): Judged {
  const found = findings?.get(set)
  const hard = [...set.faults, ...(found?.faults ?? [])].filter(isSyntax)
  if (supported && !supported.has(set.id) && hard.length === 0)
    hard.push({ code: 'set-unsupported', segment: set.number, segmentId: 'ST', message: unsupported(set.id, group) })
  const soft = (found?.notes ?? []).filter(isSyntax)
  return { set, status: hard.length > 0 ? 'R' : soft.length > 0 ? 'E' : 'A', faults: [...hard, ...soft] }
}

const unsupported = (id: string, { functionalId }: FunctionalGroup) =>
  `Transaction set ${id} of group ${functionalId} is not read here. Tell the partner that it need not send it.`

/** Whether a fault is about the syntax of X12, and so belongs in a 997. */
export const isSyntax = ({ code }: Fault): boolean =>
  code === 'too-many-faults' ||
  SET_CODES[code] !== undefined ||
  SEGMENT_CODES[code] !== undefined ||
  ELEMENT_CODES[code] !== undefined

/** At most five codes fit, each once. */
const codesOf = (faults: readonly Fault[], table: Partial<Record<FaultCode, string>>): string[] =>
  [...new Set(faults.flatMap(({ code }) => table[code] ?? []))].slice(0, 5)

function responseOf({ set, status, faults }: Judged, delimiters: Delimiters): OutgoingSegment[] {
  // A 997 that strayed into a group of others is counted by AK9, and not answered.
  if (set.id === '997') return []
  // AK2 names the set by its id and number: where it has none, the counts are all that can be said.
  if (!/^[A-Za-z0-9]{3}$/.test(set.id) || !isQuotable(set.control, delimiters) || set.control.length > 9) return []
  const notes = notesOf(set, faults, delimiters)
  const codes = codesOf(faults, SET_CODES)
  const all =
    status === 'R' && (notes.length > 0 || codes.length === 0) ? [...codes, SEGMENTS_IN_ERROR].slice(0, 5) : codes
  return [
    { id: 'AK2', elements: [set.id, set.control] },
    ...notes,
    { id: 'AK5', elements: [status, ...(status === 'A' ? [] : all.length > 0 ? all : [SEGMENTS_IN_ERROR])] },
  ]
}

/** AK3 for each segment with a fault, AK4 for each of its elements, in the order in which they came. */
function notesOf(set: TransactionSet, faults: readonly Fault[], delimiters: Delimiters): OutgoingSegment[] {
  const bySegment = grouped(
    faults.filter(({ code }) => SEGMENT_CODES[code] !== undefined || ELEMENT_CODES[code] !== undefined),
    ({ segment, segmentId, code }) => `${segment} ${segmentId} ${SEGMENT_CODES[code] ?? ELEMENTS_IN_ERROR}`,
  )
  const ordered = [...bySegment.values()].sort((one, other) => (one[0]?.segment ?? 0) - (other[0]?.segment ?? 0))
  return ordered.flatMap((all) => {
    const [first] = all
    const id =
      first?.segmentId
        .replace(/[^A-Za-z0-9]/g, '')
        .toUpperCase()
        .slice(0, 3) ?? ''
    if (!first || id.length < 2) return []
    const code = SEGMENT_CODES[first.code] ?? ELEMENTS_IN_ERROR
    const position = String(first.segment - set.number + 1)
    return [
      { id: 'AK3', elements: [id, position, '', code] },
      ...all.flatMap((one) => elementNote(one, delimiters)).slice(0, 99),
    ]
  })
}

function elementNote({ code, element, value }: Fault, delimiters: Delimiters): OutgoingSegment[] {
  const error = ELEMENT_CODES[code]
  if (error === undefined || element === undefined) return []
  const bad = value !== undefined && isQuotable(value, delimiters) ? value.trim().slice(0, 99) : ''
  return [{ id: 'AK4', elements: [String(element), '', error, bad] }]
}

const isQuotable = (text: string, delimiters: Delimiters): boolean =>
  text !== '' && !/\p{Cc}/u.test(text) && delimiterIn(text, delimiters) === undefined
