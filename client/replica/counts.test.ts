import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PayloadInput } from '../../shared/transactions/index.ts'
import type { CountTask, ItemRow, StockRow, TaskRow } from '../../shared/wire/pull.ts'
import { stockKey } from '../../shared/wire/pull.ts'
import { OutboxDatabase } from '../outbox/database.ts'
import { dueCounts, hiddenFromUs, isForUs, isHidden } from './counts.ts'
import { ReplicaDatabase } from './database.ts'
import { suggestBin, type View } from './view.ts'

const MARIA = 'maria'
const OAT: ItemRow = {
  sku: 'OAT',
  name: 'Oat bars',
  rotation: 'fifo',
  lotTracked: true,
  unit: 'each',
  rotationPolicy: null,
  traced: false,
  group: null,
  secondarySku: null,
  worth: null,
}
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

let view: View
beforeEach(async () => {
  const disk = { indexedDB: new IDBFactory(), IDBKeyRange }
  view = { outbox: new OutboxDatabase(disk), replica: new ReplicaDatabase(disk) }
  await view.replica.rows.items.put(OAT, 'OAT')
})
afterEach(() => {
  view.outbox.close()
  view.replica.close()
})

async function bins(...codes: string[]): Promise<void> {
  for (const [pickSequence, code] of codes.entries())
    await view.replica.rows.locations.put(
      { code, kind: 'storage', within: null, pickSequence, blocked: false, sscc: null },
      code,
    )
}

async function task(n: number, location: string, count: Partial<CountTask> = {}, more: Partial<TaskRow> = {}) {
  const row: TaskRow = {
    id: id(n),
    kind: 'count',
    state: 'open',
    pickListId: null,
    orderId: null,
    lineId: null,
    sku: count.scope === undefined || count.scope === 'location' ? '' : 'OAT',
    lot: '',
    location,
    quantity: 1,
    done: 0,
    sequence: 0,
    tote: null,
    count: { scope: 'location', origin: 'plan', hiddenFrom: 'handhelds', device: null, notBy: [], ...count },
    ...more,
  }
  await view.replica.rows.tasks.put(row, row.id)
}

let recorded = 0
async function record(type: string, payload: object): Promise<void> {
  recorded += 1
  await view.outbox.transactions.add({
    id: id(1_000 + recorded),
    streamOrder: 1,
    seq: recorded,
    state: 'waiting',
    recordedAt: recorded,
    reflected: 0,
    envelope: {
      id: id(1_000 + recorded),
      seq: recorded,
      v: 1,
      type,
      occurredAt: '2026-01-05T08:00:00.000Z',
      payload: payload as Record<string, unknown>,
    },
  })
}
const counted = (payload: PayloadInput<'count'>) => record('count', payload)

const due = () => dueCounts(view, 'HH-1', MARIA)
const codes = async () => (await due()).map(({ location }) => location)

describe('counts that are due', () => {
  it('come with what the floor stumbled over first, then in the order of the way', async () => {
    await bins('B-09', 'A-01', 'A-02')
    await task(1, 'A-01')
    await task(2, 'B-09')
    await task(3, 'A-02', { origin: 'short-pick' })
    await task(4, 'A-02', { origin: 'variance', scope: 'item' })
    await task(5, 'A-01', { origin: 'hand' })
    expect((await due()).map(({ location, origin }) => `${location} ${origin}`)).toEqual([
      'A-02 short-pick',
      'A-02 variance',
      'A-01 hand',
      'B-09 plan',
      'A-01 plan',
    ])
  })

  it('say what they are about, whose they are, and nothing of what should be there', async () => {
    await task(1, 'A-01', { device: 'HH-1' })
    await task(2, 'A-02', { device: 'HH-2' })
    await task(3, 'A-03', { scope: 'lot', notBy: [MARIA] }, { lot: 'L1', quantity: 1 })
    const found = await due()
    expect(found.map(({ holder, byAnother }) => [holder, byAnother])).toEqual([
      ['here', false],
      ['elsewhere', false],
      ['nobody', true],
    ])
    expect(found.filter(isForUs).map(({ location }) => location)).toEqual(['A-01'])
    expect(found[2]).toEqual({
      id: id(3),
      location: 'A-03',
      scope: 'lot',
      item: OAT,
      lot: 'L1',
      origin: 'plan',
      holder: 'nobody',
      byAnother: true,
    })
    expect((await dueCounts(view, 'HH-1', null))[2]).toMatchObject({ byAnother: false })
  })

  it('are neither done, nor other tasks, nor of an item that is not known here', async () => {
    await task(1, 'A-01', {}, { state: 'done' })
    await task(2, 'A-02', {}, { kind: 'put-back' })
    await task(3, 'A-03', { scope: 'item' }, { sku: 'GONE' })
    expect(await due()).toEqual([])
  })

  it('are none that is counted here, by its own count or by one that looked at more', async () => {
    await task(1, 'A-01')
    await task(2, 'A-01', { scope: 'item' })
    await task(3, 'A-02', { scope: 'lot' }, { lot: 'L1' })
    await task(4, 'A-02', { scope: 'lot' }, { lot: 'L2' })
    await counted({ location: 'A-01', scope: 'location', lines: [] })
    await counted({ taskId: id(3), location: 'A-02', scope: { sku: 'OAT', lot: 'L1' }, lines: [] })
    expect((await due()).map((one) => one.id)).toEqual([id(4)])
    await counted({ location: 'A-02', scope: { sku: 'OAT' }, lines: [] })
    expect(await due()).toEqual([])
  })

  it('are due again when the count is undone', async () => {
    await task(1, 'A-01')
    await counted({ taskId: id(1), location: 'A-01', scope: 'location', lines: [] })
    expect(await codes()).toEqual([])
    await record('reverse', { transaction: id(1_000 + recorded) })
    expect(await codes()).toEqual(['A-01'])
  })

  it('stay where another person is to do them', async () => {
    await task(1, 'A-01', { origin: 'variance', scope: 'item', notBy: [MARIA] })
    await counted({ location: 'A-01', scope: 'location', lines: [] })
    expect(await codes()).toEqual(['A-01'])
  })
})

describe('what a blind count keeps from this device', () => {
  const balance = (location: string, lot = 'L1') => ({ location, sku: 'OAT', lot })

  it('is all in its place, or its item or lot there', async () => {
    await task(1, 'A-01')
    await task(2, 'A-02', { scope: 'lot' }, { lot: 'L1' })
    const hidden = await hiddenFromUs(view, 'HH-1')
    expect(
      [balance('A-01'), balance('A-02'), balance('A-02', 'L2'), balance('A-03')].map((one) => isHidden(hidden, one)),
    ).toEqual([true, true, false, false])
  })

  it('is nothing where the count is with another handheld only, or is not blind', async () => {
    await task(1, 'A-01', { hiddenFrom: 'holder', device: 'HH-2' })
    await task(2, 'A-02', { hiddenFrom: 'nobody', device: 'HH-1' })
    await task(3, 'A-03', { hiddenFrom: 'holder' })
    await task(4, 'A-04', { hiddenFrom: 'holder', device: 'HH-1' })
    expect((await hiddenFromUs(view, 'HH-1')).map(({ location }) => location)).toEqual(['A-04'])
  })

  it('goes on being kept when it is counted here, until the server has heard of it', async () => {
    await task(1, 'A-01')
    await counted({ taskId: id(1), location: 'A-01', scope: 'location', lines: [] })
    expect(await hiddenFromUs(view, 'HH-1')).toHaveLength(1)
  })
})

describe('a bin whose count is due', () => {
  it('is not taken for an empty one', async () => {
    await bins('A-01', 'A-02', 'A-03')
    await task(1, 'A-01')
    const row: StockRow = {
      sku: 'RYE',
      lot: '',
      location: 'A-02',
      status: 'available',
      quantity: 1,
      allocated: 0,
      suspect: 0,
    }
    await view.replica.rows.stock.put(row, stockKey(row))
    expect(await suggestBin(view, 'OAT', 'L1')).toMatchObject({ code: 'A-03' })
  })
})
