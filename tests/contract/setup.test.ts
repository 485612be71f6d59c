/** The set-up's check-list: each step is open until what it asks for is there, however that came to be. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../server/demo/catalogue.ts'
import { SAMPLE_GROUP } from '../../server/setup/sample.ts'
import { DIALECTS } from '../support/database.ts'
import { startTestServer } from '../support/server.ts'
import { enrolDevice, type Floor, ok, openFloor, type Problem, signInWorker } from './floor.ts'

interface Setup {
  warehouse: { code: string }
  steps: Record<string, { done: boolean | null } & Record<string, unknown>>
}

describe.each(DIALECTS)('the set-up on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
    await ok(floor.server, 'PUT', '/warehouses/NEW', { name: 'Main warehouse', timeZone: 'UTC', currency: 'USD' })
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const read = (options = {}) => ok<Setup>(floor.server, 'GET', '/setup?warehouse=NEW', undefined, options)
  const done = async (step: string) => (await read()).steps[step]?.done

  it('has nothing done where there is nothing', async () => {
    const { warehouse, steps } = await read()
    expect(warehouse.code).toBe('NEW')
    expect(Object.entries(steps).filter(([, { done }]) => done !== false)).toEqual([])
    expect(Object.keys(steps)).toHaveLength(13)
    expect(await floor.server.call('GET', '/setup?warehouse=NONE')).toMatchObject({ status: 404 })
  })

  it('sees company, warehouse and places by what they say', async () => {
    const place = { name: 'East hall', timeZone: 'America/Chicago', currency: 'USD' }
    await ok(floor.server, 'PUT', '/warehouses/NEW', place)
    expect(await done('warehouse')).toBe(true)
    expect(await done('company')).toBe(false)
    await ok(floor.server, 'PUT', '/warehouses/NEW', {
      ...place,
      address: { name: 'Acme', street: '1 Mill Lane', city: 'Ely' },
    })
    expect(await done('company')).toBe(true)
    await ok(floor.server, 'PUT', '/locations/N-01', { kind: 'pick', warehouse: 'NEW' })
    expect(await done('locations')).toBe(false)
    await ok(floor.server, 'PUT', '/locations/DOCK-1', { kind: 'dock', warehouse: 'NEW' })
    expect((await read()).steps.locations).toEqual({ done: true, bins: 1, docks: 1, staging: 1, returns: 0 })
  })

  it('fills an empty catalogue with samples, once, each marked as one', async () => {
    const fill = () => floor.server.call<{ items: number } & Problem>('POST', '/setup/sample?warehouse=NEW')
    expect(await fill()).toMatchObject({ status: 201, body: { items: CATALOGUE.length } })
    expect(await fill()).toMatchObject({ status: 409, body: { code: 'not-empty' } })
    const { steps } = await read()
    expect(steps.items).toEqual({ done: true, count: CATALOGUE.length, sample: CATALOGUE.length })
    expect(steps.barcodes).toEqual({ done: true, without: 0 })
    const { items } = await ok<{ items: { name: string; group: string }[] }>(floor.server, 'GET', '/items?limit=1000')
    for (const { name, group } of items) expect([name.startsWith('Sample: '), group]).toEqual([true, SAMPLE_GROUP])
    await floor.item({ name: 'Own' })
    expect((await read()).steps).toMatchObject({ items: { sample: CATALOGUE.length }, barcodes: { without: 1 } })
  })

  it('counts who works on the floor, and on what', async () => {
    const { token } = await signInWorker(floor.server, 'HH-DESK', ['admin'])
    expect((await read()).steps.people).toEqual({ done: false, roles: { admin: 1 } })
    await signInWorker(floor.server, 'HH-2', ['picker', 'receiver'])
    expect((await read()).steps.people).toEqual({ done: true, roles: { admin: 1, picker: 1, receiver: 1 } })

    // The desk that asks is a device as well, and no handheld.
    await enrolDevice(floor.server, 'HH-DESK', 'NEW')
    expect((await read({ token })).steps.devices).toEqual({ done: false, count: 0 })
    const handheld = await enrolDevice(floor.server, 'HH-N', 'NEW')
    expect((await read({ token })).steps.devices).toEqual({ done: true, count: 1 })

    const told = (id: string, as: string) =>
      floor.server.call<Problem>('POST', `/devices/${id}/scanner-check`, {}, { token: as })
    expect(await told('HH-DESK', handheld)).toMatchObject({ status: 403, body: { code: 'other-device' } })
    expect(await told('HH-NONE', floor.server.adminToken)).toMatchObject({ status: 404 })
    expect((await read()).steps.scanner).toEqual({ done: false, count: 0 })
    expect((await told('HH-N', handheld)).status).toBe(200)
    expect((await read()).steps.scanner).toEqual({ done: true, count: 1 })
  })

  it('sees labels, the first receipt and the first shipment when they have happened', async () => {
    const print = (body: object) =>
      floor.server.call('POST', '/labels/locations?warehouse=NEW', { paper: 'a4-21', ...body })
    expect(await done('labels')).toBe(false)
    expect((await print({ locations: ['N-99'] })).status).toBe(422)
    expect(await done('labels')).toBe(false)
    expect((await print({ locations: ['N-01'] })).status).toBe(200)
    expect(await done('labels')).toBe(true)

    const push = (type: string, payload: object) =>
      ok(floor.server, 'POST', '/sync/push?warehouse=NEW', {
        deviceId: 'HH-9',
        streamId: v7(),
        transactions: [{ id: v7(), seq: 1, v: 1, type, occurredAt: new Date().toISOString(), payload }],
      })
    const sku = await floor.item()
    await push('receive', { sku, lot: 'L1', quantity: 5, location: 'NOWHERE' })
    expect(await done('receipt')).toBe(false)
    await push('receive', { sku, lot: 'L1', quantity: 5, location: 'N-01' })
    expect(await done('receipt')).toBe(true)
    expect(await done('shipment')).toBe(false)
    const order = await ok<{ id: string }>(floor.server, 'POST', '/orders?warehouse=NEW', {
      ...{ externalId: 'FIRST', channel: 'shop', customer: { id: 'C', name: 'Ada' } },
      lines: [{ sku, quantity: 2, unitPrice: { amount: 100, currency: 'USD' } }],
    })
    const { tasks } = await ok<{ tasks: Record<string, unknown>[] }>(
      floor.server,
      'POST',
      `/orders/${order.id}/release`,
    )
    const [task] = tasks
    await push('pick', { taskId: task?.id, sku, lot: 'L1', location: 'N-01', quantity: 2, lineId: task?.lineId })
    await push('ship', { orderId: order.id })
    expect(await done('shipment')).toBe(true)
  })
})

describe('what the server is told of itself', () => {
  it('shows who takes backups, and whether it is reached by HTTPS', async () => {
    const steps = async (over: object, peer?: { remoteAddress: string; encrypted: boolean }) => {
      const server = await startTestServer('sqlite', undefined, over)
      const request = new Request('http://test/api/v1/setup', {
        headers: { authorization: `Bearer ${server.adminToken}` },
      })
      const { steps: found } = (await (await server.fetch(request, peer)).json()) as Setup
      await server.close()
      return found
    }
    expect((await steps({})).backup).toEqual({ done: false, by: 'none', takenAt: null })
    expect((await steps({ backups: 'daily' })).backup).toMatchObject({ done: true, by: 'daily' })
    expect((await steps({ backups: 'by the database' })).backup).toMatchObject({ done: null })
    expect((await steps({}, { remoteAddress: '127.0.0.1', encrypted: true })).https).toEqual({ done: true })
  })
})
