/** What has left is told to the platform that sold it: each parcel once, with its tracking. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type ConnectedShop, connectShop } from './connected-shop.ts'
import { type Floor, openFloor } from './floor.ts'

describe.each(EDGE_DIALECTS)('shipments of platform orders on %s', (dialect) => {
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
    shop.shop.setFaults({ serverError: 0, timeoutAfterActing: 0 })
    shop.loses = null
    await shop.settle()
    await shop.pause()
    await floor.cleanAudit()
  })

  const told = () =>
    shop.shop.fulfilments().map(({ company, trackingNumbers, lines }) => ({
      company,
      trackingNumbers,
      units: lines.map(({ quantity }) => quantity),
    }))
  const confirmations = () =>
    floor.server.database.work.read(async ({ db, t }) =>
      (await db.select().from(t.confirmations)).filter((one) => one.connectorId === id),
    )

  /** An order of so many units of a listing in packs, picked. */
  async function picked(units: number, packQuantity = 1) {
    const { sku, variantId } = await shop.listed(100, packQuantity)
    const externalId = shop.shop.placeOrder({ lines: [{ variantId, quantity: units }] })
    await shop.settle()
    const order = await shop.orderOf(externalId)
    const { tasks } = await floor.release(order?.id ?? '')
    for (const task of tasks) await floor.pick(task)
    return { sku, externalId, variantId, orderId: order?.id ?? '' }
  }

  const ship = (orderId: string, over: Record<string, unknown> = {}) =>
    floor.stream.push('ship', { orderId, carrier: 'UPS', trackingNumber: '1Z999', ...over })
  const part = (sku: string, quantity: number) => ({ lines: [{ sku, lot: 'L1', quantity }] })

  it('are told with carrier and tracking number', async () => {
    const { orderId, externalId } = await picked(3)
    await ship(orderId)
    await shop.settle()
    expect(told()).toEqual([{ company: 'UPS', trackingNumbers: ['1Z999'], units: [3] }])
    expect(await confirmations()).toMatchObject([{ state: 'done', parcel: 1, externalId }])
    expect((await shop.orderOf(externalId))?.status).toBe('shipped')
    expect(await shop.failures()).toEqual([])
  })

  it('in several parcels are told parcel by parcel', async () => {
    const { orderId, sku } = await picked(5)
    await ship(orderId, { ...part(sku, 2), trackingNumber: 'A' })
    await ship(orderId, { ...part(sku, 3), trackingNumber: 'B' })
    await shop.settle()
    expect(told()).toEqual([
      { company: 'UPS', trackingNumbers: ['A'], units: [2] },
      { company: 'UPS', trackingNumbers: ['B'], units: [3] },
    ])
  })

  it('of less than a whole pack are told with the parcel that completes it', async () => {
    const { orderId, sku } = await picked(2, 6)
    await ship(orderId, { ...part(sku, 4), trackingNumber: 'A' })
    await shop.settle()
    expect(told()).toEqual([])
    await ship(orderId, { ...part(sku, 8), trackingNumber: 'B' })
    await shop.settle()
    expect(told()).toEqual([{ company: 'UPS', trackingNumbers: ['B'], units: [2] }])
  })

  it('of what was sent instead are told as the line that was sold', async () => {
    const other = await floor.item()
    await floor.receive(other, 'L1', 50, 'A-02')
    const { sku, variantId } = await shop.listed(1)
    const externalId = shop.shop.placeOrder({ lines: [{ variantId, quantity: 3 }], oversell: true })
    await shop.settle()
    const [short] = await floor.exceptions({ type: 'oversold', sku })
    const answer = await floor.server.call('POST', `/exceptions/${short?.id}/resolve`, {
      remedy: 'substitute',
      sku: other,
      quantity: 2,
    })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    const orderId = (await shop.orderOf(externalId))?.id ?? ''
    const { tasks } = await floor.release(orderId)
    for (const task of tasks) await floor.pick(task)
    await ship(orderId)
    await shop.settle()
    expect(told()).toEqual([{ company: 'UPS', trackingNumbers: ['1Z999'], units: [3] }])
    expect((await shop.failures()).filter(({ state }) => state !== 'healed')).toEqual([])
    expect((await shop.orderOf(externalId))?.status).toBe('shipped')
  })

  it('are told once where the shop has acted and not answered', async () => {
    const { orderId, sku } = await picked(4)
    shop.shop.setFaults({ timeoutAfterActing: 1 })
    await ship(orderId, { ...part(sku, 2), trackingNumber: 'A' })
    await shop.settle()
    expect((await shop.failures()).filter(({ about }) => about === 'shipment')).toMatchObject([{ state: 'retrying' }])
    shop.shop.setFaults({ timeoutAfterActing: 0 })
    shop.pass(120_000)
    await shop.settle()
    expect(told()).toEqual([{ company: 'UPS', trackingNumbers: ['A'], units: [2] }])
    expect((await shop.failures()).filter(({ state }) => state !== 'healed')).toEqual([])
    // A second parcel with the same content and number is another one.
    await ship(orderId, { ...part(sku, 2), trackingNumber: 'A' })
    await shop.settle()
    expect(told()).toHaveLength(2)
  })

  it('do not make the shop and us count the order twice while it is edited', async () => {
    const { orderId, sku, externalId, variantId } = await picked(5)
    await ship(orderId, part(sku, 2))
    await shop.settle()
    shop.shop.editOrder(externalId, { lines: [{ variantId, quantity: 7 }] })
    await shop.settle()
    const order = await shop.orderOf(externalId)
    expect(order?.lines).toMatchObject([{ quantity: 7, cancelled: 0, shipped: 2, picked: 3 }])
  })

  it('are not taken for a change of the order while nobody knows whether the shop was told', async () => {
    const { orderId, sku, externalId, variantId } = await picked(4)
    shop.loses = 'fulfillmentCreate'
    await ship(orderId, part(sku, 2))
    await shop.channels.publish()
    await shop.channels.tend()
    expect(await confirmations()).toMatchObject([{ state: 'unsure' }])
    // The shop says that the order has changed: less of it is still to be shipped.
    await shop.shop.tick()
    await shop.channels.tend()
    shop.loses = null
    await shop.settle()
    shop.shop.editOrder(externalId, { lines: [{ variantId, quantity: 5 }] })
    await shop.settle()
    expect((await shop.orderOf(externalId))?.lines).toMatchObject([{ quantity: 5, cancelled: 0, shipped: 2 }])
    expect(told()).toHaveLength(1)
    expect((await shop.failures()).filter(({ about }) => about === 'order')).toEqual([])
  })

  it('of an order that the shop has shipped by hand are said, and may be let be', async () => {
    const { orderId, externalId } = await picked(2)
    shop.shop.cancelOrder(externalId, { restock: true })
    await ship(orderId)
    await shop.channels.publish()
    await shop.channels.tend()
    const failures = (await shop.failures()).filter(({ about }) => about === 'shipment')
    expect(failures).toMatchObject([{ state: 'open', code: 'nothing-left-to-ship' }])
    expect(failures[0]?.detail).toContain('#1001')
    const [exception] = (await floor.exceptions({ type: 'publish-failed' })).filter(({ detail }) => detail.includes(id))
    expect(exception?.detail).toMatch(/^Shipment of order #1001 at /)
    const answer = await floor.server.call('POST', `/exceptions/${exception?.id}/resolve`, {
      remedy: 'ignore',
      note: 'called back',
    })
    expect(answer.status).toBe(200)
    expect(await confirmations()).toMatchObject([{ state: 'ignored' }])
  })

  it('that are undone before they were told are not told; after, somebody is', async () => {
    const { orderId, sku } = await picked(4)
    const first = await ship(orderId, { ...part(sku, 1), trackingNumber: 'A' })
    await floor.stream.push('reverse', { transaction: first.id })
    await shop.settle()
    expect(told()).toEqual([])
    const second = await ship(orderId, { ...part(sku, 1), trackingNumber: 'B' })
    await shop.settle()
    expect(told()).toHaveLength(1)
    await floor.stream.push('reverse', { transaction: second.id })
    await shop.settle()
    expect((await shop.failures()).filter(({ state }) => state === 'open')).toMatchObject([
      { about: 'shipment', code: 'undone-after-told' },
    ])
  })
})
