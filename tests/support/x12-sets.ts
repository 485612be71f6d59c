/** Transaction sets from a few lines of segments, within an envelope that is right. */
import * as v from 'valibot'
import { type PartnerProfile, type PartnerProfileInput, partnerProfile } from '../../server/channels/edi/profile.ts'
import type { TransactionSet } from '../../server/channels/edi/x12/envelope.ts'
import { readX12 } from '../../server/channels/edi/x12/read.ts'

const GROUPS: Record<string, string> = { '180': 'AN', '812': 'CD', '850': 'PO', '860': 'PC', '997': 'FA' }

export const profileOf = (more: Partial<PartnerProfileInput> = {}): PartnerProfile =>
  v.parse(partnerProfile, {
    name: 'Example Retail',
    us: { qualifier: 'ZZ', id: 'LOTLINE' },
    partner: { qualifier: '08', id: '9254110060' },
    ...more,
  })

export function fileOf(id: string, segments: readonly string[]): string {
  return [
    'ISA*00*          *00*          *08*9254110060     *ZZ*LOTLINE        *260101*1200*U*00401*000000007*0*T*>',
    `GS*${GROUPS[id] ?? 'XX'}*9254110060*LOTLINE*20260101*1200*3*X*004010`,
    `ST*${id}*0001`,
    ...segments,
    `SE*${segments.length + 2}*0001`,
    'GE*1*3',
    'IEA*1*000000007',
    '',
  ].join('~\n')
}

export function setOf(id: string, segments: readonly string[]): TransactionSet {
  const [set] = readX12(fileOf(id, segments)).interchanges[0]?.groups[0]?.sets ?? []
  if (!set) throw new Error('no transaction set')
  return set
}

/** The first set of a file. */
export function firstSetOf(text: string): TransactionSet {
  const [set] = readX12(text).interchanges[0]?.groups[0]?.sets ?? []
  if (!set) throw new Error('no transaction set')
  return set
}
