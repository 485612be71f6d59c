/** Setting stock aside: never more than is shared, never over what another planner did, and given up when its day is past. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DIALECTS } from '../support/database.ts'
import { ok } from './floor.ts'
import { openPromises, type Promises, type ProtectionBody } from './promises.ts'

describe.each(DIALECTS)('protections on %s', (dialect) => {
  let world: Promises
  beforeAll(async () => {
    world = await openPromises(dialect)
  })
  afterEach(() => world.cleanAudit())
  afterAll(() => world.close())

  const stateOf = async (sku: string) => {
    const { free, shared, channels } = await world.figures(sku)
    return { free, shared, aside: Object.fromEntries(channels.map((one) => [one.channel, one.protected])) }
  }

  describe('setting', () => {
    it('raises from the shared pool, lowers into it, and says what it became', async () => {
      const sku = await world.stocked(100)
      const set = await world.protected(sku, 'gold', 60, { expected: 0, target: 60, until: world.day(3) })
      expect(set).toEqual({
        sku,
        channel: 'gold',
        warehouse: 'MAIN',
        quantity: 60,
        charged: 0,
        target: 60,
        until: world.day(3),
        drawn: 0,
      })
      expect(await stateOf(sku)).toMatchObject({ shared: 40, aside: { gold: 60 } })
      expect(await world.protected(sku, 'gold', 25, { expected: 60, target: null })).toMatchObject({
        quantity: 25,
        target: null,
        until: world.day(3),
      })
      expect(await stateOf(sku)).toMatchObject({ shared: 75, aside: { gold: 25 } })
      expect(await world.protected(sku, 'gold', 0)).toMatchObject({ quantity: 0 })
      expect(await stateOf(sku)).toMatchObject({ free: 100, shared: 100 })
    })

    it('counts against what others may promise, and not against its own channel', async () => {
      const sku = await world.stocked(10)
      await world.protected(sku, 'bronze', 8)
      expect((await world.of(sku, 'gold')).availableToPromise).toBe(2)
      expect((await world.placing(sku, 3, { channel: 'gold' })).status).toBe(409)
      expect((await world.of(sku, 'bronze')).availableToPromise).toBe(10)
      expect((await world.placing(sku, 10, { channel: 'bronze' })).status).toBe(201)
      expect(await stateOf(sku)).toMatchObject({ shared: 0, aside: { bronze: 0 } })
    })

    it('leaves the buffer of the channel out of account: a planner decides, not a sale', async () => {
      const sku = await world.stocked(10)
      await world.channel('shy', { priority: 20, buffer: 100 })
      expect((await world.of(sku, 'gold')).availableToPromise).toBe(10)
      await world.protected(sku, 'shy', 10)
      expect((await world.of(sku, 'shy')).availableToPromise).toBe(10)
    })

    it('refuses what is not shared, with the figures, and changes nothing', async () => {
      const sku = await world.stocked(10)
      await world.order(sku, 4, { channel: 'gold' })
      await world.protected(sku, 'silver', 3)
      const before = await world.counts()
      const refused = await world.protect(sku, 'bronze', { quantity: 4 })
      expect(refused).toMatchObject({
        status: 409,
        body: { code: 'insufficient-shared', requested: 4, available: 3, shared: 3, field: 'quantity' },
      })
      expect(await world.protect(sku, 'silver', { quantity: 7 })).toMatchObject({
        status: 409,
        body: { available: 3, shared: 3 },
      })
      expect(await world.counts()).toEqual(before)
    })

    it('can be lowered while a deficit eats at it, and not raised', async () => {
      const sku = await world.stocked(10)
      await world.protected(sku, 'silver', 10)
      await world.adjust(sku, -4)
      expect(await world.of(sku, 'silver')).toMatchObject({ protected: 10, charged: 4, availableToPromise: 6 })
      expect(await world.protect(sku, 'silver', { quantity: 11 })).toMatchObject({
        status: 409,
        body: { available: 0, shared: -4 },
      })
      expect(await world.protect(sku, 'bronze', { quantity: 1 })).toMatchObject({ status: 409 })
      expect(await world.protected(sku, 'silver', 8)).toMatchObject({ quantity: 8, charged: 2 })
      expect(await world.shortages(sku, 'protection-short')).toHaveLength(1)
      expect(await world.protected(sku, 'silver', 6)).toMatchObject({ quantity: 6, charged: 0 })
      expect(await world.shortages(sku, 'protection-short')).toEqual([])
    })

    it('names the field at fault, and what is unknown', async () => {
      const sku = await world.stocked(10)
      const cases: [Record<string, unknown>, string][] = [
        [{}, 'quantity'],
        [{ quantity: -1 }, 'quantity'],
        [{ quantity: 1.5 }, 'quantity'],
        [{ quantity: '1' }, 'quantity'],
        [{ quantity: 10_000_001 }, 'quantity'],
        [{ quantity: 1, expected: -1 }, 'expected'],
        [{ quantity: 1, expected: null }, 'expected'],
        [{ quantity: 1, target: -1 }, 'target'],
        [{ quantity: 1, until: '2031-02-29' }, 'until'],
        [{ quantity: 1, until: world.day(-1) }, 'until'],
      ]
      const before = await world.counts()
      for (const [body, field] of cases)
        expect(await world.protect(sku, 'gold', body), JSON.stringify(body)).toMatchObject({
          status: 422,
          body: { code: 'invalid', field },
        })
      for (const body of ['[]', 'null', '"x"', '{'])
        expect([400, 422]).toContain((await world.send('PUT', `/protections/${sku}/gold`, body)).status)
      expect(await world.protect('NO-SUCH', 'gold', { quantity: 1 })).toMatchObject({
        status: 422,
        body: { code: 'unknown-sku', field: 'sku' },
      })
      expect(await world.protect(sku, 'nobody', { quantity: 1 })).toMatchObject({
        status: 422,
        body: { code: 'unknown-channel', field: 'channel' },
      })
      for (const odd of ['%00', '%FF', 'a%2Fb', '..', encodeURIComponent('ü\u{1F4A9}')]) {
        expect((await world.protect(sku, odd, { quantity: 1 })).status, odd).toBeLessThan(500)
        expect((await world.protect(odd, 'gold', { quantity: 1 })).status, odd).toBeLessThan(500)
      }
      const elsewhere = await world.send('PUT', `/protections/${sku}/gold?warehouse=MOON`, { quantity: 0 })
      expect(elsewhere).toMatchObject({ status: 404, body: { code: 'unknown-warehouse' } })
      expect(await world.counts()).toEqual(before)
    })

    it('is for planners: a picker may neither set nor preview it', async () => {
      const sku = await world.stocked(10)
      const token = await world.server.token('picker')
      expect((await world.protect(sku, 'gold', { quantity: 1 }, { token })).status).toBe(403)
      const body = { sku, channel: 'gold', quantity: 1 }
      expect((await world.send('POST', '/protections/preview', body, { token })).status).toBe(403)
      const planner = await world.server.token('planner')
      expect((await world.protect(sku, 'gold', { quantity: 1 }, { token: planner })).status).toBe(200)
    })
  })

  describe('target', () => {
    it('is refilled when stock comes free, what is ordered out of it counted in', async () => {
      const sku = await world.stocked(10)
      await world.protected(sku, 'gold', 10, { target: 10 })
      const order = await world.order(sku, 6, { channel: 'gold' })
      expect(await world.of(sku, 'gold')).toMatchObject({ protected: 4, committed: 6, target: 10 })
      await world.receive(sku, 'L2', 5, 'A-02')
      expect(await stateOf(sku)).toMatchObject({ shared: 5, aside: { gold: 4 } })
      const { tasks } = await world.release(order.id)
      for (const task of tasks) await world.pick(task)
      await world.stream.push('ship', { orderId: order.id })
      // What has left is open no more: the protection is short of its target, and takes what comes free next.
      expect(await stateOf(sku)).toMatchObject({ free: 9, shared: 5, aside: { gold: 4 } })
      await world.receive(sku, 'L2', 5, 'A-02')
      expect(await stateOf(sku)).toMatchObject({ free: 14, shared: 4, aside: { gold: 10 } })
    })

    it('serves the higher priority first, and nobody beyond the target', async () => {
      const sku = await world.stocked(0)
      await world.protected(sku, 'bronze', 0, { target: 10 })
      await world.protected(sku, 'gold', 0, { target: 10 })
      await world.receive(sku, 'L1', 13, 'A-01')
      expect(await stateOf(sku)).toMatchObject({ shared: 0, aside: { gold: 10, bronze: 3 } })
      await world.receive(sku, 'L1', 13, 'A-01')
      expect(await stateOf(sku)).toMatchObject({ shared: 6, aside: { gold: 10, bronze: 10 } })
    })

    it('takes nothing from the shared pool by being set, and the quantity that was told holds', async () => {
      const sku = await world.stocked(10)
      const set = await world.protect(sku, 'gold', { quantity: 4, target: 8 })
      expect(set).toMatchObject({ status: 200, body: { quantity: 4, target: 8 } })
      expect(await world.protect(sku, 'gold', { quantity: 2 })).toMatchObject({ body: { quantity: 2, target: 8 } })
      await world.receive(sku, 'L2', 3, 'A-02')
      expect(await stateOf(sku)).toMatchObject({ shared: 5, aside: { gold: 8 } })
    })
  })

  describe('until', () => {
    it('holds through its last day and gives the rest to all with the next', async () => {
      const sku = await world.stocked(10)
      await world.protected(sku, 'gold', 6, { until: world.day(0), target: 6 })
      expect((await world.of(sku, 'silver')).availableToPromise).toBe(4)
      world.pass(1)
      expect(await world.of(sku, 'silver')).toMatchObject({ availableToPromise: 10 })
      expect(await world.of(sku, 'gold')).toMatchObject({ protected: 0, target: null, until: null })
      const { items } = await ok<{ items: ProtectionBody[] }>(world.server, 'GET', `/protections?sku=${sku}`)
      expect(items).toEqual([])
      await world.receive(sku, 'L1', 5, 'A-01')
      expect(await stateOf(sku)).toMatchObject({ shared: 15 })
    })

    it('ends also where nothing is left in it: its target is refilled no more', async () => {
      const sku = await world.stocked(5)
      await world.protected(sku, 'gold', 5, { until: world.day(0), target: 5 })
      const order = await world.order(sku, 5, { channel: 'gold' })
      const [task] = (await world.release(order.id)).tasks
      if (task) await world.pick(task)
      world.pass(1)
      await world.stream.push('ship', { orderId: order.id })
      await world.receive(sku, 'L2', 5, 'A-02')
      expect(await world.of(sku, 'gold')).toMatchObject({ protected: 0, target: null, until: null })
      expect(await stateOf(sku)).toMatchObject({ free: 5, shared: 5 })
      // And a new one may be set without a word about the day that has passed.
      expect(await world.protect(sku, 'gold', { quantity: 2 })).toMatchObject({ status: 200, body: { until: null } })
    })

    it('gives back to shared what an order had drawn before the end', async () => {
      const sku = await world.stocked(10)
      await world.protected(sku, 'gold', 6, { until: world.day(0) })
      const order = await world.order(sku, 8, { channel: 'gold' })
      expect((await world.read(order.id)).lines[0]).toMatchObject({ fromProtected: 6 })
      world.pass(1)
      await world.cancel(order.id)
      expect(await stateOf(sku)).toMatchObject({ free: 10, shared: 10, aside: { gold: 0 } })
    })

    it('of a new protection is not that of the one before', async () => {
      const sku = await world.stocked(10)
      await world.protected(sku, 'gold', 6, { until: world.day(0), target: 6 })
      world.pass(1)
      const again = await world.protect(sku, 'gold', { quantity: 3, expected: 0 })
      expect(again).toMatchObject({ status: 200, body: { quantity: 3, target: null, until: null } })
      expect(await stateOf(sku)).toMatchObject({ shared: 7 })
    })
  })

  describe('transfer', () => {
    const move = (body: Record<string, unknown>, key?: string) =>
      world.send('POST', '/protections/transfer', body, key === undefined ? {} : { key })

    it('moves, and neither more nor less is promised by it', async () => {
      const sku = await world.stocked(10)
      await world.protected(sku, 'gold', 6, { target: 6 })
      const moved = await move({ sku, from: 'gold', to: 'bronze', quantity: 4 })
      expect(moved).toMatchObject({
        status: 200,
        body: { sku, from: { channel: 'gold' }, to: { channel: 'bronze', quantity: 4 } },
      })
      const { free, shared, aside } = await stateOf(sku)
      expect(shared).toBe(free - Object.values(aside).reduce((sum, units) => sum + units, 0))
      expect(aside.bronze).toBe(4)
      expect(await world.figures(sku)).toMatchObject({ free: 10 })
    })

    it('once for one key, and again for another', async () => {
      const sku = await world.stocked(10)
      await world.protected(sku, 'gold', 6)
      const [key, body] = [v7(), { sku, from: 'gold', to: 'bronze', quantity: 2 }]
      const first = await move(body, key)
      expect(await move(body, key)).toEqual(first)
      expect(await move({ ...body, quantity: 3 }, key)).toMatchObject({ body: { code: 'idempotency-key-reused' } })
      expect((await stateOf(sku)).aside).toMatchObject({ gold: 4, bronze: 2 })
      expect((await move(body, v7())).status).toBe(200)
      expect((await stateOf(sku)).aside).toMatchObject({ gold: 2, bronze: 4 })
    })

    it('crossing at once ends where it must, whoever is first', async () => {
      const sku = await world.stocked(20)
      await world.protected(sku, 'gold', 10)
      await world.protected(sku, 'bronze', 10)
      const crossing = Array.from({ length: 20 }, (_, n) =>
        move(
          n % 2 === 0
            ? { sku, from: 'gold', to: 'bronze', quantity: 3 }
            : { sku, from: 'bronze', to: 'gold', quantity: 2 },
        ),
      )
      const done = (await Promise.all(crossing)).map(({ status }, n) => ({ status, n }))
      expect(done.filter(({ status }) => status !== 200 && status !== 409)).toEqual([])
      const net = done.reduce((sum, { status, n }) => (status === 200 ? sum + (n % 2 === 0 ? 3 : -2) : sum), 0)
      expect((await stateOf(sku)).aside).toMatchObject({ gold: 10 - net, bronze: 10 + net })
    })

    it('out of a protection that has ended is refused', async () => {
      const sku = await world.stocked(10)
      await world.protected(sku, 'gold', 6, { until: world.day(0) })
      world.pass(1)
      expect(await move({ sku, from: 'gold', to: 'bronze', quantity: 1 })).toMatchObject({
        status: 409,
        body: { code: 'insufficient-protection', available: 0 },
      })
    })
  })

  describe('preview', () => {
    const preview = (body: Record<string, unknown>) =>
      world.send<{ before: unknown; after: { shared: number }; problem: { code: string } | null }>(
        'POST',
        '/protections/preview',
        body,
      )

    it('says what would be, changes nothing, and says the same again', async () => {
      const sku = await world.stocked(10)
      await world.order(sku, 2, { channel: 'silver' })
      const before = [await world.counts(), await world.figures(sku)]
      const body = { sku, channel: 'gold', quantity: 5, target: 7, until: world.day(2) }
      const seen = await preview(body)
      expect(await preview(body)).toEqual(seen)
      expect([await world.counts(), await world.figures(sku)]).toEqual(before)
      expect(seen).toMatchObject({ status: 200, body: { problem: null, before: before[1] } })
      const { quantity, target, until } = body
      await world.protected(sku, 'gold', quantity, { target, until })
      expect(await world.figures(sku)).toEqual(seen.body.after)
      const moved = { sku, from: 'gold', to: 'bronze', quantity: 1 }
      const told = await preview(moved)
      await ok(world.server, 'POST', '/protections/transfer', moved)
      expect(await world.figures(sku)).toEqual(told.body.after)
    })

    it('refuses as the request itself would', async () => {
      const sku = await world.stocked(10)
      await world.protected(sku, 'silver', 4)
      const tooMuch = await preview({ sku, channel: 'gold', quantity: 7 })
      expect(tooMuch).toMatchObject({ status: 200, body: { problem: { code: 'insufficient-shared' } } })
      expect(tooMuch.body.after).toEqual(tooMuch.body.before)
      expect(await preview({ sku, channel: 'silver', quantity: 1, expected: 3 })).toMatchObject({
        body: { problem: { code: 'protection-changed' } },
      })
      expect(await preview({ sku, from: 'silver', to: 'gold', quantity: 5 })).toMatchObject({
        body: { problem: { code: 'insufficient-protection' } },
      })
      const cases: [Record<string, unknown>, string, string][] = [
        [{ sku: 'NO-SUCH', channel: 'gold', quantity: 1 }, 'unknown-sku', 'sku'],
        [{ sku, channel: 'nobody', quantity: 1 }, 'unknown-channel', 'channel'],
        [{ sku, channel: 'gold', quantity: -1 }, 'invalid', 'quantity'],
        [{ sku, channel: 'gold', quantity: 1, until: 'soon' }, 'invalid', 'until'],
        [{ sku, channel: 'gold', quantity: 1, until: world.day(-1) }, 'invalid', 'until'],
        [{ sku, from: 'silver', to: 'gold', quantity: 0 }, 'invalid', 'quantity'],
        [{ sku, from: 'silver', to: 'silver', quantity: 1 }, 'invalid', 'to'],
      ]
      for (const [body, code, field] of cases)
        expect(await preview(body), JSON.stringify(body)).toMatchObject({ status: 422, body: { code, field } })
      for (const body of [{}, { sku }, [], null, 7])
        expect((await world.send('POST', '/protections/preview', body)).status, JSON.stringify(body)).toBe(422)
    })
  })

  describe('shelf life', () => {
    it('sets aside for a channel only what lives long enough for it', async () => {
      await world.channel('fresh', { priority: 2, minShelfLifeDays: 30 })
      const sku = await world.item()
      await world.receive(sku, 'SHORT', 10, 'A-01', 3, { expiresOn: world.day(29) })
      await world.receive(sku, 'LONG', 5, 'A-02', 1, { expiresOn: world.day(30) })
      expect(await world.protect(sku, 'fresh', { quantity: 6 })).toMatchObject({
        status: 409,
        body: { code: 'insufficient-shared', available: 5, shared: 15 },
      })
      await world.protected(sku, 'fresh', 3)
      await world.protected(sku, 'gold', 12)
      expect(
        await world.send('POST', '/protections/transfer', { sku, from: 'gold', to: 'fresh', quantity: 3 }),
      ).toMatchObject({
        status: 409,
        body: { code: 'insufficient-shelf-life', available: 2 },
      })
      expect(
        (await world.send('POST', '/protections/transfer', { sku, from: 'gold', to: 'fresh', quantity: 2 })).status,
      ).toBe(200)
    })

    it('refills no further than what lives long enough', async () => {
      await world.channel('fresh', { priority: 2, minShelfLifeDays: 30 })
      const sku = await world.item()
      await world.protected(sku, 'fresh', 0, { target: 8 })
      await world.receive(sku, 'SHORT', 10, 'A-01', 3, { expiresOn: world.day(10) })
      expect((await stateOf(sku)).aside).toMatchObject({ fresh: 0 })
      await world.receive(sku, 'LONG', 5, 'A-02', 1, { expiresOn: world.day(90) })
      expect((await stateOf(sku)).aside).toMatchObject({ fresh: 5 })
    })
  })

  describe('at once', () => {
    it('two planners: the second is told that the first was there', async () => {
      const sku = await world.stocked(100)
      for (let round = 0; round < 10; round++) {
        const { protected: seen } = await world.of(sku, 'gold')
        const replies = await Promise.all(
          [seen + 1, seen + 2].map((quantity) => world.protect(sku, 'gold', { quantity, expected: seen })),
        )
        expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
        const refused = replies.find(({ status }) => status === 409)
        const done = replies.find(({ status }) => status === 200)
        expect(refused?.body).toMatchObject({ code: 'protection-changed', quantity: done?.body.quantity })
      }
    })

    it('many planners and orders share out no more than there is', async () => {
      const sku = await world.stocked(50)
      const channels = ['gold', 'silver', 'bronze']
      const replies = await Promise.all(
        Array.from({ length: 60 }, (_, n) => {
          const channel = channels[n % 3] ?? 'gold'
          if (n % 4 === 0) return world.protect(sku, channel, { quantity: n % 17 })
          return world.placing(sku, 1 + (n % 4), { channel, onShort: 'partial' })
        }),
      )
      expect(replies.filter(({ status }) => status >= 500)).toEqual([])
      const { free, shared, channels: found } = await world.figures(sku)
      expect(free).toBeGreaterThanOrEqual(0)
      expect(shared).toBeGreaterThanOrEqual(0)
      expect(found.reduce((sum, one) => sum + one.charged + one.atRisk, 0)).toBe(0)
    })
  })

  it('lists what is set aside, page by page, each once', async () => {
    const sku = await world.stocked(30)
    for (const [n, channel] of ['gold', 'silver', 'bronze'].entries()) await world.protected(sku, channel, n + 1)
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const query: string = new URLSearchParams({ sku, limit: '1', cursor }).toString()
      const page: { items: ProtectionBody[]; next: string | null } = await ok(
        world.server,
        'GET',
        `/protections?${query}`,
      )
      seen.push(...page.items.map((one) => `${one.channel} ${one.quantity}`))
      cursor = page.next
    }
    expect(seen).toEqual(['bronze 3', 'gold 1', 'silver 2'])
    const odd = await world.send('GET', `/protections?cursor=${encodeURIComponent('not\u001fone\u0000')}`)
    expect(odd.status).toBeLessThan(500)
  })
})
