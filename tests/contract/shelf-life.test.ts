/** Channels that ask for shelf life: what they may promise, which lots they are given, and what the days do to it. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { ok, orderBody, type ReleaseBody } from './floor.ts'
import { openPromises, type Promises } from './promises.ts'

describe.each(EDGE_DIALECTS)('shelf life on %s', (dialect) => {
  let world: Promises
  beforeAll(async () => {
    world = await openPromises(dialect)
    await world.channel('fresh', { priority: 2, minShelfLifeDays: 30 })
    await world.channel('longest', { priority: 3, minShelfLifeDays: 60 })
  })
  afterEach(() => world.cleanAudit())
  afterAll(() => world.close())

  /** Lots as `name: [units, days left]`, each in rotation after the one before; days null: it does not expire. */
  const lots = async (wanted: Record<string, [number, number | null]>, over: Record<string, unknown> = {}) => {
    const sku = await world.item(over)
    for (const [n, [lot, [units, left]]] of Object.entries(wanted).entries())
      await world.receive(sku, lot, units, 'A-01', 50 - n, left === null ? {} : { expiresOn: world.day(left) })
    return sku
  }
  const atp = async (sku: string) => {
    const { channels } = await world.figures(sku)
    const of = (code: string) => channels.find((one) => one.channel === code)?.availableToPromise
    return [of('gold'), of('fresh'), of('longest')]
  }
  const plan = ({ tasks }: ReleaseBody) => tasks.map(({ lot, quantity }) => `${quantity} ${lot}`)
  const released = async (sku: string, quantity: number, channel: string, over: Record<string, unknown> = {}) => {
    const order = await world.order(sku, quantity, { channel, ...over })
    return plan(await world.release(order.id))
  }

  describe('what may be promised', () => {
    it('counts a lot to the very day, and what never expires always', async () => {
      const sku = await lots({
        TODAY: [1, 0],
        SHORT: [2, 29],
        JUST: [4, 30],
        NEARLY: [8, 59],
        LONG: [16, 60],
        NEVER: [32, null],
      })
      expect(await atp(sku)).toEqual([63, 60, 48])
      expect((await world.placing(sku, 49, { channel: 'longest' })).body).toMatchObject({
        code: 'insufficient-atp',
        availableToPromise: 48,
      })
    })

    it('leaves what was promised of long-lived lots out of the shorter ones’ way, and not the other way round', async () => {
      const sku = await lots({ SHORT: [10, 10], MID: [10, 40], LONG: [10, 90] })
      expect(await atp(sku)).toEqual([30, 20, 10])
      await world.order(sku, 8, { channel: 'longest' })
      expect(await atp(sku)).toEqual([22, 12, 2])
      await world.order(sku, 12, { channel: 'gold' })
      // Ten of gold’s can be of the short-lived; nothing says which until it is released.
      expect(await atp(sku)).toEqual([10, 10, 2])
      await world.protected(sku, 'longest', 2)
      expect(await atp(sku)).toEqual([8, 8, 2])
      await world.order(sku, 8, { channel: 'fresh' })
      expect(await atp(sku)).toEqual([0, 0, 2])
    })

    it('is no shelter in a deficit: what is missing falls by priority', async () => {
      const sku = await lots({ LONG: [24, 40] })
      await world.order(sku, 7, { channel: 'fresh' })
      const first = await world.order(sku, 8, { channel: 'gold' })
      const gone = { sku, lot: 'LONG', location: 'A-01', status: 'available', quantity: -10, reason: 'Gone' }
      await world.stream.push('adjust', gone)
      expect(await world.figures(sku)).toMatchObject({ atRisk: 1 })
      expect(plan(await world.release(first.id))).toEqual(['8 LONG'])
    })

    it('on the day the goods leave, not on the day of the order', async () => {
      const sku = await lots({ MID: [10, 40], LONG: [5, 90] })
      const ask = (quantity: number, days: number) =>
        world.placing(sku, quantity, { channel: 'fresh', shipBy: world.day(days) })
      expect(await ask(11, 11)).toMatchObject({ status: 409, body: { availableToPromise: 5 } })
      expect(await ask(6, 11)).toMatchObject({ status: 409, body: { availableToPromise: 5 } })
      const evening = `${world.day(11)}T02:00:00Z`
      // Two in the morning in UTC is the evening before in Chicago: the tenth day from now.
      expect(await world.placing(sku, 6, { channel: 'fresh', shipBy: evening })).toMatchObject({ status: 201 })
      // Those six may well be given LONG: no more of it is promised for the day after.
      expect(await ask(5, 11)).toMatchObject({ status: 409, body: { availableToPromise: 0 } })
      expect(await ask(1, 61)).toMatchObject({ status: 409, body: { availableToPromise: 0 } })
    })

    it('holds for what a marketplace has sold too, and for backorders that are filled', async () => {
      const sku = await lots({ SHORT: [10, 10] })
      const sold = await world.order(sku, 4, { channel: 'fresh', onShort: 'record' })
      expect(await world.read(sold.id)).toMatchObject({ committed: 0, backordered: 4 })
      await world.receive(sku, 'SHORT2', 10, 'A-02', 0, { expiresOn: world.day(29) })
      expect(await world.read(sold.id)).toMatchObject({ backordered: 4 })
      await world.receive(sku, 'LONG', 3, 'A-02', 0, { expiresOn: world.day(30) })
      expect(await world.read(sold.id)).toMatchObject({ committed: 3, backordered: 1 })
      await world.receive(sku, 'LONG', 3, 'A-02', 0, { expiresOn: world.day(30) })
      expect(await world.read(sold.id)).toMatchObject({ committed: 4, backordered: 0 })
    })
  })

  describe('what is allocated', () => {
    it('passes over lots that are too short for the channel, and takes the oldest for the others', async () => {
      const sku = await lots({ SHORT: [5, 10], MID: [5, 40], LONG: [5, 90] })
      expect(await released(sku, 3, 'longest')).toEqual(['3 LONG'])
      expect(await released(sku, 6, 'fresh')).toEqual(['5 MID', '1 LONG'])
      expect(await released(sku, 4, 'gold')).toEqual(['4 SHORT'])
    })

    it('leaves old long-lived lots to who needs them, while there are others', async () => {
      const sku = await lots({ LONG: [10, 90], SHORT: [10, 10] })
      await world.order(sku, 4, { channel: 'longest' })
      await world.protected(sku, 'fresh', 3)
      // Oldest first, but seven of the ten are spoken for.
      expect(await released(sku, 10, 'gold')).toEqual(['3 LONG', '7 SHORT'])
      // What is only set aside gives way to an order before it comes up short; what is ordered does not.
      expect(await released(sku, 3, 'shop')).toEqual(['3 SHORT'])
    })

    it('of two lines in one order too', async () => {
      const sku = await lots({ LONG: [10, 90], SHORT: [10, 10] })
      await world.order(sku, 6, { channel: 'longest' })
      const both = [
        { sku, quantity: 4 },
        { sku, quantity: 4 },
      ]
      const order = await ok<{ id: string }>(world.server, 'POST', '/orders', orderBody(both, { channel: 'gold' }))
      const taken = plan(await world.release(order.id))
      const ofLong = taken.filter((what) => what.endsWith('LONG')).map((what) => Number.parseInt(what, 10))
      expect(ofLong.reduce((sum, units) => sum + units, 0)).toBe(4)
    })

    it('re-directs a pick list that lost its lot to one that lives long enough, or says that there is none', async () => {
      const sku = await lots({ LONG: [4, 90], SHORT: [10, 10], LATER: [2, 90] })
      const order = await world.order(sku, 4, { channel: 'fresh' })
      expect(plan(await world.release(order.id))).toEqual(['4 LONG'])
      await world.adjust(sku, -4, 'A-01', 'LONG')
      const open = (await world.tasks({ kind: 'pick', state: 'open' })).filter((task) => task.order === order.id)
      expect(open.map(({ lot, quantity }) => `${quantity} ${lot}`)).toEqual(['2 LATER'])
      expect(await world.read(order.id)).toMatchObject({ allocated: 2, committed: 2, atRisk: 2 })
      expect(await world.shortages(sku, 'at-risk')).toHaveLength(1)
    })

    it('keeps what was promised through many orders of all kinds, released in whatever order', async () => {
      const sku = await lots({ L1: [7, 90], S1: [9, 10], M1: [6, 45], L2: [8, 70], S2: [5, 20], N: [5, null] })
      const orders: { id: string }[] = []
      let seed = 7
      const dice = (sides: number) => {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
        return seed % sides
      }
      for (let n = 0; n < 30; n++) {
        const channel = ['gold', 'fresh', 'longest', 'bronze'][dice(4)]
        const placed = await world.placing(sku, 1 + dice(4), { channel })
        if (placed.status === 201) orders.push(placed.body)
      }
      orders.sort((a, b) => (a.id.slice(-4) < b.id.slice(-4) ? -1 : 1))
      for (const { id } of orders) {
        const { short } = await world.release(id)
        expect(short).toEqual([])
      }
    })
  })

  describe('days that pass', () => {
    it('take lots from who needs them long, day by day, and put at risk what they were promised', async () => {
      const sku = await lots({ MID: [5, 31], LONG: [5, 90] })
      const order = await world.order(sku, 8, { channel: 'fresh' })
      world.pass(1)
      expect(await world.read(order.id)).toMatchObject({ atRisk: 0 })
      world.pass(1)
      expect(await world.read(order.id)).toMatchObject({ atRisk: 3 })
      const [risk] = await world.shortages(sku, 'at-risk')
      expect(risk?.detail).toContain('3')
      expect(plan(await world.release(order.id))).toEqual(['5 LONG'])
      // The five are still there for who takes any lot.
      expect(await world.of(sku, 'gold')).toMatchObject({ availableToPromise: 2 })
      await world.receive(sku, 'NEW', 3, 'A-02', 0, { expiresOn: world.day(60) })
      expect(await world.shortages(sku, 'at-risk')).toEqual([])
    })

    it('a protection of what lives long enough no more does not let its channel promise it', async () => {
      const sku = await lots({ MID: [5, 30] })
      await world.protected(sku, 'fresh', 5)
      expect(await world.of(sku, 'fresh')).toMatchObject({ availableToPromise: 5 })
      world.pass(1)
      expect(await world.of(sku, 'fresh')).toMatchObject({ protected: 5, availableToPromise: 0 })
      expect((await world.placing(sku, 1, { channel: 'fresh' })).status).toBe(409)
    })

    it('do not ship what expired on the list: it is directed elsewhere, or somebody is told', async () => {
      const sku = await lots({ OLD: [3, 0], NEW: [5, 90] })
      const order = await world.order(sku, 3, { channel: 'gold' })
      const { tasks } = await world.release(order.id)
      expect(tasks).toMatchObject([{ lot: 'OLD', quantity: 3 }])
      world.pass(1)
      const open = (await world.tasks({ kind: 'pick', state: 'open' })).filter((task) => task.order === order.id)
      const [task] = open
      if (task?.lot === 'OLD') {
        const { result } = await world.pick(task)
        expect(result.exceptions.map(({ type }) => type)).toContain('expired-lot-picked')
      } else expect(open).toMatchObject([{ lot: 'NEW', quantity: 3 }])
    })
  })

  it('a lot’s date: what a label says later counts from then on', async () => {
    const sku = await world.item()
    await world.receive(sku, 'L1', 5, 'A-01', 3)
    expect(await atp(sku)).toEqual([5, 5, 5])
    await world.order(sku, 4, { channel: 'fresh' })
    const told = await world.receive(sku, 'L1', 1, 'A-01', 0, { expiresOn: world.day(10) })
    const { free, sellable } = await world.figures(sku)
    expect([sellable, free]).toEqual([6, 2])
    // Either the new date counts, and the four are at risk; or it contradicts, and somebody is asked.
    const types = (await world.exceptions({ sku })).map(({ type }) => type)
    expect(types.length, JSON.stringify(told.result)).toBeGreaterThan(0)
  })

  it('a channel that begins to ask for shelf life has its promises looked at again', async () => {
    await world.channel('choosy', { priority: 8 })
    const sku = await lots({ SHORT: [5, 10], LONG: [2, 90] })
    const order = await world.order(sku, 6, { channel: 'choosy' })
    await world.channel('choosy', { priority: 8, minShelfLifeDays: 30 })
    expect(await world.read(order.id)).toMatchObject({ atRisk: 4 })
    expect(await world.shortages(sku, 'at-risk')).toHaveLength(1)
    await world.channel('choosy', { priority: 8, minShelfLifeDays: 0 })
    expect(await world.shortages(sku, 'at-risk')).toEqual([])
    const odd = [-1, 1.5, '30', 3651]
    for (const minShelfLifeDays of odd) {
      const reply = await world.send('PUT', '/channels/choosy', { name: 'C', kind: 'retail', minShelfLifeDays })
      expect(reply).toMatchObject({ status: 422, body: { field: 'minShelfLifeDays' } })
    }
  })
})
