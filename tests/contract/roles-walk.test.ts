/**
 * Every route that the running server has, and every role: what is not declared fails here. A route is an operation with an
 * access, or stands below with the reason why it needs none.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProvider } from '../../server/auth/oidc/provider.ts'
import { may, ROLES } from '../../server/auth/permissions.ts'
import { operations } from '../../server/http/operations/index.ts'
import { filesOf } from '../../server/tls/folder.ts'
import { makeTls } from '../../server/tls/make.ts'
import { type IdentityProvider, startIdentityProvider } from '../support/identity-provider.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { enrolDevice, signInWorker } from './floor.ts'

interface Route {
  method: string
  path: string
}

/** Runs before or around others, and answers nothing itself but a refusal. */
const AROUND: Record<string, string> = {
  'ALL /*': 'counts and logs requests, sets headers that browsers obey, and refuses what is too large',
  'ALL /assets/*': 'lets browsers keep hashed files',
}

/** Served to anybody. */
const OPEN: Record<string, string> = {
  'GET /healthz': 'whoever watches the process has no token; it says that it lives, and nothing else',
  'GET /readyz': 'as above',
  'GET /metrics':
    'as above, unless LOTLINE_METRICS_TOKEN asks for one; it has counts by device and connector, and nobody’s data',
  'GET /api/v1/openapi.json': 'the contract is no secret',
  'GET /api/docs': 'as above',
  'GET /api/docs.css': 'as above',
  'POST /hooks/:connector': 'platforms sign what they send, and have no token',
  'GET /auth/oidc/start': 'somebody who signs in has no token yet; it leads away',
  'GET /auth/oidc/callback': 'as above; bound to the cookie, the state and the nonce of the browser that began',
  'GET /demo.json': 'in the demo alone',
  'GET /demo/codes.json': 'in the demo alone',
  'GET /demo/sheet': 'in the demo alone',
  'GET /demo/sheet.css': 'in the demo alone',
  'GET /trust': 'a new handheld has no token; it says how to trust this server',
  'GET /trust/style.css': 'as above',
  'GET /trust/authority.crt': 'as above; a certificate is public, and its key is elsewhere',
  'GET /trust/authority.mobileconfig': 'as above',
  'GET /trust/address.json': 'the app asks where HTTPS is',
  'GET /': 'the app’s page; it holds no data',
  'GET /*': 'files of the app, and its page under each of its addresses',
}

/** Operations that need no token. */
const OPEN_OPERATIONS: Record<string, string> = {
  'GET /auth/methods': 'the sign-in screen asks which buttons to show',
  'POST /auth/oidc/session': 'it hands out the token; bound to cookie and code',
  'POST /devices/enrol': 'a new device has no token; bound to its code, and slowed',
  'POST /auth/first-start': 'nobody has a token yet; bound to the code that the server printed, and slowed',
}

/** Operations for any token: they look at the caller themselves. */
const ANY: Record<string, string> = {
  'POST /auth/sign-in': 'a device signs people in on itself, an API key on any',
  'POST /auth/sign-out': 'a session ends itself',
  'GET /auth/session': 'a session reads itself',
  'POST /devices/{id}/scanner-check': 'a device tells of its own scanner; people of that where they are signed in',
  'POST /sync/push': 'a device pushes for itself; a key needs sync:any-device',
  'GET /sync/pull': 'a device reads its own warehouse; others need stock:read and orders:read',
  'GET /today': 'who has stock:read or orders:read; each part wants what its own page wants',
  'POST /pick-lists/{id}/lease': 'a device for itself; people need pick-lists:lease',
  'POST /pick-lists/{id}/return': 'as above',
  'POST /counts/lease': 'a device for itself; people need floor:count',
  'POST /counts/return': 'a device for itself; people need floor:count or counts:plan',
  'PUT /attachments/{sha256}': 'a device, or who receives or announces returns',
  'GET /attachments/{sha256}/state': 'as above',
}

const named = ({ method, path }: Route): string => `${method.toUpperCase()} ${path}`
const routeOf = (path: string): string => `/api/v1${path.replace(/\{(\w+)\}/g, ':$1')}`
const declared = new Set(operations.map(({ method, path }) => named({ method, path: routeOf(path) })))

/** Beside the operations: it is authenticated in a way of its own. */
const EVENTS = 'GET /api/v1/sync/events'

const undeclared = (routes: readonly Route[]): string[] =>
  [...new Set(routes.map(named))].filter(
    (route) => !declared.has(route) && route !== EVENTS && !(route in OPEN) && !(route in AROUND),
  )

describe('the walk through all routes', () => {
  let server: TestServer
  let provider: IdentityProvider
  let appFolder: string
  beforeAll(async () => {
    provider = await startIdentityProvider()
    appFolder = mkdtempSync(join(tmpdir(), 'lotline-app-'))
    mkdirSync(join(appFolder, 'assets'))
    writeFileSync(join(appFolder, 'index.html'), '<!doctype html>')
    const names = { dns: ['depot.local'], ip: [] }
    await makeTls({ folder: appFolder, site: 'x', names, asked: { dns: [], ip: [] }, anew: false, now: Date.now() })
    const authority = () => readFileSync(filesOf(appFolder).authority, 'utf8')
    const publicUrl = 'http://localhost:8787'
    const settings = { ...provider, publicUrl, name: 'Acme' }
    server = await startTestServer('sqlite', undefined, {
      appFolder,
      trust: { names: () => names.dns, httpsPort: 8443, httpPort: 8787, authority },
      demo: { enrolmentCode: '1', pin: '1234', users: [] },
      oidc: { provider: createProvider(settings, Date.now), publicUrl, name: 'Acme' },
    })
  })
  afterAll(async () => {
    await server.close()
    await provider.close()
    rmSync(appFolder, { recursive: true })
  })

  const bodied = (method: string) => method !== 'GET' && method !== 'HEAD'
  const visit = (method: string, path: string, token?: string) =>
    server.fetch(
      new Request(`http://test${path}`, {
        method,
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
        body: bodied(method) ? '{}' : null,
      }),
    )
  const at = (path: string): string => path.replace(/:\w+/g, 'x').replace('*', 'x')

  it('finds none that is not declared, and no declaration without its route', () => {
    expect(undeclared(server.routes)).toEqual([])
    expect(undeclared([...server.routes, { method: 'GET', path: '/api/v1/forgotten' }])).toEqual([
      'GET /api/v1/forgotten',
    ])
    const there = new Set(server.routes.map(named))
    expect(
      [...Object.keys(OPEN), ...Object.keys(AROUND), ...declared, EVENTS].filter((one) => !there.has(one)),
    ).toEqual([])
  })

  it('finds operations open to anybody, or to any token, only where a reason stands', () => {
    const withAccess = (access: string) =>
      operations
        .filter((one) => one.access === access)
        .map(named)
        .sort()
    expect(withAccess('open')).toEqual(Object.keys(OPEN_OPERATIONS).sort())
    expect(withAccess('any')).toEqual(Object.keys(ANY).sort())
  })

  it('is turned away everywhere without a token, but where it is open', async () => {
    const routes = [...declared, EVENTS].map((one) => one.split(' ') as [string, string])
    for (const [method, path] of routes) {
      const { status } = await visit(method, at(path))
      const operation = operations.find((one) => named({ ...one, path: routeOf(one.path) }) === `${method} ${path}`)
      if (operation?.access === 'open') expect(status, `${method} ${path}`).not.toBe(500)
      else expect(status, `${method} ${path}`).toBe(401)
    }
    for (const route of Object.keys(OPEN)) {
      const [method = '', path = ''] = route.split(' ')
      const { status } = await visit(method, at(path))
      // A webhook that nobody signed is turned away by its signature.
      if (path.startsWith('/hooks')) expect(status, route).toBe(401)
      else expect(status, route).toBeLessThan(400)
    }
  })

  it('meets each role as its permissions say: by key, and by the session of a person', async () => {
    const before = server.faults.length
    for (const role of ROLES) {
      const tokens = [await server.token(role), (await signInWorker(server, 'HH-1', [role])).token]
      for (const { method, path, access } of operations) {
        // What ends the session that asks would end the walk.
        if (access === 'open' || path === '/auth/sign-out') continue
        for (const token of tokens) {
          const { status } = await visit(method.toUpperCase(), at(routeOf(path)), token)
          const what = `${role} ${method} ${path}`
          expect(status, what).not.toBe(401)
          expect(status, what).toBeLessThan(500)
          if (access === 'any') continue
          if (may([role], access)) expect(status, what).not.toBe(403)
          else expect(status, what).toBe(403)
        }
      }
    }
    expect(server.faults.slice(before)).toEqual([])
  })

  it('meets a bare device as nobody: only what a device does for itself is open to it', async () => {
    const device = await enrolDevice(server, `HH-${v7().slice(-8)}`)
    for (const { method, path, access } of operations) {
      if (access === 'open' || access === 'any') continue
      expect((await visit(method.toUpperCase(), at(routeOf(path)), device)).status, `${method} ${path}`).toBe(403)
    }
  })
})
