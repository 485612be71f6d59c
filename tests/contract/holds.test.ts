/** One action holds a lot everywhere: what is promised, directed, picked and made of it follows at once, and back again. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DIALECTS } from '../support/database.ts'
import { testStream } from '../support/server.ts'
import {
  type Floor,
  feedSettled,
  type InventoryBody,
  ok,
  openFloor,
  orderBody,
  type Problem,
  pullAll,
  type ReleaseBody,
} from './floor.ts'

interface LotsBody {
  lots: { sku: string; lot: string }[]
}

interface TraceBody {
  lot: {
    hold: string | null
    holds: {
      reason: string
      source: string
      by: string
      placedAt: string
      liftedAt: string | null
      liftedBy: string | null
      liftReason: string | null
    }[]
  }
}

describe.each(DIALECTS)('holds on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
    await ok(floor.server, 'PUT', '/warehouses/EAST', { name: 'East', timeZone: 'UTC', currency: 'USD' })
    await ok(floor.server, 'PUT', '/locations/E-01', { kind: 'pick', warehouse: 'EAST' })
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const pathOf = (sku: string, lot: string) => `/lots/${encodeURIComponent(sku)}/${encodeURIComponent(lot)}`
  const hold = (sku: string, lot: string, reason = 'Smells odd') =>
    ok<LotsBody>(floor.server, 'POST', `${pathOf(sku, lot)}/hold`, { reason })
  const lift = (sku: string, lot: string, body?: { reason: string }) =>
    ok<LotsBody>(floor.server, 'POST', `${pathOf(sku, lot)}/release`, body)
  const trace = (sku: string, lot: string) => ok<TraceBody>(floor.server, 'GET', `${pathOf(sku, lot)}/trace`)
  const held = async (sku: string, lot: string) => (await floor.lot(sku, lot))?.holdReason ?? null
  const promisable = async (sku: string) => (await floor.inventory(sku)).channels[0]?.availableToPromise

  const inEast = async (type: string, payload: Record<string, unknown>) => {
    const stream = testStream(floor.server)
    const body = { deviceId: 'HH-E', streamId: stream.streamId, transactions: [stream.envelope(type, payload)] }
    await ok(floor.server, 'POST', '/sync/push?warehouse=EAST', body)
  }

  /** 4 of L1, the older, and 10 of L2. */
  const twoLots = async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 4, 'A-01', 5)
    await floor.receive(sku, 'L2', 10, 'A-02', 2)
    return sku
  }

  /** `from` was made into `into`: all of what is at `location`. */
  const make = (from: [string, string], into: [string, string], quantity: number, location = 'A-01') =>
    floor.stream.push('transform', {
      kind: 'repack',
      consumed: [{ sku: from[0], lot: from[1], location, quantity }],
      produced: [{ sku: into[0], lot: into[1], location, quantity }],
    })

  it('takes the lot out of sellable and out of what channels may promise, at once', async () => {
    const sku = await twoLots()
    expect(await floor.inventory(sku)).toMatchObject({ sellable: 14, onHold: 0 })
    expect(await hold(sku, 'L1')).toEqual({ lots: [{ sku, lot: 'L1' }] })
    expect(await floor.inventory(sku)).toMatchObject({ onHand: 14, sellable: 10, onHold: 4 })
    expect(await promisable(sku)).toBe(10)
    expect((await floor.placing(sku, 11)).body).toMatchObject({ code: 'insufficient-atp' })
    await floor.order(sku, 10)
  })

  it('is told to the handhelds with the next pull', async () => {
    const sku = await twoLots()
    await feedSettled(floor.server)
    const { cursor } = await pullAll(floor.server)
    await hold(sku, 'L1')
    await feedSettled(floor.server)
    const told = (await pullAll(floor.server, cursor)).changes.filter(({ table }) => table === 'lots')
    expect(told.map(({ value }) => value)).toMatchObject([{ sku, lot: 'L1', held: true }])
  })

  it('directs to other lots what was directed to it, on the same pick list', async () => {
    const sku = await twoLots()
    const order = await floor.order(sku, 6)
    const { tasks } = await floor.release(order.id)
    expect(tasks.map(({ lot, quantity }) => [lot, quantity])).toEqual([
      ['L1', 4],
      ['L2', 2],
    ])
    await hold(sku, 'L1')
    const open = (await floor.tasks({ kind: 'pick', state: 'open' })).filter((task) => task.sku === sku)
    expect(new Set(open.map(({ lot }) => lot))).toEqual(new Set(['L2']))
    expect(open.reduce((left, { quantity, done }) => left + quantity - done, 0)).toBe(6)
    expect(await floor.readOrder(order.id)).toMatchObject({ status: 'released', lines: [{ allocated: 6 }] })
    expect(await floor.exceptionTypes({ sku })).toEqual([])
  })

  it('says which order is short of it where no other lot is there', async () => {
    const sku = await twoLots()
    const order = await floor.order(sku, 12)
    await floor.release(order.id)
    await hold(sku, 'L2')
    expect(await floor.readOrder(order.id)).toMatchObject({ lines: [{ allocated: 4, committed: 8 }] })
    expect(await floor.exceptionTypes({ sku })).toEqual(['at-risk', 'short-pick'])
    await lift(sku, 'L2')
    expect(await floor.exceptionTypes({ sku, lot: null })).not.toContain('at-risk')
    expect((await floor.release(order.id)).tasks).toMatchObject([{ lot: 'L2', quantity: 8 }])
  })

  it('asks back what is picked of it, as severe, and gives the order other stock', async () => {
    const sku = await twoLots()
    const order = await floor.order(sku, 4)
    const { tasks } = await floor.release(order.id)
    if (tasks[0]) await floor.pick(tasks[0])
    await hold(sku, 'L1')
    expect(await floor.exceptions({ sku })).toMatchObject([
      { type: 'held-lot-moved', severity: 'severe', lot: 'L1', location: 'STAGING', order: order.id },
    ])
    const back = (await floor.tasks({ kind: 'put-back', state: 'open' })).filter((task) => task.sku === sku)
    expect(back).toMatchObject([{ lot: 'L1', location: 'STAGING', quantity: 4 }])
    expect(await floor.readOrder(order.id)).toMatchObject({ lines: [{ picked: 0, allocated: 4 }] })
    await floor.stream.push('move', { sku, lot: 'L1', quantity: 4, from: 'STAGING', to: 'A-01' })
    expect((await floor.tasks({ kind: 'put-back', state: 'open' })).filter((task) => task.sku === sku)).toEqual([])
    expect(await floor.stock(sku)).toEqual({ 'L1@A-01': 4, 'L2@A-02': 10 })
  })

  it('is learnt too late by a device: the pick is posted and raised as severe', async () => {
    const sku = await twoLots()
    const order = await floor.order(sku, 4)
    const { tasks } = await floor.release(order.id)
    await hold(sku, 'L1')
    const picked = tasks[0] && (await floor.pick(tasks[0]))
    expect(picked?.result.exceptions.map(({ type }) => type)).toContain('held-lot-moved')
    expect(await floor.stock(sku)).toMatchObject({ 'L1@STAGING': 4 })
    const shipped = await floor.stream.push('ship', {
      orderId: order.id,
      lines: [{ sku, lot: 'L1', quantity: 4, from: 'STAGING' }],
    })
    expect(shipped.result.exceptions.map(({ type }) => type)).toContain('held-lot-moved')
  })

  it('reaches every warehouse', async () => {
    const sku = await twoLots()
    await inEast('receive', { sku, lot: 'L1', quantity: 6, location: 'E-01' })
    await inEast('receive', { sku, lot: 'L9', quantity: 6, location: 'E-01' })
    const order = await ok<{ id: string }>(
      floor.server,
      'POST',
      '/orders?warehouse=EAST',
      orderBody([{ sku, quantity: 6 }]),
    )
    const { tasks } = await ok<ReleaseBody>(floor.server, 'POST', `/orders/${order.id}/release?warehouse=EAST`)
    expect(tasks).toMatchObject([{ lot: 'L1', quantity: 6 }])
    await hold(sku, 'L1')
    const east = () => ok<InventoryBody>(floor.server, 'GET', `/inventory/${sku}?warehouse=EAST`)
    expect(await east()).toMatchObject({ sellable: 6, onHold: 6, channels: [{ allocated: 6 }] })
    const open = await ok<{ items: { sku: string; lot: string; state: string }[] }>(
      floor.server,
      'GET',
      '/tasks?kind=pick&state=open&warehouse=EAST',
    )
    expect(open.items.filter((task) => task.sku === sku)).toMatchObject([{ lot: 'L9', quantity: 6 }])
    await lift(sku, 'L1')
    expect(await east()).toMatchObject({ sellable: 12, onHold: 0 })
    expect(await floor.inventory(sku)).toMatchObject({ sellable: 14, onHold: 0 })
  })

  describe('and what was made from it', () => {
    it('is held with it, and released with it', async () => {
      const [raw, mid, end] = [await floor.item(), await floor.item(), await floor.item()]
      await floor.receive(raw, 'R1', 10, 'A-01')
      await make([raw, 'R1'], [mid, 'M1'], 6)
      await make([mid, 'M1'], [end, 'E1'], 2)
      const order = await floor.order(end, 2)
      await floor.release(order.id)
      const lots = [
        { sku: raw, lot: 'R1' },
        { sku: mid, lot: 'M1' },
        { sku: end, lot: 'E1' },
      ]
      expect(await hold(raw, 'R1', 'Metal found')).toEqual({ lots })
      expect(await held(mid, 'M1')).toBe('made from lot R1: Metal found')
      for (const { sku } of lots) expect(await floor.inventory(sku)).toMatchObject({ sellable: 0 })
      expect(await floor.readOrder(order.id)).toMatchObject({ lines: [{ allocated: 0, committed: 2 }] })
      expect((await lift(raw, 'R1')).lots).toHaveLength(3)
      for (const { sku, lot } of lots) expect(await held(sku, lot)).toBeNull()
      expect(await floor.inventory(end)).toMatchObject({ sellable: 2 })
      await floor.release(order.id)
    })

    it('stays held for another reason of its own', async () => {
      const [raw, mid] = [await floor.item(), await floor.item()]
      await floor.receive(raw, 'R1', 10, 'A-01')
      await make([raw, 'R1'], [mid, 'M1'], 6)
      await hold(mid, 'M1', 'Wrong label')
      await hold(raw, 'R1', 'Metal found')
      await lift(raw, 'R1')
      expect(await held(mid, 'M1')).toBe('Wrong label')
      await lift(mid, 'M1')
      expect(await held(mid, 'M1')).toBeNull()
    })

    it('is held from its first moment where the lot was held before', async () => {
      const [raw, mid, end] = [await floor.item(), await floor.item(), await floor.item()]
      await floor.receive(raw, 'R1', 10, 'A-01')
      await hold(raw, 'R1', 'Metal found')
      const made = await make([raw, 'R1'], [mid, 'M1'], 6)
      expect(made.result.exceptions.map(({ type }) => type)).toEqual(['held-lot-moved'])
      await make([mid, 'M1'], [end, 'E1'], 6)
      for (const sku of [mid, end])
        expect(await floor.inventory(sku)).toMatchObject({ onHand: sku === end ? 6 : 0, sellable: 0 })
      expect(await held(end, 'E1')).toBe('made from lot M1: made from lot R1: Metal found')
      // Whichever way it went: what began with R1 ends with R1.
      expect((await lift(raw, 'R1')).lots).toHaveLength(3)
      expect(await floor.inventory(end)).toMatchObject({ sellable: 6 })
    })

    it('is held although it is a lot that orders have some of already', async () => {
      const [raw, mid] = [await floor.item(), await floor.item()]
      await floor.receive(raw, 'R1', 10, 'A-01')
      await floor.receive(mid, 'M1', 4, 'A-02')
      const order = await floor.order(mid, 4)
      await floor.release(order.id)
      await hold(raw, 'R1')
      await make([raw, 'R1'], [mid, 'M1'], 6)
      expect(await floor.inventory(mid)).toMatchObject({ onHand: 10, sellable: 0 })
      expect(await floor.readOrder(order.id)).toMatchObject({ lines: [{ allocated: 0, committed: 4 }] })
    })
  })

  describe('when the making of it is undone', () => {
    const undo = (transaction: string) => floor.stream.push('reverse', { transaction })

    it('is lifted from what was not made of the held lot after all', async () => {
      const [raw, mid, end] = [await floor.item(), await floor.item(), await floor.item()]
      await floor.receive(raw, 'R1', 10, 'A-01')
      await floor.receive(mid, 'M1', 3, 'A-02')
      const first = await make([raw, 'R1'], [mid, 'M1'], 6)
      await make([mid, 'M1'], [end, 'E1'], 2)
      await hold(raw, 'R1')
      await undo(first.id)
      expect([await held(mid, 'M1'), await held(end, 'E1')]).toEqual([null, null])
      expect(await held(raw, 'R1')).toBe('Smells odd')
      expect(await floor.inventory(mid)).toMatchObject({ sellable: 3 - 2 })
      const { holds } = (await trace(mid, 'M1')).lot
      expect(holds).toMatchObject([{ liftedBy: 'ledger', liftReason: expect.stringContaining('mistake') }])
    })

    it('stays where the lot is in it by another making, or is held for itself', async () => {
      const [raw, mid, own] = [await floor.item(), await floor.item(), await floor.item()]
      await floor.receive(raw, 'R1', 20, 'A-01')
      const first = await make([raw, 'R1'], [mid, 'M1'], 6)
      await make([raw, 'R1'], [mid, 'M1'], 6)
      const third = await make([raw, 'R1'], [own, 'O1'], 6)
      await hold(own, 'O1', 'Wrong label')
      await hold(raw, 'R1')
      await undo(first.id)
      await undo(third.id)
      expect(await held(mid, 'M1')).toBe('made from lot R1: Smells odd')
      expect(await held(own, 'O1')).toBe('Wrong label')
    })

    it('is not followed any more, although the undoing was incomplete', async () => {
      const [raw, mid] = [await floor.item(), await floor.item()]
      await floor.receive(raw, 'R1', 10, 'A-01')
      const order = await floor.order(raw, 8)
      await floor.release(order.id)
      // Takes what is allocated: the order lacks it, and is given up then.
      const made = await make([raw, 'R1'], [mid, 'M1'], 6)
      await ok(floor.server, 'POST', `/orders/${order.id}/cancel`)
      const undone = await undo(made.id)
      expect(undone.result.exceptions.map(({ type }) => type)).toContain('reversal-incomplete')
      expect((await hold(raw, 'R1')).lots).toEqual([{ sku: raw, lot: 'R1' }])
    })
  })

  it('of a lot that nobody has met is kept for when it comes', async () => {
    const sku = await floor.item()
    await hold(sku, 'NEW-1', 'The supplier called')
    const received = await floor.receive(sku, 'NEW-1', 5, 'A-01')
    expect(received.result.outcome).not.toBe('refused')
    expect(await floor.inventory(sku)).toMatchObject({ onHand: 5, sellable: 0, onHold: 5 })
    await lift(sku, 'NEW-1')
    expect(await floor.inventory(sku)).toMatchObject({ sellable: 5 })
  })

  it('twice is one hold, and one lift ends it', async () => {
    const sku = await twoLots()
    await hold(sku, 'L1', 'First')
    await hold(sku, 'L1', 'Second')
    expect((await trace(sku, 'L1')).lot).toMatchObject({
      hold: 'First',
      holds: [{ reason: 'First', source: 'person' }],
    })
    await lift(sku, 'L1', { reason: 'The laboratory says it is good' })
    expect((await trace(sku, 'L1')).lot).toMatchObject({
      hold: null,
      holds: [{ liftedBy: 'test admin', liftReason: 'The laboratory says it is good' }],
    })
    await lift(sku, 'L1')
    await hold(sku, 'L1', 'Third')
    const { hold: reason, holds } = (await trace(sku, 'L1')).lot
    expect([reason, ...holds.map((one) => one.reason)]).toEqual(['Third', 'Third', 'First'])
  })

  it('is placed once for each Idempotency-Key', async () => {
    const sku = await twoLots()
    const key = v7()
    const asked = () => floor.server.call('POST', `${pathOf(sku, 'L1')}/hold`, { reason: 'Odd' }, { key })
    const first = await asked()
    await lift(sku, 'L1')
    expect(await asked()).toEqual(first)
    expect(await held(sku, 'L1')).toBeNull()
    const other = await floor.server.call<Problem>('POST', `${pathOf(sku, 'L2')}/hold`, { reason: 'Odd' }, { key })
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } })
  })

  it.each([
    'L/1',
    'L%2F',
    'A+B',
    'Q?1',
    '100%',
    'x&y=1',
    'a;b',
    'L#1'.replace('#', '!'),
  ])('of a lot named %s', async (lot) => {
    const sku = await floor.item()
    await floor.receive(sku, lot, 5, 'A-01')
    expect(await hold(sku, lot)).toEqual({ lots: [{ sku, lot }] })
    expect((await trace(sku, lot)).lot).toMatchObject({ lot, hold: 'Smells odd' })
    expect(await lift(sku, lot)).toEqual({ lots: [{ sku, lot }] })
  })

  it('belongs to those who may: inspectors, supervisors, planners, admins', async () => {
    const sku = await twoLots()
    for (const role of ['picker', 'receiver', 'counter'] as const) {
      const token = await floor.server.token(role)
      for (const path of ['hold', 'release']) {
        const answer = await floor.server.call('POST', `${pathOf(sku, 'L1')}/${path}`, { reason: 'Odd' }, { token })
        expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } })
      }
      // Whoever may see stock may see what became of it.
      expect(await floor.server.call('GET', `${pathOf(sku, 'L1')}/trace`, undefined, { token })).toMatchObject({
        status: 200,
      })
    }
    for (const role of ['inspector', 'supervisor', 'planner', 'admin'] as const) {
      const token = await floor.server.token(role)
      const answer = await floor.server.call('POST', `${pathOf(sku, 'L1')}/hold`, { reason: 'Odd' }, { token })
      expect(answer.status).toBe(200)
    }
  })

  it('needs an item with lots, a lot number, a reason and a warehouse', async () => {
    const sku = await floor.item()
    const plain = await floor.item({ lotTracked: false })
    const call = (path: string, body?: unknown) => floor.server.call<Problem>('POST', path, body)
    expect(await call('/lots/NO-SUCH/L1/hold', { reason: 'Odd' })).toMatchObject({ status: 404 })
    expect(await call(`/lots/${plain}/L1/hold`, { reason: 'Odd' })).toMatchObject({ status: 404 })
    expect(await call(`/lots/${sku}/${'L'.repeat(21)}/hold`, { reason: 'Odd' })).toMatchObject({
      status: 422,
      body: { field: 'lot' },
    })
    expect(await call(`/lots/${sku}/L1/hold`, {})).toMatchObject({ status: 422, body: { field: 'reason' } })
    expect(await call(`/lots/${sku}/L1/hold`, { reason: ' ' })).toMatchObject({ status: 422 })
    expect(await call(`/lots/${sku}/L1/hold?warehouse=NONE`, { reason: 'Odd' })).toMatchObject({ status: 404 })
    expect(await call(`/lots/${sku}/L1/release`)).toMatchObject({ status: 404, body: { code: 'not-found' } })
    expect(await floor.server.call('GET', `/lots/${sku}/L1/trace`)).toMatchObject({ status: 404 })
  })

  it('shows in the list of lots, which is searched and paged', async () => {
    const sku = await floor.item({ name: `Oats 100% ${v7()}` })
    for (const lot of ['A1', 'A2', 'A3', 'B_1'])
      await floor.receive(sku, lot, 5, 'A-01', 0, { supplier: 'Mill & Sons', supplierLot: `S-${lot}` })
    await floor.stream.push('adjust', {
      sku,
      lot: 'A2',
      location: 'A-01',
      status: 'available',
      quantity: -2,
      reason: 'Gone',
    })
    await inEast('receive', { sku, lot: 'A2', quantity: 7, location: 'E-01' })
    await hold(sku, 'A3')
    interface Listed {
      items: { lot: string; onHand: number; held: string | null; name: string; supplierLot: string }[]
      next: string | null
    }
    const list = (query: Record<string, string>) =>
      ok<Listed>(floor.server, 'GET', `/lots?${new URLSearchParams(query)}`)
    const all = await list({ search: sku })
    expect(
      all.items.filter((one) => one.name.startsWith('Oats')).map(({ lot, onHand, held: why }) => [lot, onHand, why]),
    ).toEqual([
      ['A1', 5, null],
      ['A2', 10, null],
      ['A3', 5, 'Smells odd'],
      ['B_1', 5, null],
    ])
    expect((await list({ search: 's-b_1' })).items).toMatchObject([{ lot: 'B_1', supplierLot: 'S-B_1' }])
    expect((await list({ search: '100% ' })).items).toHaveLength(4)
    expect((await list({ search: sku, held: 'true' })).items.map(({ lot }) => lot)).toEqual(['A3'])
    expect((await list({ search: sku, held: 'false' })).items.map(({ lot }) => lot)).not.toContain('A3')
    const pages: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const got: Listed = await list({ search: 'Mill & Sons', limit: '3', ...(cursor === '' ? {} : { cursor }) })
      pages.push(...got.items.map(({ lot }) => lot))
      cursor = got.next
    }
    expect(pages).toEqual(['A1', 'A2', 'A3', 'B_1'])
    expect(await floor.server.call('GET', '/lots?cursor=nonsense')).toMatchObject({
      status: 422,
      body: { field: 'cursor' },
    })
  })
})
