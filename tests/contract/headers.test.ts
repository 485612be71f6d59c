/** What browsers are told, with every kind of answer there is: nothing of ours runs what somebody sent. */
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTrustedProxies } from '../../server/http/client-address.ts'
import { operations } from '../../server/http/operations/index.ts'
import { filesOf, readIfThere } from '../../server/tls/folder.ts'
import { makeTls } from '../../server/tls/make.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { ok } from './floor.ts'

/** Begins as a JPEG does, and goes on as a page does that would do harm. */
const POLYGLOT = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
  Buffer.from('<html><script>alert(1)</script><svg onload="alert(1)"/>'),
])
const PHOTO = createHash('sha256').update(POLYGLOT).digest('hex')

let server: TestServer
let root: string

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'lotline-headers-'))
  const app = join(root, 'app')
  mkdirSync(join(app, 'assets'), { recursive: true })
  writeFileSync(join(app, 'index.html'), '<!doctype html><title>The app</title>')
  writeFileSync(join(app, 'sw.js'), 'self')
  writeFileSync(join(app, 'assets', 'a-1.js'), 'export {}')
  writeFileSync(join(app, 'assets', 'a-1.css'), 'body {}')
  const names = { dns: ['depot.local'], ip: ['192.168.1.20'] }
  await makeTls({ folder: root, site: 'depot', names, asked: names, anew: false, now: Date.now() })
  const authority = await readIfThere(filesOf(root).authority)
  server = await startTestServer('sqlite', undefined, {
    appFolder: app,
    proxies: readTrustedProxies('10.0.0.1', undefined),
    trust: {
      names: () => [...names.dns, ...names.ip],
      httpsPort: 8443,
      httpPort: 8787,
      authority: () => authority,
    },
    demo: { enrolmentCode: '1', pin: '1', users: [] },
  })
  expect((await fetchOf('PUT', `/api/v1/attachments/${PHOTO}`, POLYGLOT)).status).toBe(201)
  await ok(server, 'PUT', '/items/TEA', { name: '=cmd|calc', rotation: 'fifo', lotTracked: false })
})
afterAll(async () => {
  await server.close()
  rmSync(root, { recursive: true, force: true })
})

const fetchOf = (
  method: string,
  path: string,
  body: BodyInit | null = null,
  headers: Record<string, string> = {},
  peer?: { remoteAddress: string; encrypted?: boolean },
) =>
  server.fetch(
    new Request(`http://depot.local:8787${path}`, {
      method,
      headers: { authorization: `Bearer ${server.adminToken}`, host: 'depot.local:8787', ...headers },
      body,
    }),
    peer,
  )

const CASES: [what: string, method: string, path: string, status: number, type: RegExp, body?: string][] = [
  ['the page of the app', 'GET', '/', 200, /^text\/html/],
  ['a deep address of the app', 'GET', '/office/stock', 200, /^text\/html/],
  ['the service worker', 'GET', '/sw.js', 200, /^text\/javascript/],
  ['a script', 'GET', '/assets/a-1.js', 200, /^text\/javascript/],
  ['a style', 'GET', '/assets/a-1.css', 200, /^text\/css/],
  ['JSON', 'GET', '/api/v1/items?limit=1', 200, /^application\/json/],
  ['a refusal', 'POST', '/api/v1/orders', 422, /^application\/problem\+json/, '{}'],
  ['malformed JSON', 'POST', '/api/v1/orders', 400, /^application\/problem\+json/, '{'],
  ['what is not there', 'GET', '/api/v1/orders/none', 404, /^application\/problem\+json/],
  ['no route', 'GET', '/api/v1/nothing', 404, /^application\/problem\+json/],
  ['no file', 'GET', '/nothing.js', 404, /^application\/problem\+json/],
  ['a body too large', 'POST', '/api/v1/orders', 413, /^application\/problem\+json/, 'x'.repeat(4_300_000)],
  ['an address too long', 'GET', `/api/v1/stock?sku=${'x'.repeat(9_000)}`, 414, /^application\/problem\+json/],
  ['a photo', 'GET', `/api/v1/attachments/${PHOTO}`, 200, /^image\/jpeg$/],
  ['an export', 'GET', '/api/v1/replenishment/export', 200, /^text\/csv/],
  ['a workbook', 'GET', '/api/v1/replenishment/export?format=xlsx', 200, /spreadsheetml/],
  ['an event stream', 'GET', '/api/v1/sync/events', 200, /^text\/event-stream/],
  ['a webhook', 'POST', '/hooks/nobody', 401, /^application\/problem\+json/, '{}'],
  ['the API document', 'GET', '/api/docs', 200, /^text\/html/],
  ['a page of it', 'GET', '/api/docs/orders', 200, /^text\/html/],
  ['its style', 'GET', '/api/docs.css', 200, /^text\/css/],
  ['the types of a client', 'GET', '/api/v1/openapi.d.ts', 200, /^text\/plain; charset=utf-8$/],
  ['the collection', 'GET', '/api/v1/postman.json', 200, /^application\/json/],
  ['the OpenAPI document', 'GET', '/api/v1/openapi.json', 200, /^application\/json/],
  ['health', 'GET', '/healthz', 200, /^application\/json/],
  ['metrics', 'GET', '/metrics', 200, /^text\/plain/],
  ['the page of trust', 'GET', '/trust', 200, /^text\/html/],
  ['its style', 'GET', '/trust/style.css', 200, /^text\/css/],
  ['the authority', 'GET', '/trust/authority.crt', 200, /^application\/x-x509-ca-cert$/],
  ['the profile', 'GET', '/trust/authority.mobileconfig', 200, /^application\/x-apple-aspen-config$/],
  ['the sheet of the demo', 'GET', '/demo/sheet', 200, /^text\/html/],
]

describe.each(CASES)('%s', (_what, method, path, status, type, body) => {
  it(`is labelled, and runs nothing (${method} ${path.slice(0, 60)})`, async () => {
    const answer = await fetchOf(method, path, body)
    const header = (name: string) => answer.headers.get(name) ?? ''
    expect(answer.status).toBe(status)
    expect(header('content-type')).toMatch(type)
    expect(header('x-content-type-options')).toBe('nosniff')
    expect(header('referrer-policy')).toBe('no-referrer')
    expect(header('x-frame-options')).toBe('DENY')
    expect(header('cross-origin-resource-policy')).toBe('same-origin')
    expect(header('cross-origin-opener-policy')).toBe('same-origin')
    expect(header('permissions-policy')).toContain('geolocation=()')
    expect(header('x-powered-by')).toBe('')
    expect(header('access-control-allow-origin')).toBe('')
    expect(header('set-cookie')).toBe('')
    expect(header('strict-transport-security')).toBe('')
    const policy = header('content-security-policy')
    expect(policy).toMatch(/default-src '(self|none)'/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("base-uri 'none'")
    expect(policy).toMatch(/form-action '(self|none)'/)
    expect(policy).not.toMatch(/(script-src|style-src|default-src) [^;]*'unsafe-inline'/)
    expect(policy).not.toContain("'unsafe-eval'")
    if (/^\/(api\/v1|hooks)\//.test(path)) expect(policy).toMatch(/default-src 'none'.*sandbox/)
    await answer.body?.cancel()
  })

  it('holds what its policy lets through, and no script or style of its own', async () => {
    const answer = await fetchOf(method, path, body)
    if (!header(answer).startsWith('text/html')) return answer.body?.cancel()
    const text = await answer.text()
    expect(text).not.toMatch(/<script(?![^>]+src=)|<style|\son\w+=|javascript:/i)
    if (path !== '/demo/sheet') expect(text).not.toMatch(/\sstyle=/i)
    expect(text).not.toMatch(/(src|href)="https?:\/\/(?!depot\.local)/)
  })
})

const header = (answer: Response) => answer.headers.get('content-type') ?? ''

describe('what people sent', () => {
  it.each([
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a picture that runs', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a picture that runs, as XML', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['GIF', 'GIF89a/*<script>*/'],
  ])('is no photo where it is %s', async (_what, text) => {
    const hash = createHash('sha256').update(text).digest('hex')
    const sent = await fetchOf('PUT', `/api/v1/attachments/${hash}`, text, { 'content-type': 'image/jpeg' })
    expect([sent.status, ((await sent.json()) as { code: string }).code]).toEqual([422, 'not-a-photo'])
    expect((await fetchOf('GET', `/api/v1/attachments/${hash}`)).status).toBe(404)
  })

  it('is never answered as a type that browsers run', () => {
    const types = operations.flatMap(({ files }) => files ?? [])
    expect(types.length).toBeGreaterThan(10)
    for (const type of types) expect(type).not.toMatch(/html|xml$|svg|script/)
  })
})

describe('that a name is reached by HTTPS only', () => {
  const hsts = async (headers: Record<string, string>, peer?: { remoteAddress: string; encrypted?: boolean }) =>
    (await fetchOf('GET', '/healthz', null, headers, peer)).headers.get('strict-transport-security')

  it('is said over TLS of our own, and where a trusted proxy says https', async () => {
    expect(await hsts({}, { remoteAddress: '1.2.3.4', encrypted: true })).toBe('max-age=2592000')
    expect(await hsts({ 'x-forwarded-proto': 'https' }, { remoteAddress: '10.0.0.1' })).toBe('max-age=2592000')
  })

  it('is not said otherwise, nor of addresses and localhost', async () => {
    const proto = { 'x-forwarded-proto': 'https' }
    expect(await hsts({})).toBeNull()
    expect(await hsts(proto, { remoteAddress: '1.2.3.4' })).toBeNull()
    expect(await hsts({ ...proto, 'x-forwarded-proto': 'http' }, { remoteAddress: '10.0.0.1' })).toBeNull()
    const own = { remoteAddress: '1.2.3.4', encrypted: true }
    for (const host of ['localhost:8443', '192.168.1.20:8443', '[fd00::5]:8443'])
      expect(await hsts({ host }, own)).toBeNull()
  })
})

describe('the page of trust', () => {
  it('names the place that the handheld reaches', async () => {
    const page = async (host: string, headers: Record<string, string> = {}) =>
      (await fetchOf('GET', '/trust/address.json', null, { host, ...headers })).json()
    expect(await page('depot.local:8787')).toEqual({
      address: 'https://depot.local:8443/',
      page: 'http://depot.local:8787/trust',
    })
    // Opened on the server itself: no handheld reaches it by that name.
    for (const host of ['localhost:8787', '127.0.0.1:8787', '[::1]:8787', '"><script>'])
      expect(await page(host)).toEqual({
        address: 'https://192.168.1.20:8443/',
        page: 'http://192.168.1.20:8787/trust',
      })
    // A name that the certificate does not have would only bring a warning.
    expect(await page('other.lan:9000')).toEqual({
      address: 'https://192.168.1.20:8443/',
      page: 'http://other.lan:9000/trust',
    })
  })

  it('is not there where no HTTPS is served', async () => {
    const plain = await startTestServer('sqlite')
    for (const path of ['/trust', '/trust/authority.crt', '/trust/authority.mobileconfig', '/trust/address.json']) {
      const answer = await plain.fetch(new Request(`http://test${path}`))
      expect([answer.status, ((await answer.json()) as { code: string }).code], path).toEqual([
        404,
        path.endsWith('json') ? 'no-https' : 'no-authority',
      ])
    }
    await plain.close()
  })
})

describe('event streams', () => {
  it('of one credential are a number that is bounded, and the oldest ends first', async () => {
    const few = await startTestServer('sqlite', undefined, { eventStreams: 2 })
    const open = async (token = few.adminToken) => {
      const headers = { authorization: `Bearer ${token}` }
      const answer = await few.fetch(new Request('http://test/api/v1/sync/events', { headers }))
      let isOver = false
      const reader = answer.body?.getReader()
      const read = async () => {
        while (!(await reader?.read())?.done);
        isOver = true
      }
      void read()
      return { isOver: () => isOver, close: () => reader?.cancel() }
    }
    const [first, second, other] = [await open(), await open(), await open(await few.token('planner'))]
    expect(first.isOver()).toBe(false)
    const third = await open()
    await expect.poll(first.isOver).toBe(true)
    expect([second.isOver(), third.isOver(), other.isOver()]).toEqual([false, false, false])
    for (const stream of [second, third, other]) await stream.close()
    await few.close()
  })
})
