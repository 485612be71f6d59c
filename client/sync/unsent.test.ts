import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { append, type Recorder } from '../outbox/append.ts'
import { OutboxDatabase } from '../outbox/database.ts'
import { openStream } from '../outbox/stream.ts'
import { unsentHeader, unsentNow } from './unsent.ts'

const NOW = Date.UTC(2026, 0, 5, 8)
const RECEIVE = { type: 'receive', payload: { sku: 'OAT', lot: 'L1', quantity: 1, location: 'DOCK-1' } } as const

describe('what is told of the outbox', () => {
  let outbox: OutboxDatabase
  let clock: number
  let made: number
  beforeEach(() => {
    outbox = new OutboxDatabase({ indexedDB: new IDBFactory(), IDBKeyRange })
    clock = NOW
    made = 0
  })
  afterEach(() => outbox.close())

  const nextId = () => `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`
  async function recorder(): Promise<Recorder> {
    const stream = await openStream(outbox, nextId(), clock)
    return { database: outbox, stream, newId: nextId, now: () => clock, monotonic: () => 0 }
  }
  const record = async (of: Recorder) => {
    await append(of, [RECEIVE], { sessionId: null, cursor: null })
  }

  it('is nothing where nothing waits', async () => {
    expect(await unsentNow(outbox, NOW)).toEqual({ count: 0, oldestMs: 0 })
    expect(unsentHeader({ count: 0, oldestMs: 0 })).toBe('0 0')
  })

  it('is how many wait, and the age of the oldest, also of an earlier start of the app', async () => {
    await record(await recorder())
    clock += 90_000
    await record(await recorder())
    expect(await unsentNow(outbox, clock + 400)).toEqual({ count: 2, oldestMs: 90_400 })
    expect(unsentHeader({ count: 2, oldestMs: 90_400 })).toBe('2 90')
    const [oldest] = await outbox.transactions.toCollection().sortBy('recordedAt')
    await outbox.transactions.update(oldest?.id ?? '', { state: 'done' })
    expect(await unsentNow(outbox, clock + 400)).toEqual({ count: 1, oldestMs: 400 })
  })

  it('is no age below nothing where the clock was set back', async () => {
    await record(await recorder())
    expect(await unsentNow(outbox, NOW - 3_600_000)).toEqual({ count: 1, oldestMs: 0 })
  })
})
