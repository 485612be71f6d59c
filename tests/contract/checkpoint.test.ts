/** SQLite's write-ahead log is copied into the database beside the writer, and begins anew before it is long. */
import { execFile } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

const PAGE = 4_096
const UNITS = 60
const PAGES_A_UNIT = 500
/** A log that nobody copies has 30,000 pages by then. */
const MOST_PAGES = 12_000

let database: TestDatabase
beforeEach(async () => {
  database = await openTestDatabase('sqlite')
})
afterEach(() => database.close())

const value = 'x'.repeat(PAGE * PAGES_A_UNIT)
const logPages = () => statSync(`${database.url}-wal`).size / PAGE

async function fill(units: number): Promise<void> {
  for (let unit = 0; unit < units; unit++) {
    await database.work.run([], async ({ db, t }) => {
      await db.insert(t.settings).values({ name: `unit-${unit}`, value })
    })
    // As long as a request takes to come back with the next one.
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

it('stays short while much is written', async () => {
  await fill(UNITS)
  expect(logPages()).toBeLessThan(MOST_PAGES)
})

it('loses nothing, and is gone when the database is closed', async () => {
  await fill(10)
  await database.work.close()
  expect(existsSync(`${database.url}-wal`)).toBe(false)
  const file = new Database(database.url, { readonly: true })
  expect(file.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(file.prepare("select count(*) from settings where name like 'unit-%'").pluck().get()).toBe(10)
  file.close()
})

/** A process of its own, which nothing else keeps alive: writes so much that the log is copied, and closes. */
const PROCESS = `
import { runnerImport } from 'vite'
const { module } = await runnerImport('./server/db/open.ts', { logLevel: 'error' })
const work = module.openWork(process.env.FILE, { now: () => 1, newId: () => crypto.randomUUID() })
for (let unit = 0; unit < 8; unit++)
  await work.run([], ({ db, t }) => db.insert(t.settings).values({ name: String(unit), value: 'x'.repeat(2_000_000) }))
await work.close()
console.log('closed')
`

it('is closed before its process ends', async () => {
  const options = { env: { ...process.env, FILE: database.url }, cwd: fileURLToPath(new URL('../..', import.meta.url)) }
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', PROCESS], options)
  expect(stdout.trim()).toBe('closed')
})
