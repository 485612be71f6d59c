/** A server that is told to stop while handhelds push: whoever was let in gets an answer, and what was answered is there. */
import { Agent, type ClientRequest, request } from 'node:http'
import Database from 'better-sqlite3'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepare } from './clients.ts'
import { type CrashServer, openCrashServer } from './server.ts'

const HANDHELDS = 8
const PER_PUSH = 5
/** As close-listener.ts has it. */
const LAST_CALL_MS = 1_000

interface Told {
  status: number
  body: { results?: { id: string; outcome: string }[]; code?: string }
  last: boolean
}

/** One connection that is kept, as a browser keeps it. */
function openClient(server: CrashServer) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const { port } = new URL(server.url)
  const ask = (method: string, path: string, body?: unknown): Promise<Told> =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' }
      const asked: ClientRequest = request({ agent, port, host: '127.0.0.1', method, path, headers }, (answer) => {
        let text = ''
        answer.on('data', (chunk) => {
          text += chunk
        })
        answer.on('error', reject)
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            body: text.startsWith('{') ? JSON.parse(text) : {},
            last: answer.headers.connection === 'close',
          }),
        )
      })
      asked.on('error', reject)
      asked.end(body === undefined ? undefined : JSON.stringify(body))
    })
  return { ask, close: () => agent.destroy() }
}

/** Pushes until it is told that there will be no more. Returns what was answered, and how it ended. */
async function pushUntilLast(server: CrashServer, nth: number, onAnswer: () => void) {
  const client = openClient(server)
  const streamId = v7()
  const acknowledged: string[] = []
  let seq = 0
  let answeredAt = performance.now()
  let idleMs = 0
  try {
    for (;;) {
      const transactions = Array.from({ length: PER_PUSH }, () => ({
        ...{ id: v7(), seq: ++seq, v: 1, type: 'receive', occurredAt: new Date().toISOString() },
        payload: { sku: 'OAT', lot: `L${nth}`, quantity: 1, location: 'A-01' },
      }))
      idleMs = performance.now() - answeredAt
      const told = await client.ask('POST', '/api/v1/sync/push', { deviceId: `HH-${nth}`, streamId, transactions })
      answeredAt = performance.now()
      onAnswer()
      expect(told.status, JSON.stringify(told.body)).toBe(200)
      for (const { id, outcome } of told.body.results ?? []) {
        expect(outcome).toBe('applied')
        acknowledged.push(id)
      }
      if (told.last) return { acknowledged, end: 'told' }
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // On a machine that kept it waiting for longer than idle connections are kept, HTTP allows no better.
    return { acknowledged, end: code === 'ECONNRESET' && idleMs > LAST_CALL_MS / 2 ? 'told' : (code ?? String(error)) }
  } finally {
    client.close()
  }
}

/** Reads an event stream to its end. */
async function readEvents(server: CrashServer): Promise<string> {
  const response = await fetch(`${server.url}/api/v1/sync/events`, {
    headers: { authorization: `Bearer ${server.token}` },
  })
  try {
    await response.text()
    return 'ended'
  } catch {
    return 'broken'
  }
}

function recorded(server: CrashServer): Set<string> {
  const database = new Database(server.database, { readonly: true })
  const ids = database.prepare('SELECT id FROM inbox').pluck().all() as string[]
  database.close()
  return new Set(ids)
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('a server that is told to stop', () => {
  let server: CrashServer
  beforeAll(async () => {
    server = await openCrashServer()
    expect(await server.start(), server.said()).toBeNull()
    await prepare(server)
    await server.kill()
  }, 120_000)
  afterAll(() => server.close())

  it.each([
    0, 700,
  ])('with %i ms for others to notice answers whoever was let in, keeps what it answered, and goes', async (delay) => {
    const env = { LOTLINE_STOP_DELAY_MS: String(delay), LOTLINE_LOG: 'json', LOTLINE_LOG_LEVEL: 'warn' }
    expect(await server.start(env), server.said()).toBeNull()
    const streams = Promise.all([readEvents(server), readEvents(server), readEvents(server)])
    const watcher = openClient(server)
    expect(await watcher.ask('GET', '/readyz')).toMatchObject({ status: 200, last: false })
    let answers = 0
    const count = () => void answers++
    const pushing = Promise.all(Array.from({ length: HANDHELDS }, (_, nth) => pushUntilLast(server, nth, count)))
    await expect.poll(() => answers, { timeout: 30_000 }).toBeGreaterThan(2 * HANDHELDS)
    const toldAt = performance.now()
    const stopped = server.stop()
    if (delay > 0) {
      await pause(delay / 3)
      const other = openClient(server)
      expect(await other.ask('GET', '/readyz')).toMatchObject({ status: 503, body: { code: 'stopping' }, last: true })
      expect(await other.ask('GET', '/healthz')).toMatchObject({ status: 200 })
      expect(await other.ask('GET', '/api/v1/sync/events')).toMatchObject({ status: 503, body: { code: 'stopping' } })
      other.close()
    }
    const handhelds = await pushing
    expect(handhelds.map(({ end }) => end)).toEqual(handhelds.map(() => 'told'))
    expect(await streams).toEqual(['ended', 'ended', 'ended'])
    expect(await stopped, server.said()).toEqual({ code: 0, signal: null })
    expect(performance.now() - toldAt).toBeLessThan(delay + 8_000)
    expect(server.said()).toBe('')
    watcher.close()
    const acknowledged = handhelds.flatMap((one) => one.acknowledged)
    expect(acknowledged.length).toBeGreaterThan(HANDHELDS * PER_PUSH)
    const there = recorded(server)
    expect(acknowledged.filter((id) => !there.has(id))).toEqual([])
    expect(await server.command(['audit'])).toMatchObject({ code: 0 })
  })

  it('leaves at once where it is told twice', async () => {
    expect(
      await server.start({ LOTLINE_STOP_DELAY_MS: '60000', LOTLINE_LOG: 'json', LOTLINE_LOG_LEVEL: 'warn' }),
    ).toBeNull()
    const began = performance.now()
    const stopped = server.stop()
    // Two of one wish are one: a terminal and a parent each send their own.
    await pause(300)
    server.signal('SIGINT')
    await pause(1_000)
    expect(server.ended()).toBeNull()
    // A busy machine may bring the first one late, and then this is of the same wish.
    const again = setInterval(() => server.signal('SIGTERM'), 500)
    expect(await stopped.finally(() => clearInterval(again))).toEqual({ code: 1, signal: null })
    expect(performance.now() - began).toBeLessThan(8_000)
    expect(await server.command(['audit'])).toMatchObject({ code: 0 })
  })
})
