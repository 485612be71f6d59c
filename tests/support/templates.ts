/** Databases that are migrated already: each test's own begins as a copy. The migrations themselves have tests of their own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { migrate } from '../../server/db/migrate.ts'
import { FAST_FOLDER } from './fast-folder.ts'
import { MIGRATIONS } from './migrations.ts'

/** A database on the PostgreSQL of the tests. */
export const TEMPLATE = 'migrated'

export async function administer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: `${server}/postgres` })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** `file`: the SQLite one. */
export async function makeTemplates(server: string): Promise<{ file: string; remove(): void }> {
  const folder = mkdtempSync(join(FAST_FOLDER, 'lotline-template-'))
  const file = join(folder, 'lotline.db')
  await migrate(file, MIGRATIONS)
  await administer(server, `CREATE DATABASE ${TEMPLATE}`)
  await migrate(`${server}/${TEMPLATE}`, MIGRATIONS)
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
