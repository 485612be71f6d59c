/**
 * Hundreds of stock changes while a simulated Amazon throttles, fails, acts and does not answer, says INVALID, sells by
 * itself, shows numbers late, lets nobody in for a while, and the server dies with numbers on their way: when it has gone
 * quiet, Amazon shows what can be promised. The clock is virtual; on SQLite alone, where one seed decides everything.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createPublisher, type Publisher } from '../../server/channels/publisher.ts'
import { BINS, ok } from '../contract/floor.ts'
import { CLIENT, MARKETPLACE } from '../platforms/amazon/rig.ts'
import { IS_WHOLE } from '../support/whole.ts'
import { FBA, LEAD_TIME, sellOnAmazon } from './selling-on-amazon.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_129)
const CHANGES = Number(process.env.LOTLINE_CHANGES ?? (IS_WHOLE ? 400 : 240))
const SECOND = 1_000

/** A feed takes minutes; so small an account would never be worth one, but for its trouble. */
const WAYS = [
  {
    way: 'by single calls',
    feedFrom: 1_500,
    changes: CHANGES,
    faults: { serverError: 0.05, timeoutAfter: 0.05, invalid: 0.03 },
  },
  // Few calls, so that more of them fail.
  {
    way: 'with feeds',
    feedFrom: 9,
    changes: Math.ceil(CHANGES / 2),
    faults: { serverError: 0.15, timeoutAfter: 0.15, invalid: 0.15 },
  },
]

describe.each(WAYS)('publishing to Amazon in trouble $way', ({ feedFrom, changes: count, faults }) => {
  let selling: Awaited<ReturnType<typeof sellOnAmazon>>
  let publisher: Publisher
  let retried = 0
  let changes: (() => unknown)[]

  const start = () => {
    publisher = createPublisher(selling.depsOf())
  }
  const step = () => selling.orDeath(publisher.step())

  /** As a person does who has put right what Amazon said. */
  async function retryRefused(): Promise<void> {
    for (const { id, state } of await selling.failures()) {
      if (state !== 'open') continue
      await ok(selling.floor.server, 'POST', `/connectors/amz/failures/${id}/retry`)
      retried += 1
    }
  }

  beforeAll(async () => {
    // Time passes by `pass` alone: how quick this machine is decides neither who is throttled nor what is due.
    vi.useFakeTimers({ toFake: ['Date'] })
    selling = await sellOnAmazon({ seed: SEED, items: 16, stock: 200, settings: { feedFrom } })
    changes = [...selling.changes, sellThere, learnOfSale]
    selling.death.next = start
    start()
  })
  afterAll(async () => {
    vi.useRealTimers()
    await selling.floor.close()
  })

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
    await selling.floor.placing(sold.sku, sold.quantity, { channel: 'shop', onShort: 'record' })
    await step()
  }

  function sellThere(): void {
    const { listing, sku, pack } = selling.pick(selling.listed)
    const units = Math.min(selling.amazon.shown(listing), selling.random.between(1, 3))
    if (units < 1) return
    selling.amazon.placeOrder({ lines: [{ sku: listing, quantity: units }] })
    unknown.push({ sku, quantity: units * pack })
  }

  async function trouble(change: number): Promise<void> {
    if (change === Math.floor(count * 0.3)) selling.amazon.expireTokens()
    if (change === Math.floor(count * 0.5)) selling.amazon.revoke()
    if (change === Math.floor(count * 0.6)) await selling.connect(selling.amazon.renew('Atzr|two'))
    if (change % 100 === 99) await retryRefused()
  }

  async function comesToRest(): Promise<void> {
    for (let seconds = 0; seconds < 30 * 60; seconds++) {
      selling.pass(SECOND)
      await publisher.step()
      if ((await selling.health())?.waiting === 0 && selling.amazon.pending().submissions === 0) return
    }
  }

  /** Other credentials take the place of the old ones in a server that goes on, and one token is enough for all calls. */
  async function comesBackWith(refreshToken: string): Promise<void> {
    const granted = () => selling.amazon.calls().token?.answered ?? 0
    const before = granted()
    selling.amazon.revoke()
    await selling.connect(selling.amazon.renew(refreshToken))
    for (const { sku } of selling.listed) await selling.floor.receive(sku, 'L9', 12, selling.pick(BINS))
    await comesToRest()
    expect(granted() - before).toBe(1)
  }

  it(`shows what can be promised after ${count} changes (seed ${SEED})`, { timeout: 600_000 }, async () => {
    selling.amazon.delays({ listingMs: 2 * SECOND })
    await step()
    // Who comes anew knows nothing of the calls made before, and runs into Amazon's own limit.
    await selling.connect(CLIENT.refreshToken)
    start()
    await step()
    if (feedFrom > selling.listed.length) expect(selling.amazon.calls().getListingsItem?.throttled).toBeGreaterThan(0)
    selling.amazon.faults(faults)
    for (let change = 0; change < count; change++) {
      await selling.pick(changes)()
      await trouble(change)
      if (!selling.random.chance(0.4)) continue
      const isHalfWay = change > count / 2 && selling.death.count === 0
      selling.death.isDue = selling.random.chance(0.03) || isHalfWay
      selling.pass(selling.random.between(0, 3 * SECOND))
      await step()
    }
    selling.death.isDue = false
    while (unknown.length > 0) await learnOfSale()
    selling.amazon.clearFaults()
    // Numbers taken along by one that died, and calls that are still to be answered, are over by then.
    selling.pass(61 * SECOND)
    await publisher.step()
    await retryRefused()
    await comesToRest()
    await comesBackWith('Atzr|three')
    expect(await selling.health()).toMatchObject({ waiting: 0, state: 'on' })

    expect(await selling.wrongNumbers()).toEqual([])

    const [kept, ...merchant] = selling.amazon.listings()
    expect(kept).toMatchObject({ sku: FBA.sku, fbaQuantity: FBA.quantity, attributes: {} })
    expect(kept?.availability).toEqual([{ fulfillment_channel_code: 'AMAZON_NA', marketplace_id: MARKETPLACE }])
    expect(merchant.flatMap(({ availability }) => availability.map((one) => one.lead_time_to_ship_max_days))).toEqual(
      merchant.map(() => LEAD_TIME),
    )

    const { serverError, timeoutAfter, invalid } = selling.amazon.faultCounts()
    expect(Math.min(serverError, timeoutAfter, invalid, selling.death.count)).toBeGreaterThan(0)
    if (feedFrom > selling.listed.length) expect(retried).toBeGreaterThan(0)
    expect((selling.amazon.calls().createFeed?.total ?? 0) > 0).toBe(feedFrom < selling.listed.length)
    const all = await selling.failures()
    // While a feed is under way there may be nothing to be let in for.
    if (feedFrom > selling.listed.length)
      expect(all.map(({ code }) => code)).toEqual(expect.arrayContaining(['credentials-refused', 'amazon-90000900']))
    expect(all.filter(({ state }) => state !== 'healed')).toEqual([])
    expect(JSON.stringify(all)).not.toMatch(/Atz[ra]\|/)
    await selling.floor.cleanAudit()
  })
})
