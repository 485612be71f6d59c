import { expect, it } from 'vitest'
import { createRig, MARKETPLACE, type Rig, SELLER } from './rig.ts'

const tell = ({ received }: Rig) =>
  received.map(({ Payload, NotificationMetadata }) => ({
    id: NotificationMetadata.NotificationId,
    order: Payload.OrderChangeNotification.AmazonOrderId,
    status: Payload.OrderChangeNotification.Summary.OrderStatus,
    type: Payload.OrderChangeNotification.OrderChangeType,
  }))

function rigWithOrder(faults: Parameters<Rig['amazon']['faults']>[0] = {}) {
  const rig = createRig()
  rig.amazon.addListing({ sku: 'A', quantity: 100 })
  rig.amazon.faults(faults)
  return { rig, id: rig.amazon.placeOrder({ lines: [{ sku: 'A', quantity: 2 }] }) }
}

it('tells of every change of an order at the next tick', async () => {
  const { rig, id } = rigWithOrder()
  expect(rig.received).toEqual([])
  rig.amazon.changeOrder(id, { buyerRequestsCancel: 'Mistake' })
  rig.amazon.cancelOrder(id)
  expect(await rig.amazon.tick()).toBe(3)
  expect(tell(rig)).toMatchObject([
    { order: id, status: 'Unshipped', type: 'OrderStatusChange' },
    { order: id, status: 'Unshipped', type: 'BuyerRequestedChange' },
    { order: id, status: 'Canceled', type: 'OrderStatusChange' },
  ])
  expect(new Set(tell(rig).map((one) => one.id)).size).toBe(3)
  expect(rig.received[0]).toMatchObject({
    NotificationVersion: '1.0',
    NotificationType: 'ORDER_CHANGE',
    Payload: {
      OrderChangeNotification: {
        SellerId: SELLER,
        Summary: {
          MarketplaceId: MARKETPLACE,
          FulfillmentType: 'MFN',
          NumberOfItemsUnshipped: 2,
          OrderItems: [{ SellerSKU: 'A', Quantity: 2, QuantityShipped: 0, SupplySourceId: null }],
        },
      },
    },
  })
})

it('delivers twice with the same NotificationId', async () => {
  const { rig } = rigWithOrder({ notificationDuplicate: 1 })
  expect(await rig.amazon.tick()).toBe(2)
  const [first, second] = tell(rig)
  expect(first).toEqual(second)
  expect(rig.amazon.faultCounts().notificationDuplicate).toBe(1)
})

it('loses', async () => {
  const { rig } = rigWithOrder({ notificationLost: 1 })
  expect(await rig.amazon.tick()).toBe(0)
  expect(rig.amazon.pending().notifications).toBe(0)
})

it('delivers out of order', async () => {
  const { rig, id } = rigWithOrder({ notificationLate: 1, lateMs: 10_000 })
  rig.amazon.clearFaults()
  rig.amazon.cancelOrder(id)
  await rig.amazon.tick()
  rig.wait(10_000)
  await rig.amazon.tick()
  expect(tell(rig).map(({ status }) => status)).toEqual(['Canceled', 'Unshipped'])
})

it('waits for the delay', async () => {
  const { rig, id } = rigWithOrder()
  await rig.amazon.tick()
  rig.amazon.delays({ notificationMs: 5000 })
  rig.amazon.cancelOrder(id)
  rig.wait(4999)
  expect(await rig.amazon.tick()).toBe(0)
  rig.wait(1)
  expect(await rig.amazon.tick()).toBe(1)
})

it('delivers again what was not taken, half a minute later', async () => {
  const { rig } = rigWithOrder()
  rig.accepting(() => false)
  expect(await rig.amazon.tick()).toBe(0)
  rig.accepting(() => true)
  expect(await rig.amazon.tick()).toBe(0)
  rig.wait(30_000)
  expect(await rig.amazon.tick()).toBe(1)
  expect(rig.amazon.notificationCounts()).toEqual({ published: 1, delivered: 1, rejected: 1 })
})
