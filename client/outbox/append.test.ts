import type { DBCoreMutateRequest } from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { transactionTypes } from '../../shared/transactions/index.ts'
import { envelope } from '../../shared/wire/push.ts'
import { append, type NewTransaction, NotRecorded, type Recorder } from './append.ts'
import { OutboxDatabase, type OutboxRow } from './database.ts'
import { openStream } from './stream.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const NOW = Date.UTC(2026, 0, 5, 8)
const nobody = { sessionId: null, cursor: null }
const receive = (quantity = 1): NewTransaction => ({
  type: 'receive',
  payload: { sku: 'OAT', lot: 'L1', quantity, location: 'DOCK-1' },
})

let disk: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }
let outbox: OutboxDatabase
let made: number
const opened: OutboxDatabase[] = []

function nextId(): string {
  made += 1
  return id(made)
}
function openOutbox(): OutboxDatabase {
  const database = new OutboxDatabase(disk)
  opened.push(database)
  return database
}
async function startApp(database = outbox): Promise<Recorder> {
  const stream = await openStream(database, nextId(), NOW)
  return { database, stream, newId: nextId, now: () => NOW, monotonic: () => 125.5 }
}
beforeEach(() => {
  disk = { indexedDB: new IDBFactory(), IDBKeyRange }
  outbox = openOutbox()
  made = 0
})
afterEach(() => {
  for (const database of opened.splice(0)) database.close()
})

const rows = (database = outbox) => database.transactions.orderBy('[streamOrder+seq]').toArray()
const seqs = async (database = outbox) => (await rows(database)).map((row) => row.seq)

/** A disk that refuses from now on what `refuses` says of a write. */
function breakDisk(refuses: (table: string, request: DBCoreMutateRequest) => boolean): void {
  outbox.use({
    stack: 'dbcore',
    name: 'broken disk',
    create: (core) => ({
      ...core,
      table(name) {
        const table = core.table(name)
        return {
          ...table,
          mutate: (request) =>
            refuses(name, request)
              ? Promise.reject(new DOMException('The disk is full.', 'QuotaExceededError'))
              : table.mutate(request),
        }
      },
    }),
  })
}

describe('what is recorded', () => {
  it('is on the disk, whole, when append resolves', async () => {
    const recorder = await startApp()
    const returned = await append(recorder, [receive(12)], { sessionId: id(900), cursor: 'c1' })
    outbox.close()
    const [row] = await rows(openOutbox())
    expect(row).toEqual(returned[0])
    expect(row).toEqual({
      id: id(2),
      streamOrder: 1,
      seq: 1,
      state: 'waiting',
      recordedAt: NOW,
      reflected: 0,
      envelope: {
        id: id(2),
        seq: 1,
        v: 2,
        type: 'receive',
        session: id(900),
        cursor: 'c1',
        occurredAt: '2026-01-05T08:00:00.000Z',
        monotonicMs: 125.5,
        payload: { sku: 'OAT', lot: 'L1', quantity: 12, location: 'DOCK-1' },
      },
    })
    expect(v.is(envelope, row?.envelope)).toBe(true)
    expect(v.is(transactionTypes.receive.schema, row?.envelope.payload)).toBe(true)
  })

  it('is not changed by what the screen changes later', async () => {
    const recorder = await startApp()
    const lines = [{ sku: 'OAT', lot: 'L1', quantity: 1, from: 'STAGE-1' }]
    const [row] = await append(recorder, [{ type: 'ship', payload: { orderId: id(1), lines } }], nobody)
    lines[0] = { sku: 'TEA', lot: 'L9', quantity: 99, from: 'X' }
    expect(row?.envelope.payload.lines).toMatchObject([{ sku: 'OAT' }])
    expect((await rows())[0]?.envelope.payload.lines).toMatchObject([{ sku: 'OAT' }])
  })

  it('never says a negative time since the start', async () => {
    const [row] = await append({ ...(await startApp()), monotonic: () => -3 }, [receive()], nobody)
    expect(row?.envelope.monotonicMs).toBe(0)
  })

  it('of nothing is nothing', async () => {
    expect(await append(await startApp(), [], nobody)).toEqual([])
    expect(await rows()).toEqual([])
  })
})

describe('sequences', () => {
  it('have no gap across appends', async () => {
    const recorder = await startApp()
    await append(recorder, [receive(), receive()], nobody)
    await append(recorder, [receive()], nobody)
    expect(await seqs()).toEqual([1, 2, 3])
  })

  it('have no gap across appends at once, and each append stays together', async () => {
    const recorder = await startApp()
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) => append(recorder, [receive(index + 1), receive(index + 1)], nobody)),
    )
    expect(await seqs()).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
    for (const [first, second] of all) expect(second?.seq).toBe((first?.seq ?? 0) + 1)
  })

  it('have no gap where an append between them failed', async () => {
    const recorder = await startApp()
    await append(recorder, [receive()], nobody)
    const dying: Recorder = {
      ...recorder,
      newId() {
        throw new Error('The device went off while it wrote.')
      },
    }
    await Promise.allSettled([append(dying, [receive()], nobody), append(recorder, [receive()], nobody)])
    await append(recorder, [receive()], nobody)
    expect(await seqs()).toEqual([1, 2, 3])
  })

  it('of two tabs do not meet', async () => {
    const [one, two] = [await startApp(), await startApp(openOutbox())]
    await Promise.all([append(one, [receive(), receive()], nobody), append(two, [receive(), receive()], nobody)])
    expect((await rows()).map((row) => [row.streamOrder, row.seq])).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
    ])
  })
})

describe('a stream', () => {
  it('begins with each start of the app and names the one before', async () => {
    for (const streamId of ['a', 'b', 'c']) await openStream(outbox, streamId, NOW)
    outbox.close()
    await openStream(openOutbox(), 'd', NOW)
    const streams = await openOutbox().streams.orderBy('order').toArray()
    expect(streams.map((row) => [row.streamId, row.previousStreamId])).toEqual([
      ['a', null],
      ['b', 'a'],
      ['c', 'b'],
      ['d', 'c'],
    ])
  })

  it('tells how far the one before had come when it began', async () => {
    const first = await startApp()
    await append(first, [receive(), receive()], nobody)
    const second = await startApp()
    await append(first, [receive()], nobody)
    await startApp()
    await append(second, [receive()], nobody)
    await startApp()
    const streams = await outbox.streams.orderBy('order').toArray()
    expect(streams.map((row) => row.previousSeq)).toEqual([null, 2, 0, 0])
  })

  it('is never opened twice', async () => {
    await openStream(outbox, 'a', NOW)
    await expect(openStream(outbox, 'a', NOW)).rejects.toThrow()
    expect(await outbox.streams.count()).toBe(1)
  })
})

describe('a disk that refuses', () => {
  it('leaves nothing of it, and says NOT RECORDED', async () => {
    const recorder = await startApp()
    await append(recorder, [receive()], nobody)
    outbox.close()
    let full = true
    breakDisk((name) => full && name === 'transactions')
    await outbox.open()
    const failed = append(recorder, [receive(), receive()], nobody)
    await expect(failed).rejects.toBeInstanceOf(NotRecorded)
    await expect(failed).rejects.toMatchObject({ cause: { name: 'QuotaExceededError' } })
    expect(await seqs()).toEqual([1])
    full = false
    await append(recorder, [receive(), receive()], nobody)
    expect(await seqs()).toEqual([1, 2, 3])
  })

  it('the second of two refuses both', async () => {
    const recorder = await startApp()
    const [known] = await append(recorder, [receive()], nobody)
    const ids = [id(500), known?.id ?? '']
    const twice: Recorder = { ...recorder, newId: () => ids.shift() ?? '' }
    await expect(append(twice, [receive(), receive()], nobody)).rejects.toBeInstanceOf(NotRecorded)
    expect(await seqs()).toEqual([1])
    await append(recorder, [receive()], nobody)
    expect(await seqs()).toEqual([1, 2])
  })

  it('for good, because the database is closed, records nothing', async () => {
    const recorder = await startApp()
    outbox.close()
    await expect(append(recorder, [receive()], nobody)).rejects.toBeInstanceOf(NotRecorded)
  })

  it('though it wrote, is asked how far the stream came before the next one', async () => {
    const recorder = await startApp()
    const table = outbox.transactions
    const add = table.add.bind(table)
    table.add = (async (row: OutboxRow) => {
      await add(row)
      throw new Error('The answer of the disk was lost.')
    }) as unknown as typeof table.add
    await expect(append(recorder, [receive()], nobody)).rejects.toBeInstanceOf(NotRecorded)
    table.add = add
    await append(recorder, [receive(), receive()], nobody)
    expect(await seqs()).toEqual([1, 2, 3])
  })

  it('what cannot be written as JSON records nothing', async () => {
    const payload = { sku: 'OAT', lot: 'L1', quantity: 1n, location: 'DOCK-1' }
    const odd = { type: 'receive', payload } as unknown as NewTransaction
    await expect(append(await startApp(), [receive(), odd], nobody)).rejects.toBeInstanceOf(NotRecorded)
    expect(await rows()).toEqual([])
  })
})
