import { expect, it } from 'vitest'
import { loggedIn, MARKETPLACE, type Rig } from './rig.ts'

const ALL = 'includedData=BUYER,RECIPIENT,PROCEEDS,CANCELLATION,FULFILLMENT,PACKAGES'
const get = ({ call }: Rig, id: string, query = ALL) => call('GET', `/orders/2026-01-01/orders/${id}?${query}`)
const search = ({ call }: Rig, query: string) =>
  call('GET', `/orders/2026-01-01/orders?marketplaceIds=${MARKETPLACE}&${query}`)
const ids = (reply: Awaited<ReturnType<typeof search>>) =>
  reply.body.orders.map((order: { orderId: string }) => order.orderId)

async function stocked(): Promise<Rig> {
  const rig = await loggedIn()
  rig.amazon.addListing({ sku: 'A', quantity: 100, unitPriceCents: 500 })
  rig.amazon.addListing({ sku: 'B', quantity: 2 })
  rig.amazon.addListing({ sku: 'F', quantity: 9, fba: true })
  return rig
}

it('shows an order with what it brings, and takes it off the shown quantity', async () => {
  const rig = await stocked()
  const lines = [{ sku: 'A', quantity: 3, shippingCents: 499, taxCents: 120, discountCents: 100 }]
  const id = rig.amazon.placeOrder({ lines, shipBy: rig.now() + 3_600_000 })
  expect(rig.amazon.shown('A')).toBe(97)
  const { status, body } = await get(rig, id)
  expect(status).toBe(200)
  expect(body.order).toMatchObject({
    orderId: expect.stringMatching(/^\d{3}-\d{7}-\d{7}$/),
    createdTime: '2026-11-29T08:00:00.000Z',
    salesChannel: { channelName: 'AMAZON', marketplaceId: MARKETPLACE },
    recipient: { deliveryAddress: { countryCode: 'US' } },
    proceeds: { grandTotal: { amount: '20.19', currencyCode: 'USD' } },
    fulfillment: {
      fulfillmentStatus: 'UNSHIPPED',
      fulfilledBy: 'MERCHANT',
      shipByWindow: { latestDateTime: '2026-11-29T09:00:00.000Z' },
    },
  })
  expect(body.order.orderItems).toMatchObject([
    {
      quantityOrdered: 3,
      product: { sellerSku: 'A', price: { unitPrice: { amount: '5.00' } } },
      fulfillment: { quantityFulfilled: 0, quantityUnfulfilled: 3 },
    },
  ])
  expect(body.order.orderItems[0].proceeds.breakdowns).toEqual([
    { type: 'ITEM', subtotal: { amount: '15.00', currencyCode: 'USD' } },
    { type: 'SHIPPING', subtotal: { amount: '4.99', currencyCode: 'USD' } },
    { type: 'TAX', subtotal: { amount: '1.20', currencyCode: 'USD' } },
    { type: 'DISCOUNT', subtotal: { amount: '1.00', currencyCode: 'USD' } },
  ])
})

it('leaves out the data sets that were not asked for', async () => {
  const rig = await stocked()
  const id = rig.amazon.placeOrder({ lines: [{ sku: 'A', quantity: 1 }] })
  const { order } = (await get(rig, id, '')).body
  expect(Object.keys(order)).toEqual(['orderId', 'createdTime', 'lastUpdatedTime', 'salesChannel', 'orderItems'])
  expect((await get(rig, id, 'includedData=EVERYTHING')).status).toBe(400)
})

it('sells no more than is shown, unless it is told to oversell', async () => {
  const { amazon } = await stocked()
  expect(() => amazon.placeOrder({ lines: [{ sku: 'B', quantity: 3 }] })).toThrow('Only 2 of B are shown')
  amazon.placeOrder({ lines: [{ sku: 'B', quantity: 3 }], oversell: true })
  expect(amazon.shown('B')).toBe(0)
})

it('keeps orders which Amazon fulfils apart', async () => {
  const rig = await stocked()
  expect(() => rig.amazon.placeOrder({ lines: [{ sku: 'F', quantity: 1 }] })).toThrow('not fulfilled by MERCHANT')
  const id = rig.amazon.placeOrder({ lines: [{ sku: 'F', quantity: 2 }], fulfilledBy: 'AMAZON' })
  expect([rig.amazon.shown('F'), rig.amazon.shown('A')]).toEqual([7, 100])
  rig.amazon.changeOrder(id, { status: 'SHIPPED' })
  const { order } = (await get(rig, id)).body
  expect(order.fulfillment).toMatchObject({ fulfilledBy: 'AMAZON', fulfillmentStatus: 'SHIPPED' })
  expect(order.packages).toBeUndefined()
})

it('tells neither address nor price of a pending order', async () => {
  const rig = await stocked()
  const id = rig.amazon.placeOrder({ lines: [{ sku: 'A', quantity: 1 }], pending: true })
  const { order } = (await get(rig, id)).body
  expect(order.fulfillment.fulfillmentStatus).toBe('PENDING')
  expect([order.recipient, order.proceeds, order.orderItems[0].product.price]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  rig.amazon.changeOrder(id, { status: 'UNSHIPPED' })
  expect((await get(rig, id)).body.order.recipient).toBeDefined()
})

it('cancels, with units back only when asked', async () => {
  const rig = await stocked()
  const id = rig.amazon.placeOrder({ lines: [{ sku: 'A', quantity: 4 }] })
  rig.amazon.changeOrder(id, { buyerRequestsCancel: 'Ordered by mistake', quantities: { A: 3 } })
  const asked = (await get(rig, id)).body.order
  expect(asked.orderItems[0]).toMatchObject({
    quantityOrdered: 3,
    cancellation: { cancellationRequest: { requester: 'BUYER', cancelReason: 'Ordered by mistake' } },
  })
  rig.amazon.cancelOrder(id, { by: 'MERCHANT', reason: 'NO_INVENTORY' })
  const { order } = (await get(rig, id)).body
  expect(order.fulfillment.fulfillmentStatus).toBe('CANCELLED')
  expect(order.orderItems[0].cancellation.cancellationExecution).toEqual({
    cancelledBy: 'MERCHANT',
    cancelReason: 'NO_INVENTORY',
  })
  expect(rig.amazon.shown('A')).toBe(96)
  const other = rig.amazon.placeOrder({ lines: [{ sku: 'A', quantity: 4 }] })
  rig.amazon.cancelOrder(other, { restock: true })
  expect(rig.amazon.shown('A')).toBe(96)
})

it('finds by creation or by update, two minutes late', async () => {
  const rig = await stocked()
  const since = new Date(rig.now()).toISOString()
  const id = rig.amazon.placeOrder({ lines: [{ sku: 'A', quantity: 1 }] })
  rig.wait(119_999)
  expect(ids(await search(rig, `lastUpdatedAfter=${since}`))).toEqual([])
  rig.wait(1)
  const found = await search(rig, `lastUpdatedAfter=${since}`)
  expect(ids(found)).toEqual([id])
  expect(found.body.lastUpdatedBefore).toBe(since)
  expect(found.headers.get('x-amzn-RateLimit-Limit')).toBe('0.0056')
  rig.amazon.changeOrder(id, { shipBy: rig.now() })
  expect(ids(await search(rig, `lastUpdatedAfter=${since}`))).toEqual([])
  expect(ids(await search(rig, `createdAfter=${since}`))).toEqual([id])
})

it('pages, and the pages do not shift', async () => {
  const rig = await stocked()
  const placed: string[] = []
  for (let one = 0; one < 5; one += 1) {
    placed.push(rig.amazon.placeOrder({ lines: [{ sku: 'A', quantity: 1 }] }))
    rig.wait(1000)
  }
  rig.wait(120_000)
  const query = 'lastUpdatedAfter=2026-11-29T00:00:00Z'
  const first = await search(rig, `${query}&maxResultsPerPage=2`)
  const second = `${query}&maxResultsPerPage=3&paginationToken=${first.body.pagination.nextToken}`
  rig.amazon.changeOrder(placed[3] ?? '', { shipBy: 0 })
  const rest = await search(rig, second)
  expect([...ids(first), ...ids(rest)]).toEqual(placed)
  expect(rest.body.pagination).toBeUndefined()
  expect((await search(rig, second.replace('00:00:00Z', '00:00:01Z'))).status).toBe(400)
  rig.wait(86_400_000)
  await rig.login()
  expect((await search(rig, second)).status).toBe(400)
})

it.each([
  '',
  'createdAfter=yesterday',
  'createdAfter=2026-11-29T00:00:00Z&lastUpdatedAfter=2026-11-29T00:00:00Z',
  'createdAfter=2026-11-29T00:00:00Z&lastUpdatedBefore=2026-11-29T01:00:00Z',
  'createdAfter=2026-11-29T00:00:00Z&createdBefore=2026-11-29T07:59:00Z',
  'createdAfter=2026-11-29T00:00:00Z&maxResultsPerPage=101',
  'createdAfter=2026-11-29T00:00:00Z&fulfilledBy=ANYBODY',
])('refuses the search "%s"', async (query) => {
  expect(await search(await loggedIn(), query)).toMatchObject({
    status: 400,
    body: { errors: [{ code: 'InvalidInput' }] },
  })
})

it('filters by status and by who fulfils', async () => {
  const rig = await stocked()
  const own = rig.amazon.placeOrder({ lines: [{ sku: 'A', quantity: 1 }] })
  const amazons = rig.amazon.placeOrder({ lines: [{ sku: 'F', quantity: 1 }], fulfilledBy: 'AMAZON' })
  rig.amazon.cancelOrder(amazons)
  rig.wait(120_000)
  const query = 'createdAfter=2026-11-29T00:00:00Z'
  expect(ids(await search(rig, `${query}&fulfilledBy=MERCHANT`))).toEqual([own])
  expect(ids(await search(rig, `${query}&fulfillmentStatuses=CANCELLED,SHIPPED`))).toEqual([amazons])
  expect((await get(rig, '111-1111111-1111111')).status).toBe(404)
})
