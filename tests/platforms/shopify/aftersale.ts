/** Cancellation, refund and return. Each refund is also part of the order, and one cancellation carries one, as on the platform. */
import { gid } from './ids.ts'
import { changed, commit, openLines, orderOf } from './orders.ts'
import { refundPayload } from './payloads/refund.ts'
import { returnPayload } from './payloads/return.ts'
import type { Line, Order, Refund, RestockType, Return, Shop } from './shop.ts'
import { shareOf, totals, unfulfilled } from './shop.ts'

export interface CancelOptions {
  /** Units not shipped go back to available; otherwise they are gone from the platform's stock. */
  restock: boolean
  /** `customer` unless given: customer, declined, fraud, inventory, staff, other. */
  reason?: string
}

export interface NewRefund {
  lines: { lineItemId: string; quantity: number; restock: RestockType }[]
  note?: string
}

export interface NewReturn {
  /** Only units that have shipped. */
  lines: { lineItemId: string; quantity: number; reason?: string; customerNote?: string }[]
}

/** Cancels what has not shipped: `orders/cancelled`, `orders/updated` and `refunds/create` of one event. */
export function cancelOrder(shop: Shop, orderId: string, { restock, reason = 'customer' }: CancelOptions): void {
  const order = orderOf(shop, orderId)
  if (order.cancelledAt !== null) throw new Error(`Order ${orderId} is cancelled already`)
  const owedCents = totals(order).currentCents
  const type = restock ? 'cancel' : 'no_restock'
  const refund = addRefund(
    shop,
    order,
    null,
    openLines(order).map((open) => ({ ...open, restock: type })),
  )
  if (order.fulfilments.length === 0) refund.paidBackCents = owedCents
  order.cancelledAt = shop.now()
  order.cancelReason = reason
  const sent = { topic: 'refunds/create', payload: refundPayload(shop, order, refund) } as const
  changed(shop, order, ['orders/cancelled', 'orders/updated'], [sent])
}

/** Pays back lines: `refunds/create` and `orders/updated`. Returns the refund's gid. */
export function refund(shop: Shop, orderId: string, wanted: NewRefund): string {
  const order = orderOf(shop, orderId)
  const lines = wanted.lines.map(({ lineItemId, ...rest }) => ({ ...rest, line: lineOf(order, lineItemId) }))
  for (const { line, quantity, restock } of lines) {
    const most = restock === 'cancel' ? unfulfilled(line) : line.currentQuantity
    if (quantity < 1 || quantity > most) throw new Error(`${quantity} of ${line.variant.sku} cannot be refunded`)
  }
  const made = addRefund(shop, order, wanted.note ?? null, lines)
  changed(shop, order, ['orders/updated'], [{ topic: 'refunds/create', payload: refundPayload(shop, order, made) }])
  return gid('Refund', made.id)
}

type RefundLine = { line: Line; quantity: number; restock: RestockType }

function addRefund(shop: Shop, order: Order, note: string | null, lines: RefundLine[]): Refund {
  const withCents = lines.map((one) => ({ ...one, ...shareOf(one.line, one.quantity), id: shop.nextId() }))
  const made: Refund = {
    id: shop.nextId(),
    createdAt: shop.now(),
    note,
    lines: withCents,
    transactionId: shop.nextId(),
    paidBackCents: withCents.reduce((total, { totalCents }) => total + totalCents, 0),
  }
  for (const one of lines) takeOff(shop, one)
  order.refunds.push(made)
  return made
}

/** Units not shipped leave committed; shipped ones come back to available only as a return. */
function takeOff(shop: Shop, { line, quantity, restock }: RefundLine): void {
  const fromOpen = restock === 'return' ? 0 : Math.min(quantity, unfulfilled(line))
  if (fromOpen > 0) commit(shop, line.variant, -fromOpen, restock === 'cancel')
  const level = shop.levels.get(line.variant.itemId)
  if (restock === 'return' && level) level.available += quantity
  line.currentQuantity -= quantity
  line.fulfilled -= quantity - fromOpen
}

/** A buyer asks to send back what has shipped: `returns/request`. Returns the return's gid. */
export function requestReturn(shop: Shop, orderId: string, wanted: NewReturn): string {
  const order = orderOf(shop, orderId)
  const made: Return = {
    id: shop.nextId(),
    number: order.returns.length + 1,
    createdAt: shop.now(),
    status: 'REQUESTED',
    lines: wanted.lines.map((one) => returnLine(shop, order, one)),
  }
  order.returns.push(made)
  changed(shop, order, ['orders/updated'], [{ topic: 'returns/request', payload: returnPayload(order, made) }])
  return gid('Return', made.id)
}

function returnLine(shop: Shop, order: Order, wanted: NewReturn['lines'][number]): Return['lines'][number] {
  const line = lineOf(order, wanted.lineItemId)
  const fulfilmentLine = order.fulfilments.flatMap(({ lines }) => lines).find((one) => one.line === line)
  if (!fulfilmentLine || wanted.quantity > line.fulfilled) throw new Error(`${line.variant.sku} has not shipped so`)
  const { quantity, reason = 'UNWANTED', customerNote = null } = wanted
  return { id: shop.nextId(), fulfilmentLine, quantity, reason, customerNote }
}

/** The merchant agrees to a return: `returns/approve`. */
export function approveReturn(shop: Shop, returnId: string): void {
  for (const order of shop.orders.values()) {
    const found = order.returns.find(({ id }) => gid('Return', id) === returnId)
    if (!found) continue
    found.status = 'OPEN'
    changed(shop, order, ['orders/updated'], [{ topic: 'returns/approve', payload: returnPayload(order, found) }])
    return
  }
  throw new Error(`No return ${returnId}`)
}

function lineOf(order: Order, lineItemId: string): Line {
  const line = order.lines.find(({ id }) => gid('LineItem', id) === lineItemId)
  if (!line) throw new Error(`No line ${lineItemId} on order ${order.number}`)
  return line
}
