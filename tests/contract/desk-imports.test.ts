/** Tables brought in at a desk: looked at without a trace, written all or none, and not twice. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DESK_KINDS } from '../../server/import/over-http.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type Floor, ok, openFloor, type Problem } from './floor.ts'

interface Found {
  rows: number
  known: number
  errors: { line: number; reason: string }[]
}

describe.each(EDGE_DIALECTS)('tables from a desk on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const rows = (...cells: Record<string, string>[]) => ({
    rows: cells.map((one, index) => ({ line: index + 2, cells: one })),
  })
  const check = (kind: string, body: object) => ok<Found>(floor.server, 'POST', `/imports/${kind}/check`, body)
  const write = (kind: string, body: object, key?: string) =>
    floor.server.call<{ rows: number } & Problem>('POST', `/imports/${kind}`, body, key === undefined ? {} : { key })
  const item = async (sku: string) => ok<Record<string, unknown>>(floor.server, 'GET', `/items/${sku}`)
  const exists = async (sku: string) => (await floor.server.call('GET', `/items/${sku}`)).status === 200
  let made = 0
  const fresh = (name: string) => `${name}-${++made}`

  it('finds every fault of a table, what it says by itself and what is there, and changes nothing', async () => {
    const [a, b] = [fresh('A'), fresh('B')]
    await ok(floor.server, 'PUT', `/items/${a}`, { name: 'There', barcodes: [{ code: `BC-${a}` }] })
    const before = await floor.counts()
    const log = await ok<{ items: unknown[] }>(floor.server, 'GET', '/audit-log')
    expect(
      await check(
        'items',
        rows({ sku: a, name: 'Changed' }, { sku: b, name: '' }, { sku: b, name: 'New', leadTimeDays: 'soon' }),
      ),
    ).toMatchObject({
      rows: 3,
      known: 1,
      errors: [{ line: 3 }, { line: 4, reason: expect.stringMatching(/leadTimeDays/) }],
    })
    expect(
      await check(
        'barcodes',
        rows({ code: `BC-${a}`, sku: b }, { code: 'X-1', sku: 'NOBODY' }, { code: fresh('OK'), sku: a }),
      ),
    ).toEqual({
      rows: 3,
      known: 0,
      errors: [
        { line: 2, reason: expect.stringMatching(new RegExp(`no item ${b}`)) },
        { line: 3, reason: expect.stringMatching(/no item NOBODY/) },
      ],
    })
    expect(
      (
        await check(
          'stock',
          rows({ sku: a, lot: 'L9', location: 'A-01', quantity: '3' }, { sku: a, location: 'NOWHERE', quantity: '1' }),
        )
      ).errors,
    ).toMatchObject([
      { line: 2, reason: expect.stringMatching(/no lot L9/) },
      { line: 3, reason: expect.stringMatching(/NOWHERE/) },
    ])
    expect(await floor.counts()).toEqual(before)
    expect(await item(a)).toMatchObject({ name: 'There' })
    expect(await ok<{ items: unknown[] }>(floor.server, 'GET', '/audit-log')).toEqual(log)
  })

  it('writes all rows of a request or none', async () => {
    const [a, b] = [fresh('A'), fresh('B')]
    const bad = await write('items', rows({ sku: a, name: 'Good' }, { sku: b, name: 'Bad', rotation: 'lifo' }))
    expect(bad).toMatchObject({ status: 422, body: { code: 'rows-refused', errors: [{ line: 3 }] } })
    expect(await exists(a)).toBe(false)
    const late = await write(
      'barcodes',
      rows({ code: fresh('BC'), sku: await floor.item() }, { code: fresh('BC'), sku: 'NOBODY' }),
    )
    expect(late).toMatchObject({ status: 422, body: { detail: expect.stringMatching(/^Line 3: .*None of these/) } })
    expect((await write('items', rows({ sku: a, name: 'Good' }))).status).toBe(200)
    expect(await exists(a)).toBe(true)
  })

  it('leaves alone what a table has no column of', async () => {
    const sku = fresh('A')
    await ok(floor.server, 'PUT', `/items/${sku}`, {
      ...{ name: 'Oats', rotation: 'fefo', group: 'Cereals', leadTimeDays: 9 },
      barcodes: [{ code: `BC-${sku}`, quantity: 6 }],
    })
    expect((await write('items', rows({ sku, name: 'Rolled oats', leadTimeDays: '' }))).status).toBe(200)
    expect(await item(sku)).toMatchObject({
      name: 'Rolled oats',
      rotation: 'fefo',
      group: 'Cereals',
      leadTimeDays: null,
    })
    const scanned = await floor.stream.push('receive', {
      barcode: `BC-${sku}`,
      lot: 'L1',
      quantity: 6,
      location: 'A-01',
    })
    expect(scanned.result.outcome).toBe('applied')

    const lot = { sku, lot: 'L2', receivedOn: '2026-01-02' }
    await write('lots', rows({ ...lot, expiresOn: '2030-01-01', supplier: 'Mill', unitCost: '250 USD' }))
    await write('lots', rows({ ...lot, receivedOn: '2026-01-05', supplier: 'Miller' }))
    expect(await floor.lot(sku, 'L2')).toMatchObject({ expiresOn: '2030-01-01', supplier: 'Miller', costTotal: 250 })

    const code = fresh('BIN')
    await write('locations', rows({ code, kind: 'pick', zone: 'A', pickSequence: '40', blocked: 'yes' }))
    await write('locations', rows({ code, kind: 'storage', pickSequence: '50' }))
    const { items } = await ok<{ items: { code: string }[] }>(floor.server, 'GET', '/locations?limit=1000')
    expect(items.find((one) => one.code === code)).toMatchObject({ kind: 'storage', zone: 'A', blocked: true })
  })

  it('adds stock once, however often the same rows are sent under their key', async () => {
    const sku = fresh('A')
    await write('items', rows({ sku, name: 'Mugs', lotTracked: 'no' }))
    const opening = rows({ sku, location: 'A-01', quantity: '5' })
    for (let time = 0; time < 3; time++) expect((await write('stock', opening, `key ${sku}`)).status).toBe(200)
    expect(await floor.inventory(sku)).toMatchObject({ onHand: 5 })
    expect(await check('stock', opening)).toMatchObject({ known: 1, errors: [] })
    const other = await write('stock', rows({ sku, location: 'A-02', quantity: '5' }), `key ${sku}`)
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } })
    await write('stock', opening)
    expect(await floor.inventory(sku)).toMatchObject({ onHand: 10 })
  })

  it('takes each kind of a desk, into the warehouse that is named, and nothing else', async () => {
    await ok(floor.server, 'PUT', '/warehouses/EAST', { name: 'East', timeZone: 'UTC', currency: 'USD' })
    const east = await floor.server.call(
      'POST',
      '/imports/locations?warehouse=EAST',
      rows({ code: 'E-1', kind: 'pick' }),
    )
    expect(east.status).toBe(200)
    const here = await ok<{ items: { code: string }[] }>(floor.server, 'GET', '/locations?limit=1000')
    expect(here.items.map(({ code }) => code)).not.toContain('E-1')
    expect(
      await floor.server.call('POST', '/imports/items?warehouse=NONE', rows({ sku: 'A', name: 'A' })),
    ).toMatchObject({
      status: 404,
    })
    for (const kind of DESK_KINDS)
      expect(await write(kind, rows({ colour: 'red' })), kind).toMatchObject({
        status: 422,
        body: { code: 'unknown-column' },
      })
    expect(await write('protections', rows({ sku: 'A' }))).toMatchObject({ status: 422, body: { field: 'kind' } })
    expect(await write('items', { rows: [] })).toMatchObject({ status: 422, body: { code: 'invalid' } })
    const many = {
      rows: Array.from({ length: 501 }, (_, line) => ({ line: line + 1, cells: { sku: 'A', name: 'A' } })),
    }
    expect(await write('items', many)).toMatchObject({ status: 422, body: { code: 'invalid' } })
  })

  it('brings in hundreds of rows at once', async () => {
    const prefix = fresh('MANY')
    const many = rows(
      ...Array.from({ length: 500 }, (_, index) => ({ sku: `${prefix}-${index}`, name: `Item ${index}` })),
    )
    expect(await check('items', many)).toEqual({ rows: 500, known: 0, errors: [] })
    expect((await write('items', many)).body).toEqual({ rows: 500 })
    expect(await check('items', many)).toEqual({ rows: 500, known: 500, errors: [] })
  })
})
