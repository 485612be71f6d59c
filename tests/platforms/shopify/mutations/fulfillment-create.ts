/** `fulfillmentCreate`: has no idempotency key, so that a blind repeat ships again or finds the fulfillment order closed. */
import type { Asked, View } from '../graphql/execute.ts'
import { numberOf } from '../ids.ts'
import { changed } from '../orders.ts'
import type { Fulfilment, Line, Order, Shop } from '../shop.ts'
import { fulfillmentOrderStatus, unfulfilled } from '../shop.ts'
import { fulfilmentView } from '../views/fulfilment.ts'
import { type Input, inputOf, listOf, userError } from './input.ts'

const payload = (fulfillment: View | null, messages: string[]): View => ({
  __typename: 'FulfillmentCreatePayload',
  fulfillment,
  userErrors: messages.map((message) => userError(['fulfillment'], message)),
})

interface Wanted {
  order: Order
  lines: { line: Line; quantity: number }[]
}

export function fulfillmentCreate(shop: Shop, { args }: Asked): View {
  const optional = ['trackingInfo', 'notifyCustomer', 'originAddress']
  const input = inputOf(args.fulfillment, 'FulfillmentInput', ['lineItemsByFulfillmentOrder'], optional)
  const parts = listOf(input.lineItemsByFulfillmentOrder, 'lineItemsByFulfillmentOrder').map((part) => read(shop, part))
  const fault = parts.find((part) => typeof part === 'string')
  if (fault !== undefined) return payload(null, [fault])
  const [first, ...others] = parts as Wanted[]
  if (!first) return payload(null, ['Line items by fulfillment order cannot be empty'])
  if (others.some(({ order }) => order !== first.order))
    return payload(null, ['All fulfillment orders must belong to the same order.'])
  const made = ship(
    shop,
    first.order,
    (parts as Wanted[]).flatMap(({ lines }) => lines),
    trackingOf(input.trackingInfo),
  )
  return payload(fulfilmentView(shop, first.order, made), [])
}

/** What one part asks for, or why it cannot be had. */
function read(shop: Shop, part: unknown): Wanted | string {
  const { fulfillmentOrderId, fulfillmentOrderLineItems } = inputOf(
    part,
    'FulfillmentOrderLineItemsInput',
    ['fulfillmentOrderId'],
    ['fulfillmentOrderLineItems'],
  )
  const number = numberOf('FulfillmentOrder', fulfillmentOrderId)
  const order = [...shop.orders.values()].find((one) => one.fulfillmentOrderId === number)
  if (!order) return 'Fulfillment order does not exist.'
  if (fulfillmentOrderStatus(order) === 'CLOSED')
    return `Fulfillment order ${number} has an unfulfillable status= closed.`
  const all = order.lines.map((line) => ({ line, quantity: unfulfilled(line) })).filter(({ quantity }) => quantity > 0)
  const rows = fulfillmentOrderLineItems ? listOf(fulfillmentOrderLineItems, 'fulfillmentOrderLineItems') : []
  return rows.length === 0 ? { order, lines: all } : readLines(order, rows)
}

function readLines(order: Order, rows: unknown[]): Wanted | string {
  const taken = new Map<Line, number>()
  for (const row of rows) {
    const { id, quantity } = inputOf(row, 'FulfillmentOrderLineItemInput', ['id', 'quantity'])
    const number = numberOf('FulfillmentOrderLineItem', id)
    const line = order.lines.find(({ fulfillmentOrderLineId }) => fulfillmentOrderLineId === number)
    if (!line) return 'Fulfillment order line item does not exist.'
    taken.set(line, (taken.get(line) ?? 0) + Number(quantity))
  }
  const lines = [...taken].map(([line, quantity]) => ({ line, quantity }))
  const wrong = lines.some(
    ({ line, quantity }) => !Number.isInteger(quantity) || quantity < 1 || quantity > unfulfilled(line),
  )
  return wrong ? 'Invalid fulfillment order line item quantity requested.' : { order, lines }
}

/** Number and url may come alone or as lists. */
function trackingOf(value: unknown): Fulfilment['tracking'] {
  if (value === undefined || value === null) return []
  const info: Input = inputOf(value, 'FulfillmentTrackingInput', [], ['company', 'number', 'numbers', 'url', 'urls'])
  const list = (one: unknown, many: unknown) => (Array.isArray(many) ? many.map(String) : one ? [String(one)] : [])
  const numbers = list(info.number, info.numbers)
  const urls = list(info.url, info.urls)
  const company = info.company ? String(info.company) : null
  return numbers.map((number, index) => ({ company, number, url: urls[index] ?? null }))
}

function ship(shop: Shop, order: Order, lines: Wanted['lines'], tracking: Fulfilment['tracking']): Fulfilment {
  const made = {
    id: shop.nextId(),
    createdAt: shop.now(),
    tracking,
    lines: lines.map((one) => ({ ...one, id: shop.nextId() })),
  }
  for (const { line, quantity } of lines) {
    line.fulfilled += quantity
    const level = shop.levels.get(line.variant.itemId)
    if (level) level.committed -= quantity
  }
  order.fulfilments.push(made)
  if (fulfillmentOrderStatus(order) === 'CLOSED') order.closedAt = shop.now()
  changed(shop, order, ['orders/updated'])
  return made
}
