import { serve } from '@hono/node-server'
import { expect, it } from 'vitest'
import { SET, TOKEN, testShop } from './test-shop.ts'

it('fails with a 5xx before anything is done', async () => {
  const { shop, post } = testShop()
  const { inventoryItemId } = shop.addVariant({ sku: 'A' })
  shop.setFaults({ serverError: 1 })
  const row = { inventoryItemId, locationId: shop.locationId, quantity: 5, changeFromQuantity: 0 }
  const input = { name: 'available', reason: 'correction', quantities: [row] }
  const call = { query: SET, variables: { key: 'k', input } }
  const statuses = new Set<number>()
  for (let index = 0; index < 20; index += 1) statuses.add((await post(call)).status)
  expect([...statuses].sort()).toEqual([500, 502, 503])
  expect([shop.available(inventoryItemId), shop.calls]).toEqual([0, {}])
})

it('times out after it has acted, so that the same key finds it done', async () => {
  const { shop, set } = testShop()
  const { inventoryItemId } = shop.addVariant({ sku: 'A' })
  shop.setFaults({ timeoutAfterActing: 1 })
  await expect(set(inventoryItemId, 5, 0, 'k')).rejects.toMatchObject({ name: 'TimeoutError' })
  expect(shop.available(inventoryItemId)).toBe(5)
  shop.setFaults({ timeoutAfterActing: 0 })
  expect((await set(inventoryItemId, 5, 0, 'k')).data.inventorySetQuantities?.userErrors).toEqual([])
  expect(shop.calls).toEqual({ inventorySetQuantities: 2 })
  expect(shop.faultCounts.timeouts).toBe(1)
})

it('is served over HTTP, where a time-out is the gateway’s 504', async () => {
  const { shop } = testShop()
  const server = serve({ fetch: shop.app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  const ask = () =>
    fetch(`http://127.0.0.1:${port}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { 'X-Shopify-Access-Token': TOKEN },
      body: JSON.stringify({ query: '{ shop { myshopifyDomain } }' }),
    })
  expect(await (await ask()).json()).toMatchObject({ data: { shop: { myshopifyDomain: 'lotline.myshopify.com' } } })
  shop.setFaults({ timeoutAfterActing: 1 })
  expect((await ask()).status).toBe(504)
  await new Promise((resolve) => server.close(resolve))
})
