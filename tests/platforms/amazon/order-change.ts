/** The ORDER_CHANGE notification, as schemas/notifications/OrderChangeNotification.json describes it. */
import type { FulfillmentStatus, Order } from './orders.ts'
import { iso } from './query.ts'
import type { Random } from './random.ts'

const STATUS = {
  PENDING_AVAILABILITY: 'PendingAvailability',
  PENDING: 'Pending',
  UNSHIPPED: 'Unshipped',
  PARTIALLY_SHIPPED: 'PartiallyShipped',
  SHIPPED: 'Shipped',
  CANCELLED: 'Canceled',
  UNFULFILLABLE: 'Unfulfillable',
} as const satisfies Record<FulfillmentStatus, string>

interface Parts {
  reason: string
  /** The buyer wishes something; nothing has been done yet. */
  request: boolean
  sellerId: string
  marketplaceId: string
  random: Random
}

const itemsOf = (order: Order) =>
  order.items.map((item) => ({
    OrderItemId: item.orderItemId,
    SellerSKU: item.sku,
    SupplySourceId: null,
    OrderItemStatus: item.shipped >= item.quantity ? 'Shipped' : 'Unshipped',
    Quantity: item.quantity,
    QuantityShipped: item.shipped,
    IsBuyerRequestedCancel: item.cancelRequest !== undefined,
  }))

function summaryOf(order: Order, marketplaceId: string) {
  const shipped = order.items.reduce((sum, item) => sum + item.shipped, 0)
  const ordered = order.items.reduce((sum, item) => sum + item.quantity, 0)
  return {
    MarketplaceId: marketplaceId,
    OrderStatus: STATUS[order.status],
    PurchaseDate: iso(order.createdAt),
    DestinationPostalCode: order.status === 'PENDING' ? null : order.recipient.postalCode,
    FulfillmentType: order.fulfilledBy === 'MERCHANT' ? ('MFN' as const) : ('AFN' as const),
    OrderType: 'StandardOrder',
    NumberOfItemsShipped: shipped,
    NumberOfItemsUnshipped: order.status === 'CANCELLED' ? 0 : ordered - shipped,
    EarliestShipDate: iso(order.shipFrom),
    LatestShipDate: iso(order.shipBy),
    OrderItems: itemsOf(order),
  }
}

/** A picture of the order at this moment: what is delivered late tells of an old state. */
export function orderChange(order: Order, { reason, request, sellerId, marketplaceId, random }: Parts) {
  return {
    NotificationVersion: '1.0',
    NotificationType: 'ORDER_CHANGE',
    PayloadVersion: '1.0',
    EventTime: iso(order.updatedAt),
    Payload: {
      OrderChangeNotification: {
        NotificationLevel: 'OrderLevel',
        SellerId: sellerId,
        AmazonOrderId: order.id,
        OrderChangeType: request ? 'BuyerRequestedChange' : 'OrderStatusChange',
        OrderChangeTrigger: { TimeOfOrderChange: iso(order.updatedAt), ChangeReason: reason },
        Summary: summaryOf(order, marketplaceId),
      },
    },
    NotificationMetadata: {
      ApplicationId: 'amzn1.sellerapps.app.simulated',
      SubscriptionId: 'simulated-order-change',
      PublishTime: iso(order.updatedAt),
      NotificationId: random.uuid(),
    },
  }
}

export type OrderChangeNotification = ReturnType<typeof orderChange>
