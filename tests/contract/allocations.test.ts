/** Allocations and the stock under them: they follow it, or are given other stock, or somebody is told. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DIALECTS } from '../support/database.ts'
import { type Floor, ok, openFloor, type TaskBody } from './floor.ts'

describe.each(DIALECTS)('allocations on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  /** Open pick tasks of an order as `lot@location` → units still to pick. */
  const directed = async (orderId: string) => {
    const open = await floor.tasks({ kind: 'pick', state: 'open' })
    const sums: Record<string, number> = {}
    for (const { order, lot, location, quantity, done } of open) {
      if (order === orderId) sums[`${lot}@${location}`] = (sums[`${lot}@${location}`] ?? 0) + quantity - done
    }
    return sums
  }

  const released = async (sku: string, quantity: number) => {
    const order = await floor.order(sku, quantity)
    const { tasks } = await floor.release(order.id)
    const [task] = tasks
    if (!task) throw new Error('Nothing was allocated.')
    return { order, task, tasks }
  }
  const move = (sku: string, quantity: number, from: string, to: string, lot = 'L1') =>
    floor.stream.push('move', { sku, lot, quantity, from, to })
  const adjust = (sku: string, quantity: number, location: string, lot = 'L1') =>
    floor.stream.push('adjust', { sku, lot, location, status: 'available', quantity, reason: 'Counted' })
  const shortPick = (task: TaskBody, found: number, reason = 'missing') =>
    floor.stream.push('shortPick', {
      taskId: task.id,
      sku: task.sku,
      lot: task.lot,
      location: task.location,
      found,
      reason,
    })

  describe('a move that undercuts', () => {
    it('takes the allocation along, with its task', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, 'A-01')
      const { order, task } = await released(sku, 6)
      const moved = await move(sku, 10, 'A-01', 'A-02')
      expect(moved.result).toMatchObject({ outcome: 'applied', exceptions: [] })
      expect(await directed(order.id)).toEqual({ 'L1@A-02': 6 })
      const { result } = await floor.pick({ ...task, location: 'A-02' })
      expect(result).toMatchObject({ outcome: 'applied', exceptions: [] })
      expect(await floor.readOrder(order.id)).toMatchObject({ status: 'picked' })
    })

    it('leaves what can stay, and takes along only the rest', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, 'A-01')
      const { order } = await released(sku, 6)
      await move(sku, 3, 'A-01', 'A-02')
      expect(await directed(order.id)).toEqual({ 'L1@A-01': 6 })
      await move(sku, 4, 'A-01', 'A-03')
      expect(await directed(order.id)).toEqual({ 'L1@A-01': 3, 'L1@A-03': 3 })
    })

    it('re-allocates what was carried to a blocked place', async () => {
      const sku = await floor.item()
      const cage = await floor.bin({ blocked: true })
      await floor.receive(sku, 'L1', 10, 'A-01', 5)
      await floor.receive(sku, 'L2', 10, 'A-02', 2)
      const { order } = await released(sku, 6)
      expect((await move(sku, 10, 'A-01', cage)).result.outcome).toBe('applied')
      expect(await directed(order.id)).toEqual({ 'L2@A-02': 6 })
    })

    it('takes along what was picked and stands in staging', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 6, 'A-01')
      const { order, task } = await released(sku, 6)
      await floor.pick(task)
      const tote = await floor.bin({ kind: 'unit' })
      await move(sku, 6, 'STAGING', tote)
      const shipped = await floor.stream.push('ship', { orderId: order.id, units: [tote] })
      expect(shipped.result.outcome).toBe('applied')
      expect(await floor.readOrder(order.id)).toMatchObject({ status: 'shipped', lines: [{ shipped: 6 }] })
    })

    it('gives a pick from elsewhere its units, and the order of the bin other stock', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 6, 'A-01', 5)
      await floor.receive(sku, 'L2', 6, 'A-02', 2)
      const first = await released(sku, 6)
      const second = await released(sku, 4)
      expect(await directed(second.order.id)).toEqual({ 'L2@A-02': 4 })
      // The second picker takes the first one's units.
      await floor.pick({ ...second.task, lot: 'L1', location: 'A-01' })
      expect(await floor.readOrder(second.order.id)).toMatchObject({ status: 'picked' })
      expect(await directed(second.order.id)).toEqual({})
      expect(await directed(first.order.id)).toEqual({ 'L1@A-01': 2, 'L2@A-02': 4 })
    })
  })

  describe('two tasks whose stock was brought together', () => {
    const together = async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 5, 'A-01')
      await floor.receive(sku, 'L1', 5, 'A-02')
      const { order, tasks } = await released(sku, 10)
      expect(tasks).toHaveLength(2)
      await move(sku, 5, 'A-02', 'A-01')
      expect(await directed(order.id)).toEqual({ 'L1@A-01': 10 })
      const [first, second] = tasks.map((task) => ({ ...task, location: 'A-01' }))
      if (!first || !second) throw new Error('There are no two tasks.')
      return { sku, order, first, second }
    }

    it('are done by one pick of all, under the first', async () => {
      const { order, first } = await together()
      await floor.pick({ ...first, quantity: 10 })
      expect(await floor.readOrder(order.id)).toMatchObject({ status: 'picked', lines: [{ picked: 10 }] })
      expect(await directed(order.id)).toEqual({})
    })

    it('are done by one pick of all, under the second', async () => {
      const { order, second } = await together()
      await floor.pick({ ...second, quantity: 10 })
      expect(await floor.readOrder(order.id)).toMatchObject({ status: 'picked', lines: [{ picked: 10 }] })
      expect(await directed(order.id)).toEqual({})
    })

    it('are done each by its own pick, in either order', async () => {
      const { order, first, second } = await together()
      await floor.pick({ ...second, quantity: 3 })
      const open = await floor.tasks({ kind: 'pick', state: 'open' })
      // It is the scanned task that has moved on.
      expect(open.find((task) => task.id === second.id)).toMatchObject({ quantity: 5, done: 3 })
      expect(open.find((task) => task.id === first.id)).toMatchObject({ quantity: 5, done: 0 })
      await floor.pick({ ...second, quantity: 2 })
      await floor.pick({ ...first, quantity: 5 })
      expect(await floor.readOrder(order.id)).toMatchObject({ status: 'picked' })
      expect(await directed(order.id)).toEqual({})
    })

    it('lose their units together', async () => {
      const { sku, order } = await together()
      await floor.receive(sku, 'L2', 20, 'A-03')
      await adjust(sku, -10, 'A-01')
      expect(await directed(order.id)).toEqual({ 'L2@A-03': 10 })
    })
  })

  describe('stock that is gone', () => {
    it('is replaced by other stock in rotation, without anybody having to act', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, 'A-01', 9)
      await floor.receive(sku, 'L3', 10, 'A-03', 2)
      await floor.receive(sku, 'L2', 3, 'A-02', 5)
      const { order } = await released(sku, 8)
      const { result } = await adjust(sku, -10, 'A-01')
      expect(result).toMatchObject({ outcome: 'applied', exceptions: [] })
      expect(await directed(order.id)).toEqual({ 'L2@A-02': 3, 'L3@A-03': 5 })
      expect(await floor.readOrder(order.id)).toMatchObject({ status: 'released', lines: [{ allocated: 8 }] })
    })

    it('is named where nothing else is free: short-pick and at-risk', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, 'A-01')
      const { order } = await released(sku, 8)
      const { result } = await adjust(sku, -5, 'A-01')
      expect(result.exceptions.map(({ type }) => type).sort()).toEqual(['at-risk', 'short-pick'])
      expect(await floor.exceptions({ type: 'short-pick', sku })).toMatchObject([
        {
          order: order.id,
          severity: 'high',
          remedies: ['re-allocate', 'split', 'backorder', 'substitute', 'cancel', 'reverse'],
        },
      ])
      expect(await floor.readOrder(order.id)).toMatchObject({ lines: [{ allocated: 5, committed: 3 }] })
      const [risk] = await floor.exceptions({ type: 'at-risk', sku })
      const ignored = await floor.server.call('POST', `/exceptions/${risk?.id}/resolve`, { remedy: 'look-away' })
      expect(ignored).toMatchObject({ status: 422, body: { code: 'unknown-remedy', field: 'remedy' } })
      await floor.receive(sku, 'L2', 3, 'A-02')
      expect(await floor.exceptions({ type: 'at-risk', sku })).toEqual([])
      expect((await floor.release(order.id)).tasks).toMatchObject([{ lot: 'L2', quantity: 3 }])
      expect(await directed(order.id)).toEqual({ 'L1@A-01': 5, 'L2@A-02': 3 })
    })

    it('falls first on the lowest priority, then on the latest ship-by', async () => {
      const sku = await floor.item()
      await ok(floor.server, 'PUT', '/channels/outlet', { name: 'Outlet', kind: 'retail', priority: 9 })
      await floor.receive(sku, 'L1', 12, 'A-01')
      const place = async (over: Record<string, unknown>) => {
        const order = await floor.order(sku, 4, over)
        await floor.release(order.id)
        return order
      }
      const low = await place({ channel: 'outlet', shipBy: '2030-01-01' })
      const late = await place({ shipBy: '2030-03-01' })
      const soon = await place({ shipBy: '2030-02-01' })
      await adjust(sku, -4, 'A-01')
      expect([await directed(low.id), await directed(late.id), await directed(soon.id)]).toEqual([
        {},
        { 'L1@A-01': 4 },
        { 'L1@A-01': 4 },
      ])
      await adjust(sku, -4, 'A-01')
      expect([await directed(late.id), await directed(soon.id)]).toEqual([{}, { 'L1@A-01': 4 }])
    })

    it('counts damaged stock as gone', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, 'A-01', 5)
      await floor.receive(sku, 'L2', 10, 'A-02', 2)
      const { order } = await released(sku, 8)
      const status = { sku, lot: 'L1', location: 'A-01', quantity: 9, from: 'available', to: 'damaged', reason: 'Fork' }
      expect((await floor.stream.push('changeStatus', status)).result.outcome).toBe('applied')
      expect(await directed(order.id)).toEqual({ 'L1@A-01': 1, 'L2@A-02': 7 })
    })
  })

  it('directs to what came free in the lane itself, and it is picked where it stands', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 4, 'STAGING')
    const { order, task } = await released(sku, 3)
    expect(task.location).toBe('STAGING')
    const { id, result } = await floor.pick(task)
    expect(result).toMatchObject({ outcome: 'applied', exceptions: [] })
    expect(await floor.lines(id)).toEqual([])
    expect(await floor.readOrder(order.id)).toMatchObject({ status: 'picked', lines: [{ picked: 3, allocated: 0 }] })
    await floor.stream.push('reverse', { transaction: id })
    expect(await floor.readOrder(order.id)).toMatchObject({ lines: [{ picked: 0, allocated: 3 }] })
    await floor.pick(task)
    await floor.stream.push('ship', { orderId: order.id })
    expect(await floor.readOrder(order.id)).toMatchObject({ status: 'shipped' })
    expect(await floor.stock(sku)).toEqual({ 'L1@STAGING': 1 })
  })

  describe('a short pick', () => {
    it('makes all suspect that should still be there, asks for one count, and directs to the next lot', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, 'A-01', 5)
      await floor.receive(sku, 'L2', 10, 'A-02', 2)
      const { order, task } = await released(sku, 8)
      await floor.pick({ ...task, quantity: 3 })
      const { result } = await shortPick(task, 3)
      expect(result).toMatchObject({ outcome: 'applied', exceptions: [] })
      expect(await floor.stockRows(sku)).toMatchObject([
        { location: 'A-01', quantity: 7, suspect: 7, allocated: 0 },
        { location: 'STAGING', quantity: 3 },
        { location: 'A-02', quantity: 10 },
      ])
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 20, sellable: 13, suspect: 7 })
      const counts = (await floor.tasks({ kind: 'count', state: 'open' })).filter((count) => count.sku === sku)
      expect(counts).toMatchObject([{ location: 'A-01', lot: 'L1' }])
      expect(await directed(order.id)).toEqual({ 'L2@A-02': 5 })
    })

    it('is an exception where no other stock is free, and asks for the count once', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 8, 'A-01')
      const { order, task } = await released(sku, 8)
      const first = await shortPick(task, 2)
      expect(first.result.exceptions.map(({ type }) => type).sort()).toEqual(['at-risk', 'short-pick'])
      expect(await floor.readOrder(order.id)).toMatchObject({ lines: [{ allocated: 2, committed: 6 }] })
      await shortPick({ ...task, quantity: 2 }, 0)
      expect(await floor.stockRows(sku)).toMatchObject([{ quantity: 8, suspect: 8, allocated: 0 }])
      const counts = (await floor.tasks({ kind: 'count', state: 'open' })).filter((count) => count.sku === sku)
      expect(counts).toHaveLength(1)
      expect(await floor.exceptions({ type: 'short-pick', sku })).toHaveLength(1)
    })

    it('is told of the lot that the handheld went on to by itself, too', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 5, 'A-01', 5)
      await floor.receive(sku, 'L2', 5, 'A-02', 3)
      await floor.receive(sku, 'L3', 9, 'A-03', 2)
      const { order, task } = await released(sku, 5)
      await shortPick(task, 0)
      // Offline, it has directed itself to the next lots; the task is the one that it was sent out with.
      const second = await floor.pick({ ...task, lot: 'L2', location: 'A-02', quantity: 2 })
      expect(second.result).toMatchObject({ outcome: 'applied', exceptions: [] })
      const short = await shortPick({ ...task, lot: 'L2', location: 'A-02' }, 2)
      expect(short.result).toMatchObject({ outcome: 'applied', exceptions: [] })
      const third = await floor.pick({ ...task, lot: 'L3', location: 'A-03', quantity: 3 })
      expect(third.result).toMatchObject({ outcome: 'applied', exceptions: [] })
      expect(await floor.readOrder(order.id)).toMatchObject({ status: 'picked', lines: [{ picked: 5 }] })
      expect(await floor.stockRows(sku)).toMatchObject([
        { lot: 'L1', suspect: 5, allocated: 0 },
        { lot: 'L2', location: 'A-02', quantity: 3, suspect: 3, allocated: 0 },
        { lot: 'L2', location: 'STAGING', quantity: 2 },
        { lot: 'L3', location: 'A-03', quantity: 6, suspect: 0, allocated: 0 },
        { lot: 'L3', location: 'STAGING', quantity: 3 },
      ])
      expect((await floor.tasks({ kind: 'pick', state: 'open' })).filter((open) => open.sku === sku)).toEqual([])
    })

    it('does not make suspect what was found', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 8, 'A-01')
      const { order, task } = await released(sku, 5)
      await floor.pick(task)
      const { result } = await shortPick(task, 5)
      expect(result.outcome).toBe('applied')
      expect(await floor.inventory(sku)).toMatchObject({ suspect: 0 })
      expect(await floor.readOrder(order.id)).toMatchObject({ status: 'picked' })
    })

    it('moves the damaged to damaged, and takes the expired out of sale', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 8, 'A-01', 5)
      await floor.receive(sku, 'L2', 8, 'A-02', 2)
      const { order, task } = await released(sku, 8)
      await shortPick(task, 6, 'damaged')
      expect(await floor.stock(sku)).toEqual({ 'L1@A-01': 6, 'L1@A-01:damaged': 2, 'L2@A-02': 8 })
      expect(await directed(order.id)).toEqual({ 'L1@A-01': 6, 'L2@A-02': 2 })
      await shortPick({ ...task, quantity: 6 }, 0, 'expired')
      expect(await directed(order.id)).toEqual({ 'L2@A-02': 8 })
      expect(await floor.inventory(sku)).toMatchObject({ onHand: 16, sellable: 8 })
    })

    it('keeps suspect stock from being promised or allocated', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, 'A-01')
      const { task } = await released(sku, 4)
      await shortPick(task, 0)
      expect(await floor.inventory(sku)).toMatchObject({
        sellable: 0,
        suspect: 10,
        channels: expect.arrayContaining([
          expect.objectContaining({ channel: 'shop', committed: 4, allocated: 0, availableToPromise: 0 }),
        ]),
      })
      expect((await floor.placing(sku, 1)).status).toBe(409)
    })
  })
})
