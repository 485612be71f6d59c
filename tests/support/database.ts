/** A fresh, migrated database of either dialect, and the Work over it. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { inject } from 'vitest'
import { openWork } from '../../server/db/open.ts'
import type { Sources, Work } from '../../server/db/work.ts'
import { FAST_FOLDER } from './fast-folder.ts'
import { administer, TEMPLATE } from './templates.ts'
import { IS_WHOLE } from './whole.ts'

export type Dialect = 'sqlite' | 'postgres'
export const DIALECTS: Dialect[] = ['sqlite', 'postgres']
/**
 * Of suites at the edges of the product: platforms, files, lists, odd orders of events. They ask much of the same statements
 * that the suites of ledger, promises, picking, counting and sync ask of both databases, and most of their time on PostgreSQL is new
 * sites. `npm run test:whole` has them on both, too.
 */
export const EDGE_DIALECTS: Dialect[] = IS_WHOLE ? DIALECTS : ['sqlite']

export interface TestDatabase {
  url: string
  work: Work
  close(): Promise<void>
}

export const systemSources: Sources = { now: () => Date.now(), newId: () => v7() }

export async function openTestDatabase(dialect: Dialect, sources: Sources = systemSources): Promise<TestDatabase> {
  return dialect === 'sqlite' ? openSqlite(sources) : openPostgres(sources)
}

async function openSqlite(sources: Sources): Promise<TestDatabase> {
  const folder = mkdtempSync(join(FAST_FOLDER, 'lotline-'))
  const url = join(folder, 'lotline.db')
  // It was closed, so that everything is in the one file.
  copyFileSync(inject('sqliteTemplate'), url)
  const work = openWork(url, sources)
  return {
    url,
    work,
    async close() {
      await work.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function openPostgres(sources: Sources): Promise<TestDatabase> {
  const server = inject('postgresUrl')
  const name = `t_${v7().replaceAll('-', '')}`
  await administer(server, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`)
  const url = `${server}/${name}`
  const work = openWork(url, sources)
  return {
    url,
    work,
    async close() {
      await work.close()
      await administer(server, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}
