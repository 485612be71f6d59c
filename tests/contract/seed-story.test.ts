/** The story that Lotline was begun for: one pool, a retailer's share set aside, and a channel that asks for more. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type Floor, type OrderBody, ok, openFloor, orderBody, type Problem } from './floor.ts'

interface ChannelFigures {
  channel: string
  protected: number
  charged: number
  committed: number
  backordered: number
  availableToPromise: number
}

interface Figures {
  onHand: number
  sellable: number
  free: number
  shared: number
  byStatus: Record<string, number>
  channels: ChannelFigures[]
}

type Answer = OrderBody & Problem & { line: number; availableToPromise: number; quantity: number }

const ABSURD: unknown[] = [1.5, -1, 1e12, 2 ** 53, 'many', null, true, {}]

describe.each(EDGE_DIALECTS)('the story on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
    const channel = (code: string, rules: Record<string, unknown>) =>
      ok(floor.server, 'PUT', `/channels/${code}`, { name: code, ...rules })
    await channel('retailer', { kind: 'retail', priority: 1 })
    await channel('direct', { kind: 'dtc', priority: 2 })
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const stocked = async (quantity: number) => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', quantity, 'A-01')
    return sku
  }
  const send = (method: string, path: string, body: unknown) => floor.server.call<Answer>(method, path, body)
  const protect = (sku: string, channel: string, body: Record<string, unknown>) =>
    send('PUT', `/protections/${sku}/${channel}`, body)
  const order = (sku: string, channel: string, quantity: unknown, over: Record<string, unknown> = {}) =>
    send('POST', '/orders', orderBody([{ sku, quantity }], { channel, ...over }))
  const figures = (sku: string) => ok<Figures>(floor.server, 'GET', `/inventory/${sku}`)
  const figuresOf = async (sku: string, channel: string) =>
    (await figures(sku)).channels.find((found) => found.channel === channel)

  describe('2,400 on hand, 1,800 of them set aside for the retailer', () => {
    const shared = async () => {
      const sku = await stocked(2_400)
      const set = await protect(sku, 'retailer', { quantity: 1_800, expected: 0 })
      expect(set).toMatchObject({ status: 200, body: { sku, channel: 'retailer', quantity: 1_800 } })
      expect(await figures(sku)).toMatchObject({ onHand: 2_400, sellable: 2_400, free: 2_400, shared: 600 })
      expect(await figuresOf(sku, 'direct')).toMatchObject({ protected: 0, availableToPromise: 600 })
      expect(await figuresOf(sku, 'retailer')).toMatchObject({ protected: 1_800, availableToPromise: 2_400 })
      return sku
    }

    it('leave a direct channel that asks for 900 with 600, said by name', async () => {
      const sku = await shared()
      const before = await figures(sku)
      const refused = await order(sku, 'direct', 900, { onShort: 'reject' })
      expect(refused).toMatchObject({
        status: 409,
        body: { code: 'insufficient-atp', line: 0, availableToPromise: 600, field: 'lines[0].quantity' },
      })
      expect(refused.body.detail).toContain('600')
      expect(await figures(sku)).toEqual(before)
    })

    it('give it 600 where it takes a part', async () => {
      const sku = await shared()
      const placed = await order(sku, 'direct', 900, { onShort: 'partial' })
      expect(placed).toMatchObject({ status: 201, body: { lines: [{ committed: 600, backordered: 0 }] } })
      await nothingLeftButTheRetailers(sku, { backordered: 0 })
    })

    it('give it 600 and owe it 300 where it waits', async () => {
      const sku = await shared()
      const placed = await order(sku, 'direct', 900, { onShort: 'backorder' })
      expect(placed).toMatchObject({ status: 201, body: { lines: [{ committed: 600, backordered: 300 }] } })
      await nothingLeftButTheRetailers(sku, { backordered: 300 })
    })

    async function nothingLeftButTheRetailers(sku: string, owed: { backordered: number }) {
      expect(await figuresOf(sku, 'direct')).toMatchObject({ committed: 600, availableToPromise: 0, ...owed })
      const more = await order(sku, 'direct', 1)
      expect(more).toMatchObject({ status: 409, body: { code: 'insufficient-atp', availableToPromise: 0 } })
      expect(more.body.detail).toContain('0')
      const whole = await order(sku, 'retailer', 1_800)
      expect(whole).toMatchObject({ status: 201, body: { status: 'committed', lines: [{ committed: 1_800 }] } })
      expect(await figuresOf(sku, 'retailer')).toMatchObject({
        protected: 0,
        committed: 1_800,
        availableToPromise: 0,
      })
      expect(await figures(sku)).toMatchObject({ free: 0, shared: 0 })
    }

    it('pay what is owed when more comes, and not out of what is set aside', async () => {
      const sku = await shared()
      const { body } = await order(sku, 'direct', 900, { onShort: 'backorder' })
      await floor.receive(sku, 'L2', 200, 'A-01')
      expect(await floor.readOrder(body.id)).toMatchObject({ lines: [{ committed: 800, backordered: 100 }] })
      expect(await figuresOf(sku, 'retailer')).toMatchObject({ protected: 1_800, availableToPromise: 1_800 })
      await floor.receive(sku, 'L2', 150, 'A-01')
      expect(await floor.readOrder(body.id)).toMatchObject({ lines: [{ committed: 900, backordered: 0 }] })
      expect(await figuresOf(sku, 'direct')).toMatchObject({ availableToPromise: 50 })
    })
  })

  it('3,000 on hand, 400 of them not inspected: 2,600 to sell', async () => {
    const sku = await stocked(2_600)
    const returned = { sku, lot: 'L1', location: 'A-01', status: 'uninspected', quantity: 400, reason: 'Returned' }
    await floor.stream.push('adjust', returned)
    expect(await figures(sku)).toMatchObject({
      onHand: 3_000,
      sellable: 2_600,
      byStatus: { available: 2_600, uninspected: 400 },
    })
    expect(await order(sku, 'direct', 2_601)).toMatchObject({ status: 409, body: { availableToPromise: 2_600 } })
    expect((await order(sku, 'direct', 2_600)).status).toBe(201)
  })

  it('5,000 on hand, two channels racing: never beyond, and each keeps what is its own', async () => {
    const sku = await stocked(5_000)
    expect((await protect(sku, 'retailer', { quantity: 1_500 })).status).toBe(200)
    const asked = Array.from({ length: 600 }, (_, n) => ({
      channel: n % 2 === 0 ? 'retailer' : 'direct',
      quantity: 1 + ((n * 37) % 60),
      onShort: ['reject', 'partial', 'backorder'][n % 3],
    }))
    const answers = await Promise.all(
      asked.map(async ({ channel, quantity, onShort }) => ({
        channel,
        quantity,
        ...(await order(sku, channel, quantity, { onShort })),
      })),
    )
    const promised = { retailer: 0, direct: 0 }
    for (const { channel, quantity, status, body } of answers) {
      if (status === 201) promised[channel as 'direct'] += body.lines[0]?.committed ?? 0
      else {
        expect(status, JSON.stringify(body)).toBe(409)
        expect(body.code).toBe('insufficient-atp')
        expect(body.availableToPromise).toBeLessThan(quantity)
      }
    }
    const { retailer, direct } = promised
    expect(retailer + direct).toBe(5_000)
    expect(retailer).toBeGreaterThanOrEqual(1_500)
    expect(await figures(sku)).toMatchObject({ onHand: 5_000, free: 0, shared: 0 })
    expect(await figuresOf(sku, 'retailer')).toMatchObject({ committed: retailer, availableToPromise: 0 })
    expect(await figuresOf(sku, 'direct')).toMatchObject({ committed: direct, availableToPromise: 0 })
  })

  describe('setting aside', () => {
    it('more than is shared is refused with the figures, and changes nothing', async () => {
      const sku = await stocked(100)
      await protect(sku, 'retailer', { quantity: 60 })
      await order(sku, 'direct', 10)
      const before = await figures(sku)
      const refused = await protect(sku, 'direct', { quantity: 31 })
      expect(refused).toMatchObject({
        status: 409,
        body: { code: 'insufficient-shared', requested: 31, available: 30, shared: 30 },
      })
      expect(refused.body.detail).toContain('30')
      // Only what is asked beyond the 60 has to come out of shared.
      expect(await protect(sku, 'retailer', { quantity: 91 })).toMatchObject({ status: 409, body: { shared: 30 } })
      expect(await figures(sku)).toEqual(before)
      expect(await protect(sku, 'retailer', { quantity: 90 })).toMatchObject({ status: 200, body: { quantity: 90 } })
      expect(await figures(sku)).toMatchObject({ free: 90, shared: 0 })
    })

    it('by two planners at once is done by the first alone', async () => {
      const sku = await stocked(100)
      expect((await protect(sku, 'retailer', { quantity: 40, expected: 0 })).status).toBe(200)
      expect(await protect(sku, 'retailer', { quantity: 70, expected: 0 })).toMatchObject({
        status: 409,
        body: { code: 'protection-changed', quantity: 40 },
      })
      expect(await figuresOf(sku, 'retailer')).toMatchObject({ protected: 40 })
      const both = await Promise.all([50, 60].map((quantity) => protect(sku, 'retailer', { quantity, expected: 40 })))
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    })

    it('by many at once never goes beyond what is shared', async () => {
      const sku = await stocked(1_000)
      await Promise.all(
        Array.from({ length: 40 }, (_, n) =>
          n % 2 === 0
            ? protect(sku, n % 4 === 0 ? 'retailer' : 'direct', { quantity: 300 + n * 10 })
            : order(sku, n % 3 === 0 ? 'retailer' : 'direct', 40),
        ),
      )
      const { free, shared, channels } = await figures(sku)
      const aside = channels.reduce((sum, found) => sum + found.protected, 0)
      expect(shared).toBe(free - aside)
      expect(shared).toBeGreaterThanOrEqual(0)
    })

    it('moves from one channel to another in one request, and no more than there is', async () => {
      const sku = await stocked(100)
      await protect(sku, 'retailer', { quantity: 60 })
      const move = (quantity: unknown, over: Record<string, unknown> = {}) =>
        send('POST', '/protections/transfer', { sku, from: 'retailer', to: 'direct', quantity, ...over })
      expect(await move(61)).toMatchObject({ status: 409, body: { code: 'insufficient-protection', available: 60 } })
      expect(await move(25)).toMatchObject({ status: 200, body: { from: { quantity: 35 }, to: { quantity: 25 } } })
      expect(await figures(sku)).toMatchObject({ free: 100, shared: 40 })
      for (const quantity of ABSURD)
        expect(await move(quantity), String(quantity)).toMatchObject({ status: 422, body: { field: 'quantity' } })
      expect(await move(1, { sku: 'NO-SUCH' })).toMatchObject({ status: 422, body: { field: 'sku' } })
      expect(await move(1, { from: 'nowhere' })).toMatchObject({ status: 422, body: { field: 'from' } })
      expect(await move(1, { to: 'nowhere' })).toMatchObject({ status: 422, body: { field: 'to' } })
      expect(await move(1, { to: 'retailer' })).toMatchObject({ status: 422, body: { field: 'to' } })
      expect(await figuresOf(sku, 'retailer')).toMatchObject({ protected: 35 })
    })

    it('what makes no sense is 422, names the field, and changes nothing', async () => {
      const sku = await stocked(100)
      await protect(sku, 'retailer', { quantity: 10 })
      const before = await figures(sku)
      for (const value of ABSURD) {
        const told = (field: string) => ({ status: 422, body: { field } })
        expect(await protect(sku, 'retailer', { quantity: value }), `${value}`).toMatchObject(told('quantity'))
        if (value === null) continue
        const target = { quantity: 10, target: value }
        expect(await protect(sku, 'retailer', target), `target ${value}`).toMatchObject(told('target'))
        const expected = { quantity: 10, expected: value }
        if (value !== 1e12)
          expect(await protect(sku, 'retailer', expected), `expected ${value}`).toMatchObject(told('expected'))
      }
      const faults: [Record<string, unknown>, string][] = [
        [{}, 'quantity'],
        [{ quantity: 10, until: '2020-01-01' }, 'until'],
        [{ quantity: 10, until: '2026-02-30' }, 'until'],
        [{ quantity: 10, until: 'soon' }, 'until'],
      ]
      for (const [body, field] of faults)
        expect(await protect(sku, 'retailer', body), JSON.stringify(body)).toMatchObject({
          status: 422,
          body: { field },
        })
      expect(await protect(sku, 'nowhere', { quantity: 1 })).toMatchObject({ status: 422, body: { field: 'channel' } })
      expect(await protect('NO-SUCH', 'retailer', { quantity: 1 })).toMatchObject({
        status: 422,
        body: { field: 'sku' },
      })
      expect(await figures(sku)).toEqual(before)
    })
  })

  describe('an order', () => {
    it('of what makes no sense is 422 and names the field', async () => {
      const sku = await stocked(100)
      for (const value of ABSURD)
        expect(await order(sku, 'direct', value), `${value}`).toMatchObject({
          status: 422,
          body: { field: 'lines[0].quantity' },
        })
      expect(await order(sku, 'nowhere', 1)).toMatchObject({ status: 422, body: { field: 'channel' } })
      expect(await order('NO-SUCH', 'direct', 1)).toMatchObject({ status: 422, body: { field: 'lines[0].sku' } })
      expect(await figures(sku)).toMatchObject({ free: 100 })
    })

    it('of a thousand lines is taken whole, and cancelled whole', async () => {
      const skus: string[] = []
      while (skus.length < 25) skus.push(await stocked(100))
      const [first = ''] = skus
      await protect(first, 'retailer', { quantity: 30 })
      const lines = Array.from({ length: 1_000 }, (_, n) => ({ sku: skus[n % skus.length] ?? '', quantity: 1 }))
      const placed = await send('POST', '/orders', orderBody(lines, { channel: 'retailer' }))
      expect(placed.status, JSON.stringify(placed.body).slice(0, 300)).toBe(201)
      expect(placed.body.lines.map((line) => line.committed)).toEqual(lines.map(() => 1))
      expect(await figures(first)).toMatchObject({ free: 60, shared: 60 })
      expect((await send('POST', `/orders/${placed.body.id}/cancel`, {})).status).toBe(200)
      for (const sku of skus) expect(await figures(sku)).toMatchObject({ free: 100 })
      expect(await figuresOf(first, 'retailer')).toMatchObject({ protected: 30, committed: 0 })
    })

    it('of ten thousand lines is refused, and told how many it may have', async () => {
      const sku = await stocked(20_000)
      const lines = Array.from({ length: 10_000 }, () => ({ sku, quantity: 1 }))
      const refused = await send('POST', '/orders', orderBody(lines, { channel: 'direct' }))
      expect(refused).toMatchObject({ status: 422, body: { field: 'lines' } })
      expect(refused.body.detail).toMatch(/\d,000 lines/)
      expect(await figures(sku)).toMatchObject({ free: 20_000 })
    })
  })
})
