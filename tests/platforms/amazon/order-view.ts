/** An order in the shape of Orders 2026-01-01: what is always there, and the data sets that must be asked for. */
import type { Order, OrderItem } from './orders.ts'
import { iso } from './query.ts'

export const DATA_SETS = [
  'BUYER',
  'RECIPIENT',
  'PROCEEDS',
  'EXPENSE',
  'PROMOTION',
  'CANCELLATION',
  'FULFILLMENT',
  'PACKAGES',
  'TAX',
  'PAYMENT',
  'FULFILLMENT_ORDERS',
] as const

const money = (cents: number) => ({ amount: (cents / 100).toFixed(2), currencyCode: 'USD' })

/** Only what is not zero, apart from the goods themselves. A discount is taken off the total. */
const partsOf = (item: OrderItem) =>
  [
    { type: 'ITEM', cents: item.unitPriceCents * item.quantity, sign: 1 },
    { type: 'SHIPPING', cents: item.shippingCents, sign: 1 },
    { type: 'TAX', cents: item.taxCents, sign: 1 },
    { type: 'DISCOUNT', cents: item.discountCents, sign: -1 },
  ].filter(({ type, cents }) => type === 'ITEM' || cents !== 0)

const totalOf = (item: OrderItem) => partsOf(item).reduce((sum, { cents, sign }) => sum + sign * cents, 0)

const itemProceeds = (item: OrderItem) => ({
  proceedsTotal: money(totalOf(item)),
  breakdowns: partsOf(item).map(({ type, cents }) => ({ type, subtotal: money(cents) })),
})

function orderProceeds(order: Order) {
  const sums = new Map<string, number>()
  for (const { type, cents } of order.items.flatMap(partsOf)) sums.set(type, (sums.get(type) ?? 0) + cents)
  const grandTotal = money(order.items.reduce((sum, item) => sum + totalOf(item), 0))
  return { grandTotal, breakdowns: [...sums].map(([type, cents]) => ({ type, subtotal: money(cents) })) }
}

function cancellationOf({ cancelRequest, cancellation }: OrderItem) {
  const request =
    cancelRequest === undefined ? {} : { cancellationRequest: { requester: 'BUYER', cancelReason: cancelRequest } }
  if (!cancellation) return request
  return { ...request, cancellationExecution: { cancelledBy: cancellation.by, cancelReason: cancellation.reason } }
}

function itemView(
  item: OrderItem,
  { asked, priced, cancelled }: { asked: Asked; priced: boolean; cancelled: boolean },
) {
  const { asin, title, sku: sellerSku, quantity, shipped, unitPriceCents } = item
  const product = { asin, title, sellerSku, condition: { conditionType: 'NEW', conditionSubtype: 'NEW' } }
  const cancellation = cancellationOf(item)
  return {
    orderItemId: item.orderItemId,
    quantityOrdered: quantity,
    product: priced ? { ...product, price: { unitPrice: money(unitPriceCents) } } : product,
    ...(asked('PROCEEDS') && priced ? { proceeds: itemProceeds(item) } : {}),
    ...(asked('CANCELLATION') && Object.keys(cancellation).length > 0 ? { cancellation } : {}),
    ...(asked('FULFILLMENT')
      ? { fulfillment: { quantityFulfilled: shipped, quantityUnfulfilled: cancelled ? 0 : quantity - shipped } }
      : {}),
  }
}

const packagesOf = (order: Order) =>
  order.packages.map((one) => ({
    packageReferenceId: one.packageReferenceId,
    createdTime: iso(one.createdAt),
    packageStatus: { status: 'SHIPPED' },
    carrier: one.carrierName ?? one.carrierCode,
    shipTime: one.shipTime,
    ...(one.shippingMethod === undefined ? {} : { shippingService: one.shippingMethod }),
    trackingNumber: one.trackingNumber,
    packageItems: one.items,
  }))

const fulfillmentOf = (order: Order) => ({
  fulfillmentStatus: order.status,
  fulfilledBy: order.fulfilledBy,
  fulfillmentServiceLevel: 'STANDARD',
  shipByWindow: { earliestDateTime: iso(order.shipFrom), latestDateTime: iso(order.shipBy) },
})

type Asked = (dataSet: (typeof DATA_SETS)[number]) => boolean

export function orderView(order: Order, dataSets: readonly string[], marketplaceId: string) {
  const asked: Asked = (dataSet) => dataSets.includes(dataSet)
  const merchant = order.fulfilledBy === 'MERCHANT'
  // Until payment is authorised nobody is to pack for it.
  const priced = order.status !== 'PENDING' && order.status !== 'PENDING_AVAILABILITY'
  const buyer = { buyerName: order.recipient.name, ...(merchant ? { buyerEmail: 'buyer@marketplace.amazon.com' } : {}) }
  const cancelled = order.status === 'CANCELLED'
  return {
    orderId: order.id,
    createdTime: iso(order.createdAt),
    lastUpdatedTime: iso(order.updatedAt),
    salesChannel: { channelName: 'AMAZON', marketplaceId, marketplaceName: 'Amazon.com' },
    ...(asked('BUYER') && priced ? { buyer } : {}),
    ...(asked('RECIPIENT') && priced ? { recipient: { deliveryAddress: order.recipient } } : {}),
    ...(asked('PROCEEDS') && priced ? { proceeds: orderProceeds(order) } : {}),
    ...(asked('FULFILLMENT') ? { fulfillment: fulfillmentOf(order) } : {}),
    orderItems: order.items.map((item) => itemView(item, { asked, priced, cancelled })),
    ...(asked('PACKAGES') && merchant ? { packages: packagesOf(order) } : {}),
  }
}
