/** A simulated shop on a clock that the test moves, with a client that knows nothing but HTTP. */
import { createShopify, type ShopifyOptions } from './shopify.ts'

export const SECRET = 'shpss_secret'
export const TOKEN = 'shpat_token'

export interface Answer {
  data: Record<string, unknown> & {
    inventorySetQuantities?: { userErrors: { code: string; field: string[] }[] } | null
  }
  errors?: { message: string; path?: string[]; extensions: Record<string, unknown> }[]
  extensions: {
    cost: {
      requestedQueryCost: number
      actualQueryCost: number | null
      throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number }
    }
  }
}

export const SET = `mutation Set($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { id reason changes { name delta quantityAfterChange } }
    userErrors { code field message }
  }
}`

export function testShop(options: Partial<ShopifyOptions> = {}) {
  const clock = { ms: Date.UTC(2026, 10, 29, 12) }
  const received: { topic: string | null; body: Record<string, unknown>; raw: string; headers: Headers; at: number }[] =
    []
  const receiver = { answer: (): Response | Promise<Response> => new Response(null, { status: 200 }) }
  const shop = createShopify({
    now: () => clock.ms,
    seed: 7,
    shop: 'lotline.myshopify.com',
    accessToken: TOKEN,
    webhookSecret: SECRET,
    deliver: async (request) => {
      const raw = await request.text()
      const { headers } = request
      received.push({ topic: headers.get('X-Shopify-Topic'), body: JSON.parse(raw), raw, headers, at: clock.ms })
      return receiver.answer()
    },
    ...options,
  })
  const post = async (body: unknown, token = TOKEN) =>
    shop.app.fetch(
      new Request('https://lotline.myshopify.com/admin/api/2026-10/graphql.json', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Shopify-Access-Token': token },
        body: JSON.stringify(body),
      }),
    )
  const gql = async (query: string, variables: object = {}) =>
    (await (await post({ query, variables })).json()) as Answer
  const set = (item: string, quantity: number, changeFromQuantity: number | null, key: string) => {
    const row = { inventoryItemId: item, locationId: shop.locationId, quantity, changeFromQuantity }
    return gql(SET, { key, input: { name: 'available', reason: 'correction', quantities: [row] } })
  }
  return { shop, clock, received, receiver, post, gql, set }
}
