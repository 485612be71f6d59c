/** Fulfillment orders, fulfilments, refunds and returns, as GraphQL shows them. */
import { utc } from '../formats.ts'
import type { View } from '../graphql/execute.ts'
import { byId } from '../graphql/page.ts'
import { gid } from '../ids.ts'
import type { Fulfilment, Order, Refund, Return, Shop } from '../shop.ts'
import { fulfillmentOrderStatus, unfulfilled } from '../shop.ts'
import { bag } from './money.ts'
import { lineView, orderView } from './order.ts'
import { locationView } from './stock.ts'

/** The one fulfillment order of an order. */
export const fulfillmentOrderView = (shop: Shop, order: Order): View => ({
  __typename: 'FulfillmentOrder',
  id: gid('FulfillmentOrder', order.fulfillmentOrderId),
  status: fulfillmentOrderStatus(order),
  requestStatus: 'UNSUBMITTED',
  createdAt: utc(order.createdAt),
  updatedAt: utc(order.updatedAt),
  orderId: gid('Order', order.id),
  orderName: `#${order.number}`,
  order: () => orderView(shop, order),
  assignedLocation: () => ({
    __typename: 'FulfillmentOrderAssignedLocation',
    name: 'Shop location',
    location: () => locationView(shop),
  }),
  lineItems: () =>
    byId(
      order.lines.filter((line) => line.currentQuantity > 0),
      (line) => line.fulfillmentOrderLineId,
      (line) => ({
        __typename: 'FulfillmentOrderLineItem',
        id: gid('FulfillmentOrderLineItem', line.fulfillmentOrderLineId),
        totalQuantity: line.currentQuantity,
        remainingQuantity: unfulfilled(line),
        sku: line.variant.sku,
        inventoryItemId: gid('InventoryItem', line.variant.itemId),
        lineItem: () => lineView(shop, order, line),
      }),
    ),
})

type FulfilmentLine = Fulfilment['lines'][number]

const fulfilmentLineView = (shop: Shop, order: Order, { id, line, quantity }: FulfilmentLine): View => ({
  __typename: 'FulfillmentLineItem',
  id: gid('FulfillmentLineItem', id),
  quantity,
  lineItem: () => lineView(shop, order, line),
})

export const fulfilmentView = (shop: Shop, order: Order, fulfilment: Fulfilment): View => ({
  __typename: 'Fulfillment',
  id: gid('Fulfillment', fulfilment.id),
  legacyResourceId: String(fulfilment.id),
  name: `#${order.number}-F${order.fulfilments.indexOf(fulfilment) + 1}`,
  status: 'SUCCESS',
  displayStatus: 'FULFILLED',
  createdAt: utc(fulfilment.createdAt),
  updatedAt: utc(fulfilment.createdAt),
  totalQuantity: fulfilment.lines.reduce((total, { quantity }) => total + quantity, 0),
  order: () => orderView(shop, order),
  trackingInfo: fulfilment.tracking.map((one) => ({ __typename: 'FulfillmentTrackingInfo', ...one })),
  fulfillmentLineItems: () =>
    byId(
      fulfilment.lines,
      ({ id }) => id,
      (one) => fulfilmentLineView(shop, order, one),
    ),
})

export const refundView = (shop: Shop, order: Order, refund: Refund): View => ({
  __typename: 'Refund',
  id: gid('Refund', refund.id),
  legacyResourceId: String(refund.id),
  createdAt: utc(refund.createdAt),
  updatedAt: utc(refund.createdAt),
  note: refund.note,
  totalRefundedSet: bag(shop, refund.paidBackCents),
  refundLineItems: () =>
    byId(
      refund.lines,
      ({ id }) => id,
      (one) => ({
        __typename: 'RefundLineItem',
        id: gid('RefundLineItem', one.id),
        quantity: one.quantity,
        restockType: one.restock.toUpperCase(),
        restocked: one.restock !== 'no_restock',
        lineItem: () => lineView(shop, order, one.line),
        subtotalSet: bag(shop, one.subtotalCents),
        totalTaxSet: bag(shop, one.taxCents),
      }),
    ),
})

export const returnView = (shop: Shop, order: Order, found: Return): View => ({
  __typename: 'Return',
  id: gid('Return', found.id),
  name: `#${order.number}-R${found.number}`,
  status: found.status,
  createdAt: utc(found.createdAt),
  totalQuantity: found.lines.reduce((total, { quantity }) => total + quantity, 0),
  order: () => orderView(shop, order),
  returnLineItems: () =>
    byId(
      found.lines,
      ({ id }) => id,
      (one) => ({
        __typename: 'ReturnLineItem',
        id: gid('ReturnLineItem', one.id),
        quantity: one.quantity,
        returnReason: one.reason,
        returnReasonNote: '',
        customerNote: one.customerNote,
        fulfillmentLineItem: () => fulfilmentLineView(shop, order, { ...one.fulfilmentLine, quantity: one.quantity }),
      }),
    ),
})
