/** Sensitive acts: each has its line in the commit of the act, no secret is in it, and no line can be changed unnoticed. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '../../server/audit/audit.ts'
import { isSensitive } from '../../server/http/mount.ts'
import { operations } from '../../server/http/operations/index.ts'
import { DIALECTS } from '../support/database.ts'
import { BINS, type Floor, ok, openFloor } from './floor.ts'

interface Line {
  position: number
  by: string
  name: string
  act: string
  details: Record<string, unknown>
}

describe.each(DIALECTS)('the log of sensitive acts on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterAll(() => floor.close())

  const lines = async (query = '') =>
    (await ok<{ items: Line[]; next: string | null }>(floor.server, 'GET', `/audit-log?limit=1000${query}`)).items

  it('has a line for each act, with who, what and about what, and without secrets', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 50, BINS[0])
    const planner = await floor.server.token('planner')
    await ok(floor.server, 'PUT', `/protections/${sku}/shop`, { quantity: 5 }, { token: planner })
    await ok(floor.server, 'PUT', '/users/BDG:0123456789abcdef0123456789abcdef', {
      name: 'Ada',
      roles: ['picker'],
      pin: '4711',
    })
    await ok(floor.server, 'POST', `/lots/${sku}/L1/hold`, { reason: 'smells' })
    const [hold, person, protection] = await lines()
    expect(hold).toMatchObject({
      act: 'POST /lots/{sku}/{lot}/hold',
      details: { warehouse: 'MAIN', params: { sku, lot: 'L1' }, body: { reason: 'smells' } },
    })
    expect(person).toMatchObject({ act: 'PUT /users/{badge}', details: { body: { name: 'Ada', roles: ['picker'] } } })
    expect(protection).toMatchObject({ name: 'test planner', by: expect.stringMatching(/^token /) })
    const text = JSON.stringify(await lines())
    expect(text).not.toContain('4711')
    expect(text).not.toContain('0123456789abcdef')
    expect(await lines('&by=test%20planner')).toEqual([protection])
  })

  it('has none for what was refused or only read, and one for what was asked twice at once', async () => {
    const sku = await floor.item()
    const before = (await lines()).length
    expect((await floor.server.call('PUT', `/protections/${sku}/shop`, { quantity: 5 })).status).toBe(409)
    expect((await floor.server.call('PUT', '/items/ODD', { name: 7 })).status).toBe(422)
    const picker = await floor.server.token('picker')
    expect((await floor.server.call('POST', `/lots/${sku}/L1/hold`, { reason: 'x' }, { token: picker })).status).toBe(
      403,
    )
    await ok(floor.server, 'GET', `/inventory/${sku}`)
    expect(await lines()).toHaveLength(before)
    expect((await floor.server.call('GET', '/audit-log', undefined, { token: picker })).status).toBe(403)
  })

  it('keeps its order where many act at once', async () => {
    const before = (await lines()).length
    const skus = await Promise.all(Array.from({ length: 20 }, () => floor.item()))
    expect(skus).toHaveLength(20)
    const after = await lines()
    expect(after).toHaveLength(before + 20)
    expect(after.map(({ position }) => position)).toEqual(after.map((_, nth) => after.length - nth))
    const page = await ok<{ items: Line[]; next: string }>(floor.server, 'GET', '/audit-log?limit=5')
    const rest = await ok<{ items: Line[] }>(floor.server, 'GET', `/audit-log?limit=5&cursor=${page.next}`)
    expect([...page.items, ...rest.items]).toEqual(after.slice(0, 10))
    await floor.cleanAudit()
  })

  it.each([
    ['changed', sql`update audit_log set name = 'somebody else' where position = 3`],
    ['taken out', sql`delete from audit_log where position = 4`],
    ['changed in what it says', sql`update audit_log set details = '{"params":{}}' where position = 6`],
  ])('is found out where a line was %s', async (_, statement) => {
    const { work } = floor.server.database
    class Undo extends Error {}
    await expect(
      work.run([], async (tx) => {
        if ('run' in tx.db) await (tx.db as unknown as { run(of: unknown): Promise<void> }).run(statement)
        else await (tx.db as unknown as { execute(of: unknown): Promise<void> }).execute(statement)
        const { findings } = await audit({ read: (query) => query(tx) }, Date.now())
        expect(findings.join(' ')).toContain('log of sensitive acts')
        throw new Undo()
      }),
    ).rejects.toThrow(Undo)
    await floor.cleanAudit()
  })
})

it('leaves out only what has a record of its own, or decides nothing for others', () => {
  const left = operations.filter((one) => one.method !== 'get' && !isSensitive(one))
  expect(left.map(({ method, path }) => `${method.toUpperCase()} ${path}`).sort()).toEqual([
    'DELETE /demand/events/{id}',
    'POST /auth/oidc/session',
    'POST /auth/sign-in',
    'POST /auth/sign-out',
    'POST /connectors/{id}/orders',
    'POST /connectors/{id}/orders/batch',
    'POST /counts',
    'POST /counts/cancel',
    'POST /counts/lease',
    'POST /counts/plan',
    'POST /counts/return',
    'POST /demand',
    'POST /demand/events',
    'POST /devices/{id}/scanner-check',
    'POST /labels/locations',
    'POST /notifications/unsubscribe',
    'POST /orders',
    'POST /orders/release',
    'POST /orders/{id}/cancel',
    'POST /orders/{id}/change',
    'POST /orders/{id}/release',
    'POST /pick-lists/{id}/lease',
    'POST /pick-lists/{id}/return',
    'POST /returns',
    'POST /returns/{id}/chargeback',
    'POST /returns/{id}/close',
    'POST /sscc',
    'POST /sync/push',
    'POST /transfers',
    'PUT /attachments/{sha256}',
    'PUT /notifications/subscription',
    'PUT /returns/{id}/documents',
  ])
})
