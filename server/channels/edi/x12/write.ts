/**
 * Interchanges → text. Counts, padding and envelopes are made here; control numbers are given. Data that would break
 * the interchange is refused with the element named: nothing broken is ever written.
 */
import { type Delimiters, delimiterIn, delimitersRefusal, hasRepetitionSeparator } from './delimiters.ts'
import { elementName, type Fault, type FaultCode, quoted } from './fault.ts'
import { ISA_WIDTHS } from './isa.ts'
import { x12DateOf, x12TimeOf } from './primitives.ts'

/** A composite stands as the list of its components. */
export type OutgoingElement = string | readonly string[]

export interface OutgoingSegment {
  id: string
  elements: readonly OutgoingElement[]
}

export interface OutgoingSet {
  /** ST01: "855". */
  id: string
  /** ST02: 1 to 999,999,999, of its own within the group. */
  control: number
  /** Without ST and SE. */
  segments: readonly OutgoingSegment[]
}

export interface OutgoingGroup {
  /** GS01: "PR". */
  functionalId: string
  sender: string
  receiver: string
  /** GS06 */
  control: number
  /** GS08: "004010". */
  version: string
  sets: readonly OutgoingSet[]
}

export interface OutgoingInterchange {
  senderQualifier: string
  sender: string
  receiverQualifier: string
  receiver: string
  /** In the time zone that the partner expects: "2026-01-31" and "14:05". */
  date: string
  time: string
  /** ISA12: "00401". */
  version: string
  /** ISA13: 1 to 999,999,999. */
  control: number
  /** ISA14: whether a TA1 is asked for. */
  acknowledgementRequested: boolean
  /** ISA15: P production, T test. */
  usage: 'P' | 'T'
  delimiters: Delimiters
  /** A line for each segment, for people and for partners who ask for it. */
  lineBreaks: boolean
  groups: readonly OutgoingGroup[]
}

export type Written = { ok: true; text: string } | { ok: false; faults: Fault[] }

export function writeX12(outgoing: OutgoingInterchange): Written {
  const interchange = { ...outgoing, delimiters: usedDelimiters(outgoing) }
  const faults = envelopeFaults(interchange)
  const segments = segmentsOf(interchange)
  for (const { segment, position } of segments) faults.push(...dataFaults(segment, position, interchange.delimiters))
  if (faults.length > 0) return { ok: false, faults }
  const end = interchange.delimiters.segment + (interchange.lineBreaks ? '\n' : '')
  const lines = segments.map(({ segment }) => textOf(segment, interchange.delimiters))
  return { ok: true, text: [isaOf(interchange), ...lines].map((line) => line + end).join('') }
}

/** Before 00402 nothing repeats, and what would separate repetitions is data. */
function usedDelimiters({ version, delimiters: { repetition, ...others } }: OutgoingInterchange): Delimiters {
  return repetition !== undefined && hasRepetitionSeparator(version) ? { ...others, repetition } : others
}

interface Placed {
  segment: OutgoingSegment
  /** In its transaction set, ST being 1; 0 for the envelope around. */
  position: number
}

function segmentsOf(interchange: OutgoingInterchange): Placed[] {
  const { groups, control } = interchange
  const trailer = { id: 'IEA', elements: [String(groups.length), controlText(control, 9)] }
  return [...groups.flatMap((group) => groupOf(group, interchange)), { segment: trailer, position: 0 }]
}

function groupOf(group: OutgoingGroup, { date, time }: OutgoingInterchange): Placed[] {
  const { functionalId, sender, receiver, control, version, sets } = group
  const elements = [functionalId, sender, receiver, x12DateOf(date), x12TimeOf(time), String(control), 'X', version]
  return [
    { segment: { id: 'GS', elements }, position: 0 },
    ...sets.flatMap(setOf),
    { segment: { id: 'GE', elements: [String(sets.length), String(control)] }, position: 0 },
  ]
}

function setOf({ id, control, segments }: OutgoingSet): Placed[] {
  const number = controlText(control, 4)
  return [
    { id: 'ST', elements: [id, number] },
    ...segments,
    { id: 'SE', elements: [String(segments.length + 2), number] },
  ].map((segment, index) => ({ segment, position: index + 1 }))
}

const controlText = (control: number, width: number): string => String(control).padStart(width, '0')

/** Empty elements at the end are left out (X12.6, 3.5). */
function textOf({ id, elements }: OutgoingSegment, { element, component }: Delimiters): string {
  const texts = elements.map((one) => (typeof one === 'string' ? one : trimmed(one).join(component)))
  return [id, ...trimmed(texts)].join(element)
}

const trimmed = (texts: readonly string[]): readonly string[] =>
  texts.slice(0, texts.findLastIndex((one) => one !== '') + 1)

function isaOf(interchange: OutgoingInterchange): string {
  const { delimiters } = interchange
  return ['ISA', ...isaElements(interchange).map((text, index) => text.padEnd(ISA_WIDTHS[index] ?? 0))].join(
    delimiters.element,
  )
}

function isaElements(interchange: OutgoingInterchange): string[] {
  const { senderQualifier, sender, receiverQualifier, receiver, delimiters, version } = interchange
  return [
    ...['00', '', '00', '', senderQualifier, sender, receiverQualifier, receiver],
    x12DateOf(interchange.date).slice(2),
    x12TimeOf(interchange.time).slice(0, 4),
    delimiters.repetition ?? 'U',
    version,
    controlText(interchange.control, 9),
    interchange.acknowledgementRequested ? '1' : '0',
    interchange.usage,
    delimiters.component,
  ]
}

function envelopeFaults(interchange: OutgoingInterchange): Fault[] {
  const faults: Fault[] = []
  const { delimiters, date, time } = interchange
  const refusal = delimitersRefusal(delimiters)
  if (refusal)
    faults.push(fault('envelope', 'ISA', `The delimiters cannot be used: ${refusal}. Choose others for this partner.`))
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}(:\d{2})?$/.test(time))
    faults.push(fault('envelope', 'ISA', 'The interchange has no date as 2026-01-31 and time as 14:05. Give both.'))
  // The delimiters themselves are the last element, and the eleventh from 00402 on.
  for (const [index, text] of isaElements(interchange).entries())
    if (index !== 15 && index !== 10) faults.push(...isaFaults(text, index, delimiters))
  for (const [where, control] of controlsOf(interchange))
    if (!Number.isInteger(control) || control < 1 || control > 999_999_999)
      faults.push(
        fault(
          'envelope',
          where,
          `The control number ${control} is not within 1 to 999,999,999. Set the partner's counter.`,
        ),
      )
  return faults
}

function isaFaults(text: string, index: number, delimiters: Delimiters): Fault[] {
  const width = ISA_WIDTHS[index] ?? 0
  const faults = textFaults('ISA', index + 1, text, 0, delimiters)
  if (text.length > width || (FULL.has(index) && text.length !== width))
    faults.push({
      ...fault(
        'envelope',
        'ISA',
        `${elementName('ISA', index + 1)} ${quoted(text)} does not fit ${width} characters. Mend the profile of this partner.`,
      ),
      element: index + 1,
    })
  return faults
}

/** Elements of the ISA that are codes and numbers, and not padded. */
const FULL: ReadonlySet<number> = new Set([4, 6, 8, 9, 11, 12])

const controlsOf = ({ control, groups }: OutgoingInterchange): [string, number][] => [
  ['ISA', control],
  ...groups.flatMap((group): [string, number][] => [
    ['GS', group.control],
    ...group.sets.map((set): [string, number] => ['ST', set.control]),
  ]),
]

function dataFaults({ id, elements }: OutgoingSegment, position: number, delimiters: Delimiters): Fault[] {
  return [
    ...(/^[A-Z][A-Z0-9]{1,2}$/.test(id)
      ? []
      : [
          fault(
            'segment-id',
            id,
            `${quoted(id)} is no segment id. This is a fault of the connector: report it.`,
            position,
          ),
        ]),
    ...elements.flatMap((element, index) =>
      [element].flat().flatMap((text) => textFaults(id, index + 1, text, position, delimiters)),
    ),
  ]
}

function textFaults(id: string, element: number, text: string, position: number, delimiters: Delimiters): Fault[] {
  const name = elementName(id, element)
  const hit = delimiterIn(text, delimiters)
  if (hit)
    return [
      {
        ...fault(
          'delimiter-in-data',
          id,
          `${name} ${quoted(text)} holds ${JSON.stringify(hit.character)}, which ${hit.does} with this partner. Take it out of the data, or agree on another delimiter.`,
          position,
        ),
        element,
        value: text,
      },
    ]
  if (!/\p{Cc}/u.test(text)) return []
  return [
    {
      ...fault(
        'control-character',
        id,
        `${name} ${quoted(text)} holds a line break or another control character. Take it out of the data.`,
        position,
      ),
      element,
      value: text,
    },
  ]
}

const fault = (code: FaultCode, segmentId: string, message: string, segment = 0): Fault => ({
  code,
  segment,
  segmentId,
  message,
})
