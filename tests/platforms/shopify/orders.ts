/** What buyers and the merchant do to orders on the platform's side, with its effect on the platform's own stock. */
import { gid, numberOf } from './ids.ts'
import { orderPayload } from './payloads/order.ts'
import type { Address, Customer, Line, Order, Shop, Topic, Variant } from './shop.ts'
import { unfulfilled } from './shop.ts'

export interface NewLine {
  variantId: string
  quantity: number
  /** Price of one unit; the variant's own where absent. */
  cents?: number
  /** Discount on the whole line. */
  discountCents?: number
}

export interface NewOrder {
  lines: NewLine[]
  customer?: Partial<Omit<Customer, 'id'>>
  shippingAddress?: Partial<Address>
  shippingCents?: number
  /** 0.08 for 8 %; prices are without tax. */
  taxRate?: number
  note?: string
  /** Sell beyond what is available, as a shop that continues selling when out of stock does. */
  oversell?: boolean
}

/** Order by its gid. Throws where there is none. */
export function orderOf(shop: Shop, orderId: string): Order {
  const order = shop.orders.get(numberOf('Order', orderId) ?? 0)
  if (!order) throw new Error(`No order ${orderId}`)
  return order
}

/** Variant by its gid. Throws where there is none. */
export function variantOf(shop: Shop, variantId: string): Variant {
  const variant = shop.variants.get(numberOf('ProductVariant', variantId) ?? 0)
  if (!variant) throw new Error(`No variant ${variantId}`)
  return variant
}

/** Moves units between available and committed; `taken` > 0 commits, < 0 gives back. */
export function commit(shop: Shop, variant: Variant, taken: number, restock = true): void {
  const level = shop.levels.get(variant.itemId)
  if (!level) return
  level.committed += taken
  if (restock) level.available -= taken
  level.updatedAt = shop.now()
}

/** Stamps the order and sends its webhooks as one event. */
export function changed(
  shop: Shop,
  order: Order,
  topics: Topic[],
  more: { topic: Topic; payload: unknown }[] = [],
): void {
  order.updatedAt = shop.now()
  const payload = orderPayload(shop, order)
  shop.emit([...topics.map((topic) => ({ topic, payload })), ...more])
}

/** A buyer checks out: stock is committed, `orders/create` goes out. Returns the order's gid; throws if there is too little. */
export function placeOrder(shop: Shop, wanted: NewOrder): string {
  const taxRate = wanted.taxRate ?? 0
  const lines = wanted.lines.map((line) => newLine(shop, line, taxRate))
  if (!wanted.oversell) refuseShortage(shop, lines)
  const order = newOrder(shop, wanted, lines, taxRate)
  shop.orders.set(order.id, order)
  for (const line of lines) commit(shop, line.variant, line.quantity)
  changed(shop, order, ['orders/create'])
  return gid('Order', order.id)
}

function refuseShortage(shop: Shop, lines: Line[]): void {
  const wanted = new Map<Variant, number>()
  for (const { variant, quantity } of lines) wanted.set(variant, (wanted.get(variant) ?? 0) + quantity)
  for (const [variant, quantity] of wanted) {
    const available = shop.levels.get(variant.itemId)?.available ?? 0
    if (quantity > available) throw new Error(`${quantity} of ${variant.sku} wanted, ${available} available`)
  }
}

export function newLine(shop: Shop, wanted: NewLine, taxRate: number): Line {
  const variant = variantOf(shop, wanted.variantId)
  const unitCents = wanted.cents ?? variant.cents
  const discountCents = wanted.discountCents ?? 0
  return {
    id: shop.nextId(),
    fulfillmentOrderLineId: shop.nextId(),
    variant,
    quantity: wanted.quantity,
    currentQuantity: wanted.quantity,
    fulfilled: 0,
    unitCents,
    discountCents,
    taxCents: Math.round((unitCents * wanted.quantity - discountCents) * taxRate),
  }
}

function newOrder(shop: Shop, wanted: NewOrder, lines: Line[], taxRate: number): Order {
  const customer = newCustomer(shop, wanted.customer)
  const shippingCents = wanted.shippingCents ?? 0
  return {
    id: shop.nextId(),
    number: shop.firstOrderNumber + shop.orders.size,
    createdAt: shop.now(),
    updatedAt: shop.now(),
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    note: wanted.note ?? null,
    customer,
    address: newAddress(customer, wanted.shippingAddress),
    lines,
    shippingLineId: shop.nextId(),
    shippingCents,
    shippingTaxCents: Math.round(shippingCents * taxRate),
    taxRate,
    fulfillmentOrderId: shop.nextId(),
    fulfilments: [],
    refunds: [],
    returns: [],
  }
}

const newCustomer = (shop: Shop, given: NewOrder['customer']): Customer => ({
  id: shop.nextId(),
  firstName: 'Ada',
  lastName: 'Buyer',
  email: 'ada@example.com',
  phone: null,
  ...given,
})

const newAddress = ({ firstName, lastName, phone }: Customer, given: NewOrder['shippingAddress']): Address => ({
  firstName,
  lastName,
  company: null,
  address1: '1 Main Street',
  address2: null,
  city: 'Springfield',
  province: 'Illinois',
  provinceCode: 'IL',
  zip: '62701',
  country: 'United States',
  countryCode: 'US',
  phone,
  ...given,
})

/** The merchant edits: each named variant is to have that many units on the order. Removed units are restocked unless told not. */
export function editOrder(shop: Shop, orderId: string, wanted: { lines: NewLine[]; restock?: boolean }): void {
  const order = orderOf(shop, orderId)
  if (order.cancelledAt !== null) throw new Error(`Order ${orderId} is cancelled`)
  for (const one of wanted.lines) {
    const line = order.lines.find(({ variant }) => gid('ProductVariant', variant.id) === one.variantId)
    if (line) resize(shop, order, line, one.quantity, wanted.restock ?? true)
    else addLine(shop, order, one)
  }
  changed(shop, order, ['orders/updated'])
}

function addLine(shop: Shop, order: Order, wanted: NewLine): void {
  const line = newLine(shop, wanted, order.taxRate)
  order.lines.push(line)
  commit(shop, line.variant, line.quantity)
}

function resize(shop: Shop, order: Order, line: Line, quantity: number, restock: boolean): void {
  if (quantity < line.fulfilled) throw new Error(`${line.fulfilled} of ${line.variant.sku} have shipped`)
  const more = quantity - line.currentQuantity
  if (more > 0) {
    line.quantity += more
    line.taxCents = Math.round((line.unitCents * line.quantity - line.discountCents) * order.taxRate)
  }
  line.currentQuantity = quantity
  commit(shop, line.variant, more, more > 0 || restock)
}

/** Units not shipped that a cancellation takes off. */
export const openLines = (order: Order) =>
  order.lines.map((line) => ({ line, quantity: unfulfilled(line) })).filter(({ quantity }) => quantity > 0)
