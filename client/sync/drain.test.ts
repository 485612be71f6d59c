import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Outcome, PushAnswer, PushRequest, PushResult } from '../../shared/wire/push.ts'
import { append, type Recorder } from '../outbox/append.ts'
import { OutboxDatabase } from '../outbox/database.ts'
import { openStream } from '../outbox/stream.ts'
import { type DrainDeps, drain } from './drain.ts'
import { type Transport, Unauthorised, Unreachable } from './transport.ts'

const NOW = Date.UTC(2026, 0, 5, 8)

/** As the wire says it: deduplicates by id, stops at a gap, takes a loss that begins at the gap. */
class TinyServer {
  readonly inbox = new Map<string, PushResult>()
  readonly places: string[] = []
  readonly requests: PushRequest[] = []
  readonly lost: { streamId: string; from: number; to: number }[] = []
  readonly expected = new Map<string, number>()
  outcomes = new Map<number, Outcome>()

  answer(request: PushRequest): PushAnswer {
    this.requests.push(request)
    const { streamId } = request
    const expects = () => this.expected.get(streamId) ?? 1
    if (request.lost && request.lost.from <= expects() && expects() <= request.lost.to) {
      this.lost.push({ streamId, ...request.lost })
      this.expected.set(streamId, request.lost.to + 1)
    }
    const results: PushResult[] = []
    for (const { id, seq } of request.transactions) {
      const known = this.inbox.get(id)
      if (!known && seq > expects()) break
      results.push(known ? { ...known, duplicate: true } : this.#record(id, streamId, seq))
    }
    return { epoch: 'e', results, expectedSeq: expects() }
  }

  #record(id: string, streamId: string, seq: number): PushResult {
    const outcome = this.outcomes.get(seq) ?? 'applied'
    const result: PushResult = {
      id,
      outcome,
      duplicate: false,
      exceptions: outcome === 'exception' ? [{ id: 'x', type: 'negative-stock' }] : [],
      ...(outcome === 'refused' ? { problem: { code: 'unknown-sku', detail: 'There is no item OAT.' } } : {}),
    }
    this.inbox.set(id, result)
    this.places.push(`${streamId}/${seq}`)
    this.expected.set(streamId, seq + 1)
    return result
  }
}

let disk: { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange }
let outbox: OutboxDatabase
let server: TinyServer
let made: number
beforeEach(() => {
  disk = { indexedDB: new IDBFactory(), IDBKeyRange }
  outbox = new OutboxDatabase(disk)
  server = new TinyServer()
  made = 0
})
afterEach(() => outbox.close())

async function startApp(streamId: string): Promise<Recorder> {
  const stream = await openStream(outbox, streamId, NOW)
  const newId = () => {
    made += 1
    return `t${String(made).padStart(3, '0')}`
  }
  return { database: outbox, stream, newId, now: () => NOW, monotonic: () => 0 }
}
async function record(recorder: Recorder, count: number): Promise<string[]> {
  const one = { type: 'move' as const, payload: { sku: 'OAT', lot: 'L1', quantity: 1, from: 'A-01', to: 'A-02' } }
  const transactions = Array.from({ length: count }, () => one)
  return (await append(recorder, transactions, { sessionId: null, cursor: null })).map(({ id }) => id)
}

type Push = Transport['push']
const online: Push = async (request) => server.answer(request)
const depsOf = (push: Push = online): DrainDeps => ({
  outbox,
  transport: {
    push,
    pull: () => Promise.reject(new Error('not asked')),
    lease: () => Promise.reject(new Error('not asked')),
    giveBack: () => Promise.reject(new Error('not asked')),
    leaseCounts: () => Promise.reject(new Error('not asked')),
    returnCounts: () => Promise.reject(new Error('not asked')),
    ssccs: () => Promise.reject(new Error('not asked')),
    photoState: () => Promise.reject(new Error('not asked')),
    sendPhoto: () => Promise.reject(new Error('not asked')),
  },
  deviceId: 'HH-1',
  now: () => NOW + 5000,
})
const states = async () => (await outbox.transactions.orderBy('[streamOrder+seq]').toArray()).map(({ state }) => state)
const sent = () => server.requests.map(({ transactions }) => transactions.map(({ seq }) => seq))

describe('the drain', () => {
  it('says who sends, from which stream after which, and when', async () => {
    await startApp('a')
    await record(await startApp('b'), 1)
    await drain(depsOf())
    expect(server.requests).toMatchObject([
      { deviceId: 'HH-1', streamId: 'b', previousStreamId: 'a', sentAt: '2026-01-05T08:00:05.000Z' },
    ])
    expect(server.requests[0]).not.toHaveProperty('lost')
    const [row] = await outbox.transactions.toArray()
    expect(server.requests[0]?.transactions).toEqual([row?.envelope])
  })

  it('asks nothing of the network where nothing waits', async () => {
    expect(await drain(depsOf(() => Promise.reject(new Error('asked'))))).toBe(0)
  })

  it('sends 50 at a time, and all of it', async () => {
    await record(await startApp('a'), 120)
    expect(await drain(depsOf())).toBe(120)
    expect(sent().map((seqs) => seqs.length)).toEqual([50, 50, 20])
    expect(new Set(await states())).toEqual(new Set(['done']))
    expect(server.places).toHaveLength(120)
  })

  it('goes through the oldest stream first, whatever came in between', async () => {
    const [one, two] = [await startApp('a'), await startApp('b')]
    await record(two, 1)
    await record(one, 2)
    await record(two, 1)
    await drain(depsOf())
    expect(server.places).toEqual(['a/1', 'a/2', 'b/1', 'b/2'])
  })

  it('keeps what became of each, and when it was acknowledged', async () => {
    server.outcomes = new Map([[2, 'exception']])
    await record(await startApp('a'), 2)
    await drain(depsOf())
    expect(await outbox.transactions.orderBy('id').toArray()).toMatchObject([
      { state: 'done', outcome: 'applied', exceptions: [], acknowledgedAt: NOW + 5000, reflected: 0 },
      { state: 'done', outcome: 'exception', exceptions: [{ id: 'x', type: 'negative-stock' }] },
    ])
  })

  it('keeps a refused one for a person, and sends what is behind it', async () => {
    server.outcomes = new Map([[2, 'refused']])
    await record(await startApp('a'), 3)
    await drain(depsOf())
    expect(await states()).toEqual(['done', 'attention', 'done'])
    expect((await outbox.transactions.get('t002'))?.problem).toEqual({
      code: 'unknown-sku',
      detail: 'There is no item OAT.',
    })
    expect(await drain(depsOf())).toBe(0)
  })

  it('sends what was recorded while it was under way', async () => {
    const recorder = await startApp('a')
    await record(recorder, 1)
    let more = true
    await drain(
      depsOf(async (request) => {
        if (more) await record(recorder, 2)
        more = false
        return server.answer(request)
      }),
    )
    expect(await states()).toEqual(['done', 'done', 'done'])
  })
})

describe('a network that fails', () => {
  it('before the request arrived leaves everything to the next time', async () => {
    await record(await startApp('a'), 3)
    const before = await outbox.transactions.toArray()
    await expect(drain(depsOf(() => Promise.reject(new Unreachable('gone'))))).rejects.toBeInstanceOf(Unreachable)
    expect(await outbox.transactions.toArray()).toEqual(before)
  })

  it('after the request arrived doubles nothing', async () => {
    await record(await startApp('a'), 60)
    let answers = 0
    const losing: Push = async (request) => {
      const answer = server.answer(request)
      answers += 1
      if (answers === 2) throw new Unreachable('the answer was lost')
      return answer
    }
    await expect(drain(depsOf(losing))).rejects.toBeInstanceOf(Unreachable)
    expect((await states()).filter((state) => state === 'done')).toHaveLength(50)
    expect(await drain(depsOf())).toBe(10)
    expect(sent().at(-1)).toEqual(sent().at(-2))
    expect(server.places).toHaveLength(60)
    expect(new Set(server.places).size).toBe(60)
  })

  it('on the way of the answer acknowledges only the ids that it names', async () => {
    await record(await startApp('a'), 3)
    let first = true
    await drain(
      depsOf(async (request) => {
        const answer = server.answer(request)
        if (!first) return answer
        first = false
        return { ...answer, results: answer.results.slice(0, 1) }
      }),
    )
    expect(sent()).toEqual([
      [1, 2, 3],
      [2, 3],
    ])
    expect(await states()).toEqual(['done', 'done', 'done'])
  })

  it('because the credential is not accepted any more changes nothing', async () => {
    await record(await startApp('a'), 3)
    const before = await outbox.transactions.toArray()
    await expect(drain(depsOf(() => Promise.reject(new Unauthorised('who?'))))).rejects.toBeInstanceOf(Unauthorised)
    expect(await outbox.transactions.toArray()).toEqual(before)
    expect(await drain(depsOf())).toBe(3)
  })
})

describe('a gap', () => {
  /** The server has lost all; the device still retains it. */
  async function withLostServer(count: number): Promise<string[]> {
    const recorder = await startApp('a')
    const ids = await record(recorder, count)
    await drain(depsOf())
    server = new TinyServer()
    await record(recorder, 2)
    return ids
  }

  it('is filled with what is retained', async () => {
    await withLostServer(3)
    await drain(depsOf())
    expect(server.places).toEqual(['a/1', 'a/2', 'a/3', 'a/4', 'a/5'])
    expect(server.lost).toEqual([])
    expect(new Set(await states())).toEqual(new Set(['done']))
  })

  it('is filled with what needed attention too, which needs it again', async () => {
    server.outcomes = new Map([[2, 'refused']])
    await withLostServer(3)
    server.outcomes = new Map([[2, 'refused']])
    await drain(depsOf())
    expect(server.places).toHaveLength(5)
    expect((await states())[1]).toBe('attention')
  })

  it.each<[string, number[], { from: number; to: number }[]]>([
    ['all of it', [1, 2, 3], [{ from: 1, to: 3 }]],
    ['its beginning', [1, 2], [{ from: 1, to: 2 }]],
    ['its middle', [2], [{ from: 2, to: 2 }]],
    ['its end', [3], [{ from: 3, to: 3 }]],
    [
      'two parts of it',
      [1, 3],
      [
        { from: 1, to: 1 },
        { from: 3, to: 3 },
      ],
    ],
  ])('of which the device has lost %s is declared, and the stream goes on', async (_, gone, lost) => {
    const ids = await withLostServer(3)
    await outbox.transactions.bulkDelete(gone.map((seq) => ids[seq - 1] ?? ''))
    await drain(depsOf())
    expect(server.lost).toEqual(lost.map((range) => ({ streamId: 'a', ...range })))
    expect(server.places).toEqual([1, 2, 3, 4, 5].filter((seq) => !gone.includes(seq)).map((seq) => `a/${seq}`))
    expect(new Set(await states())).toEqual(new Set(['done']))
  })

  it('declares as lost nothing that it retains', async () => {
    const ids = await withLostServer(6)
    await outbox.transactions.bulkDelete([ids[3] ?? ''])
    await drain(depsOf())
    expect(server.lost).toEqual([{ streamId: 'a', from: 4, to: 4 }])
  })

  it('that the server cannot explain ends the drain and loses nothing', async () => {
    await record(await startApp('a'), 2)
    const before = await outbox.transactions.toArray()
    let asked = 0
    const odd: Push = async () => {
      asked += 1
      return { epoch: 'e', results: [], expectedSeq: 1 }
    }
    expect(await drain(depsOf(odd))).toBe(0)
    expect(asked).toBe(1)
    expect(await outbox.transactions.toArray()).toEqual(before)
  })

  it('whose loss the server does not take ends the drain, instead of telling it for ever', async () => {
    const ids = await withLostServer(3)
    await outbox.transactions.bulkDelete(ids)
    let asked = 0
    const deaf: Push = async () => {
      asked += 1
      if (asked > 9) throw new Error('for ever')
      return { epoch: 'e', results: [], expectedSeq: 1 }
    }
    expect(await drain(depsOf(deaf))).toBe(0)
    expect(await states()).toEqual(['waiting', 'waiting'])
  })
})

describe('two tabs', () => {
  it('that drain one disk at once record each transaction once', async () => {
    const [one, two] = [await startApp('a'), await startApp('b')]
    await record(one, 60)
    await record(two, 30)
    const slow: Push = async (request) => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      return server.answer(request)
    }
    const other = new OutboxDatabase(disk)
    await Promise.all([drain(depsOf(slow)), drain({ ...depsOf(slow), outbox: other })])
    other.close()
    expect(server.places).toHaveLength(90)
    expect(new Set(server.places).size).toBe(90)
    expect(new Set(await states())).toEqual(new Set(['done']))
  })
})
