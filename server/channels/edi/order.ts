/** 850, purchase order. */

import { grouped } from '../../../shared/rules/grouped.ts'
import type { Money } from '../../../shared/rules/money.ts'
import {
  currencyOf,
  dateOf,
  datesOf,
  descriptionOf,
  type QualifiedDate,
  type Reference,
  referencesOf,
} from './facts.ts'
import { beforeParties, loopsOf } from './loops.ts'
import { noteUnread, priceOf, quantityOf, say } from './order-quantity.ts'
import { type Party, partiesOf } from './party.ts'
import { itemOf, type NamedItem } from './product-ids.ts'
import type { PartnerProfile } from './profile.ts'
import { checkSet } from './x12/check-set.ts'
import { elementOf, type Segment, type TransactionSet } from './x12/envelope.ts'
import { type Findings, type Reading, refused, understood } from './x12/fault.ts'
import { isoDateOf, moneyOf, wholeOf } from './x12/primitives.ts'

export interface PurchaseOrder {
  /** BEG01: "00" original, "01" cancellation, "05" replaces, "06" confirmation, "07" duplicate. */
  purpose: string
  /** BEG02: "SA" stand-alone, "NE" new, "DS" drop ship, "RL" release, "BL" blanket. */
  type: string
  /** BEG03 */
  number: string
  /** BEG04 */
  release?: string
  date: string
  currency: string
  references: Reference[]
  dates: QualifiedDate[]
  /** By the profile's qualifiers. */
  shipBy?: string
  shipNotBefore?: string
  deliverBy?: string
  cancelAfter?: string
  carrier?: Carrier
  parties: Party[]
  shipTo?: Party
  lines: OrderLine[]
}

export interface Carrier {
  /** TD503, where TD502 says that it is a SCAC or the partner's own code. */
  code?: string
  /** TD504: "M" motor, "U" private parcel. */
  method?: string
  routing?: string
}

export interface OrderLine extends NamedItem {
  /** PO101, or the place of the line where it has none. */
  line: string
  quantity: number
  /** "EA", "CA". */
  unit: string
  unitPrice?: Money
  description?: string
  pack?: Pack
  /** SDQ: which store gets how many. They add up to the quantity. */
  stores: StoreQuantity[]
  references: Reference[]
  dates: QualifiedDate[]
  /** Of the line alone: another ship-to, say. */
  parties: Party[]
}

export interface Pack {
  /** PO401: inner containers in an outer one. */
  pack?: number
  /** PO402 and PO403, as they came. */
  size?: string
  unit?: string
  /** PO414: eaches in an inner container. */
  inner?: number
}

export interface StoreQuantity {
  /** SDQ02: "92" an id that the buyer gave. */
  idQualifier?: string
  location: string
  quantity: number
}

export function readOrder(set: TransactionSet, profile: PartnerProfile): Reading<PurchaseOrder> {
  const found = checkSet(set, { id: '850', version: profile.version, begins: 'BEG', needs: ['PO1'] })
  const { head, loops, summary } = loopsOf(set.segments, 'PO1', ['CTT'])
  const [begin] = head
  if (found.faults.length > 0 || !begin) return refused(found)
  const currency = currencyOf(head, profile)
  const lines = loops.map((loop, index) => lineOf(loop, index, currency, profile, found))
  noteRepeated(loops, found)
  checkTotals(lines, summary, currency, found)
  if (found.faults.length > 0) return refused(found)
  return understood({ ...headOf(begin, head, profile), currency, lines }, found)
}

function headOf(begin: Segment, head: Segment[], profile: PartnerProfile): Omit<PurchaseOrder, 'currency' | 'lines'> {
  const own = beforeParties(head)
  const dates = datesOf(own)
  const parties = partiesOf(head)
  const shipTo = parties.find(({ role }) => role === 'ST')
  const carrier = carrierOf(own)
  const release = elementOf(begin, 4)
  return {
    purpose: elementOf(begin, 1) ?? '',
    type: elementOf(begin, 2) ?? '',
    number: elementOf(begin, 3) ?? '',
    ...(release === undefined ? {} : { release }),
    date: isoDateOf(elementOf(begin, 5) ?? '') ?? '',
    references: referencesOf(own),
    dates,
    ...meantDates(dates, profile),
    ...(carrier ? { carrier } : {}),
    parties,
    ...(shipTo ? { shipTo } : {}),
  }
}

export type MeantDates = Pick<PurchaseOrder, 'shipBy' | 'shipNotBefore' | 'deliverBy' | 'cancelAfter'>

export function meantDates(dates: readonly QualifiedDate[], profile: PartnerProfile): MeantDates {
  const meant: MeantDates = {}
  for (const name of ['shipBy', 'shipNotBefore', 'deliverBy', 'cancelAfter'] as const) {
    const date = dateOf(dates, profile.dates[name])
    if (date !== undefined) meant[name] = date
  }
  return meant
}

function carrierOf(segments: readonly Segment[]): Carrier | undefined {
  const segment = segments.find(({ id }) => id === 'TD5')
  if (!segment) return undefined
  const [code, method, routing] = [3, 4, 5].map((n) => elementOf(segment, n))
  return {
    ...(code === undefined ? {} : { code }),
    ...(method === undefined ? {} : { method }),
    ...(routing === undefined ? {} : { routing }),
  }
}

function lineOf(
  [segment, ...below]: [Segment, ...Segment[]],
  index: number,
  currency: string,
  profile: PartnerProfile,
  found: Findings,
): OrderLine {
  const item = itemOf(segment, 6, profile)
  if (item.ids.length === 0)
    say(
      found.faults,
      'item-unnamed',
      segment,
      6,
      'PO1 names no item. Ask the partner to name it, and to send the order again.',
    )
  noteUnread(below, found)
  const own = beforeParties(below)
  const quantity = quantityOf(segment, 2, found)
  const unitPrice = priceOf(segment, 4, currency, found)
  const description = descriptionOf(below)
  const pack = packOf(below)
  return {
    line: elementOf(segment, 1) ?? String(index + 1),
    ...item,
    quantity,
    unit: elementOf(segment, 3) ?? profile.unit,
    ...(unitPrice ? { unitPrice } : {}),
    ...(description === undefined ? {} : { description }),
    ...(pack ? { pack } : {}),
    stores: storesOf(segment, below, quantity, found),
    references: referencesOf(own),
    dates: datesOf(own),
    parties: partiesOf(below),
  }
}

/** Our answers name lines by their numbers: the partner may not tell two with the same number apart. */
function noteRepeated(loops: readonly [Segment, ...Segment[]][], found: Findings): void {
  const seen = new Set<string>()
  for (const [segment] of loops) {
    const line = elementOf(segment, 1)
    if (line !== undefined && seen.has(line))
      say(found.notes, 'contradiction', segment, 1, `Line ${line} is there twice. Ask the partner to number its lines.`)
    if (line !== undefined) seen.add(line)
  }
}

function packOf(below: readonly Segment[]): Pack | undefined {
  const segment = below.find(({ id }) => id === 'PO4')
  if (!segment) return undefined
  const pack = wholeOf(elementOf(segment, 1) ?? '')
  const inner = wholeOf(elementOf(segment, 14) ?? '')
  const [size, unit] = [2, 3].map((n) => elementOf(segment, n))
  return {
    ...(pack === undefined ? {} : { pack }),
    ...(size === undefined ? {} : { size }),
    ...(unit === undefined ? {} : { unit }),
    ...(inner === undefined ? {} : { inner }),
  }
}

function storesOf(line: Segment, below: readonly Segment[], quantity: number, found: Findings): StoreQuantity[] {
  const segments = below.filter(({ id }) => id === 'SDQ')
  const stores = segments.flatMap((segment) => storesIn(segment, found))
  const sum = stores.reduce((all, one) => all + one.quantity, 0)
  if (stores.length > 0 && sum !== quantity && quantity > 0)
    say(
      found.faults,
      'contradiction',
      line,
      2,
      `PO102 asks for ${quantity}, but SDQ gives the stores ${sum}. Ask the partner which is right, and to send the order again.`,
    )
  const byStore = grouped(stores, ({ idQualifier, location }) => `${idQualifier} ${location}`)
  return [...byStore.values()].flatMap((all) => {
    const [first] = all
    return first ? [{ ...first, quantity: all.reduce((whole, one) => whole + one.quantity, 0) }] : []
  })
}

/** Ten pairs of location and quantity, from SDQ03 on. */
function storesIn(segment: Segment, found: Findings): StoreQuantity[] {
  const idQualifier = elementOf(segment, 2)
  return Array.from({ length: 10 }, (_, at) => 3 + at * 2).flatMap((element) => {
    const location = elementOf(segment, element)
    if (location === undefined) return []
    const quantity = quantityOf(segment, element + 1, found, 0)
    return [{ ...(idQualifier === undefined ? {} : { idQualifier }), location, quantity }]
  })
}

/** CTT01 counts the lines: another number means that lines were lost. Sums are noted only, for partners cut them short. */
function checkTotals(
  lines: readonly OrderLine[],
  summary: readonly Segment[],
  currency: string,
  found: Findings,
): void {
  const count = summary.find(({ id }) => id === 'CTT')
  if (count && Number(elementOf(count, 1)) !== lines.length)
    say(
      found.faults,
      'total',
      count,
      1,
      `CTT01 says ${elementOf(count, 1)}, but the order has ${lines.length} lines. Ask the partner to send it again.`,
    )
  const hash = count && elementOf(count, 2)
  const quantities = lines.reduce((all, { quantity }) => all + quantity, 0)
  if (count && hash !== undefined && wholeOf(hash) !== quantities)
    say(
      found.notes,
      'total',
      count,
      2,
      `CTT02 says ${hash}, but the quantities add up to ${quantities}. Compare the order with the partner's.`,
    )
  const amount = summary.find((one) => one.id === 'AMT' && ['1', 'TT'].includes(elementOf(one, 1) ?? ''))
  const said = amount && moneyOf(elementOf(amount, 2) ?? '', currency)
  const total = lines.reduce((all, { quantity, unitPrice }) => all + quantity * (unitPrice?.amount ?? 0), 0)
  if (amount && said && said.money.amount !== total)
    say(
      found.notes,
      'total',
      amount,
      2,
      `AMT02 says ${elementOf(amount, 2)}, which is not what the lines add up to. Compare the prices with those agreed.`,
    )
}
