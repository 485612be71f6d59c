import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ssccOf } from '../../shared/rules/sscc.ts'
import { keyOf, type LocationRow, lotKey, type TaskRow } from '../../shared/wire/pull.ts'
import type { NewTransaction } from '../outbox/append.ts'
import { OutboxDatabase } from '../outbox/database.ts'
import { ReplicaDatabase } from './database.ts'
import { nameScan } from './name.ts'
import { openPutBacks, putBackBin } from './put-backs.ts'
import { hasLeft, standingOrders, unitByCode } from './standing.ts'
import type { View } from './view.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const ORDER = id(71)
const sscc = (serial: number) => ssccOf({ extensionDigit: 0, companyPrefix: '9521234', serial })
const [KNOWN, FRESH, PALLET] = [sscc(1), sscc(2), sscc(3)]

let view: View
let recorded = 0
const place = (code: string, kind: LocationRow['kind'], more: Partial<LocationRow> = {}) =>
  view.replica.rows.locations.put(
    { code, kind, within: null, pickSequence: 0, blocked: false, sscc: null, ...more },
    code,
  )
const picked = (lot: string, location: string, quantity: number) =>
  view.replica.rows.allocations.put(
    { lineId: id(1), orderId: ORDER, sku: 'OAT', lot, location, picked: true, quantity },
    keyOf(id(1), lot, location, 'picked'),
  )
async function record({ type, payload }: NewTransaction): Promise<string> {
  recorded += 1
  const own = id(1000 + recorded)
  await view.outbox.transactions.add({
    id: own,
    streamOrder: 1,
    seq: recorded,
    state: 'waiting',
    recordedAt: recorded,
    reflected: 0,
    envelope: {
      id: own,
      seq: recorded,
      v: 1,
      type,
      occurredAt: '2026-01-05T08:00:00.000Z',
      payload: payload as Record<string, unknown>,
    },
  })
  return own
}
const pack = (quantity: number, more: object = { sscc: FRESH }, from = 'STAGE-1'): NewTransaction => ({
  type: 'pack',
  payload: { orderId: ORDER, lines: [{ sku: 'OAT', lot: 'L1', quantity, from }], ...more },
})

beforeEach(async () => {
  const disk = { indexedDB: new IDBFactory(), IDBKeyRange }
  view = { outbox: new OutboxDatabase(disk), replica: new ReplicaDatabase(disk) }
  const { rows } = view.replica
  await rows.items.put(
    {
      sku: 'OAT',
      name: 'Oats',
      rotation: 'fifo',
      lotTracked: true,
      unit: 'each',
      rotationPolicy: null,
      traced: false,
      group: null,
      secondarySku: null,
      worth: null,
    },
    'OAT',
  )
  await rows.lots.put(
    {
      sku: 'OAT',
      lot: 'L1',
      expiresOn: null,
      producedOn: null,
      receivedAt: 0,
      held: false,
      supplier: null,
      supplierLot: null,
      confirmed: true,
    },
    lotKey('OAT', 'L1'),
  )
  await rows.orders.put(
    { id: ORDER, externalId: 'S-1', channel: 'shop', customer: 'Ada', shipBy: null, status: 'picked' },
    ORDER,
  )
  await rows.orderLines.put(
    { id: id(1), orderId: ORDER, sku: 'OAT', quantity: 12, allocated: 0, picked: 10, shipped: 0 },
    id(1),
  )
  await place('STAGE-1', 'staging')
  await place('TOTE-4', 'unit')
  await place('C-1', 'unit', { sscc: KNOWN, within: 'STAGE-1' })
  await picked('L1', 'STAGE-1', 6)
  await picked('L1', 'C-1', 4)
})
afterEach(() => {
  view.outbox.close()
  view.replica.close()
})

const only = async () => {
  const [order] = await standingOrders(view)
  if (!order) throw new Error('Nothing stands ready.')
  return order
}
/** Place → units, those in labelled units marked. */
const places = async () =>
  Object.fromEntries(
    (await only()).lines.map((line) => [`${line.location}${line.packed ? ' packed' : ''}`, line.quantity]),
  )

describe('what stands ready', () => {
  it('is loose, or packed where its unit has a label', async () => {
    expect(await places()).toEqual({ 'STAGE-1': 6, 'C-1 packed': 4 })
    expect(await only()).toMatchObject({
      missing: 2,
      units: [{ code: 'C-1', sscc: KNOWN, pallet: null }],
      lines: [{ item: { name: 'Oats' }, lotRow: { lot: 'L1' } }, {}],
    })
  })

  it('is packed at once into a carton that only this device knows', async () => {
    const own = await record(pack(5))
    expect(await places()).toEqual({ 'STAGE-1': 1, 'C-1 packed': 4, [`${FRESH} packed`]: 5 })
    await record({ type: 'reverse', payload: { transaction: own } })
    expect(await places()).toEqual({ 'STAGE-1': 6, 'C-1 packed': 4 })
  })

  it('is packed in a tote from the moment it has a label', async () => {
    await record(pack(6, { unit: 'TOTE-4', sscc: FRESH }))
    expect(await places()).toEqual({ 'TOTE-4 packed': 6, 'C-1 packed': 4 })
    expect((await only()).units).toContainEqual({ code: 'TOTE-4', sscc: FRESH, pallet: null })
  })

  it('stands on its pallet, known or begun here', async () => {
    await record(pack(6))
    await record({ type: 'moveUnit', payload: { unit: FRESH, to: PALLET } })
    await record({ type: 'moveUnit', payload: { unit: 'C-1', to: 'TOTE-4' } })
    expect((await only()).units).toEqual([
      { code: 'C-1', sscc: KNOWN, pallet: 'TOTE-4' },
      { code: FRESH, sscc: FRESH, pallet: PALLET },
    ])
  })

  it('is gone when it has left', async () => {
    const lines = [
      { sku: 'OAT', lot: 'L1', quantity: 6, from: 'STAGE-1' },
      { sku: 'OAT', lot: 'L1', quantity: 4, from: 'C-1' },
    ]
    await record({ type: 'ship', payload: { orderId: ORDER, units: ['C-1'], lines } })
    expect(await standingOrders(view)).toEqual([])
    expect(hasLeft((await unitByCode(view, 'C-1')) ?? { within: null })).toBe(true)
  })
})

describe('a unit', () => {
  it('is known by its code and by its label, also where only this device knows it', async () => {
    await record(pack(1))
    expect(await unitByCode(view, 'C-1')).toMatchObject({ code: 'C-1', sscc: KNOWN })
    expect(await unitByCode(view, KNOWN)).toMatchObject({ code: 'C-1', within: 'STAGE-1' })
    expect(await unitByCode(view, FRESH)).toMatchObject({ code: FRESH, kind: 'unit', sscc: FRESH })
    expect(await unitByCode(view, PALLET)).toBeUndefined()
    expect(await unitByCode(view, 'STAGE-1')).toMatchObject({ kind: 'staging' })
  })
  it('is named by the scan of its label', async () => {
    await record(pack(1, { unit: 'TOTE-4', sscc: FRESH }))
    const scan = { kind: 'unit' as const, text: `]C100${FRESH}`, code: FRESH, sscc: FRESH, ais: [], warnings: [] }
    expect(await nameScan(view, scan)).toMatchObject({ kind: 'location', location: { code: 'TOTE-4', sscc: FRESH } })
    expect(await nameScan(view, { ...scan, code: KNOWN })).toMatchObject({ location: { code: 'C-1' } })
    expect((await nameScan(view, { ...scan, code: PALLET })).kind).toBe('problem')
  })
})

describe('what is to be put back', () => {
  const task = (n: number, quantity: number, more: Partial<TaskRow> = {}) =>
    view.replica.rows.tasks.put(
      {
        id: id(n),
        kind: 'put-back',
        state: 'open',
        pickListId: null,
        orderId: ORDER,
        lineId: null,
        sku: 'OAT',
        lot: 'L1',
        location: 'STAGE-1',
        quantity,
        done: 0,
        sequence: 0,
        tote: null,
        ...more,
      },
      id(n),
    )
  const left = async () => Object.fromEntries((await openPutBacks(view)).map((one) => [one.id, one.remaining]))
  const carry = (quantity: number): NewTransaction => ({
    type: 'move',
    payload: { sku: 'OAT', lot: 'L1', quantity, from: 'STAGE-1', to: 'A-01' },
  })

  it('is less by what this device carried off, and nothing of what is through', async () => {
    await task(11, 3, { done: 1 })
    await task(12, 4)
    await task(13, 9, { state: 'done' })
    await task(14, 5, { location: 'TOTE-4' })
    await task(15, 6, { kind: 'pick' })
    expect(await left()).toEqual({ [id(11)]: 2, [id(12)]: 4, [id(14)]: 5 })
    await record(carry(3))
    expect(await left()).toEqual({ [id(12)]: 3, [id(14)]: 5 })
    const last = await record(carry(3))
    expect(await left()).toEqual({ [id(14)]: 5 })
    await record({ type: 'reverse', payload: { transaction: last } })
    expect(await left()).toEqual({ [id(12)]: 3, [id(14)]: 5 })
  })

  it('goes beside its own kind, and what must not leave where nobody picks', async () => {
    await place('A-01', 'pick', { pickSequence: 1 })
    await place('Q-2', 'storage', { blocked: true, pickSequence: 9 })
    await place('Q-1', 'storage', { blocked: true, pickSequence: 8 })
    expect((await putBackBin(view, 'OAT', 'L1', false))?.code).toBe('A-01')
    expect((await putBackBin(view, 'OAT', 'L1', true))?.code).toBe('Q-1')
    await view.replica.rows.locations.bulkDelete(['Q-1', 'Q-2'])
    expect((await putBackBin(view, 'OAT', 'L1', true))?.code).toBe('A-01')
  })
})
