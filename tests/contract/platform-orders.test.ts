/** Orders that a platform has sold: each becomes one order here, and stays what it is there. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { signature } from '../platforms/shopify/webhooks.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type ConnectedShop, connectShop, WEBHOOK_SECRET } from './connected-shop.ts'
import { type Floor, ok, openFloor } from './floor.ts'

describe.each(EDGE_DIALECTS)('orders of platforms on %s', (dialect) => {
  let floor: Floor
  let shop: ConnectedShop
  let made = 0
  let id = ''

  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterAll(() => floor.close())
  beforeEach(async () => {
    id = `web-${++made}`
    shop = await connectShop(floor, id)
  })
  afterEach(async () => {
    await shop.settle()
    await shop.pause()
    await floor.cleanAudit()
  })

  const linesOf = async (externalId: string) => (await shop.orderOf(externalId))?.lines ?? []
  const open = (externalId: string) =>
    linesOf(externalId).then((lines) => lines.map(({ quantity, cancelled }) => quantity - cancelled))
  const listings = async () =>
    (await ok<{ items: { shown: number; waiting: boolean }[] }>(floor.server, 'GET', `/connectors/${id}/listings`))
      .items

  describe('a new order', () => {
    it('is placed once, with its number, customer, address and money', async () => {
      const { sku, variantId } = await shop.listed(40)
      const externalId = shop.shop.placeOrder({
        lines: [{ variantId, quantity: 3, cents: 1_250, discountCents: 200 }],
        shippingCents: 700,
        taxRate: 0.08,
      })
      await shop.settle()
      const order = await ok<Record<string, unknown>>(
        floor.server,
        'GET',
        `/orders/${(await shop.orderOf(externalId))?.id}`,
      )
      expect(order).toMatchObject({
        externalId: '#1001',
        channel: id,
        status: 'committed',
        customer: { name: 'Ada Buyer' },
        shipTo: { city: 'Springfield', provinceCode: 'IL' },
        lines: [{ sku, quantity: 3, committed: 3 }],
      })
      const [row] = await floor.server.database.work.read(async ({ db, t }) =>
        (await db.select().from(t.orderLines)).filter((line) => line.orderId === order.id),
      )
      expect(row).toMatchObject({
        unitPrice: { amount: 1_250, currency: 'USD' },
        discount: { amount: 200, currency: 'USD' },
        tax: { amount: 284, currency: 'USD' },
      })
      const [kept] = await shop.rows()
      expect(kept?.amounts).toMatchObject({
        shippingPaid: { amount: 700 },
        discount: { amount: 200 },
        tax: { amount: 340 },
      })
      expect(kept?.source).toMatchObject({ id: externalId, name: '#1001' })
    })

    it('is in packs of base units, to the cent', async () => {
      const { sku, variantId } = await shop.listed(40, 6)
      const externalId = shop.shop.placeOrder({ lines: [{ variantId, quantity: 2, cents: 1_000 }] })
      await shop.settle()
      expect(await linesOf(externalId)).toMatchObject([{ sku, quantity: 12, committed: 12 }])
      const rows = await floor.server.database.work.read(({ db, t }) => db.select().from(t.orderLines))
      const line = rows.find((one) => one.sku === sku)
      const off = line?.discount?.amount ?? 0
      expect((line?.unitPrice.amount ?? 0) * 12 - off).toBe(2_000)
    })

    it('leaves the shop with the number that is left, even where as much came in at once', async () => {
      const { sku, variantId, listing } = await shop.listed(40)
      shop.shop.placeOrder({ lines: [{ variantId, quantity: 3 }] })
      await floor.receive(sku, 'L2', 3, 'A-02')
      await shop.settle()
      expect(shop.shop.available(listing)).toBe(40)
      expect(await listings()).toMatchObject([{ shown: 40, waiting: false }])
    })

    it('is recorded beyond stock, and somebody is told at once', async () => {
      const { sku, variantId } = await shop.listed(5)
      const externalId = shop.shop.placeOrder({ lines: [{ variantId, quantity: 9 }], oversell: true })
      await shop.settle()
      expect(await linesOf(externalId)).toMatchObject([{ quantity: 9, committed: 5, backordered: 4 }])
      expect(await floor.exceptionTypes({ sku })).toEqual(['oversold'])
    })

    it('and others at the same moment are together promised no more than there is', async () => {
      const { sku, variantId } = await shop.listed(20)
      for (let nth = 0; nth < 8; nth++) shop.shop.placeOrder({ lines: [{ variantId, quantity: 2 }] })
      await shop.shop.tick()
      const asked = Array.from({ length: 12 }, () => floor.placing(sku, 2, { channel: 'shop' }))
      await Promise.all([shop.channels.tend(), ...asked])
      await shop.settle()
      const { channels } = await floor.inventory(sku)
      expect(channels.reduce((sum, { committed }) => sum + committed, 0)).toBe(20)
      const placed = (await Promise.all(asked)).filter(({ status }) => status === 201).length
      const recorded = (await shop.rows()).filter(({ orderId }) => orderId !== null).length
      expect(recorded).toBe(8)
      const backordered = channels.reduce((sum, one) => sum + one.backordered, 0)
      expect(backordered).toBe(16 + 2 * placed - 20)
    })

    it('is found by the poll where no word of it comes', async () => {
      const { variantId } = await shop.listed(40)
      shop.line.isCut = true
      const externalId = shop.shop.placeOrder({ lines: [{ variantId, quantity: 1 }] })
      await shop.settle()
      expect(await shop.orderOf(externalId)).toBeUndefined()
      shop.pass(60_000)
      await shop.settle()
      expect(await open(externalId)).toEqual([1])
      shop.line.isCut = false
    })

    it('that was cancelled before it was seen is none', async () => {
      const { variantId, listing } = await shop.listed(40)
      const externalId = shop.shop.placeOrder({ lines: [{ variantId, quantity: 4 }] })
      shop.shop.cancelOrder(externalId, { restock: true })
      await shop.settle()
      expect(await shop.orderOf(externalId)).toBeUndefined()
      expect(shop.shop.available(listing)).toBe(40)
    })
  })

  describe('a change', () => {
    it('of quantities, up and down, and of lines is followed', async () => {
      const a = await shop.listed(40)
      const b = await shop.listed(40)
      const externalId = shop.shop.placeOrder({ lines: [{ variantId: a.variantId, quantity: 5 }] })
      await shop.settle()
      shop.shop.editOrder(externalId, {
        lines: [
          { variantId: a.variantId, quantity: 2 },
          { variantId: b.variantId, quantity: 4 },
        ],
      })
      await shop.settle()
      expect(await open(externalId)).toEqual([2, 4])
      shop.shop.editOrder(externalId, { lines: [{ variantId: a.variantId, quantity: 7 }] })
      await shop.settle()
      expect(await open(externalId)).toEqual([7, 4])
      expect([shop.shop.available(a.listing), shop.shop.available(b.listing)]).toEqual([33, 36])
    })

    it('that comes while the order is being read is read too', async () => {
      const { variantId } = await shop.listed(40)
      const externalId = shop.shop.placeOrder({ lines: [{ variantId, quantity: 5 }] })
      await shop.shop.tick()
      shop.meanwhile = async () => {
        shop.shop.editOrder(externalId, { lines: [{ variantId, quantity: 2 }] })
        await shop.shop.tick()
      }
      await shop.channels.tend()
      await shop.channels.tend()
      expect(await open(externalId)).toEqual([2])
    })

    it('of the same second, of which no word comes, is found by the poll', async () => {
      const { variantId } = await shop.listed(40)
      const externalId = shop.shop.placeOrder({ lines: [{ variantId, quantity: 5 }] })
      await shop.shop.tick()
      shop.meanwhile = async () => {
        shop.line.isCut = true
        shop.shop.editOrder(externalId, { lines: [{ variantId, quantity: 2 }] })
      }
      await shop.channels.tend()
      expect(await open(externalId)).toEqual([5])
      shop.pass(60_000)
      await shop.channels.tend()
      expect(await open(externalId)).toEqual([2])
      shop.line.isCut = false
    })

    it('that is cancelled gives everything back, once, though three words say so', async () => {
      const { variantId, listing } = await shop.listed(40)
      const externalId = shop.shop.placeOrder({ lines: [{ variantId, quantity: 5 }] })
      await shop.settle()
      shop.shop.cancelOrder(externalId, { restock: true })
      await shop.settle()
      expect(await shop.orderOf(externalId)).toMatchObject({ status: 'cancelled', lines: [{ cancelled: 5 }] })
      expect(shop.shop.available(listing)).toBe(40)
    })

    it('that was refunded in part takes only that off', async () => {
      const { variantId } = await shop.listed(40)
      const externalId = shop.shop.placeOrder({ lines: [{ variantId, quantity: 5 }] })
      await shop.settle()
      const [line] = shop.shop.orders().find((one) => one.id === externalId)?.lines ?? []
      shop.shop.refund(externalId, { lines: [{ lineItemId: line?.id ?? '', quantity: 2, restock: 'cancel' }] })
      await shop.settle()
      expect(await open(externalId)).toEqual([3])
    })

    it('leaves standing what was decided here', async () => {
      const { variantId } = await shop.listed(40)
      const externalId = shop.shop.placeOrder({ lines: [{ variantId, quantity: 5 }] })
      await shop.settle()
      const order = await shop.orderOf(externalId)
      await ok(floor.server, 'POST', `/orders/${order?.id}/change`, {
        version: 1,
        lines: [{ id: order?.lines[0]?.id, quantity: 3 }],
      })
      shop.shop.editOrder(externalId, { lines: [{ variantId, quantity: 6 }] })
      await shop.settle()
      expect(await open(externalId)).toEqual([4])
    })

    it('that takes off what is picked says so, and follows when it has been put back', async () => {
      const { sku, variantId } = await shop.listed(40)
      const externalId = shop.shop.placeOrder({ lines: [{ variantId, quantity: 5 }] })
      await shop.settle()
      const order = await shop.orderOf(externalId)
      const { tasks } = await floor.release(order?.id ?? '')
      for (const task of tasks) await floor.pick(task)
      shop.shop.editOrder(externalId, { lines: [{ variantId, quantity: 3 }] })
      await shop.settle()
      expect(await open(externalId)).toEqual([5])
      const [failure] = await shop.failures()
      expect(failure).toMatchObject({ about: 'order', subject: externalId, state: 'open', code: 'picked-already' })
      const [exception] = await floor.exceptions({ type: 'intake-failed', order: order?.id ?? '' })
      expect(exception?.detail).toContain(`2 of ${sku}`)
      // By the number that people know, and not by the shop's own id.
      expect(exception?.detail).toMatch(/^Order #\d+ of /)
      const settle = (remedy: string) =>
        floor.server.call('POST', `/exceptions/${exception?.id}/resolve`, { remedy, note: 'ships as it is' })
      expect((await settle('retry')).status).toBe(200)
      await shop.settle()
      expect(await floor.exceptions({ type: 'intake-failed', order: order?.id ?? '' })).toHaveLength(1)
      expect((await settle('ignore')).status).toBe(200)
      expect(await shop.failures()).toMatchObject([{ state: 'ignored' }])
    })

    it('that cancels what has left says so', async () => {
      const { variantId } = await shop.listed(40)
      const externalId = shop.shop.placeOrder({ lines: [{ variantId, quantity: 2 }] })
      await shop.settle()
      const order = await shop.orderOf(externalId)
      await shop.pause()
      const { tasks } = await floor.release(order?.id ?? '')
      for (const task of tasks) await floor.pick(task)
      await floor.stream.push('ship', { orderId: order?.id, carrier: 'UPS', trackingNumber: '1Z1' })
      shop.shop.cancelOrder(externalId, { restock: true })
      await shop.connect()
      await shop.shop.tick()
      await shop.channels.tend()
      expect((await shop.failures()).filter(({ about }) => about === 'order')).toMatchObject([
        { code: 'shipped-already', state: 'open' },
      ])
    })
  })

  describe('a line that means no item here', () => {
    it('is said, the rest is placed, and it is taken in as soon as it is mapped', async () => {
      const known = await shop.listed(40)
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, 'A-01')
      const unknown = shop.shop.addVariant({ sku: 'NEW', title: 'Green tea', available: 10 })
      const externalId = shop.shop.placeOrder({
        lines: [
          { variantId: known.variantId, quantity: 1 },
          { variantId: unknown.variantId, quantity: 2 },
        ],
      })
      await shop.settle()
      expect(await open(externalId)).toEqual([1])
      const [failure] = await shop.failures()
      expect(failure).toMatchObject({ code: 'listing-not-mapped', state: 'open' })
      expect(failure?.detail).toContain('Green tea')
      shop.mappings.push({ listing: unknown.inventoryItemId, sku, packQuantity: 1 })
      await shop.map()
      await shop.settle()
      expect(await open(externalId)).toEqual([1, 2])
      expect(await shop.failures()).toMatchObject([{ state: 'healed' }])
    })

    it('keeps an order of nothing else waiting until it is mapped', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, 'A-01')
      const unknown = shop.shop.addVariant({ sku: 'NEW', available: 10 })
      const externalId = shop.shop.placeOrder({ lines: [{ variantId: unknown.variantId, quantity: 2 }] })
      await shop.settle()
      expect(await shop.orderOf(externalId)).toBeUndefined()
      shop.mappings.push({ listing: unknown.inventoryItemId, sku, packQuantity: 1 })
      await shop.map()
      await shop.settle()
      expect(await open(externalId)).toEqual([2])
    })
  })

  it('does not take an order that is here under that number already for another', async () => {
    const { sku, variantId } = await shop.listed(40)
    await floor.order(sku, 1, { channel: id, externalId: '#1001' })
    const externalId = shop.shop.placeOrder({ lines: [{ variantId, quantity: 1 }] })
    await shop.settle()
    expect(await shop.orderOf(externalId)).toBeUndefined()
    expect(await shop.failures()).toMatchObject([{ code: 'order-number-taken', state: 'open' }])
  })

  it('expects a return that the shop has agreed to, once', async () => {
    const { sku, variantId } = await shop.listed(40, 6)
    const externalId = shop.shop.placeOrder({ lines: [{ variantId, quantity: 2 }] })
    await shop.settle()
    const order = await shop.orderOf(externalId)
    const { tasks } = await floor.release(order?.id ?? '')
    for (const task of tasks) await floor.pick(task)
    await floor.stream.push('ship', { orderId: order?.id, carrier: 'UPS', trackingNumber: '1Z2' })
    await shop.settle()
    const [line] = shop.shop.orders().find((one) => one.id === externalId)?.lines ?? []
    const asked = shop.shop.requestReturn(externalId, {
      lines: [{ lineItemId: line?.id ?? '', quantity: 1, reason: 'WRONG_ITEM', customerNote: 'green, not black' }],
    })
    await shop.settle()
    const returns = async () =>
      (await ok<{ items: Record<string, unknown>[] }>(floor.server, 'GET', `/returns?channel=${id}`)).items
    expect(await returns()).toEqual([])
    shop.shop.approveReturn(asked)
    await shop.settle()
    shop.shop.refund(externalId, { lines: [{ lineItemId: line?.id ?? '', quantity: 1, restock: 'return' }] })
    await shop.settle()
    expect(await returns()).toMatchObject([{ reference: '#1001-R1' }])
    const [found] = await returns()
    const detail = await ok<{ lines: unknown[] }>(floor.server, 'GET', `/returns/${found?.id}`)
    expect(detail.lines).toMatchObject([{ sku, expected: 6, reason: 'wrong item: green, not black' }])
    expect(await open(externalId)).toEqual([12])
  })

  describe('a word', () => {
    const send = (body: string, headers: Record<string, string> = {}) =>
      floor.server.fetch(
        new Request(`https://lotline.test/hooks/${id}`, {
          method: 'POST',
          body,
          headers: {
            'x-shopify-topic': 'orders/create',
            'x-shopify-event-id': 'event-1',
            'x-shopify-hmac-sha256': signature(WEBHOOK_SECRET, body),
            ...headers,
          },
        }),
      )
    const body = '{"admin_graphql_api_id":"gid://shopify/Order/4711"}'

    it.each<[string, Record<string, string>, string]>([
      ['a wrong signature', { 'x-shopify-hmac-sha256': signature('another', body) }, body],
      ['no signature', { 'x-shopify-hmac-sha256': '' }, body],
      ['a signature of another body', {}, `${body} `],
    ])('with %s changes nothing and is counted', async (_name, headers, sent) => {
      const before = await floor.counts()
      const signed = { 'x-shopify-hmac-sha256': signature(WEBHOOK_SECRET, body), ...headers }
      expect((await send(sent, signed)).status).toBe(401)
      expect(await floor.counts()).toEqual(before)
      expect(await shop.rows()).toEqual([])
      expect(await shop.health()).toMatchObject({ notices: { taken: 0, refused: 1, repeated: 0 } })
      expect(await shop.failures()).toMatchObject([{ about: 'notices', code: 'notice-refused', state: 'open' }])
    })

    it('that is replayed changes nothing and is counted', async () => {
      const { variantId } = await shop.listed(40)
      const externalId = shop.shop.placeOrder({ lines: [{ variantId, quantity: 1 }] })
      await shop.settle()
      const real = JSON.stringify({ admin_graphql_api_id: externalId })
      const answers = [await send(real), await send(real), await send(real)]
      expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual([
        { answer: 'taken' },
        { answer: 'repeated' },
        { answer: 'repeated' },
      ])
      await shop.settle()
      expect(await open(externalId)).toEqual([1])
      expect(await shop.health()).toMatchObject({ notices: { refused: 0, repeated: 2 } })
    })

    it('to a connector that is not there is refused like any other', async () => {
      const answer = await floor.server.fetch(
        new Request('https://lotline.test/hooks/nobody', { method: 'POST', body }),
      )
      expect(answer.status).toBe(401)
    })

    it('that is signed and no JSON, or names an order that the shop does not have, does no harm', async () => {
      for (const sent of ['not json', body]) {
        const signed = { 'x-shopify-hmac-sha256': signature(WEBHOOK_SECRET, sent), 'x-shopify-event-id': sent }
        expect((await send(sent, signed)).status).toBe(200)
      }
      await shop.settle()
      expect((await shop.rows()).filter(({ orderId }) => orderId !== null)).toEqual([])
      expect((await shop.rows()).filter(({ dueAt }) => dueAt !== null)).toEqual([])
    })
  })

  it('says that orders cannot be read, and reads them all when they can', async () => {
    const { variantId } = await shop.listed(40)
    shop.shop.expireToken()
    const externalId = shop.shop.placeOrder({ lines: [{ variantId, quantity: 1 }] })
    await shop.settle()
    expect(await shop.failures()).toContainEqual(
      expect.objectContaining({ about: 'orders', code: 'credentials-refused', state: 'retrying' }),
    )
    shop.shop.renewToken('another')
    await shop.connect({ credentials: { accessToken: 'another', webhookSecret: WEBHOOK_SECRET } })
    await shop.settle()
    expect(await open(externalId)).toEqual([1])
    expect((await shop.failures()).filter(({ state }) => state !== 'healed')).toEqual([])
  })
})
