/** 860, purchase order change that the buyer asks for. */
import type { Money } from '../../../shared/rules/money.ts'
import { currencyOf, datesOf, type QualifiedDate, type Reference, referencesOf } from './facts.ts'
import { beforeParties, loopsOf } from './loops.ts'
import { type MeantDates, meantDates } from './order.ts'
import { noteUnread, priceOf, quantityOf, say } from './order-quantity.ts'
import { type Party, partiesOf } from './party.ts'
import { itemOf, type NamedItem } from './product-ids.ts'
import type { PartnerProfile } from './profile.ts'
import { checkSet } from './x12/check-set.ts'
import { componentsOf, type Delimiters, USUAL_DELIMITERS } from './x12/delimiters.ts'
import { elementOf, type Segment, type TransactionSet } from './x12/envelope.ts'
import { type Findings, type Reading, refused, understood } from './x12/fault.ts'
import { isoDateOf } from './x12/primitives.ts'

export interface OrderChange extends MeantDates {
  /** BCH01: "01" cancels the order, "04" changes it, "05" replaces it. */
  purpose: string
  /** BCH02: "SA" stand-alone and others. */
  type: string
  /** BCH03: the order's. */
  number: string
  release?: string
  /** BCH05: counts the changes of one order. */
  sequence?: string
  /** BCH06: when the order was placed. */
  orderDate: string
  /** BCH11, else undefined. */
  changeDate?: string
  currency: string
  references: Reference[]
  dates: QualifiedDate[]
  parties: Party[]
  lines: LineChange[]
}

export interface LineChange extends NamedItem {
  line: string
  /** POC02: "AI" add, "DI" delete, "CA" change, "QI" more, "QD" fewer, "PC" price, "RZ" replace all values. */
  change: string
  /** POC03: the quantity from now on; undefined where it stays. */
  quantity?: number
  /** POC04: of it, what has not been delivered yet. */
  left?: number
  unit?: string
  unitPrice?: Money
  references: Reference[]
  dates: QualifiedDate[]
}

export function readOrderChange(
  set: TransactionSet,
  profile: PartnerProfile,
  delimiters: Delimiters = USUAL_DELIMITERS,
): Reading<OrderChange> {
  const found = checkSet(set, { id: '860', version: profile.version, begins: 'BCH' })
  const { head, loops, summary } = loopsOf(set.segments, 'POC', ['CTT'])
  const [begin] = head
  if (found.faults.length > 0 || !begin) return refused(found)
  const currency = currencyOf(head, profile)
  const lines = loops.map((loop, index) => changeOf(loop, index, { currency, profile, delimiters, found }))
  const count = summary.find(({ id }) => id === 'CTT')
  if (count && Number(elementOf(count, 1)) !== lines.length)
    say(
      found.faults,
      'total',
      count,
      1,
      `CTT01 says ${elementOf(count, 1)}, but the change has ${lines.length} lines. Ask the partner to send it again.`,
    )
  if (found.faults.length > 0) return refused(found)
  return understood({ ...headOf(begin, head, profile), currency, lines }, found)
}

function headOf(begin: Segment, head: Segment[], profile: PartnerProfile): Omit<OrderChange, 'currency' | 'lines'> {
  const own = beforeParties(head)
  const dates = datesOf(own)
  const [release, sequence] = [4, 5].map((n) => elementOf(begin, n))
  const changeDate = isoDateOf(elementOf(begin, 11) ?? '')
  return {
    purpose: elementOf(begin, 1) ?? '',
    type: elementOf(begin, 2) ?? '',
    number: elementOf(begin, 3) ?? '',
    ...(release === undefined ? {} : { release }),
    ...(sequence === undefined ? {} : { sequence }),
    orderDate: isoDateOf(elementOf(begin, 6) ?? '') ?? '',
    ...(changeDate === undefined ? {} : { changeDate }),
    references: referencesOf(own),
    dates,
    ...meantDates(dates, profile),
    parties: partiesOf(head),
  }
}

interface Scene {
  currency: string
  profile: PartnerProfile
  delimiters: Delimiters
  found: Findings
}

function changeOf([segment, ...below]: [Segment, ...Segment[]], index: number, scene: Scene): LineChange {
  const { currency, profile, found } = scene
  noteUnread(below, found)
  const quantity = elementOf(segment, 3) === undefined ? undefined : quantityOf(segment, 3, found, 0)
  const left = elementOf(segment, 4) === undefined ? undefined : quantityOf(segment, 4, found, 0)
  const unit = unitOf(segment, scene)
  const unitPrice = priceOf(segment, 6, currency, found)
  const item = itemOf(segment, 8, profile)
  const change = elementOf(segment, 2) ?? ''
  // A line that is known is known by its number; a new one needs an item and a quantity.
  if (change === 'AI' && item.ids.length === 0)
    say(
      found.faults,
      'item-unnamed',
      segment,
      8,
      'POC adds a line that names no item. Ask the partner to name it, and to send the change again.',
    )
  if (change === 'AI' && (quantity ?? 0) === 0)
    say(
      found.faults,
      'quantity',
      segment,
      3,
      'POC adds a line without a quantity. Ask the partner to give it, and to send the change again.',
    )
  return {
    line: elementOf(segment, 1) ?? String(index + 1),
    change,
    ...item,
    ...(quantity === undefined ? {} : { quantity }),
    ...(left === undefined ? {} : { left }),
    ...(unit === undefined ? {} : { unit }),
    ...(unitPrice ? { unitPrice } : {}),
    references: referencesOf(below),
    dates: datesOf(below),
  }
}

/** POC05 is a composite whose first component is the unit. */
function unitOf(segment: Segment, { delimiters }: Scene): string | undefined {
  const text = elementOf(segment, 5)
  const [unit = ''] = text === undefined ? [] : componentsOf(text, delimiters)
  return unit === '' ? undefined : unit
}
