import { expect, it } from 'vitest'
import { SET, testShop } from './test-shop.ts'

const codes = (answer: Awaited<ReturnType<ReturnType<typeof testShop>['gql']>>) =>
  answer.data.inventorySetQuantities?.userErrors.map(({ code }) => code)

it('sets a quantity while the platform still has the one that the caller saw', async () => {
  const { shop, set } = testShop()
  const { inventoryItemId } = shop.addVariant({ sku: 'A', available: 3 })
  const { data } = await set(inventoryItemId, 8, 3, 'k1')
  expect(data.inventorySetQuantities).toMatchObject({
    inventoryAdjustmentGroup: {
      changes: [
        { name: 'available', delta: 5, quantityAfterChange: null },
        { name: 'on_hand', delta: 5 },
      ],
    },
    userErrors: [],
  })
  expect(shop.available(inventoryItemId)).toBe(8)
})

it('refuses a stale quantity and changes no row of the call', async () => {
  const { shop, gql } = testShop()
  const first = shop.addVariant({ sku: 'A', available: 3 }).inventoryItemId
  const second = shop.addVariant({ sku: 'B', available: 5 }).inventoryItemId
  const row = (inventoryItemId: string, changeFromQuantity: number) => ({
    inventoryItemId,
    locationId: shop.locationId,
    quantity: 1,
    changeFromQuantity,
  })
  const quantities = [row(first, 3), row(second, 4)]
  const answer = await gql(SET, { key: 'k', input: { name: 'available', reason: 'correction', quantities } })
  expect(answer.data.inventorySetQuantities).toMatchObject({
    inventoryAdjustmentGroup: null,
    userErrors: [{ code: 'CHANGE_FROM_QUANTITY_STALE', field: ['input', 'quantities', '1', 'changeFromQuantity'] }],
  })
  expect([shop.available(first), shop.available(second)]).toEqual([3, 5])
})

it('takes null for changeFromQuantity as opting out, and nothing as a mistake', async () => {
  const { shop, set, gql } = testShop()
  const { inventoryItemId } = shop.addVariant({ sku: 'A', available: 3 })
  await set(inventoryItemId, 6, null, 'k1')
  expect(shop.available(inventoryItemId)).toBe(6)
  const quantities = [{ inventoryItemId, locationId: shop.locationId, quantity: 1 }]
  const answer = await gql(SET, { key: 'k2', input: { name: 'available', reason: 'correction', quantities } })
  expect(answer.errors?.[0]).toMatchObject({
    message: 'InventoryQuantityInput must include the following argument: changeFromQuantity.',
    extensions: { code: 'INVALID_FIELD_ARGUMENTS' },
  })
  expect(answer.data).toEqual({ inventorySetQuantities: null })
})

it('needs an idempotency key', async () => {
  const { gql } = testShop()
  const answer = await gql('mutation { inventorySetQuantities(input: {}) { userErrors { code } } }')
  expect(answer.errors).toMatchObject([
    {
      message: 'The @idempotent directive is required for this mutation but was not provided.',
      extensions: { code: 'BAD_REQUEST' },
      path: ['inventorySetQuantities'],
    },
  ])
  expect(answer.extensions.cost).toMatchObject({ requestedQueryCost: 10, actualQueryCost: 10 })
})

it('answers a repeated key as the first time, for 24 hours', async () => {
  const { shop, set, clock } = testShop()
  const { inventoryItemId } = shop.addVariant({ sku: 'A', available: 3 })
  const first = await set(inventoryItemId, 8, 3, 'k1')
  shop.setAvailable(inventoryItemId, 2)
  expect((await set(inventoryItemId, 8, 3, 'k1')).data).toEqual(first.data)
  expect(shop.available(inventoryItemId)).toBe(2)
  clock.ms += 24 * 3_600_000
  expect(codes(await set(inventoryItemId, 8, 3, 'k1'))).toEqual(['CHANGE_FROM_QUANTITY_STALE'])
})

it('refuses a key with another input, and one whose first attempt failed', async () => {
  const { shop, set } = testShop()
  const { inventoryItemId } = shop.addVariant({ sku: 'A', available: 3 })
  await set(inventoryItemId, 8, 3, 'k1')
  expect(codes(await set(inventoryItemId, 9, 8, 'k1'))).toEqual(['IDEMPOTENCY_KEY_PARAMETER_MISMATCH'])
  await set(inventoryItemId, 9, 1, 'k2')
  expect(codes(await set(inventoryItemId, 9, 1, 'k2'))).toEqual(['IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED'])
  expect(shop.available(inventoryItemId)).toBe(8)
})

it('names an unknown item, an unknown location and an item that is not stocked', async () => {
  const { shop, gql, set } = testShop()
  const { inventoryItemId } = shop.addVariant({ sku: 'A', stocked: false })
  expect(codes(await set(inventoryItemId, 1, 0, 'k1'))).toEqual(['ITEM_NOT_STOCKED_AT_LOCATION'])
  const row = { inventoryItemId: 'gid://shopify/InventoryItem/42', locationId: 'gid://shopify/Location/9' }
  const quantities = [{ ...row, quantity: 1, changeFromQuantity: 0 }]
  const answer = await gql(SET, { key: 'k2', input: { name: 'available', reason: 'correction', quantities } })
  expect(codes(answer)).toEqual(['INVALID_INVENTORY_ITEM', 'INVALID_LOCATION'])
})

it('refuses what 2026-10 no longer knows, and more than 250 rows', async () => {
  const { shop, gql } = testShop()
  const input = { name: 'available', reason: 'correction' }
  const legacy = await gql(SET, { key: 'k', input: { ...input, ignoreCompareQuantity: true, quantities: [] } })
  expect(legacy).toMatchObject({ errors: [{ extensions: { code: 'INVALID_VARIABLE' } }] })
  expect(legacy).not.toHaveProperty('data')
  const row = { inventoryItemId: 'x', locationId: shop.locationId, quantity: 1, changeFromQuantity: null }
  const many = await gql(SET, { key: 'k', input: { ...input, quantities: Array(251).fill(row) } })
  expect(many.errors?.[0]?.extensions.code).toBe('MAX_INPUT_SIZE_EXCEEDED')
})

const LEVELS = `query Levels($first: Int!, $after: String, $location: ID!) {
  inventoryItems(first: $first, after: $after) {
    nodes { sku inventoryLevel(locationId: $location) { quantities(names: ["available", "on_hand"]) { name quantity } } }
    pageInfo { hasNextPage endCursor }
  }
}`

it('pages through the levels, and finds nodes, in the order asked for', async () => {
  const { shop, gql } = testShop()
  const ids = ['A', 'B', 'C'].map((sku, available) => shop.addVariant({ sku, available }).inventoryItemId)
  const skus: string[] = []
  for (let after: string | null = null, more = true; more; ) {
    const { data } = await gql(LEVELS, { first: 2, after, location: shop.locationId })
    const page = data.inventoryItems as {
      nodes: { sku: string }[]
      pageInfo: { hasNextPage: boolean; endCursor: string }
    }
    skus.push(...page.nodes.map(({ sku }) => sku))
    more = page.pageInfo.hasNextPage
    after = page.pageInfo.endCursor
  }
  expect(skus).toEqual(['A', 'B', 'C'])
  const query = '{ nodes(ids: $ids) { ... on InventoryItem { sku variant { inventoryQuantity } } } }'
  const { data } = await gql(`query ($ids: [ID!]!) ${query}`, { ids: [ids[2], 'gid://shopify/InventoryItem/1'] })
  expect(data.nodes).toEqual([{ sku: 'C', variant: { inventoryQuantity: 2 } }, null])
})

it('finds a variant by sku for the mapping', async () => {
  const { shop, gql } = testShop()
  shop.addVariant({ sku: 'A' })
  const { inventoryItemId } = shop.addVariant({ sku: 'B-2', title: 'Beans' })
  const { data } = await gql(
    `{ productVariants(first: 5, query: "sku:'B-2'") { edges { node { sku product { title } inventoryItem { id } } } } }`,
  )
  expect(data.productVariants).toEqual({
    edges: [{ node: { sku: 'B-2', product: { title: 'Beans' }, inventoryItem: { id: inventoryItemId } } }],
  })
})
