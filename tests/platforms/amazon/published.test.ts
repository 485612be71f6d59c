/** The simulator against Amazon's published model and sandbox, which were written by neither of us. */
import { expect, it } from 'vitest'
import { departures, type ShapeName } from './published.ts'
import pairsFile from './published-pairs.json' with { type: 'json' }
import { loggedIn, MARKETPLACE, quantityPatch, type Rig, SELLER } from './rig.ts'

interface Pair {
  operation: string
  // biome-ignore lint/suspicious/noExplicitAny: as published, a different shape for each operation
  parameters: Record<string, any>
  status: number
  response: object
}

const PAIRS = pairsFile.pairs as Pair[]
const ALL_DATA = 'BUYER,RECIPIENT,PROCEEDS,EXPENSE,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,TAX,PAYMENT'

function shapeOf(name: string, value: unknown): string[] {
  // getOrder wraps one order of the same definition.
  if (name === 'getOrder') return departures('searchOrders', { orders: [(value as { order: unknown }).order] })
  return departures(name as ShapeName, value)
}

/** How each sandbox request is put, with this seller's own ids where the published ones stand for success. */
const REQUESTS: Record<string, (rig: Rig, pair: Pair) => Promise<{ status: number; body: unknown }>> = {
  searchOrders: (rig, { parameters }) =>
    rig.call('GET', `/orders/2026-01-01/orders?createdAfter=${parameters.createdAfter}`),
  getOrder: (rig, { parameters, status }) => {
    const id = status === 200 ? rig.amazon.orders()[0]?.id : parameters.orderId
    return rig.call('GET', `/orders/2026-01-01/orders/${id}?includedData=${ALL_DATA}`)
  },
  confirmShipment: (rig, { parameters }) => {
    const [order] = rig.amazon.orders()
    const body = structuredClone(parameters.body)
    for (const item of body.packageDetail.orderItems) item.orderItemId = order?.items[0]?.orderItemId
    return rig.call('POST', `/orders/v0/orders/${order?.id}/shipmentConfirmation`, body)
  },
  createFeed: async (rig, { parameters, status }) => {
    const document = await rig.call('POST', '/feeds/2021-06-30/documents', { contentType: 'application/json' })
    await rig.send('PUT', document.body.url, { headers: { 'content-type': 'application/json' }, body: '{}' })
    const inputFeedDocumentId = document.body.feedDocumentId
    // The published success is of a feed type that is gone and of two marketplaces.
    const own = { feedType: 'JSON_LISTINGS_FEED', marketplaceIds: [MARKETPLACE], inputFeedDocumentId }
    return rig.call(
      'POST',
      '/feeds/2021-06-30/feeds',
      status === 202 ? { ...parameters.body, ...own } : parameters.body,
    )
  },
  createFeedDocument: (rig, { parameters }) => rig.call('POST', '/feeds/2021-06-30/documents', parameters.body),
}

const replayed = PAIRS.filter(({ operation }) => operation in REQUESTS)

it.each(
  PAIRS.filter(({ status }) => status < 300 && status !== 204),
)('reads the published $operation with the published model', ({ operation, response }) => {
  expect(shapeOf(operation, response)).toEqual([])
})

it('notices what departs from the model', () => {
  expect(departures('createFeed', { feedId: 5, more: true })).toEqual([
    'feedId is integer, not string',
    'more is not in the model',
  ])
  expect(departures('createFeed', {})).toEqual(['feedId is missing'])
  expect(departures('patchListingsItem', { sku: 'A', status: 'FINE', submissionId: '1' })).toHaveLength(1)
})

it.each(replayed)('answers the published $operation with the published $status', async (pair) => {
  const rig = await loggedIn()
  rig.amazon.addListing({ sku: 'A', quantity: 5 })
  rig.amazon.placeOrder({ lines: [{ sku: 'A', quantity: 1 }] })
  const answer = await REQUESTS[pair.operation]?.(rig, pair)
  expect(answer?.status).toBe(pair.status)
  if (pair.status >= 400) expect(departures('errorList', answer?.body)).toEqual([])
  else if (pair.status !== 204) expect(shapeOf(pair.operation, answer?.body)).toEqual([])
})

it('answers orders and tells of them in the published shapes', async () => {
  const rig = await loggedIn()
  rig.amazon.addListing({ sku: 'A', quantity: 50 })
  rig.amazon.addListing({ sku: 'F', quantity: 50, fba: true })
  const lines = [{ sku: 'A', quantity: 2, shippingCents: 500, taxCents: 90, discountCents: 10 }]
  const shipped = rig.amazon.placeOrder({ lines })
  const pair = PAIRS.find(({ operation, status }) => operation === 'confirmShipment' && status === 204)
  if (pair) await REQUESTS.confirmShipment?.(rig, pair)
  rig.amazon.placeOrder({ lines, pending: true })
  rig.amazon.placeOrder({ lines: [{ sku: 'F', quantity: 2 }], fulfilledBy: 'AMAZON' })
  const cancelled = rig.amazon.placeOrder({ lines })
  rig.amazon.changeOrder(cancelled, { buyerRequestsCancel: 'Mistake' })
  rig.amazon.cancelOrder(cancelled)
  rig.wait(120_000)
  const query = `createdAfter=2026-11-29T00:00:00Z&includedData=${ALL_DATA}&maxResultsPerPage=3`
  const { body } = await rig.call('GET', `/orders/2026-01-01/orders?${query}`)
  expect([body.orders.length, body.orders[0].packages.length]).toEqual([3, 1])
  expect(departures('searchOrders', body)).toEqual([])
  for (const id of [shipped, cancelled]) {
    const { body: one } = await rig.call('GET', `/orders/2026-01-01/orders/${id}?includedData=${ALL_DATA}`)
    expect(shapeOf('getOrder', one)).toEqual([])
  }
  await rig.amazon.tick()
  expect(rig.received).toHaveLength(7)
  expect(rig.received.flatMap((notification) => departures('orderChange', notification))).toEqual([])
})

it('answers listings, inventory and feeds in the published shapes', async () => {
  const rig = await loggedIn()
  rig.amazon.addListing({ sku: 'A', quantity: 5, leadTimeDays: 1 })
  rig.amazon.addListing({ sku: 'F', quantity: 50, fba: true })
  const everything = 'summaries,attributes,issues,offers,fulfillmentAvailability,relationships,productTypes'
  for (const sku of ['A', 'F']) {
    const { body } = await rig.call('GET', `${rig.item(sku)}&includedData=${everything}`)
    expect(departures('getListingsItem', body)).toEqual([])
  }
  for (const quantity of [4, -4]) {
    expect(departures('patchListingsItem', (await rig.patch('A', quantityPatch('merge', quantity))).body)).toEqual([])
  }
  const summaries = `granularityType=Marketplace&granularityId=${MARKETPLACE}&marketplaceIds=${MARKETPLACE}&details=true`
  const inventory = await rig.call('GET', `/fba/inventory/v1/summaries?${summaries}`)
  expect(departures('getInventorySummaries', inventory.body)).toEqual([])
  const document = (await rig.call('POST', '/feeds/2021-06-30/documents', { contentType: 'application/json' })).body
  expect(departures('createFeedDocument', document)).toEqual([])
  const patches = [quantityPatch('merge', -1)]
  const message = { messageId: 1, sku: 'A', operationType: 'PATCH', productType: 'PRODUCT', patches }
  const feed = JSON.stringify({ header: { sellerId: SELLER, version: '2.0' }, messages: [message] })
  await rig.send('PUT', document.url, { headers: { 'content-type': 'application/json' }, body: feed })
  const create = {
    feedType: 'JSON_LISTINGS_FEED',
    marketplaceIds: [MARKETPLACE],
    inputFeedDocumentId: document.feedDocumentId,
  }
  const created = (await rig.call('POST', '/feeds/2021-06-30/feeds', create)).body
  expect(departures('createFeed', created)).toEqual([])
  rig.wait(90_000)
  const done = (await rig.call('GET', `/feeds/2021-06-30/feeds/${created.feedId}`)).body
  expect(departures('getFeed', done)).toEqual([])
  const result = (await rig.call('GET', `/feeds/2021-06-30/documents/${done.resultFeedDocumentId}`)).body
  expect(departures('getFeedDocument', result)).toEqual([])
  expect(departures('processingReport', (await rig.send('GET', result.url)).body)).toEqual([])
})
