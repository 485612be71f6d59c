/** The page Today: each row of what needs a person and each figure from what is known to be there, on both databases. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { endFailure, noteFailure } from '../../server/channels/failures.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { testStream } from '../support/server.ts'
import { enrolDevice, type Floor, feedSettled, ok, openFloor, signInWorker } from './floor.ts'
import { type ReturnsFloor, returnsFloor } from './returns-floor.ts'

interface NeedBody {
  kind: string
  severity: string
  count: number
  since: string | null
  due: string | null
  names: string[]
  beside: number
}

interface TodayBody {
  now: string
  day: string
  needs: NeedBody[]
  due: { orders: number; shipped: number } | null
  picked: { lines: number; lastHour: number } | null
  right: { days: number; bins: number; right: number } | null
  shipped: { day: string; orders: number }[] | null
  channels: { channel: string; days: { day: string; availableToPromise: number }[] }[] | null
}

/** A Wednesday in winter, at noon in Chicago. */
const NOON = '2031-03-05T18:00:00.000Z'
const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe.each(EDGE_DIALECTS)('the page Today on %s', (dialect) => {
  let floor: Floor
  let returns: ReturnsFloor
  beforeAll(async () => {
    floor = await openFloor(dialect)
    floor.clock.offset = Date.parse(NOON) - Date.now()
    returns = await returnsFloor(floor)
    await ok(floor.server, 'PUT', '/warehouses/EAST', { name: 'East', timeZone: 'UTC', currency: 'USD' })
    await ok(floor.server, 'PUT', '/channels/ahead', {
      ...{ name: 'Ahead', kind: 'wholesale', priority: 4, ordersAhead: true },
    })
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const now = () => Date.now() + floor.clock.offset
  const today = (token?: string, warehouse = 'MAIN') =>
    ok<TodayBody>(floor.server, 'GET', `/today?warehouse=${warehouse}`, undefined, token === undefined ? {} : { token })
  const need = async (kind: string) => (await today()).needs.find((one) => one.kind === kind)
  /** What a list of the API has under the filter that the row leads to. */
  const listed = async (path: string) => (await ok<{ items: unknown[] }>(floor.server, 'GET', path)).items.length
  const record = (type: string, payload: Record<string, unknown>, over: Record<string, unknown> = {}) =>
    floor.stream.push(type, payload, { occurredAt: new Date(now()).toISOString(), ...over })
  const ago = (ms: number) => ({ occurredAt: new Date(now() - ms).toISOString() })

  async function stocked(quantity: number, over: Record<string, unknown> = {}) {
    const [sku, bin] = [await floor.item(over), await floor.bin()]
    await record('receive', { sku, lot: 'L1', quantity, location: bin })
    return { sku, bin }
  }

  it('says that nothing needs anybody, and figures of nothing, where nothing is', async () => {
    const found = await today()
    expect(found).toMatchObject({
      day: '2031-03-05',
      needs: [],
      due: { orders: 0, shipped: 0 },
      picked: { lines: 0, lastHour: 0 },
      right: { days: 30, bins: 0, right: 0 },
      channels: [],
    })
    expect(found.shipped?.map(({ day }) => day).at(0)).toBe('2031-02-20')
    expect(found.shipped?.at(-1)).toEqual({ day: '2031-03-05', orders: 0 })
    expect(found.shipped).toHaveLength(14)
    expect((await floor.server.call('GET', '/today?warehouse=NONE')).status).toBe(404)
  })

  it('knows what is late and what is due today, by the day of the warehouse', async () => {
    const { sku } = await stocked(500)
    const order = (shipBy: string) => floor.order(sku, 2, { shipBy })
    await order('2031-03-04')
    // A minute before midnight in Chicago, which is the next day in UTC.
    await order('2031-03-05T05:59:00.000Z')
    const dueToday = await order('2031-03-05')
    await order('2031-03-06T05:59:00.000Z')
    const cancelled = await order('2031-03-05')
    await ok(floor.server, 'POST', `/orders/${cancelled.id}/cancel`)
    await order('2031-03-06')
    await order('2031-03-06T06:00:00Z')
    await floor.order(sku, 2)
    expect(await need('late-orders')).toMatchObject({ severity: 'high', count: 2, due: '2031-03-04', since: null })
    expect((await today()).due).toEqual({ orders: 2, shipped: 0 })
    expect(await listed('/orders?state=open&dueBy=2031-03-04')).toBe(2)
    expect(await listed('/orders?state=open&dueBy=2031-03-05')).toBe(4)
    for (const task of (await floor.release(dueToday.id)).tasks)
      await floor.pick(task, {}, floor.stream, ago(0).occurredAt)
    await record('ship', { orderId: dueToday.id })
    const { due, shipped } = await today()
    expect(due).toEqual({ orders: 2, shipped: 1 })
    expect(shipped?.at(-1)).toEqual({ day: '2031-03-05', orders: 1 })
    expect(await listed('/orders?state=open&dueBy=2031-03-05')).toBe(3)
    expect(await listed('/orders?state=open&dueBy=9999-12-31')).toBe(5)
  })

  it('counts lines that were picked today and in the last hour, when they were picked and not when they were sent', async () => {
    const before = (await today()).picked
    const { sku } = await stocked(100)
    const pickAgo = async (ms: number) => {
      const { id } = await floor.order(sku, 1)
      const [task] = (await floor.release(id)).tasks
      return floor.pick(task as NonNullable<typeof task>, {}, floor.stream, ago(ms).occurredAt)
    }
    await pickAgo(10 * MINUTE)
    const { id } = await pickAgo(59 * MINUTE)
    await pickAgo(61 * MINUTE)
    // Ten in the evening before.
    await pickAgo(14 * HOUR)
    const lines = (before?.lines ?? 0) + 3
    expect((await today()).picked).toEqual({ lines, lastHour: (before?.lastHour ?? 0) + 2 })
    await record('reverse', { transaction: id })
    expect((await today()).picked).toEqual({ lines: lines - 1, lastHour: (before?.lastHour ?? 0) + 1 })
    // No pick is any other move.
    const { sku: other, bin } = await stocked(10)
    await record('move', { sku: other, lot: 'L1', quantity: 3, from: bin, to: 'A-01' })
    expect((await today()).picked?.lines).toBe(lines - 1)
  })

  it('counts orders shipped by the day on which something of them left', async () => {
    const { sku } = await stocked(100)
    const ship = async (lines: number, ...times: number[]) => {
      const { id } = await floor.order(sku, lines)
      for (const task of (await floor.release(id)).tasks)
        await floor.pick(task, {}, floor.stream, ago(5 * HOUR).occurredAt)
      for (const ms of times) await record('ship', { orderId: id, lines: [{ sku, lot: 'L1', quantity: 1 }] }, ago(ms))
    }
    const before = (await today()).shipped ?? []
    const on = (shipped: TodayBody['shipped'], day: string) => shipped?.find((one) => one.day === day)?.orders ?? 0
    // In two parcels on one day, in two on two days, and in one so long ago that it is not shown.
    await ship(2, HOUR, 2 * HOUR)
    await ship(2, HOUR, 13 * HOUR)
    await ship(1, 20 * 24 * HOUR)
    const { shipped } = await today()
    expect(on(shipped, '2031-03-05') - on(before, '2031-03-05')).toBe(2)
    expect(on(shipped, '2031-03-04') - on(before, '2031-03-04')).toBe(1)
    expect(shipped?.reduce((sum, { orders }) => sum + orders, 0)).toBe(
      3 + before.reduce((sum, one) => sum + one.orders, 0),
    )
  })

  it('names orders that stock no longer covers, the first to leave first', async () => {
    const { sku } = await stocked(20)
    await floor.order(sku, 8, { shipBy: '2031-03-09' })
    await floor.order(sku, 8, { shipBy: '2031-03-07' })
    const { sku: other } = await stocked(5)
    await floor.order(other, 5)
    await ok(floor.server, 'POST', `/lots/${sku}/L1/hold`, { reason: 'Smells' })
    const found = await need('orders-at-risk')
    expect(found).toMatchObject({ severity: 'high', count: 2, due: '2031-03-07' })
    expect(await listed('/orders?state=at-risk')).toBe(2)
    expect(await need('high-exceptions')).toMatchObject({ count: 1, names: ['at-risk'] })
    await ok(floor.server, 'POST', `/lots/${sku}/L1/release`)
    expect(await need('orders-at-risk')).toBeUndefined()
    expect(await need('high-exceptions')).toBeUndefined()
  })

  it('names orders that wait for stock, and tells apart those that planned receipts will fill', async () => {
    const { sku } = await stocked(3)
    await floor.order(sku, 5, { onShort: 'backorder', shipBy: '2031-03-08' })
    await floor.order(sku, 5, { onShort: 'backorder', shipBy: '2031-03-07T12:00:00Z' })
    const planned = await floor.item()
    const lines = [{ sku: planned, quantity: 10 }]
    await ok(floor.server, 'POST', '/receipts', {
      supplier: 'Mill',
      reference: 'PO-9',
      expectedOn: '2031-03-20',
      lines,
    })
    await floor.order(planned, 4, { channel: 'ahead', startsOn: '2031-03-21' })
    expect(await need('short-orders')).toMatchObject({
      ...{ severity: 'medium', count: 2, due: '2031-03-07T12:00:00Z', beside: 1 },
    })
    expect(await listed('/orders?state=short')).toBe(3)
  })

  it('names what the server could not post, and the exceptions by how bad they are', async () => {
    const received = now()
    const { sent } = await record('receive', { sku: 'NOBODY', lot: 'L1', quantity: 1, location: 'A-01' })
    const refused = await need('refused')
    expect(refused).toMatchObject({ severity: 'high', count: 1 })
    expect(Math.abs(Date.parse(refused?.since ?? '') - received)).toBeLessThan(MINUTE)
    expect(await listed('/refused')).toBe(1)
    const { sku, bin } = await stocked(4)
    await record('move', { sku, lot: 'L1', quantity: 9, from: bin, to: 'A-02' })
    const high = await need('high-exceptions')
    expect(high).toMatchObject({ severity: 'high', count: 2 })
    expect([...(high?.names ?? [])].sort()).toEqual(['negative-stock', 'refused-transaction'])
    expect(await listed('/exceptions?severity=high')).toBe(2)
    expect(await need('severe-exceptions')).toBeUndefined()
    const lost = testStream(floor.server, 'HH-LOST')
    lost.envelope('receive', {})
    const fact = lost.envelope('receive', { sku, lot: 'L1', quantity: 5, location: bin }, ago(0))
    expect((await lost.send([fact], { lost: { from: 1, to: 1 } })).body.results[0]?.outcome).toBe('applied')
    expect(await need('severe-exceptions')).toMatchObject({ severity: 'severe', count: 1, names: ['stream-gap'] })
    await ok(floor.server, 'POST', `/refused/${sent.id}/dismiss`)
    expect(await need('refused')).toBeUndefined()
  })

  it('names returns that are to be inspected, and those that wait for documents, a second person or a decision', async () => {
    const usd = (amount: number) => ({ amount, currency: 'USD' })
    const sold = async (standardCost: number) => {
      const { sku } = await stocked(60, { standardCost: usd(standardCost) })
      const order = await returns.shipped(sku, 20)
      return { sku, ...order }
    }
    const plain = await sold(100)
    await record('returnReceive', {
      ...{ channel: 'shop', sku: plain.sku, lot: 'L1', quantity: 2, reason: 'unwanted', location: returns.cage },
      orderExternalId: plain.externalId,
    })
    expect(await need('returns-to-inspect')).toMatchObject({ severity: 'low', count: 1 })

    const disputed = await sold(100)
    const { id } = await returns.announce({
      orderExternalId: disputed.externalId,
      lines: [{ sku: disputed.sku, quantity: 2, reason: 'unwanted' }],
      chargeback: {},
    })
    await record('returnReceive', {
      ...{ channel: 'shop', sku: disputed.sku, lot: 'L1', quantity: 2, reason: 'unwanted', location: returns.cage },
      returnId: id,
    })
    const looked = { lot: 'L1', location: returns.cage, quantity: 2, condition: 'new', disposition: 'restock' }
    await record('inspect', { sku: disputed.sku, ...looked })
    // The return waits as a whole, and its inspection as well: it is one return.
    expect(await need('returns-documents')).toMatchObject({ severity: 'medium', count: 1 })

    const dear = await sold(5_000)
    await record('returnReceive', {
      ...{ channel: 'shop', sku: dear.sku, lot: 'L1', quantity: 20, reason: 'damaged', location: returns.cage },
      orderExternalId: dear.externalId,
    })
    const scrap = { lot: 'L1', location: returns.cage, quantity: 20, condition: 'damaged', disposition: 'scrap' }
    const scrapped = await record('inspect', { sku: dear.sku, ...scrap })
    expect(scrapped.result.exceptions.map(({ type }) => type)).toEqual(['scrap-approval'])
    expect(await need('returns-second-person')).toMatchObject({ severity: 'medium', count: 1 })

    // More is inspected than came: nobody on the floor can say where it should go.
    const odd = await sold(100)
    await record('returnReceive', {
      ...{ channel: 'shop', sku: odd.sku, lot: 'L1', quantity: 1, reason: 'unwanted', location: returns.cage },
      orderExternalId: odd.externalId,
    })
    expect(await need('returns-held-up')).toBeUndefined()
    await record('inspect', { sku: odd.sku, ...looked })
    expect(await need('returns-held-up')).toMatchObject({ severity: 'medium', count: 1 })

    for (const [kind, waitingFor] of [
      ['returns-to-inspect', 'inspector'],
      ['returns-documents', 'documents'],
      ['returns-second-person', 'second-person'],
      ['returns-held-up', 'goods'],
    ] as const)
      expect((await need(kind))?.count, kind).toBe(
        await listed(`/returns?state=open&waitingFor=${waitingFor}&limit=1000`),
      )
  })

  it('names counts that are asked for, and those that nobody has settled', async () => {
    const asked = await listed('/tasks?kind=count&state=open&limit=1000')
    expect((await need('counts-due'))?.count ?? 0).toBe(asked)
    const { sku, bin } = await stocked(100)
    await ok(floor.server, 'POST', '/counts', { locations: [bin] })
    expect(await need('counts-due')).toMatchObject({ severity: 'low', count: asked + 1 })
    const { session } = await signInWorker(floor.server, 'HH-1', ['counter'])
    const line = { sku, lot: 'L1', status: 'available', quantity: 60 }
    expect(await need('counts-unsettled')).toBeUndefined()
    const { id } = await record('count', { location: bin, scope: 'location', lines: [line] }, { session })
    expect(await need('counts-unsettled')).toMatchObject({ severity: 'medium', count: 1 })
    expect(await listed('/counts?state=open')).toBe(1)
    await record('reverse', { transaction: id })
    expect(await need('counts-unsettled')).toBeUndefined()
  })

  it('says of the counts of thirty days in how many nothing was off, as the report does', async () => {
    const { session } = await signInWorker(floor.server, 'HH-1', ['counter'])
    const count = async (found: number, at: number) => {
      const { sku, bin } = await stocked(100)
      const noon = floor.clock.offset
      floor.clock.offset += at
      const line = { sku, lot: 'L1', status: 'available', quantity: found }
      await record('count', { location: bin, scope: 'location', lines: [line] }, { session })
      floor.clock.offset = noon
    }
    const reported = async (from: string, to: string) => {
      const { items } = await ok<{ items: { bins: number; binAccuracy: number | null }[] }>(
        floor.server,
        'GET',
        `/counts/accuracy?from=${from}&to=${to}`,
      )
      return items[0] ?? { bins: 0, binAccuracy: null }
    }
    for (const [found, days] of [
      [100, 0],
      [98, 0],
      [100, 1],
      // In doubt until somebody else has counted it: off all the same.
      [40, 1],
    ] as const)
      await count(found, -days * 24 * HOUR)
    const right = (await today()).right
    const report = await reported('2031-02-04', '2031-03-05')
    expect(right).toEqual({ days: 30, bins: report.bins, right: Math.round(report.bins * (report.binAccuracy ?? 0)) })
    expect(right?.bins).toBeGreaterThanOrEqual(4)
    expect((right?.bins ?? 0) - (right?.right ?? 0)).toBeGreaterThanOrEqual(2)
  })

  it('names platforms that are silent, and those of which something failed for good', async () => {
    const { work } = floor.server.database
    for (const id of ['a-shop', 'b-shop', 'c-shop', 'd-shop'])
      await ok(floor.server, 'PUT', `/connectors/${id}`, { kind: 'rest', channel: 'shop' })
    const said = { code: 'x', detail: 'It did not work.', advice: 'Look at it.' }
    const thing = (connectorId: string, about: 'silence' | 'order', subject: string) => ({
      ...{ warehouse: 'MAIN', connectorId, about, subject },
    })
    await work.run([], async (tx) => {
      await noteFailure(tx, thing('b-shop', 'silence', 'b-shop'), 'open', said)
      await noteFailure(tx, thing('c-shop', 'order', '17'), 'open', said)
      await noteFailure(tx, thing('d-shop', 'order', '18'), 'retrying', said)
    })
    expect(await need('silent-platforms')).toMatchObject({ severity: 'high', count: 1, names: ['b-shop'] })
    expect(await need('failing-platforms')).toMatchObject({ severity: 'medium', count: 1, names: ['c-shop'] })
    // Paused, nobody waits for it.
    await ok(floor.server, 'PUT', '/connectors/b-shop', { kind: 'rest', channel: 'shop', paused: true })
    expect(await need('silent-platforms')).toBeUndefined()
    await work.run([], async (tx) => {
      await endFailure(tx, thing('b-shop', 'silence', 'b-shop'), 'healed')
      await endFailure(tx, thing('c-shop', 'order', '17'), 'ignored')
      await endFailure(tx, thing('d-shop', 'order', '18'), 'healed')
    })
    expect(await need('failing-platforms')).toBeUndefined()
  })

  it('names devices that have held what they recorded for a quarter of an hour, and is alarmed after an hour', async () => {
    const tell = async (device: string, unsent: string) => {
      const headers = { authorization: `Bearer ${await enrolDevice(floor.server, device)}`, 'x-lotline-unsent': unsent }
      expect((await floor.server.fetch(new Request('http://test/api/v1/sync/pull', { headers }))).status).toBe(200)
    }
    await tell('HH-A', '3 840')
    expect(await need('unsent-devices')).toBeUndefined()
    await tell('HH-B', '1 1200')
    expect(await need('unsent-devices')).toMatchObject({ severity: 'medium', count: 1, names: ['HH-B'] })
    await tell('HH-C', '7 4000')
    expect(await need('unsent-devices')).toMatchObject({ severity: 'high', count: 2, names: ['HH-C', 'HH-B'] })
  })

  it('puts the worst first', async () => {
    const ranks = (await today()).needs.map(({ severity }) => ['severe', 'high', 'medium', 'low'].indexOf(severity))
    expect(ranks.length).toBeGreaterThan(5)
    expect(ranks).toEqual([...ranks].sort())
    expect((await today()).needs.every(({ count }) => count > 0)).toBe(true)
  })

  it('leaves out what its caller may not read, and turns away who may read nothing of it', async () => {
    const picker = await today(await floor.server.token('picker'))
    expect(picker).toMatchObject({ right: null, due: { orders: 2 } })
    expect(picker.picked?.lines).toBeGreaterThan(0)
    const kinds = picker.needs.map(({ kind }) => kind)
    expect(kinds).toContain('late-orders')
    for (const kind of ['high-exceptions', 'severe-exceptions', 'counts-unsettled', 'unsent-devices', 'refused'])
      expect(kinds).not.toContain(kind)
    const scoped = async (...scopes: string[]) =>
      (await ok<{ token: string }>(floor.server, 'POST', '/api-keys', { name: `ERP ${v7()}`, scopes })).token
    expect(await today(await scoped('stock:read'))).toMatchObject({ needs: [], due: null, shipped: null, right: null })
    expect(await today(await scoped('orders:read'))).toMatchObject({ picked: null, channels: null })
    const neither = await floor.server.call('GET', '/today', undefined, { token: await scoped('costing:read') })
    expect(neither).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  })

  it('knows of one warehouse nothing that is of another', async () => {
    expect(await today(undefined, 'EAST')).toMatchObject({
      needs: [],
      due: { orders: 0 },
      picked: { lines: 0 },
      right: { bins: 0 },
    })
    await feedSettled(floor.server)
  })
})
