/** A document that is to be written: its segments, or why it cannot be. */
import type { PartnerProfile } from './profile.ts'
import { checkElements } from './x12/check-elements.ts'
import type { Fault } from './x12/fault.ts'
import { freeText } from './x12/free-text.ts'
import type { OutgoingSegment } from './x12/outgoing.ts'

export type Drafted = { ok: true; segments: OutgoingSegment[] } | { ok: false; faults: Fault[] }

/** `faults`: what the document itself was found to lack. */
export function drafted(segments: OutgoingSegment[], profile: PartnerProfile, faults: Fault[]): Drafted {
  const all = [...faults]
  for (const [index, { id, elements }] of segments.entries()) {
    const texts = elements.map((one) => (typeof one === 'string' ? one : one.join(profile.delimiters.component)))
    // The ST is the first segment of the set.
    all.push(...checkElements({ id, elements: texts, number: index + 2 }, profile.version, 'written').faults)
  }
  return all.length > 0 ? { ok: false, faults: all } : { ok: true, segments }
}

/** Something that the document says which a partner could not follow. */
export const contradiction = (segmentId: string, message: string): Fault => ({
  code: 'contradiction',
  segment: 0,
  segmentId,
  message,
})

/** PID in free form; none without words. */
export function descriptionSegments(text: string | undefined, { delimiters }: PartnerProfile): OutgoingSegment[] {
  const words = freeText(text ?? '', delimiters, 80)
  return words === '' ? [] : [{ id: 'PID', elements: ['F', '', '', '', words] }]
}

export const referenceSegments = (references: readonly { qualifier: string; id: string }[] = []): OutgoingSegment[] =>
  references.map(({ qualifier, id }) => ({ id: 'REF', elements: [qualifier, id] }))
