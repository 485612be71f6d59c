/** The evidence as tables of words: what the document shows and what the spreadsheet beside it holds. */
import { DISPOSITION_WORDS } from '../../shared/rules/disposition.ts'
import { type Money, plainMoney } from '../../shared/rules/money.ts'
import type { Evidence } from './evidence.ts'

export interface Table {
  title: string
  /** Empty: each row is a name and a value. */
  head: string[]
  /** Shares of the page. */
  widths: number[]
  rows: string[][]
}

export function titleOf({ return: { chargeback, channel }, name }: Evidence): string {
  return chargeback === null ? `Return ${name} (${channel})` : `Dispute of chargeback ${name} (${channel})`
}

export const evidenceTables = (evidence: Evidence): Table[] => [
  chargebackTable(evidence),
  orderTable(evidence),
  allocationTable(evidence),
  stepTable(evidence),
  shipmentTable(evidence),
  returnTable(evidence),
  inspectionTable(evidence),
]

const words = (money: Money | null): string => (money === null ? 'not known' : `${plainMoney(money)} ${money.currency}`)

/** To the second; the document says that all times are UTC. */
const time = (instant: string | null): string => (instant === null ? '' : instant.slice(0, 19).replace('T', ' '))

/** What each kind of ledger line was on the floor. */
const DONE: Record<string, string> = {
  pick: 'Picked',
  pack: 'Packed',
  ship: 'Shipped',
  move: 'Moved',
  returnReceive: 'Came back',
  inspect: 'Inspected',
  returnToSupplier: 'To supplier',
  reverse: 'Undone',
  'send-back': 'Sent back',
}

const known = (rows: [string, string | null | undefined][]): string[][] =>
  rows.flatMap(([name, value]) => (value == null || value === '' ? [] : [[name, value]]))

function chargebackTable({ return: one }: Evidence): Table {
  const { chargeback } = one
  return {
    title: 'Chargeback and return',
    head: [],
    widths: [1, 3],
    rows: known([
      ['Chargeback', chargeback?.reference],
      ['Category', chargeback && [chargeback.category, chargeback.code].filter(Boolean).join(', ')],
      ['Amount', chargeback && words(chargeback.amount)],
      ['Dispute by', chargeback?.disputeBy],
      ['Return', one.reference],
      ['Order', one.orderExternalId],
      ['Customer', one.customer?.name],
      ['Announced', time(one.createdAt)],
      ['Received', time(one.receivedAt)],
      ['Note', one.note],
    ]),
  }
}

function orderTable({ order }: Evidence): Table {
  return {
    title: order === null ? 'Order: not known here' : `Order ${order.externalId}, placed ${time(order.placedAt)}`,
    head: ['Item', 'Name', 'Ordered', 'Shipped', 'Unit price'],
    widths: [2, 4, 1, 1, 1.5],
    rows: (order?.lines ?? []).map((line) => [
      line.sku,
      line.name,
      String(line.quantity),
      String(line.shipped),
      words(line.unitPrice),
    ]),
  }
}

const allocationTable = ({ allocations }: Evidence): Table => ({
  title: 'Allocated to pickers',
  head: ['When', 'Item', 'Lot', 'Place', 'Units', 'Picked'],
  widths: [2.4, 2, 2, 2, 1, 1],
  rows: allocations.map((one) => [
    time(one.at),
    one.sku,
    one.lot ?? '',
    one.location,
    String(one.quantity),
    String(one.picked),
  ]),
})

const stepTable = ({ steps }: Evidence): Table => ({
  title: 'What was scanned, by whom and where',
  head: ['When', 'What', 'Item', 'Lot', 'Units', 'From', 'To', 'By', 'Device'],
  widths: [2.7, 1.4, 1.8, 1.6, 0.8, 1.7, 1.7, 1.6, 1.4],
  rows: steps.map((one) => [
    time(one.at),
    DONE[one.what] ?? one.what,
    one.sku,
    one.lot ?? '',
    String(one.quantity),
    one.from,
    one.to,
    one.by ?? '',
    one.device ?? '',
  ]),
})

const shipmentTable = ({ shipments, asn }: Evidence): Table => ({
  title: asn === null ? 'Shipments (no advance ship notice was sent from here)' : 'Shipments',
  head: ['When', 'Carrier', 'Tracking number', 'Document', 'Cartons (SSCC)'],
  widths: [2.4, 1.6, 2.2, 2, 3],
  rows: shipments.map((one) => [
    time(one.at),
    [one.carrier, one.service].filter(Boolean).join(' '),
    one.trackingNumber ?? '',
    [one.documentType, one.documentNumber].filter(Boolean).join(' '),
    one.units.map(({ unit, sscc }) => sscc ?? unit).join(', '),
  ]),
})

const returnTable = ({ return: one }: Evidence): Table => ({
  title: 'What came back',
  head: ['When', 'Item', 'Lot', 'Lot known from', 'Units', 'Reason', 'By'],
  widths: [2.4, 2, 2, 1.6, 1, 2, 1.6],
  rows: one.goods.map((goods) => [
    time(goods.receivedAt),
    goods.sku,
    goods.lot ?? 'not known',
    goods.lotFrom ?? '',
    String(goods.quantity),
    goods.reason,
    goods.by ?? '',
  ]),
})

const inspectionTable = ({ return: one }: Evidence): Table => ({
  title: 'What was found',
  head: ['When', 'Item', 'Lot', 'Units', 'Condition', 'Checklist', 'Disposition', 'By'],
  widths: [2.7, 1.8, 1.6, 0.8, 1.8, 2.2, 1.8, 1.6],
  rows: one.inspections
    .filter(({ state }) => state !== 'reversed')
    .map((inspection) => [
      time(inspection.inspectedAt),
      inspection.sku,
      inspection.lot ?? 'not known',
      String(inspection.quantity),
      [inspection.condition, inspection.note].filter(Boolean).join(': '),
      inspection.checklist
        .map(({ code, ok, note }) => `${code} ${ok ? 'yes' : 'no'}${note ? ` (${note})` : ''}`)
        .join(', '),
      DISPOSITION_WORDS[inspection.disposition],
      inspection.by ?? '',
    ]),
})
