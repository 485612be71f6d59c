/** A fresh, migrated database of either dialect, and the Work over it. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { inject } from 'vitest'
import { openWork } from '../../server/db/open.ts'
import type { Sources, Work } from '../../server/db/work.ts'
import { FAST_FOLDER } from './fast-folder.ts'
import { administer, TEMPLATE } from './templates.ts'

export type Dialect = 'sqlite' | 'postgres'
export const DIALECTS: Dialect[] = ['sqlite', 'postgres']
/**
 * Of suites that talk with a simulated platform, a new site for each test: nearly all of their time on PostgreSQL is new sites, and
 * what they ask of it others ask too. `npm run test:both` has both.
 */
export const PLATFORM_DIALECTS: Dialect[] = process.env.LOTLINE_TEST_BOTH === undefined ? ['sqlite'] : DIALECTS

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
