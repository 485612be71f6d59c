import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ReplicaTable, ReplicaTables, StockRow } from '../../shared/wire/pull.ts'
import { keyOf, stockKey } from '../../shared/wire/pull.ts'
import type { NewTransaction } from '../outbox/append.ts'
import { OutboxDatabase, type OutboxRow } from '../outbox/database.ts'
import { ReplicaDatabase } from './database.ts'
import {
  atOneMoment,
  freePickLists,
  openReceipts,
  pickWork,
  readyOrders,
  stockToPutAway,
  stockWhere,
  suggestBin,
  type View,
} from './view.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const ORDER = id(71)
const RECEIPT = id(72)
const LIST = id(73)
const TASK = id(74)

const open: View[] = []
function newView(): View {
  const disk = { indexedDB: new IDBFactory(), IDBKeyRange }
  const view = { outbox: new OutboxDatabase(disk), replica: new ReplicaDatabase(disk) }
  open.push(view)
  return view
}
afterEach(() => {
  for (const { outbox, replica } of open.splice(0)) {
    outbox.close()
    replica.close()
  }
})

const put = <Table extends ReplicaTable>({ replica }: View, table: Table, key: string, row: ReplicaTables[Table]) =>
  replica.table(table).put(row, key)

const stockRow = (lot: string, location: string, quantity: number, more: Partial<StockRow> = {}): StockRow => ({
  sku: 'OAT',
  lot,
  location,
  status: 'available',
  quantity,
  allocated: 0,
  suspect: 0,
  ...more,
})
const putStock = async (view: View, ...rows: StockRow[]) => {
  for (const row of rows) await put(view, 'stock', stockKey(row), row)
}

let recorded = 0
async function record(view: View, transaction: NewTransaction, more: Partial<OutboxRow> = {}): Promise<string> {
  recorded += 1
  const row: OutboxRow = {
    id: id(1000 + recorded),
    streamOrder: 1,
    seq: recorded,
    state: 'waiting',
    recordedAt: recorded,
    reflected: 0,
    envelope: {
      id: id(1000 + recorded),
      seq: recorded,
      v: 1,
      type: transaction.type,
      occurredAt: '2026-01-05T08:00:00.000Z',
      payload: transaction.payload as Record<string, unknown>,
    },
    ...more,
  }
  await view.outbox.transactions.add(row)
  return row.id
}

const received = (quantity: number, more: object = {}): NewTransaction => ({
  type: 'receive',
  payload: { sku: 'OAT', lot: 'L1', quantity, location: 'DOCK-1', ...more },
})
const moved = (quantity: number, to = 'A-01'): NewTransaction => ({
  type: 'move',
  payload: { sku: 'OAT', lot: 'L1', quantity, from: 'DOCK-1', to },
})
const picked = (quantity: number): NewTransaction => ({
  type: 'pick',
  payload: { taskId: TASK, sku: 'OAT', lot: 'L1', location: 'A-01', to: 'STAGE-1', quantity, orderId: ORDER },
})
const shipped = (quantity: number): NewTransaction => ({
  type: 'ship',
  payload: { orderId: ORDER, lines: [{ sku: 'OAT', lot: 'L1', quantity, from: 'STAGE-1' }] },
})
const undone = (transaction: string): NewTransaction => ({ type: 'reverse', payload: { transaction } })
const short: NewTransaction = { type: 'shortPick', payload: { taskId: TASK, found: 0, reason: 'missing' } }

/** Lot and place → units. */
const units = (rows: { lot: string; location: string; quantity: number }[]) =>
  Object.fromEntries(rows.map((row) => [`${row.lot} ${row.location}`, row.quantity]))

describe('own work over the replica', () => {
  it('is seen at once, by item and by place', async () => {
    const view = newView()
    await putStock(view, stockRow('L1', 'DOCK-1', 10, { allocated: 2, suspect: 1 }), stockRow('L1', 'A-01', 4))
    await record(view, moved(3))
    expect(units(await stockWhere(view, 'sku', 'OAT'))).toEqual({ 'L1 DOCK-1': 7, 'L1 A-01': 7 })
    expect(await stockWhere(view, 'location', 'DOCK-1')).toEqual([
      stockRow('L1', 'DOCK-1', 7, { allocated: 2, suspect: 1 }),
    ])
  })

  it('leaves out what is empty, and begins what was', async () => {
    const view = newView()
    await putStock(view, stockRow('L1', 'DOCK-1', 3))
    await record(view, moved(3, 'B-09'))
    expect(units(await stockWhere(view, 'sku', 'OAT'))).toEqual({ 'L1 B-09': 3 })
    expect(await stockWhere(view, 'location', 'DOCK-1')).toEqual([])
  })

  it('is laid over until its outcome is in the replica, and not a moment longer', async () => {
    const view = newView()
    const mine = await record(view, received(5), { state: 'done', outcome: 'applied' })
    expect(units(await stockWhere(view, 'sku', 'OAT'))).toEqual({ 'L1 DOCK-1': 5 })
    // The page that brings the row brings the outcome; the outbox hears of it a moment later.
    await putStock(view, stockRow('L1', 'DOCK-1', 5))
    await put(view, 'outcomes', mine, { id: mine, device: 'HH-1', outcome: 'applied', settled: true, exceptions: [] })
    expect(units(await stockWhere(view, 'sku', 'OAT'))).toEqual({ 'L1 DOCK-1': 5 })
    await view.outbox.transactions.update(mine, { reflected: 1 })
    await view.replica.table('outcomes').clear()
    expect(units(await stockWhere(view, 'sku', 'OAT'))).toEqual({ 'L1 DOCK-1': 5 })
  })

  it('is not laid over by what another transaction’s outcome says', async () => {
    const view = newView()
    await record(view, received(5))
    await put(view, 'outcomes', 'x', { id: 'x', device: 'HH-1', outcome: 'applied', settled: true, exceptions: [] })
    expect(units(await stockWhere(view, 'sku', 'OAT'))).toEqual({ 'L1 DOCK-1': 5 })
  })

  it('is not laid over where the server could not post it', async () => {
    const view = newView()
    await record(view, received(5), { state: 'attention', outcome: 'refused' })
    expect(await stockWhere(view, 'sku', 'OAT')).toEqual([])
  })
})

describe('an undo', () => {
  it.each<[string, Partial<OutboxRow>, number]>([
    ['waiting', { state: 'waiting' }, 10],
    ['acknowledged and not in the replica yet', { state: 'done', outcome: 'applied' }, 10],
    ['in the replica', { state: 'done', outcome: 'applied', reflected: 1 }, 5],
    ['refused, which changed nothing', { state: 'attention', outcome: 'refused' }, 10],
    ['refused, and reflected as such', { state: 'attention', outcome: 'refused', reflected: 1 }, 10],
    ['dismissed', { state: 'done', outcome: 'refused', reflected: 1 }, 10],
  ])('of one that is %s', async (_, more, expected) => {
    const view = newView()
    await putStock(view, stockRow('L1', 'DOCK-1', 10))
    await record(view, undone(await record(view, received(5), more)))
    expect(units(await stockWhere(view, 'sku', 'OAT'))).toEqual({ 'L1 DOCK-1': expected })
  })

  it('that is refused itself leaves what it would undo', async () => {
    const view = newView()
    await record(view, undone(await record(view, received(5))), { state: 'attention', outcome: 'refused' })
    expect(units(await stockWhere(view, 'sku', 'OAT'))).toEqual({ 'L1 DOCK-1': 5 })
  })
})

describe('pick work', () => {
  async function withTask(quantity: number, done: number, state: 'open' | 'done' | 'cancelled' = 'open') {
    const view = newView()
    await put(view, 'pickLists', LIST, {
      id: LIST,
      orderId: ORDER,
      state: 'open',
      zone: null,
      staging: 'STAGE-1',
      device: 'HH-1',
    })
    await putTask(view, 1, TASK, { quantity, done, state })
    return view
  }
  const putTask = (view: View, sequence: number, task: string, more: object = {}) =>
    put(view, 'tasks', task, {
      id: task,
      kind: 'pick',
      state: 'open',
      pickListId: LIST,
      orderId: ORDER,
      lineId: id(81),
      sku: 'OAT',
      lot: 'L1',
      location: 'A-01',
      quantity: 1,
      done: 0,
      sequence,
      tote: null,
      ...more,
    })
  const tasksOf = async (view: View) => (await pickWork(view, 'HH-1'))[0]?.tasks ?? []

  it('counts own picks', async () => {
    const view = await withTask(10, 2)
    await record(view, picked(3))
    expect(await tasksOf(view)).toMatchObject([{ done: 5, remaining: 5 }])
  })

  it('is through where own picks finish it, or a short pick ends it', async () => {
    const [full, ended] = [await withTask(10, 2), await withTask(10, 2)]
    await record(full, picked(8))
    await record(ended, short)
    expect(await tasksOf(full)).toMatchObject([{ done: 10, remaining: 0 }])
    expect(await tasksOf(ended)).toMatchObject([{ done: 2, remaining: 0 }])
  })

  it('asks again for what was undone here, of a task that the server has closed too', async () => {
    const view = await withTask(10, 10, 'done')
    const mine = await record(view, picked(4), { state: 'done', outcome: 'applied', reflected: 1 })
    expect(await tasksOf(view)).toMatchObject([{ done: 10, remaining: 0 }])
    await record(view, undone(mine))
    expect(await tasksOf(view)).toMatchObject([{ done: 6, remaining: 4 }])
    await record(view, picked(4))
    expect(await tasksOf(view)).toMatchObject([{ done: 10, remaining: 0 }])
  })

  it('is not asked again after a short pick, by the server or here', async () =>
    expect(await tasksOf(await withTask(10, 4, 'done'))).toMatchObject([{ done: 4, remaining: 0 }]))

  it('stands in the order of the way, without what was cancelled or is no pick', async () => {
    const view = await withTask(1, 0)
    await putTask(view, 3, id(95), { location: 'A-00' })
    await putTask(view, 3, id(94), { location: 'B-00' })
    await putTask(view, 0, id(93))
    await putTask(view, 0, id(92), { state: 'cancelled' })
    await putTask(view, 0, id(96), { kind: 'put-back' })
    expect((await tasksOf(view)).map((task) => task.id)).toEqual([id(93), TASK, id(95), id(94)])
  })

  it('is this device’s only; what nobody has is free', async () => {
    const view = await withTask(1, 0)
    const list = { orderId: ORDER, state: 'open' as const, zone: null, staging: 'STAGE-1', device: null }
    await put(view, 'pickLists', 'b', { id: 'b', ...list, device: 'HH-2' })
    await put(view, 'pickLists', 'c', { id: 'c', ...list })
    await put(view, 'pickLists', 'd', { id: 'd', ...list, state: 'done' })
    expect((await pickWork(view, 'HH-1')).map((work) => work.list.id)).toEqual([LIST])
    expect((await freePickLists(view)).map((free) => free.id)).toEqual(['c'])
  })
})

describe('several questions of one moment', () => {
  it('look own work up once, and are answered as each by itself', async () => {
    const view = newView()
    await put(view, 'receipts', RECEIPT, { id: RECEIPT, supplier: 'Mill', reference: 'PO', state: 'open' })
    await put(view, 'receiptLines', RECEIPT, { receiptId: RECEIPT, sku: 'OAT', expected: 20, received: 2 })
    await record(view, received(7, { receiptId: RECEIPT }))
    const questions = (asked: View) => Promise.all([openReceipts(asked), stockToPutAway(asked), readyOrders(asked)])
    const each = await questions(view)
    const lookedUp = vi.spyOn(view.outbox.transactions, 'where')
    expect(await atOneMoment(view, questions)).toEqual(each)
    expect(lookedUp).toHaveBeenCalledTimes(1)
    expect(each[0][0]?.lines[0]?.received).toBe(9)
  })
})

describe('expected receipts', () => {
  it('count what came in here, and end when they are closed', async () => {
    const view = newView()
    await put(view, 'receipts', RECEIPT, { id: RECEIPT, supplier: 'Mill', reference: 'PO', state: 'open' })
    await put(view, 'receipts', 'old', { id: 'old', supplier: 'Mill', reference: 'PO', state: 'closed' })
    for (const sku of ['OAT', 'RYE'])
      await put(view, 'receiptLines', keyOf(RECEIPT, sku), { receiptId: RECEIPT, sku, expected: 20, received: 2 })
    await record(view, received(7, { receiptId: RECEIPT }))
    await record(view, received(1))
    const receipts = await openReceipts(view)
    expect(receipts.map(({ receipt }) => receipt.id)).toEqual([RECEIPT])
    expect(Object.fromEntries((receipts[0]?.lines ?? []).map((line) => [line.sku, line.received]))).toEqual({
      OAT: 9,
      RYE: 2,
    })
  })
})

describe('ready orders', () => {
  async function withOrder(more: { shipped?: number; staged?: number } = {}) {
    const view = newView()
    const { shipped: gone = 0, staged = 0 } = more
    await put(view, 'orders', ORDER, {
      id: ORDER,
      externalId: 'S-1',
      channel: 'shop',
      customer: 'Ada',
      shipBy: null,
      status: 'released',
    })
    await put(view, 'orderLines', 'line', {
      id: 'line',
      orderId: ORDER,
      sku: 'OAT',
      quantity: 10,
      allocated: 10,
      picked: 0,
      shipped: gone,
    })
    const allocation = { lineId: 'line', orderId: ORDER, sku: 'OAT', lot: 'L1' }
    await put(view, 'allocations', 'directed', { ...allocation, location: 'A-01', picked: false, quantity: 9 })
    if (staged > 0)
      await put(view, 'allocations', 'picked', { ...allocation, location: 'STAGE-1', picked: true, quantity: staged })
    return view
  }
  const standing = async (view: View) =>
    (await readyOrders(view)).map(({ ready, missing }) => ({ ready: units(ready), missing }))

  it('are those of which something stands ready; what is only directed does not', async () =>
    expect(await standing(await withOrder())).toEqual([]))

  it('count own picks beside what the server knows', async () => {
    const view = await withOrder({ staged: 4 })
    await record(view, picked(3))
    expect(await standing(view)).toEqual([{ ready: { 'L1 STAGE-1': 7 }, missing: 3 }])
    await record(view, picked(3))
    expect(await standing(view)).toMatchObject([{ missing: 0 }])
  })

  it('are gone once all of it was shipped here', async () => {
    const view = await withOrder({ staged: 4 })
    await record(view, shipped(4))
    expect(await standing(view)).toEqual([])
  })

  it('do not miss what was shipped here already', async () => {
    const view = await withOrder({ staged: 4, shipped: 2 })
    await record(view, shipped(4))
    await record(view, picked(4))
    expect(await standing(view)).toEqual([{ ready: { 'L1 STAGE-1': 4 }, missing: 0 }])
  })

  it('stand ready again when the shipment is undone here', async () => {
    const view = await withOrder({ shipped: 10 })
    await record(view, undone(await record(view, shipped(4), { state: 'done', outcome: 'applied', reflected: 1 })))
    expect(await standing(view)).toEqual([{ ready: { 'L1 STAGE-1': 4 }, missing: 0 }])
  })

  it('of two lines of one item stand in one place together', async () => {
    const view = await withOrder({ staged: 4 })
    await put(view, 'allocations', 'other', {
      lineId: 'line-2',
      orderId: ORDER,
      sku: 'OAT',
      lot: 'L1',
      location: 'STAGE-1',
      picked: true,
      quantity: 2,
    })
    expect(await standing(view)).toMatchObject([{ ready: { 'L1 STAGE-1': 6 } }])
  })
})

describe('putting away', () => {
  async function withPlaces() {
    const view = newView()
    const places = [
      ['DOCK-1', 'dock', 0, false],
      ['DOCK-2', 'dock', 0, false],
      ['A-01', 'pick', 1, false],
      ['A-02', 'pick', 2, false],
      ['A-03', 'storage', 3, false],
      ['A-00', 'pick', 0, true],
      ['STAGE-1', 'staging', 0, false],
    ] as const
    for (const [code, kind, pickSequence, blocked] of places)
      await put(view, 'locations', code, { code, kind, within: null, pickSequence, blocked, sscc: null })
    return view
  }
  const suggested = async (view: View, lot: string) => (await suggestBin(view, 'OAT', lot))?.code

  it('shows what stands on the docks, own receipts and moves included', async () => {
    const view = await withPlaces()
    await putStock(view, stockRow('L1', 'DOCK-1', 4), stockRow('L2', 'DOCK-2', 6), stockRow('L1', 'A-01', 9))
    await record(view, received(3))
    await record(view, moved(2))
    expect(units(await stockToPutAway(view))).toEqual({ 'L1 DOCK-1': 5, 'L2 DOCK-2': 6 })
    await record(view, moved(5))
    expect(units(await stockToPutAway(view))).toEqual({ 'L2 DOCK-2': 6 })
  })

  it('never shows less than nothing', async () => {
    const view = await withPlaces()
    await record(view, moved(5))
    expect(await stockToPutAway(view)).toEqual([])
  })

  it('suggests the bin of the same lot, else of the same item, else the first empty one', async () => {
    const view = await withPlaces()
    expect(await suggested(view, 'L1')).toBe('A-01')
    await putStock(view, stockRow('L9', 'A-02', 1))
    expect(await suggested(view, 'L1')).toBe('A-02')
    await putStock(view, stockRow('L1', 'A-03', 1))
    expect(await suggested(view, 'L1')).toBe('A-03')
  })

  it('suggests no bin that is blocked, taken by others or no bin', async () => {
    const view = await withPlaces()
    await putStock(
      view,
      stockRow('L1', 'A-00', 5),
      stockRow('L1', 'STAGE-1', 5),
      stockRow('X', 'A-01', 1, { sku: 'RYE' }),
      stockRow('X', 'A-02', 1, { sku: 'RYE' }),
    )
    expect(await suggested(view, 'L1')).toBe('A-03')
    await record(view, { type: 'move', payload: { sku: 'RYE', lot: 'X', quantity: 1, from: 'DOCK-1', to: 'A-03' } })
    expect(await suggested(view, 'L1')).toBeUndefined()
  })

  it('suggests the bin that the same lot was just put into', async () => {
    const view = await withPlaces()
    await record(view, moved(5, 'A-03'))
    expect(await suggested(view, 'L1')).toBe('A-03')
  })
})

// --- The replica with own work over it is the replica after the server has heard of it ---------------------------------

const LOTS = ['L1', 'L2'] as const
const PLACES = ['DOCK-1', 'A-01', 'STAGE-1'] as const
const TASKS = [id(501), id(502)] as const
const TASK_UNITS = 20

/** What a server knows, and what each fact does to it: written anew, so that it shares no mistake with the overlay. */
class Model {
  stock = new Map<string, number>()
  ready = new Map<string, number>()
  done = new Map<string, number>()
  received = 0
  shipped = 0

  do({ type, payload }: NewTransaction, sign: 1 | -1): void {
    const add = (map: Map<string, number>, key: string, by: number) => map.set(key, (map.get(key) ?? 0) + sign * by)
    const at = (place: string) => `${(payload as { lot: string }).lot} ${place}`
    if (type === 'receive') {
      add(this.stock, at(payload.location), payload.quantity)
      this.received += sign * payload.quantity
    }
    if (type === 'move') {
      add(this.stock, at(payload.from), -payload.quantity)
      add(this.stock, at(payload.to), payload.quantity)
    }
    if (type === 'pick') {
      add(this.stock, at(payload.location), -payload.quantity)
      add(this.stock, at('STAGE-1'), payload.quantity)
      add(this.ready, payload.lot ?? '', payload.quantity)
      add(this.done, payload.taskId, payload.quantity)
    }
    if (type === 'ship')
      for (const line of payload.lines ?? []) {
        add(this.stock, `${line.lot} STAGE-1`, -line.quantity)
        add(this.ready, line.lot ?? '', -line.quantity)
        this.shipped += sign * line.quantity
      }
  }

  async fill(view: View): Promise<void> {
    for (const [key, quantity] of this.stock) {
      const [lot = '', location = ''] = key.split(' ')
      if (quantity !== 0) await putStock(view, stockRow(lot, location, quantity))
    }
    for (const [lot, quantity] of this.ready)
      await put(view, 'allocations', lot, {
        lineId: 'line',
        orderId: ORDER,
        sku: 'OAT',
        lot,
        location: 'STAGE-1',
        picked: true,
        quantity,
      })
    await put(view, 'orders', ORDER, {
      id: ORDER,
      externalId: 'S-1',
      channel: 'shop',
      customer: 'Ada',
      shipBy: null,
      status: 'released',
    })
    const line = { id: 'line', orderId: ORDER, sku: 'OAT', quantity: 60, allocated: 0, picked: 0 }
    await put(view, 'orderLines', 'line', { ...line, shipped: this.shipped })
    await put(view, 'receipts', RECEIPT, { id: RECEIPT, supplier: 'Mill', reference: 'PO', state: 'open' })
    await put(view, 'receiptLines', RECEIPT, { receiptId: RECEIPT, sku: 'OAT', expected: 50, received: this.received })
    await put(view, 'pickLists', LIST, {
      id: LIST,
      orderId: ORDER,
      state: 'open',
      zone: null,
      staging: 'STAGE-1',
      device: 'HH-1',
    })
    for (const [sequence, task] of TASKS.entries()) {
      const done = this.done.get(task) ?? 0
      await put(view, 'tasks', task, {
        id: task,
        kind: 'pick',
        state: done >= TASK_UNITS ? 'done' : 'open',
        pickListId: LIST,
        orderId: ORDER,
        lineId: null,
        sku: 'OAT',
        lot: 'L1',
        location: 'A-01',
        quantity: TASK_UNITS,
        done,
        sequence,
        tote: null,
      })
    }
  }
}

async function seen(view: View) {
  const [stock, docks, works, receipts, ready] = [
    await stockWhere(view, 'sku', 'OAT'),
    await stockToPutAway(view),
    await pickWork(view, 'HH-1'),
    await openReceipts(view),
    await readyOrders(view),
  ]
  return {
    stock: units(stock),
    docks: units(docks),
    tasks: works[0]?.tasks.map(({ id: task, done, remaining }) => ({ task, done, remaining })),
    received: receipts[0]?.lines[0]?.received,
    ready: ready.map((order) => ({ ready: units(order.ready), missing: order.missing })),
  }
}

const draws = fc.record({
  what: fc.constantFrom('receive', 'move', 'pick', 'pick', 'ship', 'undo', 'undo'),
  lot: fc.constantFrom(...LOTS),
  places: fc.shuffledSubarray([...PLACES], { minLength: 2 }),
  task: fc.constantFrom(...TASKS),
  quantity: fc.integer({ min: 1, max: 12 }),
  target: fc.nat(),
})
type Draw = typeof draws extends fc.Arbitrary<infer Value> ? Value : never

/** What hands did, as transactions that a device could have recorded: no task is picked beyond what it asks. */
function storyOf(drawn: readonly Draw[]): { transaction: NewTransaction; target: number }[] {
  const story: { transaction: NewTransaction; target: number }[] = []
  const done = new Map<string, number>()
  const undoneAlready = new Set<number>()
  for (const { what, lot, places, task, quantity, target } of drawn) {
    const [from = '', to = ''] = places
    const item = { sku: 'OAT', lot, quantity }
    if (what === 'receive')
      story.push({ transaction: received(quantity, { lot, receiptId: RECEIPT, location: from }), target: -1 })
    if (what === 'move') story.push({ transaction: { type: 'move', payload: { ...item, from, to } }, target: -1 })
    if (what === 'ship')
      story.push({
        transaction: { type: 'ship', payload: { orderId: ORDER, lines: [{ ...item, from: 'STAGE-1' }] } },
        target: -1,
      })
    const units = Math.min(quantity, TASK_UNITS - (done.get(task) ?? 0))
    if (what === 'pick' && units > 0) {
      done.set(task, (done.get(task) ?? 0) + units)
      const payload = { ...item, quantity: units, taskId: task, location: 'A-01', to: 'STAGE-1', orderId: ORDER }
      story.push({ transaction: { type: 'pick', payload }, target: -1 })
    }
    const index = story.length === 0 ? -1 : target % story.length
    const undoneOne = story[index]?.transaction
    if (what !== 'undo' || !undoneOne || undoneOne.type === 'reverse' || undoneAlready.has(index)) continue
    undoneAlready.add(index)
    if (undoneOne.type === 'pick') {
      const { taskId, quantity: back } = undoneOne.payload
      done.set(taskId, (done.get(taskId) ?? 0) - back)
    }
    story.push({ transaction: undone(''), target: index })
  }
  return story
}

describe('the replica with own work over it', () => {
  it('is the replica after the server has heard of it, wherever the feed stands', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(draws, { minLength: 1, maxLength: 14, size: 'max' }), fc.nat(), async (drawn, dice) => {
        const story = storyOf(drawn)
        const heard = dice % (story.length + 1)
        const [view, later] = [newView(), newView()]
        const [now, then] = [new Model(), new Model()]
        for (const place of ['DOCK-1'])
          for (const one of [view, later])
            await put(one, 'locations', place, {
              code: place,
              kind: 'dock',
              within: null,
              pickSequence: 0,
              blocked: false,
              sscc: null,
            })
        const ids: string[] = []
        for (const [index, { transaction, target }] of story.entries()) {
          const reversed = story[target]?.transaction
          const [fact, sign] = reversed ? ([reversed, -1] as const) : ([transaction, 1] as const)
          if (index < heard) now.do(fact, sign)
          then.do(fact, sign)
          const envelope = reversed ? undone(ids[target] ?? '') : transaction
          const noted = (dice + index) % 2 === 0
          const reflected = index < heard && noted ? 1 : 0
          const mine = await record(view, envelope, { reflected, state: (dice + index) % 3 === 0 ? 'done' : 'waiting' })
          if (index < heard && !noted)
            await put(view, 'outcomes', mine, {
              id: mine,
              device: 'HH-1',
              outcome: 'applied',
              settled: true,
              exceptions: [],
            })
          ids.push(mine)
        }
        await now.fill(view)
        await then.fill(later)
        expect(await seen(view)).toEqual(await seen(later))
      }),
      { numRuns: 40 },
    )
  })
})
