import { expect, it } from 'vitest'
import { loggedIn, MARKETPLACE, type Rig } from './rig.ts'

async function ordered(quantity = 3) {
  const rig = await loggedIn()
  rig.amazon.addListing({ sku: 'A', quantity: 10 })
  const id = rig.amazon.placeOrder({ lines: [{ sku: 'A', quantity }] })
  const orderItemId = rig.amazon.orders()[0]?.items[0]?.orderItemId ?? ''
  return { rig, id, orderItemId }
}

const detailOf = (orderItemId: string, quantity: number, changes: Record<string, unknown> = {}) => ({
  packageReferenceId: '1',
  carrierCode: 'UPS',
  trackingNumber: '1Z999',
  shipDate: '2026-11-29T08:00:00Z',
  orderItems: [{ orderItemId, quantity }],
  ...changes,
})

const confirm = ({ call }: Rig, id: string, packageDetail: unknown) =>
  call('POST', `/orders/v0/orders/${id}/shipmentConfirmation`, { marketplaceId: MARKETPLACE, packageDetail })

it('ships in parts, and then wholly', async () => {
  const { rig, id, orderItemId } = await ordered()
  expect((await confirm(rig, id, detailOf(orderItemId, 1))).status).toBe(204)
  expect(rig.amazon.orders()[0]?.status).toBe('PARTIALLY_SHIPPED')
  expect((await confirm(rig, id, detailOf(orderItemId, 2, { packageReferenceId: '2' }))).status).toBe(204)
  expect(rig.amazon.orders()[0]?.status).toBe('SHIPPED')
  expect(rig.amazon.shipments()).toMatchObject([
    {
      orderId: id,
      packageReferenceId: '1',
      carrierCode: 'UPS',
      trackingNumber: '1Z999',
      items: [{ orderItemId, quantity: 1 }],
    },
    { orderId: id, packageReferenceId: '2', items: [{ orderItemId, quantity: 2 }] },
  ])
  const { order } = (await rig.call('GET', `/orders/2026-01-01/orders/${id}?includedData=PACKAGES`)).body
  expect(order.packages[0]).toMatchObject({ packageReferenceId: '1', carrier: 'UPS', trackingNumber: '1Z999' })
})

it('updates a package that is sent again, and counts it once', async () => {
  const { rig, id, orderItemId } = await ordered()
  await confirm(rig, id, detailOf(orderItemId, 3))
  expect((await confirm(rig, id, detailOf(orderItemId, 3, { trackingNumber: '1Z000' }))).status).toBe(204)
  expect(rig.amazon.shipments()).toMatchObject([{ trackingNumber: '1Z000', items: [{ quantity: 3 }] }])
  const another = await confirm(rig, id, detailOf(orderItemId, 1, { packageReferenceId: '2' }))
  expect(another.status).toBe(400)
  expect(another.body.errors[0].message).toContain('PackageToUpdateNotFound')
})

it.each([
  ['more than was ordered', (item: string) => detailOf(item, 4)],
  ['an unknown item', () => detailOf('1', 1)],
  ['nothing', (item: string) => detailOf(item, 0)],
  ['an unknown carrier', (item: string) => detailOf(item, 1, { carrierCode: 'Pigeon' })],
  ['another carrier without a name', (item: string) => detailOf(item, 1, { carrierCode: 'Other' })],
  ['no tracking number', (item: string) => detailOf(item, 1, { trackingNumber: '' })],
  ['a package number that is no text', (item: string) => detailOf(item, 1, { packageReferenceId: 1 })],
  ['a package name', (item: string) => detailOf(item, 1, { packageReferenceId: 'box' })],
  ['an American date', (item: string) => detailOf(item, 1, { shipDate: '11/29/2026' })],
])('refuses %s', async (_what, detail) => {
  const { rig, id, orderItemId } = await ordered()
  expect(await confirm(rig, id, detail(orderItemId))).toMatchObject({
    status: 400,
    body: { errors: [{ code: 'InvalidInput' }] },
  })
  expect([rig.amazon.shipments(), rig.amazon.orders()[0]?.status]).toEqual([[], 'UNSHIPPED'])
})

it('refuses orders that are cancelled, pending, Amazon’s, or nobody’s', async () => {
  const { rig, id, orderItemId } = await ordered()
  rig.amazon.cancelOrder(id)
  expect((await confirm(rig, id, detailOf(orderItemId, 1))).status).toBe(400)
  rig.amazon.addListing({ sku: 'F', quantity: 5, fba: true })
  const fba = rig.amazon.placeOrder({ lines: [{ sku: 'F', quantity: 1 }], fulfilledBy: 'AMAZON' })
  expect((await confirm(rig, fba, detailOf(rig.amazon.orders()[1]?.items[0]?.orderItemId ?? '', 1))).status).toBe(400)
  const pending = rig.amazon.placeOrder({ lines: [{ sku: 'A', quantity: 1 }], pending: true })
  expect((await confirm(rig, pending, detailOf(rig.amazon.orders()[2]?.items[0]?.orderItemId ?? '', 1))).status).toBe(
    400,
  )
  expect((await confirm(rig, '111-1111111-1111111', detailOf(orderItemId, 1))).status).toBe(404)
})
