/** Items, places and channels: what may be called what, and what a change of them does to the stock below. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DIALECTS } from '../support/database.ts'
import { type Floor, ok, openFloor, type Problem } from './floor.ts'

describe.each(DIALECTS)('master data on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const put = (path: string, body: unknown) => floor.server.call<Problem>('PUT', path, body)
  const item = { name: 'Oats', lotTracked: true }

  it('takes no name that holds the separator of keys or another control character', async () => {
    const before = await floor.counts()
    for (const odd of ['A%1FB', 'A%00B', 'A%0AB', 'A%7FB']) {
      expect(await put(`/items/${odd}`, item), odd).toMatchObject({ status: 422, body: { code: 'invalid' } })
      expect(await put(`/locations/${odd}`, { kind: 'pick' }), odd).toMatchObject({ status: 422 })
      expect(await put(`/channels/${odd}`, { name: 'C', kind: 'dtc' }), odd).toMatchObject({ status: 422 })
    }
    expect(await floor.counts()).toEqual(before)
  })

  it('names one item by one barcode, in whatever length a GTIN was printed', async () => {
    const [first, second] = [await floor.item(), await floor.item()]
    await ok(floor.server, 'PUT', `/items/${first}`, { ...item, barcodes: [{ code: '0614141000739' }] })
    const taken = await put(`/items/${second}`, { ...item, barcodes: [{ code: '614141000739' }] })
    expect(taken).toMatchObject({ status: 409, body: { code: 'barcode-taken', field: 'barcodes' } })
    expect(taken.body.detail).toContain(first)
    await ok(floor.server, 'PUT', `/items/${first}`, item)
    await ok(floor.server, 'PUT', `/items/${second}`, { ...item, barcodes: [{ code: '614141000739' }] })
  })

  it('gives one barcode to one of two items that want it at once', async () => {
    const skus = await Promise.all(Array.from({ length: 6 }, () => floor.item()))
    const answers = await Promise.all(
      skus.map((sku) => put(`/items/${sku}`, { ...item, barcodes: [{ code: `RACE-${skus[0]}` }] })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.code === 'barcode-taken')).toHaveLength(5)
  })

  it("lets nobody change or stand in the ledger's own places", async () => {
    expect(await put('/locations/@customer', { kind: 'pick' })).toMatchObject({ status: 422 })
    expect(await put('/locations/TOTE-9', { kind: 'unit', within: '@customer' })).toMatchObject({
      status: 422,
      body: { field: 'within' },
    })
    expect(await put('/locations/TOTE-9', { kind: 'unit', within: 'NOWHERE' })).toMatchObject({
      status: 422,
      body: { code: 'unknown-location', field: 'within' },
    })
  })

  it('lists the places, those of the ledger not among them, page by page', async () => {
    interface Places {
      items: { code: string; kind: string; zone: string | null }[]
      next: string | null
    }
    const inZone = await floor.bin({ zone: 'Mezzanine' })
    const found: Places['items'] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Places = await ok(floor.server, 'GET', `/locations?cursor=${cursor}&limit=2`)
      found.push(...page.items)
      cursor = page.next
    }
    expect(found.map(({ code }) => code)).toEqual(expect.arrayContaining(['DOCK-1', 'A-01', inZone]))
    expect(new Set(found.map(({ code }) => code)).size).toBe(found.length)
    expect(found.find(({ code }) => code === inZone)).toMatchObject({ kind: 'pick', zone: 'Mezzanine' })
    expect(found.filter(({ code }) => code.startsWith('@'))).toEqual([])
  })

  it('lets no place stand within itself, not even by way of others', async () => {
    const outer = await floor.bin({ kind: 'unit' })
    const inner = await floor.bin({ kind: 'unit', within: outer })
    for (const within of [outer, inner])
      expect(await put(`/locations/${outer}`, { kind: 'unit', within }), within).toMatchObject({
        status: 422,
        body: { field: 'within' },
      })
  })

  it('frees what is allocated in a place that is blocked', async () => {
    const sku = await floor.item()
    const bin = await floor.bin()
    await floor.receive(sku, 'L1', 5, bin, 5)
    await floor.receive(sku, 'L2', 5, 'A-01', 1)
    const order = await floor.order(sku, 5)
    expect((await floor.release(order.id)).tasks).toMatchObject([{ location: bin }])
    await ok(floor.server, 'PUT', `/locations/${bin}`, { kind: 'pick', blocked: true })
    const { sellable, channels } = await floor.inventory(sku)
    expect(sellable).toBe(5)
    expect(channels.find(({ channel }) => channel === 'shop')?.availableToPromise).toBe(0)
  })

  it('tells how a warehouse and an item rotate', async () => {
    const sku = await floor.item({ rotation: 'fefo', rotationPolicy: 'warn' })
    expect(await ok(floor.server, 'GET', `/items/${sku}`)).toMatchObject({
      sku,
      rotation: 'fefo',
      rotationPolicy: 'warn',
    })
    expect(await ok(floor.server, 'GET', '/warehouses/MAIN')).toMatchObject({
      code: 'MAIN',
      currency: 'USD',
      rotationPolicy: 'enforce',
      gln: null,
    })
    for (const path of ['/items/NO-SUCH', '/warehouses/MOON'])
      expect(await floor.server.call('GET', path), path).toMatchObject({ status: 404, body: { code: 'not-found' } })
  })
})
