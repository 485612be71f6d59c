/** Scarce stock shared out by what each channel earns, loses and asks for: proposed from orders that were filled, done by a person. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Split, SplitChannel } from '../../server/availability/split/propose.ts'
import { captureCosts } from '../../server/costing/capture.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type Floor, feedSettled, ok, openFloor, type Problem } from './floor.ts'

const usd = (amount: number) => ({ amount, currency: 'USD' })
const DAY = 86_400_000
const FORTNIGHT = 14 * DAY
const NOON_IN_CHICAGO = 18 * 3_600_000

describe.each(EDGE_DIALECTS)('scarce stock on %s', (dialect) => {
  let floor: Floor
  let made = 0

  beforeAll(async () => {
    floor = await openFloor(dialect)
    // The tests go through half a year: begun at noon, no clock that is changed on the way moves a sale to another day.
    floor.clock.offset += (NOON_IN_CHICAGO - (Date.now() % DAY) + DAY) % DAY
    await capture()
  })
  afterAll(async () => {
    await floor.cleanAudit()
    await floor.close()
  })

  async function capture(): Promise<void> {
    await feedSettled(floor.server)
    await captureCosts(floor.server.database.work)
  }
  const channel = async (kind: string, over: Record<string, unknown> = {}): Promise<string> => {
    const id = `${kind}-${++made}`
    await ok(floor.server, 'PUT', `/channels/${id}`, { name: `The ${kind}`, kind, priority: made, ...over })
    return id
  }
  const read = async (sku: string, query = '?days=14') =>
    ok<Split>(floor.server, 'GET', `/inventory/${sku}/split${query}`)
  const of = (split: Split, wanted: string): SplitChannel => {
    const found = split.channels.find((one) => one.channel === wanted)
    if (!found) throw new Error(`${wanted} is not in the split`)
    return found
  }
  const order = (sku: string, by: string, quantity: number, price: number, onShort = 'reject') =>
    ok<{ id: string }>(floor.server, 'POST', '/orders', {
      externalId: `S-${++made}`,
      channel: by,
      customer: { id: 'C', name: 'Ada' },
      onShort,
      lines: [{ sku, quantity, unitPrice: usd(price) }],
    })
  async function sold(sku: string, by: string, quantity: number, price: number): Promise<void> {
    const { id } = await order(sku, by, quantity, price)
    const { tasks } = await floor.release(id)
    for (const task of tasks) await floor.pick(task)
    const occurredAt = new Date(Date.now() + floor.clock.offset).toISOString()
    await floor.stream.push('ship', { orderId: id, carrier: 'UPS', shippingCost: usd(0) }, { occurredAt })
  }

  /** Six fortnights of sales by two channels, and then as many units as nobody has been promised. */
  async function sellers(left: number, over: { amazon?: Record<string, unknown> } = {}) {
    const sku = await floor.item({ standardCost: usd(600) })
    const wholesale = await channel('wholesale')
    const amazon = await channel('marketplace', over.amazon)
    await floor.receive(sku, 'L1', 500, 'A-01', 1, { unitCost: usd(600) })
    const wanted = [8, 10, 10, 10, 12, 10]
    for (const quantity of wanted) {
      await sold(sku, wholesale, quantity, 1_100)
      await sold(sku, amazon, 20, 800)
      floor.clock.offset += FORTNIGHT
    }
    // The last of them is in the period that ends now.
    floor.clock.offset -= DAY
    const { sellable } = await floor.inventory(sku)
    await floor.stream.push('adjust', {
      sku,
      lot: 'L1',
      location: 'A-01',
      status: 'available',
      quantity: left - sellable,
      reason: 'lost',
    })
    await capture()
    expect((await floor.inventory(sku)).sellable).toBe(left)
    return { sku, wholesale, amazon }
  }

  it('is proposed for whoever earns more with it, as far as it is likely to be asked for', async () => {
    const { sku, wholesale, amazon } = await sellers(20)
    const split = await read(sku)
    expect(split).toMatchObject({ units: 20, isScarce: true, periods: 6, asked: 30, withheld: null, currency: 'USD' })
    expect(of(split, wholesale)).toMatchObject({ margin: 500, penalty: 0, asked: 10, now: { protect: 0 } })
    expect(of(split, amazon)).toMatchObject({ margin: 200, asked: 20, proposed: { protect: 0 } })
    // An eleventh unit would be asked for in one of six periods: 83 against the 200 that it surely brings to Amazon.
    expect(of(split, wholesale).proposed).toMatchObject({ protect: 10, contribution: (500 * (8 + 10 * 5)) / 6 })
    expect(split.shared).toEqual({ now: 20, proposed: 10 })
    expect(split.contribution.now).toBeCloseTo(split.contribution.firstCome, 6)
    expect(split.contribution.proposed).toBeGreaterThan(split.contribution.now)
    const sum = split.channels.reduce((all, { proposed }) => all + (proposed?.contribution ?? 0), 0)
    expect(sum).toBeCloseTo(split.contribution.proposed, 6)
    expect(of(split, wholesale).reasons).toEqual([
      'A unit earns 5.00 USD, over the 60 sold in a year.',
      '10 were asked for in 14 days on average, 8 at least and 12 at most.',
      '10 set aside, more than now: it is likely to sell 10, and one more set aside would bring no more in all.',
    ])
  })

  it('counts what a missing unit costs, stated or charged', async () => {
    const { sku, wholesale, amazon } = await sellers(20)
    await ok(floor.server, 'PUT', `/channels/${amazon}/shortage-costs`, { missing: usd(900) })
    const split = await read(sku)
    expect(of(split, amazon)).toMatchObject({ penalty: 900, penaltyFrom: 'stated' })
    expect(of(split, amazon).proposed?.protect).toBe(20)
    expect(of(split, wholesale).proposed?.protect).toBe(0)
    expect(of(split, amazon).now.exposure).toBeGreaterThan(0)
    expect(of(split, amazon).proposed?.exposure).toBeCloseTo(0, 6)
    expect(of(split, amazon).now.risk).toBe(1)

    await ok(floor.server, 'PUT', '/currency-rates', [{ from: 'GBP', to: 'USD', day: '2020-01-01', rate: 1.25 }])
    const inPounds = { missing: { amount: 800, currency: 'GBP' } }
    await ok(floor.server, 'PUT', `/channels/${amazon}/shortage-costs`, inPounds)
    expect(of(await read(sku), amazon)).toMatchObject({ penalty: 1_000, penaltyFrom: 'stated' })

    // What others, and this channel elsewhere, could not have is no part of it.
    await ok(floor.server, 'PUT', `/channels/${amazon}/shortage-costs`, { missing: null })
    await ok(floor.server, 'PUT', '/warehouses/EAST', { name: 'East', timeZone: 'UTC', currency: 'EUR' })
    const elsewhere = await ok<{ id: string }>(floor.server, 'POST', '/orders?warehouse=EAST', {
      externalId: `S-${++made}`,
      channel: amazon,
      customer: { id: 'C', name: 'Ada' },
      onShort: 'record',
      lines: [{ sku, quantity: 50, unitPrice: usd(800) }],
    })
    expect(of(await read(sku), amazon)).toMatchObject({ asked: 20 })
    const other = await order(sku, wholesale, 25, 1_100, 'record')
    await ok(floor.server, 'POST', `/orders/${other.id}/cancel`)
    await ok(floor.server, 'POST', `/orders/${elsewhere.id}/cancel`)
    const late = await order(sku, amazon, 30, 800, 'record')
    await ok(floor.server, 'POST', '/costs', { kind: 'chargeback', channel: amazon, sku, amount: usd(4_000) })
    // Ten of thirty were not there: 4,000 were charged for them.
    expect(of(await read(sku), amazon)).toMatchObject({ margin: 200, penalty: 400, penaltyFrom: 'charged' })
    await ok(floor.server, 'POST', `/orders/${late.id}/cancel`)
  })

  it('is set aside for all at once, by a person, or not at all', async () => {
    const { sku, wholesale, amazon } = await sellers(20)
    await ok(floor.server, 'PUT', `/protections/${sku}/${amazon}`, { quantity: 15 })
    const split = await read(sku)
    const protections = split.channels.map(({ channel, held, proposed }) => ({
      channel,
      quantity: proposed?.protect ?? held,
      expected: held,
    }))
    expect(protections).toContainEqual({ channel: wholesale, quantity: 10, expected: 0 })
    const call = (body: unknown) => floor.server.call<Problem>('POST', `/inventory/${sku}/split`, body)

    // Nothing is done by looking.
    const before = await floor.inventory(sku)
    expect(before.channels.find((one) => one.channel === wholesale)?.protected).toBe(0)
    const stale = protections.map((one) => (one.channel === amazon ? { ...one, expected: 14 } : one))
    expect(await call({ protections: stale })).toMatchObject({ status: 409, body: { code: 'protection-changed' } })
    const much = protections.map((one) => (one.channel === wholesale ? { ...one, quantity: 21 } : one))
    expect(await call({ protections: much })).toMatchObject({ status: 409, body: { code: 'insufficient-shared' } })
    const twice = [...protections, ...protections]
    expect(await call({ protections: twice })).toMatchObject({ status: 422 })
    expect(await floor.inventory(sku)).toEqual(before)

    expect(await call({ protections })).toMatchObject({ status: 200 })
    const { channels, shared } = await floor.inventory(sku)
    for (const { channel: one, quantity } of protections)
      expect(channels.find((found) => found.channel === one)?.protected, one).toBe(quantity)
    expect(shared).toBe(split.shared.proposed)
    expect((await read(sku)).contribution.now).toBeCloseTo(split.contribution.proposed, 6)
  })

  it('leaves alone a channel of which nobody knows what it earns', async () => {
    const { sku, wholesale } = await sellers(20)
    const fresh = await channel('retail')
    await ok(floor.server, 'PUT', `/protections/${sku}/${fresh}`, { quantity: 6 })
    const split = await read(sku)
    expect(of(split, fresh)).toMatchObject({ margin: null, proposed: null, now: { protect: 6 } })
    expect(of(split, fresh).reasons).toContain('What The retail has stays as it is.')
    expect(of(split, wholesale).proposed?.protect).toBe(10)
    expect(split.shared.proposed).toBe(4)
  })

  it('goes by what a channel can sell: nothing that is shared where it may not, and what a deficit has left of its own', async () => {
    const { sku, wholesale, amazon } = await sellers(20)
    const own = { name: 'The marketplace', kind: 'marketplace', priority: 99, drawsShared: false }
    await ok(floor.server, 'PUT', `/channels/${amazon}`, own)
    expect(of(await read(sku), amazon).now).toMatchObject({ protect: 0, sold: 0, risk: 1 })
    await ok(floor.server, 'PUT', `/protections/${sku}/${wholesale}`, { quantity: 16 })
    const lost = { sku, lot: 'L1', location: 'A-01', status: 'available', quantity: -8, reason: 'lost' }
    await floor.stream.push('adjust', lost)
    const split = await read(sku)
    expect(split.units).toBe(12)
    expect(of(split, wholesale)).toMatchObject({ held: 16, now: { protect: 12 } })
    expect(split.shared.now).toBe(0)
    await ok(floor.server, 'PUT', `/protections/${sku}/${wholesale}`, { quantity: 0 })
  })

  it('says why it proposes nothing', async () => {
    const empty = await floor.item()
    expect((await read(empty)).withheld).toBe('Nothing is free: all of it is promised, or there is none.')
    await floor.receive(empty, 'L1', 10, 'A-01')
    expect((await read(empty)).withheld).toMatch(/nobody can say what is likely/)
    const { sku } = await sellers(200)
    expect((await read(sku)).withheld).toMatch(/more than is likely to be asked for/)
    const none = await floor.server.call<Problem>('GET', '/inventory/NO-SUCH/split')
    expect(none).toMatchObject({ status: 404 })
    expect(await floor.server.call<Problem>('GET', `/inventory/${sku}/split?days=0`)).toMatchObject({ status: 422 })
  })

  it('looks as far as the next planned receipt', async () => {
    const { sku } = await sellers(20)
    const date = new Date(Date.now() + floor.clock.offset + 7 * DAY).toISOString().slice(0, 10)
    await ok(floor.server, 'POST', '/receipts', {
      reference: `PO-${++made}`,
      expectedOn: date,
      supplier: 'Mill',
      lines: [{ sku, quantity: 100 }],
    })
    const split = await read(sku, '')
    expect(split.until).toBe(date)
    expect([6, 7, 8]).toContain(split.days)
  })

  it('enters what was missing or given up, each once, by what the channel takes for it', async () => {
    const sku = await floor.item()
    const shop = await channel('dtc')
    await floor.receive(sku, 'L1', 4, 'A-01')
    await ok(floor.server, 'PUT', `/channels/${shop}/shortage-costs`, { missing: usd(150), cancelled: usd(700) })
    await order(sku, shop, 10, 1_000, 'record')
    const [oversold] = await floor.exceptions({ type: 'oversold', sku })
    await ok(floor.server, 'POST', `/exceptions/${oversold?.id}/resolve`, {
      remedy: 'cancel',
      quantity: 2,
    })
    await capture()
    await capture()
    const rows = await floor.server.database.work.read(({ db, t }) =>
      db.select().from(t.marginEntries).where(eq(t.marginEntries.sku, sku)),
    )
    expect(rows.map(({ kind, amount, known }) => [kind, amount, known]).sort()).toEqual([
      ['penalty', -1_400, 'rule'],
      ['penalty', -900, 'rule'],
    ])
  })

  it('enters what a shortage costs when its currency has a rate', async () => {
    const sku = await floor.item()
    const shop = await channel('dtc')
    await ok(floor.server, 'PUT', `/channels/${shop}/shortage-costs`, { missing: { amount: 100, currency: 'CHF' } })
    await order(sku, shop, 3, 1_000, 'record')
    await capture()
    expect(await ok(floor.server, 'POST', '/margins/gaps/fill')).toEqual({ left: 1 })
    await ok(floor.server, 'PUT', '/currency-rates', [{ from: 'CHF', to: 'USD', day: '2020-01-01', rate: 1.2 }])
    expect(await ok(floor.server, 'POST', '/margins/gaps/fill')).toEqual({ left: 0 })
    await capture()
    const rows = await floor.server.database.work.read(({ db, t }) =>
      db.select().from(t.marginEntries).where(eq(t.marginEntries.sku, sku)),
    )
    expect(rows.map(({ kind, amount }) => [kind, amount])).toEqual([['penalty', -360]])
  })

  it('knows an item that was asked for long ago, however seldom since', async () => {
    const sku = await floor.item()
    const shop = await channel('dtc')
    await order(sku, shop, 2, 1_000, 'record')
    floor.clock.offset += 40 * FORTNIGHT
    await order(sku, shop, 13, 1_000, 'record')
    floor.clock.offset += DAY
    // Thirteen once in half a year of fortnights twice over.
    expect(await read(sku)).toMatchObject({ periods: 26, asked: 0.5 })
  })
})
