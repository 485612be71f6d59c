/** SQLite's write-ahead log is copied into the database beside the writer, and begins anew before it is long. */
import { existsSync, statSync } from 'node:fs'
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
