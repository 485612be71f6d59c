/** Many numbers in one feed: it acts when it ends, and nothing that it could undo is told before. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MARKETPLACE, SELLER } from '../platforms/amazon/rig.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type ConnectedAmazon, connectAmazon } from './connected-amazon.ts'
import { type Floor, openFloor } from './floor.ts'

/** 20 go by single calls; a feed takes the others where they are 10 or more. */
const FEED_FROM = 30
const SINGLE = 20
/** In the queue, and in work: as the simulator has it. */
const FEED_MS = 90_000

describe.each(EDGE_DIALECTS)('feeds of Amazon on %s', (dialect) => {
  let floor: Floor
  let market: ConnectedAmazon
  let made = 0
  let id = ''

  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterAll(() => floor.close())
  beforeEach(async () => {
    id = `amz-${++made}`
    market = await connectAmazon(floor, id)
    await market.connect({ settings: { sellerId: SELLER, marketplaceId: MARKETPLACE, feedFrom: FEED_FROM } })
  })
  afterEach(async () => {
    await market.pause()
    await floor.cleanAudit()
  })

  const nameOf = (nth: number) => `L${String(nth).padStart(2, '0')} of ${id}`

  /** So many listings of one item, each with its own buffer, so that each shows another number. */
  async function many(count: number) {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 100, 'A-01')
    for (let nth = 0; nth < count; nth++) {
      market.amazon.addListing({ sku: nameOf(nth), quantity: 0 })
      market.mappings.push({ listing: nameOf(nth), sku, packQuantity: 1, buffer: nth })
    }
    await market.map()
    return sku
  }

  const differences = (count: number, promised = 100) =>
    Array.from({ length: count }, (_, nth) => nth).filter(
      (nth) => market.amazon.shown(nameOf(nth)) !== Math.max(0, promised - nth),
    )
  const inFeed = async () => {
    const rows = await floor.server.database.work.read(({ db, t }) => db.select().from(t.listings))
    return rows.filter((row) => row.connectorId === id && row.sending?.bulk).map(({ listing }) => listing)
  }
  const waiting = async () => (await market.health())?.waiting

  /** Until the feed is there: it is asked first who sends each listing. */
  async function begun(): Promise<string[]> {
    for (let tries = 0; tries < 10 && (await inFeed()).length === 0; tries++) {
      await market.publisher.step()
      market.pass(250)
    }
    return inFeed()
  }
  async function comesToRest(): Promise<void> {
    await market.settle(1)
    for (let seconds = 0; seconds < 600 && (await waiting()) !== 0; seconds += 5) {
      market.pass(5_000)
      await market.settle(1)
    }
    expect(await waiting()).toBe(0)
  }

  it('take what single calls would reach later, and leave these the most urgent', async () => {
    await many(50)
    const taken = await begun()
    expect(taken.length).toBeGreaterThanOrEqual(50 - SINGLE)
    await market.settle(8)
    // All others are told meanwhile, and none of these.
    expect(await waiting()).toBe(taken.length)
    expect(market.patched.filter((listing) => taken.includes(listing))).toEqual([])
    expect(differences(50)).toHaveLength(taken.length)
    await comesToRest()
    expect(differences(50)).toEqual([])
    expect(market.patched.filter((listing) => taken.includes(listing))).toEqual([])
    expect(market.amazon.calls().createFeed).toMatchObject({ total: 1, answered: 1 })
    expect(await market.failures()).toEqual([])
  })

  it('are not begun where few wait', async () => {
    await many(SINGLE + 9)
    await comesToRest()
    expect(market.amazon.calls().createFeedDocument).toBeUndefined()
    expect(differences(SINGLE + 9)).toEqual([])
  })

  it('are not overtaken by a newer number, which is told when they have ended', async () => {
    const sku = await many(50)
    const taken = await begun()
    await market.settle(8)
    await floor.order(sku, 90, { channel: id })
    await market.settle(8)
    expect(market.patched.filter((listing) => taken.includes(listing))).toEqual([])
    market.pass(FEED_MS)
    await comesToRest()
    expect(differences(50, 10)).toEqual([])
  })

  it('are followed to their end by whoever comes after a server that died', async () => {
    const sku = await many(50)
    const taken = await begun()
    await floor.order(sku, 90, { channel: id })
    const next = market.startPublisher()
    for (let seconds = 0; seconds < 300; seconds += 2) {
      await next.step()
      market.pass(2_000)
      if ((await inFeed()).length > 0) expect(market.patched.filter((listing) => taken.includes(listing))).toEqual([])
    }
    await comesToRest()
    expect(differences(50, 10)).toEqual([])
  })

  it('may have begun though nobody heard of it: nothing is told before they must have ended', async () => {
    const sku = await many(50)
    market.amazon.faults({ timeoutAfter: 1, only: ['createFeed'] })
    market.amazon.delays({ feedQueueMs: 200_000 })
    const taken = await begun()
    market.amazon.clearFaults()
    await floor.order(sku, 90, { channel: id })
    for (let seconds = 0; seconds < 250; seconds += 5) {
      market.pass(5_000)
      await market.settle(1)
      if (seconds < 200) expect(market.patched.filter((listing) => taken.includes(listing))).toEqual([])
    }
    await comesToRest()
    expect(market.amazon.calls().createFeed?.timedOut).toBe(1)
    expect(differences(50, 10)).toEqual([])
  })

  it.each([['createFeedDocument'], ['upload'], ['createFeed']] as const)('do without where %s fails', async (call) => {
    await many(50)
    market.amazon.faults({ serverError: 1, only: [call] })
    for (let steps = 0; steps < 4; steps++) await market.settle(5)
    market.pass(180_000)
    await comesToRest()
    expect(differences(50)).toEqual([])
  })

  it('say which of their listings Amazon refuses', async () => {
    await many(50)
    market.amazon.faults({ invalid: 0 })
    const taken = await begun()
    await market.settle(8)
    market.amazon.faults({ invalid: 1 })
    market.pass(FEED_MS)
    await market.settle(1)
    market.amazon.clearFaults()
    const failures = await market.failures()
    expect(failures.map(({ subject }) => subject).sort()).toEqual(taken.sort())
    expect(failures[0]).toMatchObject({ state: 'open', code: 'amazon-90000900', about: 'publish' })
  })

  it('never have what Amazon sends itself among them', async () => {
    await many(50)
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 5, 'A-01')
    // The last of all, so that it would be in the feed.
    market.amazon.addListing({ sku: 'Z', quantity: 9, fba: true })
    market.mappings.push({ listing: 'Z', sku, packQuantity: 1 })
    await market.map()
    expect(await begun()).not.toContain('Z')
    await comesToRest().catch(() => undefined)
    expect(market.amazon.listings().find((one) => one.sku === 'Z')).toMatchObject({ fba: true, fbaQuantity: 9 })
    expect(market.amazon.listings().find((one) => one.sku === 'Z')?.availability).toHaveLength(1)
    expect(await market.failures()).toMatchObject([{ subject: 'Z', code: 'fulfilled-by-amazon' }])
    expect(differences(50)).toEqual([])
  })

  it('put their number over a mapping that was given anew, which is then told again', async () => {
    await many(50)
    const taken = await begun()
    await market.settle(8)
    const all = [...market.mappings]
    market.mappings.length = SINGLE
    await market.map()
    market.mappings.splice(0, market.mappings.length, ...all.map((one) => ({ ...one, buffer: 93 })))
    await market.map()
    await market.settle(10)
    market.pass(FEED_MS)
    await market.settle(1)
    expect(taken.length).toBeGreaterThan(0)
    await comesToRest()
    expect(Array.from({ length: 50 }, (_, nth) => market.amazon.shown(nameOf(nth)))).toEqual(Array(50).fill(7))
  })
})
