/** Orders as Amazon keeps them, and what buyers and sellers do to them. */
import type { Listings } from './listings.ts'
import type { Random } from './random.ts'

export type FulfillmentStatus =
  | 'PENDING_AVAILABILITY'
  | 'PENDING'
  | 'UNSHIPPED'
  | 'PARTIALLY_SHIPPED'
  | 'SHIPPED'
  | 'CANCELLED'
  | 'UNFULFILLABLE'

export type FulfilledBy = 'MERCHANT' | 'AMAZON'
export type Canceller = 'BUYER' | 'MERCHANT' | 'AMAZON'

export interface OrderItem {
  orderItemId: string
  sku: string
  asin: string
  title: string
  quantity: number
  shipped: number
  unitPriceCents: number
  /** Of the whole line. */
  shippingCents: number
  taxCents: number
  discountCents: number
  cancelRequest?: string
  cancellation?: { by: Canceller; reason: string }
}

export interface Package {
  packageReferenceId: string
  carrierCode: string
  carrierName?: string
  shippingMethod?: string
  trackingNumber: string
  shipTime: string
  createdAt: number
  items: { orderItemId: string; quantity: number }[]
}

export interface Recipient {
  name: string
  addressLine1: string
  city: string
  stateOrRegion: string
  postalCode: string
  countryCode: string
}

export interface Order {
  id: string
  createdAt: number
  updatedAt: number
  status: FulfillmentStatus
  fulfilledBy: FulfilledBy
  shipFrom: number
  shipBy: number
  recipient: Recipient
  items: OrderItem[]
  packages: Package[]
}

export interface NewLine {
  sku: string
  quantity: number
  /** Default: the listing's. */
  unitPriceCents?: number
  shippingCents?: number
  taxCents?: number
  discountCents?: number
}

export interface NewOrder {
  lines: readonly NewLine[]
  /** Default MERCHANT. Every listing must be of the same kind. */
  fulfilledBy?: FulfilledBy
  /** The latest moment to hand it over, in milliseconds; default two days from now. */
  shipBy?: number
  /** Payment is not yet authorised: no address and no prices, until it is changed to UNSHIPPED. */
  pending?: boolean
  recipient?: Partial<Recipient>
  /** Sold although less is shown. Without it such an order is an error of the test. */
  oversell?: boolean
}

export interface OrderChange {
  /** Lower quantities by SKU; Amazon never raises one. */
  quantities?: Readonly<Record<string, number>>
  shipBy?: number
  /** SHIPPED is for orders which Amazon fulfils; the merchant's become so when shipment is confirmed. */
  status?: FulfillmentStatus
  /** The buyer asks for cancellation; whether it is granted is the seller's affair. */
  buyerRequestsCancel?: string
}

export interface Cancellation {
  by?: Canceller
  reason?: string
  /** Units go back to the shown quantity. Default: only for orders which Amazon fulfils. */
  restock?: boolean
}

export interface Orders {
  place(order: NewOrder): string
  change(id: string, change: OrderChange): void
  cancel(id: string, cancellation?: Cancellation): void
  get(id: string): Order | undefined
  all(): Order[]
  /** The order has been changed in place: stamps the time and tells the listeners. */
  touched(order: Order, reason: string, request?: boolean): void
}

/** `request`: the change is a wish of the buyer, not a new status. */
export type OrderListener = (order: Order, reason: string, request: boolean) => void

interface Parts {
  now: () => number
  random: Random
  listings: Listings
  listener: OrderListener
}

const DAY = 86_400_000
const SOMEBODY: Recipient = {
  name: 'Jordan Example',
  addressLine1: '100 Main Street',
  city: 'Seattle',
  stateOrRegion: 'WA',
  postalCode: '98101',
  countryCode: 'US',
}

/** What the status says follows from what is shipped. */
export function statusOf(items: readonly OrderItem[]): FulfillmentStatus {
  if (items.every(({ shipped, quantity }) => shipped >= quantity)) return 'SHIPPED'
  return items.some(({ shipped }) => shipped > 0) ? 'PARTIALLY_SHIPPED' : 'UNSHIPPED'
}

function requireStock(listings: Listings, { lines, fulfilledBy = 'MERCHANT', oversell = false }: NewOrder): void {
  const wanted = new Map<string, number>()
  for (const { sku, quantity } of lines) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity)
  for (const [sku, quantity] of wanted) {
    const shown = listings.shown(sku)
    const fba = listings.get(sku)?.fba === true
    if (fba !== (fulfilledBy === 'AMAZON')) throw new Error(`${sku} is not fulfilled by ${fulfilledBy}`)
    if (shown < quantity && !oversell) throw new Error(`Only ${shown} of ${sku} are shown, ${quantity} were ordered`)
  }
}

function itemOf(line: NewLine, listings: Listings, random: Random): OrderItem {
  const listing = listings.get(line.sku)
  if (!listing || !Number.isInteger(line.quantity) || line.quantity < 1) throw new Error(`No such line: ${line.sku}`)
  const { sku, quantity, shippingCents = 0, taxCents = 0, discountCents = 0 } = line
  const unitPriceCents = line.unitPriceCents ?? listing.unitPriceCents
  const { asin, title } = listing
  const orderItemId = random.digits(14)
  return { orderItemId, sku, asin, title, quantity, shipped: 0, unitPriceCents, shippingCents, taxCents, discountCents }
}

export function createOrders({ now, random, listings, listener }: Parts): Orders {
  const orders = new Map<string, Order>()
  function known(id: string): Order {
    const order = orders.get(id)
    if (!order) throw new Error(`The simulated Amazon has no order ${id}`)
    return order
  }
  function touched(order: Order, reason: string, request = false): void {
    order.updatedAt = now()
    listener(order, reason, request)
  }
  function place(given: NewOrder): string {
    requireStock(listings, given)
    const items = given.lines.map((line) => itemOf(line, listings, random))
    if (items.length === 0) throw new Error('An order needs lines')
    for (const { sku, quantity } of items) listings.move(sku, -quantity)
    const at = now()
    const order: Order = {
      id: `${random.digits(3)}-${random.digits(7)}-${random.digits(7)}`,
      createdAt: at,
      updatedAt: at,
      status: given.pending ? 'PENDING' : 'UNSHIPPED',
      fulfilledBy: given.fulfilledBy ?? 'MERCHANT',
      shipFrom: at,
      shipBy: given.shipBy ?? at + 2 * DAY,
      recipient: { ...SOMEBODY, ...given.recipient },
      items,
      packages: [],
    }
    orders.set(order.id, order)
    touched(order, 'Order Placed')
    return order.id
  }
  function lower(order: Order, quantities: Readonly<Record<string, number>>): void {
    for (const [sku, quantity] of Object.entries(quantities)) {
      const item = order.items.find((one) => one.sku === sku)
      if (!item || quantity > item.quantity || quantity < item.shipped)
        throw new Error(`Cannot make ${sku} ${quantity}`)
      item.quantity = quantity
    }
  }
  function change(id: string, { quantities, shipBy, status, buyerRequestsCancel }: OrderChange): void {
    const order = known(id)
    if (quantities) lower(order, quantities)
    if (shipBy !== undefined) order.shipBy = shipBy
    if (status === 'SHIPPED') for (const item of order.items) item.shipped = item.quantity
    if (status) order.status = status
    if (buyerRequestsCancel !== undefined) for (const item of order.items) item.cancelRequest = buyerRequestsCancel
    const request = buyerRequestsCancel !== undefined
    touched(order, request ? 'Buyer Requested Cancel' : 'Order Changed', request)
  }
  function cancel(id: string, { by = 'BUYER', reason = 'NO_LONGER_NEEDED', restock }: Cancellation = {}): void {
    const order = known(id)
    if (order.status === 'SHIPPED' || order.status === 'CANCELLED') throw new Error(`${id} is ${order.status}`)
    order.status = 'CANCELLED'
    for (const item of order.items) {
      item.cancellation = { by, reason }
      if (restock ?? order.fulfilledBy === 'AMAZON') listings.move(item.sku, item.quantity - item.shipped)
    }
    touched(order, 'Order Canceled')
  }
  return { place, change, cancel, get: (id) => orders.get(id), all: () => [...orders.values()], touched }
}
