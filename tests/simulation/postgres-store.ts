/**
 * PostgreSQL under the simulated server, which is three processes. The database lives on when one goes: its connections end, a unit
 * that had not committed is rolled back, and one that had is there, though nobody was told.
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

const PROCESSES = 3

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
  const names = new Map<Work, string>()
  const dying: Promise<void>[] = []
  return {
    processes: PROCESSES,
    open(points) {
      const process = `process ${names.size}`
      const url = `${server}/${name}?application_name=${encodeURIComponent(process)}`
      const work = crashing(openPostgresWork(url, sources), points)
      names.set(work, process)
      return work
    },
    attachments: () => attachments,
    crashed(work) {
      dying.push(cutOff(server, name, names.get(work) ?? '').then(() => work.close()))
    },
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
      await Promise.all(dying)
      if (isOwn) await administer(server, `DROP DATABASE ${name} WITH (FORCE)`)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** As the system does with a process that is gone: all its connections end at once. */
const cutOff = (server: string, database: string, process: string): Promise<void> =>
  administer(
    server,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}' AND application_name = '${process}'`,
  )

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
