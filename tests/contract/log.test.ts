/** The log: each request is found by its id, each scan by its own, and no secret is in it, whatever is asked. */
import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operations } from '../../server/http/operations/index.ts'
import { createReport } from '../../server/watch/report.ts'
import { captureLog } from '../support/captured-log.ts'
import { DIALECTS, systemSources } from '../support/database.ts'
import { startTestServer, type TestServer, testStream } from '../support/server.ts'

const MARK = 'Zx9MARK'
/** Longer than digits in a row ever are in an id. */
const PIN = '8642097531'
const BADGE = `${MARK}BADGE0123456789ABCDEF`

describe.each(DIALECTS)('the log on %s', (dialect) => {
  const captured = captureLog()
  const report = createReport({ log: captured.log, now: () => Date.now(), count: () => {} })
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer(dialect, systemSources, { log: captured.log, report })
    await server.call('PUT', '/items/OAT', { name: 'Oat', rotation: 'fifo', lotTracked: true })
    await server.call('PUT', '/locations/A-1', { kind: 'pick' })
  })
  afterAll(() => server.close())

  const ask = (path: string, init: RequestInit = {}) => server.fetch(new Request(`http://test${path}`, init))

  it('answers where a scan is: device, stream, and each transaction with what became of it', async () => {
    captured.take()
    const stream = testStream(server, 'HH-7')
    const payload = { sku: 'OAT', lot: 'L1', quantity: 5, location: 'A-1' }
    const sent = [
      stream.envelope('receive', payload),
      stream.envelope('receive', { ...payload, sku: 'NONE' }),
      stream.envelope(`${MARK}-type`, payload),
    ]
    const { body } = await stream.send(sent)
    expect(body.results.map(({ outcome }) => outcome)).toEqual(['applied', 'refused', 'refused'])
    const [line, ...others] = captured.take()
    expect(others).toEqual([])
    expect(line).toMatchObject({
      level: 'info',
      message: 'POST /sync/push',
      status: 200,
      device: 'HH-7',
      stream: stream.streamId,
      transactions: [
        { id: sent[0]?.id, type: 'receive', outcome: 'applied' },
        { id: sent[1]?.id, type: 'receive', outcome: 'refused', problem: 'unknown-sku' },
        { id: sent[2]?.id, type: 'unknown', outcome: 'refused' },
      ],
    })
    await stream.send([sent[0]])
    expect(captured.take()[0]?.transactions).toEqual([
      { id: sent[0]?.id, type: 'receive', outcome: 'applied', duplicate: true },
    ])
  })

  it('tells what changes or fails, and reads only to whoever looks closely', async () => {
    captured.take()
    const picker = await server.token('picker')
    await server.call('PUT', '/items/RYE', { name: 'Rye', rotation: 'fifo', lotTracked: true })
    await server.call('GET', '/items/RYE')
    await server.call('GET', '/items/NONE')
    await server.call('PUT', '/items/RYE', { name: 7 })
    await server.call('GET', '/exceptions', undefined, { token: picker })
    await ask('/api/v1/items')
    await ask('/nothing/at-all')
    const lines = captured.take()
    expect(lines.map(({ level, message, status, problem }) => [level, message, status, problem])).toEqual([
      ['info', 'PUT /items/{sku}', 200, undefined],
      ['debug', 'GET /items/{sku}', 200, undefined],
      ['debug', 'GET /items/{sku}', 404, 'not-found'],
      ['warn', 'PUT /items/{sku}', 422, 'invalid'],
      ['warn', 'GET /exceptions', 403, 'forbidden'],
      ['warn', 'GET /items', 401, 'unauthorised'],
      ['debug', 'GET (nothing)', 404, 'not-found'],
    ])
    expect(lines[0]).toMatchObject({ params: { sku: 'RYE' }, by: expect.stringMatching(/^token [\w-]{36}$/) })
  })

  it.each([
    ['proxy-4711', 'proxy-4711'],
    [undefined, null],
    ['two words', null],
    ['x'.repeat(101), null],
    ['"}injected', null],
  ])('answers a request that says it is %j with its id', async (given, expected) => {
    captured.take()
    const headers = given === undefined ? {} : { 'x-request-id': given }
    const answer = await ask('/healthz', { headers })
    const id = answer.headers.get('x-request-id')
    if (expected === null) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7/)
    else expect(id).toBe(expected)
    expect(captured.take()[0]?.requestId).toBe(id)
  })

  it('names a fault by the id that its answer carries, and an answer that is no fault carries none', async () => {
    captured.take()
    const { work } = server.database
    const rename = (from: string, to: string) =>
      work.run([], async (tx) => {
        const db = tx.db as unknown as Record<'run' | 'execute', ((query: unknown) => Promise<unknown>) | undefined>
        const query = sql.raw(`ALTER TABLE ${from} RENAME TO ${to}`)
        await (db.run ? db.run(query) : db.execute?.(query))
      })
    await rename('channels', 'gone')
    try {
      const { status, body } = await server.call<{ requestId: string }>('GET', '/channels')
      expect(status).toBeGreaterThanOrEqual(500)
      const [fault, line] = captured.take()
      expect(fault).toMatchObject({ level: 'error', about: 'GET /channels', requestId: body.requestId })
      expect(fault?.error?.at?.length).toBeGreaterThan(0)
      expect(line).toMatchObject({ level: 'error', message: 'GET /channels', requestId: body.requestId })
    } finally {
      await rename('gone', 'channels')
    }
    expect((await server.call('GET', '/items/NONE')).body).not.toHaveProperty('requestId')
  })

  it('has no token, PIN, badge, body or name in it, whatever is asked and however it fails', async () => {
    captured.take()
    const device = 'HH-MARKED'
    const user = await server.call('PUT', `/users/${BADGE}`, { name: `${MARK} Name`, roles: ['picker'], pin: PIN })
    expect(user.status).toBe(200)
    const secret = { text: MARK, pin: PIN, badge: BADGE, token: `lta_${MARK}secret`, password: `${MARK}pw` }
    // In the shape of many, so that some get far.
    const body = {
      ...secret,
      ...{
        name: `${MARK} Ada`,
        reason: MARK,
        note: MARK,
        deviceId: device,
        code: MARK,
        externalId: MARK,
        channel: MARK,
      },
      customer: { id: MARK, name: `${MARK} Ada`, email: `${MARK}@example.com` },
      credentials: secret,
      lines: [{ sku: MARK, quantity: 1, reason: MARK }],
      transactions: [
        { id: v7(), seq: 1, v: 1, type: MARK, session: MARK, payload: { ...secret, supplier: MARK, pick: MARK } },
        { id: v7(), seq: 2, v: 1, type: 'receive', occurredAt: 'now', payload: { sku: MARK, supplier: MARK } },
      ],
      streamId: v7(),
    }
    for (const { method, path } of operations) {
      const at = path.replace('{badge}', BADGE).replace(/\{\w+\}/g, 'OAT')
      for (const content of [JSON.stringify(body), `{"broken": "${MARK}`, JSON.stringify([MARK])]) {
        const init = { method: method.toUpperCase(), ...(method === 'get' ? {} : { body: content }) }
        for (const authorization of [`Bearer ${server.adminToken}`, `Bearer lta_${MARK}wrong`])
          await ask(`/api/v1${at}?search=${MARK}&cursor=${MARK}`, { ...init, headers: { authorization, cookie: MARK } })
        if (method === 'get') break
      }
    }
    await ask(`/${MARK}`, { headers: { 'x-request-id': `${MARK} is not well-formed` } })
    await ask('/hooks/OAT', { method: 'POST', body: MARK, headers: { 'x-shopify-hmac-sha256': MARK } })
    const lines = captured.text().split('\n')
    expect(lines.length).toBeGreaterThan(operations.length)
    for (const forbidden of [MARK, server.adminToken, PIN])
      expect(lines.filter((line) => line.includes(forbidden))).toEqual([])
  })
})
