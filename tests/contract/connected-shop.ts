/** A warehouse connected to a simulated Shopify shop: webhooks come in by HTTP, orders are read, numbers go out. */
import { expect } from 'vitest'
import { createChannels } from '../../server/channels/channels.ts'
import { createVault } from '../../server/channels/vault.ts'
import { createShopify, type Shopify, type ShopifyOptions } from '../platforms/shopify/shopify.ts'
import type { Dialect } from '../support/database.ts'
import { TEST_SECRET_KEY } from '../support/server.ts'
import { type Floor, type OrderBody, ok, openFloor } from './floor.ts'

export const WEBHOOK_SECRET = 'shpss_never_to_be_seen'
export const ACCESS_TOKEN = 'shpat_never_to_be_seen'

export interface PlatformOrderRow {
  externalId: string
  number: string | null
  orderId: string | null
}

export interface Failure {
  id: string
  about: string
  subject: string
  state: string
  code: string
  detail: string
  advice: string
}

export type ConnectedShop = Awaited<ReturnType<typeof connectShop>>

/** A connector `id` of a channel of that name, to a shop of its own. */
export async function connectShop(floor: Floor, id: string, options: Partial<ShopifyOptions> = {}) {
  const now = () => Date.now() + floor.clock.offset
  /** Requests of the shop that do not reach us. */
  const line = { isCut: false }
  const deliver = async (request: Request) => {
    if (line.isCut) throw new TypeError('fetch failed')
    return floor.server.fetch(request)
  }
  const shop: Shopify = createShopify({
    now,
    seed: 11,
    shop: 'tea.myshopify.com',
    accessToken: ACCESS_TOKEN,
    webhookSecret: WEBHOOK_SECRET,
    webhookUrl: `https://lotline.test/hooks/${id}`,
    deliver,
    ...options,
  })
  /** How often anything was asked of it. */
  let calls = 0
  const deps = {
    work: floor.server.database.work,
    vault: createVault(TEST_SECRET_KEY),
    fetch: (async (url, init) => {
      calls += 1
      if (rig.down) throw new TypeError('fetch failed')
      const answer = await shop.app.fetch(new Request(String(url), init as RequestInit))
      const { meanwhile } = rig
      if (meanwhile !== null && String(init?.body).includes('nodes(ids')) {
        rig.meanwhile = null
        await meanwhile()
      }
      if (rig.loses !== null && String(init?.body).includes(rig.loses)) throw new DOMException('', 'TimeoutError')
      return answer
    }) as typeof fetch,
    now,
    random: () => 0.5,
    report: (error: unknown) => floor.server.faults.push(error),
  }
  const channels = createChannels(deps)
  await ok(floor.server, 'PUT', `/channels/${id}`, { name: 'Web', kind: 'dtc', priority: 1 })
  const connect = (over: Record<string, unknown> = {}) =>
    ok(floor.server, 'PUT', `/connectors/${id}`, {
      kind: 'shopify',
      channel: id,
      baseUrl: 'https://tea.example',
      settings: { location: shop.locationId },
      credentials: { accessToken: ACCESS_TOKEN, webhookSecret: WEBHOOK_SECRET },
      ...over,
    })
  await connect()

  const mappings: Record<string, unknown>[] = []
  const map = () => ok(floor.server, 'PUT', `/connectors/${id}/mappings`, mappings)

  const rows = () =>
    floor.server.database.work.read(async ({ db, t }) =>
      (await db.select().from(t.platformOrders)).filter((row) => row.connectorId === id),
    )

  /** Milliseconds pass; by what a platform stamps its orders, they are whole seconds. */
  const pass = (ms: number) => {
    floor.clock.offset += ms
  }

  const rig = {
    /** It does not answer. */
    down: false,
    /** The answer to calls with this in them never comes. */
    loses: null as string | null,
    /** Happens once, after the shop has said what an order is and before anybody here has read it. */
    meanwhile: null as (() => Promise<unknown>) | null,
    shop,
    line,
    channels,
    connect,
    map,
    mappings,
    rows,
    pass,

    /** An item with so many on the shelf, and its listing, which shows them. */
    async listed(quantity: number, packQuantity = 1) {
      const sku = await floor.item()
      if (quantity > 0) await floor.receive(sku, 'L1', quantity, 'A-01')
      const { variantId, inventoryItemId } = shop.addVariant({ sku: `SHOP-${sku}` })
      mappings.push({ listing: inventoryItemId, sku, packQuantity })
      await map()
      await this.settle()
      return { sku, variantId, listing: inventoryItemId }
    },

    /** What the shop has to say is said, read, and answered with new numbers. */
    async settle(): Promise<void> {
      let quiet = 0
      for (let rounds = 0; rounds < 6; rounds++) {
        // Where nothing is said for two seconds, the others only pass.
        if (quiet > 1) {
          pass(1_000)
          continue
        }
        const before = calls
        const said = await shop.tick()
        await channels.tend()
        // PostgreSQL gives what was committed its place in the feed a moment later.
        await expect
          .poll(() => floor.server.database.work.read(({ db, t }) => db.select().from(t.feedPending)), { interval: 5 })
          .toEqual([])
        await channels.publish()
        quiet = said === 0 && calls === before ? quiet + 1 : 0
        pass(1_000)
      }
    },

    /** Our order of one of the shop's, or undefined. */
    async orderOf(externalId: string): Promise<OrderBody | undefined> {
      const row = (await rows()).find((one) => one.externalId === externalId)
      return row?.orderId ? floor.readOrder(row.orderId) : undefined
    },

    failures: async () => (await ok<{ items: Failure[] }>(floor.server, 'GET', `/connectors/${id}/failures`)).items,

    health: async () =>
      (
        await ok<{ items: (Record<string, unknown> & { id: string })[] }>(floor.server, 'GET', '/connectors')
      ).items.find((one) => one.id === id),

    /** Nobody hears of it any more: what comes after is another test's. */
    pause: () => connect({ paused: true }),
  }
  return rig
}

export const openShopFloor = (dialect: Dialect): Promise<Floor> => openFloor(dialect)
