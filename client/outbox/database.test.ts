import { IDBDatabase, IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { OutboxDatabase } from './database.ts'

let outbox: OutboxDatabase
beforeEach(() => {
  outbox = new OutboxDatabase({ indexedDB: new IDBFactory(), IDBKeyRange, chromeTransactionDurability: 'relaxed' })
})
afterEach(() => {
  vi.restoreAllMocks()
  outbox.close()
})

describe('the outbox', () => {
  it('asks for strict durability in every write, whatever it was opened with', async () => {
    // Before it is opened: Dexie keeps the function that it finds then.
    const begin = vi.spyOn(IDBDatabase.prototype, 'transaction')
    await outbox.device.put({ name: 'credential', value: { deviceId: 'HH-1', token: 't', warehouse: 'MAIN' } })
    await outbox.transaction('rw', outbox.streams, outbox.transactions, () =>
      outbox.streams.add({ streamId: 'a', previousStreamId: null, openedAt: 0 }),
    )
    const writes = begin.mock.calls.filter(([, mode]) => mode === 'readwrite')
    expect(writes).toHaveLength(2)
    for (const [, , options] of writes) expect(options).toEqual({ durability: 'strict' })
  })

  it('refuses a second transaction in the place of another', async () => {
    const row = { streamOrder: 1, seq: 1, state: 'waiting' as const, recordedAt: 0, reflected: 0 as const }
    const envelope = { id: 'a', seq: 1, v: 1, type: 'move', occurredAt: '2026-01-05T08:00:00.000Z', payload: {} }
    await outbox.transactions.add({ id: 'a', envelope, ...row })
    await expect(outbox.transactions.add({ id: 'b', envelope, ...row })).rejects.toThrow()
  })
})
