/**
 * Interchanges → text. Counts, padding and envelopes are made here; control numbers are given. Data that would break
 * the interchange is refused with the element named: nothing broken is ever written.
 */
import { type Delimiters, hasRepetitionSeparator } from './delimiters.ts'
import type { Fault } from './fault.ts'
import { ISA_WIDTHS } from './isa.ts'
import { controlText, isaElements } from './isa-elements.ts'
import type { OutgoingGroup, OutgoingInterchange, OutgoingSegment, OutgoingSet } from './outgoing.ts'
import { dataFaults, envelopeFaults } from './outgoing-faults.ts'
import { x12DateOf, x12TimeOf } from './primitives.ts'

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
