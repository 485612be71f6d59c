/** What goods cost by their volume and the days on hand, entered for each item and channel when a month is over. */
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { captureCosts } from '../../server/costing/capture.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { testStream } from '../support/server.ts'
import { type Floor, feedSettled, ok, openFloor, type Problem } from './floor.ts'

interface Entry {
  day: string
  sku: string
  channel: string
  kind: string
  amount: number
  units: number
  known: string
  source: string
  because: string
}

const EVER = 'from=2020-01-01&to=2039-12-31'
/** As a device writes it. */
const utc = (instant: string) => new Date(instant).toISOString()
const usd = (amount: number) => ({ amount, currency: 'USD' })
/** 2 % of a cubic metre: at 30.00 a month, 2 cents for each day of a month of 30. */
const CASE = { standardCost: usd(100), cubicCm: 20_000 }

describe.each(EDGE_DIALECTS)('storage on %s', (dialect) => {
  let floor: Floor
  let made = 0

  beforeAll(async () => {
    floor = await openFloor(dialect)
    at('2030-05-20T12:00-05:00')
    await ok(floor.server, 'PUT', '/channels/amazon', { name: 'Amazon', kind: 'marketplace', priority: 2 })
    await capture()
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  /** The server's clock. */
  const at = (instant: string) => {
    floor.clock.offset = Date.parse(instant) - Date.now()
  }
  async function capture(): Promise<void> {
    await feedSettled(floor.server)
    await captureCosts(floor.server.database.work)
  }
  const charge = (amount: number | null, currency = 'USD') =>
    ok(floor.server, 'PUT', '/settings/storage', {
      perCubicMetreMonth: amount === null ? null : { amount, currency },
    })
  async function push(type: string, payload: Record<string, unknown>, occurredAt: string) {
    const pushed = await floor.stream.push(type, payload, { occurredAt: utc(occurredAt) })
    expect(['applied', 'exception'], JSON.stringify(pushed.result)).toContain(pushed.result.outcome)
    return pushed
  }
  const receive = (sku: string, quantity: number, occurredAt: string) =>
    push('receive', { sku, lot: 'L1', quantity, location: 'A-01' }, occurredAt)

  /** Shipped at a time; picked before. */
  async function ship(sku: string, quantity: number, channel: string, occurredAt: string) {
    const order = await floor.order(sku, quantity, { channel, externalId: `ST-${++made}` })
    for (const task of (await floor.release(order.id)).tasks) await floor.pick(task)
    await push('ship', { orderId: order.id }, occurredAt)
  }
  async function entries(query: string, warehouse = 'MAIN'): Promise<Entry[]> {
    const path = `/margins/entries?${EVER}&limit=1000&warehouse=${warehouse}&${query}`
    const { items } = await ok<{ items: Entry[] }>(floor.server, 'GET', path)
    return items.filter(({ kind }) => kind === 'storage').sort((a, b) => (a.channel < b.channel ? -1 : 1))
  }
  const amounts = async (query: string, warehouse?: string) =>
    Object.fromEntries(
      (await entries(query, warehouse)).map(({ day, channel, amount }) => [`${day} ${channel}`, amount]),
    )
  const gaps = async () =>
    (await ok<{ items: { detail: string; transactionId: string }[] }>(floor.server, 'GET', '/margins/gaps')).items
      .filter(({ transactionId }) => transactionId.startsWith('storage '))
      .map(({ detail }) => detail)

  it('costs nothing while nobody has said what, and nothing for the months before', async () => {
    const sku = await floor.item(CASE)
    await receive(sku, 10, '2030-05-02T00:00-05:00')
    at('2030-06-01T00:00:01-05:00')
    expect(await ok(floor.server, 'GET', '/settings/storage')).toEqual({ perCubicMetreMonth: null })
    await capture()
    await charge(3_000)
    await capture()
    expect(await ok(floor.server, 'GET', '/settings/storage')).toEqual({ perCubicMetreMonth: usd(3_000) })
    expect(await entries('')).toEqual([])
    expect(await gaps()).toEqual([])
  })

  it('is by the time each unit was there, by channel as it sold, once', async () => {
    at('2030-06-30T23:59:50-05:00')
    const sku = await floor.item(CASE)
    await receive(sku, 100, '2030-05-20T09:00-05:00')
    await ship(sku, 30, 'shop', '2030-06-16T00:00-05:00')
    await ship(sku, 10, 'amazon', '2030-06-16T00:00-05:00')
    await receive(sku, 30, '2030-06-21T00:00-05:00')
    const other = await floor.item(CASE)
    await receive(other, 20, '2030-06-01T00:00-05:00')
    await ship(other, 10, 'shop', '2030-06-30T00:00-05:00')
    await capture()
    expect(await entries(`sku=${sku}`)).toEqual([])
    // What happens after the month is over concerns it no more.
    at('2030-07-01T08:00-05:00')
    await receive(sku, 1_000, '2030-07-01T07:00-05:00')
    await ship(sku, 50, 'amazon', '2030-07-01T07:30-05:00')
    await capture()
    // 100 for 15 days, 60 for 15, 30 for 10.
    const found = await entries(`sku=${sku}`)
    const because = '2700 unit-days of 20000 cm³ at 30.00 USD for a cubic metre and month, by what was sold in 2030-06'
    const same = { day: '2030-06-30', sku, units: 0, known: 'allocated', source: 'storage 2030-06', because }
    expect(found).toMatchObject([
      { ...same, channel: 'amazon', amount: -1_350 },
      { ...same, channel: 'shop', amount: -4_050 },
    ])
    const { rows } = await ok<{ rows: { channel: string; storage: number; contribution: number }[] }>(
      floor.server,
      'GET',
      `/margins?from=2030-06-01&to=2030-06-30&groupBy=channel&sku=${sku}`,
    )
    expect(Object.fromEntries(rows.map(({ channel, storage }) => [channel, storage]))).toEqual({
      amazon: -1_350,
      shop: -4_050,
    })

    // A scan that comes late changes nothing of it, also where nobody remembers that it was done.
    const before = await entries('')
    await ship(other, 5, 'amazon', '2030-06-02T00:00-05:00')
    await capture()
    expect(await entries('')).toEqual(before)
    await floor.server.database.work.run([], async ({ db, t }) => {
      await db.delete(t.meta).where(eq(t.meta.name, 'storage MAIN'))
    })
    await capture()
    expect(await entries('')).toEqual(before)
    at('2030-08-01T12:00-05:00')
    await capture()
    expect(Object.keys(await amounts(`sku=${sku}`))).toContain('2030-07-31 amazon')
    expect(Object.keys(await amounts(`sku=${sku}`))).not.toContain('2030-07-31 shop')
  })

  it('of what was undone or not found is for the time it was on the books', async () => {
    at('2030-09-30T12:00-05:00')
    const sku = await floor.item(CASE)
    const { id } = await receive(sku, 90, '2030-08-01T00:00-05:00')
    const lost = { sku, lot: 'L1', location: 'A-01', status: 'available', quantity: -30, reason: 'gone' }
    await push('adjust', lost, '2030-09-11T00:00-05:00')
    await push('move', { sku, lot: 'L1', quantity: 5, from: 'A-01', to: 'A-02' }, '2030-09-12T00:00-05:00')
    at('2030-10-02T12:00-05:00')
    await push('reverse', { transaction: id }, '2030-10-01T00:00-05:00')
    await capture()
    // 90 for 10 days, 60 for 20; nobody has sold any.
    expect(await amounts(`sku=${sku}&from=2030-09-01`)).toMatchObject({
      '2030-09-30 amazon': -2_100,
      '2030-09-30 shop': -2_100,
    })
  })

  it('falls on the channels that sold before, else on those that want some, else on all, to the cent', async () => {
    at('2030-11-01T12:00-05:00')
    const [sold, wanted, ignored] = [await floor.item(CASE), await floor.item(CASE), await floor.item(CASE)]
    for (const sku of [sold, wanted, ignored]) await receive(sku, 101, '2030-10-31T00:00-05:00')
    await ship(sold, 30, 'shop', '2030-10-31T00:00-05:00')
    await ship(sold, 60, 'amazon', '2030-10-31T00:00-05:00')
    await ok(floor.server, 'PUT', `/protections/${wanted}/amazon`, { quantity: 5 })
    at('2030-12-01T12:00-06:00')
    await capture()
    const november = (sku: string) => entries(`sku=${sku}&from=2030-11-01`)
    const ofSold = (await november(sold)).filter(({ day }) => day === '2030-11-30')
    // 11 for the whole month, in which the clock was changed.
    expect(ofSold).toMatchObject([
      { channel: 'amazon', amount: -440, because: expect.stringMatching(/^330 unit-days .* 2029-11 to 2030-10, /) },
      { channel: 'shop', amount: -220 },
    ])
    expect((await november(wanted)).filter(({ day }) => day === '2030-11-30')).toMatchObject([
      { channel: 'amazon', amount: -6_060, because: expect.stringContaining('set some aside') },
    ])
    const evenly = (await november(ignored)).filter(({ day }) => day === '2030-10-31')
    // A day of a month of 31: 101 × 0.02 × 30.00 / 31 are 1.95.
    expect(evenly).toMatchObject([
      { channel: 'amazon', amount: -98, because: expect.stringContaining('evenly over all channels') },
      { channel: 'shop', amount: -97 },
    ])
  })

  it('is missing where nobody has said how large an item is, or what a currency is worth; filled when they have', async () => {
    at('2030-12-15T12:00-06:00')
    const sku = await floor.item({ standardCost: usd(100) })
    await receive(sku, 31, '2030-12-02T00:00-06:00')
    at('2031-01-02T12:00-06:00')
    await capture()
    const unknown = `Nobody has said how large ${sku} is. Give its cubicCm.`
    expect(await gaps()).toEqual([unknown])
    expect(await ok(floor.server, 'POST', '/margins/gaps/fill')).toEqual({ left: 1 })
    expect(await gaps()).toEqual([unknown])
    await ok(floor.server, 'PUT', `/items/${sku}`, { name: sku, ...CASE })
    expect(await ok(floor.server, 'POST', '/margins/gaps/fill')).toEqual({ left: 0 })
    expect(await amounts(`sku=${sku}`)).toEqual({ '2030-12-31 amazon': -900, '2030-12-31 shop': -900 })

    await charge(2_000, 'EUR')
    at('2031-02-01T12:00-06:00')
    await capture()
    expect((await gaps())[0]).toContain('no rate from EUR to USD for 2031-01-31')
    await ok(floor.server, 'PUT', '/currency-rates', [{ from: 'EUR', to: 'USD', day: '2031-01-31', rate: 1.5 }])
    expect(await ok(floor.server, 'POST', '/margins/gaps/fill')).toEqual({ left: 0 })
    expect(await amounts(`sku=${sku}`)).toMatchObject({ '2031-01-31 amazon': -930, '2031-01-31 shop': -930 })
    await charge(3_000)
  })

  it('is by the calendar and in the currency of each warehouse', async () => {
    at('2031-02-16T12:00-06:00')
    await ok(floor.server, 'PUT', '/warehouses/EAST', { name: 'East', timeZone: 'Asia/Tokyo', currency: 'JPY' })
    await ok(floor.server, 'PUT', '/locations/A-01', { kind: 'pick', warehouse: 'EAST' })
    await ok(floor.server, 'PUT', '/currency-rates', [{ from: 'USD', to: 'JPY', day: '2031-01-01', rate: 150 }])
    const sku = await floor.item(CASE)
    const goods = { sku, lot: 'L1', quantity: 28, location: 'A-01' }
    // Of February, 14 days are left in Tokyo, and 15 hours more in Chicago.
    const occurredAt = utc('2031-02-15T00:00+09:00')
    for (const warehouse of ['EAST', 'MAIN']) {
      const stream = testStream(floor.server)
      const transactions = [stream.envelope('receive', goods, { occurredAt })]
      const body = { deviceId: 'HH-1', streamId: stream.streamId, transactions }
      await ok(floor.server, 'POST', `/sync/push?warehouse=${warehouse}`, body)
    }
    at('2031-03-01T00:00:01+09:00')
    await capture()
    // 28 units for half of the month at 0.60 are 8.40, and those 1,260 yen.
    expect(await amounts(`sku=${sku}`, 'EAST')).toEqual({ '2031-02-28 amazon': -630, '2031-02-28 shop': -630 })
    expect(await amounts(`sku=${sku}`)).toEqual({})
    at('2031-03-01T00:00:01-06:00')
    await capture()
    // 14.625 days are 8.775.
    expect(await amounts(`sku=${sku}`)).toEqual({ '2031-02-28 amazon': -439, '2031-02-28 shop': -439 })
  })

  it('is entered before its month is closed', async () => {
    at('2031-03-02T12:00-06:00')
    const sku = await floor.item(CASE)
    await receive(sku, 62, '2031-03-01T00:00-06:00')
    at('2031-04-01T00:00:01-05:00')
    await ok(floor.server, 'POST', '/margins/periods/2031-03/close')
    const { rows, since } = await ok<{ rows: { sku: string; storage: number }[]; since: unknown[] }>(
      floor.server,
      'GET',
      '/margins/periods/2031-03',
    )
    expect(rows.filter((row) => row.sku === sku).map(({ storage }) => storage)).toEqual([-1_860, -1_860])
    await capture()
    expect(since).toEqual([])
    expect(await amounts(`sku=${sku}`)).toEqual({ '2031-03-31 amazon': -1_860, '2031-03-31 shop': -1_860 })
  })

  it('is entered for every item where there are more than one unit of work takes', async () => {
    at('2031-04-15T12:00-05:00')
    const skus = await Promise.all(Array.from({ length: 120 }, () => floor.item(CASE)))
    for (let from = 0; from < skus.length; from += 40)
      await floor.stream.send(
        skus
          .slice(from, from + 40)
          .map((sku) =>
            floor.stream.envelope(
              'receive',
              { sku, lot: 'L1', quantity: 1, location: 'A-02' },
              { occurredAt: utc('2031-04-01T00:00-05:00') },
            ),
          ),
      )
    at('2031-05-01T12:00-05:00')
    await capture()
    const found = (await entries('from=2031-04-01')).filter(
      ({ day, sku }) => day === '2031-04-30' && skus.includes(sku),
    )
    expect(found).toHaveLength(240)
    expect(new Set(found.map(({ amount }) => amount))).toEqual(new Set([-30]))
  })

  it('of a time in which it cost nothing is not made up for', async () => {
    await charge(null)
    const sku = await floor.item(CASE)
    await receive(sku, 10, '2031-05-01T00:00-05:00')
    at('2031-06-02T12:00-05:00')
    await capture()
    await charge(0)
    at('2031-07-02T12:00-05:00')
    await capture()
    await charge(3_000)
    at('2031-08-02T12:00-05:00')
    await capture()
    expect(await amounts(`sku=${sku}`)).toEqual({ '2031-07-31 amazon': -300, '2031-07-31 shop': -300 })
  })

  it('is no negative price, and nobody’s on the floor', async () => {
    const put = (value: unknown, options = {}) => floor.server.call<Problem>('PUT', '/settings/storage', value, options)
    expect(await put({ perCubicMetreMonth: usd(-1) })).toMatchObject({ status: 422, body: { code: 'invalid' } })
    expect((await put({ perCubicMetreMonth: 30 })).status).toBe(422)
    const token = await floor.server.token('picker')
    expect((await put({ perCubicMetreMonth: usd(1) }, { token })).status).toBe(403)
    expect((await floor.server.call('GET', '/settings/storage', undefined, { token })).status).toBe(403)
    expect(await ok(floor.server, 'GET', '/settings/storage')).toEqual({ perCubicMetreMonth: usd(3_000) })
  })
})
