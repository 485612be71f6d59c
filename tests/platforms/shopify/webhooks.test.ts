import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { SECRET, testShop } from './test-shop.ts'

function selling(options: Parameters<typeof testShop>[0] = {}) {
  const bench = testShop(options)
  const { variantId } = bench.shop.addVariant({ sku: 'A', available: 1_000, cents: 500 })
  const sell = () => bench.shop.placeOrder({ lines: [{ variantId, quantity: 2 }], taxRate: 0.1 })
  return { ...bench, variantId, sell }
}

const headerOf = (one: { headers: Headers } | undefined, name: string) => one?.headers.get(`X-Shopify-${name}`)

it('signs the raw body and names topic, shop, version, event and time', async () => {
  const { shop, sell, received } = selling()
  const orderId = sell()
  expect(await shop.tick()).toBe(1)
  const [one] = received
  expect(headerOf(one, 'Hmac-Sha256')).toBe(
    createHmac('sha256', SECRET)
      .update(one?.raw ?? '')
      .digest('base64'),
  )
  expect(headerOf(one, 'Shop-Domain')).toBe('lotline.myshopify.com')
  expect(headerOf(one, 'API-Version')).toBe('2026-10')
  expect(headerOf(one, 'Triggered-At')).toBe('2026-11-29T12:00:00.000000000Z')
  expect(headerOf(one, 'Webhook-Id')).toMatch(/^[0-9a-f-]{36}$/)
  expect(one).toMatchObject({
    topic: 'orders/create',
    body: {
      admin_graphql_api_id: orderId,
      updated_at: '2026-11-29T07:00:00-05:00',
      cancelled_at: null,
      total_price: '11.00',
      line_items: [
        { sku: 'A', quantity: 2, current_quantity: 2, price: '5.00', tax_lines: [{ price: '1.00', rate: 0.1 }] },
      ],
      shipping_lines: [{ price: '0.00' }],
      customer: { email: 'ada@example.com' },
      shipping_address: { country_code: 'US' },
    },
  })
})

it('tells a cancellation under three topics that share one event id', async () => {
  const { shop, sell, received } = selling()
  const orderId = sell()
  await shop.tick()
  shop.cancelOrder(orderId, { restock: true })
  await shop.tick()
  const sent = received.slice(1)
  expect(sent.map(({ topic }) => topic)).toEqual(['orders/cancelled', 'orders/updated', 'refunds/create'])
  expect(new Set(sent.map((one) => headerOf(one, 'Event-Id'))).size).toBe(1)
  expect(new Set(sent.map((one) => headerOf(one, 'Webhook-Id'))).size).toBe(3)
  expect(sent[0]?.body).toMatchObject({
    cancelled_at: '2026-11-29T07:00:00-05:00',
    line_items: [{ quantity: 2, current_quantity: 0 }],
    refunds: [{ refund_line_items: [{ quantity: 2, restock_type: 'cancel' }] }],
  })
})

it('retries 8 times in 4 hours with the first body and the same webhook id, then gives up', async () => {
  const { shop, sell, received, receiver, clock, variantId } = selling({ topics: ['orders/create'] })
  const start = clock.ms
  receiver.answer = () => {
    if (received.length % 2) throw new Error('connection refused')
    return new Response(null, { status: 503 })
  }
  const orderId = sell()
  await shop.tick()
  shop.editOrder(orderId, { lines: [{ variantId, quantity: 1 }] })
  for (let due = shop.nextDueAt(); due !== undefined; due = shop.nextDueAt()) {
    clock.ms = due
    await shop.tick()
  }
  expect(received).toHaveLength(9)
  expect(new Set(received.map((one) => headerOf(one, 'Webhook-Id'))).size).toBe(1)
  expect(new Set(received.map(({ raw }) => raw)).size).toBe(1)
  expect(Math.abs((received.at(-1)?.at ?? 0) - start - 4 * 3_600_000)).toBeLessThan(10)
  expect(shop.deliveries).toEqual({ attempts: 9, accepted: 0, failedAttempts: 9, givenUp: 1 })
})

it('stops retrying after a 2xx, and takes an answer after 5 seconds for none', async () => {
  const { shop, sell, received, receiver, clock } = selling()
  receiver.answer = () => {
    clock.ms += received.length === 1 ? 6_000 : 10
    return new Response(null, { status: 204 })
  }
  sell()
  await shop.tick()
  expect(await shop.tick()).toBe(0)
  clock.ms = shop.nextDueAt() ?? 0
  await shop.tick()
  expect([received.length, shop.pendingWebhooks()]).toEqual([2, 0])
})

it('repeats, loses, delays and reorders as it is told, the same for the same seed', async () => {
  const story = async () => {
    const { shop, sell, received, clock } = selling()
    shop.setFaults({ duplicateWebhook: 0.3, lostWebhook: 0.2, delayedWebhook: 0.2, reorderedWebhook: 0.3 })
    for (let index = 0; index < 60; index += 1) sell()
    await shop.tick()
    clock.ms += 60_000
    await shop.tick()
    return { shop, received }
  }
  const { shop, received } = await story()
  const { duplicates, lost, delayed, reordered } = shop.faultCounts
  expect(Math.min(duplicates, lost, delayed, reordered)).toBeGreaterThan(3)
  expect(received).toHaveLength(60 - lost + duplicates)
  expect(new Set(received.map((one) => headerOf(one, 'Event-Id'))).size).toBe(60 - lost)
  const webhookIds = new Set(received.map((one) => headerOf(one, 'Webhook-Id'))).size
  expect(webhookIds).toBeGreaterThan(60 - lost)
  expect(webhookIds).toBeLessThan(received.length)
  const numbers = received.map(({ body }) => Number(body.order_number))
  expect(numbers).not.toEqual([...numbers].sort((a, b) => a - b))
  expect((await story()).received.map(({ raw }) => raw)).toEqual(received.map(({ raw }) => raw))
})
