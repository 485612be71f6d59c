/** Who may what: default deny, sign-in that cannot be guessed through, credentials that are nowhere in the clear. */
import { sql } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rowsOf } from '../../server/audit/rows.ts'
import type { Role } from '../../server/db/schema.ts'
import { operations } from '../../server/http/operations/index.ts'
import { may, PERMISSIONS, type Permission, ROLES } from '../../shared/rules/permissions.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { testStream } from '../support/server.ts'
import { enrolDevice, type Floor, ok, openFloor, type Problem, signInWorker } from './floor.ts'

/** Written out, so that giving a role more is a decision and no accident. */
const READS: Permission[] = ['stock:read', 'orders:read']
const FLOOR: Permission[] = [
  ...READS,
  'floor:receive',
  'floor:move',
  'floor:pick',
  'floor:ship',
  'floor:transform',
  'floor:count',
  'floor:return',
  'floor:reverse',
  'pick-lists:lease',
]
const GRANTED: Record<Role, Permission[]> = {
  picker: FLOOR,
  receiver: FLOOR,
  counter: FLOOR,
  inspector: [...FLOOR, 'floor:inspect', 'lots:hold'],
  supervisor: [
    ...FLOOR,
    'floor:inspect',
    'floor:adjust',
    'counts:plan',
    'rotation:override',
    'lots:hold',
    'lots:complete',
    'recalls:write',
    'exceptions:read',
    'exceptions:resolve',
    'connectors:read',
    'costing:read',
    'refused:resolve',
    'orders:write',
    'protections:write',
    'receipts:write',
    'returns:write',
  ],
  planner: [
    ...READS,
    'counts:plan',
    'orders:write',
    'protections:write',
    'receipts:write',
    'returns:write',
    'lots:hold',
    'lots:complete',
    'recalls:write',
    'exceptions:read',
    'exceptions:resolve',
    'connectors:read',
    'costing:read',
    'costing:write',
  ],
  admin: [...PERMISSIONS],
}

const pathOf = (path: string) => path.replace(/\{\w+\}/g, 'x')
const guarded = operations.filter(({ access }) => access !== 'open')

describe.each(EDGE_DIALECTS)('authorisation on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const call = (method: string, path: string, token: string, body: unknown = {}) =>
    floor.server.call<Problem>(method.toUpperCase(), path, method === 'get' ? undefined : body, { token })

  it('grants each role what is written here, and nothing else', () => {
    expect([...ROLES].sort()).toEqual((Object.keys(GRANTED) as Role[]).sort())
    for (const role of ROLES)
      expect(
        PERMISSIONS.filter((permission) => may([role], permission)),
        role,
      ).toEqual(PERMISSIONS.filter((permission) => GRANTED[role].includes(permission)))
    expect(may([], 'stock:read')).toBe(false)
  })

  it.each(
    guarded.map(({ method, path }) => [method, path] as const),
  )('denies %s %s without a token', async (method, path) => {
    const before = await floor.counts()
    for (const headers of [
      {},
      { authorization: 'Bearer lta_wrong' },
      { authorization: 'Basic YTpi' },
      { authorization: `Bearer ${floor.server.adminToken}x` },
    ]) {
      const init = { method: method.toUpperCase(), headers, body: method === 'get' ? null : '{}' }
      const response = await floor.server.fetch(new Request(`http://test/api/v1${pathOf(path)}`, init as RequestInit))
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toBe('Bearer')
      expect(await response.json()).toMatchObject({ code: 'unauthorised', status: 401 })
    }
    expect(await floor.counts()).toEqual(before)
  })

  it('denies each role, and a bare device, every operation that it has no permission for', async () => {
    const device = await enrolDevice(floor.server, 'HH-1')
    const before = await floor.counts()
    for (const { method, path, access } of guarded) {
      if (access === 'any') continue
      for (const role of ROLES) {
        if (GRANTED[role].includes(access as Permission)) continue
        const answer = await call(method, pathOf(path), await floor.server.token(role))
        expect(answer, `${role} ${method} ${path}`).toMatchObject({ status: 403, body: { code: 'forbidden' } })
      }
      expect(await call(method, pathOf(path), device), `device ${method} ${path}`).toMatchObject({ status: 403 })
    }
    expect(await floor.counts()).toEqual(before)
  })

  it('lets each role do what it has the permission for', async () => {
    for (const { method, path, access } of guarded) {
      if (access === 'any') continue
      for (const role of ROLES.filter((one) => GRANTED[one].includes(access as Permission))) {
        const { status } = await call(method, pathOf(path), await floor.server.token(role))
        expect([401, 403], `${role} ${method} ${path}`).not.toContain(status)
      }
    }
  })

  it('leases pick lists only to who may', async () => {
    for (const what of ['lease', 'return']) {
      const path = `/pick-lists/${v7()}/${what}`
      const answer = await call('post', path, await floor.server.token('planner'), { deviceId: 'HH-1' })
      expect(answer, what).toMatchObject({ status: 403, body: { code: 'forbidden' } })
      const picker = await call('post', path, await floor.server.token('picker'), { deviceId: 'HH-1' })
      expect(picker).toMatchObject({ status: 404 })
    }
  })

  it("gives a session its person's permissions, on its device, for a shift", async () => {
    const worker = await signInWorker(floor.server, 'HH-1', ['planner'])
    expect(await call('get', '/items', worker.token)).toMatchObject({ status: 200 })
    expect(await call('put', '/items/X', worker.token)).toMatchObject({ status: 403 })
    const body = { deviceId: 'HH-2', streamId: v7(), transactions: [] }
    expect(await call('post', '/sync/push', worker.token, body)).toMatchObject({ status: 403 })
    try {
      floor.clock.offset = 15.9 * 3_600_000
      expect(await call('get', '/items', worker.token)).toMatchObject({ status: 200 })
      floor.clock.offset = 16.1 * 3_600_000
      expect(await call('get', '/items', worker.token)).toMatchObject({ status: 401 })
    } finally {
      floor.clock.offset = 0
    }
  })

  describe('sign-in', () => {
    const person = async (pin = '482913') => {
      const badge = `BADGE${v7().replaceAll('-', '')}`
      await ok(floor.server, 'PUT', `/users/${badge}`, { name: 'Ada', roles: ['picker'], pin })
      return { badge, pin }
    }
    // Tries are counted on the key, too.
    let key: string
    beforeEach(async () => {
      key = await floor.server.token('admin')
    })
    const signIn = async (body: Record<string, unknown>) => {
      const response = await floor.server.fetch(
        new Request('http://test/api/v1/auth/sign-in', {
          method: 'POST',
          headers: { authorization: `Bearer ${key}` },
          body: JSON.stringify({ deviceId: 'HH-1', ...body }),
        }),
      )
      const retryAfter = response.headers.get('retry-after')
      return { status: response.status, retryAfter, body: (await response.json()) as Record<string, unknown> }
    }

    it('answers token, session, end and person, whatever case the badge was read in', async () => {
      const { badge, pin } = await person()
      for (const read of [badge, badge.toLowerCase(), ` ${badge} `]) {
        const { status, body } = await signIn({ badge: read, pin })
        expect(status).toBe(200)
        expect(body).toMatchObject({ user: { name: 'Ada', roles: ['picker'] } })
        expect(body.token).toMatch(/^lts_\S{40,}$/)
        expect(Date.parse(String(body.expiresAt))).toBeGreaterThan(Date.now())
      }
    })

    it('says the same of an unknown badge and of a wrong PIN', async () => {
      const { badge } = await person()
      const [wrong, unknown] = [
        await signIn({ badge, pin: '000000' }),
        await signIn({ badge: `${badge}X`, pin: '482913' }),
      ]
      expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong-badge-or-pin' } })
      expect(unknown).toEqual(wrong)
    })

    it('makes who guesses wait, longer each time, and says how long', async () => {
      const { badge, pin } = await person()
      try {
        for (let tries = 0; tries < 4; tries++) expect((await signIn({ badge, pin: '000000' })).status).toBe(401)
        const first = await signIn({ badge, pin: '000000' })
        expect(first).toMatchObject({ status: 429, body: { code: 'too-many-wrong-pins' } })
        expect(Number(first.retryAfter)).toBeGreaterThan(0)
        // Not even the right one, or waiting would cost a guesser nothing.
        expect((await signIn({ badge, pin })).status).toBe(429)
        floor.clock.offset = (Number(first.retryAfter) + 1) * 1000
        expect((await signIn({ badge, pin: '000000' })).status).toBe(401)
        const second = await signIn({ badge, pin: '000000' })
        expect(Number(second.retryAfter)).toBeGreaterThan(Number(first.retryAfter))
        floor.clock.offset += (Number(second.retryAfter) + 1) * 1000
        expect((await signIn({ badge, pin })).status).toBe(200)
        expect((await signIn({ badge, pin: '000000' })).status).toBe(401)
      } finally {
        floor.clock.offset = 0
      }
    })

    it('lets nobody guess faster by guessing at once', async () => {
      const { badge } = await person()
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, n) => signIn({ badge, pin: String(100_000 + n) })),
      )
      expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(5)
      expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(25)
    })

    it('lets a person sign in on several devices at once', async () => {
      const { badge, pin } = await person()
      const answers = await Promise.all(['HH-1', 'HH-2', 'HH-3'].map((deviceId) => signIn({ badge, pin, deviceId })))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    })

    it('takes no weak badge, no short PIN and no unknown role', async () => {
      const put = (badge: string, body: Record<string, unknown>) =>
        floor.server.call<Problem>('PUT', `/users/${badge}`, { name: 'A', roles: ['picker'], pin: '4829', ...body })
      const badge = `BADGE${v7().replaceAll('-', '')}`
      expect(await put('SHORT', {})).toMatchObject({ status: 422, body: { field: 'badge' } })
      expect(await put(badge, { pin: '123' })).toMatchObject({ status: 422, body: { field: 'pin' } })
      expect(await put(badge, { pin: 482913 })).toMatchObject({ status: 422, body: { field: 'pin' } })
      expect(await put(badge, { roles: [] })).toMatchObject({ status: 422, body: { field: 'roles' } })
      expect(await put(badge, { roles: ['king'] })).toMatchObject({ status: 422, body: { field: 'roles[0]' } })
    })
  })

  describe('enrolment', () => {
    const code = async () => (await ok<{ code: string }>(floor.server, 'POST', '/devices/enrolments')).code
    const enrol = (body: unknown) => floor.server.call<Problem & { token: string }>('POST', '/devices/enrol', body)

    it('works once, also where ten devices want it at once', async () => {
      const once = await code()
      const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => enrol({ code: once, deviceId: `E-${n}` })))
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
      expect(
        answers.filter(({ status, body }) => status === 403 && body.code === 'enrolment-code-invalid'),
      ).toHaveLength(9)
      expect(await enrol({ code: '000000000000', deviceId: 'E-X' })).toMatchObject({ status: 403 })
    })

    it('works for an hour', async () => {
      const [soon, late] = [await code(), await code()]
      try {
        floor.clock.offset = 59 * 60_000
        expect(await enrol({ code: soon, deviceId: 'E-20' })).toMatchObject({ status: 201 })
        floor.clock.offset = 61 * 60_000
        expect(await enrol({ code: late, deviceId: 'E-21' })).toMatchObject({ status: 403 })
      } finally {
        floor.clock.offset = 0
      }
    })

    it('again replaces the old credential', async () => {
      const first = await enrolDevice(floor.server, 'E-30')
      const second = await enrolDevice(floor.server, 'E-30')
      const body = { deviceId: 'E-30', streamId: v7(), transactions: [] }
      expect(await call('post', '/sync/push', first, body)).toMatchObject({ status: 401 })
      expect(await call('post', '/sync/push', second, body)).toMatchObject({ status: 200 })
    })

    it('is for a warehouse that there is', async () => {
      expect(await floor.server.call('POST', '/devices/enrolments?warehouse=MOON')).toMatchObject({ status: 404 })
    })
  })

  it('keeps no token, code, badge or PIN in the clear, in any column of any table', async () => {
    const badge = `BADGE${v7().replaceAll('-', '').toUpperCase()}`
    const pin = '739105826471'
    await ok(floor.server, 'PUT', `/users/${badge}`, { name: 'Ada', roles: ['picker'], pin }, { key: v7() })
    const { code } = await ok<{ code: string }>(floor.server, 'POST', '/devices/enrolments', {}, { key: v7() })
    const device = await ok<{ token: string }>(
      floor.server,
      'POST',
      '/devices/enrol',
      { code, deviceId: 'E-40' },
      { key: v7() },
    )
    const signIn = { badge, pin, deviceId: 'E-40' }
    const session = await ok<{ token: string }>(floor.server, 'POST', '/auth/sign-in', signIn, { key: v7() })
    const stream = testStream(floor.server, 'E-40')
    await stream.push('receive', { sku: 'NO-SUCH', lot: 'L1', quantity: 1, location: 'A-01' })
    const tables = await floor.server.database.work.read((reader) =>
      rowsOf<{ name: string }>(
        reader,
        dialect === 'sqlite'
          ? sql`select name from sqlite_master where type = 'table'`
          : sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
      ),
    )
    expect(tables.length).toBeGreaterThan(25)
    for (const { name } of tables) {
      const rows = await floor.server.database.work.read((reader) => rowsOf(reader, sql.raw(`select * from "${name}"`)))
      const text = JSON.stringify(rows).toUpperCase()
      for (const secret of [floor.server.adminToken, device.token, session.token, code, badge, pin])
        expect(text.includes(secret.toUpperCase()), `${name} holds ${secret}`).toBe(false)
    }
    const { items } = await ok<{ items: { id: string }[] }>(floor.server, 'GET', '/refused')
    for (const { id } of items) await ok(floor.server, 'POST', `/refused/${id}/dismiss`)
  })
})
