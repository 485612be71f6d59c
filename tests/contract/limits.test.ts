/** Limits of time and size, over real sockets, in both versions of HTTP: what is too slow or too large is cut off and told. */
import { mkdtempSync, rmSync } from 'node:fs'
import { connect as connectHttp2 } from 'node:http2'
import { connect as connectPlain, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Listening, listen, type Patience } from '../../server/cli/listen.ts'
import { filesOf } from '../../server/tls/folder.ts'
import { makeTls } from '../../server/tls/make.ts'
import { readPair } from '../../server/tls/pair.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const PATIENCE: Patience = { headersMs: 700, requestMs: 1_500, keepAliveMs: 3_000, checkMs: 100 }
const MIB = 1024 * 1024

let server: TestServer
let listening: Listening
let folder: string

beforeAll(async () => {
  server = await startTestServer('sqlite')
  folder = mkdtempSync(join(tmpdir(), 'lotline-limits-'))
  const names = { dns: ['localhost'], ip: [] }
  await makeTls({ folder, site: 'test', names, asked: names, anew: false, now: Date.now() })
  const app = new Hono().all('*', (context) => server.fetch(context.req.raw))
  const pair = readPair({ certificate: filesOf(folder).certificate, key: filesOf(folder).key })
  const opened = await listen({ fetch: app.fetch, port: 0, https: { port: 0, pair }, patience: PATIENCE })
  if (typeof opened === 'string') throw new Error(opened)
  listening = opened
})
afterAll(async () => {
  await listening.close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const OPEN = {
  http: () => connectPlain(listening.port, 'localhost'),
  https: () =>
    connectTls({
      port: listening.httpsPort,
      host: 'localhost',
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
    }),
} satisfies Record<string, () => Socket>

interface Cut {
  text: string
  ms: number
}

/** Writes, then more every so often; resolves when the server has closed. */
function talk(socket: Socket, first: string, more?: { text: string; everyMs: number }): Promise<Cut> {
  const begun = performance.now()
  let text = ''
  const timer = more && setInterval(() => socket.writable && socket.write(more.text), more.everyMs)
  return new Promise((resolve) => {
    socket.on('data', (part) => {
      text += part
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(timer)
      resolve({ text, ms: performance.now() - begun })
    })
    socket.write(first)
  })
}

const head = (method: string, path: string, ...headers: string[]) =>
  [`${method} ${path} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join('\r\n')

describe.each(['http', 'https'] as const)('over %s', (scheme) => {
  const open = () => OPEN[scheme]()

  it('headers that come letter by letter are cut off', async () => {
    const cut = await talk(open(), 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ', { text: 'x', everyMs: 50 })
    expect(cut.text).toMatch(/^HTTP\/1.1 408 [\s\S]*"code":"request-timeout"/)
    expect(cut.ms).toBeLessThan(5_000)
  })

  it('a connection that says nothing is closed', async () => {
    const { ms } = await talk(open(), '')
    expect(ms).toBeGreaterThan(500)
    expect(ms).toBeLessThan(5_000)
  })

  it('a body that comes byte by byte is cut off', async () => {
    const slow = head(
      'POST',
      '/api/v1/sync/push',
      'Content-Length: 100000',
      `Authorization: Bearer ${server.adminToken}`,
    )
    const cut = await talk(open(), slow, { text: ' ', everyMs: 50 })
    expect(cut.ms).toBeLessThan(6_000)
    expect(cut.text).not.toMatch(/^HTTP\/1.1 (2|500)/)
  })

  it.each([
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
  ])('a stated body of more than 4 MiB by %s is refused unread', async (method) => {
    const large = head(method, '/api/v1/orders', `Content-Length: ${4 * MIB + 1}`, 'Connection: close')
    const cut = await talk(open(), large)
    expect(cut.text).toMatch(/^HTTP\/1.1 413 [\s\S]*"code":"body-too-large"/)
  })

  it.each([
    '/api/v1/orders',
    '/hooks/shop',
    '/nowhere',
    '/',
  ])('a body without end to %s is not taken for ever', async (path) => {
    const piece = `${MIB.toString(16)}\r\n${'x'.repeat(MIB)}\r\n`
    const cut = await talk(open(), head('POST', path, 'Transfer-Encoding: chunked'), { text: piece, everyMs: 30 })
    expect(cut.ms).toBeLessThan(8_000)
    expect(cut.text).toMatch(/^(HTTP\/1.1 (4\d\d)|$)/)
  })

  it.each([
    ['headers of more than 16 KiB', head('GET', '/', `X-Large: ${'x'.repeat(20_000)}`), 431, 'headers-too-large'],
    ['what is no HTTP', 'hello there\r\n\r\n', 400, 'malformed-request'],
    ['two lengths', head('POST', '/', 'Content-Length: 1', 'Content-Length: 2'), 400, 'malformed-request'],
    [
      'a length beside pieces',
      head('POST', '/', 'Content-Length: 1', 'Transfer-Encoding: chunked'),
      400,
      'malformed-request',
    ],
  ])('%s is told', async (_what, text, status, code) => {
    const { text: answer } = await talk(open(), text)
    expect(answer).toMatch(
      new RegExp(`^HTTP/1.1 ${status} [\\s\\S]*application/problem\\+json[\\s\\S]*"code":"${code}"`),
    )
  })
})

describe('over HTTP/2', () => {
  const session = () => {
    const client = connectHttp2(`https://localhost:${listening.httpsPort}`, { rejectUnauthorized: false })
    client.on('error', () => {})
    return client
  }
  const closed = (emitter: NodeJS.EventEmitter) => new Promise((resolve) => emitter.once('close', resolve))

  it('a request is served', async () => {
    const client = session()
    const stream = client.request({ ':path': '/healthz' })
    const [headers] = await Promise.all([
      new Promise((resolve) => stream.once('response', resolve)),
      closed(stream.resume()),
    ])
    expect(headers).toMatchObject({ ':status': 200 })
    client.close()
  })

  it('a body that comes byte by byte is cut off', async () => {
    const client = session()
    const stream = client.request({
      ':path': '/api/v1/sync/push',
      ':method': 'POST',
      authorization: `Bearer ${server.adminToken}`,
    })
    stream.on('error', () => {})
    const timer = setInterval(() => stream.writable && stream.write(' '), 50)
    const begun = performance.now()
    await closed(stream)
    clearInterval(timer)
    expect(performance.now() - begun).toBeLessThan(6_000)
    client.destroy()
  })

  it('a connection on which nothing moves is closed', async () => {
    const begun = performance.now()
    await closed(session())
    expect(performance.now() - begun).toBeGreaterThan(2_000)
    expect(performance.now() - begun).toBeLessThan(10_000)
  })

  it('a body without end is refused', async () => {
    const client = session()
    const stream = client.request({ ':path': '/api/v1/orders', ':method': 'POST' })
    stream.on('error', () => {})
    let status: unknown
    stream.on('response', (headers) => {
      status = headers[':status']
    })
    const piece = Buffer.alloc(MIB, 'x')
    const timer = setInterval(() => stream.writable && stream.write(piece), 30)
    stream.resume()
    await closed(stream)
    clearInterval(timer)
    expect(status === undefined || status === 413).toBe(true)
    client.destroy()
  })
})

describe('a request', () => {
  const call = (path: string, init: RequestInit = {}) =>
    server.fetch(
      new Request(`http://test${path}`, {
        ...init,
        headers: { authorization: `Bearer ${server.adminToken}`, ...init.headers },
      }),
    )
  const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code]

  it('with an address beyond all cursors is refused', async () => {
    expect(await codeOf(await call(`/api/v1/stock?sku=${'x'.repeat(8_000)}`))).toEqual([414, 'address-too-long'])
    expect(await codeOf(await call(`/${'x'.repeat(8_000)}`))).toEqual([414, 'address-too-long'])
    expect((await call(`/api/v1/sync/pull?cursor=${'x'.repeat(4_000)}`)).status).toBeLessThan(500)
  })

  it('with more than a hundred parameters is refused', async () => {
    const many = (count: number) => `/api/v1/stock?${Array.from({ length: count }, (_, n) => `a${n}=1`).join('&')}`
    expect((await call(many(100))).status).toBe(200)
    expect(await codeOf(await call(many(101)))).toEqual([400, 'too-many-parameters'])
  })

  it.each([
    ['lists', `{"items":${'['.repeat(2_000_000)}${']'.repeat(2_000_000)}}`],
    ['objects', `${'{"a":'.repeat(600_000)}1${'}'.repeat(600_000)}`],
    ['an opening without end', '['.repeat(4 * MIB)],
  ])('of nested %s is refused, and nothing walks down into it', async (_what, body) => {
    for (const path of ['/orders', '/sync/push', '/auth/sign-in'])
      expect(await codeOf(await call(`/api/v1${path}`, { method: 'POST', body }))).toEqual([400, 'nested-too-deep'])
    expect(server.faults).toEqual([])
  })

  it('that breaks off is no fault of the server', async () => {
    const body = new ReadableStream({
      pull(controller) {
        controller.error(new Error('gone'))
      },
    })
    const answer = await call('/api/v1/orders', { method: 'POST', body, duplex: 'half' } as RequestInit)
    expect(await codeOf(answer)).toEqual([400, 'body-broke-off'])
    expect(server.faults).toEqual([])
  })
})
