/** The example of docs/api.md, against a real server; that it is well typed is told by `npm run types`. */
import createClient from 'openapi-fetch'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { paths } from '../../docs/client/lotline.d.ts'
import { itemsOf, sell } from '../../docs/client/order-from-erp.ts'
import { createKey } from '../../server/auth/api-tokens.ts'
import { DIALECTS } from '../support/database.ts'
import { type Floor, openFloor } from './floor.ts'

describe.each(DIALECTS)('a client that is typed by the reference, on %s', (dialect) => {
  let floor: Floor
  let lotline: Parameters<typeof sell>[0]
  beforeAll(async () => {
    floor = await openFloor(dialect)
    const { token } = await floor.server.database.work.run([], (tx) =>
      createKey(tx, { name: 'ERP', scopes: ['stock:read', 'orders:read', 'orders:write'] }),
    )
    lotline = { baseUrl: 'http://test/api/v1', token, fetch: (request) => floor.server.fetch(request) }
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  it('sells what there is, once, and is told what is left', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 10, 'A-01')
    const sale = { number: `S-${sku}`, channel: 'shop', sku, quantity: 6, price: 1_290 }
    const placed = await sell(lotline, sale)
    expect(placed).toMatchObject({ kind: 'placed', left: 4 })
    expect(await sell(lotline, sale)).toEqual(placed)
    expect(await sell(lotline, { ...sale, number: `S2-${sku}` })).toEqual({ kind: 'short', availableToPromise: 4 })
  })

  it('is told in a sentence what else is wrong', async () => {
    const sale = { number: 'S-3', channel: 'nowhere', sku: 'NONE', quantity: 1, price: 1 }
    await expect(sell(lotline, sale)).rejects.toThrow(/nowhere/)
  })

  it('names whatever stands in a path', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L/1', 10, 'A-01')
    const client = createClient<paths>({
      ...{ baseUrl: lotline.baseUrl, headers: { authorization: `Bearer ${lotline.token}` } },
      ...(lotline.fetch ? { fetch: lotline.fetch } : {}),
    })
    const { data } = await client.GET('/lots/{sku}/{lot}/trace', { params: { path: { sku, lot: 'L/1' } } })
    expect(data?.lot).toMatchObject({ sku, lot: 'L/1' })
  })

  it('reads all pages of a list', async () => {
    const skus: string[] = []
    for await (const { sku } of itemsOf(lotline)) skus.push(sku)
    expect(skus.length).toBeGreaterThan(0)
    expect(skus).toEqual([...skus].sort())
  })
})
