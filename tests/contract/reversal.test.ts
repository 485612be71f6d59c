/** Undoing: each type restores what it changed, once; and where that is no longer possible, a person is told. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LocationRow } from '../../shared/wire/pull.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { testStream } from '../support/server.ts'
import { type Floor, feedSettled, ok, openFloor, pullAll } from './floor.ts'

describe.each(EDGE_DIALECTS)('reversal on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const reverse = (transaction: string) => floor.stream.push('reverse', { transaction })

  /** What a reversal must bring back, of one item and, where there is one, its order and receipt. */
  const state = async (sku: string, orderId?: string) => ({
    stock: await floor.stockRows(sku),
    inventory: await floor.inventory(sku),
    order: orderId === undefined ? undefined : await floor.readOrder(orderId),
    tasks: (await floor.tasks({ state: 'open' }))
      .filter((task) => task.sku === sku)
      .map(({ id, kind, lot, location, quantity, done }) => ({ id, kind, lot, location, left: quantity - done }))
      .sort((a, b) => a.id.localeCompare(b.id)),
  })

  /** A released order of 6 over 4 of L1 and more of L2. */
  const scene = async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 4, 'A-01', 5)
    await floor.receive(sku, 'L2', 10, 'A-02', 2)
    const order = await floor.order(sku, 6)
    const { tasks } = await floor.release(order.id)
    const [task, other] = tasks
    if (!task || !other) throw new Error('There are no tasks.')
    return { sku, order, task, other }
  }
  type Scene = Awaited<ReturnType<typeof scene>>

  const each: [string, (s: Scene) => [string, Record<string, unknown>]][] = [
    ['receive', ({ sku }) => ['receive', { sku, lot: 'L2', quantity: 5, location: 'DOCK-1' }]],
    ['move', ({ sku }) => ['move', { sku, lot: 'L2', quantity: 3, from: 'A-02', to: 'A-03' }]],
    ['move of allocated stock', ({ sku }) => ['move', { sku, lot: 'L1', quantity: 4, from: 'A-01', to: 'A-03' }]],
    ['move of some allocated stock', ({ sku }) => ['move', { sku, lot: 'L1', quantity: 3, from: 'A-01', to: 'A-02' }]],
    [
      'changeStatus',
      ({ sku }) => [
        'changeStatus',
        { sku, lot: 'L1', location: 'A-01', quantity: 3, from: 'available', to: 'damaged', reason: 'Wet' },
      ],
    ],
    ['pick', ({ task, sku }) => ['pick', { taskId: task.id, sku, lot: 'L1', location: 'A-01', quantity: 4 }]],
    ['part of a pick', ({ task, sku }) => ['pick', { taskId: task.id, sku, lot: 'L1', location: 'A-01', quantity: 1 }]],
    ['pick elsewhere', ({ task, sku }) => ['pick', { taskId: task.id, sku, lot: 'L2', location: 'A-02', quantity: 6 }]],
    [
      'shortPick',
      ({ task, sku }) => [
        'shortPick',
        { taskId: task.id, sku, lot: 'L1', location: 'A-01', found: 1, reason: 'missing' },
      ],
    ],
    [
      'shortPick of damaged',
      ({ task, sku }) => [
        'shortPick',
        { taskId: task.id, sku, lot: 'L1', location: 'A-01', found: 0, reason: 'damaged' },
      ],
    ],
    [
      'adjust down',
      ({ sku }) => ['adjust', { sku, lot: 'L1', location: 'A-01', status: 'available', quantity: -4, reason: 'Gone' }],
    ],
    [
      'adjust up',
      ({ sku }) => ['adjust', { sku, lot: 'L1', location: 'A-01', status: 'damaged', quantity: 4, reason: 'Found' }],
    ],
    [
      'ship of what was not picked',
      ({ sku, order }) => ['ship', { orderId: order.id, lines: [{ sku, lot: 'L2', quantity: 2, from: 'A-02' }] }],
    ],
  ]

  it.each(each)('restores after %s', async (_what, make) => {
    const made = await scene()
    const before = await state(made.sku, made.order.id)
    const [type, payload] = make(made)
    const done = await floor.stream.push(type, payload)
    expect(done.result.outcome).not.toBe('refused')
    const undone = await reverse(done.id)
    expect(undone.result.exceptions.map((found) => found.type)).not.toContain('reversal-incomplete')
    expect(await state(made.sku, made.order.id)).toEqual(before)
    const lines = await floor.lines(done.id)
    const mirrored = (await floor.lines(undone.id)).map((line) => line.replace(/(\S+) > (\S+)$/, '$2 > $1'))
    expect(mirrored.sort()).toEqual(lines.sort())
    // Once: a second reversal finds nothing to undo.
    await reverse(done.id)
    expect(await state(made.sku, made.order.id)).toEqual(before)
  })

  it.each(each)('undoes %s at once where the reversal came first', async (_what, make) => {
    const made = await scene()
    const before = await state(made.sku, made.order.id)
    const [type, payload] = make(made)
    const late = testStream(floor.server)
    const sent = late.envelope(type, payload)
    const first = await testStream(floor.server, 'HH-2').push('reverse', { transaction: sent.id })
    expect(first.result).toMatchObject({ outcome: 'applied' })
    expect(await state(made.sku, made.order.id)).toEqual(before)
    const answer = await late.send([sent])
    expect(answer.body.results[0]?.outcome).not.toBe('refused')
    expect(await state(made.sku, made.order.id)).toEqual(before)
    expect(await floor.lines(first.id)).toHaveLength((await floor.lines(sent.id)).length)
    await reverse(sent.id)
    expect(await state(made.sku, made.order.id)).toEqual(before)
  })

  it('restores a shipped order: it stands picked again', async () => {
    const { sku, order, task, other } = await scene()
    await floor.pick(task)
    await floor.pick(other)
    const before = await state(sku, order.id)
    const shipped = await floor.stream.push('ship', { orderId: order.id })
    expect(await floor.readOrder(order.id)).toMatchObject({ status: 'shipped' })
    await reverse(shipped.id)
    expect(await state(sku, order.id)).toEqual(before)
    expect(await floor.readOrder(order.id)).toMatchObject({ status: 'picked' })
    const again = await floor.stream.push('ship', { orderId: order.id })
    expect(again.result.outcome).toBe('applied')
  })

  it('takes back what had come in on a receipt, and opens the receipt again', async () => {
    const sku = await floor.item()
    const body = { supplier: 'Mill', reference: 'PO', lines: [{ sku, quantity: 6 }] }
    const { id: receiptId } = await ok<{ id: string }>(floor.server, 'POST', '/receipts', body)
    await feedSettled(floor.server)
    const { cursor } = await pullAll(floor.server)
    const received = await floor.receive(sku, 'L1', 6, 'DOCK-1', 0, { receiptId })
    await reverse(received.id)
    expect(await floor.stock(sku)).toEqual({})
    await feedSettled(floor.server)
    const { changes } = await pullAll(floor.server, cursor)
    const last = (table: string) => changes.filter((change) => change.table === table).at(-1)?.value
    expect(last('receiptLines')).toMatchObject({ received: 0 })
    expect(last('receipts')).toMatchObject({ state: 'open' })
  })

  it('puts a unit back, unless it was carried on since', async () => {
    const tote = await floor.bin({ kind: 'unit', within: 'A-01' })
    const within = async () => {
      const { changes } = await pullAll(floor.server)
      const rows = changes.filter(({ table, key }) => table === 'locations' && key === tote)
      return (rows.at(-1)?.value as LocationRow | undefined)?.within
    }
    const first = await floor.stream.push('moveUnit', { unit: tote, to: 'A-02' })
    await reverse(first.id)
    await feedSettled(floor.server)
    expect(await within()).toBe('A-01')
    const second = await floor.stream.push('moveUnit', { unit: tote, to: 'A-02' })
    await floor.stream.push('moveUnit', { unit: tote, to: 'A-03' })
    const undone = await reverse(second.id)
    expect(undone.result).toMatchObject({ outcome: 'exception', exceptions: [{ type: 'reversal-incomplete' }] })
    await feedSettled(floor.server)
    expect(await within()).toBe('A-03')
  })

  it('dismisses a refused one, and its exception goes with it', async () => {
    const refused = await floor.stream.push('receive', { sku: 'NO-SUCH', lot: 'L1', quantity: 1, location: 'A-01' })
    const undone = await reverse(refused.id)
    expect(undone.result).toMatchObject({ outcome: 'applied' })
    expect(await floor.exceptions({ transaction: refused.id })).toEqual([])
    expect(await floor.server.call('POST', `/refused/${refused.id}/resubmit`)).toMatchObject({ status: 409 })
  })

  it('dismisses a refused one also where the reversal came first', async () => {
    const stream = testStream(floor.server)
    const sent = stream.envelope('receive', { sku: 'NO-SUCH', lot: 'L1', quantity: 1, location: 'A-01' })
    await reverse(sent.id)
    const answer = await stream.send([sent])
    expect(answer.body.results).toMatchObject([{ outcome: 'refused', problem: { code: 'unknown-sku' } }])
    expect(await floor.exceptions({ transaction: sent.id })).toEqual([])
    expect(await floor.server.call('POST', `/refused/${sent.id}/resubmit`)).toMatchObject({ status: 409 })
  })

  it('is not reversed itself, in whichever order the two come', async () => {
    const sku = await floor.item()
    const received = await floor.receive(sku, 'L1', 5, 'A-01')
    const stream = testStream(floor.server)
    const undoing = stream.envelope('reverse', { transaction: received.id })
    const early = await reverse(undoing.id)
    await stream.send([undoing])
    const late = await reverse(undoing.id)
    expect(late.result).toMatchObject({
      outcome: 'refused',
      problem: { code: 'reversal-not-reversible', field: 'payload.transaction' },
    })
    await ok(floor.server, 'POST', `/refused/${late.id}/dismiss`)
    expect(await floor.stock(sku)).toEqual({})
    // The early one could not be known for what it is; now it is, and undoes nothing.
    expect(await floor.lines(early.id)).toEqual([])
  })

  it('of a pick that has been shipped since is incomplete, and the stock is back all the same', async () => {
    const { sku, order, task, other } = await scene()
    const picked = await floor.pick(task)
    await floor.pick(other)
    await floor.stream.push('ship', { orderId: order.id })
    const undone = await reverse(picked.id)
    expect(undone.result.outcome).toBe('exception')
    expect(undone.result.exceptions.map(({ type }) => type)).toContain('reversal-incomplete')
    expect(await floor.exceptions({ type: 'reversal-incomplete', sku })).toMatchObject([
      { severity: 'high', order: order.id },
    ])
    expect(await floor.stock(sku)).toEqual({ 'L1@A-01': 4, 'L1@STAGING': -4, 'L2@A-02': 8 })
    expect(await floor.readOrder(order.id)).toMatchObject({ status: 'shipped', lines: [{ shipped: 6 }] })
  })

  it('of a receipt whose goods have moved on leaves a negative balance with its exception', async () => {
    const sku = await floor.item()
    const received = await floor.receive(sku, 'L1', 5, 'DOCK-1')
    await floor.stream.push('move', { sku, lot: 'L1', quantity: 5, from: 'DOCK-1', to: 'A-01' })
    const undone = await reverse(received.id)
    expect(undone.result).toMatchObject({ exceptions: [{ type: 'negative-stock' }] })
    expect(await floor.stock(sku)).toEqual({ 'L1@A-01': 5, 'L1@DOCK-1': -5 })
  })

  it('of stock that is promised since says who is at risk', async () => {
    const sku = await floor.item()
    const received = await floor.receive(sku, 'L1', 5, 'A-01')
    const order = await floor.order(sku, 5)
    await floor.release(order.id)
    const undone = await reverse(received.id)
    expect(undone.result.exceptions.map(({ type }) => type).sort()).toEqual(['at-risk', 'short-pick'])
    expect(await floor.readOrder(order.id)).toMatchObject({ lines: [{ committed: 5, allocated: 0 }] })
  })

  it('waits for ever without harm for what never comes, and is answered the same each time', async () => {
    const waiting = await reverse(v7())
    const again = await floor.stream.send([waiting.sent])
    expect(again.body.results).toMatchObject([{ outcome: 'applied', duplicate: true }])
  })

  it('undoes once what two devices undo before it comes', async () => {
    const sku = await floor.item()
    const stream = testStream(floor.server)
    const sent = stream.envelope('receive', { sku, lot: 'L1', quantity: 5, location: 'A-01' })
    const [first, second] = [await reverse(sent.id), await reverse(sent.id)]
    await stream.send([sent])
    expect(await floor.stock(sku)).toEqual({})
    expect([...(await floor.lines(first.id)), ...(await floor.lines(second.id))]).toHaveLength(1)
  })

  it('does not direct to a lot that has come on hold since', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 5, 'A-01', 5)
    await floor.receive(sku, 'L2', 5, 'A-02', 2)
    const order = await floor.order(sku, 3)
    const [task] = (await floor.release(order.id)).tasks
    if (!task) throw new Error('There is no task.')
    const about = { taskId: task.id, sku, lot: 'L1', location: 'A-01' }
    const short = await floor.stream.push('shortPick', { ...about, found: 0, reason: 'missing' })
    await ok(floor.server, 'POST', `/lots/${sku}/L1/hold`, { reason: 'Seal broken' })
    await reverse(short.id)
    const open = (await floor.tasks({ kind: 'pick', state: 'open' })).filter((one) => one.sku === sku)
    expect(open.map(({ lot, quantity, done }) => [lot, quantity - done])).toEqual([['L2', 3]])
    expect(await floor.readOrder(order.id)).toMatchObject({ lines: [{ allocated: 3, committed: 0 }] })
  })
})
