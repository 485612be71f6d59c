import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { OutboxDatabase, type OutboxRow, type OutboxState } from './database.ts'
import { backlog, latest, nextBatch } from './pending.ts'
import { forgetOld, RETAINED_MS, sendAllAgain } from './retain.ts'

const NOW = Date.UTC(2026, 5, 1)
let outbox: OutboxDatabase
beforeEach(() => {
  outbox = new OutboxDatabase({ indexedDB: new IDBFactory(), IDBKeyRange })
})
afterEach(() => outbox.close())

let made = 0
async function row(state: OutboxState, more: Partial<OutboxRow> = {}): Promise<string> {
  made += 1
  const id = `t${made}`
  const envelope = { id, seq: made, v: 1, type: 'move', occurredAt: '2026-01-05T08:00:00.000Z', payload: {} }
  await outbox.transactions.add({
    id,
    streamOrder: 1,
    seq: made,
    state,
    envelope,
    recordedAt: 0,
    reflected: 0,
    ...more,
  })
  return id
}
const ids = async () => (await outbox.transactions.toArray()).map(({ id }) => id)

describe('the retention rule', () => {
  it('is 30 days', () => expect(RETAINED_MS).toBe(30 * 24 * 60 * 60 * 1000))

  it('forgets what was acknowledged and is settled, a moment later than that', async () => {
    const kept = await row('done', { acknowledgedAt: NOW - RETAINED_MS })
    await row('done', { acknowledgedAt: NOW - RETAINED_MS - 1 })
    expect(await forgetOld(outbox, NOW)).toBe(1)
    expect(await ids()).toEqual([kept])
  })

  it.each<[OutboxState, Partial<OutboxRow>]>([
    ['waiting', {}],
    // It was acknowledged by a server that has lost it since.
    ['waiting', { acknowledgedAt: 0 }],
    ['attention', { acknowledgedAt: 0 }],
    ['done', {}],
  ])('never forgets what is %s: %j', async (state, more) => {
    const kept = await row(state, more)
    expect(await forgetOld(outbox, NOW * 10)).toBe(0)
    expect(await ids()).toEqual([kept])
  })
})

describe('another history', () => {
  it('is sent everything that is retained, and all of it is laid over again', async () => {
    for (const state of ['waiting', 'done', 'attention'] as const) await row(state, { reflected: 1 })
    await sendAllAgain(outbox)
    expect((await outbox.transactions.toArray()).map(({ state, reflected }) => [state, reflected])).toEqual([
      ['waiting', 0],
      ['waiting', 0],
      ['waiting', 0],
    ])
  })
})

describe('what waits', () => {
  it('is counted, with the age of the oldest', async () => {
    expect(await backlog(outbox)).toEqual({ waiting: 0, attention: 0, oldestAt: null })
    await row('waiting', { recordedAt: 30 })
    await row('waiting', { recordedAt: 20 })
    await row('done', { recordedAt: 1 })
    await row('attention', { recordedAt: 2 })
    expect(await backlog(outbox)).toEqual({ waiting: 2, attention: 1, oldestAt: 20 })
  })

  it('goes oldest stream first, in its order, a batch at a time', async () => {
    expect(await nextBatch(outbox, 2)).toEqual([])
    const later = await row('waiting', { streamOrder: 2, seq: 1 })
    const third = await row('waiting', { streamOrder: 1, seq: 12 })
    const first = await row('waiting', { streamOrder: 1, seq: 2 })
    const second = await row('waiting', { streamOrder: 1, seq: 10 })
    await row('attention', { streamOrder: 1, seq: 1 })
    expect((await nextBatch(outbox, 2)).map(({ id }) => id)).toEqual([first, second])
    await outbox.transactions.update(first, { state: 'done' })
    expect((await nextBatch(outbox, 9)).map(({ id }) => id)).toEqual([second, third])
    await outbox.transactions.bulkDelete([second, third])
    expect((await nextBatch(outbox, 9)).map(({ id }) => id)).toEqual([later])
  })

  it('is shown newest first', async () => {
    const ids = [
      await row('done', { recordedAt: 1 }),
      await row('waiting', { recordedAt: 3 }),
      await row('done', { recordedAt: 2 }),
    ]
    expect((await latest(outbox, 2)).map(({ id }) => id)).toEqual([ids[1], ids[2]])
  })
})
