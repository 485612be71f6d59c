/** A simulated Amazon on a clock that tests move, and the smallest client that can talk to it. */
import { createAmazon } from './amazon.ts'
import type { OrderChangeNotification } from './order-change.ts'

export const SELLER = 'A3TH9S8BH6GOGM'
export const MARKETPLACE = 'ATVPDKIKX0DER'
export const CLIENT = { clientId: 'client', clientSecret: 'secret', refreshToken: 'Atzr|one' }
const START = Date.parse('2026-11-29T08:00:00Z')

/** Read without a schema: tests look at single fields. */
// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, checked field by field
type Body = any

export interface Reply {
  status: number
  headers: Headers
  body: Body
}

export function createRig(seed = 1) {
  let time = START
  let token = ''
  const received: OrderChangeNotification[] = []
  let accept = () => true
  const amazon = createAmazon({
    ...CLIENT,
    now: () => time,
    seed,
    sellerId: SELLER,
    marketplaceId: MARKETPLACE,
    notify: async (notification) => {
      if (!accept()) throw new Error('not now')
      received.push(notification)
    },
  })
  async function send(method: string, path: string, init: RequestInit = {}): Promise<Reply> {
    const url = path.startsWith('http') ? path : `https://sellingpartnerapi-na.amazon.com${path}`
    const response = await amazon.app.fetch(new Request(url, { ...init, method }))
    const text = await response.text()
    const json = response.headers.get('content-type')?.startsWith('application/json')
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text }
  }
  const call = (method: string, path: string, body?: unknown) =>
    send(method, path, {
      headers: { 'x-amz-access-token': token, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const grant = (changes: Record<string, string> = {}) => {
    const { clientId, clientSecret, refreshToken } = CLIENT
    const form = {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: clientId,
      client_secret: clientSecret,
    }
    return send('POST', '/auth/o2/token', { body: new URLSearchParams({ ...form, ...changes }) })
  }
  const item = (sku: string) => `/listings/2021-08-01/items/${SELLER}/${sku}?marketplaceIds=${MARKETPLACE}`
  return {
    amazon,
    received,
    send,
    call,
    grant,
    item,
    now: () => time,
    wait: (milliseconds: number) => {
      time += milliseconds
    },
    /** Whether the receiver takes what is delivered. */
    accepting: (answer: () => boolean) => {
      accept = answer
    },
    async login() {
      token = (await grant()).body.access_token
    },
    patch: (sku: string, patch: Record<string, unknown>) =>
      call('PATCH', item(sku), { productType: 'PRODUCT', patches: [patch] }),
  }
}

export type Rig = ReturnType<typeof createRig>

/** A patch of the merchant's quantity. */
export const quantityPatch = (op: string, quantity: unknown) => ({
  op,
  path: '/attributes/fulfillment_availability',
  value: [{ fulfillment_channel_code: 'DEFAULT', quantity }],
})

export async function loggedIn(seed = 1): Promise<Rig> {
  const rig = createRig(seed)
  await rig.login()
  return rig
}
