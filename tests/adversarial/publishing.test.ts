/**
 * Thousands of stock changes while a simulated shop throttles, fails, acts and does not answer, sells by itself, lets nobody
 * in for a while, and the server dies with numbers on their way: when it has gone quiet, the shop shows what can be promised.
 * The clock is virtual, so a platform's rate costs no time; on SQLite alone, where one seed decides everything.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPublisher, type Publisher } from '../../server/channels/publisher.ts'
import { createVault } from '../../server/channels/vault.ts'
import { BINS, type Floor, ok, openFloor } from '../contract/floor.ts'
import { createRandom, type Random } from '../platforms/shopify/random.ts'
import { createShopify, type Shopify } from '../platforms/shopify/shopify.ts'
import { TEST_SECRET_KEY } from '../support/server.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_124)
const CHANGES = Number(process.env.LOTLINE_CHANGES ?? 2_000)
const ITEMS = 40
const PACKS = [1, 1, 1, 6, 12]
const SECOND = 1_000

interface Listed {
  sku: string
  item: string
  variantId: string
  pack: number
}

describe('publishing to a shop in trouble', () => {
  let floor: Floor
  let shop: Shopify
  let publisher: Publisher
  const random: Random = createRandom(SEED)
  const listed: Listed[] = []
  let crashes = 0
  /** The next call reaches the shop, and whoever sent it dies. */
  let dies = false

  const pick = <T>(all: readonly T[]): T => all[random.whole(0, all.length - 1)] as T
  const now = () => Date.now() + floor.clock.offset
  const pass = (ms: number) => {
    floor.clock.offset += ms
  }
  const connect = (accessToken: string) =>
    ok(floor.server, 'PUT', '/connectors/web', {
      kind: 'shopify',
      channel: 'shop',
      baseUrl: 'https://lotline.example',
      settings: { location: shop.locationId },
      credentials: { accessToken },
    })

  const start = () =>
    createPublisher({
      work: floor.server.database.work,
      vault: createVault(TEST_SECRET_KEY),
      fetch: async (url, init) => {
        const answer = await shop.app.fetch(new Request(String(url), init as RequestInit))
        if (!dies) return answer
        dies = false
        crashes += 1
        publisher = start()
        return new Promise<Response>(() => undefined)
      },
      now,
      random: () => random.next(),
      report: (error) => floor.server.faults.push(error),
    })

  beforeAll(async () => {
    floor = await openFloor('sqlite')
    shop = createShopify({
      now,
      seed: SEED,
      shop: 'lotline.example',
      accessToken: 'first',
      webhookSecret: 'unused',
      deliver: async () => new Response(),
    })
    await ok(floor.server, 'PUT', '/channels/other', { name: 'Other', kind: 'wholesale', priority: 2 })
    for (let nth = 0; nth < ITEMS; nth++) {
      const sku = await floor.item()
      await floor.receive(sku, 'L0', 200, pick(BINS))
      for (const pack of nth % 3 === 0 ? PACKS.slice(1, 4) : [pick(PACKS)]) {
        const { inventoryItemId, variantId } = shop.addVariant({ sku: `${sku} by ${pack} ${listed.length}` })
        listed.push({ sku, item: inventoryItemId, variantId, pack })
      }
    }
    await connect('first')
    const mappings = listed.map(({ sku, item, pack }) => ({ listing: item, sku, packQuantity: pack }))
    await ok(floor.server, 'PUT', '/connectors/web/mappings', mappings)
    publisher = start()
  })
  afterAll(() => floor.close())

  /** Sales that the shop has made and this server does not know of yet. */
  const unknown: { sku: string; quantity: number }[] = []

  const changes: (() => Promise<unknown>)[] = [
    () => floor.receive(pick(listed).sku, `L${random.whole(0, 3)}`, random.whole(1, 30), pick(BINS)),
    () => floor.placing(pick(listed).sku, random.whole(1, 12), { channel: 'other', onShort: 'partial' }),
    () => floor.placing(pick(listed).sku, random.whole(1, 12), { channel: 'shop', onShort: 'partial' }),
    async () => {
      const { sku } = pick(listed)
      await floor.server.call('POST', `/lots/${sku}/L${random.whole(0, 3)}/hold`, { reason: 'looked odd' })
    },
    async () => {
      const { sku } = pick(listed)
      await floor.server.call('POST', `/lots/${sku}/L${random.whole(0, 3)}/release`, { reason: 'looks well' })
    },
    async () => {
      const quantity = random.whole(0, 40)
      await floor.server.call('PUT', `/protections/${pick(listed).sku}/other`, { quantity })
    },
    async () => {
      const { item, variantId, sku, pack } = pick(listed)
      const units = Math.min(shop.available(item), random.whole(1, 3))
      if (units < 1) return
      shop.placeOrder({ lines: [{ variantId, quantity: units }] })
      unknown.push({ sku, quantity: units * pack })
    },
    async () => {
      const sold = unknown.shift()
      if (sold) await floor.placing(sold.sku, sold.quantity, { channel: 'shop', onShort: 'record' })
    },
  ]

  const waiting = async () =>
    (await ok<{ items: { waiting: number; state: string }[] }>(floor.server, 'GET', '/connectors')).items[0]

  it(`shows what can be promised after ${CHANGES} changes (seed ${SEED})`, { timeout: 600_000 }, async () => {
    shop.setFaults({ serverError: 0.05, timeoutAfterActing: 0.05 })
    for (let change = 0; change < CHANGES; change++) {
      await pick(changes)()
      if (change === Math.floor(CHANGES / 2)) shop.expireToken()
      if (change === Math.floor(CHANGES * 0.6)) {
        shop.renewToken('second')
        await connect('second')
      }
      if (!random.chance(0.25)) continue
      dies = random.chance(0.02)
      pass(random.whole(0, 3 * SECOND))
      // One that died is never done: whoever has taken its place goes on.
      await Promise.race([publisher.step(), new Promise((resolve) => setTimeout(resolve, 500))])
    }
    for (const sold of unknown.splice(0))
      await floor.placing(sold.sku, sold.quantity, { channel: 'shop', onShort: 'record' })

    shop.setFaults({ serverError: 0, timeoutAfterActing: 0 })
    dies = false
    for (let minutes = 0; minutes < 30 * 60; minutes++) {
      pass(SECOND)
      await publisher.step()
      if ((await waiting())?.waiting === 0) break
    }
    expect(await waiting()).toMatchObject({ waiting: 0, state: 'on' })

    const wrong: string[] = []
    for (const { sku, item, pack } of listed) {
      const { channels } = await floor.inventory(sku)
      const promised = channels.find(({ channel }) => channel === 'shop')?.availableToPromise ?? 0
      if (shop.available(item) !== Math.floor(promised / pack))
        wrong.push(`${sku}: ${promised} in packs of ${pack}, the shop shows ${shop.available(item)}`)
    }
    expect(wrong).toEqual([])
    expect(crashes).toBeGreaterThan(0)
    expect(shop.faultCounts.serverErrors).toBeGreaterThan(0)
    expect(shop.faultCounts.timeouts).toBeGreaterThan(0)
    expect(shop.faultCounts.unauthorized).toBeGreaterThan(0)
    const { items } = await ok<{ items: { state: string; detail: string }[] }>(
      floor.server,
      'GET',
      '/connectors/web/failures?limit=1000',
    )
    expect(items.length).toBeGreaterThan(0)
    expect(items.filter(({ state }) => state !== 'healed')).toEqual([])
    await floor.cleanAudit()
  })
})
