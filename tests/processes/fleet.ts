/** Several server processes over one PostgreSQL: requests go to them in turn, as a proxy would send them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { Client } from 'pg'
import { type CrashServer, crashServerOver } from '../crash/server.ts'
import { FAST_FOLDER } from '../support/fast-folder.ts'
import { administer } from '../support/templates.ts'

export interface Fleet {
  readonly processes: readonly CrashServer[]
  /** Throws where no whole answer came: then nobody knows whether it was done. */
  call: CrashServer['call']
  api: CrashServer['api']
  /** From now on nothing is sent; resolves when what was sent has ended. */
  pause(): Promise<void>
  resume(): void
  /** The first column of each row, with the second as a number. */
  ask(sql: string): Promise<Map<string, number>>
  audit(): Promise<{ code: number; out: string }>
  close(): Promise<void>
}

class Paused extends Error {}

/** `server`: the address of a PostgreSQL, without a database. */
export async function openFleet(server: string, size: number): Promise<Fleet> {
  const folder = mkdtempSync(join(FAST_FOLDER, 'lotline-fleet-'))
  const name = `fleet_${process.pid}_${Math.round(performance.now())}`
  await administer(server, `CREATE DATABASE ${name}`)
  const url = `${server}/${name}`
  const own = { LOTLINE_DATABASE: url, LOTLINE_ATTACHMENTS: join(folder, 'attachments') }
  const first = crashServerOver(folder, '', undefined, own)
  // A command migrates, so that the processes start together.
  const made = await first.command(['token', 'create', '--role', 'admin'])
  const token = made.out.trim()
  const processes = Array.from({ length: size }, () => crashServerOver(folder, token, undefined, own))
  for (const ended of await Promise.all(processes.map((one) => one.start())))
    if (ended) throw new Error(`A process did not start: ${JSON.stringify(ended)}`)
  let turn = 0
  let isPaused = false
  const open = new Set<Promise<unknown>>()

  const fleet: Fleet = {
    processes,
    async call(...request) {
      if (isPaused) throw new Paused()
      const reply = next().call(...request)
      open.add(reply)
      try {
        return await reply
      } finally {
        open.delete(reply)
      }
    },
    async api(method, path, body) {
      const reply = await fleet.call(method, path, body)
      if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`)
      return reply.body
    },
    async pause() {
      isPaused = true
      while (open.size > 0) await Promise.allSettled(open)
      // Whoever was cut off by a process that died may still be at work at the database.
      while ((await fleet.ask(AT_WORK)).size > 0) await after(20)
    },
    resume() {
      isPaused = false
    },
    async ask(sql) {
      const client = new Client({ connectionString: url, application_name: 'asking' })
      await client.connect()
      try {
        const { rows } = await client.query<[string, string]>({ text: sql, rowMode: 'array' })
        return new Map(rows.map(([key, value]) => [key, Number(value)]))
      } finally {
        await client.end()
      }
    },
    audit: () => first.command(['audit']),
    async close() {
      for (const one of processes) await one.kill()
      await administer(server, `DROP DATABASE ${name} WITH (FORCE)`)
      rmSync(folder, { recursive: true, force: true })
    },
  }

  /** The next in turn; one that is gone answers nothing, and whoever asked asks again. */
  function next(): CrashServer {
    turn += 1
    return processes[turn % size] as CrashServer
  }
  return fleet
}

const AT_WORK = `
  SELECT pid::text, 1 FROM pg_stat_activity
  WHERE datname = current_database() AND application_name <> 'asking' AND xact_start IS NOT NULL`
