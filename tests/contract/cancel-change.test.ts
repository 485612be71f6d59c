/** Cancelling and changing orders, whatever has become of them on the floor meanwhile. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DIALECTS } from '../support/database.ts'
import { type OrderBody, ok, orderBody, type TaskBody } from './floor.ts'
import { expectSameAsSnapshot, followFeed, type OrderRead, openPromises, type Promises } from './promises.ts'

describe.each(DIALECTS)('orders given up or changed on %s', (dialect) => {
  let world: Promises
  beforeAll(async () => {
    world = await openPromises(dialect)
  })
  afterEach(() => world.cleanAudit())
  afterAll(() => world.close())

  const line = (order: { lines: OrderRead['lines'] }) => {
    const [first] = order.lines
    if (!first) throw new Error('The order has no line.')
    return first
  }
  const first = ({ tasks }: { tasks: TaskBody[] }) => {
    const [task] = tasks
    if (!task) throw new Error('Nothing was allocated.')
    return task
  }
  const tasksOf = async (order: OrderBody, kind: string, state = 'open') =>
    (await world.tasks({ kind, state })).filter((task) => task.order === order.id)
  const moveBack = (sku: string, quantity: number, to = 'A-02') =>
    world.stream.push('move', { sku, lot: 'L1', quantity, from: 'STAGING', to })

  /** Six of ten ordered by gold, four of them out of its protection; picked as far as told. */
  const picked = async (quantity: number, stock = 10) => {
    const sku = await world.stocked(stock)
    await world.protected(sku, 'gold', 4)
    const order = await world.order(sku, 6, { channel: 'gold' })
    const released = await world.release(order.id)
    const task = first(released)
    if (quantity > 0) await world.pick({ ...task, quantity })
    return { sku, order, task, pickListId: released.pickListId }
  }

  describe('cancelling', () => {
    it('what is committed gives back to protection and shared, each its own', async () => {
      const sku = await world.stocked(10)
      await world.protected(sku, 'gold', 4)
      const order = await world.order(sku, 6, { channel: 'gold' })
      expect(line(await world.read(order.id)).fromProtected).toBe(4)
      const { status, body } = await world.cancel(order.id)
      expect(status).toBe(200)
      expect(body).toMatchObject({ status: 'cancelled', lines: [{ committed: 0, cancelled: 6, fromProtected: 0 }] })
      expect(await world.figures(sku)).toMatchObject({ free: 10, shared: 6 })
      expect(await world.of(sku, 'gold')).toMatchObject({ protected: 4, committed: 0 })
    })

    it('twice is cancelled once', async () => {
      const sku = await world.stocked(10)
      await world.protected(sku, 'gold', 4)
      const order = await world.order(sku, 6, { channel: 'gold' })
      const key = v7()
      const answer = await world.cancel(order.id, { key })
      expect(await world.cancel(order.id, { key })).toEqual(answer)
      expect(await world.cancel(order.id)).toMatchObject({ status: 200, body: { status: 'cancelled' } })
      expect(await world.figures(sku)).toMatchObject({ free: 10, shared: 6 })
    })

    it('ten times at once, beside its release, gives back once', async () => {
      const sku = await world.stocked(10)
      await world.protected(sku, 'gold', 4)
      const order = await world.order(sku, 6, { channel: 'gold' })
      const replies = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          n % 3 === 1 ? world.send('POST', `/orders/${order.id}/release`) : world.cancel(order.id),
        ),
      )
      expect(replies.filter(({ status }) => status >= 500)).toEqual([])
      expect(await world.read(order.id)).toMatchObject({ status: 'cancelled' })
      expect(await world.figures(sku)).toMatchObject({ free: 10, shared: 6 })
      expect(await tasksOf(order, 'pick')).toEqual([])
    })

    it('a backordered order closes what was said of it', async () => {
      const sku = await world.stocked(2)
      const order = await world.order(sku, 5, { channel: 'gold', onShort: 'record' })
      expect(await world.shortages(sku, 'oversold')).toHaveLength(1)
      await world.cancel(order.id)
      expect(await world.shortages(sku, 'oversold')).toEqual([])
      await world.receive(sku, 'L2', 5, 'A-02')
      expect(await world.figures(sku)).toMatchObject({ free: 7, shared: 7 })
      expect(await world.read(order.id)).toMatchObject({ status: 'cancelled', lines: [{ cancelled: 5 }] })
    })

    it('gives what it frees to who waits', async () => {
      const sku = await world.stocked(6)
      const order = await world.order(sku, 6, { channel: 'gold' })
      const waiting = await world.order(sku, 4, { channel: 'bronze', onShort: 'backorder' })
      await world.cancel(order.id)
      expect(await world.read(waiting.id)).toMatchObject({ status: 'committed', lines: [{ committed: 4 }] })
    })

    it('what is on a pick list takes it off', async () => {
      const { sku, order, pickListId } = await picked(0)
      const before = await followFeed(world.server)
      const { body } = await world.cancel(order.id)
      expect(body).toMatchObject({ status: 'cancelled', lines: [{ allocated: 0, cancelled: 6 }] })
      expect(await tasksOf(order, 'pick')).toEqual([])
      expect(await world.figures(sku)).toMatchObject({ free: 10, shared: 6 })
      const lease = await world.send('POST', `/pick-lists/${pickListId}/lease`, { deviceId: 'HH-1' })
      expect(lease).toMatchObject({ status: 409, body: { code: 'pick-list-closed' } })
      const after = await followFeed(world.server, before)
      await expectSameAsSnapshot(world.server, after)
      const names = [...after.rows.keys()].filter((key) => key.includes(order.id) || key.includes(pickListId))
      expect(names).toEqual([])
      expect(await world.send('POST', `/orders/${order.id}/release`)).toMatchObject({ body: { code: 'order-closed' } })
    })

    it('what is picked in part asks for it to be put back, and keeps it until then', async () => {
      const { sku, order } = await picked(4)
      const before = await followFeed(world.server)
      const { body } = await world.cancel(order.id)
      expect(body).toMatchObject({ status: 'cancelled', lines: [{ picked: 4, allocated: 0, cancelled: 2 }] })
      expect(await tasksOf(order, 'put-back')).toMatchObject([{ sku, lot: 'L1', location: 'STAGING', quantity: 4 }])
      expect(await world.figures(sku)).toMatchObject({ free: 6, shared: 6 })
      // Four of the six had come out of the protection, and four are still held.
      expect(await world.of(sku, 'gold')).toMatchObject({ allocated: 4, protected: 0 })
      await expectSameAsSnapshot(world.server, await followFeed(world.server, before))

      await moveBack(sku, 1)
      expect(line(await world.read(order.id))).toMatchObject({ picked: 3, cancelled: 3 })
      const { result } = await moveBack(sku, 3)
      expect(result).toMatchObject({ outcome: 'applied', exceptions: [] })
      expect(await tasksOf(order, 'put-back')).toEqual([])
      expect(await world.read(order.id)).toMatchObject({ status: 'cancelled', lines: [{ picked: 0, cancelled: 6 }] })
      expect(await world.figures(sku)).toMatchObject({ free: 10, shared: 6 })
      expect(await world.of(sku, 'gold')).toMatchObject({ protected: 4, allocated: 0 })
      expect(await world.stock(sku)).toEqual({ 'L1@A-01': 6, 'L1@A-02': 4 })
      await expectSameAsSnapshot(world.server, await followFeed(world.server, before))
    })

    it('twice asks for the put-back once', async () => {
      const { order } = await picked(6)
      await world.cancel(order.id)
      await world.cancel(order.id)
      expect(await tasksOf(order, 'put-back')).toMatchObject([{ quantity: 6 }])
    })

    it('what is shipped in part leaves it shipped, and gives up the rest', async () => {
      const { sku, order } = await picked(4)
      await world.stream.push('ship', { orderId: order.id })
      const { body } = await world.cancel(order.id)
      expect(body).toMatchObject({ status: 'shipped', lines: [{ shipped: 4, cancelled: 2 }] })
      expect(await world.figures(sku)).toMatchObject({ onHand: 6, free: 6 })
    })

    it('what is shipped is refused: a return is what can undo it', async () => {
      const { order } = await picked(6)
      await world.stream.push('ship', { orderId: order.id })
      expect(await world.cancel(order.id)).toMatchObject({ status: 409, body: { code: 'order-closed' } })
    })

    it('what nobody knows is 404, and not for a picker', async () => {
      for (const id of [v7(), 'nonsense', '%00']) expect([404, 422], id).toContain((await world.cancel(id)).status)
      const { order } = await picked(0)
      const token = await world.server.token('picker')
      expect((await world.cancel(order.id, { token })).status).toBe(403)
    })
  })

  describe('what the floor did not know of', () => {
    it('a pick after it: the goods stand in staging for nobody, and somebody is told', async () => {
      const { sku, order, task } = await picked(0)
      await world.cancel(order.id)
      const { result } = await world.pick(task)
      expect(result.outcome).toBe('exception')
      expect(result.exceptions.map(({ type }) => type)).toEqual(['over-pick'])
      expect(await world.read(order.id)).toMatchObject({ status: 'cancelled', lines: [{ picked: 0, cancelled: 6 }] })
      expect(await world.stock(sku)).toEqual({ 'L1@A-01': 4, 'L1@STAGING': 6 })
    })

    it('a shipment after it: it has left, and somebody is told to call it back', async () => {
      const { sku, order } = await picked(6)
      await world.cancel(order.id)
      const { result } = await world.stream.push('ship', { orderId: order.id })
      expect(result.exceptions.map(({ type }) => type)).toEqual(['over-shipment'])
      expect(await world.read(order.id)).toMatchObject({ status: 'shipped', lines: [{ shipped: 6, picked: 0 }] })
      expect(await tasksOf(order, 'put-back')).toEqual([])
      expect(await world.figures(sku)).toMatchObject({ onHand: 4, free: 4 })
    })

    it('an undone pick after it: the goods are back, and the order stays cancelled', async () => {
      const { sku, order, task } = await picked(0)
      const pick = await world.pick(task)
      await world.cancel(order.id)
      await world.stream.push('reverse', { transaction: pick.id })
      expect(await world.read(order.id)).toMatchObject({ status: 'cancelled', lines: [{ picked: 0, allocated: 0 }] })
      expect(await tasksOf(order, 'pick')).toEqual([])
      expect(await tasksOf(order, 'put-back')).toEqual([])
      expect(await world.stock(sku)).toEqual({ 'L1@A-01': 10 })
      expect(await world.figures(sku)).toMatchObject({ free: 10, shared: 6 })
    })

    it.each([
      ['lost', (sku: string) => world.adjust(sku, -6, 'STAGING')],
      [
        'damaged',
        (sku: string) =>
          world.stream.push('changeStatus', {
            sku,
            lot: 'L1',
            location: 'STAGING',
            quantity: 6,
            from: 'available',
            to: 'damaged',
            reason: 'Fork',
          }),
      ],
      ['carried into a cage', async (sku: string) => moveBack(sku, 6, await world.bin({ blocked: true }))],
    ])('goods %s before they are put back: the order does not come alive again', async (_what, happens) => {
      const { sku, order } = await picked(6)
      await world.cancel(order.id)
      await happens(sku)
      expect(await world.read(order.id)).toMatchObject({
        status: 'cancelled',
        lines: [{ committed: 0, allocated: 0, picked: 0, cancelled: 6 }],
      })
      expect(await tasksOf(order, 'put-back')).toEqual([])
      expect(await tasksOf(order, 'pick')).toEqual([])
      expect(await world.figures(sku)).toMatchObject({ sellable: 4, free: 4 })
    })
  })

  describe('changing', () => {
    const placed = async (quantity = 4, stock = 10, over: Record<string, unknown> = {}) => {
      const sku = await world.stocked(stock)
      const order = await world.order(sku, quantity, { channel: 'gold', ...over })
      return { sku, order, id: line(await world.read(order.id)).id }
    }

    it('up and down moves the promise with it, and counts the versions', async () => {
      const { sku, order, id } = await placed()
      expect(await world.read(order.id)).toMatchObject({ version: 1 })
      const up = await world.change(order.id, 1, [{ id, quantity: 9 }])
      expect(up).toMatchObject({ status: 200, body: { version: 2, lines: [{ quantity: 9, committed: 9 }] } })
      expect(await world.figures(sku)).toMatchObject({ free: 1 })
      const down = await world.change(order.id, 2, [{ sku, quantity: 3 }])
      expect(down).toMatchObject({ status: 200, body: { version: 3, lines: [{ committed: 3, cancelled: 6 }] } })
      expect(await world.figures(sku)).toMatchObject({ free: 7 })
    })

    it('takes from the protection first and gives back to it', async () => {
      const { sku, order, id } = await placed(2)
      await world.protected(sku, 'gold', 3)
      await world.change(order.id, 1, [{ id, quantity: 6 }])
      expect(line(await world.read(order.id)).fromProtected).toBe(3)
      expect(await world.of(sku, 'gold')).toMatchObject({ protected: 0, committed: 6 })
      await world.change(order.id, 2, [{ id, quantity: 1 }])
      // Of what is given up the shared units go first: one of the three drawn is still open.
      expect(await world.of(sku, 'gold')).toMatchObject({ protected: 2, committed: 1 })
      expect(await world.figures(sku)).toMatchObject({ free: 9, shared: 7 })
    })

    it('with a version that is not the newest is refused', async () => {
      const { order, id } = await placed()
      const both = await Promise.all([5, 6].map((quantity) => world.change(order.id, 1, [{ id, quantity }])))
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
      expect(both.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'order-changed', version: 2 })
      for (const version of [0, -1, 1.5, '1', null])
        expect(await world.change(order.id, version as number, [{ id, quantity: 5 }])).toMatchObject({
          status: 422,
          body: { field: 'version' },
        })
    })

    it('adds lines, gives lines up, and leaves alone what it does not name', async () => {
      const { sku, order, id } = await placed()
      const other = await world.stocked(10)
      const unitPrice = { amount: 100, currency: 'USD' }
      const { body, status } = await world.change(order.id, 1, [{ sku: other, quantity: 2, unitPrice }])
      expect(status, JSON.stringify(body)).toBe(200)
      expect(body.lines).toMatchObject([
        { sku, committed: 4 },
        { sku: other, quantity: 2, committed: 2 },
      ])
      const gone = await world.change(order.id, 2, [{ id, quantity: 0 }])
      expect(gone.body).toMatchObject({
        status: 'committed',
        lines: [{ committed: 0, cancelled: 4 }, { committed: 2 }],
      })
      const none = await world.change(order.id, 3, [{ sku: other, quantity: 0 }])
      expect(none.body).toMatchObject({ status: 'cancelled' })
      expect(await world.change(order.id, 4, [{ id, quantity: 1 }])).toMatchObject({
        status: 409,
        body: { code: 'order-closed' },
      })
      expect(await world.figures(other)).toMatchObject({ free: 10 })
    })

    it('beyond what can be promised changes nothing of it', async () => {
      const { sku, order, id } = await placed()
      const scarce = await world.stocked(1)
      const unitPrice = { amount: 100, currency: 'USD' }
      const before = [await world.counts(), await world.read(order.id)]
      const refused = await world.change(order.id, 1, [
        { id, quantity: 1 },
        { sku: scarce, quantity: 2, unitPrice },
      ])
      expect(refused).toMatchObject({
        status: 409,
        body: { code: 'insufficient-atp', sku: scarce, requested: 2, availableToPromise: 1 },
      })
      expect(refused.body).toMatchObject({ field: 'lines[1].quantity' })
      expect([await world.counts(), await world.read(order.id)]).toEqual(before)
      expect((await world.change(order.id, 1, [{ id, quantity: 11 }])).status).toBe(409)
      expect(await world.figures(sku)).toMatchObject({ free: 6 })
    })

    it('lets one line take what another gives up', async () => {
      const sku = await world.stocked(10)
      const order = await ok<OrderBody>(
        world.server,
        'POST',
        '/orders',
        orderBody(
          [
            { sku, quantity: 7 },
            { sku, quantity: 3 },
          ],
          { channel: 'gold' },
        ),
      )
      const [one, two] = order.lines.map(({ id }) => id)
      const swapped = await world.change(order.id, 1, [
        { id: two, quantity: 7 },
        { id: one, quantity: 3 },
      ])
      expect(swapped).toMatchObject({ status: 200, body: { lines: [{ committed: 3 }, { committed: 7 }] } })
      expect(await world.change(order.id, 2, [{ sku, quantity: 3 }])).toMatchObject({
        status: 422,
        body: { code: 'ambiguous-line' },
      })
    })

    it('owes what is not there where the order waits, and says what a marketplace has sold', async () => {
      const waits = await placed(4, 5, { onShort: 'backorder' })
      const more = await world.change(waits.order.id, 1, [{ id: waits.id, quantity: 8 }])
      expect(more.body).toMatchObject({ lines: [{ committed: 5, backordered: 3 }] })
      const less = await world.change(waits.order.id, 2, [{ id: waits.id, quantity: 5 }])
      expect(less.body).toMatchObject({ lines: [{ committed: 5, backordered: 0 }] })
      const sold = await placed(4, 5, { onShort: 'record' })
      await world.change(sold.order.id, 1, [{ id: sold.id, quantity: 8 }])
      expect(await world.shortages(sold.sku, 'oversold')).toMatchObject([{ order: sold.order.id }])
      await world.change(sold.order.id, 2, [{ id: sold.id, quantity: 5 }])
      expect(await world.shortages(sold.sku, 'oversold')).toEqual([])
    })

    it('below what is picked is refused, down to it takes the rest off the list', async () => {
      const { order, task } = await picked(4)
      const { version } = await world.read(order.id)
      const refused = await world.change(order.id, version, [{ id: task.lineId, quantity: 3 }])
      expect(refused).toMatchObject({ status: 409, body: { code: 'already-picked', picked: 4 } })
      const before = await followFeed(world.server)
      const done = await world.change(order.id, version, [{ id: task.lineId, quantity: 4 }])
      expect(done.body).toMatchObject({ status: 'picked', lines: [{ picked: 4, allocated: 0, cancelled: 2 }] })
      expect(await tasksOf(order, 'pick')).toEqual([])
      expect(await tasksOf(order, 'pick', 'done')).toMatchObject([{ id: task.id, quantity: 4, done: 4 }])
      await expectSameAsSnapshot(world.server, await followFeed(world.server, before))
    })

    it('of a released order tells the handhelds: less on the list, more only with the next release', async () => {
      const { order, task } = await picked(0)
      const before = await followFeed(world.server)
      await world.change(order.id, 1, [{ id: task.lineId, quantity: 5 }])
      expect(await tasksOf(order, 'pick')).toMatchObject([{ id: task.id, quantity: 5 }])
      await world.change(order.id, 2, [{ id: task.lineId, quantity: 8 }])
      expect(await tasksOf(order, 'pick')).toMatchObject([{ id: task.id, quantity: 5 }])
      expect(line(await world.read(order.id))).toMatchObject({ allocated: 5, committed: 3 })
      await world.release(order.id)
      const open = await tasksOf(order, 'pick')
      expect(open.reduce((sum, { quantity, done }) => sum + quantity - done, 0)).toBe(8)
      await expectSameAsSnapshot(world.server, await followFeed(world.server, before))
    })

    it('says which line makes no sense, and changes nothing', async () => {
      const { sku, order, id } = await placed()
      const before = [await world.counts(), await world.read(order.id)]
      const cases: [unknown[], string][] = [
        [[], 'lines'],
        [[{ quantity: 1 }], 'lines[0]'],
        [[{ id: 'x', quantity: 1 }], 'lines[0].id'],
        [[{ id: v7(), quantity: 1 }], 'lines[0].id'],
        [[{ id, quantity: -1 }], 'lines[0].quantity'],
        [[{ id, quantity: 1.5 }], 'lines[0].quantity'],
        [
          [
            { id, quantity: 1 },
            { sku: 'NO-SUCH', quantity: 1, unitPrice: { amount: 1, currency: 'USD' } },
          ],
          'lines[1].sku',
        ],
        [[{ sku: await world.stocked(1), quantity: 1 }], 'lines[0].unitPrice'],
      ]
      before[0] = await world.counts()
      for (const [lines, field] of cases) {
        const reply = await world.change(order.id, 1, lines)
        expect(reply.status, `${JSON.stringify(lines)}: ${JSON.stringify(reply.body)}`).toBe(422)
        expect(reply.body.field, JSON.stringify(lines)).toBe(field)
      }
      const twice = await world.change(order.id, 1, [
        { id, quantity: 1 },
        { sku, quantity: 2 },
      ])
      expect(twice.status).toBe(422)
      expect([await world.counts(), await world.read(order.id)]).toEqual(before)
    })

    it('once for one key', async () => {
      const { order, id } = await placed()
      const key = v7()
      const answer = await world.change(order.id, 1, [{ id, quantity: 6 }], { key })
      expect(await world.change(order.id, 1, [{ id, quantity: 6 }], { key })).toEqual(answer)
      expect(await world.read(order.id)).toMatchObject({ version: 2 })
    })
  })
})
