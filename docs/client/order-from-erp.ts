/**
 * An order from another program, from its beginning to its shipment: what may be sold, the order, a repeat that changes nothing,
 * what becomes of it. Needs `npm install openapi-fetch` and lotline.d.ts from your server: GET /api/v1/openapi.d.ts.
 */
import createClient from 'openapi-fetch'
import type { paths } from './lotline.d.ts'

export interface Lotline {
  /** Where the server is: https://depot.example/api/v1 */
  baseUrl: string
  /** An API key with the scopes stock:read, orders:read and orders:write. */
  token: string
  /** Left out: the platform's own. */
  fetch?: (request: Request) => Promise<Response>
}

export interface Sale {
  /** The order's number where it was sold. */
  number: string
  channel: string
  sku: string
  quantity: number
  /** Minor units of one unit. */
  price: number
}

export type Outcome =
  | { kind: 'placed'; orderId: string; left: number }
  /** There was too little: what the channel may still sell. */
  | { kind: 'short'; availableToPromise: number }

const clientOf = ({ baseUrl, token, fetch }: Lotline) =>
  createClient<paths>({ baseUrl, headers: { authorization: `Bearer ${token}` }, ...(fetch ? { fetch } : {}) })

export async function sell(lotline: Lotline, sale: Sale): Promise<Outcome> {
  const client = clientOf(lotline)
  const placed = await client.POST('/orders', {
    // The same key again gets the first answer, whatever happened to it on its way here.
    params: { header: { 'Idempotency-Key': `sale ${sale.number}` } },
    body: {
      externalId: sale.number,
      channel: sale.channel,
      customer: { id: 'C-77', name: 'Ada Byron' },
      lines: [{ sku: sale.sku, quantity: sale.quantity, unitPrice: { amount: sale.price, currency: 'USD' } }],
    },
  })
  if (placed.error?.code === 'insufficient-atp')
    return { kind: 'short', availableToPromise: Number(placed.error.availableToPromise) }
  // Every other refusal says in `detail` what to do.
  if (placed.error) throw new Error(placed.error.detail)
  const { data: figures } = await client.GET('/inventory/{sku}', { params: { path: { sku: sale.sku } } })
  const own = figures?.channels.find(({ channel }) => channel === sale.channel)
  return { kind: 'placed', orderId: placed.data.id, left: own?.availableToPromise ?? 0 }
}

/** All items, page by page. */
export async function* itemsOf(lotline: Lotline) {
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Page = await pageOfItems(lotline, cursor)
    yield* page.items
    cursor = page.next
  }
}

type Page = paths['/items']['get']['responses'][200]['content']['application/json']

async function pageOfItems(lotline: Lotline, cursor: string): Promise<Page> {
  const { data, error } = await clientOf(lotline).GET('/items', { params: { query: { cursor, limit: 500 } } })
  if (error) throw new Error(error.detail)
  return data
}
