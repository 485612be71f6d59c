/** API keys: with a role or with scopes, shown once, for a time or until revoked, and never above who makes them. */
import { eq } from 'drizzle-orm'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createKey, createKeyUse } from '../../server/auth/api-tokens.ts'
import { operations } from '../../server/http/operations/index.ts'
import { may, PERMISSIONS, type Permission } from '../../shared/rules/permissions.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type Floor, ok, openFloor, type Problem } from './floor.ts'

interface Key {
  id: string
  name: string
  role: string | null
  scopes: string[] | null
  expiresAt: string | null
  lastUsedAt: string | null
  revoked: boolean
}

const PIN = '482913'

describe.each(EDGE_DIALECTS)('API keys on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterEach(async () => {
    floor.clock.offset = 0
    await floor.cleanAudit()
  })
  afterAll(() => floor.close())

  const make = (body: Record<string, unknown>, token?: string) =>
    floor.server.call<Key & Problem & { token: string }>(
      'POST',
      '/api-keys',
      { name: 'ERP', ...body },
      token === undefined ? {} : { token },
    )
  const scoped = async (...scopes: Permission[]) => (await make({ scopes })).body.token
  const listed = async () => (await ok<{ items: Key[] }>(floor.server, 'GET', '/api-keys?limit=1000')).items
  const reading = (token: string) => floor.server.call('GET', '/stock', undefined, { token })

  it('are shown once and listed without what they open with', async () => {
    const { status, body } = await make({ scopes: ['stock:read', 'orders:write', 'stock:read'] })
    expect(status).toBe(201)
    expect(body.token).toMatch(/^lta_\S{40,}$/)
    const row = (await listed()).find(({ id }) => id === body.id)
    expect(row).toEqual({
      id: body.id,
      name: 'ERP',
      role: null,
      scopes: ['stock:read', 'orders:write'],
      createdAt: expect.stringMatching(/Z$/),
      expiresAt: null,
      lastUsedAt: null,
      revoked: false,
    })
    expect(JSON.stringify(await listed())).not.toContain(body.token)
    expect((await make({ role: 'planner' })).body).toMatchObject({ role: 'planner', scopes: null })
  })

  it.each([
    ['neither role nor scopes', {}],
    ['both', { role: 'admin', scopes: ['stock:read'] }],
    ['no scope', { scopes: [] }],
    ['an unknown scope', { scopes: ['stock:steal'] }],
    ['an unknown role', { role: 'king' }],
    ['a role among the scopes', { scopes: ['admin'] }],
    ['no name', { name: '', role: 'picker' }],
    ['an end that is past', { role: 'picker', expiresAt: '2020-01-01T00:00:00Z' }],
    ['an end that is none', { role: 'picker', expiresAt: 'tomorrow' }],
  ])('are not made with %s', async (_, body) => {
    const before = (await listed()).length
    expect(await make(body)).toMatchObject({ status: 422, body: { code: 'invalid' } })
    expect(await listed()).toHaveLength(before)
  })

  it('open exactly what their scopes name, for every permission there is', async () => {
    for (const scope of PERMISSIONS) {
      const token = await scoped(scope)
      for (const { method, path, access } of operations) {
        if (access === 'open' || access === 'any' || access === scope) continue
        // One operation of each other permission tells: all go through the same gate.
        if (operations.find((one) => one.access === access)?.path !== path) continue
        const body = method === 'get' ? undefined : {}
        const url = path.replace(/\{\w+\}/g, 'x')
        const answer = await floor.server.call(method.toUpperCase(), url, body, { token })
        expect(answer, `${scope}: ${method} ${path}`).toMatchObject({ status: 403, body: { code: 'forbidden' } })
      }
      const own = operations.find(({ access, method }) => access === scope && method === 'get')
      if (own)
        expect(
          (await floor.server.call('GET', own.path.replace(/\{\w+\}/g, 'x'), undefined, { token })).status,
          scope,
        ).not.toBe(403)
    }
  })

  it('record at a desk what their scopes allow, and no more', async () => {
    const sku = await floor.item()
    const token = await scoped('floor:adjust', 'stock:read')
    await floor.receive(sku, 'L1', 5, 'A-01')
    const adjust = { sku, lot: 'L1', location: 'A-01', quantity: 3, reason: 'miscounted' }
    const made = await floor.server.call('POST', '/adjustments', adjust, { token })
    expect(made.status, JSON.stringify(made.body)).toBeLessThan(300)
    expect(
      await floor.server.call('POST', '/adjustments', adjust, { token: await scoped('stock:read') }),
    ).toMatchObject({
      status: 403,
    })
  })

  it('read and write nothing through the devices’ door that they may not elsewhere', async () => {
    const pulling = (token: string) => floor.server.call('GET', '/sync/pull', undefined, { token })
    expect((await pulling(await scoped('orders:write', 'stock:read'))).status).toBe(403)
    expect((await pulling(await scoped('stock:read', 'orders:read'))).status).toBe(200)
    const push = { deviceId: 'HH-1', streamId: v7(), transactions: [] }
    const pushing = async (...scopes: Permission[]) =>
      (await floor.server.call('POST', '/sync/push', push, { token: await scoped(...scopes) })).status
    expect(await pushing('stock:read', 'floor:receive')).toBe(403)
    expect(await pushing('sync:any-device')).toBe(200)
    const lease = { deviceId: 'HH-1' }
    expect(
      (await floor.server.call('POST', `/pick-lists/${v7()}/lease`, lease, { token: await scoped('stock:read') }))
        .status,
    ).toBe(403)
  })

  it('push only what their scopes allow, whatever device they push for', async () => {
    const token = await scoped('sync:any-device', 'floor:receive')
    const sku = await floor.item()
    const streamId = v7()
    const pushed = async (seq: number, type: string, payload: Record<string, unknown>) => {
      const transaction = { id: v7(), seq, v: 1, type, occurredAt: new Date().toISOString(), payload }
      const body = { deviceId: 'HH-9', streamId, transactions: [transaction] }
      const { results } = await ok<{ results: { outcome: string; problem?: { code: string } }[] }>(
        floor.server,
        'POST',
        '/sync/push',
        body,
        { token },
      )
      return results[0]
    }
    expect(await pushed(1, 'receive', { sku, lot: 'L1', quantity: 2, location: 'A-01' })).toMatchObject({
      outcome: 'applied',
    })
    const adjust = { sku, lot: 'L1', location: 'A-01', status: 'available', quantity: 1, reason: 'miscounted' }
    expect(await pushed(2, 'adjust', adjust)).toMatchObject({ outcome: 'refused', problem: { code: 'not-allowed' } })
  })

  it('last until they expire', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
    const { token } = (await make({ role: 'planner', expiresAt })).body
    expect((await reading(token)).status).toBe(200)
    floor.clock.offset = 3_601_000
    expect((await reading(token)).status).toBe(401)
  })

  it('open nothing once revoked, and revoking again is harmless', async () => {
    const { id, token } = (await make({ role: 'planner' })).body
    await ok(floor.server, 'POST', `/api-keys/${id}/revoke`)
    expect((await reading(token)).status).toBe(401)
    expect(await ok(floor.server, 'POST', `/api-keys/${id}/revoke`)).toMatchObject({ revoked: true })
    expect(await floor.server.call('POST', `/api-keys/${v7()}/revoke`)).toMatchObject({ status: 404 })
  })

  it('say when they were last used, to the hour, without a write in the call', async () => {
    const { id, token } = (await make({ role: 'planner' })).body
    const use = createKeyUse(floor.server.database.work)
    const lastUse = async () => (await listed()).find((key) => key.id === id)?.lastUsedAt
    await reading(token)
    use.note(id)
    expect(await lastUse()).toBeNull()
    await use.write()
    const first = await lastUse()
    expect(first).toMatch(/Z$/)
    floor.clock.offset = 59 * 60_000
    use.note(id)
    await use.write()
    expect(await lastUse()).toBe(first)
    floor.clock.offset = 61 * 60_000
    use.note(id)
    await use.write()
    expect(Date.parse((await lastUse()) ?? '')).toBeGreaterThan(Date.parse(first ?? ''))
  })

  describe('and people are never made by somebody who may do less', () => {
    it('as keys', async () => {
      const token = await scoped('keys:write', 'stock:read')
      for (const body of [{ role: 'admin' }, { role: 'picker' }, { scopes: ['stock:read', 'orders:write'] }])
        expect(await make(body, token)).toMatchObject({ status: 403, body: { code: 'more-than-own' } })
      expect((await make({ scopes: ['stock:read', 'keys:write'] }, token)).status).toBe(201)
      expect(await ok(floor.server, 'GET', '/api-keys/grants', undefined, { token })).toEqual({
        roles: [],
        scopes: ['stock:read', 'keys:write'],
      })
    })

    it('as people, nor taken over with a new PIN, badge, e-mail or role', async () => {
      const token = await scoped('users:write', 'stock:read')
      const put = (badge: string, roles: string[]) =>
        floor.server.call<Problem>('PUT', `/users/${badge}`, { name: 'Eve', roles, pin: PIN }, { token })
      const badge = `BADGE${v7().replaceAll('-', '')}`
      expect(await put(badge, ['admin'])).toMatchObject({ status: 403, body: { code: 'more-than-own' } })
      const { id } = await ok<{ id: string }>(floor.server, 'PUT', `/users/${badge}`, {
        name: 'Ingrid',
        roles: ['admin'],
        pin: PIN,
      })
      expect(await put(badge, ['picker'])).toMatchObject({ status: 403 })
      const acts = [
        ['POST', `/users/${id}/badge`, {}],
        ['POST', `/users/${id}/change`, { name: 'Eve', roles: ['picker'] }],
        ['POST', `/users/${id}/enable`, {}],
        ['PUT', `/users/${id}/oidc`, { email: 'eve@example.com' }],
        ['POST', '/users', { name: 'Eve', roles: ['admin'] }],
      ] as const
      for (const [method, path, body] of acts)
        expect(await floor.server.call(method, path, body, { token }), path).toMatchObject({
          status: 403,
          body: { code: 'more-than-own' },
        })
      const { items } = await ok<{ items: { id: string; name: string; email: string | null }[] }>(
        floor.server,
        'GET',
        '/users?limit=1000',
      )
      expect(items.find((one) => one.id === id)).toMatchObject({ name: 'Ingrid', email: null })
    })
  })

  it('that were made before there were scopes go on', async () => {
    const { work } = floor.server.database
    const { id, token } = await work.run([], (tx) => createKey(tx, { name: 'old', role: 'planner' }))
    await work.run([], (tx) => tx.db.update(tx.t.apiTokens).set({ scopes: null }).where(eq(tx.t.apiTokens.id, id)))
    expect((await reading(token)).status).toBe(200)
    expect(may(['planner'], 'users:write')).toBe(false)
  })
})
