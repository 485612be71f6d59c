import { expect, it } from 'vitest'
import { TOKEN, testShop } from './test-shop.ts'

it('throttles inside a 200 when the points are gone, and restores 100 a second', async () => {
  const { shop, set, clock, post } = testShop({ plan: { maximumAvailable: 25, restoreRate: 100 } })
  const { inventoryItemId } = shop.addVariant({ sku: 'A' })
  const first = await set(inventoryItemId, 1, 0, 'k1')
  expect(first.extensions.cost).toEqual({
    requestedQueryCost: 11,
    actualQueryCost: 11,
    throttleStatus: { maximumAvailable: 25, currentlyAvailable: 14, restoreRate: 100 },
  })
  await set(inventoryItemId, 2, 1, 'k2')
  const third = await set(inventoryItemId, 3, 2, 'k3')
  expect(third).toMatchObject({
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
    extensions: { cost: { requestedQueryCost: 11, actualQueryCost: null, throttleStatus: { currentlyAvailable: 3 } } },
  })
  expect([shop.available(inventoryItemId), shop.faultCounts.throttled]).toEqual([2, 1])
  clock.ms += 80
  expect((await set(inventoryItemId, 3, 2, 'k3')).errors).toBeUndefined()
  expect((await post({ query: '{ shop { name } }' })).status).toBe(200)
})

it('gives back what a page did not use', async () => {
  const { gql } = testShop()
  const { extensions } = await gql('{ orders(first: 100) { nodes { id customer { id } } } }')
  expect(extensions.cost).toMatchObject({
    requestedQueryCost: 16,
    actualQueryCost: 2,
    throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1998 },
  })
})

it('refuses a query dearer than 1000 points before running it', async () => {
  const { gql } = testShop()
  const deep = 'lineItems(first: 250) { nodes { variant { id product { id } inventoryItem { id } } product { id } } }'
  const query = `{ orders(first: 250) { nodes { ${deep} a: ${deep} b: ${deep} c: ${deep} } } }`
  expect((await gql(query)).errors?.[0]?.extensions).toMatchObject({ code: 'MAX_COST_EXCEEDED', maxCost: 1000 })
})

it('knows one token at a time', async () => {
  const { shop, post } = testShop()
  const status = async (token: string) => (await post({ query: '{ shop { name } }' }, token)).status
  expect(await status('wrong')).toBe(401)
  shop.expireToken()
  const refused = await post({ query: '{ shop { name } }' })
  expect([refused.status, await refused.json()]).toEqual([
    401,
    { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' },
  ])
  shop.renewToken('shpat_new')
  expect([await status(TOKEN), await status('shpat_new')]).toEqual([401, 200])
  expect(shop.faultCounts.unauthorized).toBe(3)
})

it('answers 404 for another version and 400 for a body without a query', async () => {
  const { shop, post } = testShop()
  const other = new Request('https://x/admin/api/2020-01/graphql.json', { method: 'POST' })
  expect((await shop.app.fetch(other)).status).toBe(404)
  expect((await post({})).status).toBe(400)
})
