/** The REST-like JSON of `orders/create`, `orders/updated` and `orders/cancelled`. */
import { restMoney, shopTime } from '../formats.ts'
import { gid } from '../ids.ts'
import type { Address, Customer, Fulfilment, Order, Shop } from '../shop.ts'
import { fulfillmentStatus, totals } from '../shop.ts'
import { linePayload } from './lines.ts'
import { moneySet, taxLines } from './money.ts'
import { refundPayload } from './refund.ts'

const time = (ms: number | null) => (ms === null ? null : shopTime(ms))

/** The whole order as it is now. */
export function orderPayload(shop: Shop, order: Order) {
  return {
    id: order.id,
    admin_graphql_api_id: gid('Order', order.id),
    cancel_reason: order.cancelReason,
    cancelled_at: time(order.cancelledAt),
    closed_at: time(order.closedAt),
    confirmed: true,
    contact_email: order.customer.email,
    created_at: shopTime(order.createdAt),
    currency: shop.currency,
    email: order.customer.email,
    financial_status: financialStatus(order),
    fulfillment_status: restStatus(order),
    name: `#${order.number}`,
    note: order.note,
    note_attributes: [],
    number: order.number - 1000,
    order_number: order.number,
    phone: order.customer.phone,
    presentment_currency: shop.currency,
    processed_at: shopTime(order.createdAt),
    source_name: 'web',
    tags: '',
    taxes_included: false,
    test: false,
    updated_at: shopTime(order.updatedAt),
    ...amounts(shop, order),
    customer: customerPayload(order.customer),
    discount_applications: discounts(order),
    fulfillments: order.fulfilments.map((one) => fulfilmentPayload(shop, order, one)),
    line_items: order.lines.map((line) => linePayload(shop, order, line)),
    refunds: order.refunds.map((refund) => refundPayload(shop, order, refund)),
    shipping_address: addressPayload(order.address),
    billing_address: addressPayload(order.address),
    shipping_lines: [shippingLine(shop, order)],
  }
}

function amounts(shop: Shop, order: Order) {
  const { goodsCents, discountCents, taxCents, subtotalCents, totalCents, currentCents } = totals(order)
  return {
    current_total_price: restMoney(currentCents),
    current_total_price_set: moneySet(shop, currentCents),
    subtotal_price: restMoney(subtotalCents),
    subtotal_price_set: moneySet(shop, subtotalCents),
    total_discounts: restMoney(discountCents),
    total_discounts_set: moneySet(shop, discountCents),
    total_line_items_price: restMoney(goodsCents),
    total_line_items_price_set: moneySet(shop, goodsCents),
    total_price: restMoney(totalCents),
    total_price_set: moneySet(shop, totalCents),
    total_shipping_price_set: moneySet(shop, order.shippingCents),
    total_tax: restMoney(taxCents),
    total_tax_set: moneySet(shop, taxCents),
    tax_lines: taxLines(shop, order.taxRate, taxCents),
  }
}

function financialStatus(order: Order): 'paid' | 'partially_refunded' | 'refunded' {
  const { refundedCents, totalCents } = totals(order)
  if (refundedCents === 0) return 'paid'
  return refundedCents >= totalCents ? 'refunded' : 'partially_refunded'
}

const restStatus = (order: Order) =>
  ({ UNFULFILLED: null, PARTIALLY_FULFILLED: 'partial', FULFILLED: 'fulfilled' })[fulfillmentStatus(order)]

function discounts(order: Order) {
  const { discountCents } = totals(order)
  if (discountCents === 0) return []
  const shared = { target_type: 'line_item', type: 'manual', value_type: 'fixed_amount', title: 'Discount' }
  return [{ ...shared, value: restMoney(discountCents), allocation_method: 'across', target_selection: 'all' }]
}

function customerPayload({ id, firstName, lastName, email, phone }: Customer) {
  const admin_graphql_api_id = gid('Customer', id)
  return {
    id,
    admin_graphql_api_id,
    email,
    first_name: firstName,
    last_name: lastName,
    phone,
    currency: 'USD',
    tags: '',
  }
}

const addressPayload = (address: Address) => ({
  first_name: address.firstName,
  last_name: address.lastName,
  name: `${address.firstName} ${address.lastName}`,
  company: address.company,
  address1: address.address1,
  address2: address.address2,
  city: address.city,
  province: address.province,
  province_code: address.provinceCode,
  zip: address.zip,
  country: address.country,
  country_code: address.countryCode,
  phone: address.phone,
  latitude: null,
  longitude: null,
})

const shippingLine = (shop: Shop, order: Order) => ({
  id: order.shippingLineId,
  carrier_identifier: null,
  code: 'Standard',
  discounted_price: restMoney(order.shippingCents),
  discounted_price_set: moneySet(shop, order.shippingCents),
  discount_allocations: [],
  is_removed: false,
  phone: null,
  price: restMoney(order.shippingCents),
  price_set: moneySet(shop, order.shippingCents),
  source: 'shopify',
  tax_lines: taxLines(shop, order.taxRate, order.shippingTaxCents),
  title: 'Standard',
})

function fulfilmentPayload(shop: Shop, order: Order, fulfilment: Fulfilment) {
  const [first] = fulfilment.tracking
  return {
    id: fulfilment.id,
    admin_graphql_api_id: gid('Fulfillment', fulfilment.id),
    created_at: shopTime(fulfilment.createdAt),
    updated_at: shopTime(fulfilment.createdAt),
    location_id: shop.locationId,
    name: `#${order.number}-F${order.fulfilments.indexOf(fulfilment) + 1}`,
    order_id: order.id,
    service: 'manual',
    shipment_status: null,
    status: 'success',
    tracking_company: first?.company ?? null,
    tracking_number: first?.number ?? null,
    tracking_numbers: fulfilment.tracking.flatMap(({ number }) => number ?? []),
    tracking_url: first?.url ?? null,
    tracking_urls: fulfilment.tracking.flatMap(({ url }) => url ?? []),
    line_items: fulfilment.lines.map(({ line, quantity }) => ({ ...linePayload(shop, order, line), quantity })),
  }
}
