/** 810, invoice. */
import { type Money, plainMoney } from '../../../shared/rules/money.ts'
import { contradiction, type Drafted, descriptionSegments, drafted, referenceSegments } from './draft.ts'
import { type OutgoingParty, partySegments } from './party.ts'
import { type OurItem, productIdElements } from './product-ids.ts'
import type { PartnerProfile } from './profile.ts'
import type { Fault } from './x12/fault.ts'
import { freeText } from './x12/free-text.ts'
import type { OutgoingSegment } from './x12/outgoing.ts'
import { n2Of, x12DateOf } from './x12/primitives.ts'

export interface Invoice {
  /** BIG02 */
  number: string
  date: string
  /** BEG03, BEG04 and BEG05 of the order. */
  order: { number: string; date?: string; release?: string }
  currency: string
  references?: readonly { qualifier: string; id: string }[]
  /** Ship to, bill to, remit to. */
  parties?: readonly OutgoingParty[]
  shippedOn?: string
  lines: readonly InvoiceLine[]
  /** Of the whole invoice. */
  adjustments?: readonly Adjustment[]
  carrier?: {
    /** SCAC */
    code: string
    method?: string
    routing?: string
    billOfLading?: string
  }
}

export interface InvoiceLine {
  /** PO101 of the order. */
  line: string
  item: OurItem
  quantity: number
  unit: string
  unitPrice: Money
  description?: string
  adjustments?: readonly Adjustment[]
}

export interface Adjustment {
  kind: 'allowance' | 'charge'
  /** SAC02, data element 1300: "D240" freight, "C310" discount, "H850" tax. */
  code: string
  /** Above zero: `kind` says which way it goes. */
  amount: Money
  description?: string
}

export type DraftedInvoice = Drafted & { total: Money }

export function draftInvoice(invoice: Invoice, profile: PartnerProfile): DraftedInvoice {
  const total = totalOf(invoice)
  const { currency, lines, shippedOn, carrier, adjustments = [] } = invoice
  const segments: OutgoingSegment[] = [
    { id: 'BIG', elements: headElements(invoice) },
    { id: 'CUR', elements: ['SE', currency] },
    ...referenceSegments(invoice.references),
    ...(invoice.parties ?? []).flatMap(partySegments),
    ...termsSegments(profile),
    ...(shippedOn === undefined ? [] : [{ id: 'DTM', elements: ['011', x12DateOf(shippedOn)] }]),
    ...lines.flatMap((line) => lineSegments(line, profile)),
    { id: 'TDS', elements: [n2Of(total) ?? ''] },
    ...(carrier ? [{ id: 'CAD', elements: carrierElements(carrier) }] : []),
    ...adjustments.map((one) => adjustmentSegment(one, profile)),
    { id: 'CTT', elements: [String(lines.length)] },
  ]
  return { ...drafted(segments, profile, faultsOf(invoice, total)), total }
}

function headElements({ number, date, order }: Invoice): string[] {
  return [
    x12DateOf(date),
    number,
    order.date === undefined ? '' : x12DateOf(order.date),
    order.number,
    order.release ?? '',
  ]
}

const allAdjustments = ({ lines, adjustments = [] }: Invoice): Adjustment[] => [
  ...lines.flatMap((line) => line.adjustments ?? []),
  ...adjustments,
]

function totalOf(invoice: Invoice): Money {
  const goods = invoice.lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice.amount, 0)
  const added = allAdjustments(invoice).reduce(
    (sum, { kind, amount }) => sum + (kind === 'charge' ? amount.amount : -amount.amount),
    0,
  )
  return { amount: goods + added, currency: invoice.currency }
}

/** 01 with a discount for early payment, 05 without; counted from the invoice's date (3). */
function termsSegments({ terms }: PartnerProfile): OutgoingSegment[] {
  if (!terms) return []
  const { netDays, discountPercent, discountDays } = terms
  const hasDiscount = discountPercent !== undefined && discountDays !== undefined
  const discount = hasDiscount
    ? ['01', '3', String(discountPercent), '', String(discountDays)]
    : ['05', '3', '', '', '']
  return [{ id: 'ITD', elements: [...discount, '', String(netDays)] }]
}

function lineSegments(line: InvoiceLine, profile: PartnerProfile): OutgoingSegment[] {
  const { quantity, unit, unitPrice, item, description, adjustments = [] } = line
  return [
    {
      id: 'IT1',
      elements: [line.line, String(quantity), unit, plainMoney(unitPrice), 'PE', ...productIdElements(item, profile)],
    },
    ...descriptionSegments(description, profile),
    ...adjustments.map((one) => adjustmentSegment(one, profile)),
  ]
}

/** SAC12: 02 an allowance off the invoice, 06 a charge that the customer pays. */
function adjustmentSegment(
  { kind, code, amount, description }: Adjustment,
  { delimiters }: PartnerProfile,
): OutgoingSegment {
  const isCharge = kind === 'charge'
  const words = freeText(description ?? '', delimiters, 80)
  const handling = ['', '', '', '', '', '', isCharge ? '06' : '02', '', '', words]
  return { id: 'SAC', elements: [isCharge ? 'C' : 'A', code, '', '', n2Of(amount) ?? '', ...handling] }
}

const carrierElements = ({
  code,
  method = '',
  routing = '',
  billOfLading,
}: NonNullable<Invoice['carrier']>): string[] => [
  method,
  '',
  '',
  code,
  routing,
  '',
  ...(billOfLading === undefined ? [] : ['BM', billOfLading]),
]

function faultsOf(invoice: Invoice, total: Money): Fault[] {
  const faults: Fault[] = []
  const adjustments = allAdjustments(invoice)
  const amounts = [...invoice.lines.map(({ unitPrice }) => unitPrice), ...adjustments.map(({ amount }) => amount)]
  if (invoice.lines.length === 0)
    faults.push(contradiction('IT1', 'The invoice has no line. Invoice what was shipped.'))
  const other = amounts.find(({ currency }) => currency !== invoice.currency)
  if (other)
    faults.push(
      contradiction(
        'CUR',
        `The invoice is in ${invoice.currency}, but an amount in it is in ${other.currency}. Invoice each currency apart.`,
      ),
    )
  for (const { line, quantity, unitPrice } of invoice.lines)
    if (!Number.isInteger(quantity) || quantity < 1 || unitPrice.amount < 0)
      faults.push(
        contradiction(
          'IT1',
          `Line ${line} invoices ${quantity} at ${unitPrice.amount}. Give a whole quantity above zero, and a price that is not negative.`,
        ),
      )
  if (adjustments.some(({ amount }) => amount.amount <= 0))
    faults.push(contradiction('SAC', 'An allowance or charge is not above zero. Leave it out, or turn it round.'))
  if (total.amount < 0)
    faults.push(contradiction('TDS', 'The allowances are more than the goods. Send a credit instead.'))
  if ([total, ...adjustments.map(({ amount }) => amount)].some((amount) => n2Of(amount) === undefined))
    faults.push(
      contradiction('TDS', `X12 writes totals in hundredths, and an amount in ${invoice.currency} is finer. Round it.`),
    )
  return faults
}
