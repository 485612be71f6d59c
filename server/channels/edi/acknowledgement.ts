/** 855, purchase order acknowledgement: what of an order will be shipped. */
import { type Money, plainMoney } from '../../../shared/rules/money.ts'
import { contradiction, type Drafted, descriptionSegments, drafted, referenceSegments } from './draft.ts'
import { type OutgoingParty, partySegments } from './party.ts'
import { type OurItem, productIdElements } from './product-ids.ts'
import type { PartnerProfile } from './profile.ts'
import type { Fault } from './x12/fault.ts'
import type { OutgoingSegment } from './x12/outgoing.ts'
import { x12DateOf } from './x12/primitives.ts'

/** Data element 668. */
export const LINE_STATUSES = {
  accepted: 'IA',
  backordered: 'IB',
  'changes-made': 'IC',
  deleted: 'ID',
  'price-changed': 'IP',
  'quantity-changed': 'IQ',
  rejected: 'IR',
  substituted: 'IS',
  'date-changed': 'DR',
} as const
export type LineStatus = keyof typeof LINE_STATUSES

export interface LineAnswer {
  status: LineStatus
  /** Of the quantity ordered: the answers of a line add up to it, but for `quantity-changed`, whose rest is cancelled. */
  quantity: number
  /** When it is to leave. */
  shipOn?: string
}

export interface AcknowledgedLine {
  /** PO101 of the order. */
  line: string
  quantity: number
  unit: string
  unitPrice?: Money
  item: OurItem
  description?: string
  answers: readonly LineAnswer[]
}

export interface OrderAcknowledgement {
  /** BEG03, BEG04 and BEG05 of the order. */
  number: string
  release?: string
  orderDate: string
  /** BAK08: what we call the order. */
  ourNumber?: string
  date: string
  currency?: string
  references?: readonly { qualifier: string; id: string }[]
  parties?: readonly OutgoingParty[]
  lines: readonly AcknowledgedLine[]
}

export function draftAcknowledgement(document: OrderAcknowledgement, profile: PartnerProfile): Drafted {
  const { number, release = '', orderDate, ourNumber = '', date, currency, lines } = document
  const head = [
    '00',
    acknowledgementType(lines),
    number,
    x12DateOf(orderDate),
    release,
    '',
    '',
    ourNumber,
    x12DateOf(date),
  ]
  const segments: OutgoingSegment[] = [
    { id: 'BAK', elements: head },
    ...(currency === undefined ? [] : [{ id: 'CUR', elements: ['SE', currency] }]),
    ...referenceSegments(document.references),
    ...(document.parties ?? []).flatMap(partySegments),
    ...lines.flatMap((line) => lineSegments(line, profile)),
    { id: 'CTT', elements: [String(lines.length)] },
  ]
  return drafted(segments, profile, [...noLines(lines), ...lines.flatMap(lineFaults)])
}

/** BAK02: AD all as ordered, RD nothing of it, AC otherwise. */
function acknowledgementType(lines: readonly AcknowledgedLine[]): 'AD' | 'RD' | 'AC' {
  const answers = lines.flatMap((line) => line.answers)
  if (answers.every(({ status }) => status === 'accepted')) return 'AD'
  return answers.every(({ status }) => status === 'rejected' || status === 'deleted') ? 'RD' : 'AC'
}

function lineSegments(line: AcknowledgedLine, profile: PartnerProfile): OutgoingSegment[] {
  const { quantity, unit, unitPrice, item, description } = line
  const price = unitPrice ? plainMoney(unitPrice) : ''
  return [
    {
      id: 'PO1',
      elements: [line.line, String(quantity), unit, price, unitPrice ? 'PE' : '', ...productIdElements(item, profile)],
    },
    ...descriptionSegments(description, profile),
    ...line.answers.map((answer) => answerSegment(answer, unit)),
  ]
}

/** 068: the current ship date of the schedule. */
const answerSegment = ({ status, quantity, shipOn }: LineAnswer, unit: string): OutgoingSegment => ({
  id: 'ACK',
  elements: [
    LINE_STATUSES[status],
    String(quantity),
    unit,
    ...(shipOn === undefined ? [] : ['068', x12DateOf(shipOn)]),
  ],
})

const noLines = (lines: readonly unknown[]): Fault[] =>
  lines.length > 0 ? [] : [contradiction('PO1', 'The acknowledgement has no line. Answer each line of the order.')]

function lineFaults({ line, quantity, answers }: AcknowledgedLine): Fault[] {
  const answered = answers.reduce((all, one) => all + one.quantity, 0)
  const isWhole = [quantity, ...answers.map((one) => one.quantity)].every((one) => Number.isInteger(one) && one >= 0)
  if (answers.length > 0 && isWhole && answered === quantity) return []
  const mayBeLess = answers.some(({ status }) => status === 'quantity-changed' || status === 'changes-made')
  if (isWhole && answered < quantity && mayBeLess) return []
  return [
    contradiction(
      'ACK',
      `Line ${line} orders ${quantity}, and ${answered} are answered for. Answer for the whole of it, no more and no less.`,
    ),
  ]
}
