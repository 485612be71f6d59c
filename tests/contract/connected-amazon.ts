/** A warehouse connected to a simulated Amazon: notifications come in by HTTP, orders are read, numbers go out. */
import { expect } from 'vitest'
import { amazon as kind } from '../../server/channels/amazon/amazon.ts'
import type { Session } from '../../server/channels/connector.ts'
import { createFulfilment } from '../../server/channels/fulfilment/fulfilment.ts'
import { createIntake } from '../../server/channels/intake/intake.ts'
import { createPoolKeeper } from '../../server/channels/pools.ts'
import { createPublisher } from '../../server/channels/publisher.ts'
import { keepSessions } from '../../server/channels/sessions.ts'
import { createVault } from '../../server/channels/vault.ts'
import { createAmazon } from '../platforms/amazon/amazon.ts'
import type { OrderChangeNotification } from '../platforms/amazon/order-change.ts'
import { CLIENT, MARKETPLACE, SELLER } from '../platforms/amazon/rig.ts'
import { TEST_SECRET_KEY } from '../support/server.ts'
import type { Failure } from './connected-shop.ts'
import { type Floor, type OrderBody, ok } from './floor.ts'

export const NOTIFICATION_KEY = 'a key that no one should see'

/** As an event bus wraps what Amazon sent. */
export const wrapped = (detail: unknown) => ({
  version: '0',
  id: 'd0e9e693-c3ad-4373-979f-ed4ec98dd746',
  'detail-type': 'ORDER_CHANGE',
  source: 'aws.partner/sellingpartnerapi.amazon.com',
  detail,
})

export type ConnectedAmazon = Awaited<ReturnType<typeof connectAmazon>>

/** A connector `id` of a channel of that name, to a seller account of its own. */
export async function connectAmazon(floor: Floor, id: string, seed = 11) {
  const now = () => Date.now() + floor.clock.offset
  /** Notifications that do not reach us. */
  const line = { isCut: false }
  const send = (content: unknown, key: string = NOTIFICATION_KEY) =>
    floor.server.fetch(
      new Request(`https://lotline.test/hooks/${id}`, {
        method: 'POST',
        body: typeof content === 'string' ? content : JSON.stringify(content),
        headers: { 'content-type': 'application/json', 'x-api-key': key },
      }),
    )
  async function notify(notification: OrderChangeNotification): Promise<void> {
    if (line.isCut) return
    expect((await send(wrapped(notification))).status).toBe(200)
  }
  const amazon = createAmazon({ ...CLIENT, now, seed, sellerId: SELLER, marketplaceId: MARKETPLACE, notify })
  /** Listings that were told a number by a call of their own, in order. */
  const patched: string[] = []
  /** Orders that Amazon says in a way that nobody has foreseen. */
  const spoilt = new Set<string>()
  /** How often anything was asked of it. */
  let calls = 0
  const reach = (async (url, init) => {
    calls += 1
    const { pathname } = new URL(String(url))
    if (init?.method === 'PATCH') patched.push(decodeURIComponent(pathname.split('/').at(-1) ?? ''))
    const answer = await amazon.app.fetch(new Request(String(url), init as RequestInit))
    if (spoilt.size === 0 || !pathname.startsWith('/orders/')) return answer
    const body = (await answer.json()) as { orders?: Record<string, unknown>[]; order?: Record<string, unknown> }
    for (const order of [...(body.orders ?? []), ...(body.order ? [body.order] : [])])
      if (spoilt.has(String(order.orderId))) order.fulfillment = 'unheard of'
    return Response.json(body, { status: answer.status, headers: answer.headers })
  }) as typeof fetch
  const deps = {
    work: floor.server.database.work,
    vault: createVault(TEST_SECRET_KEY),
    fetch: reach,
    now,
    random: () => 0.5,
    report: (error: unknown) => floor.server.faults.push(error),
  }
  const startPublisher = () => createPublisher(deps)
  // One session for all: Amazon counts the calls of all together.
  const shared = { ...deps, sessionOf: keepSessions(deps) }
  const publisher = createPublisher(shared)
  const intake = createIntake(shared)
  const pools = createPoolKeeper(shared)
  const fulfilment = createFulfilment(shared)
  await ok(floor.server, 'PUT', `/channels/${id}`, { name: 'Amazon', kind: 'marketplace', priority: 1 })
  const baseUrl = 'https://sellingpartnerapi-na.amazon.com'
  const settings = { sellerId: SELLER, marketplaceId: MARKETPLACE }
  const connect = (over: Record<string, unknown> = {}) =>
    ok(floor.server, 'PUT', `/connectors/${id}`, {
      kind: 'amazon',
      channel: id,
      baseUrl,
      settings,
      credentials: { ...CLIENT, notificationKey: NOTIFICATION_KEY },
      ...over,
    })
  await connect()

  const mappings: Record<string, unknown>[] = []
  const map = () => ok(floor.server, 'PUT', `/connectors/${id}/mappings`, mappings)
  const rows = () =>
    floor.server.database.work.read(async ({ db, t }) =>
      (await db.select().from(t.platformOrders)).filter((row) => row.connectorId === id),
    )
  const pass = (ms: number) => {
    floor.clock.offset += ms
  }

  return {
    amazon,
    line,
    intake,
    fulfilment,
    pools,
    publisher,
    startPublisher,
    patched,
    spoilt,
    connect,
    map,
    mappings,
    rows,
    pass,
    send,

    /** A session that nobody else has, with full buckets. */
    session: (): Session =>
      kind.open(
        { baseUrl, settings: { ...settings, tokenUrl: `${baseUrl}/auth/o2/token` }, credentials: CLIENT },
        { fetch: reach, now },
      ),

    /** An item with so many on the shelf, and its listing, which shows them. */
    async listed(quantity: number, packQuantity = 1, cents = 1_999) {
      const sku = await floor.item()
      if (quantity > 0) await floor.receive(sku, 'L1', quantity, 'A-01')
      const listing = `AMZ ${sku}`
      amazon.addListing({ sku: listing, quantity: 0, leadTimeDays: 2, unitPriceCents: cents })
      mappings.push({ listing, sku, packQuantity })
      await map()
      await this.settle()
      return { sku, listing }
    },

    /** What Amazon has to say is said, read, and answered with new numbers. */
    async settle(rounds = 5): Promise<void> {
      let quiet = 0
      for (let round = 0; round < rounds; round++) {
        // Where nothing is said for two seconds, the others only pass.
        if (quiet > 1) {
          pass(1_000)
          continue
        }
        const before = calls
        const said = await amazon.tick()
        await intake.step()
        // PostgreSQL gives what was committed its place in the feed a moment later.
        await expect
          .poll(() => floor.server.database.work.read(({ db, t }) => db.select().from(t.feedPending)), { interval: 5 })
          .toEqual([])
        await publisher.step()
        await fulfilment.step()
        quiet = said === 0 && calls === before ? quiet + 1 : 0
        pass(1_000)
      }
    },

    /** Our order of one of Amazon's, or undefined. */
    async orderOf(externalId: string): Promise<OrderBody | undefined> {
      const row = (await rows()).find((one) => one.externalId === externalId)
      return row?.orderId ? floor.readOrder(row.orderId) : undefined
    },

    /** The lines of it as they are kept, with their money. */
    async linesOf(externalId: string) {
      const order = (await rows()).find((one) => one.externalId === externalId)
      const all = await floor.server.database.work.read(({ db, t }) => db.select().from(t.orderLines))
      return all.filter(({ orderId }) => orderId === order?.orderId)
    },

    failures: async () => (await ok<{ items: Failure[] }>(floor.server, 'GET', `/connectors/${id}/failures`)).items,

    health: async () =>
      (
        await ok<{ items: (Record<string, unknown> & { id: string })[] }>(floor.server, 'GET', '/connectors')
      ).items.find((one) => one.id === id),

    /** Nobody hears of it any more: what comes after is another test's. */
    pause: () => connect({ paused: true }),
  }
}
