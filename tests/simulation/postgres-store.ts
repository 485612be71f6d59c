/**
 * PostgreSQL under the simulated server. The database lives on when a process goes: a unit whose process goes before its commit is
 * rolled back, and one whose process goes after it is there, though nobody was told.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { Client } from 'pg'
import { openAttachments } from '../../server/attachments/folder.ts'
import { rowsOf } from '../../server/audit/rows.ts'
import { openPostgresWork } from '../../server/db/postgres/work.ts'
import type { Sources, Work } from '../../server/db/work.ts'
import { FAST_FOLDER } from '../support/fast-folder.ts'
import type { CrashPoints, SimStore } from './sim-server.ts'

let made = 0

/** `server`: its address without a database. A database that is there, or a new one that begins as `template`. */
export async function openPostgresStore(
  server: string,
  sources: Sources,
  database: { name: string } | { template: string },
): Promise<SimStore> {
  const isOwn = 'template' in database
  made += 1
  const name = isOwn ? `sim_${process.pid}_${made}` : database.name
  if (isOwn) await administer(server, `CREATE DATABASE ${name} TEMPLATE ${database.template}`)
  const folder = mkdtempSync(join(FAST_FOLDER, 'lotline-sim-'))
  const attachments = openAttachments(join(folder, 'attachments'))
  return {
    open: (points) => crashing(openPostgresWork(`${server}/${name}`, sources), points),
    attachments: () => attachments,
    crashed() {},
    backups: null,
    async settled(work) {
      for (;;) {
        const [waiting] = await work.read((reader) =>
          rowsOf<{ n_count: number }>(reader, sql`select count(*) as n_count from feed_pending`),
        )
        if (waiting?.n_count === 0) return
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    async close() {
      if (isOwn) await administer(server, `DROP DATABASE ${name} WITH (FORCE)`)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const crashing = (work: Work, { beforeCommit, afterCommit }: CrashPoints): Work => ({
  ...work,
  async run(keys, unit) {
    const value = await work.run(keys, async (tx) => {
      const done = await unit(tx)
      beforeCommit()
      return done
    })
    afterCommit()
    return value
  },
})

export async function administer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: `${server}/postgres` })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
