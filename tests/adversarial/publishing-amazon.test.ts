/**
 * Hundreds of stock changes while a simulated Amazon throttles, fails, acts and does not answer, says INVALID, sells by
 * itself, shows numbers late, lets nobody in for a while, and the server dies with numbers on their way: when it has gone
 * quiet, Amazon shows what can be promised. The clock is virtual; on SQLite alone, where one seed decides everything.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPublisher, type Publisher } from '../../server/channels/publisher.ts'
import { createVault } from '../../server/channels/vault.ts'
import { BINS, type Floor, ok, openFloor } from '../contract/floor.ts'
import { type Amazon, createAmazon } from '../platforms/amazon/amazon.ts'
import { createRandom, type Random } from '../platforms/amazon/random.ts'
import { CLIENT, MARKETPLACE, SELLER } from '../platforms/amazon/rig.ts'
import { TEST_SECRET_KEY } from '../support/server.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_129)
const CHANGES = Number(process.env.LOTLINE_CHANGES ?? 600)
const ITEMS = 16
const PACKS = [1, 1, 1, 6, 12]
const SECOND = 1_000
const LEAD_TIME = 3
const FBA = { sku: 'KEPT-BY-AMAZON', quantity: 40, fba: true }

interface Listed {
  sku: string
  /** The seller's SKU at Amazon. */
  listing: string
  pack: number
}
interface Failure {
  id: string
  state: string
  code: string
  detail: string
  subject: string
}

/** A feed takes minutes; so small an account would never be worth one, but for its trouble. */
const WAYS = [
  { way: 'by single calls', feedFrom: 1_500, changes: CHANGES },
  { way: 'with feeds', feedFrom: 9, changes: Math.ceil(CHANGES / 2) },
]

describe.each(WAYS)('publishing to Amazon in trouble $way', ({ feedFrom, changes: count }) => {
  let floor: Floor
  let amazon: Amazon
  let publisher: Publisher
  const random: Random = createRandom(SEED)
  const listed: Listed[] = []
  let crashes = 0
  let retried = 0
  /** The next call reaches Amazon, and whoever sent it dies. */
  let dies = false

  const pick = <T>(all: readonly T[]): T => all[random.between(0, all.length - 1)] as T
  const now = () => Date.now() + floor.clock.offset
  const pass = (ms: number) => {
    floor.clock.offset += ms
  }
  const connect = (refreshToken: string) =>
    ok(floor.server, 'PUT', '/connectors/amz', {
      kind: 'amazon',
      channel: 'shop',
      baseUrl: 'https://sellingpartnerapi-na.amazon.com',
      settings: { sellerId: SELLER, marketplaceId: MARKETPLACE, feedFrom },
      credentials: { ...CLIENT, refreshToken },
    })

  const start = () =>
    createPublisher({
      work: floor.server.database.work,
      vault: createVault(TEST_SECRET_KEY),
      fetch: async (url, init) => {
        const answer = await amazon.app.fetch(new Request(String(url), init as RequestInit))
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

  /** One that died is never done: whoever has taken its place goes on. */
  const step = () => Promise.race([publisher.step(), new Promise((resolve) => setTimeout(resolve, 300))])

  const failures = async () =>
    (await ok<{ items: Failure[] }>(floor.server, 'GET', '/connectors/amz/failures?limit=1000')).items

  /** As a person does who has put right what Amazon said. */
  async function retryRefused(): Promise<void> {
    for (const { id, state } of await failures()) {
      if (state !== 'open') continue
      await ok(floor.server, 'POST', `/connectors/amz/failures/${id}/retry`)
      retried += 1
    }
  }

  beforeAll(async () => {
    floor = await openFloor('sqlite')
    amazon = createAmazon({
      ...CLIENT,
      now,
      seed: SEED,
      sellerId: SELLER,
      marketplaceId: MARKETPLACE,
      notify: async () => undefined,
    })
    amazon.addListing(FBA)
    await ok(floor.server, 'PUT', '/channels/other', { name: 'Other', kind: 'wholesale', priority: 2 })
    for (let nth = 0; nth < ITEMS; nth++) {
      const sku = await floor.item()
      await floor.receive(sku, 'L0', 200, pick(BINS))
      for (const pack of nth % 3 === 0 ? PACKS.slice(2, 4) : [pick(PACKS)]) {
        const listing = `${sku}/${pack} pack`
        amazon.addListing({ sku: listing, quantity: 0, leadTimeDays: LEAD_TIME })
        listed.push({ sku, listing, pack })
      }
    }
    await connect(CLIENT.refreshToken)
    const mappings = listed.map(({ sku, listing, pack }) => ({ listing, sku, packQuantity: pack }))
    await ok(floor.server, 'PUT', '/connectors/amz/mappings', mappings)
    publisher = start()
  })
  afterAll(() => floor.close())

  /** Sales that Amazon has made and this server does not know of yet. */
  const unknown: { sku: string; quantity: number }[] = []

  /**
   * Looked at before and after: a receipt of as much as was sold, in the same look, would leave the wanted number as it was,
   * and only a comparison with what Amazon shows could find that.
   */
  async function learnOfSale(): Promise<void> {
    const sold = unknown.shift()
    if (!sold) return
    await step()
    await floor.placing(sold.sku, sold.quantity, { channel: 'shop', onShort: 'record' })
    await step()
  }

  const changes: (() => Promise<unknown>)[] = [
    () => floor.receive(pick(listed).sku, `L${random.between(0, 3)}`, random.between(1, 30), pick(BINS)),
    () => floor.placing(pick(listed).sku, random.between(1, 12), { channel: 'other', onShort: 'partial' }),
    () => floor.placing(pick(listed).sku, random.between(1, 12), { channel: 'shop', onShort: 'partial' }),
    () =>
      floor.server.call('POST', `/lots/${pick(listed).sku}/L${random.between(0, 3)}/hold`, { reason: 'looked odd' }),
    () =>
      floor.server.call('POST', `/lots/${pick(listed).sku}/L${random.between(0, 3)}/release`, { reason: 'looks well' }),
    () => floor.server.call('PUT', `/protections/${pick(listed).sku}/other`, { quantity: random.between(0, 40) }),
    async () => {
      const { listing, sku, pack } = pick(listed)
      const units = Math.min(amazon.shown(listing), random.between(1, 3))
      if (units < 1) return
      amazon.placeOrder({ lines: [{ sku: listing, quantity: units }] })
      unknown.push({ sku, quantity: units * pack })
    },
    learnOfSale,
  ]

  const health = async () =>
    (await ok<{ items: { waiting: number; state: string }[] }>(floor.server, 'GET', '/connectors')).items[0]

  async function trouble(change: number): Promise<void> {
    if (change === Math.floor(count * 0.3)) amazon.expireTokens()
    if (change === Math.floor(count * 0.5)) amazon.revoke()
    if (change === Math.floor(count * 0.6)) await connect(amazon.renew('Atzr|two'))
    if (change % 100 === 99) await retryRefused()
  }

  async function comesToRest(): Promise<void> {
    for (let seconds = 0; seconds < 30 * 60; seconds++) {
      pass(SECOND)
      await publisher.step()
      if ((await health())?.waiting === 0 && amazon.pending().submissions === 0) return
    }
  }

  /** Other credentials take the place of the old ones in a server that goes on, and one token is enough for all calls. */
  async function comesBackWith(refreshToken: string): Promise<void> {
    const granted = () => amazon.calls().token?.answered ?? 0
    const before = granted()
    amazon.revoke()
    await connect(amazon.renew(refreshToken))
    for (const { sku } of listed) await floor.receive(sku, 'L9', 12, pick(BINS))
    await comesToRest()
    expect(granted() - before).toBe(1)
  }

  it(`shows what can be promised after ${count} changes (seed ${SEED})`, { timeout: 600_000 }, async () => {
    amazon.delays({ listingMs: 2 * SECOND })
    await step()
    // Who comes anew knows nothing of the calls made before, and runs into Amazon's own limit.
    await connect(CLIENT.refreshToken)
    publisher = start()
    await step()
    if (feedFrom > listed.length) expect(amazon.calls().getListingsItem?.throttled).toBeGreaterThan(0)
    amazon.faults({ serverError: 0.05, timeoutAfter: 0.05, invalid: 0.03 })
    for (let change = 0; change < count; change++) {
      await pick(changes)()
      await trouble(change)
      if (!random.chance(0.4)) continue
      dies = random.chance(0.03)
      pass(random.between(0, 3 * SECOND))
      await step()
    }
    dies = false
    while (unknown.length > 0) await learnOfSale()
    amazon.clearFaults()
    // Numbers taken along by one that died, and calls that are still to be answered, are over by then.
    pass(61 * SECOND)
    await publisher.step()
    await retryRefused()
    await comesToRest()
    await comesBackWith('Atzr|three')
    expect(await health()).toMatchObject({ waiting: 0, state: 'on' })

    const wrong: string[] = []
    for (const { sku, listing, pack } of listed) {
      const { channels } = await floor.inventory(sku)
      const promised = channels.find(({ channel }) => channel === 'shop')?.availableToPromise ?? 0
      if (amazon.shown(listing) !== Math.floor(promised / pack))
        wrong.push(`${listing}: ${promised} in packs of ${pack}, Amazon shows ${amazon.shown(listing)}`)
    }
    expect(wrong).toEqual([])

    const [kept, ...merchant] = amazon.listings()
    expect(kept).toMatchObject({ sku: FBA.sku, fbaQuantity: FBA.quantity, attributes: {} })
    expect(kept?.availability).toEqual([{ fulfillment_channel_code: 'AMAZON_NA', marketplace_id: MARKETPLACE }])
    expect(merchant.flatMap(({ availability }) => availability.map((one) => one.lead_time_to_ship_max_days))).toEqual(
      merchant.map(() => LEAD_TIME),
    )

    const { serverError, timeoutAfter, invalid } = amazon.faultCounts()
    expect(Math.min(serverError, timeoutAfter, invalid, crashes)).toBeGreaterThan(0)
    if (feedFrom > listed.length) expect(retried).toBeGreaterThan(0)
    expect((amazon.calls().createFeed?.total ?? 0) > 0).toBe(feedFrom < listed.length)
    const all = await failures()
    // While a feed is under way there may be nothing to be let in for.
    if (feedFrom > listed.length)
      expect(all.map(({ code }) => code)).toEqual(expect.arrayContaining(['credentials-refused', 'amazon-90000900']))
    expect(all.filter(({ state }) => state !== 'healed')).toEqual([])
    expect(JSON.stringify(all)).not.toMatch(/Atz[ra]\|/)
    await floor.cleanAudit()
  })
})
