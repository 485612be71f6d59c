/**
 * One interchange of a partner → its documents, each with what came of reading it, and the 997 for each group. What the
 * documents mean for orders, returns and chargebacks is decided by whoever calls this.
 */
import { type ChargebackDocument, readChargeback } from './chargeback.ts'
import { type PurchaseOrder, readOrder } from './order.ts'
import { type OrderChange, readOrderChange } from './order-change.ts'
import type { PartnerProfile } from './profile.ts'
import { type ReturnAuthorisation, readReturnAuthorisation } from './return-authorisation.ts'
import { type Acknowledgement, acknowledge } from './x12/acknowledge.ts'
import type { FunctionalGroup, Interchange, InterchangeHeader, TransactionSet } from './x12/envelope.ts'
import type { Fault, Reading } from './x12/fault.ts'
import { type FunctionalAcknowledgement, readAcknowledgement } from './x12/read-acknowledgement.ts'

export type ReceivedDocument = { group: FunctionalGroup; set: TransactionSet } & (
  | { kind: 'order'; reading: Reading<PurchaseOrder> }
  | { kind: 'order-change'; reading: Reading<OrderChange> }
  | { kind: 'chargeback'; reading: Reading<ChargebackDocument> }
  | { kind: 'return'; reading: Reading<ReturnAuthorisation> }
  | { kind: 'acknowledgement'; reading: Reading<FunctionalAcknowledgement> }
  | { kind: 'unsupported'; reading: Reading<never> }
)

export interface Intake {
  documents: ReceivedDocument[]
  /** Of the groups that are to be answered; to be sent where the profile says so. */
  acknowledgements: { group: FunctionalGroup; acknowledgement: Acknowledgement }[]
}

/** ST01 of what is read here. */
export const READ_DOCUMENTS: ReadonlySet<string> = new Set(['180', '812', '850', '860', '997'])

export function readInterchange(interchange: Interchange, profile: PartnerProfile): Intake {
  const documents = interchange.groups.flatMap((group) =>
    group.sets.map((set): ReceivedDocument => ({ group, set, ...documentOf(set, interchange, profile) })),
  )
  const findings = new Map(
    documents.map(({ set, reading }) => [set, { faults: reading.ok ? [] : reading.faults, notes: reading.notes }]),
  )
  return {
    documents,
    acknowledgements: interchange.groups.flatMap((group) => {
      const { delimiters } = profile
      const acknowledgement = acknowledge(group, { findings, supported: READ_DOCUMENTS, delimiters })
      return acknowledgement ? [{ group, acknowledgement }] : []
    }),
  }
}

function documentOf(set: TransactionSet, { delimiters }: Interchange, profile: PartnerProfile) {
  switch (set.id) {
    case '850':
      return { kind: 'order' as const, reading: readOrder(set, profile) }
    case '860':
      return { kind: 'order-change' as const, reading: readOrderChange(set, profile, delimiters) }
    case '812':
      return { kind: 'chargeback' as const, reading: readChargeback(set, profile) }
    case '180':
      return { kind: 'return' as const, reading: readReturnAuthorisation(set, profile) }
    case '997':
      return { kind: 'acknowledgement' as const, reading: readAcknowledgement(set, profile.version) }
    default:
      return { kind: 'unsupported' as const, reading: unsupported(set) }
  }
}

const unsupported = (set: TransactionSet): Reading<never> => ({
  ok: false,
  notes: [],
  faults:
    set.faults.length > 0
      ? set.faults
      : [
          {
            code: 'set-unsupported',
            segment: set.number,
            segmentId: 'ST',
            element: 1,
            message: `Transaction set ${set.id} is not read here. Tell the partner that it need not send it.`,
          },
        ],
})

/** Whether the ISA names this partner and us, in the other direction than what we write. */
export const isFrom = (header: InterchangeHeader, { us, partner }: PartnerProfile): boolean =>
  header.senderQualifier === partner.qualifier &&
  header.sender === partner.id &&
  header.receiverQualifier === us.qualifier &&
  header.receiver === us.id

/** A test among production, or the other way round, is not to be taken for the real thing. */
export function usageFault({ header, number }: Interchange, { isProduction, name }: PartnerProfile): Fault | undefined {
  const expected = isProduction ? 'P' : 'T'
  if (header.usage === expected) return undefined
  const is = isProduction ? 'in production' : 'still testing'
  return {
    code: 'envelope',
    segment: number,
    segmentId: 'ISA',
    element: 15,
    value: header.usage,
    message: `ISA15 is ${header.usage}, but with ${name} we are ${is}. Ask the partner, or change the profile.`,
  }
}
