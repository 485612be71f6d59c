/** An order with its lines, as GraphQL shows it. */
import { utc } from '../formats.ts'
import type { Asked, View } from '../graphql/execute.ts'
import { byId } from '../graphql/page.ts'
import { gid } from '../ids.ts'
import type { Address, Customer, Line, Order, Shop } from '../shop.ts'
import { fulfillmentStatus, totals, unfulfilled } from '../shop.ts'
import { fulfillmentOrderView, fulfilmentView, refundView, returnView } from './fulfilment.ts'
import { bag, taxes } from './money.ts'
import { productView, variantView } from './stock.ts'

const time = (ms: number | null) => (ms === null ? null : utc(ms))
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

export function orderView(shop: Shop, order: Order): View {
  return {
    __typename: 'Order',
    id: gid('Order', order.id),
    legacyResourceId: String(order.id),
    name: `#${order.number}`,
    createdAt: utc(order.createdAt),
    processedAt: utc(order.createdAt),
    updatedAt: utc(order.updatedAt),
    cancelledAt: time(order.cancelledAt),
    cancelReason: order.cancelReason?.toUpperCase() ?? null,
    closed: order.closedAt !== null,
    closedAt: time(order.closedAt),
    confirmed: true,
    currencyCode: shop.currency,
    email: order.customer.email,
    phone: order.customer.phone,
    note: order.note,
    tags: [],
    test: false,
    taxesIncluded: false,
    sourceName: 'web',
    displayFinancialStatus: financialStatus(order),
    displayFulfillmentStatus: fulfillmentStatus(order),
    returnStatus: returnStatus(order),
    subtotalLineItemsQuantity: sum(order.lines.map(({ quantity }) => quantity)),
    currentSubtotalLineItemsQuantity: sum(order.lines.map(({ currentQuantity }) => currentQuantity)),
    ...amounts(shop, order),
    ...parts(shop, order),
  }
}

const parts = (shop: Shop, order: Order) => ({
  customer: () => customerView(order.customer),
  shippingAddress: () => addressView(order.address),
  shippingLine: () => shippingLineView(shop, order),
  shippingLines: () =>
    byId(
      [order],
      ({ shippingLineId }) => shippingLineId,
      () => shippingLineView(shop, order),
    ),
  taxLines: () => taxes(shop, order.taxRate, totals(order).taxCents),
  lineItems: () =>
    byId(
      order.lines,
      ({ id }) => id,
      (line) => lineView(shop, order, line),
    ),
  fulfillmentOrders: () =>
    byId(
      [order],
      ({ fulfillmentOrderId }) => fulfillmentOrderId,
      () => fulfillmentOrderView(shop, order),
    ),
  fulfillments: () => order.fulfilments.map((one) => fulfilmentView(shop, order, one)),
  refunds: () => order.refunds.map((one) => refundView(shop, order, one)),
  returns: () =>
    byId(
      order.returns,
      ({ id }) => id,
      (one) => returnView(shop, order, one),
    ),
})

function amounts(shop: Shop, order: Order) {
  const { taxCents, subtotalCents, totalCents, currentCents, discountCents, refundedCents } = totals(order)
  return {
    subtotalPriceSet: bag(shop, subtotalCents),
    totalPriceSet: bag(shop, totalCents),
    currentTotalPriceSet: bag(shop, currentCents),
    totalTaxSet: bag(shop, taxCents),
    totalDiscountsSet: bag(shop, discountCents),
    totalShippingPriceSet: bag(shop, order.shippingCents),
    totalRefundedSet: bag(shop, refundedCents),
  }
}

function financialStatus(order: Order): 'PAID' | 'PARTIALLY_REFUNDED' | 'REFUNDED' {
  const { refundedCents, totalCents } = totals(order)
  if (refundedCents === 0) return 'PAID'
  return refundedCents >= totalCents ? 'REFUNDED' : 'PARTIALLY_REFUNDED'
}

function returnStatus({ returns }: Order): 'NO_RETURN' | 'RETURN_REQUESTED' | 'IN_PROGRESS' {
  if (returns.length === 0) return 'NO_RETURN'
  return returns.some(({ status }) => status === 'OPEN') ? 'IN_PROGRESS' : 'RETURN_REQUESTED'
}

/** Discounts of codes stand in the allocations; the line's own discount fields leave them out, as the platform's do. */
export function lineView(shop: Shop, order: Order, line: Line): View {
  const { variant, unitCents, quantity, discountCents } = line
  const open = order.cancelledAt === null ? unfulfilled(line) : 0
  return {
    __typename: 'LineItem',
    id: gid('LineItem', line.id),
    name: variant.title,
    title: variant.title,
    sku: variant.sku,
    quantity,
    currentQuantity: line.currentQuantity,
    fulfillableQuantity: open,
    unfulfilledQuantity: open,
    refundableQuantity: line.currentQuantity,
    requiresShipping: true,
    taxable: order.taxRate > 0,
    variantTitle: null,
    vendor: 'Lotline',
    variant: () => variantView(shop, variant),
    product: () => productView(shop, variant),
    originalUnitPriceSet: bag(shop, unitCents),
    discountedUnitPriceSet: bag(shop, unitCents),
    originalTotalSet: bag(shop, unitCents * quantity),
    discountedTotalSet: ({ args }: Asked) =>
      bag(shop, unitCents * quantity - (args.withCodeDiscounts === true ? discountCents : 0)),
    totalDiscountSet: bag(shop, 0),
    discountAllocations:
      discountCents === 0 ? [] : [{ __typename: 'DiscountAllocation', allocatedAmountSet: bag(shop, discountCents) }],
    taxLines: taxes(shop, order.taxRate, line.taxCents),
  }
}

const shippingLineView = (shop: Shop, order: Order): View => ({
  __typename: 'ShippingLine',
  id: gid('ShippingLine', order.shippingLineId),
  title: 'Standard',
  code: 'Standard',
  originalPriceSet: bag(shop, order.shippingCents),
  discountedPriceSet: bag(shop, order.shippingCents),
  taxLines: taxes(shop, order.taxRate, order.shippingTaxCents),
})

const customerView = ({ id, firstName, lastName, email, phone }: Customer): View => ({
  __typename: 'Customer',
  id: gid('Customer', id),
  firstName,
  lastName,
  displayName: `${firstName} ${lastName}`,
  email,
  phone,
  defaultEmailAddress: { __typename: 'CustomerEmailAddress', emailAddress: email },
  defaultPhoneNumber: phone === null ? null : { __typename: 'CustomerPhoneNumber', phoneNumber: phone },
})

const addressView = ({ countryCode, ...address }: Address): View => ({
  __typename: 'MailingAddress',
  ...address,
  name: `${address.firstName} ${address.lastName}`,
  countryCodeV2: countryCode,
})
