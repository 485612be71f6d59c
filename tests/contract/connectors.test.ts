/** Connecting a platform: who may, what is kept secret, what a listing shows, and what is said of what fails. */
import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createPublisher, type Publisher } from '../../server/channels/publisher.ts'
import { createVault } from '../../server/channels/vault.ts'
import type { Role } from '../../server/db/schema.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { TEST_SECRET_KEY } from '../support/server.ts'
import { BINS, type Floor, ok, openFloor, type Problem } from './floor.ts'
import { createSmallShop, type SmallShop } from './small-shop.ts'

const TOKEN = 'shpat_never_to_be_seen'

interface Health {
  id: string
  state: string
  waiting: number
  failures: number
  lag: { p50: number; p99: number; of: number } | null
}
interface ListingBody {
  listing: string
  wanted: number
  shown: number | null
  waiting: boolean
  stopped: boolean
}
interface FailureBody {
  id: string
  state: string
  code: string
  detail: string
  advice: string
  attempts: number
  subject: string
}

describe.each(EDGE_DIALECTS)('connectors on %s', (dialect) => {
  let floor: Floor
  let shop: SmallShop
  let publisher: Publisher
  let made = 0
  let id = ''
  const bin = BINS[0]

  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterAll(() => floor.close())

  /** A shop and a channel for each test. */
  beforeEach(async () => {
    id = `shop-${++made}`
    await ok(floor.server, 'PUT', `/channels/${id}`, { name: 'Web', kind: 'dtc', priority: 1 })
    shop = createSmallShop(TOKEN)
    publisher = start(TEST_SECRET_KEY)
    await connect()
  })
  afterEach(async () => {
    await connect({ paused: true })
    await floor.cleanAudit()
  })

  const start = (key: string): Publisher =>
    createPublisher({
      work: floor.server.database.work,
      vault: createVault(key),
      fetch: shop.fetch,
      now: () => Date.now() + floor.clock.offset,
      random: () => 0.5,
      report: (error) => floor.server.faults.push(error),
    })
  const body = (over: Record<string, unknown> = {}) => ({
    kind: 'shopify',
    channel: id,
    baseUrl: 'https://tea.example',
    settings: { location: shop.location },
    credentials: { accessToken: TOKEN },
    ...over,
  })
  const connect = (over: Record<string, unknown> = {}) => ok(floor.server, 'PUT', `/connectors/${id}`, body(over))
  const put = (over: Record<string, unknown>, path = `/connectors/${id}`) =>
    floor.server.call<Problem>('PUT', path, body(over))
  const map = (mappings: Record<string, unknown>[]) => ok(floor.server, 'PUT', `/connectors/${id}/mappings`, mappings)
  const health = async () =>
    (await ok<{ items: Health[] }>(floor.server, 'GET', '/connectors')).items.find((one) => one.id === id) as Health
  const listings = async () =>
    (await ok<{ items: ListingBody[] }>(floor.server, 'GET', `/connectors/${id}/listings`)).items
  const failures = async () =>
    (await ok<{ items: FailureBody[] }>(floor.server, 'GET', `/connectors/${id}/failures`)).items

  /** PostgreSQL gives what was committed its place in the feed a moment later. */
  async function publish(by: Publisher = publisher): Promise<void> {
    await expect
      .poll(() => floor.server.database.work.read(({ db, t }) => db.select().from(t.feedPending)), { interval: 5 })
      .toEqual([])
    await by.step()
  }

  /** An item with so many on the shelf, and its listing. */
  async function listed(quantity: number, over: Record<string, unknown> = {}) {
    const sku = await floor.item()
    if (quantity > 0) await floor.receive(sku, 'L1', quantity, bin)
    const listing = shop.add()
    await map([{ listing, sku, ...over }])
    await publish()
    return { sku, listing }
  }

  describe('what a listing shows', () => {
    it('is what its channel can promise, and follows each change', async () => {
      const { sku, listing } = await listed(40)
      expect(shop.available(listing)).toBe(40)
      await floor.order(sku, 15, { channel: id })
      await publish()
      expect(shop.available(listing)).toBe(25)
      await floor.receive(sku, 'L2', 10, bin)
      await publish()
      expect(shop.available(listing)).toBe(35)
      expect(await health()).toMatchObject({ state: 'on', waiting: 0, failures: 0, lag: { of: 3 } })
    })

    it.each<[string, Record<string, unknown>, number]>([
      ['in packs', { packQuantity: 12 }, 3],
      ['a percentage', { percent: 50 }, 20],
      ['at most its cap', { cap: 7 }, 7],
      ['less its buffer', { buffer: 30 }, 10],
      ['nothing while paused', { mode: 'paused' }, 0],
    ])('is shown %s', async (_name, terms, shown) => {
      const { listing } = await listed(40, terms)
      expect(shop.available(listing)).toBe(shown)
    })

    it('falls when a lot is held, when another channel is protected, and when a place is blocked', async () => {
      const place = await floor.bin()
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, bin)
      await floor.receive(sku, 'L2', 20, place)
      const listing = shop.add()
      await map([{ listing, sku }])
      await publish()
      expect(shop.available(listing)).toBe(30)
      await ok(floor.server, 'POST', `/lots/${sku}/L1/hold`, { reason: 'seal broken' })
      await publish()
      expect(shop.available(listing)).toBe(20)
      await ok(floor.server, 'PUT', `/protections/${sku}/shop`, { quantity: 5 })
      await publish()
      expect(shop.available(listing)).toBe(15)
      await ok(floor.server, 'PUT', `/locations/${place}`, { kind: 'pick', pickSequence: 1, blocked: true })
      await publish()
      expect(shop.available(listing)).toBe(0)
    })

    it('falls at midnight by what has expired, though nothing was written', async () => {
      const sku = await floor.item({ rotation: 'fefo' })
      const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
      await floor.receive(sku, 'SOON', 8, bin, 0, { expiresOn: tomorrow })
      const listing = shop.add()
      await map([{ listing, sku }])
      await publish()
      expect(shop.available(listing)).toBe(8)
      try {
        floor.clock.offset = 3 * 86_400_000
        await publish()
        expect(shop.available(listing)).toBe(0)
      } finally {
        floor.clock.offset = 0
        await publish()
      }
    })

    it('is set only where the number that is known still stands: what the shop has sold meanwhile is read first', async () => {
      const { sku, listing } = await listed(40)
      shop.sell(listing, 3)
      await floor.order(sku, 5, { channel: id })
      await publish()
      expect(shop.available(listing)).toBe(35)
      expect(await listings()).toMatchObject([{ shown: 35, wanted: 35, waiting: false }])
    })

    it('is told again where its mapping was taken away and given back', async () => {
      const { sku, listing } = await listed(40)
      await map([])
      await floor.order(sku, 4, { channel: id })
      await map([{ listing, sku }])
      await publish()
      expect(shop.available(listing)).toBe(36)
      expect(await listings()).toMatchObject([{ shown: 36, waiting: false }])
    })

    it('is told the most urgent first', async () => {
      const sku = await floor.item()
      const other = await floor.item()
      const rising = await floor.item()
      await floor.receive(sku, 'L1', 5, bin)
      await floor.receive(other, 'L1', 5, bin)
      const [a, b, c] = [shop.add(), shop.add(), shop.add()]
      await map([
        { listing: a, sku: rising },
        { listing: b, sku: other },
        { listing: c, sku },
      ])
      await publish()
      await connect({ paused: true })
      await floor.receive(rising, 'L1', 5, bin)
      await floor.order(other, 1, { channel: id })
      await floor.order(sku, 5, { channel: id })
      await publish()
      await connect()
      shop.calls.length = 0
      await publish()
      expect(shop.calls.flat()).toEqual([c, b, a])
    })
  })

  describe('what fails', () => {
    it('is unsure after a time-out: what the shop shows is read before it is told again', async () => {
      const { sku, listing } = await listed(40)
      shop.fault = 'time-out-after'
      await floor.order(sku, 1, { channel: id })
      await publish()
      expect(await failures()).toMatchObject([{ state: 'retrying', code: 'not-reached', subject: listing }])
      expect(await listings()).toMatchObject([{ shown: null, waiting: true }])
      shop.fault = null
      await floor.order(sku, 2, { channel: id })
      await waiting(2_000, () => publish())
      expect(shop.available(listing)).toBe(37)
      expect(await failures()).toMatchObject([{ state: 'healed' }])
    })

    it('rests a platform that does not answer, raises one exception, and goes on when it answers', async () => {
      const { sku, listing } = await listed(40)
      shop.fault = 'down'
      await floor.order(sku, 1, { channel: id })
      for (let tries = 0; tries < 6; tries++) await waiting(tries * 400_000, () => publish())
      expect(await health()).toMatchObject({ waiting: 1 })
      const open = await floor.exceptions({ type: 'connector-silent' })
      expect(open.filter(({ detail }) => detail.includes(id))).toHaveLength(1)
      const before = shop.asked
      await publish()
      expect(shop.asked).toBe(before)
      shop.fault = null
      await waiting(6 * 400_000, () => publish())
      expect(shop.available(listing)).toBe(39)
      expect(
        (await floor.exceptions({ type: 'connector-silent' })).filter(({ detail }) => detail.includes(id)),
      ).toEqual([])
    })

    it('names a token that is not taken any more, and sends what waits when a new one is given', async () => {
      const { sku, listing } = await listed(40)
      shop.token = 'another'
      await floor.order(sku, 1, { channel: id })
      await publish()
      const open = await floor.exceptions({ type: 'connector-silent' })
      expect(open.find(({ detail }) => detail.includes(id))?.detail).toContain('access token')
      await connect({ credentials: { accessToken: 'another' } })
      await waiting(10_000, () => publish())
      expect(shop.available(listing)).toBe(39)
    })

    it('says so where the server was started with another key, once, and goes on when credentials are given anew', async () => {
      const { sku, listing } = await listed(40)
      await floor.order(sku, 1, { channel: id })
      const other = start('another key, and forty characters long!!')
      for (let tries = 0; tries < 3; tries++) await publish(other)
      expect(await failures()).toMatchObject([{ state: 'open', code: 'credentials-locked', attempts: 1 }])
      const open = await floor.exceptions({ type: 'connector-silent' })
      expect(open.find(({ detail }) => detail.includes(id))?.detail).toContain('LOTLINE_SECRET_KEY')
      expect(shop.available(listing)).toBe(40)
      await connect()
      await publish()
      expect(shop.available(listing)).toBe(39)
      expect(await failures()).toMatchObject([{ state: 'healed' }])
    })

    it('stops a listing that the shop does not know, and goes on when somebody retries', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 4, bin)
      const known = shop.add()
      const unknown = 'gid://shopify/InventoryItem/99999999'
      await map([
        { listing: known, sku },
        { listing: unknown, sku },
      ])
      await publish()
      expect(shop.available(known)).toBe(4)
      const [failure] = await failures()
      expect(failure).toMatchObject({ state: 'open', code: 'listing-unknown', subject: unknown })
      expect(failure?.advice).toContain('retry')
      const open = await floor.exceptions({ type: 'publish-failed', sku })
      expect(open).toHaveLength(1)
      await ok(floor.server, 'POST', `/connectors/${id}/failures/${failure?.id}/retry`)
      shop.stock(unknown)
      await publish()
      expect(shop.available(unknown)).toBe(4)
      expect(await floor.exceptions({ type: 'publish-failed', sku })).toEqual([])
    })

    it('is settled by each remedy of its exceptions', async () => {
      const sku = await floor.item()
      const unknown = `gid://shopify/InventoryItem/8${made}`
      await map([{ listing: unknown, sku }])
      await publish()
      const [refused] = await floor.exceptions({ type: 'publish-failed', sku })
      const settle = (exception: string | undefined, remedy: string) =>
        floor.server.call('POST', `/exceptions/${exception}/resolve`, { remedy, note: 'looked at it' })
      expect((await settle(refused?.id, 'retry')).status).toBe(200)
      expect(await floor.exceptions({ type: 'publish-failed', sku })).toHaveLength(1)
      shop.stock(unknown)
      await floor.receive(sku, 'L1', 3, bin)
      await publish()
      expect(shop.available(unknown)).toBe(3)
      expect(await floor.exceptions({ type: 'publish-failed', sku })).toEqual([])

      const silent = async () =>
        (await floor.exceptions({ type: 'connector-silent' })).filter(({ detail }) => detail.includes(id))
      shop.token = 'another'
      await floor.order(sku, 1, { channel: id })
      await publish()
      const [closed] = await silent()
      expect((await settle(closed?.id, 'retry')).status).toBe(200)
      expect(await silent()).toHaveLength(1)
      expect((await settle(closed?.id, 'review')).status).toBe(200)
      expect(await silent()).toEqual([])
      shop.token = TOKEN
      await waiting(10_000, () => publish())
      expect(shop.available(unknown)).toBe(2)
    })

    it('may be let be, with a reason; then nobody is reminded', async () => {
      const sku = await floor.item()
      await map([{ listing: 'gid://shopify/InventoryItem/99999998', sku }])
      await publish()
      const [open] = await floor.exceptions({ type: 'publish-failed', sku })
      const settle = (note: string) =>
        floor.server.call('POST', `/exceptions/${open?.id}/resolve`, { remedy: 'ignore', note })
      expect((await settle('')).status).toBe(422)
      expect((await settle('delisted')).status).toBe(200)
      expect(await failures()).toMatchObject([{ state: 'ignored' }])
    })

    it('is tried again after a server died with a number on its way, and does not trust that it arrived', async () => {
      const { sku, listing } = await listed(40)
      shop.fault = 'hang'
      await floor.order(sku, 1, { channel: id })
      void publish()
      await shop.reached()
      shop.fault = null
      const next = start(TEST_SECRET_KEY)
      await publish(next)
      expect(shop.available(listing)).toBe(40)
      await waiting(61_000, () => publish(next))
      expect(shop.available(listing)).toBe(39)
    })
  })

  async function waiting<T>(ms: number, act: () => Promise<T>): Promise<T> {
    const before = floor.clock.offset
    floor.clock.offset = ms
    try {
      return await act()
    } finally {
      floor.clock.offset = before
    }
  }

  describe('what is refused', () => {
    it.each<[string, Record<string, unknown>, string]>([
      ['a channel that is not there', { channel: 'nowhere' }, 'channel'],
      ['an address without TLS', { baseUrl: 'http://tea.example' }, 'baseUrl'],
      ['an address with a password', { baseUrl: 'https://u:p@tea.example' }, 'baseUrl'],
      ['a kind that is not there', { kind: 'ebay' }, 'kind'],
      ['a location that is none', { settings: { location: '12' } }, 'settings.location'],
      ['credentials that are none', { credentials: { token: TOKEN } }, 'credentials.accessToken'],
    ])('is %s', async (_name, over, field) => {
      const { status, body } = await put(over, '/connectors/other')
      expect({ status, field: body.field }).toEqual({ status: 422, field })
      expect(JSON.stringify(body)).not.toContain(TOKEN)
    })

    it('is another channel for the same connector, and one that is in the list twice', async () => {
      expect(await put({ channel: 'shop' })).toMatchObject({ status: 409, body: { code: 'connector-differs' } })
      const twice = [
        { listing: 'a', sku: 'SKU-1' },
        { listing: 'a', sku: 'SKU-1' },
      ]
      const answer = await floor.server.call<Problem>('PUT', `/connectors/${id}/mappings`, twice)
      expect(answer).toMatchObject({ status: 422, body: { field: '[1].listing' } })
      const unknown = await floor.server.call<Problem>('PUT', `/connectors/${id}/mappings`, [
        { listing: 'a', sku: 'NO' },
      ])
      expect(unknown).toMatchObject({ status: 422, body: { code: 'unknown-sku' } })
    })

    it('is everybody but an admin, and nobody reads them from the floor', async () => {
      for (const role of ['picker', 'supervisor', 'planner'] as Role[]) {
        const token = await floor.server.token(role)
        expect((await floor.server.call('PUT', `/connectors/${id}`, body(), { token })).status).toBe(403)
        const read = await floor.server.call('GET', '/connectors', undefined, { token })
        expect(read.status).toBe(role === 'picker' ? 403 : 200)
      }
    })
  })

  it('keeps credentials out of answers, failures and the database', async () => {
    const { sku } = await listed(4)
    shop.fault = 'down'
    await floor.order(sku, 1, { channel: id })
    await publish()
    const answers = [await ok(floor.server, 'GET', '/connectors'), await listings(), await failures()]
    expect(JSON.stringify(answers)).not.toContain(TOKEN)
    const rows = await floor.server.database.work.read(({ db, t }) => db.select().from(t.connectors))
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(TOKEN)
    if (dialect === 'sqlite') {
      const { url } = floor.server.database
      for (const file of [url, `${url}-wal`]) expect(readFileSync(file).includes(TOKEN)).toBe(false)
    }
  })
})
