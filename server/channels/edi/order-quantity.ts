/** What is asked for on a line, and at which price: shared by orders and their changes. */
import type { Money } from '../../../shared/rules/money.ts'
import { MAX_QUANTITY } from '../../../shared/transactions/fields.ts'
import { elementOf, type Segment } from './x12/envelope.ts'
import { elementName, type Fault, type FaultCode, type Findings } from './x12/fault.ts'
import { moneyOf, wholeOf } from './x12/primitives.ts'

const RESEND = 'Ask the partner to mend it and to send the document again.'

export function say(list: Fault[], code: FaultCode, segment: Segment, element: number, message: string): void {
  const value = elementOf(segment, element)
  const rest = value === undefined ? {} : { value }
  list.push({ code, segment: segment.number, segmentId: segment.id, element, message, ...rest })
}

/** Segments below a line that say more of what is wanted than is read here, and what they say. */
const UNREAD: Readonly<Record<string, string>> = { SCH: 'several ship dates', SLN: 'what an assortment is made of' }

export function noteUnread(below: readonly Segment[], found: Findings): void {
  const seen = new Set<string>()
  for (const segment of below) {
    const says = UNREAD[segment.id]
    if (says === undefined || seen.has(segment.id)) continue
    seen.add(segment.id)
    say(
      found.notes,
      'unread',
      segment,
      1,
      `${segment.id} says ${says}, which is not read. Look at the document, and agree with the partner.`,
    )
  }
}

/** A quantity in whole units; `least` is 0 where nothing may be said. Faulty ones are 0. */
export function quantityOf(segment: Segment, element: number, found: Findings, least = 1): number {
  const text = elementOf(segment, element)
  const name = elementName(segment.id, element)
  const quantity = text === undefined ? undefined : wholeOf(text)
  if (quantity === undefined) {
    const what = text === undefined ? `${name} gives no quantity` : `${name} asks for ${text}, which is no whole number`
    say(found.faults, 'quantity', segment, element, `${what}. ${RESEND}`)
    return 0
  }
  if (quantity < least || quantity > MAX_QUANTITY) {
    const range = `${least} to ${MAX_QUANTITY.toLocaleString('en-US')}`
    say(
      found.faults,
      'quantity',
      segment,
      element,
      `${name} asks for ${quantity}, which is not within ${range}. ${RESEND}`,
    )
    return 0
  }
  return quantity
}

/** Undefined where the line gives none. A price finer than the currency's smallest unit is rounded, with a note. */
export function priceOf(segment: Segment, element: number, currency: string, found: Findings): Money | undefined {
  const text = elementOf(segment, element)
  if (text === undefined) return undefined
  const price = moneyOf(text, currency)
  const name = elementName(segment.id, element)
  if (!price || price.money.amount < 0) {
    say(found.faults, 'price', segment, element, `${name} gives ${text} for a price. ${RESEND}`)
    return undefined
  }
  if (!price.isExact)
    say(
      found.notes,
      'price',
      segment,
      element,
      `${name} gives ${text}, which is finer than the smallest unit of ${currency}; it stands rounded. Compare it with the agreed price.`,
    )
  return price.money
}
