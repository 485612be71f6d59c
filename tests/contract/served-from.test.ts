/** A channel that several warehouses serve: the first choice that has all of an order fills it, and platforms see the sum. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { connectShop } from './connected-shop.ts'
import { type Floor, type InventoryBody, ok, openFloor, orderBody } from './floor.ts'

describe.each(EDGE_DIALECTS)('channels served from several warehouses on %s', (dialect) => {
  let floor: Floor

  beforeAll(async () => {
    floor = await openFloor(dialect)
    for (const code of ['EAST', 'WEST']) {
      await ok(floor.server, 'PUT', `/warehouses/${code}`, {
        name: code,
        timeZone: 'America/New_York',
        currency: 'USD',
      })
      await ok(floor.server, 'PUT', `/locations/${code}-01`, { kind: 'pick', warehouse: code })
    }
    await serve('web', ['EAST', 'MAIN'])
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const serve = (channel: string, servedFrom: string[] | null, over: Record<string, unknown> = {}) =>
    ok(floor.server, 'PUT', `/channels/${channel}`, { name: channel, kind: 'dtc', priority: 1, servedFrom, ...over })

  /** What stands in each warehouse. */
  async function stocked(units: Record<string, number>): Promise<string> {
    const sku = await floor.item()
    for (const [warehouse, quantity] of Object.entries(units)) {
      const location = warehouse === 'MAIN' ? 'A-01' : `${warehouse}-01`
      const payload = { sku, lot: 'L1', quantity, location }
      const sent = { id: v7(), seq: 1, v: 1, type: 'receive', occurredAt: new Date().toISOString(), payload }
      const body = { deviceId: `HH-${warehouse}`, streamId: v7(), transactions: [sent] }
      await ok(floor.server, 'POST', `/sync/push?warehouse=${warehouse}`, body)
    }
    return sku
  }

  const place = (lines: { sku: string; quantity: number }[], over: Record<string, unknown> = {}, query = '') =>
    floor.server.call<{ id: string; code?: string; field?: string; availableToPromise?: number; warehouse: string }>(
      'POST',
      `/orders${query}`,
      orderBody(lines, { channel: 'web', ...over }),
    )
  const warehouseOf = async (id: string) =>
    (await ok<{ warehouse: string }>(floor.server, 'GET', `/orders/${id}`)).warehouse
  const atp = async (sku: string, warehouse: string, channel = 'web') =>
    (await ok<InventoryBody>(floor.server, 'GET', `/inventory/${sku}?warehouse=${warehouse}`)).channels.find(
      (one) => one.channel === channel,
    )?.availableToPromise

  it('fills an order from the first choice that has all of it', async () => {
    const both = await stocked({ MAIN: 10, EAST: 4, WEST: 50 })
    const filled: string[] = []
    for (const quantity of [3, 3, 7]) filled.push(await warehouseOf((await place([{ sku: both, quantity }])).body.id))
    expect(filled).toEqual(['EAST', 'MAIN', 'MAIN'])
    const [only, other] = [await stocked({ EAST: 5, MAIN: 5 }), await stocked({ MAIN: 5 })]
    const two = await place([
      { sku: only, quantity: 1 },
      { sku: other, quantity: 1 },
    ])
    expect(await warehouseOf(two.body.id)).toBe('MAIN')
  })

  it('refuses what none has, and says what the fullest can promise', async () => {
    const sku = await stocked({ MAIN: 3, EAST: 5, WEST: 50 })
    expect(await place([{ sku, quantity: 8 }])).toMatchObject({
      status: 409,
      body: { code: 'insufficient-atp', availableToPromise: 5 },
    })
    const part = await place([{ sku, quantity: 8 }], { onShort: 'partial' })
    expect(await warehouseOf(part.body.id)).toBe('EAST')
    expect(await atp(sku, 'EAST')).toBe(0)
    expect(await atp(sku, 'MAIN')).toBe(3)
  })

  it('promises nothing of the shared pool of a warehouse that does not serve it', async () => {
    const sku = await stocked({ MAIN: 2, EAST: 2, WEST: 9 })
    expect(await Promise.all(['MAIN', 'EAST', 'WEST'].map((code) => atp(sku, code)))).toEqual([2, 2, 0])
    expect(await place([{ sku, quantity: 1 }], {}, '?warehouse=WEST')).toMatchObject({
      status: 422,
      body: { code: 'warehouse-not-serving', field: 'warehouse' },
    })
    expect(await warehouseOf((await place([{ sku, quantity: 1 }], {}, '?warehouse=MAIN')).body.id)).toBe('MAIN')
    await serve('web', ['EAST', 'MAIN', 'WEST'])
    expect(await atp(sku, 'WEST')).toBe(9)
    await serve('web', ['EAST', 'MAIN'])
  })

  it('never promises a unit twice, however many orders come at once', async () => {
    const sku = await stocked({ MAIN: 6, EAST: 5 })
    const replies = await Promise.all(Array.from({ length: 20 }, () => place([{ sku, quantity: 1 }])))
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(11)
    expect(await Promise.all(['MAIN', 'EAST'].map((code) => atp(sku, code)))).toEqual([0, 0])
  })

  it('answers a repeat with the first answer, wherever it was placed', async () => {
    const sku = await stocked({ MAIN: 6, EAST: 1 })
    const body = orderBody([{ sku, quantity: 2 }], { channel: 'web' })
    const send = () => floor.server.call<{ id: string }>('POST', '/orders', body)
    const [first, again] = [await send(), await send()]
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
  })

  it('is turned down with a warehouse that there is none of, or none at all', async () => {
    const put = (servedFrom: unknown) =>
      floor.server.call('PUT', '/channels/odd', { name: 'Odd', kind: 'dtc', servedFrom })
    expect(await put(['MAIN', 'MOON'])).toMatchObject({
      status: 422,
      body: { code: 'unknown-warehouse', field: 'servedFrom[1]' },
    })
    expect((await put([])).status).toBe(422)
    expect((await put(['MAIN', 'MAIN'])).status).toBe(422)
  })

  it('shows a platform what all of them can promise, and takes its orders where the goods are', async () => {
    const id = 'sum-shop'
    const shop = await connectShop(floor, id)
    await serve(id, ['EAST', 'MAIN'])
    const { sku, variantId, listing } = await shop.listed(4)
    await ok(floor.server, 'POST', '/sync/push?warehouse=EAST', {
      deviceId: 'HH-EAST',
      streamId: v7(),
      transactions: [
        {
          id: v7(),
          seq: 1,
          v: 1,
          type: 'receive',
          occurredAt: new Date().toISOString(),
          payload: { sku, lot: 'L1', quantity: 6, location: 'EAST-01' },
        },
      ],
    })
    const shown = async () =>
      (
        await ok<{ items: { listing: string; shown: number }[] }>(floor.server, 'GET', `/connectors/${id}/listings`)
      ).items.find((one) => one.listing === listing)?.shown
    await shop.settle()
    expect(await shown()).toBe(10)
    const externalId = shop.shop.placeOrder({ lines: [{ variantId, quantity: 5, cents: 100 }] })
    await shop.settle()
    expect(await warehouseOf((await shop.orderOf(externalId))?.id ?? '')).toBe('EAST')
    expect(await shown()).toBe(5)
    await shop.pause()
  })
})
