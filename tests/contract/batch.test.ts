/** Releasing many orders at once: a list for each, or one walk with a tote per order. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { testStream } from '../support/server.ts'
import { enrolDevice, type OrderBody, ok, orderBody, type TaskBody } from './floor.ts'
import { expectSameAsSnapshot, followFeed, openPromises, type Promises } from './promises.ts'

interface ReleasedBody {
  orderId: string
  externalId: string
  pickListId: string
  tasks: (TaskBody & { pickListId: string })[]
  short: { quantity: number; reason: string }[]
}
interface ManyBody {
  released: ReleasedBody[]
  left: { orderId: string; externalId: string; code: string; detail: string }[]
}
interface TicketBody {
  id: string
  state: string
  staging: string
  device: string | null
  orders: { id: string; tote: string | null }[]
  tasks: (TaskBody & { tote: string | null; orderId: string; done: number; state: string })[]
}

describe.each(EDGE_DIALECTS)('many orders released on %s', (dialect) => {
  let world: Promises
  beforeAll(async () => {
    world = await openPromises(dialect)
  })
  afterEach(() => world.cleanAudit())
  afterAll(() => world.close())

  const releaseMany = (body: Record<string, unknown>, key?: string) =>
    world.send<ManyBody & { code: string; field: string }>(
      'POST',
      '/orders/release',
      body,
      key === undefined ? {} : { key },
    )
  const batch = async (orders: OrderBody[]) => {
    const { status, body } = await releaseMany({ orders: orders.map(({ id }) => id), batch: true })
    expect(status, JSON.stringify(body)).toBe(200)
    return body
  }
  const ticket = (id: string) => ok<TicketBody>(world.server, 'GET', `/pick-lists/${id}`)
  const listOf = ({ released }: ManyBody) => {
    const [id, ...others] = new Set(released.map(({ pickListId }) => pickListId))
    if (id === undefined || others.length > 0) throw new Error('It is not one list.')
    return id
  }
  const place = async (skus: string[], quantity: number, over: Record<string, unknown> = {}) =>
    ok<OrderBody>(
      world.server,
      'POST',
      '/orders',
      orderBody(
        skus.map((sku) => ({ sku, quantity })),
        { channel: 'gold', ...over },
      ),
    )

  describe('each its own list', () => {
    it('names what was released and what was left, one by one', async () => {
      const sku = await world.stocked(10)
      const [ready, shipped, cancelled, short] = [
        await place([sku], 2),
        await place([sku], 2),
        await place([sku], 1),
        await place([sku], 5, { channel: 'bronze' }),
      ]
      for (const task of (await world.release(shipped.id)).tasks) await world.pick(task)
      await world.stream.push('ship', { orderId: shipped.id })
      await world.cancel(cancelled.id)
      await world.adjust(sku, -6)
      const unknown = v7()
      const orders = [ready, shipped, cancelled, short].map(({ id }) => id)
      const { body } = await releaseMany({ orders: [...orders, unknown, ready.id] })
      expect(body.released).toMatchObject([{ orderId: ready.id, tasks: [{ quantity: 2 }], short: [] }])
      const left = Object.fromEntries(body.left.map((one) => [one.orderId, one.code]))
      expect(left).toEqual({
        [shipped.id]: 'order-closed',
        [cancelled.id]: 'order-closed',
        [short.id]: 'at-risk',
        [unknown]: 'not-found',
      })
      for (const one of body.left) expect(one.detail).not.toBe('')
      expect(await ticket(body.released[0]?.pickListId ?? '')).toMatchObject({ orders: [{ id: ready.id, tote: null }] })
    })

    it('by due date and channel, the most urgent first', async () => {
      await world.channel('web', { priority: 3 })
      const sku = await world.stocked(20)
      const due = (shipBy: string) => place([sku], 1, { channel: 'web', shipBy })
      const third = await due(world.day(3))
      const second = await due(`${world.day(2)}T08:00:00Z`)
      const first = await due(world.day(1))
      await due(world.day(5))
      await place([sku], 1, { channel: 'gold', shipBy: world.day(1) })
      const { body } = await releaseMany({ dueBy: world.day(3), channel: 'web' })
      expect(body.released.map(({ orderId }) => orderId)).toEqual([first.id, second.id, third.id])
      expect(body.left).toEqual([])
    })

    it('again gives the standing lists and allocates nothing more', async () => {
      const sku = await world.stocked(10)
      const orders = [await place([sku], 2), await place([sku], 3)].map(({ id }) => id)
      const first = (await releaseMany({ orders })).body
      const before = await world.stockRows(sku)
      const again = (await releaseMany({ orders })).body
      expect(again.released.map(({ pickListId }) => pickListId)).toEqual(first.released.map((one) => one.pickListId))
      expect(await world.stockRows(sku)).toEqual(before)
    })

    it('says what makes no sense', async () => {
      const cases: Record<string, unknown>[] = [
        {},
        { orders: [] },
        { orders: ['x'] },
        { orders: [v7(), 7] },
        { orders: Array.from({ length: 501 }, () => v7()) },
        { dueBy: 'soon' },
        { dueBy: '2031-02-30' },
        { dueBy: world.day(1), batch: 'yes' },
      ]
      for (const body of cases) expect((await releaseMany(body)).status, JSON.stringify(body).slice(0, 60)).toBe(422)
      expect((await releaseMany({ orders: [v7()], batch: true })).status).toBeLessThan(500)
      const token = await world.server.token('picker')
      expect((await world.send('POST', '/orders/release', { dueBy: world.day(1) }, { token })).status).toBe(403)
    })
  })

  describe('one batch', () => {
    /** Two orders of two items in four bins, released together. */
    const two = async () => {
      const [a, b] = [await world.item(), await world.item()]
      await world.receive(a, 'A1', 3, 'A-03', 5)
      await world.receive(a, 'A2', 9, 'A-01', 2)
      await world.receive(b, 'B1', 9, 'A-02', 5)
      const late = await place([a, b], 2, { shipBy: '2031-02-01' })
      const soon = await place([b, a], 2, { shipBy: '2031-01-01' })
      return { a, b, late, soon, answer: await batch([late, soon]) }
    }

    it('walks the way once, with a tote for each order, the most urgent first', async () => {
      const { a, b, late, soon, answer } = await two()
      expect(answer.left).toEqual([])
      const { orders, tasks, ...list } = await ticket(listOf(answer))
      expect(list).toMatchObject({ state: 'open', staging: 'STAGING', device: null })
      expect(orders).toMatchObject([
        { id: soon.id, tote: 'T1' },
        { id: late.id, tote: 'T2' },
      ])
      const way = tasks.map((task) => `${task.location} ${task.quantity} ${task.lot} ${task.tote}`)
      expect(way.map((step) => step.slice(0, 4))).toEqual(['A-01', 'A-02', 'A-02', 'A-03', 'A-03'])
      expect(way.slice().sort()).toEqual(
        ['A-01 1 A2 T2', 'A-02 2 B1 T1', 'A-02 2 B1 T2', 'A-03 1 A1 T2', 'A-03 2 A1 T1'].sort(),
      )
      expect(new Set(tasks.map((task) => task.sku))).toEqual(new Set([a, b]))
    })

    it('is leased, picked and done by one device, which is told of all of it', async () => {
      const { late, soon, answer } = await two()
      const id = listOf(answer)
      const before = await followFeed(world.server)
      await enrolDevice(world.server, 'HH-9')
      await ok(world.server, 'POST', `/pick-lists/${id}/lease`, { deviceId: 'HH-9' })
      const other = await world.send('POST', `/pick-lists/${id}/lease`, { deviceId: 'HH-2' })
      expect(other).toMatchObject({ status: 409, body: { code: 'pick-list-leased' } })
      const stream = testStream(world.server, 'HH-9')
      const { tasks } = await ticket(id)
      for (const task of tasks) {
        const { result } = await world.pick({ ...task, lineId: lineOf([late, soon], task) }, {}, stream)
        expect(result).toMatchObject({ outcome: 'applied', exceptions: [] })
      }
      expect(await ticket(id)).toMatchObject({ state: 'done', device: 'HH-9' })
      for (const order of [late, soon]) expect(await world.read(order.id)).toMatchObject({ status: 'picked' })
      await expectSameAsSnapshot(world.server, await followFeed(world.server, before))
      for (const order of [late, soon]) await stream.push('ship', { orderId: order.id })
      expect(await world.read(soon.id)).toMatchObject({ status: 'shipped' })
      await expectSameAsSnapshot(world.server, await followFeed(world.server, before))
      await ok(world.server, 'POST', `/pick-lists/${id}/return`, { deviceId: 'HH-9' })
      await expectSameAsSnapshot(world.server, await followFeed(world.server, before))
      const closed = await world.send('POST', `/pick-lists/${id}/lease`, { deviceId: 'HH-9' })
      expect(closed).toMatchObject({ status: 409, body: { code: 'pick-list-closed' } })
    })

    const lineOf = (orders: OrderBody[], task: { orderId: string; sku: string }) =>
      orders.find(({ id }) => id === task.orderId)?.lines.find((line) => line.sku === task.sku)?.id ?? ''

    it('directs a short pick to the next lot on the same list and into the same tote', async () => {
      const sku = await world.item()
      await world.receive(sku, 'L1', 4, 'A-01', 5)
      await world.receive(sku, 'L2', 4, 'A-02', 2)
      const orders = [await place([sku], 2), await place([sku], 2)]
      const answer = await batch(orders)
      const [task] = (await ticket(listOf(answer))).tasks.filter(({ tote }) => tote === 'T2')
      if (!task) throw new Error('There is no second tote.')
      const short = { taskId: task.id, sku, lot: 'L1', location: 'A-01', found: 0, reason: 'missing' }
      expect((await world.stream.push('shortPick', short)).result.outcome).toBe('applied')
      const open = (await ticket(listOf(answer))).tasks.filter(({ state }) => state === 'open')
      const asked = (tote: string) =>
        open.filter((one) => one.tote === tote).reduce((sum, { quantity, done }) => sum + quantity - done, 0)
      expect([asked('T1'), asked('T2')]).toEqual([2, 2])
      expect(open.some(({ lot }) => lot === 'L2')).toBe(true)
      expect(await world.shortages(sku, 'short-pick')).toEqual([])
    })

    it('loses an order that is cancelled, and goes on for the others', async () => {
      const { late, soon, answer } = await two()
      const id = listOf(answer)
      const before = await followFeed(world.server)
      await world.cancel(soon.id)
      const { orders, tasks, state } = await ticket(id)
      expect(state).toBe('open')
      expect(orders).toMatchObject([{ id: late.id, tote: 'T2' }])
      expect(new Set(tasks.map(({ tote }) => tote))).toEqual(new Set(['T2']))
      await expectSameAsSnapshot(world.server, await followFeed(world.server, before))
      await world.cancel(late.id)
      expect((await ticket(id)).tasks).toEqual([])
      expect((await ticket(id)).state).not.toBe('open')
      await expectSameAsSnapshot(world.server, await followFeed(world.server, before))
    })

    it('takes what can be released and says why the rest was left', async () => {
      const sku = await world.stocked(6)
      const [ready, backordered, cancelled, done] = [
        await place([sku], 2),
        await place([sku], 9, { onShort: 'backorder', channel: 'bronze' }),
        await place([await world.stocked(1)], 1),
        await place([await world.stocked(1)], 1),
      ]
      await world.cancel(cancelled.id)
      await world.release(done.id)
      await world.adjust(sku, -3)
      const { released, left } = await batch([ready, backordered, cancelled, done])
      expect(released).toMatchObject([
        { orderId: ready.id, short: [] },
        { orderId: backordered.id, tasks: [{ quantity: 1 }], short: [{ quantity: 3, reason: 'at-risk' }] },
      ])
      expect(Object.fromEntries(left.map(({ orderId, code }) => [orderId, code]))).toEqual({
        [cancelled.id]: 'order-closed',
        [done.id]: 'nothing-to-release',
      })
      const { orders } = await ticket(listOf({ released, left }))
      expect(orders.map(({ tote }) => tote)).toEqual(['T1', 'T2'])
    })

    it('of nothing that can be released leaves no list behind', async () => {
      const order = await place([await world.stocked(1)], 1)
      await world.cancel(order.id)
      const before = (await world.counts()).orders
      const lists = async () => (await followFeed(world.server)).rows.size
      const had = await lists()
      expect(await batch([order])).toMatchObject({ released: [], left: [{ code: 'order-closed' }] })
      expect(await lists()).toBe(had)
      expect((await world.counts()).orders).toBe(before)
    })

    it('has at most fifty totes', async () => {
      const sku = await world.stocked(60)
      const orders: OrderBody[] = []
      while (orders.length < 51) orders.push(await place([sku], 1))
      const ids = orders.map(({ id }) => id)
      expect(await releaseMany({ orders: ids, batch: true })).toMatchObject({
        status: 422,
        body: { code: 'invalid', field: 'orders' },
      })
      expect((await world.figures(sku)).channels.find((one) => one.channel === 'gold')).toMatchObject({ allocated: 0 })
      const answer = await batch(orders.slice(0, 50))
      expect((await ticket(listOf(answer))).orders.at(-1)?.tote).toBe('T50')
    })

    it('is divided by zone where that is asked for, and each zone is a list of its own', async () => {
      await ok(world.server, 'PUT', '/locations/Z-01', { kind: 'pick', pickSequence: 8, zone: 'NORTH' })
      await ok(world.server, 'PUT', '/locations/Z-02', { kind: 'pick', pickSequence: 9, zone: 'SOUTH' })
      const [north, south, nowhere] = [await world.item(), await world.item(), await world.item()]
      await world.receive(north, 'N1', 10, 'Z-01')
      await world.receive(south, 'S1', 10, 'Z-02')
      await world.receive(nowhere, 'O1', 10, 'A-01')
      const orders = [await place([north, south], 2), await place([south, nowhere], 3)].map(({ id }) => id)
      const before = await followFeed(world.server)
      const { body } = await releaseMany({ orders, batch: true, byZone: true })
      const tasks = (body as ManyBody).released.flatMap((one) => one.tasks)
      const lists = [...new Set(tasks.map(({ pickListId }) => pickListId))]
      expect(lists).toHaveLength(3)
      const asked = await Promise.all(lists.map(async (id) => (await ticket(id)).tasks.map(({ location }) => location)))
      expect(asked.flatMap((locations) => [...new Set(locations)]).sort()).toEqual(['A-01', 'Z-01', 'Z-02'])
      await expectSameAsSnapshot(world.server, await followFeed(world.server, before))
    })

    it('once for one key, and once of many at the same time', async () => {
      const sku = await world.stocked(10)
      const orders = [await place([sku], 2), await place([sku], 2)].map(({ id }) => id)
      const key = v7()
      const replies = await Promise.all([1, 2, 3, 4].map(() => releaseMany({ orders, batch: true }, key)))
      for (const reply of replies) expect(reply).toEqual(replies[0])
      const more = [await place([sku], 1), await place([sku], 1)].map(({ id }) => id)
      const racing = await Promise.all(
        [1, 2, 3, 4].map((n) => releaseMany({ orders: n % 2 ? more : [...more].reverse(), batch: n < 4 })),
      )
      expect(racing.filter(({ status }) => status >= 500)).toEqual([])
      expect((await world.of(sku, 'gold')).allocated).toBe(6)
    })

    it('leaves long-lived lots to those who need them, also within the batch', async () => {
      await world.channel('fresh', { priority: 2, minShelfLifeDays: 30 })
      const sku = await world.item()
      await world.receive(sku, 'LONG', 10, 'A-01', 9, { expiresOn: world.day(90) })
      await world.receive(sku, 'SHORT', 10, 'A-02', 1, { expiresOn: world.day(10) })
      const needs = await place([sku], 5, { channel: 'fresh' })
      const soon = await place([sku], 5, { channel: 'fresh', shipBy: world.day(1) })
      const any = await place([sku], 10, { channel: 'bronze', shipBy: world.day(2) })
      const { released } = await batch([soon, any])
      expect(released.map(({ orderId, tasks }) => [orderId, tasks.map(({ lot }) => lot)])).toEqual([
        [soon.id, ['LONG']],
        [any.id, ['SHORT']],
      ])
      expect((await world.release(needs.id)).tasks).toMatchObject([{ lot: 'LONG', quantity: 5 }])
    })
  })
})
