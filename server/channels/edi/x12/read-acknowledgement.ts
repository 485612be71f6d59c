/** A 997 that came in: which of our groups and transaction sets a partner could read. */

import type { AcknowledgementStatus } from './acknowledge.ts'
import { checkSet } from './check-set.ts'
import { elementOf, type Segment, type TransactionSet } from './envelope.ts'
import { type Reading, refused, understood } from './fault.ts'

export interface ElementNote {
  /** Counted from 1. */
  element: number
  /** Data element 723. */
  code: string
  value?: string
}

export interface SegmentNote {
  segmentId: string
  /** In the transaction set, ST being 1. */
  position: number
  /** Data element 720. */
  code?: string
  elements: ElementNote[]
}

export interface AcknowledgedSet {
  id: string
  control: string
  /** A, E: accepted. R, and what security says (M, W, X): rejected. */
  status: string
  isAccepted: boolean
  /** Data element 718. */
  codes: string[]
  notes: SegmentNote[]
}

export interface FunctionalAcknowledgement {
  functionalId: string
  /** GS06 of ours. */
  control: string
  status: AcknowledgementStatus
  /** Whether all of the group was accepted. */
  isAccepted: boolean
  /** AK902 to AK904. */
  claimed: number
  received: number
  accepted: number
  /** Data element 716. */
  codes: string[]
  /** Those that the partner names; where it names none, the group's status holds for all. */
  sets: AcknowledgedSet[]
}

export function readAcknowledgement(set: TransactionSet, version: string): Reading<FunctionalAcknowledgement> {
  const found = checkSet(set, { id: '997', version, begins: 'AK1', needs: ['AK9'] })
  const head = set.segments.find(({ id }) => id === 'AK1')
  const end = set.segments.findLast(({ id }) => id === 'AK9')
  if (found.faults.length > 0 || !head || !end) return refused(found)
  const status = (elementOf(end, 1) ?? 'R') as AcknowledgementStatus
  return understood(
    {
      functionalId: elementOf(head, 1) ?? '',
      control: elementOf(head, 2) ?? '',
      status,
      isAccepted: isAccepted(status),
      claimed: Number(elementOf(end, 2)),
      received: Number(elementOf(end, 3)),
      accepted: Number(elementOf(end, 4)),
      codes: codesFrom(end, 5),
      sets: setsOf(set.segments),
    },
    found,
  )
}

const isAccepted = (status: string): boolean => status === 'A' || status === 'E'

const codesFrom = (segment: Segment, first: number): string[] =>
  segment.elements.slice(first - 1).flatMap((text) => (text.trim() === '' ? [] : [text.trim()]))

function setsOf(segments: readonly Segment[]): AcknowledgedSet[] {
  const sets: AcknowledgedSet[] = []
  for (const segment of segments) {
    const set = sets.at(-1)
    const note = set?.notes.at(-1)
    if (segment.id === 'AK2')
      sets.push({
        id: elementOf(segment, 1) ?? '',
        control: elementOf(segment, 2) ?? '',
        // Until its AK5 says otherwise.
        status: 'R',
        isAccepted: false,
        codes: [],
        notes: [],
      })
    else if (segment.id === 'AK3') set?.notes.push(segmentNote(segment))
    else if (segment.id === 'AK4') note?.elements.push(elementNote(segment))
    else if (segment.id === 'AK5' && set) {
      set.status = elementOf(segment, 1) ?? 'R'
      set.isAccepted = isAccepted(set.status)
      set.codes = codesFrom(segment, 2)
    }
  }
  return sets
}

function segmentNote(segment: Segment): SegmentNote {
  const code = elementOf(segment, 4)
  return {
    segmentId: elementOf(segment, 1) ?? '',
    position: Number(elementOf(segment, 2)),
    ...(code === undefined ? {} : { code }),
    elements: [],
  }
}

/** AK401 is a composite whose first component is the place of the element. */
function elementNote(segment: Segment): ElementNote {
  const value = elementOf(segment, 4)
  return {
    element: Number.parseInt(elementOf(segment, 1) ?? '', 10) || 0,
    code: elementOf(segment, 3) ?? '',
    ...(value === undefined ? {} : { value }),
  }
}
