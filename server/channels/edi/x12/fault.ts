/** What is wrong with a file, an interchange, a group, a transaction set, a segment or an element of it. */

/** Whatever makes a file or an interchange unreadable, or says that part of it is lost. */
type InterchangeFault =
  | 'too-large'
  | 'outside-interchange'
  | 'isa-too-short'
  | 'isa-width'
  | 'isa-delimiters'
  | 'segment-unterminated'
  | 'segment-outside-set'
  | 'set-outside-group'
  | 'trailer-unexpected'
  | 'group-count'
  | 'interchange-control'
  | 'interchange-trailer-missing'
  | 'too-many-faults'
type GroupFault =
  | 'group-header-incomplete'
  | 'group-control-repeated'
  | 'group-control'
  | 'group-trailer-missing'
  | 'set-count'
type SetFault =
  | 'set-header-incomplete'
  | 'set-not-of-group'
  | 'set-control-repeated'
  | 'set-control'
  | 'set-trailer-missing'
  | 'segment-count'
  | 'set-unsupported'
type SegmentFault = 'segment-id' | 'segment-missing' | 'segment-unexpected'
type ElementFault =
  | 'element-missing'
  | 'element-condition'
  | 'element-too-many'
  | 'element-too-short'
  | 'element-too-long'
  | 'element-characters'
  | 'element-code'
  | 'element-date'
  | 'element-time'
/** X12 has been kept, but what is said cannot be done or contradicts itself. */
type ContentFault = 'contradiction' | 'item-unnamed' | 'quantity' | 'price' | 'total' | 'unread'
/** Only of what is to be written. */
type WritingFault = 'delimiter-in-data' | 'control-character' | 'envelope'

export type FaultCode =
  | InterchangeFault
  | GroupFault
  | SetFault
  | SegmentFault
  | ElementFault
  | ContentFault
  | WritingFault

export interface Fault {
  code: FaultCode
  /** Counted from 1 through the whole file; 0 where it is about no segment. In what is written: in the transaction set. */
  segment: number
  /** Empty where it is about no segment. */
  segmentId: string
  /** Counted from 1, the segment id not included. */
  element?: number
  /** The element as it came. */
  value?: string
  /** What happened, and what to do. */
  message: string
}

/** What came of reading: notes are what was odd and did not hinder. */
export type Reading<T> = { ok: true; value: T; notes: Fault[] } | { ok: false; faults: Fault[]; notes: Fault[] }

/** Faults hinder; notes only stray from the standard in what can be understood all the same. */
export interface Findings {
  faults: Fault[]
  notes: Fault[]
}

export const understood = <T>(value: T, { notes }: Findings): Reading<T> => ({ ok: true, value, notes: limited(notes) })

export const refused = ({ faults, notes }: Findings): Reading<never> => ({
  ok: false,
  faults: limited(faults),
  notes: limited(notes),
})

/** More of one thing say nothing new. */
const MAX_FAULTS = 100

export function limited(faults: Fault[]): Fault[] {
  const rest = faults.slice(MAX_FAULTS)
  const [first] = rest
  if (!first) return faults
  const message = `${rest.length.toLocaleString('en-US')} more faults follow here. Mend the first ones, and look again.`
  return [...faults.slice(0, MAX_FAULTS), { ...first, code: 'too-many-faults', message }]
}

/** "BEG03" */
export const elementName = (segmentId: string, element: number): string =>
  `${segmentId}${String(element).padStart(2, '0')}`

/** Text of a partner within a sentence: short, and without line breaks. */
export function quoted(text: string): string {
  const plain = text.replace(/\p{Cc}/gu, ' ')
  return `"${plain.length > 40 ? `${plain.slice(0, 40)}…` : plain}"`
}
