import type { Drafted } from '../../server/channels/edi/draft.ts'
import { enveloped } from '../../server/channels/edi/envelope.ts'
import type { PartnerProfile } from '../../server/channels/edi/profile.ts'
import { writeX12 } from '../../server/channels/edi/x12/write.ts'

/** The text of an interchange that carries one drafted document. */
export function textOfDraft(id: string, draft: Drafted, profile: PartnerProfile): string {
  if (!draft.ok) throw new Error(draft.faults.map(({ message }) => message).join('\n'))
  const numbers = { interchange: 42, group: 17 }
  const written = writeX12(
    enveloped([{ id, segments: draft.segments }], profile, numbers, { date: '2026-01-31', time: '14:05' }),
  )
  if (!written.ok) throw new Error(written.faults.map(({ message }) => message).join('\n'))
  return written.text
}

/** Segments as lines: "BAK*00*AD". */
export const linesOf = (draft: Drafted): string[] =>
  draft.ok
    ? draft.segments.map(({ id, elements }) => [id, ...elements].join('*').replace(/\*+$/, ''))
    : draft.faults.map(({ message }) => message)
