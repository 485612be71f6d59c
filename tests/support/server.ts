/** A server in this process over a fresh database: the real routes, called without sockets. */

import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { v7 } from 'uuid'
import { expect } from 'vitest'
import { openAttachments } from '../../server/attachments/folder.ts'
import { audit } from '../../server/audit/audit.ts'
import { createApiToken } from '../../server/auth/api-tokens.ts'
import { createRollOver } from '../../server/availability/roll-over.ts'
import { createVault } from '../../server/channels/vault.ts'
import { openWork } from '../../server/db/open.ts'
import type { Role } from '../../server/db/schema.ts'
import type { Sources, Work } from '../../server/db/work.ts'
import { ensureEpoch } from '../../server/feed/epoch.ts'
import { createApp } from '../../server/http/app.ts'
import type { ServerDeps } from '../../server/http/deps.ts'
import { putWarehouse } from '../../server/master/warehouses.ts'
import { createOutgoingRule } from '../../server/outgoing/rule.ts'
import type { PushAnswer } from '../../shared/wire/push.ts'
import { holdToReference } from '../reference/hold.ts'
import { type Dialect, openTestDatabase, systemSources, type TestDatabase } from './database.ts'
import { FAST_FOLDER } from './fast-folder.ts'
import { type Answer, inTurn, PROCESSES } from './in-turn.ts'

export interface Reply<Body = Record<string, unknown>> {
  status: number
  body: Body
}

/** What credentials are sealed with. */
export const TEST_SECRET_KEY = 'a key that only the tests know, 40 long'

export interface TestServer {
  database: TestDatabase
  adminToken: string
  /** Faults of the server's own that were reported. Empty in a healthy test. */
  faults: unknown[]
  /** `peer`: the connection that it comes by. */
  fetch(request: Request, peer?: { remoteAddress: string; encrypted?: boolean }): Promise<Response>
  /** What it serves: method and path of each route, handlers and middleware alike. */
  routes: readonly { method: string; path: string }[]
  call<Body = Record<string, never>>(
    method: string,
    path: string,
    body?: unknown,
    options?: CallOptions,
  ): Promise<Reply<Body>>
  token(role: Role): Promise<string>
  close(): Promise<void>
}

export interface CallOptions {
  token?: string
  key?: string
}

/** `over`: what it is given otherwise than usual. */
export async function startTestServer(
  dialect: Dialect,
  sources: Sources = systemSources,
  over: Partial<ServerDeps> = {},
): Promise<TestServer> {
  const database = await openTestDatabase(dialect, sources)
  const { work } = database
  await work.run([], (tx) => putWarehouse(tx, 'MAIN', { name: 'Main', timeZone: 'America/Chicago', currency: 'USD' }))
  return serve(database, sources, over)
}

/** Another server over the same database, with connections of its own: what several processes are to PostgreSQL. */
export function startBeside({ database }: TestServer, sources: Sources = systemSources): Promise<TestServer> {
  const work = openWork(database.url, sources)
  return serve({ url: database.url, work, close: () => work.close() }, sources)
}

/** Over a database that is there already. */
export const serveWork = (
  database: Omit<TestDatabase, 'close'>,
  sources: Sources = systemSources,
): Promise<TestServer> => serve({ ...database, close: () => database.work.close() }, sources)

async function serve(database: TestDatabase, sources: Sources, over: Partial<ServerDeps> = {}): Promise<TestServer> {
  const { work } = database
  const epoch = await ensureEpoch(work)
  const faults: unknown[] = []
  const folder = mkdtempSync(join(FAST_FOLDER, 'lotline-attachments-'))
  const appOver = (work: Work) =>
    createApp({
      work,
      attachments: openAttachments(folder),
      vault: createVault(TEST_SECRET_KEY),
      day: createRollOver(work, sources.now),
      epoch,
      now: sources.now,
      // Platforms of tests are on this machine.
      outgoing: createOutgoingRule('127.0.0.0/8, ::1'),
      report: (error) => faults.push(error),
      ...over,
    })
  const answerOf = (app: Hono): Answer => {
    return async (request, peer) => app.fetch(request, peer && { incoming: { socket: peer } })
  }
  const app = appOver(work)
  const others =
    PROCESSES > 1 && work.dialect === 'postgres' && isAlone(over)
      ? await inTurn(database.url, PROCESSES, async (url) => {
          const own = openWork(url, sources)
          return { work: own, answer: answerOf(appOver(own)) }
        })
      : null
  const answer = others?.answer ?? answerOf(app)
  const token = (role: Role) => work.run([], (tx) => createApiToken(tx, role, `test ${role}`))
  const adminToken = await token('admin')
  return {
    database,
    adminToken,
    faults,
    token,
    fetch: answer,
    routes: app.routes,
    async call<Body>(method: string, path: string, body?: unknown, options: CallOptions = {}) {
      const headers: Record<string, string> = { authorization: `Bearer ${options.token ?? adminToken}` }
      if (options.key !== undefined) headers['idempotency-key'] = options.key
      const text = typeof body === 'string' ? body : body === undefined ? null : JSON.stringify(body)
      const url = `http://test${path.startsWith('/api/') ? path : `/api/v1${path}`}`
      const response = await answer(new Request(url, { method, headers, body: text }), undefined)
      const isJson = (response.headers.get('content-type') ?? '').includes('json')
      // A file is answered as its text; a test that wants its bytes fetches it.
      const reply = { status: response.status, body: (isJson ? await response.json() : await response.text()) as Body }
      holdToReference(method, path, reply)
      return reply
    },
    async close() {
      await others?.close()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What a test hands in may be one process's own. */
const isAlone = (over: Partial<ServerDeps>): boolean => !('work' in over) && !('day' in over) && !('metrics' in over)

/** Every test that writes ends with this. */
export async function expectCleanAudit(server: TestServer, now = Date.now()): Promise<void> {
  const report = await audit(server.database.work, now)
  expect(report.findings).toEqual([])
  expect(server.faults).toEqual([])
}

/** A device's stream, as the tests push it: with an admin's key, each call one more transaction. */
export function testStream(server: TestServer, deviceId = 'HH-1') {
  const streamId = v7()
  let seq = 0
  const envelope = (type: string, payload: Record<string, unknown>, over: Record<string, unknown> = {}) => ({
    id: v7(),
    seq: ++seq,
    v: 1,
    type,
    occurredAt: new Date().toISOString(),
    payload,
    ...over,
  })
  return {
    streamId,
    envelope,
    send: (transactions: unknown[], over: Record<string, unknown> = {}) =>
      server.call<PushAnswer>('POST', '/sync/push', { deviceId, streamId, transactions, ...over }),
    async push(type: string, payload: Record<string, unknown>, over: Record<string, unknown> = {}) {
      const sent = envelope(type, payload, over)
      const reply = await server.call<PushAnswer>('POST', '/sync/push', { deviceId, streamId, transactions: [sent] })
      expect(reply.status, JSON.stringify(reply.body)).toBe(200)
      const result = reply.body.results[0]
      if (!result) throw new Error(`No result: ${JSON.stringify(reply.body)}`)
      return { id: sent.id, sent, result }
    },
  }
}
