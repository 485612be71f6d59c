import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { OutcomeRow, PullAnswer, ReplicaChange } from '../../shared/wire/pull.ts'
import { append, type Recorder } from '../outbox/append.ts'
import { OutboxDatabase, type OutboxRow } from '../outbox/database.ts'
import { openStream } from '../outbox/stream.ts'
import { readState } from '../replica/apply.ts'
import { ReplicaDatabase } from '../replica/database.ts'
import { noteOutcomes } from './outcomes.ts'
import { type PullDeps, pull } from './pull.ts'
import { SnapshotNeeded, Unauthorised, Unreachable } from './transport.ts'

const NOW = Date.UTC(2026, 0, 5, 8)
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

let outbox: OutboxDatabase
let replica: ReplicaDatabase
let recorder: Recorder
/** What was asked for, in order. */
let cursors: (string | null)[]
let made: number
beforeEach(async () => {
  const disk = { indexedDB: new IDBFactory(), IDBKeyRange }
  outbox = new OutboxDatabase(disk)
  replica = new ReplicaDatabase(disk)
  cursors = []
  made = 0
  const newId = () => {
    made += 1
    return id(made)
  }
  recorder = { database: outbox, stream: await openStream(outbox, 'a', NOW), newId, now: () => NOW, monotonic: () => 0 }
})
afterEach(() => {
  vi.restoreAllMocks()
  outbox.close()
  replica.close()
})

const place = (code: string): ReplicaChange => ({
  table: 'locations',
  key: code,
  value: { code, kind: 'pick', within: null, pickSequence: 0, blocked: false, sscc: null },
})
const outcome = (of: string, more: Partial<OutcomeRow> = {}): ReplicaChange => ({
  table: 'outcomes',
  key: of,
  value: { id: of, device: 'HH-1', outcome: 'applied', settled: true, exceptions: [], ...more },
})
const page = (cursor: string, changes: ReplicaChange[], more: Partial<PullAnswer> = {}): PullAnswer => ({
  epoch: 'e1',
  cursor,
  changes,
  more: false,
  snapshot: false,
  ...more,
})

/** Answers in this order; where there is none left, nothing new. */
function serving(...answers: (PullAnswer | Error)[]): PullDeps {
  return {
    outbox,
    replica,
    deviceId: 'HH-1',
    transport: {
      async pull(cursor) {
        cursors.push(cursor)
        const answer = answers.shift()
        if (answer instanceof Error) throw answer
        return answer ?? page(cursor ?? '', [])
      },
      push: () => Promise.reject(new Error('not asked')),
      lease: () => Promise.reject(new Error('not asked')),
      giveBack: () => Promise.reject(new Error('not asked')),
      leaseCounts: () => Promise.reject(new Error('not asked')),
      returnCounts: () => Promise.reject(new Error('not asked')),
      ssccs: () => Promise.reject(new Error('not asked')),
      photoState: () => Promise.reject(new Error('not asked')),
      sendPhoto: () => Promise.reject(new Error('not asked')),
    },
  }
}
async function record(more: Partial<OutboxRow> = {}): Promise<string> {
  const move = { sku: 'OAT', lot: 'L1', quantity: 1, from: 'A-01', to: 'A-02' }
  const [row] = await append(recorder, [{ type: 'move', payload: move }], { sessionId: null, cursor: null })
  await outbox.transactions.update(row?.id ?? '', more)
  return row?.id ?? ''
}
const codes = async () => (await replica.rows.locations.toArray()).map(({ code }) => code)
const rows = () => outbox.transactions.orderBy('[streamOrder+seq]').toArray()

describe('a pull', () => {
  it('takes the snapshot in pages, then the feed, each from where the last one ended', async () => {
    const changes = await pull(
      serving(
        page('s1', [place('A-01')], { snapshot: true, more: true }),
        page('s2', [place('A-02')], { snapshot: true, more: true }),
        page('f1', [place('A-03')], { more: true }),
        page('f2', [place('A-04'), place('A-05')]),
      ),
    )
    expect(changes).toBe(5)
    expect(cursors).toEqual([null, 's1', 's2', 'f1'])
    expect(await codes()).toEqual(['A-01', 'A-02', 'A-03', 'A-04', 'A-05'])
    expect(await readState(replica)).toMatchObject({ cursor: 'f2', whole: true })
    await pull(serving())
    expect(cursors.at(-1)).toBe('f2')
  })

  it.each([
    new Unreachable('gone'),
    new Unauthorised('who?'),
  ])('that breaks off goes on where it was: %s', async (error) => {
    await pull(serving(page('f1', [place('A-01')])))
    const mine = await record({ state: 'done', reflected: 1 })
    await expect(pull(serving(page('f2', [place('A-02')], { more: true }), error))).rejects.toBe(error)
    expect(await readState(replica)).toMatchObject({ cursor: 'f2', whole: true })
    expect(await codes()).toEqual(['A-01', 'A-02'])
    expect(await outbox.transactions.get(mine)).toMatchObject({ state: 'done', reflected: 1 })
  })
})

describe('a page that was asked for ahead', () => {
  const three = () => [
    page('s1', [place('A-01')], { snapshot: true, more: true }),
    page('s2', [place('A-02')], { snapshot: true, more: true }),
    page('f1', [place('A-03')]),
  ]

  it('comes while the one before it is written', async () => {
    const told: string[] = []
    const deps = serving(...three())
    const ask = deps.transport.pull
    deps.transport.pull = async (cursor) => {
      told.push(`asked ${cursor}, standing at ${(await readState(replica))?.cursor ?? null}`)
      return ask(cursor)
    }
    await pull(deps)
    expect(told).toEqual(['asked null, standing at null', 'asked s1, standing at null', 'asked s2, standing at s1'])
  })

  it('is nothing where another tab has gone on meanwhile', async () => {
    const deps = serving(...three())
    const ask = deps.transport.pull
    deps.transport.pull = async (cursor) => {
      const answer = ask(cursor)
      // The other tab has read the feed to its end before this one has written its first page.
      if (cursor === 's1') await replica.state.put({ name: 'state', epoch: 'e1', cursor: 'f9', whole: true })
      return answer
    }
    await pull(deps)
    expect(cursors).toEqual([null, 's1', 'f9'])
    expect(await codes()).toEqual(['A-03'])
  })
})

describe('another history', () => {
  it.each<[string, PullAnswer | Error]>([
    ['says that the cursor is none of its own', new SnapshotNeeded('Start again.')],
    ['has another epoch', page('x', [place('Z-99')], { epoch: 'e2' })],
  ])('that %s: the replica is dropped and everything is sent again', async (_, answer) => {
    await pull(serving(page('f1', [place('A-01')])))
    await record({ state: 'done', reflected: 1, outcome: 'applied', acknowledgedAt: NOW })
    await record({ state: 'attention', reflected: 1, outcome: 'refused' })
    await record()
    await pull(serving(answer, page('n1', [place('B-01')], { epoch: 'e2' })))
    expect(cursors).toEqual([null, 'f1', null])
    expect(await codes()).toEqual(['B-01'])
    expect(await readState(replica)).toMatchObject({ epoch: 'e2', cursor: 'n1' })
    expect((await rows()).map(({ state, reflected, seq }) => [seq, state, reflected])).toEqual([
      [1, 'waiting', 0],
      [2, 'waiting', 0],
      [3, 'waiting', 0],
    ])
  })

  it('met in the middle of a snapshot begins anew', async () => {
    await pull(
      serving(
        page('s1', [place('A-01')], { snapshot: true, more: true }),
        page('s2', [place('A-02')], { epoch: 'e2', snapshot: true, more: true }),
        page('n1', [place('B-01')], { epoch: 'e2' }),
      ),
    )
    expect(cursors).toEqual([null, 's1', null])
    expect(await codes()).toEqual(['B-01'])
  })

  it('that knows a transaction all the same says so in its snapshot', async () => {
    await pull(serving(page('f1', [])))
    const [known, unknown] = [
      await record({ state: 'done', reflected: 1 }),
      await record({ state: 'done', reflected: 1 }),
    ]
    await pull(serving(new SnapshotNeeded('Start again.'), page('n1', [outcome(known)], { epoch: 'e2' })))
    expect(await outbox.transactions.get(known)).toMatchObject({ state: 'done', reflected: 1 })
    expect(await outbox.transactions.get(unknown)).toMatchObject({ state: 'waiting', reflected: 0 })
  })

  it('met in a crash is met again: nothing is forgotten between outbox and replica', async () => {
    await pull(serving(page('f1', [place('A-01')])))
    const mine = await record({ state: 'done', reflected: 1 })
    vi.spyOn(replica, 'transaction').mockRejectedValueOnce(new Error('The device went off.'))
    await expect(pull(serving(new SnapshotNeeded('Start again.')))).rejects.toThrow('went off')
    expect(await outbox.transactions.get(mine)).toMatchObject({ state: 'waiting' })
    expect(await readState(replica)).toMatchObject({ epoch: 'e1', cursor: 'f1' })
    await pull(serving(new SnapshotNeeded('Start again.'), page('n1', [], { epoch: 'e2' })))
    expect(await readState(replica)).toMatchObject({ epoch: 'e2' })
  })
})

describe('what became of a transaction', () => {
  it.each<[string, Partial<OutcomeRow>, Partial<OutboxRow>]>([
    ['applied', {}, { state: 'done', outcome: 'applied', reflected: 1 }],
    [
      'applied with an exception',
      { outcome: 'exception', exceptions: [{ id: 'x', type: 'negative-stock' }] },
      { state: 'done', exceptions: [{ id: 'x', type: 'negative-stock' }], reflected: 1 },
    ],
    [
      'refused',
      { outcome: 'refused', settled: false, problem: { code: 'unknown-sku', detail: 'There is no OAT.' } },
      { state: 'attention', problem: { code: 'unknown-sku', detail: 'There is no OAT.' }, reflected: 1 },
    ],
    ['refused and settled since', { outcome: 'refused', settled: true }, { state: 'done', reflected: 1 }],
  ])('is noted with the page that shows it: %s', async (_, more, expected) => {
    const mine = await record()
    await pull(serving(page('f1', [outcome(mine, more)])))
    expect(await outbox.transactions.get(mine)).toMatchObject(expected)
    expect(await replica.rows.outcomes.count()).toBe(0)
  })

  it('on another device is nothing to this one', async () => {
    const mine = await record()
    await pull(serving(page('f1', [outcome(mine, { device: 'HH-2' })])))
    expect(await outbox.transactions.get(mine)).toMatchObject({ state: 'waiting', reflected: 0 })
  })

  it('that the outbox does not know any more is let go', async () => {
    await pull(serving(page('f1', [outcome(id(999))])))
    expect(await replica.rows.outcomes.count()).toBe(0)
    expect(await rows()).toEqual([])
  })

  it('stays in the replica where the outbox could not note it, and is noted the next time', async () => {
    const mine = await record()
    const write = vi.spyOn(outbox, 'transaction').mockRejectedValueOnce(new Error('The disk is full.'))
    await expect(pull(serving(page('f1', [outcome(mine)])))).rejects.toThrow('full')
    write.mockRestore()
    expect(await replica.rows.outcomes.count()).toBe(1)
    await noteOutcomes(outbox, replica, 'e1')
    expect(await outbox.transactions.get(mine)).toMatchObject({ state: 'done', reflected: 1 })
  })
})
