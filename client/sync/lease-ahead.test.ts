import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TaskRow } from '../../shared/wire/pull.ts'
import { OutboxDatabase } from '../outbox/database.ts'
import { ReplicaDatabase } from '../replica/database.ts'
import { type LeaseDeps, leaseAhead, returnUnbegun } from './lease-ahead.ts'
import { Declined, Unreachable } from './transport.ts'

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
function deps(answer: (id: string) => Promise<void> = async () => {}): LeaseDeps {
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
    transport: { lease: ask, giveBack: ask, push: unasked, pull: unasked, ssccs: unasked },
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
})
