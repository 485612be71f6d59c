import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, describe, expect, it } from 'vitest'
import { lotKey, type ReplicaTable, type ReplicaTables, stockKey } from '../../../shared/wire/pull.ts'
import type { NewTransaction } from '../../outbox/append.ts'
import { OutboxDatabase } from '../../outbox/database.ts'
import { ReplicaDatabase } from '../../replica/database.ts'
import type { View } from '../../replica/view.ts'
import { jobById } from './job.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const [LIST, ORDER, LINE, TASK] = [id(1), id(2), id(3), id(4)]
const TODAY = '2026-05-01'
const DAY_MS = 86_400_000

const open: View[] = []
afterEach(() => {
  for (const { outbox, replica } of open.splice(0)) {
    outbox.close()
    replica.close()
  }
})

interface Stock {
  lot: string
  location: string
  quantity: number
  allocated?: number
  suspect?: number
}

/** A pick list for 5 of OAT, lot L1 in A-01; lots L1, L2 … were received one day after the other. */
async function openWarehouse(stock: Stock[], more: { minShelfLifeDays?: number } = {}): Promise<View> {
  const disk = { indexedDB: new IDBFactory(), IDBKeyRange }
  const view = { outbox: new OutboxDatabase(disk), replica: new ReplicaDatabase(disk) }
  open.push(view)
  const put = <Table extends ReplicaTable>(table: Table, key: string, row: ReplicaTables[Table]) =>
    (view.replica.rows[table] as { put(row: unknown, key: string): PromiseLike<unknown> }).put(row, key)
  const item = {
    sku: 'OAT',
    name: 'Oats',
    lotTracked: true,
    unit: 'each',
    rotationPolicy: null,
    traced: false,
    group: null,
    secondarySku: null,
    worth: null,
  }
  await put('items', 'OAT', { ...item, rotation: 'fifo' })
  await put('channels', 'shop', { channel: 'shop', name: 'Shop', kind: 'dtc', minShelfLifeDays: 0, ...more })
  for (const [pickSequence, code] of ['A-01', 'A-02', 'A-03', 'A-04', 'STAGE-1'].entries()) {
    const kind = code === 'STAGE-1' ? 'staging' : 'pick'
    await put('locations', code, { code, kind, within: null, pickSequence, blocked: code === 'A-04', sscc: null })
  }
  for (let n = 1; n <= 6; n++) {
    const lot = `L${n}`
    const dates = { producedOn: null, expiresOn: n === 4 ? '2026-05-20' : null, receivedAt: n * DAY_MS }
    const row = { sku: 'OAT', lot, ...dates, held: n === 5, supplier: null, supplierLot: null, confirmed: n !== 6 }
    await put('lots', lotKey('OAT', lot), row)
  }
  for (const row of stock) {
    const balance = { sku: 'OAT', status: 'available' as const, allocated: 0, suspect: 0, ...row }
    await put('stock', stockKey(balance), balance)
  }
  const order = {
    id: ORDER,
    externalId: 'S-1',
    channel: 'shop',
    customer: 'Ada',
    shipBy: '2026-05-03',
    status: 'released',
  }
  await put('orders', ORDER, order)
  await put('pickLists', LIST, {
    id: LIST,
    orderId: ORDER,
    state: 'open',
    zone: null,
    staging: 'STAGE-1',
    device: 'HH-1',
  })
  const task = { id: TASK, pickListId: LIST, orderId: ORDER, lineId: LINE, sku: 'OAT', lot: 'L1', location: 'A-01' }
  await put('tasks', TASK, { ...task, kind: 'pick', state: 'open', quantity: 5, done: 0, sequence: 0, tote: null })
  return view
}

let recorded = 0
async function record(view: View, ...transactions: NewTransaction[]): Promise<void> {
  for (const { type, payload } of transactions) {
    recorded += 1
    const own = id(1000 + recorded)
    const occurredAt = '2026-05-01T08:00:00.000Z'
    const envelope = { id: own, seq: recorded, v: 1, type, occurredAt, payload: payload as Record<string, unknown> }
    await view.outbox.transactions.add({
      id: own,
      streamOrder: 1,
      seq: recorded,
      state: 'waiting',
      recordedAt: recorded,
      reflected: 0,
      envelope,
    })
  }
}

const about = { taskId: TASK, sku: 'OAT', orderId: ORDER, lineId: LINE }
const pick = (lot: string, location: string, quantity: number): NewTransaction => ({
  type: 'pick',
  payload: { ...about, lot, location, to: 'STAGE-1', quantity },
})
const short = (lot: string, location: string, found: number): NewTransaction => ({
  type: 'shortPick',
  payload: { ...about, lot, location, found, reason: 'missing' },
})

/** `lot@bin remaining`, in the order of the way; what is through is left out. */
async function directions(view: View): Promise<string[]> {
  const job = await jobById(view, 'HH-1', LIST, TODAY)
  const lines = job?.lines.filter(({ remaining }) => remaining > 0) ?? []
  return lines.map(({ lot, location, remaining }) => `${lot}@${location} ${remaining}`)
}

const DIRECTED = { lot: 'L1', location: 'A-01', quantity: 10, allocated: 5 }

describe('a list on which something was not found', () => {
  it('is directed on by what the device knows to be free, the oldest first', async () => {
    const view = await openWarehouse([
      DIRECTED,
      { lot: 'L3', location: 'A-02', quantity: 9 },
      { lot: 'L2', location: 'A-03', quantity: 4, allocated: 2, suspect: 1 },
    ])
    expect(await directions(view)).toEqual(['L1@A-01 5'])
    await record(view, pick('L1', 'A-01', 2), short('L1', 'A-01', 2))
    expect(await directions(view)).toEqual(['L3@A-02 2', 'L2@A-03 1'])
  })

  it('is not sent to what it has just carried to staging, nor back to the bin', async () => {
    const view = await openWarehouse([DIRECTED, { lot: 'L2', location: 'A-02', quantity: 9 }])
    await record(view, pick('L1', 'A-01', 2), short('L1', 'A-01', 2))
    expect(await directions(view)).toEqual(['L2@A-02 3'])
  })

  it('counts what was taken on the way, and goes on from there after the app was killed', async () => {
    const view = await openWarehouse([DIRECTED, { lot: 'L2', location: 'A-02', quantity: 9 }])
    await record(view, short('L1', 'A-01', 0), pick('L2', 'A-02', 3))
    expect(await directions(view)).toEqual(['L2@A-02 2'])
    await record(view, pick('L2', 'A-02', 2))
    expect(await directions(view)).toEqual([])
  })

  it('is never sent to a lot on hold, unconfirmed, in a blocked place, or too old for its channel', async () => {
    const view = await openWarehouse(
      [
        DIRECTED,
        { lot: 'L2', location: 'A-04', quantity: 9 },
        { lot: 'L4', location: 'A-02', quantity: 9 },
        { lot: 'L5', location: 'A-02', quantity: 9 },
        { lot: 'L6', location: 'A-02', quantity: 9 },
        { lot: 'L3', location: 'A-03', quantity: 1 },
      ],
      { minShelfLifeDays: 18 },
    )
    await record(view, short('L1', 'A-01', 0))
    expect(await directions(view)).toEqual(['L3@A-03 1'])
  })

  it('does not ask twice for what the server has directed meanwhile', async () => {
    const view = await openWarehouse([DIRECTED, { lot: 'L2', location: 'A-02', quantity: 9, allocated: 5 }])
    await record(view, pick('L2', 'A-02', 4))
    const task = { id: id(9), pickListId: LIST, orderId: ORDER, lineId: LINE, sku: 'OAT', lot: 'L2', location: 'A-02' }
    const rows = view.replica.rows.tasks
    await rows.put({ ...task, kind: 'pick', state: 'open', quantity: 5, done: 0, sequence: 1, tote: null }, task.id)
    const before = await rows.get(TASK)
    if (before) await rows.put({ ...before, quantity: 0, state: 'cancelled' }, TASK)
    expect(await directions(view)).toEqual(['L2@A-02 1'])
  })
})
