import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { standardReturnSettings } from '../../shared/rules/return-settings.ts'
import type { PayloadInput, TransactionName } from '../../shared/transactions/index.ts'
import { transactionTypes } from '../../shared/transactions/index.ts'
import type { ReturnedGoodsRow, StockRow, TaskRow } from '../../shared/wire/pull.ts'
import { keyOf, stockKey } from '../../shared/wire/pull.ts'
import { CUP, idOf, lotRowOf, OAT } from '../flows/standing-cases.ts'
import { OutboxDatabase } from '../outbox/database.ts'
import { ReplicaDatabase } from './database.ts'
import { returnSettings } from './return-settings.ts'
import { isOutstanding, openReturns, returnsPlaces, setApart, waitingGoods } from './returns.ts'
import { isUninspected } from './stock.ts'
import { stockToPutAway, type View } from './view.ts'

const RETURN = idOf(500)

let view: View
beforeEach(async () => {
  const disk = { indexedDB: new IDBFactory(), IDBKeyRange }
  view = { outbox: new OutboxDatabase(disk), replica: new ReplicaDatabase(disk) }
  const { rows } = view.replica
  for (const item of [OAT, CUP]) await rows.items.put(item, item.sku)
  await rows.lots.put(lotRowOf('L1'), keyOf('OAT', 'L1'))
  await rows.channels.put({ channel: 'shop', name: 'Web shop', kind: 'dtc', minShelfLifeDays: 0 }, 'shop')
  await rows.returns.put(
    {
      id: RETURN,
      channel: 'shop',
      order: 'WEB-7',
      customer: 'Ada',
      reference: 'RMA-1',
      state: 'expected',
      documents: 'missing',
    },
    RETURN,
  )
})
afterEach(() => {
  view.outbox.close()
  view.replica.close()
})

const came = async (n: number, more: Partial<ReturnedGoodsRow> = {}) => {
  const row: ReturnedGoodsRow = {
    id: idOf(n),
    returnId: RETURN,
    sku: 'OAT',
    lot: 'L1',
    quantity: 5,
    inspected: 0,
    reason: 'damaged',
    channel: 'shop',
    location: 'RET',
    receivedAt: n,
    ...more,
  }
  await view.replica.rows.returnedGoods.put(row, row.id)
}

const stands = async (location: string, quantity: number, more: Partial<StockRow> = {}) => {
  const row: StockRow = {
    sku: 'OAT',
    lot: 'L1',
    location,
    status: 'uninspected',
    quantity,
    allocated: 0,
    suspect: 0,
    ...more,
  }
  await view.replica.rows.stock.put(row, stockKey(row))
  if (isUninspected(stockKey(row))) await view.replica.uninspected.put(row, stockKey(row))
}

let seq = 0
async function own<Name extends TransactionName>(n: number, type: Name, payload: PayloadInput<Name>): Promise<void> {
  seq += 1
  await view.outbox.transactions.put({
    id: idOf(n),
    streamOrder: 1,
    seq,
    state: 'waiting',
    envelope: {
      id: idOf(n),
      seq,
      v: transactionTypes[type].version,
      type,
      session: null,
      cursor: null,
      occurredAt: new Date(1_000 + n).toISOString(),
      monotonicMs: seq,
      payload: payload as Record<string, unknown>,
    },
    recordedAt: 1_000 + n,
    reflected: 0,
  })
}

const inspect = (quantity: number, more: Partial<PayloadInput<'inspect'>> = {}): PayloadInput<'inspect'> => ({
  sku: 'OAT',
  lot: 'L1',
  location: 'RET',
  quantity,
  condition: 'new',
  disposition: 'restock',
  ...more,
})
const waiting = async () => (await waitingGoods(view)).map(({ id, quantity }) => [id, quantity])

describe('returns that are expected', () => {
  it('have come as far as the server and this device know', async () => {
    await view.replica.rows.returnLines.put(
      { returnId: RETURN, sku: 'OAT', reason: 'damaged', expected: 3, received: 1, lots: [] },
      keyOf(RETURN, 'OAT'),
    )
    expect(await openReturns(view)).toMatchObject([
      { id: RETURN, order: 'WEB-7', lines: [{ item: OAT, expected: 3, received: 1 }] },
    ])
    await own(1, 'returnReceive', {
      sku: 'OAT',
      lot: 'L1',
      returnId: RETURN,
      channel: 'shop',
      quantity: 2,
      reason: 'damaged',
      location: 'RET',
    })
    const [one] = await openReturns(view)
    expect(one?.lines).toMatchObject([{ received: 3 }])
    expect(one && isOutstanding(one)).toBe(false)
  })
})

describe('goods that wait to be inspected', () => {
  it('are the oldest first, with what is known of their return', async () => {
    await came(2)
    await came(1, { sku: 'CUP', lot: '', returnId: idOf(501) })
    await stands('RET', 5)
    expect(await waitingGoods(view)).toMatchObject([
      { id: idOf(1), item: CUP, lotRow: undefined, order: null, documents: 'none' },
      {
        id: idOf(2),
        item: OAT,
        lotRow: { lot: 'L1' },
        order: 'WEB-7',
        reference: 'RMA-1',
        customer: 'Ada',
        documents: 'missing',
        channelName: 'Web shop',
        channelKind: 'dtc',
        location: 'RET',
      },
    ])
  })
  it('are less by what was inspected, here and elsewhere, and come back when that is undone', async () => {
    await came(1, { inspected: 1 })
    expect(await waiting()).toEqual([[idOf(1), 4]])
    await own(9, 'inspect', inspect(3, { returned: idOf(1) }))
    expect(await waiting()).toEqual([[idOf(1), 1]])
    await own(10, 'reverse', { transaction: idOf(9) })
    expect(await waiting()).toEqual([[idOf(1), 4]])
    await own(11, 'inspect', inspect(4, { returned: idOf(1) }))
    expect(await waiting()).toEqual([])
  })
  it('are taken off the oldest of their kind, where an inspection names none', async () => {
    await came(1)
    await came(2)
    await own(9, 'inspect', inspect(2))
    expect(await waiting()).toEqual([
      [idOf(1), 3],
      [idOf(2), 5],
    ])
  })
  it('are there the moment they are received here, and not twice when the server knows them', async () => {
    const payload = {
      sku: 'OAT',
      lot: 'L1',
      channel: 'shop',
      orderExternalId: 'WEB-9',
      quantity: 2,
      reason: 'unwanted',
      location: 'RET',
    }
    await own(3, 'returnReceive', payload)
    expect(await waitingGoods(view)).toMatchObject([
      { id: idOf(3), returnId: null, order: 'WEB-9', quantity: 2, location: 'RET', reason: 'unwanted' },
    ])
    await came(3, { quantity: 2 })
    expect(await waiting()).toEqual([[idOf(3), 2]])
    // The server has it, and does not know yet that it was undone.
    await view.outbox.transactions.update(idOf(3), { state: 'done', reflected: 1 })
    await own(4, 'reverse', { transaction: idOf(3) })
    expect(await waiting()).toEqual([])
    await view.replica.rows.returnedGoods.clear()
    expect(await waiting()).toEqual([])
  })
  it('stand where they were carried', async () => {
    await came(1)
    await stands('CAGE-2', 5)
    expect(await waitingGoods(view)).toMatchObject([{ location: 'CAGE-2' }])
  })
  it('may have come with no return, and are looked at, too', async () => {
    await came(1)
    await stands('RET', 5)
    expect(await waitingGoods(view)).toMatchObject([{ id: idOf(1), isReturned: true, quantity: 5 }])
    await stands('CAGE', 4)
    const [first, found] = await waitingGoods(view)
    expect(first).toMatchObject({ id: idOf(1), quantity: 5 })
    expect(found).toMatchObject({ isReturned: false, quantity: 4, lot: 'L1', reason: '', location: 'RET' })
    const waiting = { id: idOf(9), sku: 'OAT', lot: 'L1', location: 'CAGE', quantity: 3 }
    await view.replica.rows.waitingInspections.put(waiting, waiting.id)
    expect((await waitingGoods(view))[1]).toMatchObject({ quantity: 1 })
  })

  it('are not to be put away', async () => {
    await view.replica.rows.locations.put(
      { code: 'DOCK', kind: 'dock', within: null, pickSequence: 0, blocked: false, sscc: null },
      'DOCK',
    )
    await stands('DOCK', 5)
    await stands('DOCK', 2, { status: 'available' })
    expect(await stockToPutAway(view)).toMatchObject([{ status: 'available', quantity: 2 }])
  })
})

describe('goods that were set apart', () => {
  const task = async (n: number, kind: TaskRow['kind'], more: Partial<TaskRow> = {}) => {
    const row: TaskRow = {
      id: idOf(n),
      kind,
      state: 'open',
      pickListId: null,
      orderId: null,
      lineId: null,
      sku: 'OAT',
      lot: 'L1',
      location: 'BAD',
      quantity: 5,
      done: 1,
      sequence: 0,
      tote: null,
      ...more,
    }
    await view.replica.rows.tasks.put(row, row.id)
  }
  const remaining = async (kind: 'rework' | 'send-back') =>
    (await setApart(view, kind)).map((line) => [line.id, line.remaining])

  it('are less by what left from here', async () => {
    await task(20, 'send-back')
    await task(21, 'rework')
    await task(22, 'send-back', { state: 'done' })
    expect(await remaining('send-back')).toEqual([[idOf(20), 4]])
    await own(9, 'returnToSupplier', { sku: 'OAT', lot: 'L1', location: 'BAD', quantity: 3, taskId: idOf(20) })
    expect(await remaining('send-back')).toEqual([[idOf(20), 1]])
    await own(10, 'transform', {
      kind: 'rework',
      consumed: [{ sku: 'OAT', lot: 'L1', location: 'BAD', status: 'rework', quantity: 4 }],
      produced: [{ sku: 'OAT', lot: 'L5', location: 'A-01', quantity: 4 }],
    })
    expect(await remaining('rework')).toEqual([])
  })
})

describe('how the company works', () => {
  it('is as usual, until the office says otherwise', async () => {
    expect(await returnSettings(view)).toEqual(standardReturnSettings())
    const value = { ...standardReturnSettings(), scrapLimit: 1 }
    await view.replica.rows.settings.put({ name: 'returns', value }, 'returns')
    expect((await returnSettings(view)).scrapLimit).toBe(1)
  })
  it('has its places for returns in the order of the way', async () => {
    for (const [pickSequence, code] of ['RET-2', 'RET-1'].entries())
      await view.replica.rows.locations.put(
        { code, kind: 'returns', within: null, pickSequence, blocked: false, sscc: null },
        code,
      )
    expect(await returnsPlaces(view)).toEqual(['RET-2', 'RET-1'])
  })
})
