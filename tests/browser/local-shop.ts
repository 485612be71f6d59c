/** A simulated Shopify shop at a port of this machine, so that a real server process reaches it, and is reached by it. */
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { createShopify, type Shopify } from '../platforms/shopify/shopify.ts'

export interface LocalShop {
  shop: Shopify
  url: string
  accessToken: string
  webhookSecret: string
  close(): Promise<void>
}

const TICK_MS = 100

/** `webhookUrl`: where its notices go. */
export async function openLocalShop(webhookUrl: string): Promise<LocalShop> {
  const accessToken = 'shpat_never_to_be_seen'
  const webhookSecret = 'shpss_never_to_be_seen'
  const shop = createShopify({
    now: () => Date.now(),
    seed: 11,
    shop: 'tea.myshopify.com',
    accessToken,
    webhookSecret,
    webhookUrl,
    deliver: (request) => fetch(request),
  })
  const server = serve({ fetch: shop.app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const timer = setInterval(() => void shop.tick(), TICK_MS)
  return {
    shop,
    url: `http://127.0.0.1:${port}`,
    accessToken,
    webhookSecret,
    async close() {
      clearInterval(timer)
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
