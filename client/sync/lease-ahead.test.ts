import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CountTask, TaskRow } from '../../shared/wire/pull.ts'
import { OutboxDatabase } from '../outbox/database.ts'
import { ReplicaDatabase } from '../replica/database.ts'
import { type CountLeaseDeps, leaseAhead, leaseCountsAhead, returnUnbegun } from './lease-ahead.ts'
import { Declined, Unreachable } from './transport.ts'

const MARIA = 'maria'

let outbox: OutboxDatabase
let replica: ReplicaDatabase
beforeEach(() => {
  const disk = { indexedDB: new IDBFactory(), IDBKeyRange }
  outbox = new OutboxDatabase(disk)
  replica = new ReplicaDatabase(disk)
})
afterEach(() => {
  outbox.close()
  replica.close()
})

async function list(id: string, device: string | null, task: Partial<TaskRow> = {}): Promise<void> {
  await replica.rows.pickLists.put(
    { id, orderId: `o-${id}`, state: 'open', zone: null, staging: 'STAGE-1', device },
    id,
  )
  const row: TaskRow = {
    id: `t-${id}`,
    kind: 'pick',
    state: 'open',
    pickListId: id,
    orderId: `o-${id}`,
    lineId: null,
    sku: 'OAT',
    lot: 'L1',
    location: 'A-01',
    quantity: 2,
    done: 0,
    sequence: 1,
    tote: null,
    ...task,
  }
  await replica.rows.tasks.put(row, row.id)
}

/** What was asked of the server, in order. */
let asked: string[]
function deps(answer: (id: string) => Promise<void> = async () => {}, given = 0): CountLeaseDeps {
  asked = []
  const ask = (id: string) => {
    asked.push(id)
    return answer(id)
  }
  const unasked = () => Promise.reject(new Error('not asked'))
  return {
    outbox,
    replica,
    deviceId: 'HH-1',
    userId: () => MARIA,
    transport: {
      lease: ask,
      giveBack: ask,
      leaseCounts: async (most, userId) => {
        await ask(`${most} for ${userId}`)
        return given
      },
      returnCounts: (tasks) => ask(`back: ${tasks.join(' ')}`),
      push: unasked,
      pull: unasked,
      ssccs: unasked,
      photoState: unasked,
      sendPhoto: unasked,
    },
  }
}

describe('work taken ahead', () => {
  it('is the oldest that is free, no more than two at a time', async () => {
    for (const id of ['c', 'a', 'b']) await list(id, null)
    await list('0', 'HH-2')
    expect(await leaseAhead(deps())).toBe(true)
    expect(asked).toEqual(['a', 'b'])
  })

  it('counts what is here and not finished', async () => {
    await list('mine', 'HH-1')
    await list('finished', 'HH-1', { done: 2, state: 'done' })
    for (const id of ['a', 'b']) await list(id, null)
    expect(await leaseAhead(deps())).toBe(true)
    expect(asked).toEqual(['a'])
  })

  it('is none where enough is here or nothing is free', async () => {
    expect(await leaseAhead(deps())).toBe(false)
    for (const id of ['x', 'y']) await list(id, 'HH-1')
    await list('a', null)
    expect(await leaseAhead(deps())).toBe(false)
    expect(asked).toEqual([])
  })

  it('goes on to the next where another device was faster', async () => {
    for (const id of ['a', 'b', 'c']) await list(id, null)
    const declining = deps(async (id) => {
      if (id === 'a') throw new Declined(409, 'leased', 'Another device has it.')
    })
    expect(await leaseAhead(declining)).toBe(true)
    expect(asked).toEqual(['a', 'b', 'c'])
  })

  it('stops where the network is gone', async () => {
    await list('a', null)
    const failed = leaseAhead(deps(() => Promise.reject(new Unreachable('gone'))))
    await expect(failed).rejects.toBeInstanceOf(Unreachable)
  })
})

async function count(id: string, device: string | null, more: Partial<CountTask> = {}): Promise<void> {
  await list(id, null, {
    id,
    kind: 'count',
    pickListId: null,
    orderId: null,
    location: id,
    count: { scope: 'location', origin: 'plan', hiddenFrom: 'handhelds', device, notBy: [], ...more },
  })
  await replica.rows.pickLists.delete(id)
}

describe('counts taken ahead', () => {
  it('are ten at a time, while somebody counts and few are left', async () => {
    for (const id of ['a', 'b']) await count(id, 'HH-1')
    await count('free', null)
    expect(await leaseCountsAhead(deps(undefined, 3))).toBe(true)
    expect(asked).toEqual([`10 for ${MARIA}`])
  })

  it('are none where enough are here, or none is free for this person', async () => {
    await count('another handheld’s', 'HH-2')
    await count('by another', null, { notBy: [MARIA] })
    expect(await leaseCountsAhead(deps())).toBe(false)
    for (const id of ['a', 'b', 'c']) await count(id, 'HH-1')
    await count('free', null)
    expect(await leaseCountsAhead(deps())).toBe(false)
    expect(asked).toEqual([])
  })

  it('are none where another device was faster', async () => {
    await count('free', null)
    expect(await leaseCountsAhead(deps(undefined, 0))).toBe(false)
    const declining = deps(() => Promise.reject(new Declined(409, 'count-leased', 'Another device has it.')))
    expect(await leaseCountsAhead(declining)).toBe(false)
  })

  it('stop where the network is gone', async () => {
    await count('free', null)
    const failed = leaseCountsAhead(deps(() => Promise.reject(new Unreachable('gone'))))
    await expect(failed).rejects.toBeInstanceOf(Unreachable)
  })
})

describe('at the end of a shift', () => {
  it('what was not begun goes back, whatever the server says to one of them', async () => {
    await list('a', 'HH-1')
    await list('b', 'HH-1', { done: 1 })
    await list('c', 'HH-1')
    await list('d', 'HH-2')
    await returnUnbegun(deps((id) => (id === 'a' ? Promise.reject(new Unreachable('gone')) : Promise.resolve())))
    expect(asked).toEqual(['a', 'c'])
  })

  it('what was begun here and not sent yet stays', async () => {
    await list('a', 'HH-1', { id: '00000000-0000-7000-8000-00000000000a' })
    const payload = {
      taskId: '00000000-0000-7000-8000-00000000000a',
      sku: 'OAT',
      lot: 'L1',
      location: 'A-01',
      to: 'STAGE-1',
      quantity: 1,
    }
    await outbox.transactions.add({
      id: 'x',
      streamOrder: 1,
      seq: 1,
      state: 'waiting',
      recordedAt: 0,
      reflected: 0,
      envelope: { id: 'x', seq: 1, v: 1, type: 'pick', occurredAt: '2026-01-05T08:00:00.000Z', payload },
    })
    await returnUnbegun(deps())
    expect(asked).toEqual([])
  })

  it('counts go back, but for those that are recorded and not sent yet', async () => {
    for (const id of ['a', 'b']) await count(id, 'HH-1')
    await count('another handheld’s', 'HH-2')
    await outbox.transactions.add({
      id: 'x',
      streamOrder: 1,
      seq: 1,
      state: 'waiting',
      recordedAt: 0,
      reflected: 0,
      envelope: {
        id: 'x',
        seq: 1,
        v: 1,
        type: 'count',
        occurredAt: '2026-01-05T08:00:00.000Z',
        payload: { location: 'a', scope: 'location', lines: [] },
      },
    })
    await returnUnbegun(deps())
    expect(asked).toEqual(['back: b'])
  })
})
