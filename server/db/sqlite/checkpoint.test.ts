/** The log stays short where copying it into a large database takes longer than the next commits take to come. */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createRandom } from '../../../tests/simulation/random.ts'
import { openCheckpointer } from './checkpoint.ts'

const PAGE = 4_096
const ROWS = 30_000
/** Each on a page of its own, anywhere in the file: more than the writer copies by itself. */
const UPDATES = 400
const COMMITS = 130
/** Copied by nobody, it has 52,000 pages by then; copied within a commit at last, 40,000. */
const MOST_PAGES = 20_000

let folder: string
let writer: Database.Database
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lotline-checkpoint-'))
  writer = new Database(join(folder, 'log.db'))
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'wal_autocheckpoint = 40000']) writer.pragma(pragma)
  writer.exec('create table rows (id integer primary key, value blob)')
  const insert = writer.prepare('insert into rows values (?, zeroblob(3000))')
  writer.transaction(() => {
    for (let id = 0; id < ROWS; id++) insert.run(id)
  })()
  writer.pragma('wal_checkpoint(TRUNCATE)')
})
afterEach(() => {
  writer.close()
  rmSync(folder, { recursive: true, force: true })
})

it('is copied again and again, until what is left is little', async () => {
  const checkpointer = openCheckpointer(writer)
  const random = createRandom(1)
  const update = writer.prepare('update rows set value = randomblob(3000) where id = ?')
  const commit = writer.transaction(() => {
    for (let nth = 0; nth < UPDATES; nth++) update.run(random.whole(0, ROWS - 1))
  })
  let most = 0
  for (let nth = 0; nth < COMMITS; nth++) {
    commit.immediate()
    checkpointer.committed()
    most = Math.max(most, statSync(join(folder, 'log.db-wal')).size / PAGE)
    await after(5)
  }
  await checkpointer.close()
  expect(most).toBeLessThan(MOST_PAGES)
  expect(writer.pragma('integrity_check', { simple: true })).toBe('ok')
})
