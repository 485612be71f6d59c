import { expect, it } from 'vitest'
import { testShop } from './test-shop.ts'

const stock = ({ shop }: ReturnType<typeof testShop>, item: string) => [shop.available(item), shop.committed(item)]

function sold(quantity = 3) {
  const bench = testShop()
  const { variantId, inventoryItemId } = bench.shop.addVariant({ sku: 'A', available: 10, cents: 1_999 })
  const orderId = bench.shop.placeOrder({
    lines: [{ variantId, quantity, discountCents: 500 }],
    customer: { firstName: 'Grace', email: 'grace@example.com' },
    shippingCents: 700,
    taxRate: 0.1,
  })
  const lineItemId = bench.shop.orders()[0]?.lines[0]?.id ?? ''
  return { ...bench, orderId, variantId, item: inventoryItemId, lineItemId }
}

it('commits stock when an order is placed, and does not oversell unasked', () => {
  const bench = sold()
  expect(stock(bench, bench.item)).toEqual([7, 3])
  const order = { lines: [{ variantId: bench.variantId, quantity: 8 }] }
  expect(() => bench.shop.placeOrder(order)).toThrow('8 of A wanted, 7 available')
  bench.shop.placeOrder({ ...order, oversell: true })
  expect(stock(bench, bench.item)).toEqual([-1, 11])
})

it('edits, cancels with and without restock', () => {
  const bench = sold()
  bench.shop.editOrder(bench.orderId, { lines: [{ variantId: bench.variantId, quantity: 1 }] })
  expect(stock(bench, bench.item)).toEqual([9, 1])
  bench.shop.editOrder(bench.orderId, { lines: [{ variantId: bench.variantId, quantity: 4 }] })
  expect(stock(bench, bench.item)).toEqual([6, 4])
  expect(bench.shop.orders()[0]?.lines[0]).toMatchObject({ quantity: 6, currentQuantity: 4 })
  bench.shop.cancelOrder(bench.orderId, { restock: true })
  expect(stock(bench, bench.item)).toEqual([10, 0])
  const again = bench.shop.placeOrder({ lines: [{ variantId: bench.variantId, quantity: 2 }] })
  bench.shop.cancelOrder(again, { restock: false })
  expect(stock(bench, bench.item)).toEqual([8, 0])
})

const POLL = `query Poll($query: String!, $after: String, $first: Int!) {
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    nodes {
      id name updatedAt cancelledAt displayFulfillmentStatus
      totalPriceSet { shopMoney { amount currencyCode } } totalTaxSet { shopMoney { amount } }
      shippingLine { originalPriceSet { shopMoney { amount } } }
      customer { firstName defaultEmailAddress { emailAddress } } shippingAddress { city countryCodeV2 }
      lineItems(first: 20) { nodes {
        id sku quantity currentQuantity variant { id } originalUnitPriceSet { shopMoney { amount } }
        discountAllocations { allocatedAmountSet { shopMoney { amount } } } taxLines { rate priceSet { shopMoney { amount } } }
      } }
      fulfillmentOrders(first: 5) { nodes { id status lineItems(first: 20) { nodes { id remainingQuantity lineItem { id } } } } }
      refunds(first: 5) { id refundLineItems(first: 5) { nodes { quantity restockType } } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`

interface Polled {
  nodes: {
    name: string
    updatedAt: string
    fulfillmentOrders: { nodes: { id: string; lineItems: { nodes: { id: string }[] } }[] }
  }[]
  pageInfo: { hasNextPage: boolean; endCursor: string }
}

it('shows an order with prices, discount, tax, shipping and what is to be shipped', async () => {
  const { gql } = sold()
  const answer = await gql(POLL, { query: "updated_at:>='2026-11-29T12:00:00Z'", first: 10 })
  expect(answer.errors).toBeUndefined()
  expect((answer.data.orders as Polled).nodes).toMatchObject([
    {
      name: '#1001',
      updatedAt: '2026-11-29T12:00:00Z',
      cancelledAt: null,
      displayFulfillmentStatus: 'UNFULFILLED',
      // 3 × 19.99 − 5.00 = 54.97, tax 5.50, shipping 7.00 with 0.70 tax.
      totalPriceSet: { shopMoney: { amount: '68.17', currencyCode: 'USD' } },
      totalTaxSet: { shopMoney: { amount: '6.2' } },
      shippingLine: { originalPriceSet: { shopMoney: { amount: '7.0' } } },
      customer: { firstName: 'Grace', defaultEmailAddress: { emailAddress: 'grace@example.com' } },
      lineItems: {
        nodes: [
          {
            sku: 'A',
            quantity: 3,
            discountAllocations: [{ allocatedAmountSet: { shopMoney: { amount: '5.0' } } }],
            taxLines: [{ rate: 0.1, priceSet: { shopMoney: { amount: '5.5' } } }],
          },
        ],
      },
      fulfillmentOrders: { nodes: [{ status: 'OPEN', lineItems: { nodes: [{ remainingQuantity: 3 }] } }] },
    },
  ])
})

it('polls by time of change, page by page, also while orders change', async () => {
  const { shop, gql, clock, variantId } = sold(1)
  for (let index = 0; index < 4; index += 1) {
    clock.ms += 1_000
    shop.placeOrder({ lines: [{ variantId, quantity: 1 }] })
  }
  const first = (await gql(POLL, { query: 'updated_at:>2026-11-29T12:00:00Z', first: 2 })).data.orders as Polled
  expect(first.nodes.map(({ name }) => name)).toEqual(['#1002', '#1003'])
  clock.ms += 1_000
  shop.cancelOrder(shop.orders()[1]?.id ?? '', { restock: true })
  const after = first.pageInfo.endCursor
  const rest = (await gql(POLL, { query: 'updated_at:>2026-11-29T12:00:00Z', first: 9, after })).data.orders as Polled
  expect(rest.nodes.map(({ name }) => name)).toEqual(['#1004', '#1005', '#1002'])
  expect(rest.pageInfo.hasNextPage).toBe(false)
})

const SHIP = `mutation Ship($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) {
    fulfillment { id status trackingInfo { number company } fulfillmentLineItems(first: 5) { nodes { quantity } } }
    userErrors { field message }
  }
}`

it('ships in parts and then no more', async () => {
  const bench = sold()
  const polled = (await bench.gql(POLL, { query: '', first: 1 })).data.orders as Polled
  const open = polled.nodes[0]?.fulfillmentOrders.nodes[0]
  const ship = async (quantity?: number) => {
    const lines = quantity ? { fulfillmentOrderLineItems: [{ id: open?.lineItems.nodes[0]?.id, quantity }] } : {}
    const lineItemsByFulfillmentOrder = [{ fulfillmentOrderId: open?.id, ...lines }]
    const fulfillment = { lineItemsByFulfillmentOrder, trackingInfo: { number: '1Z', company: 'UPS' } }
    return (await bench.gql(SHIP, { fulfillment })).data.fulfillmentCreate
  }
  expect(await ship(2)).toMatchObject({
    fulfillment: {
      status: 'SUCCESS',
      trackingInfo: [{ number: '1Z' }],
      fulfillmentLineItems: { nodes: [{ quantity: 2 }] },
    },
    userErrors: [],
  })
  expect(bench.shop.orders()[0]?.fulfillmentStatus).toBe('PARTIALLY_FULFILLED')
  expect(await ship(2)).toMatchObject({
    userErrors: [{ message: 'Invalid fulfillment order line item quantity requested.' }],
  })
  expect(await ship()).toMatchObject({ userErrors: [] })
  expect(await ship()).toMatchObject({
    userErrors: [{ message: expect.stringContaining('unfulfillable status= closed.') }],
  })
  expect(stock(bench, bench.item)).toEqual([7, 0])
  expect(bench.shop.fulfilments().map(({ lines }) => lines[0]?.quantity)).toEqual([2, 1])
})

it('returns and refunds what has shipped', async () => {
  const bench = sold()
  const { shop, orderId, lineItemId } = bench
  expect(() => shop.requestReturn(orderId, { lines: [{ lineItemId, quantity: 1 }] })).toThrow()
  const lineItemsByFulfillmentOrder = [{ fulfillmentOrderId: shop.orders()[0]?.fulfillmentOrderId }]
  await bench.gql(SHIP, { fulfillment: { lineItemsByFulfillmentOrder } })
  const returnId = shop.requestReturn(orderId, { lines: [{ lineItemId, quantity: 1, reason: 'DEFECTIVE' }] })
  shop.approveReturn(returnId)
  const query = `query ($id: ID!) { return(id: $id) { name status returnLineItems(first: 5) { nodes {
    quantity ... on ReturnLineItem { returnReason fulfillmentLineItem { lineItem { sku } } } } } } }`
  expect((await bench.gql(query, { id: returnId })).data.return).toEqual({
    name: '#1001-R1',
    status: 'OPEN',
    returnLineItems: {
      nodes: [{ quantity: 1, returnReason: 'DEFECTIVE', fulfillmentLineItem: { lineItem: { sku: 'A' } } }],
    },
  })
  shop.refund(orderId, { lines: [{ lineItemId, quantity: 1, restock: 'return' }] })
  expect(stock(bench, bench.item)).toEqual([8, 0])
})
