/** 180, return merchandise authorisation and notification: what a retailer sends back, or asks to. */
import type { Money } from '../../../shared/rules/money.ts'
import {
  currencyOf,
  dateOf,
  datesOf,
  descriptionOf,
  type QualifiedDate,
  type Reference,
  referenceOf,
  referencesOf,
} from './facts.ts'
import { beforeParties, loopsOf } from './loops.ts'
import { priceOf, quantityOf } from './order-quantity.ts'
import { type Party, partiesOf } from './party.ts'
import { itemOf, type NamedItem, namedBy } from './product-ids.ts'
import type { PartnerProfile } from './profile.ts'
import { checkSet } from './x12/check-set.ts'
import { elementOf, type Segment, type TransactionSet } from './x12/envelope.ts'
import { type Findings, type Reading, refused, understood } from './x12/fault.ts'
import { isoDateOf } from './x12/primitives.ts'

export interface ReturnAuthorisation {
  /** BGN01: "00" original, "01" cancellation, "13" request. */
  purpose: string
  /** BGN02: names this return. */
  number: string
  date: string
  /** The authorisation number, where N9 or REF gives one (RZ), else the number of the document. */
  reference: string
  order?: string
  /** DTM*002 or 017: when the goods are due here. */
  expectedOn?: string
  references: Reference[]
  dates: QualifiedDate[]
  parties: Party[]
  lines: ReturnLine[]
}

export interface ReturnLine extends NamedItem {
  quantity: number
  unit: string
  unitPrice?: Money
  /** RDR01: "CR" by the consumer, "DI" dispose, "RA" return. */
  disposition?: string
  /** RDR02 */
  reasonCode?: string
  /** In words: RDR04 or what RDR02 stands for. */
  reason: string
  description?: string
  references: Reference[]
}

/** Data element 1293, return request reasons. */
const REASONS: Readonly<Record<string, string>> = {
  BC: 'Beyond code date',
  CO: 'Ordered in error',
  CV: 'Other colour than expected',
  DA: 'Damaged',
  DI: 'Discontinued',
  DM: 'Defective, found in the store',
  DP: 'Packaging defective',
  DR: 'Defective, returned by the consumer',
  DT: 'Damaged in transit',
  EI: 'Excess stock',
  EO: 'End of season',
  EW: 'Worn excessively',
  LP: 'Label problem',
  MD: 'Marked down',
  NA: 'Not as expected',
  OP: 'Packaging outdated',
  PE: 'Price wrong',
  PF: 'Does not fit',
  PR: 'Recalled',
  PS: 'Spoiled',
  PW: 'Made poorly',
  RE: 'Recalled',
  SD: 'Short-dated',
  SM: 'Samples',
  SP: 'Shipped after the cancel date',
  SR: 'Stock reduction agreed',
  ST: 'Other style than expected',
  TE: 'Agreement ended',
  WG: 'Wrong goods',
}

export function readReturnAuthorisation(set: TransactionSet, profile: PartnerProfile): Reading<ReturnAuthorisation> {
  const found = checkSet(set, { id: '180', version: profile.version, begins: 'BGN', needs: ['BLI'] })
  const { head, loops } = loopsOf(set.segments, 'BLI', [])
  const [begin] = head
  if (found.faults.length > 0 || !begin) return refused(found)
  const currency = currencyOf(head, profile)
  const own = beforeParties(head)
  const whole = own.find(({ id }) => id === 'RDR')
  const lines = loops.map((loop) => lineOf(loop, whole, currency, profile, found))
  if (found.faults.length > 0) return refused(found)
  return understood({ ...headOf(begin, head, own), lines }, found)
}

function headOf(begin: Segment, head: Segment[], own: Segment[]): Omit<ReturnAuthorisation, 'lines'> {
  const references = referencesOf(own)
  const dates = datesOf(own)
  const purchase = own.find(({ id }) => id === 'PRF')
  const number = elementOf(begin, 2) ?? ''
  const order = (purchase && elementOf(purchase, 1)) ?? referenceOf(references, 'PO')
  const expectedOn = dateOf(dates, ['002', '017'])
  return {
    purpose: elementOf(begin, 1) ?? '',
    number,
    date: isoDateOf(elementOf(begin, 3) ?? '') ?? '',
    reference: referenceOf(references, 'RZ') ?? number,
    ...(order === undefined ? {} : { order }),
    ...(expectedOn === undefined ? {} : { expectedOn }),
    references,
    dates,
    parties: partiesOf(head),
  }
}

function lineOf(
  [segment, ...below]: [Segment, ...Segment[]],
  whole: Segment | undefined,
  currency: string,
  profile: PartnerProfile,
  found: Findings,
): ReturnLine {
  // BLI01 and BLI02 are the first pair; the others begin at BLI08.
  const first = { qualifier: elementOf(segment, 1) ?? '', id: elementOf(segment, 2) ?? '' }
  const unitPrice = priceOf(segment, 6, currency, found)
  const description = descriptionOf(below)
  return {
    ...namedBy([first, ...itemOf(segment, 8, profile).ids], profile),
    quantity: quantityOf(segment, 3, found),
    unit: elementOf(segment, 4) ?? profile.unit,
    ...(unitPrice ? { unitPrice } : {}),
    ...reasonOf(below.find(({ id }) => id === 'RDR') ?? whole),
    ...(description === undefined ? {} : { description }),
    references: referencesOf(below),
  }
}

/** Of the line, else of the whole return. */
function reasonOf(segment: Segment | undefined): Pick<ReturnLine, 'disposition' | 'reasonCode' | 'reason'> {
  const [disposition, code, , text] = [1, 2, 3, 4].map((n) => segment && elementOf(segment, n))
  return {
    ...(disposition === undefined ? {} : { disposition }),
    ...(code === undefined ? {} : { reasonCode: code }),
    reason: text ?? (code === undefined ? 'No reason given' : (REASONS[code] ?? `Reason ${code}`)),
  }
}
