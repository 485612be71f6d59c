/** Documents to one partner → the interchange that carries them: a group for each kind, numbered as given. */
import { grouped } from '../../../shared/rules/grouped.ts'
import { groupVersion, interchangeVersion, type PartnerProfile } from './profile.ts'
import { FUNCTIONAL_IDS } from './x12/envelope.ts'
import type { OutgoingGroup, OutgoingInterchange, OutgoingSegment } from './x12/outgoing.ts'

export interface OutgoingDocument {
  /** ST01: "855". */
  id: string
  segments: readonly OutgoingSegment[]
}

export interface EnvelopeNumbers {
  /** ISA13 */
  interchange: number
  /** GS06 of the first group; the next ones follow. As many are used as there are kinds of documents. */
  group: number
  /** ST02 of the first transaction set of each group. */
  set?: number
}

/** `date` and `time` ("14:05") in the time zone that was agreed on. Transaction sets count on from `numbers.set` in each group, else from 1. */
export function enveloped(
  documents: readonly OutgoingDocument[],
  profile: PartnerProfile,
  numbers: EnvelopeNumbers,
  { date, time }: { date: string; time: string },
): OutgoingInterchange {
  const { us, partner, delimiters, lineBreaks, isProduction } = profile
  const kinds = [...grouped(documents, ({ id }) => id).entries()]
  return {
    senderQualifier: us.qualifier,
    sender: us.id,
    receiverQualifier: partner.qualifier,
    receiver: partner.id,
    date,
    time,
    version: interchangeVersion(profile),
    control: numbers.interchange,
    acknowledgementRequested: false,
    usage: isProduction ? 'P' : 'T',
    delimiters,
    lineBreaks,
    groups: kinds.map(
      ([id, sets], index): OutgoingGroup => ({
        functionalId: FUNCTIONAL_IDS[id] ?? '',
        sender: us.groupId ?? us.id,
        receiver: partner.groupId ?? partner.id,
        control: numbers.group + index,
        version: groupVersion(profile),
        sets: sets.map(({ segments }, at) => ({ id, control: (numbers.set ?? 1) + at, segments })),
      }),
    ),
  }
}
