/** What the simulated shop holds. Ids are numbers inside; gids are made where answers are written. */
import { createIds } from './ids.ts'
import type { Random } from './random.ts'

export interface Variant {
  id: number
  productId: number
  itemId: number
  sku: string
  title: string
  barcode: string | null
  cents: number
}

/** Stock of one item at the one location. On hand is available and committed together. */
export interface Level {
  available: number
  committed: number
  updatedAt: number
}

export interface Customer {
  id: number
  firstName: string
  lastName: string
  email: string
  phone: string | null
}

export interface Address {
  firstName: string
  lastName: string
  company: string | null
  address1: string
  address2: string | null
  city: string
  province: string | null
  provinceCode: string | null
  zip: string
  country: string
  countryCode: string
  phone: string | null
}

export interface Line {
  id: number
  fulfillmentOrderLineId: number
  variant: Variant
  /** As ordered; grows when an edit adds units, does not shrink when units are removed. */
  quantity: number
  /** Without what was removed, cancelled or refunded. */
  currentQuantity: number
  fulfilled: number
  unitCents: number
  discountCents: number
  taxCents: number
}

export interface Fulfilment {
  id: number
  createdAt: number
  tracking: { company: string | null; number: string | null; url: string | null }[]
  lines: { id: number; line: Line; quantity: number }[]
}

export type RestockType = 'cancel' | 'return' | 'no_restock'

export interface Refund {
  id: number
  createdAt: number
  note: string | null
  lines: { id: number; line: Line; quantity: number; restock: RestockType; subtotalCents: number; taxCents: number }[]
  transactionId: number
  paidBackCents: number
}

export interface Return {
  id: number
  number: number
  createdAt: number
  status: 'REQUESTED' | 'OPEN'
  lines: {
    id: number
    fulfilmentLine: { id: number; line: Line }
    quantity: number
    reason: string
    customerNote: string | null
  }[]
}

export interface Order {
  id: number
  number: number
  createdAt: number
  updatedAt: number
  cancelledAt: number | null
  cancelReason: string | null
  closedAt: number | null
  note: string | null
  customer: Customer
  address: Address
  lines: Line[]
  shippingLineId: number
  shippingCents: number
  shippingTaxCents: number
  taxRate: number
  fulfillmentOrderId: number
  fulfilments: Fulfilment[]
  refunds: Refund[]
  returns: Return[]
}

/** Topics that the simulator sends. */
export type Topic =
  | 'orders/create'
  | 'orders/updated'
  | 'orders/cancelled'
  | 'refunds/create'
  | 'returns/request'
  | 'returns/approve'

export interface Shop {
  domain: string
  currency: string
  createdAt: number
  locationId: number
  variants: Map<number, Variant>
  variantsByItem: Map<number, Variant>
  /** By inventory item; an item that is not stocked at the location has none. */
  levels: Map<number, Level>
  orders: Map<number, Order>
  firstOrderNumber: number
  nextId: () => number
  now: () => number
  random: Random
  /** One event of the shop: its webhooks share an event id. */
  emit: (messages: { topic: Topic; payload: unknown }[]) => void
}

export interface ShopOptions extends Pick<Shop, 'domain' | 'now' | 'random' | 'emit'> {
  firstId?: number | undefined
  /** Number of the first order; 1001 where absent. */
  firstOrderNumber?: number | undefined
}

export function createShop({ firstId, firstOrderNumber = 1001, ...options }: ShopOptions): Shop {
  const nextId = createIds(firstId)
  return {
    ...options,
    firstOrderNumber,
    currency: 'USD',
    createdAt: options.now(),
    locationId: nextId(),
    variants: new Map(),
    variantsByItem: new Map(),
    levels: new Map(),
    orders: new Map(),
    nextId,
  }
}

/** Units of a line that are still to be shipped. */
export const unfulfilled = (line: Line) => Math.max(0, line.currentQuantity - line.fulfilled)

/** OPEN until something ships, CLOSED when nothing is left or the order is cancelled. */
export function fulfillmentOrderStatus(order: Order): 'OPEN' | 'IN_PROGRESS' | 'CLOSED' {
  if (order.cancelledAt !== null || order.lines.every((line) => unfulfilled(line) === 0)) return 'CLOSED'
  return order.fulfilments.length > 0 ? 'IN_PROGRESS' : 'OPEN'
}

export function fulfillmentStatus(order: Order): 'UNFULFILLED' | 'PARTIALLY_FULFILLED' | 'FULFILLED' {
  if (order.fulfilments.length === 0) return 'UNFULFILLED'
  return order.lines.some((line) => unfulfilled(line) > 0) ? 'PARTIALLY_FULFILLED' : 'FULFILLED'
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

/** Amounts of an order in cents: as placed, and `currentCents` without what was taken off since. */
export function totals(order: Order) {
  const { lines, shippingCents, shippingTaxCents } = order
  const goodsCents = sum(lines.map((line) => line.unitCents * line.quantity))
  const discountCents = sum(lines.map((line) => line.discountCents))
  const taxCents = sum(lines.map((line) => line.taxCents)) + shippingTaxCents
  const subtotalCents = goodsCents - discountCents
  const refundedCents = sum(order.refunds.map((refund) => refund.paidBackCents))
  const keptCents = sum(lines.map((line) => shareOf(line, line.currentQuantity).totalCents))
  return {
    goodsCents,
    discountCents,
    taxCents,
    subtotalCents,
    totalCents: subtotalCents + taxCents + shippingCents,
    currentCents: keptCents + (order.cancelledAt === null ? shippingCents + shippingTaxCents : 0),
    refundedCents,
  }
}

/** What that many units of a line come to after discount, and their tax. */
export function shareOf(line: Line, quantity: number) {
  const part = line.quantity === 0 ? 0 : quantity / line.quantity
  const subtotalCents = Math.round((line.unitCents * line.quantity - line.discountCents) * part)
  const taxCents = Math.round(line.taxCents * part)
  return { subtotalCents, taxCents, totalCents: subtotalCents + taxCents }
}
