/** A site moves from the embedded database to PostgreSQL: every row, and devices that notice nothing. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Table } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { audit } from '../../server/audit/audit.ts'
import { migrate } from '../../server/db/migrate.ts'
import { openWork } from '../../server/db/open.ts'
import type { Schema } from '../../server/db/schema.ts'
import type { Work } from '../../server/db/work.ts'
import { move } from '../../server/moving/move.ts'
import { refuseMoved } from '../../server/moving/moved.ts'
import type { PushAnswer } from '../../shared/wire/push.ts'
import { systemSources } from '../support/database.ts'
import { FAST_FOLDER } from '../support/fast-folder.ts'
import { MIGRATIONS } from '../support/migrations.ts'
import { expectCleanAudit, serveWork, type TestServer, testStream } from '../support/server.ts'
import { administer } from '../support/templates.ts'
import { type InventoryBody, ok } from './floor.ts'

const SITE = new URL('./golden-databases/0009.db.gz', import.meta.url)

interface Pulled {
  cursor: string
  changes: { table: string; key: string }[]
  more: boolean
}

/** Rows of all tables, in an order of their own. */
async function everything(work: Work): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  await work.read(async ({ db, t }) => {
    for (const [name, table] of Object.entries(t) as [keyof Schema, Table][]) {
      const rows = (await db.select().from(table as never)) as Record<string, unknown>[]
      found[name] = rows.map((row) => JSON.stringify(sorted(row))).sort()
    }
  })
  return found
}

/** PostgreSQL keeps the keys of JSON in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  )
}

describe('a site that moves to PostgreSQL', () => {
  const folder = mkdtempSync(join(FAST_FOLDER, 'lotline-move-'))
  const file = join(folder, 'lotline.db')
  const name = `moved_${v7().replaceAll('-', '')}`
  const to = `${inject('postgresUrl')}/${name}`
  const wanted = {
    ...{ from: file, to, migrations: MIGRATIONS, now: Date.now() },
    async prove(database: string) {
      const work = openWork(database, systemSources)
      const { findings } = await audit(work, Date.now())
      await work.close()
      expect(findings).toEqual([])
    },
  }
  const device = testStream({} as TestServer, 'HH-MOVES')
  const sent = (seq: number) => ({
    ...device.envelope('receive', { sku: 'OAT', lot: `M-${seq}`, quantity: 5, location: 'A-01' }),
    seq,
  })
  const push = (server: TestServer, transactions: unknown[]) =>
    server.call<PushAnswer>('POST', '/sync/push', { deviceId: 'HH-MOVES', streamId: device.streamId, transactions })
  const pull = (server: TestServer, cursor?: string) =>
    ok<Pulled>(server, 'GET', `/sync/pull?deviceId=HH-MOVES${cursor === undefined ? '' : `&cursor=${cursor}`}`)

  let before: Record<string, string[]>
  let cursor: string
  let sku: string
  const first = sent(1)

  beforeAll(async () => {
    writeFileSync(file, gunzipSync(readFileSync(SITE)))
    await migrate(file, MIGRATIONS)
    await administer(inject('postgresUrl'), `CREATE DATABASE ${name}`)
    const server = await serveWork({ url: file, work: openWork(file, systemSources) })
    ;[sku = ''] = Object.keys(
      (
        JSON.parse(readFileSync(new URL('./golden-databases/0009.json', import.meta.url), 'utf8')) as {
          inventory: object
        }
      ).inventory,
    )
    Object.assign(first.payload, { sku })
    expect((await push(server, [first])).body.results).toMatchObject([{ outcome: 'applied', duplicate: false }])
    let page = await pull(server)
    while (page.more) page = await pull(server, page.cursor)
    cursor = page.cursor
    await expectCleanAudit(server)
    await server.close()
  })
  afterAll(async () => {
    await administer(inject('postgresUrl'), `DROP DATABASE ${name} WITH (FORCE)`)
    rmSync(folder, { recursive: true, force: true })
  })

  it('does not, while a server has it open', async () => {
    const work = openWork(file, systemSources)
    await work.read(({ db, t }) => db.select().from(t.meta))
    await expect(move(wanted)).rejects.toMatchObject({ code: 'database-in-use' })
    await work.close()
  })

  it('does not, where what arrives is not good, and takes it out again', async () => {
    const doubtful = { ...wanted, prove: async () => expect.fail('The audit found something.') }
    await expect(move(doubtful)).rejects.toThrow('The audit found something.')
    const work = openWork(file, systemSources)
    await refuseMoved(work, file)
    before = await everything(work)
    await work.close()
  })

  it('brings every row, once', async () => {
    const { rows } = await move(wanted)
    const work = openWork(to, systemSources)
    const after = await everything(work)
    await work.close()
    expect(rows).toBe(Object.values(after).flat().length)
    expect(rows).toBeGreaterThan(100)
    for (const [table, found] of Object.entries(before)) expect(after[table], table).toEqual(found)
  })

  it('leaves nothing behind that could be served by mistake', async () => {
    const work = openWork(file, systemSources)
    await expect(refuseMoved(work, file)).rejects.toMatchObject({ code: 'database-moved' })
    await work.close()
  })

  it('does not move into a database that has something', async () => {
    await expect(move(wanted)).rejects.toMatchObject({ code: 'target-in-use' })
  })

  it('has devices go on where they were', async () => {
    const server = await serveWork({ url: to, work: openWork(to, systemSources) })
    try {
      const held = (await ok<InventoryBody>(server, 'GET', `/inventory/${sku}`)).onHand
      const next = sent(2)
      Object.assign(next.payload, { sku })
      // What it sent is known, and its next one follows.
      const answer = (await push(server, [first, next])).body
      expect(answer.results).toMatchObject([{ duplicate: true }, { outcome: 'applied', duplicate: false }])
      expect((await ok<InventoryBody>(server, 'GET', `/inventory/${sku}`)).onHand).toBe(held + 5)
      await expect.poll(async () => (await pull(server, cursor)).changes.length).toBeGreaterThan(0)
      const { changes } = await pull(server, cursor)
      expect(changes.filter(({ table }) => table === 'lots').map(({ key }) => key)).toEqual([
        expect.stringContaining('M-2'),
      ])
      await expectCleanAudit(server)
    } finally {
      await server.close()
    }
  })
})
