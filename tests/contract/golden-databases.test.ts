/**
 * Databases as earlier versions left them: each is migrated, says the same as it did then, is clean, and can be worked with. Named by
 * their last migration; none is ever edited.
 */
import { copyFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { migrate } from '../../server/db/migrate.ts'
import { openWork } from '../../server/db/open.ts'
import { systemSources } from '../support/database.ts'
import { MIGRATIONS } from '../support/migrations.ts'
import { expectCleanAudit, serveWork, testStream } from '../support/server.ts'
import { type InventoryBody, type OrderBody, ok, orderBody } from './floor.ts'

const GOLDEN = new URL('./golden-databases/', import.meta.url).pathname
const names = readdirSync(GOLDEN)
  .filter((name) => name.endsWith('.db.gz'))
  .map((name) => name.replace('.db.gz', ''))
const folder = mkdtempSync(join(tmpdir(), 'lotline-golden-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Seen {
  inventory: Record<string, InventoryBody>
  orders: OrderBody[]
  lots: number
}

function unpacked(name: string, as: string): string {
  const file = join(folder, `${as}.db`)
  writeFileSync(file, gunzipSync(readFileSync(join(GOLDEN, `${name}.db.gz`))))
  return file
}

/** Everything that is in it, in words. */
function contentsOf(file: string): string {
  const database = new Database(file, { readonly: true })
  try {
    const tables = database.prepare(`SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name`).all() as {
      name: string
      sql: string
    }[]
    return tables
      .map(({ name, sql }) => `${sql}\n${JSON.stringify(database.prepare(`SELECT * FROM "${name}"`).raw().all())}`)
      .join('\n')
  } finally {
    database.close()
  }
}

it('there are some', () => expect(names.length).toBeGreaterThan(0))

describe.each(names)('a database of version %s', (name) => {
  it('says the same after it was migrated, and goes on', async () => {
    const file = unpacked(name, name)
    await migrate(file, MIGRATIONS)
    const seen = JSON.parse(readFileSync(join(GOLDEN, `${name}.json`), 'utf8')) as Seen
    const server = await serveWork({ url: file, work: openWork(file, systemSources) })
    try {
      for (const [sku, inventory] of Object.entries(seen.inventory))
        expect(await ok(server, 'GET', `/inventory/${sku}`), sku).toMatchObject(inventory)
      expect(seen.orders.length).toBeGreaterThan(0)
      for (const order of seen.orders) expect(await ok(server, 'GET', `/orders/${order.id}`)).toMatchObject(order)
      expect((await ok<{ items: unknown[] }>(server, 'GET', '/lots?limit=100')).items).toHaveLength(seen.lots)
      await expectCleanAudit(server)
      const [sku = ''] = Object.keys(seen.inventory)
      const before = (await ok<InventoryBody>(server, 'GET', `/inventory/${sku}`)).onHand
      await testStream(server, 'HH-NEW').push('receive', { sku, lot: 'NEW', quantity: 9, location: 'A-01' })
      await ok(server, 'POST', '/orders', orderBody([{ sku, quantity: 3 }]))
      expect((await ok<InventoryBody>(server, 'GET', `/inventory/${sku}`)).onHand).toBe(before + 9)
      await ok(server, 'GET', `/replenishment?sku=${sku}`)
      await expectCleanAudit(server)
    } finally {
      await server.close()
    }
  })

  it('is left as it was where a migration fails in the middle', async () => {
    const file = unpacked(name, `${name}-failing`)
    const before = contentsOf(file)
    const broken = join(folder, `${name}-migrations`)
    cpSync(MIGRATIONS, broken, { recursive: true })
    const journal = join(broken, 'sqlite/meta/_journal.json')
    const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8')) as {
      entries: { idx: number; when: number }[]
    }
    const last = entries.at(-1)
    const next = {
      idx: (last?.idx ?? 0) + 1,
      version: '6',
      when: (last?.when ?? 0) + 1,
      tag: '9999_broken',
      breakpoints: true,
    }
    writeFileSync(journal, JSON.stringify({ ...rest, entries: [...entries, next] }))
    writeFileSync(
      join(broken, 'sqlite/9999_broken.sql'),
      'CREATE TABLE half (id text) STRICT;--> statement-breakpoint\nDELETE FROM movements;--> statement-breakpoint\nALTER TABLE nowhere ADD gone text;',
    )
    await expect(migrate(file, broken)).rejects.toThrow('nowhere')
    expect(contentsOf(file)).toBe(before)
    await migrate(file, MIGRATIONS)
    copyFileSync(file, `${file}.done`)
  })
})
