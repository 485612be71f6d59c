/** Releasing: lots in rotation before any pick list is shown, and pick lists that belong to one device. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DIALECTS } from '../support/database.ts'
import { testStream } from '../support/server.ts'
import { enrolDevice, type Floor, type OrderBody, ok, openFloor, orderBody, type ReleaseBody } from './floor.ts'

describe.each(DIALECTS)('release on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const plan = ({ tasks }: ReleaseBody) => tasks.map(({ lot, location, quantity }) => `${quantity} ${lot}@${location}`)
  const releasedPlan = async (sku: string, quantity: number) =>
    plan(await floor.release((await floor.order(sku, quantity)).id))

  describe('rotation', () => {
    it('FIFO over more lots than one page holds, oldest first', async () => {
      const sku = await floor.item()
      const stream = testStream(floor.server)
      const days = Array.from({ length: 90 }, (_, index) => ((index * 37) % 90) + 1)
      await stream.send(
        days.map((day) =>
          stream.envelope(
            'receive',
            { sku, lot: `D${day}`, quantity: 2, location: 'A-01' },
            { occurredAt: new Date(Date.now() - day * 86_400_000).toISOString() },
          ),
        ),
      )
      const oldestFirst = [...days].sort((a, b) => b - a)
      expect(await releasedPlan(sku, 150)).toEqual(oldestFirst.slice(0, 75).map((day) => `2 D${day}@A-01`))
      expect(await releasedPlan(sku, 29)).toEqual([
        ...oldestFirst.slice(75, 89).map((day) => `2 D${day}@A-01`),
        '1 D1@A-01',
      ])
    })

    it('FEFO by expiry, then receipt; what does not expire comes last', async () => {
      const sku = await floor.item({ rotation: 'fefo' })
      await floor.receive(sku, 'NEVER', 2, 'A-01', 20)
      await floor.receive(sku, 'LATER', 2, 'A-01', 9, { expiresOn: '2032-01-01' })
      await floor.receive(sku, 'SOON', 2, 'A-01', 1, { expiresOn: '2031-01-01' })
      await floor.receive(sku, 'SOON-OLD', 2, 'A-01', 3, { expiresOn: '2031-01-01' })
      expect(await releasedPlan(sku, 7)).toEqual(['2 SOON-OLD@A-01', '2 SOON@A-01', '2 LATER@A-01', '1 NEVER@A-01'])
    })

    it('follows an item whose rotation changes', async () => {
      const sku = await floor.item({ rotation: 'fifo' })
      await floor.receive(sku, 'OLD', 2, 'A-01', 9, { expiresOn: '2032-01-01' })
      await floor.receive(sku, 'SOON', 2, 'A-01', 1, { expiresOn: '2031-01-01' })
      expect(await releasedPlan(sku, 1)).toEqual(['1 OLD@A-01'])
      await ok(floor.server, 'PUT', `/items/${sku}`, { name: sku, rotation: 'fefo', lotTracked: true })
      expect(await releasedPlan(sku, 1)).toEqual(['1 SOON@A-01'])
    })

    it('takes the nearest bin of a lot first, and by its code where two are as near', async () => {
      const sku = await floor.item()
      const far = await floor.bin({ pickSequence: 500 })
      const near = await floor.bin({ pickSequence: 7 })
      const alike = await floor.bin({ pickSequence: 7 })
      for (const bin of [far, alike, near]) await floor.receive(sku, 'L1', 2, bin, 5)
      await floor.receive(sku, 'YOUNG', 9, 'A-01', 1)
      const [first, second] = [near, alike].sort()
      expect(await releasedPlan(sku, 6)).toEqual([`2 L1@${first}`, `2 L1@${second}`, `2 L1@${far}`])
      await ok(floor.server, 'PUT', `/locations/${far}`, { kind: 'pick', pickSequence: 1 })
      await floor.receive(sku, 'L1', 2, far, 5)
      await floor.receive(sku, 'L1', 2, near, 5)
      expect(await releasedPlan(sku, 3)).toEqual([`2 L1@${far}`, `1 L1@${near}`])
    })

    it('passes over expired lots, blocked places, unknown lots and other statuses', async () => {
      const sku = await floor.item()
      const cage = await floor.bin({ blocked: true, pickSequence: 1 })
      await floor.receive(sku, 'EXPIRED', 5, 'A-01', 40, { expiresOn: '2020-01-01' })
      await floor.receive(sku, 'CAGED', 5, cage, 30)
      await floor.receive(sku, null, 5, 'A-01', 30)
      await floor.receive(sku, 'TORN', 5, 'A-01', 20)
      const torn = { sku, lot: 'TORN', location: 'A-01', quantity: 5, from: 'available', to: 'rework', reason: 'Torn' }
      await floor.stream.push('changeStatus', torn)
      await floor.receive(sku, 'GOOD', 5, 'A-02', 1)
      expect(await releasedPlan(sku, 5)).toEqual(['5 GOOD@A-02'])
    })

    it('sells a lot through the day of its expiry where the warehouse stands, and not after', async () => {
      const sku = await floor.item()
      // The warehouse stands in Chicago.
      const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago' }).format(Date.now())
      await floor.receive(sku, 'TODAY', 5, 'A-01', 9, { expiresOn: today })
      expect(await floor.inventory(sku)).toMatchObject({ sellable: 5, expired: 0 })
      expect(await releasedPlan(sku, 1)).toEqual(['1 TODAY@A-01'])
    })

    it('gives no younger lot while an older one is free', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'OLD', 5, 'A-01', 9)
      await floor.receive(sku, 'YOUNG', 50, 'A-02', 1)
      const orders = await Promise.all(Array.from({ length: 10 }, () => floor.order(sku, 1)))
      const plans = await Promise.all(orders.map(async ({ id }) => plan(await floor.release(id))))
      expect(plans.flat().filter((line) => line === '1 OLD@A-01')).toHaveLength(5)
      expect(plans.flat().filter((line) => line === '1 YOUNG@A-02')).toHaveLength(5)
    })
  })

  describe('an order released', () => {
    it('twice gives the same list; of what was picked meanwhile nothing is asked again', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 9, 'A-01', 5)
      await floor.receive(sku, 'L2', 9, 'A-02', 1)
      const order = await floor.order(sku, 12)
      const first = await floor.release(order.id)
      expect(await floor.release(order.id)).toEqual(first)
      const [task, other] = first.tasks
      if (!task || !other) throw new Error('There are no tasks.')
      await floor.pick(task)
      expect(await floor.release(order.id)).toEqual({ ...first, tasks: [other] })
      await floor.pick(other)
      const done = await floor.server.call('POST', `/orders/${order.id}/release`)
      expect(done).toMatchObject({ status: 409, body: { code: 'nothing-to-release' } })
      await floor.stream.push('ship', { orderId: order.id })
      const closed = await floor.server.call('POST', `/orders/${order.id}/release`)
      expect(closed).toMatchObject({ status: 409, body: { code: 'order-closed' } })
      expect(await floor.server.call('POST', `/orders/${v7()}/release`)).toMatchObject({ status: 404 })
    })

    it('with an item in several lines gives each of them what the ones before it left', async () => {
      const [sku, other] = [await floor.item(), await floor.item()]
      await floor.receive(sku, 'OLD', 5, 'A-01', 9)
      await floor.receive(sku, 'NEXT', 5, 'A-02', 5)
      await floor.receive(other, 'L1', 4, 'A-01', 3)
      const lines = [
        { sku, quantity: 3 },
        { sku: other, quantity: 4 },
        { sku, quantity: 4 },
        { sku, quantity: 1 },
      ]
      const order = await ok<OrderBody>(floor.server, 'POST', '/orders', orderBody(lines))
      const released = await floor.release(order.id)
      expect(plan(released)).toEqual(['3 OLD@A-01', '4 L1@A-01', '2 OLD@A-01', '2 NEXT@A-02', '1 NEXT@A-02'])
      expect(released.tasks.map(({ lineId }) => order.lines.findIndex(({ id }) => id === lineId))).toEqual([
        0, 1, 2, 2, 3,
      ])
      expect(await floor.inventory(sku)).toMatchObject({ channels: [{ allocated: 8, committed: 0 }] })
    })

    it('ten times at once makes one list', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 9, 'A-01')
      const order = await floor.order(sku, 6)
      const answers = await Promise.all(Array.from({ length: 10 }, () => floor.release(order.id)))
      expect(new Set(answers.map(({ pickListId }) => pickListId)).size).toBe(1)
      expect(await floor.inventory(sku)).toMatchObject({ channels: [{ allocated: 6, committed: 0 }] })
    })

    it('short says of which line how much, and gives the rest when it has come', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 9, 'A-01')
      const order = await floor.order(sku, 9)
      const gone = { sku, lot: 'L1', location: 'A-01', status: 'available', quantity: -5, reason: 'Gone' }
      await floor.stream.push('adjust', gone)
      const first = await floor.release(order.id)
      expect(plan(first)).toEqual(['4 L1@A-01'])
      expect(first.short).toEqual([{ lineId: order.lines[0]?.id, sku, quantity: 5, reason: 'at-risk' }])
      expect(await floor.exceptions({ type: 'at-risk', sku })).toMatchObject([{ order: order.id }])
      await floor.receive(sku, 'L2', 5, 'A-02')
      expect(plan(await floor.release(order.id))).toEqual(['5 L2@A-02'])
      expect(await floor.exceptions({ type: 'at-risk', sku })).toEqual([])
    })

    it('where nothing is free makes no empty list', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 9, 'A-01')
      const order = await floor.order(sku, 9)
      await ok(floor.server, 'PUT', '/locations/A-01', { kind: 'pick', pickSequence: 1, blocked: true })
      const released = await floor.release(order.id)
      expect(released).toMatchObject({ pickListId: null, tasks: [], short: [{ sku, quantity: 9 }] })
      await ok(floor.server, 'PUT', '/locations/A-01', { kind: 'pick', pickSequence: 1, blocked: false })
      expect(plan(await floor.release(order.id))).toEqual(['9 L1@A-01'])
    })

    it('does nothing at all where the warehouse has no staging lane', async () => {
      const sku = await floor.item()
      await ok(floor.server, 'PUT', '/warehouses/LANELESS', { name: 'L', timeZone: 'UTC', currency: 'USD' })
      await ok(floor.server, 'PUT', '/locations/STAGING?warehouse=LANELESS', { kind: 'staging', blocked: true })
      await ok(floor.server, 'PUT', '/locations/B-1?warehouse=LANELESS', { kind: 'pick' })
      const stream = testStream(floor.server)
      const received = stream.envelope('receive', { sku, lot: 'L1', quantity: 5, location: 'B-1' })
      const body = { deviceId: 'HH-1', streamId: stream.streamId, transactions: [received] }
      await ok(floor.server, 'POST', '/sync/push?warehouse=LANELESS', body)
      const order = await ok<{ id: string }>(
        floor.server,
        'POST',
        '/orders?warehouse=LANELESS',
        orderBody([{ sku, quantity: 5 }]),
      )
      const answer = await floor.server.call('POST', `/orders/${order.id}/release`)
      expect(answer).toMatchObject({ status: 422, body: { code: 'no-staging' } })
    })
  })

  describe('a lease', () => {
    const list = async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 5, 'A-01')
      const order = await floor.order(sku, 5)
      const { pickListId, tasks } = await floor.release(order.id)
      const [task] = tasks
      if (!task) throw new Error('There is no task.')
      return { pickListId, task }
    }
    const lease = (id: string, deviceId: string, what = 'lease') =>
      floor.server.call<{ code: string; deviceId: string | null }>('POST', `/pick-lists/${id}/${what}`, { deviceId })

    it('belongs to one device until it returns it', async () => {
      const { pickListId } = await list()
      expect(await lease(pickListId, 'HH-1')).toMatchObject({ status: 200, body: { deviceId: 'HH-1', state: 'open' } })
      expect(await lease(pickListId, 'HH-1')).toMatchObject({ status: 200 })
      expect(await lease(pickListId, 'HH-2')).toMatchObject({
        status: 409,
        body: { code: 'pick-list-leased', deviceId: 'HH-1' },
      })
      expect(await lease(pickListId, 'HH-2', 'return')).toMatchObject({ status: 409 })
      expect(await lease(pickListId, 'HH-1', 'return')).toMatchObject({ status: 200, body: { deviceId: null } })
      expect(await lease(pickListId, 'HH-2')).toMatchObject({ status: 200, body: { deviceId: 'HH-2' } })
      expect(await lease(v7(), 'HH-2')).toMatchObject({ status: 404 })
    })

    it('goes to exactly one of ten that want it at once', async () => {
      const { pickListId } = await list()
      const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => lease(pickListId, `HH-${n}`)))
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    })

    it('is only for the own device, and not of a list that is done', async () => {
      const { pickListId, task } = await list()
      const token = await enrolDevice(floor.server, 'HH-30')
      const path = `/pick-lists/${pickListId}/lease`
      const other = await floor.server.call('POST', path, { deviceId: 'HH-31' }, { token })
      expect(other).toMatchObject({ status: 403, body: { code: 'other-device', field: 'deviceId' } })
      expect(await floor.server.call('POST', path, { deviceId: 'HH-30' }, { token })).toMatchObject({ status: 200 })
      await floor.pick(task, {}, testStream(floor.server, 'HH-30'))
      expect(await lease(pickListId, 'HH-30')).toMatchObject({ status: 409, body: { code: 'pick-list-closed' } })
    })

    it('ends after eight hours of silence, and not while its device is heard', async () => {
      const { pickListId, task } = await list()
      const hour = 3_600_000
      try {
        await lease(pickListId, 'HH-40')
        floor.clock.offset = 7.9 * hour
        expect(await lease(pickListId, 'HH-41')).toMatchObject({ status: 409 })
        // Heard: a part of it was picked.
        await floor.pick({ ...task, quantity: 1 }, {}, testStream(floor.server, 'HH-40'))
        floor.clock.offset = 15.8 * hour
        expect(await lease(pickListId, 'HH-41')).toMatchObject({ status: 409 })
        floor.clock.offset = 16 * hour
        expect(await lease(pickListId, 'HH-41')).toMatchObject({ status: 200, body: { deviceId: 'HH-41' } })
        // A late pick on the lost lease is an exception, not a refusal.
        const late = await floor.pick({ ...task, quantity: 2 }, {}, testStream(floor.server, 'HH-40'))
        expect(late.result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'lease-conflict' }] })
        expect(
          await floor.readOrder((await floor.tasks({ kind: 'pick' })).find(({ id }) => id === task.id)?.order ?? ''),
        ).toMatchObject({ lines: [{ picked: 3, allocated: 2 }] })
      } finally {
        floor.clock.offset = 0
      }
    })
  })
})
