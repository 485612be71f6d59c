/** The simulated platforms of the demo: each on an address of its own on this machine, and people who buy there. */
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createAmazon } from '../amazon/amazon.ts'
import { createRandom } from '../shopify/random.ts'
import { createShopify } from '../shopify/shopify.ts'
import { type Customers, startCustomers } from './customers.ts'
import { type Asked, amazonOffer, retailOffer, shopOffer } from './offers.ts'
import { type Retailer, startRetailer } from './retailer.ts'

const SECOND = 1_000
/** Words of a platform go out that often. */
const TICK_MS = 300

export interface Platforms {
  address: string
}

/** Until the process ends. What it sells is told to it by the demo, once that has a catalogue. */
export async function startPlatforms(): Promise<Platforms> {
  const control = new Hono()
  let buyers: (Customers | Retailer)[] = []
  control.post('/open', async (context) => {
    const asked = (await context.req.json()) as Asked
    for (const buyer of buyers) buyer.stop()
    const opened = await openPlatforms(asked)
    buyers = opened.buyers
    return context.json(opened.connectors)
  })
  return { address: await listen(control.fetch) }
}

async function openPlatforms(asked: Asked) {
  const seed = Date.now() % 2 ** 31
  const random = createRandom(seed)
  const send = (connector: string, headers: Record<string, string>) => async (request: Request) =>
    fetch(`${asked.hooks}/${connector}`, {
      method: 'POST',
      body: await request.text(),
      headers: { ...Object.fromEntries(request.headers), ...headers },
    })
  const shop = createShopify({
    now: Date.now,
    seed,
    shop: 'hearth-and-grain.myshopify.com',
    accessToken: asked.secret,
    webhookSecret: asked.secret,
    deliver: send('shop', {}),
    // Another start is another shop: it must not give ids that the demo's database knows from before.
    firstId: Date.now() * 1_000,
    firstOrderNumber: 1_001 + (Math.floor(Date.now() / (10 * SECOND)) % 9_000_000),
  })
  const amazon = createAmazon({
    now: Date.now,
    seed,
    sellerId: 'A1HEARTHGRAIN1',
    marketplaceId: 'ATVPDKIKX0DER',
    clientId: 'demo',
    clientSecret: asked.secret,
    refreshToken: asked.secret,
    notify: async (notification) => {
      const sent = await send('amazon', { 'x-api-key': asked.secret })(
        new Request('http://localhost', { method: 'POST', body: JSON.stringify(notification) }),
      )
      if (!sent.ok) throw new Error(`The notification was answered ${sent.status}.`)
    },
  })
  const timer = setInterval(() => {
    void shop.tick()
    void amazon.tick()
  }, TICK_MS)
  timer.unref()
  const shopped = shopOffer(shop, asked, await listen(shop.app.fetch))
  const listed = amazonOffer(amazon, asked, await listen(amazon.app.fetch))
  const customers = startCustomers({ random, shop, variants: shopped.variants, amazon, listings: listed.listings })
  const retailer = startRetailer(random, asked.folders, asked.items)
  return { connectors: [shopped.connector, listed.connector, retailOffer(asked)], buyers: [customers, retailer] }
}

/** On a free port of this machine. */
function listen(handler: (request: Request) => Response | Promise<Response>): Promise<string> {
  return new Promise((resolve) => {
    const server = serve({ fetch: handler, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) =>
      resolve(`http://127.0.0.1:${info.port}`),
    )
    server.unref?.()
  })
}
