/** Midnight where the warehouse stands: what the new day changes is done and told before anything is read of it. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createRollOver } from '../../server/availability/roll-over.ts'
import { openWork } from '../../server/db/open.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type ExceptionBody, ok, orderBody, pushOf } from './floor.ts'
import { DAY, expectSameAsSnapshot, type FiguresBody, followFeed, openPromises, type Promises } from './promises.ts'

const HOUR = 3_600_000

describe.each(EDGE_DIALECTS)('a new day on %s', (dialect) => {
  let world: Promises
  beforeAll(async () => {
    world = await openPromises(dialect)
  })
  afterEach(() => world.cleanAudit())
  afterAll(() => world.close())

  /** Sets the server's clock to this instant of Chicago's winter or summer day; time only goes on. */
  const at = (instant: string) => {
    world.clock.offset = Date.parse(instant) - Date.now()
  }
  const promisedToday = async () => {
    const sku = await world.item()
    await world.receive(sku, 'OLD', 6, 'A-01', 3, { expiresOn: world.day(0) })
    await world.receive(sku, 'NEW', 4, 'A-02', 1, { expiresOn: world.day(30) })
    const order = await world.order(sku, 7, { channel: 'gold' })
    return { sku, order }
  }
  const openTypes = async (sku: string, warehouse = 'MAIN') => {
    const path = `/exceptions?limit=1000&warehouse=${warehouse}`
    const { items } = await ok<{ items: ExceptionBody[] }>(world.server, 'GET', path)
    return items.filter((found) => found.sku === sku).map(({ type }) => type)
  }

  it('begins at local midnight, not before: daylight saving and all', async () => {
    // The nights on which the clocks of Chicago change: 6 hours from UTC before, 5 after, and back.
    for (const [last, first] of [
      ['2030-03-10T05:59:58Z', '2030-03-10T06:00:00Z'],
      ['2030-03-11T04:59:58Z', '2030-03-11T05:00:00Z'],
      ['2030-11-03T04:59:58Z', '2030-11-03T05:00:00Z'],
      ['2030-11-04T05:59:58Z', '2030-11-04T06:00:00Z'],
    ] as const) {
      at(new Date(Date.parse(last) - HOUR).toISOString())
      const { sku } = await promisedToday()
      at(last)
      expect(await world.figures(sku)).toMatchObject({ sellable: 10, atRisk: 0 })
      at(first)
      expect(await world.figures(sku)).toMatchObject({ sellable: 4, atRisk: 3 })
    }
  })

  it('directs what was on a pick list to lots that are still good', async () => {
    at('2031-01-05T12:00:00Z')
    const { sku, order } = await promisedToday()
    const { tasks } = await world.release(order.id)
    expect(tasks.map(({ lot, quantity }) => [lot, quantity])).toEqual([
      ['OLD', 6],
      ['NEW', 1],
    ])
    at('2031-01-06T12:00:00Z')
    const open = await world.tasks({ kind: 'pick', state: 'open' })
    const own = open.filter((task) => task.sku === sku)
    expect(own.map(({ lot, quantity, done }) => [lot, quantity - done])).toEqual([['NEW', 4]])
    expect(await world.readOrder(order.id)).toMatchObject({ lines: [{ allocated: 4, committed: 3 }] })
    expect(await openTypes(sku)).toContain('short-pick')
  })

  it('asks for picked units back whose lot has expired', async () => {
    at('2031-02-05T12:00:00Z')
    const { sku, order } = await promisedToday()
    const { tasks } = await world.release(order.id)
    const [old] = tasks
    if (!old) throw new Error('There is no task.')
    await world.pick(old)
    at('2031-02-06T12:00:00Z')
    expect(await openTypes(sku)).toContain('expired-lot-picked')
    const asked = await world.tasks({ kind: 'put-back', state: 'open' })
    expect(asked.filter((task) => task.sku === sku)).toMatchObject([{ lot: 'OLD', quantity: 6, location: 'STAGING' }])
    await world.stream.push('move', { sku, lot: 'OLD', quantity: 6, from: 'STAGING', to: 'A-01' })
    const after = await world.tasks({ kind: 'put-back', state: 'open' })
    expect(after.filter((task) => task.sku === sku)).toEqual([])
  })

  it('opens at-risk before the first read of it, whatever is read', async () => {
    const reads: ((order: { id: string }) => Promise<unknown>)[] = [
      () => ok(world.server, 'GET', '/exceptions'),
      () => ok(world.server, 'GET', '/inventory?limit=1'),
      ({ id }) => ok(world.server, 'GET', `/orders/${id}`),
      () => pushOf(world.server, { streamId: v7(), transactions: [] }),
      () => ok(world.server, 'GET', '/sync/pull'),
    ]
    for (const read of reads) {
      const { sku, order } = await promisedToday()
      world.pass(1)
      await read(order)
      const rows = await world.server.database.work.read(({ db, t }) => db.select().from(t.exceptions))
      const open = rows.filter((row) => row.sku === sku && row.state === 'open')
      expect(open.map(({ type }) => type)).toEqual(['at-risk'])
      expect(open[0]?.detail).toContain('3')
    }
  })

  it('decides by the new day at once: an order and a release of the first moment', async () => {
    const { sku, order } = await promisedToday()
    world.pass(1)
    const [placed, released] = await Promise.all([
      world.placing(sku, 1, { channel: 'gold' }),
      world.send<{ short: { quantity: number; reason: string }[] }>('POST', `/orders/${order.id}/release`),
    ])
    expect(placed).toMatchObject({ status: 409, body: { code: 'insufficient-atp' } })
    expect(released.body.short).toMatchObject([{ quantity: 3, reason: 'at-risk' }])
  })

  it('ends protections and gives the rest to who waits, and the feed says so', async () => {
    const sku = await world.stocked(10)
    await world.protected(sku, 'gold', 8, { until: world.day(0) })
    const waiting = await world.order(sku, 6, { channel: 'silver', onShort: 'backorder' })
    expect(await world.read(waiting.id)).toMatchObject({ committed: 2, backordered: 4 })
    const before = await followFeed(world.server)
    world.pass(1)
    const after = await followFeed(world.server, before)
    expect(await world.read(waiting.id)).toMatchObject({ committed: 6, backordered: 0 })
    expect(await world.of(sku, 'gold')).toMatchObject({ protected: 0 })
    expect(after.cursor).not.toBe(before.cursor)
    await expectSameAsSnapshot(world.server, after)
    const { items } = await ok<{ items: { what: string; who: string | null }[] }>(
      world.server,
      'GET',
      `/items/${sku}/timeline`,
    )
    expect(items.filter(({ who }) => who === 'calendar')).toHaveLength(1)
  })

  it('after several days unread catches up in one go', async () => {
    const sku = await world.item()
    for (const [n, lot] of ['L1', 'L2', 'L3'].entries())
      await world.receive(sku, lot, 4, 'A-01', 9 - n, { expiresOn: world.day(n) })
    await world.order(sku, 10, { channel: 'gold' })
    world.pass(2)
    expect(await world.figures(sku)).toMatchObject({ sellable: 4, atRisk: 6 })
    expect(await openTypes(sku)).toEqual(['at-risk'])
    await world.receive(sku, 'L4', 6, 'A-02')
    expect(await openTypes(sku)).toEqual([])
  })

  it('comes at its own hour to each warehouse', async () => {
    at('2031-06-10T12:00:00Z')
    for (const [code, timeZone] of [
      ['TOKYO', 'Asia/Tokyo'],
      ['LONDON', 'Europe/London'],
      ['KIRITIMATI', 'Pacific/Kiritimati'],
    ]) {
      await ok(world.server, 'PUT', `/warehouses/${code}`, { name: code, timeZone, currency: 'USD' })
      await ok(world.server, 'PUT', '/locations/A-01', { kind: 'pick', warehouse: code })
    }
    const sku = await world.item()
    const receive = (warehouse: string) =>
      ok(world.server, 'POST', `/sync/push?warehouse=${warehouse}`, {
        deviceId: 'HH-1',
        streamId: v7(),
        transactions: [
          {
            id: v7(),
            seq: 1,
            v: 1,
            type: 'receive',
            occurredAt: new Date(world.now()).toISOString(),
            payload: { sku, lot: 'L1', quantity: 5, location: 'A-01', expiresOn: '2031-06-10' },
          },
        ],
      })
    for (const warehouse of ['TOKYO', 'LONDON', 'MAIN']) {
      await receive(warehouse)
      await ok(
        world.server,
        'POST',
        `/orders?warehouse=${warehouse}`,
        orderBody([{ sku, quantity: 5 }], { channel: 'gold' }),
      )
    }
    const sellable = async () => {
      const figures: Record<string, number> = {}
      for (const warehouse of ['KIRITIMATI', 'TOKYO', 'LONDON', 'MAIN'])
        figures[warehouse] = (
          await ok<FiguresBody>(world.server, 'GET', `/inventory/${sku}?warehouse=${warehouse}`)
        ).sellable
      return figures
    }
    expect(await sellable()).toEqual({ KIRITIMATI: 0, TOKYO: 5, LONDON: 5, MAIN: 5 })
    at('2031-06-10T15:00:00Z')
    expect(await sellable()).toMatchObject({ TOKYO: 0, LONDON: 5, MAIN: 5 })
    expect([await openTypes(sku, 'TOKYO'), await openTypes(sku, 'LONDON')]).toEqual([['at-risk'], []])
    at('2031-06-10T23:00:00Z')
    expect(await sellable()).toMatchObject({ LONDON: 0, MAIN: 5 })
    at('2031-06-11T05:00:00Z')
    expect(await sellable()).toMatchObject({ MAIN: 0 })
    for (const warehouse of ['TOKYO', 'LONDON', 'MAIN']) expect(await openTypes(sku, warehouse)).toEqual(['at-risk'])
    // A lot that has expired there is not received as sellable either.
    await receive('KIRITIMATI')
    expect(await sellable()).toMatchObject({ KIRITIMATI: 0 })
  })

  it('follows a warehouse whose time zone is corrected', async () => {
    at('2031-08-01T12:00:00Z')
    const put = (timeZone: string) =>
      ok(world.server, 'PUT', '/warehouses/MOVED', { name: 'Moved', timeZone, currency: 'USD' })
    await put('America/Chicago')
    await ok(world.server, 'GET', '/stock?warehouse=MOVED')
    await put('Asia/Tokyo')
    await ok(world.server, 'GET', '/stock?warehouse=MOVED')
    at('2031-08-01T15:30:00Z')
    const rolled = async () => {
      await ok(world.server, 'GET', '/stock?warehouse=MOVED')
      const rows = await world.server.database.work.read(({ db, t }) => db.select().from(t.meta))
      return rows.find(({ name }) => name === 'day MOVED')?.value
    }
    expect(await rolled()).toBe('2031-08-02')
  })

  it('is begun once, however many processes begin it at once', async () => {
    const skus: string[] = []
    while (skus.length < 5) {
      const sku = await world.stocked(10)
      await world.protected(sku, 'gold', 8, { until: world.day(0) })
      await world.order(sku, 6, { channel: 'silver', onShort: 'backorder' })
      skus.push(sku)
    }
    world.pass(1)
    const { work, url } = world.server.database
    // PostgreSQL serves several processes; an SQLite file has one writer.
    const other = dialect === 'postgres' ? openWork(url, { now: world.now, newId: () => v7() }) : work
    const several = [work, other, work, other].map((each) => createRollOver(each, world.now))
    await Promise.all(several.flatMap((day) => [day.ensure('MAIN'), day.ensure('MAIN')]))
    if (other !== work) await other.close()
    for (const sku of skus) {
      expect(await world.figures(sku)).toMatchObject({ free: 4, shared: 4 })
      const { items } = await ok<{ items: { who: string | null }[] }>(world.server, 'GET', `/items/${sku}/timeline`)
      expect(items.filter(({ who }) => who === 'calendar')).toHaveLength(1)
    }
  })

  it('broken off in the middle is begun again by whoever comes next', async () => {
    const sku = await world.stocked(10)
    await world.protected(sku, 'gold', 8, { until: world.day(0) })
    world.pass(1)
    const { work } = world.server.database
    let units = 0
    const failing = new Proxy(work, {
      get: (target, name) => {
        if (name !== 'run') return Reflect.get(target, name).bind(target)
        return async (...args: Parameters<typeof work.run>) => {
          if (++units === 1) throw new Error('The power went.')
          return target.run(...args)
        }
      },
    })
    const day = createRollOver(failing, world.now)
    await expect(day.ensure('MAIN')).rejects.toThrow('The power went.')
    await day.ensure('MAIN')
    expect(await world.figures(sku)).toMatchObject({ shared: 10 })
    world.pass(1)
    await day.ensure('MAIN')
    expect(DAY).toBe(24 * HOUR)
  })
})
