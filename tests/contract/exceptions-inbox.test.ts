/** Every type of exception is raised by the floor and settled over HTTP, with each of its remedies, and each remedy acts. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ExceptionType, exceptionKinds } from '../../server/exceptions/types.ts'
import { type Dialect, EDGE_DIALECTS } from '../support/database.ts'
import { type CallOptions, testStream } from '../support/server.ts'
import {
  daysAgo,
  type ExceptionBody,
  enrolDevice,
  type Floor,
  feedSettled,
  ok,
  openFloor,
  type Problem,
  pullAll,
  pushOf,
  signInWorker,
  type TaskBody,
} from './floor.ts'
import { OF_RETURNS } from './returns-floor.ts'
import { OF_CONNECTORS } from './small-shop.ts'

interface Resolved extends ExceptionBody {
  state: string
  detail: string
  did: string
  resolution: { remedy: string; note: string; by: string } | null
}

const NOTE = 'Looked at with Ruth'

describe.each(EDGE_DIALECTS)('settling exceptions on %s', (dialect: Dialect) => {
  let floor: Floor
  /** `type remedy` of all that was done here. */
  const done = new Set<string>()
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  async function only(type: ExceptionType, filter: Partial<ExceptionBody>): Promise<ExceptionBody> {
    const found = await floor.exceptions({ type, ...filter })
    expect(found, `${type} ${JSON.stringify(filter)}`).toHaveLength(1)
    return found[0] as ExceptionBody
  }

  const call = (exception: ExceptionBody, body: Record<string, unknown>, options: CallOptions = {}) =>
    floor.server.call<Resolved & Problem>('POST', `/exceptions/${exception.id}/resolve`, body, options)

  async function apply(exception: ExceptionBody, body: Record<string, unknown>, state: 'open' | 'resolved') {
    const { status, body: answer } = await call(exception, body)
    expect(status, JSON.stringify(answer)).toBe(200)
    expect(answer.state, answer.did).toBe(state)
    expect(answer.did).toMatch(/\.$/)
    if (state === 'resolved') expect(answer.resolution).toMatchObject({ remedy: body.remedy, by: 'test admin' })
    done.add(`${exception.type} ${body.remedy}`)
    return answer
  }
  const settle = (exception: ExceptionBody, body: Record<string, unknown>) => apply(exception, body, 'resolved')
  const leave = (exception: ExceptionBody, body: Record<string, unknown>) => apply(exception, body, 'open')

  async function refuse(exception: ExceptionBody, body: Record<string, unknown>, code: string, field?: string) {
    const { status, body: problem } = await call(exception, body)
    expect(status, JSON.stringify(problem)).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(problem).toMatchObject(field === undefined ? { code } : { code, field })
    expect(problem.detail).toMatch(/[.?]$/)
    return problem
  }

  const holds = async (exception: ExceptionBody) => {
    await refuse(exception, { remedy: 'hold' }, 'invalid', 'note')
    await refuse(exception, { remedy: 'hold', note: 'x'.repeat(201) }, 'invalid', 'note')
    await leave(exception, { remedy: 'hold', note: NOTE })
    expect(await floor.lot(exception.sku ?? '', exception.lot ?? '')).toMatchObject({ holdReason: NOTE })
    await ok(floor.server, 'POST', `/lots/${exception.sku}/${exception.lot}/release`)
  }

  /** Undoes what brought it about; a second undo is refused. */
  const undoes = async (exception: ExceptionBody, state: 'open' | 'resolved' = 'resolved') => {
    expect(exception.remedies).toContain('reverse')
    await apply(exception, { remedy: 'reverse', note: NOTE }, state)
    if (state === 'open') await refuse(exception, { remedy: 'reverse', note: NOTE }, 'not-reversible')
    else await refuse(exception, { remedy: 'reverse', note: NOTE }, 'already-resolved')
  }

  const reviews = async (exception: ExceptionBody) => {
    await refuse(exception, { remedy: 'review' }, 'invalid', 'note')
    await settle(exception, { remedy: 'review', note: NOTE })
  }

  const tasksOf = async (sku: string, kind: string, state = 'open') =>
    (await floor.tasks({ kind, state })).filter((task) => task.sku === sku)
  const countsAt = async (location: string) =>
    (await floor.tasks({ kind: 'count', state: 'open' })).filter((task) => task.location === location)
  const asked = async (sku: string, kind = 'put-back') =>
    (await tasksOf(sku, kind)).map(({ quantity, lot, location }) => `${quantity} ${lot} ${location}`).sort()

  async function released(sku: string, quantity: number, over: Record<string, unknown> = {}) {
    const order = await floor.order(sku, quantity, over)
    const { tasks } = await floor.release(order.id)
    return { order, task: tasks[0] as TaskBody }
  }
  const lineOf = async (id: string) => (await floor.readOrder(id)).lines[0]

  it('knows nothing of remedies that a type does not have', async () => {
    const [sku, bin] = [await floor.item(), await floor.bin()]
    await floor.stream.push('move', { sku, lot: 'L1', quantity: 1, from: bin, to: 'A-02' })
    const found = await only('negative-stock', { sku })
    await refuse(found, { remedy: 'accept', note: NOTE }, 'unknown-remedy', 'remedy')
    await refuse(found, { remedy: 'toString', note: NOTE }, 'unknown-remedy', 'remedy')
    expect((await floor.server.call('POST', `/exceptions/${v7()}/resolve`, { remedy: 'count' })).status).toBe(404)
    await settle(found, { remedy: 'write-off', reason: 'misplaced', note: NOTE })
    await refuse(found, { remedy: 'count' }, 'already-resolved')
  })

  describe('negative-stock', () => {
    const negative = async () => {
      const [sku, bin] = [await floor.item(), await floor.bin()]
      await floor.receive(sku, 'L1', 1, 'A-04')
      const { id } = await floor.stream.push('move', { sku, lot: 'L1', quantity: 5, from: bin, to: 'A-02' })
      return { sku, bin, id, found: await only('negative-stock', { sku }) }
    }

    it('stays open while a count is asked for, and closes when its cause has come', async () => {
      const { sku, bin, found } = await negative()
      await leave(found, { remedy: 'count' })
      expect(await countsAt(bin)).toHaveLength(1)
      await floor.receive(sku, 'L1', 5, bin)
      const [closed] = (await floor.exceptions({ id: found.id }, 'resolved')) as Resolved[]
      expect(closed?.resolution).toEqual({ remedy: 'settled', by: 'ledger', note: 'The ledger has 0 there now.' })
    })

    it('is written off by a supervisor, with one of the reasons of the company, as a transaction', async () => {
      const { sku, bin, found } = await negative()
      await refuse(found, { remedy: 'write-off' }, 'unknown-reason', 'reason')
      await refuse(found, { remedy: 'write-off', reason: 'moon' }, 'unknown-reason', 'reason')
      const planner = await floor.server.token('planner')
      const forbidden = await call(found, { remedy: 'write-off', reason: 'stolen' }, { token: planner })
      expect(forbidden).toMatchObject({ status: 403, body: { code: 'forbidden' } })
      await settle(found, { remedy: 'write-off', reason: 'misplaced', note: NOTE })
      expect(await floor.stock(sku)).toEqual({ 'L1@A-02': 5, 'L1@A-04': 1 })
      const moved = (await floor.movements({ sku })).at(-1)
      expect(moved).toMatchObject({ quantity: 5, to: { location: bin }, device: '@office', user: 'test admin' })
    })

    it('goes with what brought it about', async () => {
      const { sku, found } = await negative()
      await undoes(found)
      expect(await floor.stock(sku)).toEqual({ 'L1@A-04': 1 })
    })
  })

  describe('rotation-bypassed', () => {
    const bypassed = async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'OLD', 5, 'A-01', 10)
      await floor.receive(sku, 'NEW', 5, 'A-02', 1)
      const { order, task } = await released(sku, 3)
      const pick = await floor.pick(task, { lot: 'NEW', location: 'A-02' })
      return { sku, order, pick, found: await only('rotation-bypassed', { sku }) }
    }

    it('is accepted with a note', async () => {
      const { sku, found } = await bypassed()
      await refuse(found, { remedy: 'accept' }, 'invalid', 'note')
      await refuse(found, { remedy: 'accept', note: '  ' }, 'invalid', 'note')
      await settle(found, { remedy: 'accept', note: NOTE })
      expect(await floor.stock(sku)).toMatchObject({ 'NEW@STAGING': 3 })
    })

    it('is swapped: the younger lot goes back, the older one is on the list', async () => {
      const { sku, order, found } = await bypassed()
      await settle(found, { remedy: 'swap', note: NOTE })
      expect(await lineOf(order.id)).toMatchObject({ picked: 0, allocated: 3 })
      expect(await asked(sku)).toEqual(['3 NEW STAGING'])
      expect(await asked(sku, 'pick')).toEqual(['3 OLD A-01'])
      await floor.stream.push('move', { sku, lot: 'NEW', quantity: 3, from: 'STAGING', to: 'A-02' })
      expect(await asked(sku)).toEqual([])
    })

    it('is swapped for as much as there is of older lots', async () => {
      const { sku, order, found } = await bypassed()
      await floor.stream.push('adjust', {
        sku,
        lot: 'OLD',
        location: 'A-01',
        status: 'available',
        quantity: -4,
        reason: 'x',
      })
      await settle(found, { remedy: 'swap' })
      expect(await lineOf(order.id)).toMatchObject({ picked: 2, allocated: 1 })
      expect(await asked(sku)).toEqual(['1 NEW STAGING'])
    })

    it('is not swapped where nothing older is free, nor when it has left', async () => {
      const { sku, found, order } = await bypassed()
      const gone = { sku, lot: 'OLD', location: 'A-01', status: 'available', quantity: -5, reason: 'x' }
      await floor.stream.push('adjust', gone)
      await refuse(found, { remedy: 'swap' }, 'nothing-older')
      await floor.stream.push('ship', { orderId: order.id })
      await refuse(found, { remedy: 'swap' }, 'already-shipped')
    })

    it('holds the lot, and waits', async () => holds((await bypassed()).found))
    it('is undone', async () => {
      const { order, found } = await bypassed()
      await undoes(found)
      expect(await lineOf(order.id)).toMatchObject({ picked: 0, allocated: 3 })
    })
  })

  describe('held-lot-moved', () => {
    const pickedOnHold = async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'BAD', 5, 'A-01', 10)
      await floor.receive(sku, 'GOOD', 5, 'A-02', 1)
      const { order, task } = await released(sku, 3)
      await ok(floor.server, 'POST', `/lots/${sku}/BAD/hold`, { reason: 'glass' })
      await floor.pick(task)
      return { sku, order, found: await only('held-lot-moved', { sku }) }
    }

    it.each(['stop-shipment', 'put-back'])('takes the goods out of the order: %s', async (remedy) => {
      const { sku, order, found } = await pickedOnHold()
      await refuse(found, { remedy: 'review', note: NOTE }, 'still-true')
      await settle(found, { remedy, note: NOTE })
      expect(await lineOf(order.id)).toMatchObject({ picked: 0, allocated: 3 })
      expect(await asked(sku)).toEqual(['3 BAD STAGING'])
      expect(await asked(sku, 'pick')).toEqual(['3 GOOD A-02'])
      const shipped = await floor.stream.push('ship', { orderId: order.id })
      expect(shipped.result.exceptions).toMatchObject([{ type: 'over-shipment' }])
    })

    it('cannot bring back what has left, and says what to do', async () => {
      const { sku, order, found } = await pickedOnHold()
      await floor.stream.push('ship', { orderId: order.id })
      const problem = await refuse(found, { remedy: 'put-back' }, 'already-shipped')
      expect(problem.detail).toContain('recall')
      await reviews(found)
      for (const left of await floor.exceptions({ type: 'held-lot-moved', sku })) await reviews(left)
    })

    it('has asked for it already where the lot was picked before it came on hold', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 5, 'A-01')
      const { task } = await released(sku, 3)
      await floor.pick(task)
      await ok(floor.server, 'POST', `/lots/${sku}/L1/hold`, { reason: 'glass' })
      await settle(await only('held-lot-moved', { sku }), { remedy: 'put-back' })
      expect(await asked(sku)).toEqual(['3 L1 STAGING'])
    })

    it('asks back what was picked for an order that nobody knows', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 5, 'A-01')
      await ok(floor.server, 'POST', `/lots/${sku}/L1/hold`, { reason: 'glass' })
      await floor.stream.push('pick', { taskId: v7(), sku, lot: 'L1', location: 'A-01', quantity: 2 })
      await settle(await only('held-lot-moved', { sku }), { remedy: 'stop-shipment' })
      expect(await asked(sku)).toEqual(['2 L1 STAGING'])
    })

    it('cannot put back what was used up', async () => {
      const [sku, made] = [await floor.item(), await floor.item()]
      await floor.receive(sku, 'L1', 5, 'A-01')
      await ok(floor.server, 'POST', `/lots/${sku}/L1/hold`, { reason: 'glass' })
      await floor.stream.push('transform', {
        consumed: [{ sku, lot: 'L1', location: 'A-01', quantity: 2 }],
        produced: [{ sku: made, lot: 'M1', location: 'A-02', quantity: 1 }],
      })
      const found = await only('held-lot-moved', { sku })
      await refuse(found, { remedy: 'put-back' }, 'used-up')
      await undoes(found)
      expect(await floor.stock(sku)).toEqual({ 'L1@A-01': 5 })
    })
  })

  describe('expired-lot-picked', () => {
    const expired = async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'OLD', 5, 'A-01', 10, { expiresOn: daysAgo(2).slice(0, 10) })
      await floor.receive(sku, 'GOOD', 5, 'A-02', 1)
      const { order, task } = await released(sku, 3)
      await floor.pick(task, { lot: 'OLD', location: 'A-01' })
      return { sku, order, found: await only('expired-lot-picked', { sku }) }
    }

    it.each(['stop-shipment', 'put-back'])('takes the goods out of the order: %s', async (remedy) => {
      const { sku, order, found } = await expired()
      await refuse(found, { remedy: 'review', note: NOTE }, 'still-true')
      await settle(found, { remedy })
      expect(await lineOf(order.id)).toMatchObject({ picked: 0, allocated: 3 })
      expect(await asked(sku)).toEqual(['3 OLD STAGING'])
    })

    it('is held, and undone', async () => {
      const { found } = await expired()
      await holds(found)
      await undoes(found)
    })

    it('is looked at when it has left', async () => {
      const { sku, order } = await expired()
      await floor.stream.push('ship', { orderId: order.id })
      for (const left of await floor.exceptions({ type: 'expired-lot-picked', sku })) await reviews(left)
    })
  })

  describe('short-pick', () => {
    const short = async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, 'A-01')
      const { order, task } = await released(sku, 8)
      const gone = { taskId: task.id, sku, lot: 'L1', location: 'A-01', found: 5, reason: 'missing' }
      const { result } = await floor.stream.push('shortPick', gone)
      expect(result.outcome).toBe('exception')
      return { sku, order, found: await only('short-pick', { sku }) }
    }

    it('is tried again: says what is still missing, and closes when stock was found', async () => {
      const { sku, order, found } = await short()
      const still = await leave(found, { remedy: 're-allocate' })
      expect(still.did).toContain(`3 of ${sku}`)
      expect(still.detail).toBe(still.did)
      await floor.receive(sku, 'L2', 3, 'A-02')
      await settle(found, { remedy: 're-allocate' })
      expect(await lineOf(order.id)).toMatchObject({ committed: 0, allocated: 8 })
      expect(await asked(sku, 'pick')).toEqual(['3 L2 A-02', '5 L1 A-01'])
    })

    it.each([
      ['split', { backordered: 3, allocated: 5 }],
      ['backorder', { backordered: 3, allocated: 5 }],
      ['cancel', { cancelled: 3, allocated: 5 }],
    ])('is settled by %s', async (remedy, parts) => {
      const { order, found } = await short()
      await settle(found, { remedy })
      expect(await lineOf(order.id)).toMatchObject(parts)
    })

    it('is settled with another item', async () => {
      const { order, found } = await short()
      const other = await floor.item()
      await floor.receive(other, 'L1', 5, 'A-03')
      await refuse(found, { remedy: 'substitute' }, 'invalid', 'sku')
      await settle(found, { remedy: 'substitute', sku: other })
      expect((await floor.readOrder(order.id)).lines.map(({ quantity }) => quantity)).toEqual([8, 3])
    })

    it('is undone', async () => {
      const { order, found } = await short()
      await undoes(found)
      expect(await lineOf(order.id)).toMatchObject({ committed: 0, allocated: 8 })
    })
  })

  describe('oversold', () => {
    const oversold = async () => {
      await ok(floor.server, 'PUT', '/channels/bronze', { name: 'Bronze', kind: 'dtc', priority: 9 })
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 5, 'A-01')
      await ok(floor.server, 'PUT', `/protections/${sku}/bronze`, { quantity: 3 })
      const order = await floor.order(sku, 4, { onShort: 'record' })
      return { sku, order, found: await only('oversold', { sku }) }
    }
    it.each([
      ['move-protection', { from: 'bronze' }, { committed: 4, backordered: 0 }],
      ['split', {}, { committed: 2, backordered: 2 }],
      ['cancel', {}, { committed: 2, cancelled: 2 }],
    ])('is settled by %s', async (remedy, more, parts) => {
      const { order, found } = await oversold()
      await settle(found, { remedy, ...more })
      expect(await lineOf(order.id)).toMatchObject(parts)
    })
    it('is settled with another item', async () => {
      const { found } = await oversold()
      const other = await floor.item()
      await floor.receive(other, 'L1', 5, 'A-03')
      await settle(found, { remedy: 'substitute', sku: other })
    })
    it('closes by itself when stock comes, and says so', async () => {
      const { sku, found } = await oversold()
      await floor.receive(sku, 'L2', 5, 'A-02')
      const [closed] = (await floor.exceptions({ id: found.id }, 'resolved')) as Resolved[]
      expect(closed?.resolution?.note).toBe('Stock came free for all that was backordered.')
    })
  })

  describe('at-risk', () => {
    const risk = async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, 'A-01')
      const { order } = await released(sku, 8)
      const gone = { sku, lot: 'L1', location: 'A-01', status: 'available', quantity: -5, reason: 'x' }
      await floor.stream.push('adjust', gone)
      return { sku, order, found: await only('at-risk', { sku }) }
    }
    it('is weighed anew, and is gone when stock is there', async () => {
      const { sku, order, found } = await risk()
      const still = await leave(found, { remedy: 're-allocate' })
      expect(still.did).toContain(`3 of ${sku}`)
      await floor.receive(sku, 'L2', 3, 'A-02')
      const [closed] = (await floor.exceptions({ id: found.id }, 'resolved')) as Resolved[]
      expect(closed?.resolution?.note).toBe('Stock covers all that is promised of it again.')
      await settle(await only('short-pick', { sku }), { remedy: 're-allocate' })
      expect(await lineOf(order.id)).toMatchObject({ allocated: 8 })
    })
    it.each(['split', 'cancel'])('is settled by %s', async (remedy) => {
      const { order, found } = await risk()
      await settle(found, { remedy })
      expect((await lineOf(order.id))?.committed).toBe(0)
    })
    it('is settled with another item', async () => {
      const { found } = await risk()
      const other = await floor.item()
      await floor.receive(other, 'L1', 5, 'A-03')
      await settle(found, { remedy: 'substitute', sku: other })
    })
    it('gets nothing of a protection that has nothing left', async () => {
      const { found } = await risk()
      await refuse(found, { remedy: 'move-protection', from: 'shop' }, 'invalid', 'from')
      await refuse(found, { remedy: 'move-protection', from: 'bronze' }, 'insufficient-protection', 'quantity')
      done.add('at-risk move-protection')
    })
  })

  describe('protection-short', () => {
    const short = async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, 'A-01')
      await ok(floor.server, 'PUT', `/protections/${sku}/shop`, { quantity: 6 })
      await ok(floor.server, 'PUT', `/protections/${sku}/bronze`, { quantity: 4 })
      const gone = { sku, lot: 'L1', location: 'A-01', status: 'available', quantity: -2, reason: 'x' }
      await floor.stream.push('adjust', gone)
      return { sku, found: await only('protection-short', { sku }) }
    }
    it('is lowered', async () => {
      const { found } = await short()
      const answer = await settle(found, { remedy: 'lower' })
      expect(answer.did).toContain('all that was short')
    })
    it('takes from another', async () => {
      const { found } = await short()
      await refuse(found, { remedy: 'take-from-another', from: 'nobody' }, 'unknown-channel')
      await settle(found, { remedy: 'take-from-another', from: 'shop' })
    })
  })

  describe('unconfirmed-lot', () => {
    const met = async (over: Record<string, unknown> = {}, quantity = 5) => {
      const [sku, bin] = [await floor.item(over), await floor.bin()]
      const found = { sku, lot: 'X9', location: bin, status: 'available', quantity, reason: 'found' }
      await floor.stream.push('adjust', found)
      return { sku, bin, found: await only('unconfirmed-lot', { sku }) }
    }

    it('is completed, and sold from then on', async () => {
      const { sku, found } = await met()
      await refuse(found, { remedy: 'complete' }, 'invalid', 'receivedOn')
      await refuse(found, { remedy: 'complete', receivedOn: '2999-01-01' }, 'invalid', 'receivedOn')
      await refuse(found, { remedy: 'complete', expiresOn: '2026-02-30' }, 'invalid', 'expiresOn')
      const backwards = { producedOn: '2026-05-01', expiresOn: '2026-04-01' }
      await refuse(found, { remedy: 'complete', ...backwards }, 'invalid', 'expiresOn')
      expect((await floor.inventory(sku)).sellable).toBe(0)
      await settle(found, {
        remedy: 'complete',
        receivedOn: daysAgo(30).slice(0, 10),
        expiresOn: '2999-01-01',
        supplier: 'Mill',
        supplierLot: 'M-1',
      })
      expect(await floor.lot(sku, 'X9')).toMatchObject({ confirmed: true, supplier: 'Mill', expiresOn: '2999-01-01' })
      expect((await floor.inventory(sku)).sellable).toBe(5)
    })

    it('asks for the expiry of what leaves by it', async () => {
      const { found } = await met({ rotation: 'fefo' })
      await refuse(found, { remedy: 'complete', supplier: 'Mill' }, 'invalid', 'expiresOn')
      await settle(found, { remedy: 'complete', expiresOn: '2999-01-01' })
    })

    it('closes by a receipt, wherever that was, and says so', async () => {
      const { sku, found } = await met()
      await ok(floor.server, 'PUT', '/warehouses/EAST', { name: 'East', timeZone: 'UTC', currency: 'USD' })
      await ok(floor.server, 'PUT', '/locations/E-1?warehouse=EAST', { kind: 'pick' })
      const stream = testStream(floor.server)
      const sent = stream.envelope('receive', { sku, lot: 'X9', quantity: 1, location: 'E-1' })
      const body = { deviceId: 'HH-1', streamId: stream.streamId, transactions: [sent] }
      await ok(floor.server, 'POST', '/sync/push?warehouse=EAST', body)
      const [closed] = (await floor.exceptions({ id: found.id }, 'resolved')) as Resolved[]
      expect(closed?.resolution?.note).toBe('A receipt of it came in.')
    })

    it('is merged into the lot that it is', async () => {
      const { sku, bin, found } = await met()
      await floor.receive(sku, 'X6', 5, 'A-03', 20)
      await refuse(found, { remedy: 'merge' }, 'invalid', 'lot')
      await refuse(found, { remedy: 'merge', lot: 'X9' }, 'invalid', 'lot')
      await refuse(found, { remedy: 'merge', lot: 'NONE' }, 'unknown-lot', 'lot')
      await settle(found, { remedy: 'merge', lot: 'X6', note: NOTE })
      expect(await floor.stock(sku)).toEqual({ [`X6@${bin}`]: 5, 'X6@A-03': 5 })
      expect((await floor.inventory(sku)).sellable).toBe(10)
      const trace = await ok<{ madeFrom: { lot: string; quantity: number; kind: string }[] }>(
        floor.server,
        'GET',
        `/lots/${sku}/X6/trace`,
      )
      expect(trace.madeFrom).toMatchObject([{ lot: 'X9', quantity: 5, kind: 'relabel' }])
      // The number is read wrong once more: there is something to settle again.
      await floor.stream.push('move', { sku, lot: 'X9', quantity: 1, from: bin, to: 'A-02' })
      await settle(await only('unconfirmed-lot', { sku }), { remedy: 'merge', lot: 'X6' })
      expect(await floor.stock(sku)).toEqual({ [`X6@${bin}`]: 4, 'X6@A-02': 1, 'X6@A-03': 5 })
      expect(await floor.exceptions({ sku })).toEqual([])
    })

    it('keeps what it is used for, and who picked it', async () => {
      const [sku, bin] = [await floor.item(), await floor.bin()]
      await floor.receive(sku, 'X6', 5, bin, 20)
      const { order, task } = await released(sku, 3)
      // The label was read wrong at the pick.
      await floor.pick(task, { lot: 'X9', location: bin })
      const damaged = {
        sku,
        lot: 'X9',
        location: 'STAGING',
        quantity: 1,
        from: 'available',
        to: 'damaged',
        reason: 'wet',
      }
      await floor.stream.push('changeStatus', damaged)
      await settle(await only('unconfirmed-lot', { sku }), { remedy: 'merge', lot: 'X6' })
      expect(await floor.stock(sku)).toEqual({ [`X6@${bin}`]: 2, 'X6@STAGING': 2, 'X6@STAGING:damaged': 1 })
      expect(await lineOf(order.id)).toMatchObject({ picked: 2, allocated: 1 })
      expect(await asked(sku, 'pick')).toEqual([`1 X6 ${bin}`])
    })

    it('finds what had left under the wrong number, from the right one', async () => {
      const [sku, bin] = [await floor.item(), await floor.bin()]
      await floor.receive(sku, 'X6', 5, bin, 20)
      const { order, task } = await released(sku, 3)
      await floor.pick(task, { lot: 'X9', location: bin })
      await floor.stream.push('ship', { orderId: order.id })
      await settle(await only('unconfirmed-lot', { sku }), { remedy: 'merge', lot: 'X6' })
      expect(await floor.stock(sku)).toEqual({ [`X6@${bin}`]: 2 })
      const recall = { lots: [{ sku, lot: 'X6' }], reason: 'glass', drill: true }
      const { id } = await ok<{ id: string }>(floor.server, 'POST', '/recalls', recall)
      expect(JSON.stringify(await ok(floor.server, 'GET', `/recalls/${id}`))).toContain(order.id)
      for (const left of await floor.exceptions({ sku })) await reviewsAway(left)
    })

    it('is held with the lot that it is', async () => {
      const { sku, bin, found } = await met()
      await floor.receive(sku, 'X6', 5, 'A-03', 20)
      await ok(floor.server, 'POST', `/lots/${sku}/X6/hold`, { reason: 'glass' })
      await settle(found, { remedy: 'merge', lot: 'X6' })
      expect(await floor.stock(sku)).toEqual({ [`X6@${bin}`]: 5, 'X6@A-03': 5 })
      expect(await floor.inventory(sku)).toMatchObject({ sellable: 0, onHold: 10 })
    })

    it('that nobody read is merged, and cannot be completed', async () => {
      const [sku, bin] = [await floor.item(), await floor.bin()]
      await floor.receive(sku, null, 4, bin)
      await floor.receive(sku, 'L1', 1, 'A-02')
      const found = await only('unconfirmed-lot', { sku })
      expect(found.remedies).not.toContain('complete')
      expect(found.remedies).not.toContain('hold')
      await refuse(found, { remedy: 'complete', expiresOn: '2999-01-01' }, 'no-lot')
      await refuse(found, { remedy: 'hold', note: NOTE }, 'no-lot')
      await settle(found, { remedy: 'merge', lot: 'L1' })
      expect(await floor.stock(sku)).toEqual({ [`L1@${bin}`]: 4, 'L1@A-02': 1 })
    })

    it('stays open while it is counted or held, and goes with what brought it', async () => {
      const { bin, sku, found } = await met()
      await refuse(found, { remedy: 'count', location: 'NOWHERE' }, 'unknown-location', 'location')
      await leave(found, { remedy: 'count' })
      expect(await countsAt(bin)).toHaveLength(1)
      await holds(found)
      await undoes(found)
      expect(await floor.stock(sku)).toEqual({})
    })
  })

  /** Whatever is left of a scene that was about something else. */
  async function reviewsAway(exception: ExceptionBody) {
    const remedy = exception.remedies.find((one) => one === 'review' || one === 'accept')
    if (remedy) await call(exception, { remedy, note: NOTE })
  }

  describe('lot-conflict', () => {
    const conflict = async () => {
      const sku = await floor.item({ rotation: 'fefo' })
      await floor.receive(sku, 'L1', 5, 'A-01', 0, { expiresOn: '2999-01-01', producedOn: '2026-01-01' })
      await floor.receive(sku, 'L1', 2, 'A-02', 0, { expiresOn: '2998-01-01' })
      return { sku, found: await only('lot-conflict', { sku }) }
    }
    it('keeps the first statement', async () => {
      const { sku, found } = await conflict()
      await refuse(found, { remedy: 'keep' }, 'invalid', 'note')
      await settle(found, { remedy: 'keep', note: NOTE })
      expect(await floor.lot(sku, 'L1')).toMatchObject({ expiresOn: '2999-01-01' })
    })
    it('corrects the lot and all of its stock', async () => {
      const { sku, found } = await conflict()
      await refuse(found, { remedy: 'correct' }, 'invalid', 'expiresOn')
      await refuse(found, { remedy: 'correct', expiresOn: '2025-12-31' }, 'invalid', 'expiresOn')
      await settle(found, { remedy: 'correct', expiresOn: '2998-01-01', producedOn: null })
      expect(await floor.lot(sku, 'L1')).toMatchObject({ expiresOn: '2998-01-01', producedOn: null })
    })
    it('takes a lot that has expired by it off the lists', async () => {
      const { sku, found } = await conflict()
      const { order, task } = await released(sku, 3)
      await floor.pick({ ...task, quantity: 1 })
      await settle(found, { remedy: 'correct', expiresOn: daysAgo(3).slice(0, 10), producedOn: null })
      expect(await lineOf(order.id)).toMatchObject({ allocated: 0, picked: 0, committed: 3 })
      expect(await asked(sku)).toEqual(['1 L1 STAGING'])
      await settle(await only('expired-lot-picked', { sku }), { remedy: 'put-back' })
    })
    it('is held, and undone', async () => {
      const { sku, found } = await conflict()
      await holds(found)
      await undoes(found)
      expect(await floor.stock(sku)).toEqual({ 'L1@A-01': 5 })
    })
  })

  describe('counts', () => {
    const line = (sku: string, quantity: number) => ({ sku, lot: 'L1', status: 'available', quantity })
    const differing = async () => {
      const [sku, bin] = [await floor.item(), await floor.bin()]
      await floor.receive(sku, 'L1', 100, bin)
      await floor.stream.push('count', { location: bin, scope: 'location', lines: [line(sku, 60)] })
      return { sku, bin, found: await only('count-variance', { sku }) }
    }
    it('are approved with a reason', async () => {
      const { sku, bin, found } = await differing()
      await refuse(found, { remedy: 'approve', reason: 'moon' }, 'unknown-reason', 'reason')
      await settle(found, { remedy: 'approve', reason: 'stolen' })
      expect(await floor.stock(sku)).toEqual({ [`L1@${bin}`]: 60 })
    })
    it('are set aside', async () => {
      const { sku, bin, found } = await differing()
      await settle(found, { remedy: 'keep' })
      expect(await floor.stockRows(sku)).toMatchObject([{ location: bin, quantity: 100, suspect: 0 }])
    })
    it('are asked again', async () => {
      const { bin, found } = await differing()
      await leave(found, { remedy: 'recount' })
      expect(await countsAt(bin)).toHaveLength(1)
    })
    it('are undone', async () => undoes((await differing()).found))

    it('that were disturbed are asked again, and close when they were made', async () => {
      const [sku, bin] = [await floor.item(), await floor.bin()]
      await floor.receive(sku, 'L1', 10, bin)
      await feedSettled(floor.server)
      const cursor = (await pullAll(floor.server)).cursor
      const [counter, picker] = [testStream(floor.server, 'HH-1'), testStream(floor.server, 'HH-2')]
      await picker.push('move', { sku, lot: 'L1', quantity: 4, from: bin, to: 'A-04' }, { cursor })
      await counter.push('count', { location: bin, scope: 'location', lines: [line(sku, 9)] }, { cursor })
      const found = await only('count-disturbed', { sku })
      await leave(found, { remedy: 'recount' })
      expect(await countsAt(bin)).toHaveLength(1)
      await undoes(found)
    })
  })

  describe('over-receipt', () => {
    const over = async (expected = 10) => {
      const [sku, bin] = [await floor.item(), await floor.bin()]
      const receipt = { supplier: 'Mill', reference: 'PO-1', lines: [{ sku, quantity: expected }] }
      const { id } = await ok<{ id: string }>(floor.server, 'POST', '/receipts', receipt)
      await floor.receive(sku, 'L1', 12, bin, 0, { receiptId: id })
      return { sku, bin, found: await only('over-receipt', { sku }) }
    }
    it('is accepted', async () => {
      const { found } = await over()
      await refuse(found, { remedy: 'accept' }, 'invalid', 'note')
      await settle(found, { remedy: 'accept', note: NOTE })
    })
    it('sends the surplus back', async () => {
      const { sku, bin, found } = await over()
      await refuse(found, { remedy: 'send-back', quantity: 3 }, 'invalid', 'quantity')
      await refuse(found, { remedy: 'send-back', location: 'A-01' }, 'invalid', 'location')
      await leave(found, { remedy: 'send-back', quantity: 1 })
      expect(await floor.stock(sku)).toEqual({ [`L1@${bin}`]: 11 })
      await settle(found, { remedy: 'send-back' })
      expect(await floor.stock(sku)).toEqual({ [`L1@${bin}`]: 10 })
      const back = (await floor.movements({ sku })).filter(({ to }) => to.location === '@supplier')
      expect(back.map(({ quantity, user }) => `${quantity} ${user}`)).toEqual(['1 test admin', '1 test admin'])
    })
    it('is counted', async () => {
      const { bin, found } = await over()
      await settle(found, { remedy: 'count' })
      expect(await countsAt(bin)).toHaveLength(1)
    })
    it('is held, and undone', async () => {
      const { sku, found } = await over()
      await holds(found)
      await undoes(found)
      expect(await floor.stock(sku)).toEqual({})
    })
  })

  describe('transfer-differs', () => {
    const over = async () => {
      const [sku, bin] = [await floor.item(), await floor.bin()]
      await floor.receive(sku, 'L1', 10, 'A-01')
      const lines = [{ sku, lot: 'L1', quantity: 2, location: bin }]
      await floor.stream.push('transferReceive', { transferId: v7(), lines })
      return { sku, bin, found: await only('transfer-differs', { sku }) }
    }
    it('is booked', async () => {
      const { sku, bin, found } = await over()
      await refuse(found, { remedy: 'write-off', note: NOTE }, 'unknown-reason', 'reason')
      await refuse(found, { remedy: 'write-off', reason: 'unknown' }, 'invalid', 'note')
      await settle(found, { remedy: 'write-off', reason: 'unknown', note: NOTE })
      expect(await floor.stock(sku)).toEqual({ 'L1@A-01': 10, [`L1@${bin}`]: 2 })
    })
    it('is undone', async () => {
      const { sku, found } = await over()
      await undoes(found)
      expect(await floor.stock(sku)).toEqual({ 'L1@A-01': 10 })
    })
  })

  describe('over-pick', () => {
    const over = async () => {
      const [sku, lane] = [await floor.item(), await floor.bin({ kind: 'staging' })]
      await floor.receive(sku, 'L1', 10, 'A-01')
      const { order, task } = await released(sku, 3)
      await floor.pick(task, { quantity: 5, to: lane })
      return { sku, lane, order, found: await only('over-pick', { sku }) }
    }
    it('is put back', async () => {
      const { sku, lane, order, found } = await over()
      await refuse(found, { remedy: 'put-back', quantity: 3 }, 'invalid', 'quantity')
      await settle(found, { remedy: 'put-back' })
      expect(await asked(sku)).toEqual([`2 L1 ${lane}`])
      expect(await lineOf(order.id)).toMatchObject({ picked: 3 })
      await floor.stream.push('move', { sku, lot: 'L1', quantity: 2, from: lane, to: 'A-01' })
      expect(await asked(sku)).toEqual([])
      expect(await lineOf(order.id)).toMatchObject({ picked: 3 })
    })
    it('is accepted, counted or undone', async () => {
      const first = await over()
      await refuse(first.found, { remedy: 'accept' }, 'invalid', 'note')
      await settle(first.found, { remedy: 'accept', note: NOTE })
      const second = await over()
      await settle(second.found, { remedy: 'count' })
      expect(await countsAt(second.lane)).toHaveLength(1)
      await undoes((await over()).found)
    })
  })

  describe('label-conflict', () => {
    const [first, second] = ['006141411234567890', '106141412345678908']
    let made = 0
    const conflict = async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, 'A-01')
      const { order, task } = await released(sku, 4)
      await floor.pick(task)
      const [one, other] = [`C-${++made}`, `C-${++made}`]
      const lines = [{ sku, lot: 'L1', quantity: 2 }]
      await floor.stream.push('pack', { orderId: order.id, unit: one, sscc: first, lines })
      await floor.stream.push('pack', { orderId: order.id, unit: other, sscc: first, lines })
      const [found] = await floor.exceptions({ type: 'label-conflict', location: other })
      return { one, other, found: found as ExceptionBody }
    }
    const labelOf = async (code: string) => {
      const { changes } = await pullAll(floor.server)
      const rows = changes.filter(({ table, key }) => table === 'locations' && key === code)
      return (rows.at(-1)?.value as { sscc: string | null } | undefined)?.sscc
    }
    it('gives the unit its own label', async () => {
      const { one, other, found } = await conflict()
      await refuse(found, { remedy: 'relabel', sscc: '123' }, 'invalid', 'sscc')
      await refuse(found, { remedy: 'relabel', sscc: first }, 'label-taken', 'sscc')
      await settle(found, { remedy: 'relabel', sscc: second })
      await feedSettled(floor.server)
      expect(await labelOf(other)).toBe(second)
      // Off again, so that the numbers are free for the next.
      const { found: again } = await conflict()
      await settle(again, { remedy: 'relabel' })
      expect(await labelOf(again.location ?? '')).toBeNull()
      expect(one).not.toBe(other)
    })
    it('is looked at, or undone', async () => {
      await reviews((await conflict()).found)
      await undoes((await conflict()).found)
    })
  })

  describe('what a person looks at', () => {
    it('over-shipment', async () => {
      const scene = async () => {
        const sku = await floor.item()
        await floor.receive(sku, 'L1', 5, 'A-01')
        const { order } = await released(sku, 3)
        await floor.stream.push('ship', { orderId: order.id })
        return only('over-shipment', { order: order.id })
      }
      await reviews(await scene())
      await undoes(await scene())
    })

    it('lease-conflict', async () => {
      const scene = async () => {
        const sku = await floor.item()
        await floor.receive(sku, 'L1', 5, 'A-01')
        const order = await floor.order(sku, 3)
        const { pickListId, tasks } = await floor.release(order.id)
        await ok(floor.server, 'POST', `/pick-lists/${pickListId}/lease`, { deviceId: 'HH-7' })
        await floor.pick(tasks[0] as TaskBody)
        return only('lease-conflict', { sku })
      }
      await reviews(await scene())
      await undoes(await scene())
    })

    it('unknown-reference', async () => {
      const scene = async () => {
        const [sku, bin] = [await floor.item(), await floor.bin()]
        await floor.receive(sku, 'L1', 5, bin, 0, { receiptId: v7() })
        return { bin, found: await only('unknown-reference', { sku }) }
      }
      await reviews((await scene()).found)
      await undoes((await scene()).found)
      const { bin, found } = await scene()
      await settle(found, { remedy: 'count' })
      expect(await countsAt(bin)).toHaveLength(1)
    })

    it('unproven-author', async () => {
      const token = await enrolDevice(floor.server, 'HH-30')
      const stream = testStream(floor.server, 'HH-30')
      const scene = async () => {
        const sku = await floor.item()
        const sent = stream.envelope('receive', { sku, lot: 'L1', quantity: 2, location: 'A-01' })
        const body = { deviceId: 'HH-30', streamId: stream.streamId, transactions: [sent] }
        await pushOf(floor.server, body, { token })
        return { sku, found: await only('unproven-author', { transaction: sent.id }) }
      }
      await reviews((await scene()).found)
      const { sku, found } = await scene()
      await undoes(found)
      expect(await floor.stock(sku)).toEqual({})
    })

    it('stream-gap', async () => {
      const scene = async () => {
        const streamId = v7()
        await pushOf(floor.server, { streamId, lost: { from: 1, to: 3 }, transactions: [] })
        const gaps = await floor.exceptions({ type: 'stream-gap' })
        return gaps.find((gap) => JSON.stringify(gap).includes(streamId)) as ExceptionBody
      }
      await reviews(await scene())
      const gap = await scene()
      expect(gap.remedies).not.toContain('reverse')
      await refuse(gap, { remedy: 'count' }, 'invalid', 'location')
      await refuse(gap, { remedy: 'count', location: '@supplier' }, 'unknown-location', 'location')
      const bin = await floor.bin()
      await settle(gap, { remedy: 'count', location: bin })
      expect(await countsAt(bin)).toMatchObject([{ location: bin }])
    })

    it('sequence-reused', async () => {
      const sku = await floor.item()
      const stream = testStream(floor.server)
      const { sent } = await stream.push('receive', { sku, lot: 'L1', quantity: 2, location: 'A-01' })
      const twin = { ...sent, id: v7() }
      await stream.send([twin])
      const found = await only('sequence-reused', { transaction: twin.id })
      await refuse(found, { remedy: 'review', note: NOTE }, 'still-true')
      await ok(floor.server, 'POST', `/refused/${twin.id}/dismiss`, { note: 'Sent twice' })
      const [closed] = (await floor.exceptions({ id: found.id }, 'resolved')) as Resolved[]
      expect(closed?.resolution?.note).toBe('test admin dismissed it: Sent twice')
      done.add('sequence-reused review')
    })

    it('refused-transaction', async () => {
      const { sent } = await floor.stream.push('receive', { sku: 'NOT-YET', lot: 'L1', quantity: 2, location: 'A-01' })
      const found = await only('refused-transaction', { transaction: sent.id })
      for (const remedy of ['mend', 'dismiss']) {
        expect(await refuse(found, { remedy, note: NOTE }, 'still-true')).toMatchObject({ refused: sent.id })
        done.add(`refused-transaction ${remedy}`)
      }
      await ok(floor.server, 'POST', `/refused/${sent.id}/dismiss`)
      await refuse(found, { remedy: 'mend' }, 'already-resolved')
    })

    it('reversal-incomplete', async () => {
      const scene = async () => {
        const sku = await floor.item()
        await floor.receive(sku, 'L1', 5, 'A-01')
        const { order, task } = await released(sku, 3)
        const { id } = await floor.pick(task)
        await floor.stream.push('ship', { orderId: order.id })
        await floor.stream.push('reverse', { transaction: id })
        for (const left of await floor.exceptions({ type: 'negative-stock', sku }))
          await settle(left, { remedy: 'write-off', reason: 'unknown' })
        return { sku, found: await only('reversal-incomplete', { sku }) }
      }
      await reviews((await scene()).found)
      const { found } = await scene()
      expect(found.remedies).not.toContain('reverse')
      await settle(found, { remedy: 'count' })
      expect(await countsAt('A-01')).not.toEqual([])
    })
  })

  it('has done each remedy of each type', () => {
    const all = Object.entries(exceptionKinds)
      // These stand in returns-remedies.test.ts and connectors.test.ts.
      .filter(([type]) => ![...OF_RETURNS, ...OF_CONNECTORS].includes(type as ExceptionType))
      .flatMap(([type, { remedies }]) => remedies.map((remedy: string) => `${type} ${remedy}`))
    expect(all.filter((one) => !done.has(one))).toEqual([])
  })

  it('lets a planner settle what moves no stock, and nobody else', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 5, 'A-01', 0, { receiptId: v7() })
    const found = await only('unknown-reference', { sku })
    const worker = await signInWorker(floor.server, 'HH-31', ['picker'])
    const turned = await call(found, { remedy: 'review', note: NOTE }, { token: worker.token })
    expect(turned.status).toBe(403)
    const planner = await floor.server.token('planner')
    const undo = await call(found, { remedy: 'reverse', note: NOTE }, { token: planner })
    expect(undo).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect((await call(found, { remedy: 'review', note: NOTE }, { token: planner })).status).toBe(200)
  })
})
