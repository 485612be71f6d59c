/** 812, credit or debit adjustment: what a retailer takes back money for. */
import type { ChargebackCategory } from '../../../shared/rules/chargeback.ts'
import type { Money } from '../../../shared/rules/money.ts'
import { currencyOf, datesOf, type QualifiedDate, type Reference, referenceOf, referencesOf } from './facts.ts'
import { beforeParties, loopsOf } from './loops.ts'
import { quantityOf, say } from './order-quantity.ts'
import { type Party, partiesOf } from './party.ts'
import { itemOf, type NamedItem } from './product-ids.ts'
import type { PartnerProfile } from './profile.ts'
import { checkSet } from './x12/check-set.ts'
import { elementOf, type Segment, type TransactionSet } from './x12/envelope.ts'
import { elementName, type Findings, type Reading, refused, understood } from './x12/fault.ts'
import { isoDateOf, moneyOf, moneyOfN2 } from './x12/primitives.ts'

export interface ChargebackDocument {
  /** BCD02 */
  number: string
  date: string
  /** BCD05: a debit takes money from us. */
  direction: 'credit' | 'debit'
  amount: Money
  /** BCD07 and BCD10. */
  invoice?: string
  order?: string
  /** The reason of the line with the largest amount, and what it means. */
  reason?: string
  category: ChargebackCategory
  /** Until when it may be disputed, where the profile says how long. */
  disputeBy?: string
  references: Reference[]
  dates: QualifiedDate[]
  parties: Party[]
  lines: ChargebackLine[]
}

export interface ChargebackLine extends NamedItem {
  /** CDD01: data element 426. */
  reason: string
  category: ChargebackCategory
  direction: 'credit' | 'debit'
  amount?: Money
  quantity?: number
  unit?: string
  /** CDD09: the difference for each unit. */
  unitPriceDifference?: Money
  references: Reference[]
}

/** Data element 426, where it says what our categories say. Whatever else there is, is "other". */
const CATEGORIES: Readonly<Record<string, ChargebackCategory>> = {
  '01': 'price',
  '02': 'price',
  '03': 'price',
  '04': 'damage',
  '06': 'shortage',
  '07': 'substitution',
  '08': 'substitution',
  '10': 'packaging',
  '11': 'damage',
  '24': 'price',
  '41': 'late',
  '42': 'shortage',
  '46': 'routing',
  '50': 'late',
  '59': 'shortage',
  '70': 'asn-missing',
}

export function readChargeback(set: TransactionSet, profile: PartnerProfile): Reading<ChargebackDocument> {
  const found = checkSet(set, { id: '812', version: profile.version, begins: 'BCD' })
  const { head, loops } = loopsOf(set.segments, 'CDD', [])
  const [begin] = head
  if (found.faults.length > 0 || !begin) return refused(found)
  const currency = currencyOf(head, profile)
  const amount = amountOf(begin, 4, currency, found)
  const direction = directionOf(begin, 5, found)
  const lines = loops.map((loop) => lineOf(loop, currency, profile, found))
  if (found.faults.length > 0 || !amount) return refused(found)
  const main = lines.reduce<ChargebackLine | undefined>(
    (most, line) => (!most || (line.amount?.amount ?? 0) > (most.amount?.amount ?? 0) ? line : most),
    undefined,
  )
  const reason = main ? { reason: main.reason } : {}
  const category = main?.category ?? 'other'
  return understood({ ...headOf(begin, head, profile), direction, amount, ...reason, category, lines }, found)
}

function headOf(begin: Segment, head: Segment[], profile: PartnerProfile) {
  const own = beforeParties(head)
  const references = referencesOf(own)
  const date = isoDateOf(elementOf(begin, 1) ?? '') ?? ''
  const invoice = elementOf(begin, 7) ?? referenceOf(references, 'IV')
  const order = elementOf(begin, 10) ?? referenceOf(references, 'PO')
  const { disputeWithinDays } = profile.chargebacks
  return {
    number: elementOf(begin, 2) ?? '',
    date,
    ...(invoice === undefined ? {} : { invoice }),
    ...(order === undefined ? {} : { order }),
    ...(disputeWithinDays === undefined ? {} : { disputeBy: daysAfter(date, disputeWithinDays) }),
    references,
    dates: datesOf(own),
    parties: partiesOf(head),
  }
}

function lineOf(
  [segment, ...below]: [Segment, ...Segment[]],
  currency: string,
  profile: PartnerProfile,
  found: Findings,
): ChargebackLine {
  const reason = elementOf(segment, 1) ?? ''
  const amount = elementOf(segment, 4) === undefined ? undefined : amountOf(segment, 4, currency, found)
  const quantity = elementOf(segment, 7) === undefined ? undefined : quantityOf(segment, 7, found, 0)
  const unit = elementOf(segment, 8)
  const unitPriceDifference = moneyOf(elementOf(segment, 9) ?? '', currency)?.money
  const item = below.find(({ id }) => id === 'LIN')
  return {
    reason,
    category: profile.chargebacks.categories[reason] ?? CATEGORIES[reason] ?? 'other',
    direction: directionOf(segment, 2, found),
    ...(amount ? { amount } : {}),
    ...(quantity === undefined ? {} : { quantity }),
    ...(unit === undefined ? {} : { unit }),
    ...(unitPriceDifference ? { unitPriceDifference } : {}),
    ...(item ? itemOf(item, 2, profile) : { ids: [] }),
    references: referencesOf(below),
  }
}

function directionOf(segment: Segment, element: number, found: Findings): 'credit' | 'debit' {
  const code = elementOf(segment, element)
  if (code === 'C') return 'credit'
  if (code !== 'D')
    say(
      found.faults,
      'element-code',
      segment,
      element,
      `${elementName(segment.id, element)} is ${code}, neither C for credit nor D for debit. Ask the partner to mend it and to send the document again.`,
    )
  return 'debit'
}

/** N2. Some partners give a debit as a negative number; the flag says already which way the money goes. */
function amountOf(segment: Segment, element: number, currency: string, found: Findings): Money | undefined {
  const text = elementOf(segment, element) ?? ''
  const amount = moneyOfN2(text, currency)
  if (!amount) {
    say(
      found.faults,
      'price',
      segment,
      element,
      `${elementName(segment.id, element)} gives ${text} for an amount. Ask the partner to mend it and to send the document again.`,
    )
    return undefined
  }
  return { ...amount.money, amount: Math.abs(amount.money.amount) }
}

const DAY_MS = 86_400_000

const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
