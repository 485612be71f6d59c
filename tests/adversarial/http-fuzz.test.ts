/** Garbage at every operation: always an answer that says what is wrong, never a fault of the server's own. Seeded. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operations } from '../../server/http/operations/index.ts'
import { type Floor, openFloor, orderBody } from '../contract/floor.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { IS_WHOLE } from '../support/whole.ts'
import { mostly, nasty, nastyNumber, nastyText } from './garbage.ts'

const SEED = 20_260_105

describe.each(EDGE_DIALECTS)('garbage at every operation on %s', (dialect) => {
  let floor: Floor
  let sku: string
  beforeAll(async () => {
    floor = await openFloor(dialect)
    sku = await floor.item()
    await floor.receive(sku, 'L1', 1_000, 'A-01')
  })
  afterAll(() => floor.close())

  const money = mostly(fc.record({ amount: mostly(fc.nat()), currency: mostly(fc.constant('USD')) }))
  const good: Record<string, () => fc.Arbitrary<unknown>> = {
    '/orders': () =>
      fc
        .tuple(
          mostly(fc.constant(sku)),
          mostly(fc.nat(5)),
          money,
          fc.dictionary(
            fc.constantFrom('externalId', 'channel', 'customer', 'shipBy', 'shipTo', 'fees', 'onShort'),
            nasty,
          ),
        )
        .map(([item, quantity, unitPrice, over]) =>
          orderBody([{ sku: item as string, quantity, unitPrice }], over as Record<string, unknown>),
        ),
    '/receipts': () =>
      fc.record({
        supplier: mostly(fc.constant('Mill')),
        reference: mostly(fc.constant('PO')),
        lines: mostly(
          fc.array(fc.record({ sku: mostly(fc.constant(sku)), quantity: mostly(fc.nat()) }), { maxLength: 3 }),
        ),
      }),
    '/items/{sku}': () =>
      fc.record({
        name: mostly(fc.constant('Oats')),
        rotation: mostly(fc.constantFrom('fifo', 'fefo')),
        lotTracked: mostly(fc.boolean()),
        standardCost: fc.option(money),
        leadTimeDays: fc.option(mostly(fc.nat(300))),
        barcodes: mostly(
          fc.array(fc.record({ code: mostly(fc.constant('X')), quantity: nastyNumber }), { maxLength: 2 }),
        ),
      }),
    '/locations/{code}': () =>
      fc.record({
        kind: mostly(fc.constantFrom('pick', 'unit')),
        within: fc.option(mostly(fc.constant('A-01'))),
        pickSequence: mostly(fc.nat(100)),
        blocked: mostly(fc.boolean()),
        warehouse: fc.option(mostly(fc.constant('MAIN')), { nil: undefined }),
      }),
    '/channels/{channel}': () =>
      fc.record({
        name: mostly(fc.constant('C')),
        kind: mostly(fc.constant('dtc')),
        priority: mostly(fc.nat(9)),
        extra: nasty,
      }),
    '/sync/push': () =>
      fc.record({
        deviceId: mostly(fc.constant('HH-1')),
        streamId: mostly(fc.uuid()),
        previousStreamId: fc.option(mostly(fc.uuid())),
        sentAt: fc.option(mostly(fc.constant('2026-01-05T08:00:00Z')), { nil: undefined }),
        lost: fc.option(fc.record({ from: nastyNumber, to: nastyNumber }), { nil: undefined }),
        transactions: mostly(fc.array(nasty, { maxLength: 3 })),
      }),
  }

  /** Names in a path: real now and then. A URL holds no half of a surrogate pair. */
  const segment = fc.oneof(
    fc.constantFrom('A-01', 'shop', 'MAIN', 'SKU-1', '01890a5d-ac96-774b-bcce-b302099a8057'),
    nastyText.map((text) => text.toWellFormed()),
  )

  it.each(
    operations.map((operation) => [operation.method.toUpperCase(), operation.path, operation] as const),
  )('%s %s', async (method, path, operation) => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        const target = path.replace(/\{\w+\}/g, () => encodeURIComponent(draw(() => segment)) || 'x')
        const names = ['cursor', 'limit', 'warehouse', 'sku', 'lot', 'location', 'state', 'kind', 'channel', 'device']
        const query = draw(() => fc.dictionary(fc.constantFrom(...names), nastyText, { maxKeys: 3 }))
        const search = new URLSearchParams(
          Object.entries(query).map(([name, text]) => [name, text.toWellFormed()] as [string, string]),
        )
        const body = operation.body && draw(() => (good[path] ? fc.oneof(good[path](), nasty) : nasty))
        const init = { key: undefined }
        const text = body === undefined ? undefined : JSON.stringify(body)
        const address = `/api/v1${target}?${search}`
        const reply = await floor.server.call<{ code?: string }>(method, address, text, init as never)
        const told = `${method} ${address} ${text ?? ''}: ${JSON.stringify(reply.body)}`
        expect(reply.status, told).toBeLessThan(500)
        if (reply.status >= 400) expect(reply.body.code, told).toMatch(/^[a-z-]+$/)
        expect(floor.server.faults.splice(0), told).toEqual([])
      }),
      { numRuns: IS_WHOLE ? 30 : 8, seed: SEED, endOnFailure: true },
    )
    await floor.cleanAudit()
  })
})
