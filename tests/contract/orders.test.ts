/** Promising stock: never more than there is, never twice, and the same question gets the same answer. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DIALECTS } from '../support/database.ts'
import { type Floor, type OrderBody, ok, openFloor, orderBody, type Problem } from './floor.ts'

describe.each(DIALECTS)('orders on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const stocked = async (quantity: number, over: Record<string, unknown> = {}) => {
    const sku = await floor.item(over)
    await floor.receive(sku, 'L1', quantity, 'A-01')
    return sku
  }
  const post = (body: unknown, key?: string) =>
    floor.server.call<OrderBody & Problem & { line: number; availableToPromise: number }>(
      'POST',
      '/orders',
      body,
      key === undefined ? {} : { key },
    )
  const figures = async (sku: string, channel = 'shop') =>
    (await floor.inventory(sku)).channels.find((found) => found.channel === channel)
  const atp = async (sku: string, channel = 'shop') => (await figures(sku, channel))?.availableToPromise

  it('answers what it commits', async () => {
    const sku = await stocked(10)
    const placed = await post(orderBody([{ sku, quantity: 4 }]))
    expect(placed.status).toBe(201)
    expect(placed.body).toMatchObject({
      status: 'committed',
      lines: [{ sku, quantity: 4, committed: 4, backordered: 0, allocated: 0, picked: 0, shipped: 0 }],
    })
    expect(await floor.readOrder(placed.body.id)).toMatchObject(placed.body)
    expect(await atp(sku)).toBe(6)
  })

  describe('the same external id', () => {
    it('gets the first answer with 200, whatever has become of the order since', async () => {
      const sku = await stocked(10)
      const body = orderBody([{ sku, quantity: 4 }])
      const first = await post(body)
      await floor.release(first.body.id)
      const again = await post(body)
      expect(again.status).toBe(200)
      expect(again.body).toEqual(first.body)
      expect(await atp(sku)).toBe(6)
    })

    it('is the same order when its JSON is written in another order', async () => {
      const sku = await stocked(10)
      const body = orderBody([{ sku, quantity: 4 }], {
        customer: { id: 'C1', name: 'Ada', tier: 'gold' },
        shipTo: { city: 'Ely', zip: '1' },
      })
      const turned = {
        ...Object.fromEntries(Object.entries(body).reverse()),
        customer: { tier: 'gold', name: 'Ada', id: 'C1' },
        shipTo: { zip: '1', city: 'Ely' },
      }
      const first = await post(body)
      const again = await post(turned)
      expect(again.status, JSON.stringify(again.body)).toBe(200)
      expect(again.body).toEqual(first.body)
    })

    it('with another body is 409 order-differs and changes nothing', async () => {
      const sku = await stocked(10)
      const body = orderBody([{ sku, quantity: 4 }])
      await post(body)
      const before = await floor.counts()
      for (const other of [
        { ...body, lines: [{ sku, quantity: 5, unitPrice: { amount: 100, currency: 'USD' } }] },
        { ...body, lines: [{ sku, quantity: 4, unitPrice: { amount: 101, currency: 'USD' } }] },
        { ...body, onShort: 'record' },
        { ...body, customer: { id: 'C2', name: 'Bob' } },
      ]) {
        const answer = await post(other)
        expect(answer).toMatchObject({ status: 409, body: { code: 'order-differs' } })
      }
      expect(await floor.counts()).toEqual(before)
    })

    it('is another order on another channel', async () => {
      const sku = await stocked(10)
      await ok(floor.server, 'PUT', '/channels/web', { name: 'Web', kind: 'dtc', priority: 2 })
      const body = orderBody([{ sku, quantity: 4 }])
      expect((await post(body)).status).toBe(201)
      expect((await post({ ...body, channel: 'web' })).status).toBe(201)
    })

    it('makes one order of twenty requests at once', async () => {
      const sku = await stocked(100)
      const body = orderBody([{ sku, quantity: 4 }])
      const answers = await Promise.all(Array.from({ length: 20 }, () => post(body)))
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(19)
      expect(new Set(answers.map(({ body: { id } }) => id)).size).toBe(1)
      expect(await atp(sku)).toBe(96)
    })
  })

  describe('beyond what can be promised', () => {
    it('is 409 insufficient-atp with line and figure, changes nothing, and leaves the external id free', async () => {
      const [plenty, scarce] = [await stocked(100), await stocked(3)]
      const body = orderBody([
        { sku: plenty, quantity: 5 },
        { sku: scarce, quantity: 4 },
      ])
      const before = await floor.counts()
      const refused = await post(body)
      expect(refused).toMatchObject({
        status: 409,
        body: {
          code: 'insufficient-atp',
          field: 'lines[1].quantity',
          line: 1,
          sku: scarce,
          requested: 4,
          availableToPromise: 3,
        },
      })
      expect(refused.body.detail).toContain('3')
      expect(await floor.counts()).toEqual(before)
      expect([await atp(plenty), await atp(scarce)]).toEqual([100, 3])
      await floor.receive(scarce, 'L1', 1, 'A-01')
      expect((await post(body)).status).toBe(201)
    })

    it('counts two lines of one SKU together', async () => {
      const sku = await stocked(10)
      const both = [
        { sku, quantity: 6 },
        { sku, quantity: 5 },
      ]
      expect(await post(orderBody(both))).toMatchObject({
        status: 409,
        body: { code: 'insufficient-atp', line: 1, requested: 11, availableToPromise: 10 },
      })
      const partial = await post(orderBody(both, { onShort: 'partial' }))
      expect(partial.body.lines).toMatchObject([{ committed: 6 }, { committed: 4, cancelled: 1 }])
      expect(await atp(sku)).toBe(0)
    })

    it('partial: commits what there is and lets the rest go', async () => {
      const sku = await stocked(3)
      const placed = await post(orderBody([{ sku, quantity: 5 }], { onShort: 'partial' }))
      expect(placed).toMatchObject({
        status: 201,
        body: { status: 'committed', lines: [{ committed: 3, backordered: 0, cancelled: 2 }] },
      })
    })

    it('backorder: commits what there is and owes the rest', async () => {
      const sku = await stocked(3)
      const placed = await post(orderBody([{ sku, quantity: 5 }], { onShort: 'backorder' }))
      expect(placed).toMatchObject({ status: 201, body: { lines: [{ committed: 3, backordered: 2 }] } })
      const all = await post(orderBody([{ sku, quantity: 5 }], { onShort: 'backorder' }))
      expect(all).toMatchObject({ status: 201, body: { status: 'backordered', lines: [{ backordered: 5 }] } })
      expect(await figures(sku)).toMatchObject({ committed: 3, backordered: 7 })
      expect(await floor.exceptions({ type: 'oversold', sku })).toEqual([])
    })

    it('record: takes what a marketplace has sold, the buffer too, and opens oversold for the rest', async () => {
      const sku = await stocked(10)
      await ok(floor.server, 'PUT', '/channels/market', { name: 'M', kind: 'marketplace', priority: 3, buffer: 4 })
      expect(await atp(sku, 'market')).toBe(6)
      expect((await floor.placing(sku, 7, { channel: 'market' })).status).toBe(409)
      const placed = await floor.placing(sku, 12, { channel: 'market', onShort: 'record' })
      expect(placed).toMatchObject({ status: 201, body: { lines: [{ committed: 10, backordered: 2 }] } })
      expect(await floor.exceptions({ type: 'oversold', sku })).toMatchObject([
        { order: placed.body.id, severity: 'high' },
      ])
    })

    it('leaves the buffer of a channel and sells nothing to one that does not draw', async () => {
      const sku = await stocked(10)
      await ok(floor.server, 'PUT', '/channels/aloof', { name: 'A', kind: 'retail', priority: 3, drawsShared: false })
      expect(await atp(sku, 'aloof')).toBe(0)
      expect((await floor.placing(sku, 1, { channel: 'aloof' })).status).toBe(409)
    })

    it('promises no stock that may not be sold', async () => {
      const sku = await stocked(5)
      await floor.receive(sku, 'OLD', 5, 'A-02', 0, { expiresOn: '2020-01-01' })
      const cage = await floor.bin({ blocked: true })
      await floor.receive(sku, 'L1', 5, cage)
      await floor.receive(sku, null, 5, 'A-03')
      expect(await floor.inventory(sku)).toMatchObject({
        onHand: 20,
        sellable: 5,
        expired: 5,
        blocked: 5,
        unconfirmed: 5,
      })
      expect((await floor.placing(sku, 6)).status).toBe(409)
      expect((await floor.placing(sku, 5)).status).toBe(201)
    })
  })

  it('accepts exactly ten of two hundred that want the last ten units at once', async () => {
    const sku = await stocked(10)
    const answers = await Promise.all(Array.from({ length: 200 }, () => floor.placing(sku, 1)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10)
    expect(answers.filter(({ status, body }) => status === 409 && body.code === 'insufficient-atp')).toHaveLength(190)
    expect(await figures(sku)).toMatchObject({ committed: 10, availableToPromise: 0 })
  })

  it('accepts no more than there is where orders cross over two items', async () => {
    const [a, b] = [await stocked(20), await stocked(20)]
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        post(orderBody((index % 2 === 0 ? [a, b] : [b, a]).map((sku) => ({ sku, quantity: 1 })))),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(40)
  })

  describe('Idempotency-Key', () => {
    it('gives a repeat its first answer, and 409 to another request', async () => {
      const sku = await stocked(10)
      const body = { supplier: 'Mill', reference: 'PO-1', lines: [{ sku, quantity: 5 }] }
      const key = v7()
      const send = (what: unknown) => floor.server.call<Problem & { id: string }>('POST', '/receipts', what, { key })
      const first = await send(body)
      expect(first.status).toBe(201)
      expect(await send(body)).toEqual(first)
      expect(await send({ ...body, reference: 'PO-2' })).toMatchObject({
        status: 409,
        body: { code: 'idempotency-key-reused' },
      })
      const order = await post(orderBody([{ sku, quantity: 1 }]), key)
      expect(order).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } })
      const another = await floor.server.token('planner')
      const theirs = await floor.server.call('POST', '/receipts', body, { key, token: another })
      expect(theirs.status).toBe(201)
    })

    it('is not used up by a request that fails', async () => {
      const sku = await stocked(3)
      const key = v7()
      const body = orderBody([{ sku, quantity: 4 }])
      expect((await post(body, key)).status).toBe(409)
      expect((await post({ ...body, lines: [] }, key)).status).toBe(422)
      await floor.receive(sku, 'L1', 1, 'A-01')
      const placed = await post(body, key)
      expect(placed.status).toBe(201)
      expect(await post(body, key)).toEqual(placed)
    })

    it('makes one of twenty at once', async () => {
      const sku = await stocked(100)
      const key = v7()
      const body = orderBody([{ sku, quantity: 4 }])
      const answers = await Promise.all(Array.from({ length: 20 }, () => post(body, key)))
      expect(new Set(answers.map(({ body: { id } }) => id)).size).toBe(1)
      expect(await atp(sku)).toBe(96)
    })

    it('is checked itself', async () => {
      const sku = await stocked(1)
      const answer = await post(orderBody([{ sku, quantity: 1 }]), 'k'.repeat(201))
      expect(answer).toMatchObject({ status: 422, body: { field: 'Idempotency-Key' } })
    })
  })

  describe('what is no order', () => {
    it.each([0, -1, 1.5, 10_000_001, '5', null, undefined])('turns down the quantity %s', async (quantity) => {
      const sku = await stocked(10)
      const before = await floor.counts()
      const answer = await post(
        orderBody([
          { sku, quantity: 1 },
          { sku, quantity },
        ]),
      )
      expect(answer).toMatchObject({ status: 422, body: { code: 'invalid', field: 'lines[1].quantity' } })
      expect(await floor.counts()).toEqual(before)
    })

    it('takes a quantity of 10,000,000', async () => {
      const sku = await stocked(10_000_000)
      expect((await floor.placing(sku, 10_000_000)).status).toBe(201)
    })

    it('names the field at fault', async () => {
      const sku = await stocked(10)
      const cases: [Record<string, unknown>, number, string, string][] = [
        [{ lines: [] }, 422, 'invalid', 'lines'],
        [{ externalId: '' }, 422, 'invalid', 'externalId'],
        [{ channel: 'nowhere' }, 422, 'unknown-channel', 'channel'],
        [{ customer: { id: 'C1' } }, 422, 'invalid', 'customer.name'],
        [{ onShort: 'hope' }, 422, 'invalid', 'onShort'],
        [{ shipBy: 'soon' }, 422, 'invalid', 'shipBy'],
      ]
      for (const [over, status, code, field] of cases)
        expect(await post(orderBody([{ sku, quantity: 1 }], over))).toMatchObject({ status, body: { code, field } })
      const unknown = await post(
        orderBody([
          { sku, quantity: 1 },
          { sku: 'NO-SUCH', quantity: 1 },
        ]),
      )
      expect(unknown).toMatchObject({ status: 422, body: { code: 'unknown-sku', field: 'lines[1].sku' } })
      const price = await post(orderBody([{ sku, quantity: 1, unitPrice: { amount: 1.5, currency: 'USD' } }]))
      expect(price).toMatchObject({ status: 422, body: { field: 'lines[0].unitPrice.amount' } })
      const warehouse = await floor.server.call('POST', '/orders?warehouse=MOON', orderBody([{ sku, quantity: 1 }]))
      expect(warehouse).toMatchObject({ status: 404, body: { code: 'unknown-warehouse' } })
      const odd = await post(orderBody([{ sku, quantity: 1 }], { customer: { id: 'C\u0000', name: 'A\ud800' } }))
      expect(odd.status).toBe(dialect === 'postgres' ? 422 : 201)
    })
  })
})
