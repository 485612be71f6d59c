/**
 * Nothing is answered before it is on the disk: a real server's system calls are watched while it is pushed to.
 *
 * A crash test cannot show this, because the kernel keeps what a killed process wrote; only a power cut would lose it.
 * So the order of the calls themselves is the proof: between the last write to the write-ahead log and the answer stands
 * a sync of that log.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../../server/audit/rows.ts'
import { openTestDatabase } from '../support/database.ts'
import { availableTracers, checkDurable, eventOfStrace, type TraceEvent, type Tracer } from './durability/trace.ts'

const folder = mkdtempSync(join(tmpdir(), 'lotline-durable-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const here = (name: string) => new URL(name, import.meta.url).pathname
const LOTLINE = here('../../server/cli/lotline.mjs')
const PUSHES = 8

/** Starts a process that says where it serves; resolves with that address. */
function startServer(command: string[], env: Record<string, string>): Promise<{ url: string; child: ChildProcess }> {
  const [program = '', ...words] = command
  const child = spawn(program, words, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)))
    child.stdout?.on('data', (text: Buffer) => {
      const url = /http:\/\/localhost:\d+/.exec(text.toString())?.[0]
      if (url) resolve({ url, child })
    })
  })
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}

/** Runs a server traced while `use` calls it, and returns what the trace shows of the calls of `use`. */
async function traced(
  tracer: Tracer,
  name: string,
  command: string[],
  env: Record<string, string>,
  use: (url: string) => Promise<void>,
): Promise<TraceEvent[]> {
  const file = join(folder, `${name}.trace`)
  const wrapped = tracer.wrap(command, file)
  const { url, child } = await startServer(wrapped.command, { ...env, ...wrapped.env })
  try {
    await use(url)
  } finally {
    await stop(child)
  }
  return tracer.read(file)
}

describe.each(availableTracers())('watched by $name', (tracer) => {
  const control = async (synchronous: string) => {
    const name = `${synchronous}-${v7()}`
    const command = [process.execPath, here('durability/control.mjs'), join(folder, `${name}.db`), synchronous]
    const events = await traced(tracer, name, command, {}, async (url) => {
      for (let n = 0; n < PUSHES; n++) await fetch(url, { method: 'POST', body: '{}' })
    })
    return checkDurable(events)
  }

  it('finds out a server that does not sync', async () => {
    expect(await control('OFF')).toEqual({ answers: PUSHES, hasty: PUSHES, idle: 0 })
    expect((await control('NORMAL')).hasty).toBe(PUSHES)
    expect(await control('FULL')).toEqual({ answers: PUSHES, hasty: 0, idle: 0 })
  })

  it('answers no push and no request before its commit is synced', async () => {
    const data = join(folder, `lotline-${v7()}`)
    const env = { LOTLINE_DATA_DIR: data, LOTLINE_DATABASE: join(data, 'lotline.db'), PORT: '0' }
    const created = execFileSync(process.execPath, [LOTLINE, 'token', 'create', '--role', 'admin'], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const token = created.toString().trim().split('\n').at(-1)
    const call = async (url: string, method: string, path: string, body: unknown) => {
      const headers = { authorization: `Bearer ${token}` }
      const response = await fetch(`${url}/api/v1${path}`, { method, headers, body: JSON.stringify(body) })
      expect(response.status, `${method} ${path}`).toBe(200)
      return response
    }
    const command = [process.execPath, here('durability/serve.mjs')]
    const events = await traced(tracer, `lotline-${v7()}`, command, env, async (url) => {
      await call(url, 'PUT', '/items/OAT', { name: 'Oats', lotTracked: true })
      await call(url, 'PUT', '/locations/A-01', { kind: 'pick' })
      const streamId = v7()
      for (let seq = 1; seq <= PUSHES; seq++) {
        const payload = { sku: 'OAT', lot: 'L1', quantity: seq, location: 'A-01' }
        const sent = { id: v7(), seq, v: 1, type: 'receive', occurredAt: new Date().toISOString(), payload }
        const response = await call(url, 'POST', '/sync/push', { deviceId: 'HH-1', streamId, transactions: [sent] })
        expect(await response.json()).toMatchObject({ results: [{ outcome: 'applied' }] })
      }
    })
    expect(existsSync(env.LOTLINE_DATABASE)).toBe(true)
    expect(checkDurable(events)).toEqual({ answers: PUSHES + 2, hasty: 0, idle: 0 })
  })
})

describe('the check itself', () => {
  const write: TraceEvent = { what: 'write', path: 'x-wal' }
  const sync: TraceEvent = { what: 'sync', path: 'x-wal' }
  const answer: TraceEvent = { what: 'answer', path: 'socket' }

  it('tells durable, hasty and idle answers apart', () => {
    expect(checkDurable([write, write, sync, answer])).toEqual({ answers: 1, hasty: 0, idle: 0 })
    expect(checkDurable([write, sync, write, answer, sync])).toEqual({ answers: 1, hasty: 1, idle: 0 })
    expect(checkDurable([write, { ...sync, path: 'y-wal' }, answer])).toEqual({ answers: 1, hasty: 1, idle: 0 })
    expect(checkDurable([write, sync, answer, answer])).toEqual({ answers: 2, hasty: 0, idle: 1 })
  })

  it('reads a call in one line and in two', () => {
    const lines = [
      '7 pwrite64(20</t/l.db-wal>, "\\0", 4096, 0) = 4096',
      '8 fdatasync(20</t/l.db-wal> <unfinished ...>',
      '7 writev(22<socket:[1]>, [{iov_base="HTTP/1.1 200 OK\\r"..., iov_len=9}], 1) = 9',
      '8 <... fdatasync resumed>)         = 0',
      '7  fsync(20</t/l.db-wal>)            = -1 EIO (Input/output error)',
      '7  fsync(20</t/l.db-wal>)            = 0',
      '7 write(1</dev/null>, "HTTP"..., 4) = 4',
    ]
    expect(lines.flatMap(eventOfStrace()).map(({ what }) => what)).toEqual(['write', 'answer', 'sync', 'sync'])
  })
})

// Where the machine has neither strace nor a compiler, these still say what the databases are asked for.
describe('what the databases are asked for', () => {
  it('is a sync with each commit', async () => {
    for (const [dialect, setting, wanted] of [
      ['sqlite', sql`PRAGMA synchronous`, 2],
      ['postgres', sql`SHOW synchronous_commit`, 'on'],
    ] as const) {
      const database = await openTestDatabase(dialect)
      const [row] = await database.work.run([], (tx) => rowsOf(tx, setting))
      expect(Object.values(row ?? {})).toEqual([wanted])
      await database.close()
    }
  })
})
