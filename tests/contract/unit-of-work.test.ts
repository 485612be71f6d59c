/** The unit of work: whole or not at all, durable before it is answered, and a feed without holes. */
import { eq, sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit } from '../../server/audit/audit.ts'
import { rowsOf } from '../../server/audit/rows.ts'
import { openWork } from '../../server/db/open.ts'
import type { Db, FeedChange, Reader, Tx, Work } from '../../server/db/work.ts'
import { GENESIS, nextLink } from '../../server/feed/chain.ts'
import { DIALECTS, openTestDatabase, systemSources, type TestDatabase } from '../support/database.ts'

class Refused extends Error {}

const note = (name: string): FeedChange => ({
  table: 'channels',
  key: name,
  value: { channel: name, name, kind: 'dtc', minShelfLifeDays: 0 },
  warehouse: null,
})

/** One row and one line of the feed: what a unit of these tests does. */
async function write(tx: Tx, name: string): Promise<string> {
  await tx.db.insert(tx.t.meta).values({ name, value: name })
  tx.emit(note(name))
  return name
}

const written = async (work: Work, prefix: string): Promise<string[]> => {
  const rows = await work.read(({ db, t }) => db.select({ name: t.meta.name }).from(t.meta))
  return rows
    .map((row) => row.name)
    .filter((name) => name.startsWith(prefix))
    .sort()
}

describe.each(DIALECTS)('the unit of work on %s', (dialect) => {
  let database: TestDatabase
  let work: Work
  let prefix: string
  beforeAll(async () => {
    database = await openTestDatabase(dialect)
    work = database.work
  })
  beforeEach(() => {
    prefix = `${v7()} `
  })
  afterAll(() => database.close())

  const settledFeed = async () => {
    for (let tries = 0; tries < 400; tries++) {
      const pending = (reader: Reader) => rowsOf<{ n: number }>(reader, sql`select count(*) as n from feed_pending`)
      if (Number((await work.read(pending))[0]?.n) === 0) return
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    throw new Error('The feed was not positioned in time.')
  }

  it('keeps 780 of 1,000 units where 220 fail, each in its own way, and leaves nothing of those', async () => {
    await settledFeed()
    const before = await work.head()
    const fails = (index: number) => index % 50 < 11
    const outcomes = await Promise.allSettled(
      Array.from({ length: 1000 }, (_, index) =>
        work.run([], async (tx) => {
          const name = await write(tx, `${prefix}${index}`)
          if (!fails(index)) return name
          if (index % 3 === 0) await tx.db.insert(tx.t.meta).values({ name, value: 'twice' })
          if (index % 3 === 1) await tx.db.insert(tx.t.barcodes).values({ code: name, sku: 'NO-SUCH', quantity: 1 })
          throw new Refused(name)
        }),
      ),
    )
    for (const [index, outcome] of outcomes.entries()) {
      if (fails(index)) expect(outcome.status).toBe('rejected')
      else expect(outcome).toEqual({ status: 'fulfilled', value: `${prefix}${index}` })
      if (fails(index) && index % 3 === 2)
        expect((outcome as PromiseRejectedResult).reason).toEqual(new Refused(`${prefix}${index}`))
    }
    const names = Array.from({ length: 1000 }, (_, index) => index).filter((index) => !fails(index))
    expect(names).toHaveLength(780)
    expect((await written(work, prefix)).sort()).toEqual(names.map((index) => `${prefix}${index}`).sort())
    await settledFeed()
    expect((await work.head()).position).toBe(before.position + 780)
    expect(await audit(work, Date.now())).toMatchObject({ findings: [] })
    const leaked = await work.read((reader) =>
      rowsOf<{ n: number }>(reader, sql`select count(*) as n from feed where changes like ${`%${prefix}0"%`}`),
    )
    expect(Number(leaked[0]?.n)).toBe(0)
  })

  it('takes back a unit that fails before it awaited anything', async () => {
    const failing = work.run([], (tx) => {
      tx.emit(note(prefix))
      throw new Refused('at once')
    })
    await expect(failing).rejects.toThrow(Refused)
    await expect(work.run([], (tx) => write(tx, `${prefix}after`))).resolves.toBe(`${prefix}after`)
  })

  it('gives a handle that is dead after its unit', async () => {
    let leaked: Tx | undefined
    await work.run([], async (tx) => {
      leaked = tx
      await write(tx, `${prefix}1`)
    })
    const dead = leaked as Tx
    const uses: (() => unknown)[] = [
      () => dead.db,
      () => dead.emit(note('late')),
      () => dead.lock('late'),
      () => dead.statements(() => ({})),
    ]
    for (const use of uses) expect(use).toThrow(/ended/)
  })

  it('gives a database handle that is dead after its unit, also where it was taken out of it', async () => {
    let leaked: { db: Db; t: Tx['t'] } | undefined
    await work.run([], async ({ db, t }) => {
      leaked = { db, t }
    })
    await work
      .run([], async () => {
        throw new Refused('rolls back what joined it')
      })
      .catch(() => {})
    const { db, t } = leaked as { db: Db; t: Tx['t'] }
    await expect((async () => db.insert(t.meta).values({ name: `${prefix}leaked`, value: 'x' }))()).rejects.toThrow()
    expect(await written(work, prefix)).toEqual([])
  })

  it('shows readers nothing of a unit before its commit, and one state for the whole of a read', async () => {
    const seen: string[][] = []
    await work.run([], async (tx) => {
      await write(tx, `${prefix}1`)
      if (dialect === 'postgres') seen.push(await written(work, prefix))
    })
    const inOne = await work.read(async ({ db, t }) => {
      const read = () =>
        db
          .select({ name: t.meta.name })
          .from(t.meta)
          .where(eq(t.meta.name, `${prefix}2`))
      const first = await read()
      await work.run([], (tx) => write(tx, `${prefix}2`))
      return [first, await read()]
    })
    expect(seen).toEqual(dialect === 'postgres' ? [[]] : [])
    expect(inOne).toEqual([[], []])
    expect(await written(work, prefix)).toEqual([`${prefix}1`, `${prefix}2`])
  })

  it('keeps of two emits of one key in a unit the last', async () => {
    await settledFeed()
    const { position } = await work.head()
    await work.run([], async (tx) => {
      tx.emit(note(prefix))
      tx.emit({ ...note(prefix), value: null } as FeedChange)
    })
    await settledFeed()
    const [entry] = await work.read(({ db, t }) =>
      db
        .select()
        .from(t.feed)
        .where(eq(t.feed.position, position + 1)),
    )
    expect(JSON.parse(entry?.changes ?? '[]')).toEqual([
      { table: 'channels', key: prefix, value: null, warehouse: null },
    ])
  })

  it('nudges after a commit that reached the feed, until it is told to stop', async () => {
    let nudges = 0
    const stop = work.onCommit(() => void nudges++)
    await work.run([], (tx) => write(tx, `${prefix}1`))
    await settledFeed()
    await expect.poll(() => nudges).toBeGreaterThan(0)
    stop()
    const after = nudges
    await work.run([], (tx) => write(tx, `${prefix}2`))
    await settledFeed()
    expect(nudges).toBe(after)
  })

  it('lets units that wait for each other both through', async () => {
    let attempts = 0
    const first: Record<string, () => void> = {}
    const held = (key: string) => new Promise<void>((resolve) => (first[key] = resolve))
    const [holdsA, holdsB] = [held('a'), held('b')]
    const crossing = (own: string, other: string, otherHolds: Promise<void>) =>
      work.run([], async (tx) => {
        attempts += 1
        await tx.lock(`${prefix}${own}`)
        first[own]?.()
        // On SQLite the other one cannot run meanwhile, so there is nothing to wait for.
        if (dialect === 'postgres') await otherHolds
        await tx.lock(`${prefix}${other}`)
        return write(tx, `${prefix}${own}`)
      })
    const names = await Promise.all([crossing('a', 'b', holdsB), crossing('b', 'a', holdsA)])
    expect(names).toEqual([`${prefix}a`, `${prefix}b`])
    expect(await written(work, prefix)).toHaveLength(2)
    expect(attempts).toBe(dialect === 'postgres' ? 3 : 2)
  })

  it('lets only one of the units behind the same key decide at a time', async () => {
    const limit = 5
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        work.run([`${prefix}limit`], async (tx) => {
          const rows = await tx.db.select({ name: tx.t.meta.name }).from(tx.t.meta)
          if (rows.filter(({ name }) => name.startsWith(prefix)).length >= limit) return false
          await write(tx, `${prefix}${index}`)
          return true
        }),
      ),
    )
    expect(outcomes.filter(Boolean)).toHaveLength(limit)
  })

  it('shows a reader that runs along every position once and in order, also with two processes', async () => {
    // SQLite has one process that writes.
    const other = dialect === 'postgres' ? openWork(database.url, systemSources) : work
    await settledFeed()
    let head = await work.head()
    const names: string[] = []
    let writing = true
    const reading = (async () => {
      for (let quiet = 0; quiet < 3; ) {
        const page = await work.read(({ db, t }) =>
          db.select().from(t.feed).where(sql`${t.feed.position} > ${head.position}`).orderBy(t.feed.position),
        )
        for (const entry of page) {
          expect(entry.position).toBe(head.position + 1)
          expect(entry.chain).toBe(nextLink(head.chain, entry.changes))
          head = { position: entry.position, chain: entry.chain }
          names.push(...(JSON.parse(entry.changes) as FeedChange[]).map((change) => change.key))
        }
        quiet = writing || page.length > 0 ? 0 : quiet + 1
        if (quiet > 0) await settledFeed()
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
    })()
    const units = Array.from({ length: 400 }, (_, index) =>
      (index % 2 === 0 ? work : other).run([], async (tx) => {
        await write(tx, `${prefix}${index}`)
        // Some take longer between their place in the queue and their commit than others.
        for (let more = 0; more < index % 5; more++) await tx.db.select().from(tx.t.meta).limit(1)
        if (index % 7 === 0) throw new Refused('gone')
      }),
    )
    await Promise.allSettled(units)
    writing = false
    await reading
    const expected = Array.from({ length: 400 }, (_, index) => index).filter((index) => index % 7 !== 0)
    expect(names.sort()).toEqual(expected.map((index) => `${prefix}${index}`).sort())
    if (other !== work) await other.close()
    expect(await audit(work, Date.now())).toMatchObject({ findings: [] })
  })

  it('begins every feed at the same place', () => {
    expect(GENESIS).toEqual({ position: 0, chain: '0'.repeat(32) })
  })
})

describe('the embedded database', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openTestDatabase('sqlite')
  })
  afterAll(() => database.close())

  const pragma = (name: string) =>
    database.work.run([], async (tx) => Object.values((await rowsOf(tx, sql.raw(`PRAGMA ${name}`)))[0] ?? {})[0])

  it('syncs every commit, writes ahead, and checks references', async () => {
    expect(await pragma('synchronous')).toBe(2)
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('foreign_keys')).toBe(1)
  })

  it('has no table that takes text for a number', async () => {
    const tables = await database.work.run([], (tx) =>
      rowsOf<{ name: string; type: string; strict: number }>(tx, sql`PRAGMA table_list`),
    )
    const loose = tables
      .filter(({ name, type }) => type === 'table' && !name.startsWith('sqlite_') && name !== '__drizzle_migrations')
      .filter(({ strict }) => strict !== 1)
    expect(loose).toEqual([])
    expect(tables.length).toBeGreaterThan(25)
  })

  it('gives readers a connection that cannot write', async () => {
    const writing = database.work.read(async ({ db, t }) => db.insert(t.meta).values({ name: 'x', value: 'x' }))
    await expect(writing).rejects.toThrow(/readonly/i)
  })

  it('answers nobody where the commit fails, keeps nothing, and takes the next unit', async () => {
    let full = true
    const hooks = {
      beforeCommit() {
        if (full) throw new Error('disk full')
      },
    }
    const work = openWork(database.url, systemSources, { hooks })
    const units = [1, 2, 3].map((n) => work.run([], (tx) => write(tx, `full ${n}`)))
    const outcomes = await Promise.allSettled(units)
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    full = false
    await work.run([], (tx) => write(tx, 'full 4'))
    expect(await written(work, 'full')).toEqual(['full 4'])
    expect(await audit(work, Date.now())).toMatchObject({ findings: [] })
    await work.close()
    await expect(work.run([], (tx) => write(tx, 'closed'))).rejects.toThrow(/closed/)
  })
})
