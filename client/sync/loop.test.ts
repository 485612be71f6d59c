import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PullAnswer, TaskRow } from '../../shared/wire/pull.ts'
import { append } from '../outbox/append.ts'
import { OutboxDatabase } from '../outbox/database.ts'
import { RETAINED_MS } from '../outbox/retain.ts'
import { openStream } from '../outbox/stream.ts'
import { readState } from '../replica/apply.ts'
import { ReplicaDatabase } from '../replica/database.ts'
import { type SyncDeps, type SyncLoop, startSync } from './loop.ts'
import { Declined, type Transport, Unauthorised, Unreachable } from './transport.ts'

/** No pause of the loop is shorter; all that is shorter is the database's. */
const SHORTEST_PAUSE_MS = 400

const realTimeout = setTimeout
let outbox: OutboxDatabase
let replica: ReplicaDatabase
let loop: SyncLoop | undefined
let sleeping: { ms: number; wake(): void } | null
beforeEach(() => {
  const disk = { indexedDB: new IDBFactory(), IDBKeyRange }
  outbox = new OutboxDatabase(disk)
  replica = new ReplicaDatabase(disk)
  sleeping = null
  vi.stubGlobal('setTimeout', (wake: () => void, ms = 0) => {
    if (ms < SHORTEST_PAUSE_MS) return realTimeout(wake, ms)
    sleeping = { ms, wake }
    return 0
  })
})
afterEach(async () => {
  loop?.stop()
  await moment()
  vi.unstubAllGlobals()
  outbox.close()
  replica.close()
})

const moment = () => new Promise((resolve) => realTimeout(resolve, 5))

/** How long the loop sleeps now, once it does. */
async function pause(): Promise<number> {
  while (!sleeping) await moment()
  return sleeping.ms
}
/** The time passes. Returns the next pause. */
async function cycle(): Promise<number> {
  await pause()
  const { wake } = sleeping ?? { wake() {} }
  sleeping = null
  wake()
  return pause()
}

const nothingNew: PullAnswer = { epoch: 'e', cursor: 'c', changes: [], more: false, snapshot: false }
const gone = () => Promise.reject(new Unreachable('gone'))

function start(transport: Partial<Transport>, more: Partial<SyncDeps> = {}): SyncLoop {
  const unasked = () => Promise.reject(new Error('not asked'))
  loop = startSync({
    outbox,
    replica,
    transport: {
      pull: async () => nothingNew,
      push: unasked,
      lease: unasked,
      giveBack: unasked,
      leaseCounts: unasked,
      returnCounts: unasked,
      ssccs: unasked,
      photoState: unasked,
      sendPhoto: unasked,
      ...transport,
    },
    deviceId: 'HH-1',
    now: () => 0,
    random: () => 1,
    wantsWork: () => false,
    userId: () => null,
    exclusively: (run) => run(),
    ...more,
  })
  return loop
}
async function record(): Promise<void> {
  const recorder = {
    database: outbox,
    stream: await openStream(outbox, 'a', 0),
    newId: () => 't1',
    now: () => 0,
    monotonic: () => 0,
  }
  const payload = { sku: 'OAT', lot: 'L1', quantity: 1, from: 'A-01', to: 'A-02' }
  await append(recorder, [{ type: 'move', payload }], { sessionId: null, cursor: null })
}

describe('a device in step', () => {
  it.each([
    [1, 15_000],
    [0, 7_500],
  ])('asks again now and then, not all devices at once (chance %f)', async (chance, ms) => {
    start({}, { random: () => chance })
    expect(await pause()).toBe(ms)
    expect(await cycle()).toBe(ms)
  })

  it('sends before it asks, so that what it asks for includes what it sent', async () => {
    await record()
    const order: string[] = []
    start({
      push: async ({ transactions }) => {
        order.push('push')
        const results = transactions.map(({ id }) => ({
          id,
          outcome: 'applied' as const,
          duplicate: false,
          exceptions: [],
        }))
        return { epoch: 'e', results, expectedSeq: 2 }
      },
      pull: async () => {
        order.push('pull')
        return nothingNew
      },
    })
    await pause()
    expect(order).toEqual(['push', 'pull'])
  })

  it('names no cursor before the snapshot is whole, and the newest one after that', async () => {
    let pages = [
      { ...nothingNew, cursor: 'page-1', snapshot: true, more: true },
      { ...nothingNew, cursor: 'page-2', snapshot: true, more: true },
    ]
    let cut = true
    const { seen } = start({
      pull: async () => {
        const page = pages.shift()
        if (page) return page
        if (cut) throw new Unreachable('gone')
        return { ...nothingNew, cursor: 'place-7' }
      },
    })
    expect(seen()).toBeNull()
    await pause()
    expect((await readState(replica))?.cursor).toBe('page-2')
    expect(seen()).toBeNull()
    cut = false
    await cycle()
    expect(seen()).toBe('place-7')
    pages = [{ ...nothingNew, cursor: 'place-8', snapshot: false, more: false }]
    await cycle()
    expect(seen()).toBe('place-8')
  })

  it('says so, and only when it changes', async () => {
    let told = 0
    const { status, subscribe } = start({})
    subscribe(() => {
      told += 1
    })
    expect(status()).toEqual({ online: true, unauthorised: false, whole: null })
    await pause()
    expect(status()).toEqual({ online: true, unauthorised: false, whole: true })
    await cycle()
    // That it is not, and then that it is.
    expect(told).toBe(2)
  })

  it('forgets what the retention rule says', async () => {
    await record()
    await outbox.transactions.toCollection().modify({ state: 'done', acknowledgedAt: 0 })
    start({}, { now: () => RETAINED_MS + 1 })
    await pause()
    expect(await outbox.transactions.count()).toBe(0)
  })

  it('takes work ahead while somebody wants it, and looks at once what it got', async () => {
    await replica.rows.pickLists.put(
      { id: 'p', orderId: 'o', state: 'open', zone: null, staging: 'S', device: null },
      'p',
    )
    const asked: string[] = []
    let wanted = false
    const transport: Partial<Transport> = {
      pull: async () => {
        asked.push('pull')
        return nothingNew
      },
      lease: async (id) => {
        asked.push(id)
      },
    }
    start(transport, { wantsWork: () => wanted })
    await pause()
    expect(asked).toEqual(['pull'])
    wanted = true
    await cycle()
    expect(asked).toEqual(['pull', 'pull', 'p', 'pull'])
  })

  it('looks for work again where taking some failed, and where the feed brought something; else not', async () => {
    const list = { id: 'p', orderId: 'o', state: 'open' as const, zone: null, staging: 'S', device: null }
    await replica.rows.pickLists.put(list, 'p')
    let asked = 0
    let online = true
    let page = nothingNew
    const lease = async () => {
      asked += 1
      if (!online) await gone()
    }
    start({ pull: async () => page, lease }, { wantsWork: () => true, userId: () => 'maria' })
    await pause()
    expect(asked).toBe(1)
    await cycle()
    expect(asked).toBe(1)
    page = { ...nothingNew, changes: [{ table: 'pickLists', key: 'p', value: list }] }
    online = false
    await cycle()
    expect(asked).toBe(2)
    // What the feed brought is applied already: it does not come again.
    page = nothingNew
    online = true
    await cycle()
    expect(asked).toBe(3)
  })

  it('takes counts ahead at once while somebody counts, and not in the background', async () => {
    const task: TaskRow = {
      id: 't',
      kind: 'count',
      state: 'open',
      pickListId: null,
      orderId: null,
      lineId: null,
      sku: '',
      lot: '',
      location: 'A-01',
      quantity: 1,
      done: 0,
      sequence: 0,
      tote: null,
      count: { scope: 'location', origin: 'plan', hiddenFrom: 'handhelds', device: null, notBy: [] },
    }
    await replica.rows.tasks.put(task, task.id)
    const asked: string[] = []
    const leaseCounts = async (most: number, userId: string | null) => {
      asked.push(`${most} for ${userId}`)
      return 0
    }
    const { takeCounts } = start({ leaseCounts }, { wantsWork: () => true, userId: () => 'maria' })
    await pause()
    expect(asked).toEqual([])
    sleeping = null
    const enough = takeCounts()
    await pause()
    expect(asked).toEqual(['10 for maria'])
    enough()
    await cycle()
    expect(asked).toHaveLength(1)
  })

  it('does one thing at a time across tabs', async () => {
    const inside: string[] = []
    const exclusively = async (run: () => Promise<void>, what = 'sync') => {
      inside.push(what)
      await run()
    }
    start({}, { exclusively })
    await pause()
    await cycle()
    expect(inside).toEqual(['sync', 'photos', 'sync', 'photos'])
  })
})

describe('a nudge', () => {
  it('ends the pause', async () => {
    let pulls = 0
    const pull = async () => {
      pulls += 1
      return nothingNew
    }
    const { nudge } = start({ pull })
    await pause()
    sleeping = null
    nudge()
    await pause()
    expect(pulls).toBe(2)
  })

  it('while it is under way is not lost', async () => {
    let pulls = 0
    const pull = async () => {
      pulls += 1
      if (pulls === 1) loop?.nudge()
      return nothingNew
    }
    start({ pull })
    await pause()
    expect(pulls).toBe(2)
  })

  it('after the end wakes nobody', async () => {
    let pulls = 0
    const pull = async () => {
      pulls += 1
      return nothingNew
    }
    const { nudge, stop } = start({ pull })
    await pause()
    stop()
    nudge()
    await moment()
    expect(pulls).toBe(1)
  })
})

describe('a network that is gone', () => {
  it('is asked ever less often, and as before once it is back', async () => {
    let back = false
    const { status } = start({ pull: () => (back ? Promise.resolve(nothingNew) : gone()) })
    const pauses = [await pause()]
    for (let times = 0; times < 6; times++) pauses.push(await cycle())
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
    expect(status()).toMatchObject({ online: false, whole: false })
    back = true
    expect(await cycle()).toBe(15_000)
    expect(status()).toEqual({ online: true, unauthorised: false, whole: true })
  })

  it('is whole from the start with what was there, before any word with the server', async () => {
    start({})
    await pause()
    loop?.stop()
    let answer: (page: PullAnswer) => void = () => {}
    const { status, seen } = start({ pull: () => new Promise((resolve) => (answer = resolve)) })
    while (status().whole === null) await moment()
    expect(status().whole).toBe(true)
    expect(seen()).toBe('c')
    answer(nothingNew)
  })

  it('leaves a whole replica whole', async () => {
    let back = true
    const { status } = start({ pull: () => (back ? Promise.resolve(nothingNew) : gone()) })
    await pause()
    back = false
    await cycle()
    expect(status()).toEqual({ online: false, unauthorised: false, whole: true })
  })

  it('that cannot be read is not trusted, and the loop goes on once it can', async () => {
    const { status } = start({})
    await pause()
    replica.close()
    await cycle()
    expect(status().whole).toBe(false)
    await replica.open()
    await cycle()
    expect(status()).toEqual({ online: true, unauthorised: false, whole: true })
  })
})

describe('a word with the server', () => {
  it('is told of, also by one that does not accept the device, and never while it is gone', async () => {
    let heard = 0
    let answer: () => Promise<PullAnswer> = () => Promise.resolve(nothingNew)
    const afterContact = () => {
      heard += 1
      return Promise.reject(new Error('whatever it finds'))
    }
    start({ pull: () => answer() }, { afterContact })
    await pause()
    expect(heard).toBe(1)
    answer = gone
    await cycle()
    expect(heard).toBe(1)
    answer = () => Promise.reject(new Unauthorised('who?'))
    await cycle()
    expect(heard).toBe(2)
  })
})

describe('a credential that is not accepted any more', () => {
  it('is no lost network, and deletes nothing', async () => {
    await record()
    const before = await outbox.transactions.toArray()
    const { status } = start({ push: () => Promise.reject(new Unauthorised('who?')) })
    await pause()
    expect(status()).toEqual({ online: true, unauthorised: true, whole: false })
    expect(await outbox.transactions.toArray()).toEqual(before)
  })
})

describe('a server that declines', () => {
  it('does not end the loop', async () => {
    let declined = 0
    const pull = () => {
      declined += 1
      return declined < 3 ? Promise.reject(new Declined(500, 'fault', 'A fault.')) : Promise.resolve(nothingNew)
    }
    const { status } = start({ pull })
    await pause()
    await cycle()
    expect(await cycle()).toBe(15_000)
    expect(status().whole).toBe(true)
  })
})
