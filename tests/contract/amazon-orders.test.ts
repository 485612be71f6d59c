/** Orders that Amazon has sold: each becomes one order here, stays what it is there, and is told when it has left. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Parcel } from '../../server/channels/connector.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type ConnectedAmazon, connectAmazon } from './connected-amazon.ts'
import { type Floor, ok, openFloor } from './floor.ts'

const MINUTE = 60_000
/** The poll comes, and sees what is two minutes old. */
const FOUND_MS = 8 * MINUTE

describe.each(EDGE_DIALECTS)('orders of Amazon on %s', (dialect) => {
  let floor: Floor
  let market: ConnectedAmazon
  let made = 0
  let id = ''

  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterAll(() => floor.close())
  beforeEach(async () => {
    id = `amz-${++made}`
    market = await connectAmazon(floor, id)
  })
  afterEach(async () => {
    await market.settle(2)
    await market.pause()
    await floor.cleanAudit()
  })

  const open = async (externalId: string) =>
    ((await market.orderOf(externalId))?.lines ?? []).map(({ quantity, cancelled }) => quantity - cancelled)
  const stillWrong = async () => (await market.failures()).filter(({ state }) => state !== 'healed')

  describe('a new order', () => {
    it('is placed once, with its number, buyer, address, money and the last moment to ship it', async () => {
      const { sku, listing } = await market.listed(40)
      const shipBy = Date.parse('2099-05-06T22:00:00Z')
      const line = { sku: listing, quantity: 3, unitPriceCents: 1_250, discountCents: 200, taxCents: 284 }
      const externalId = market.amazon.placeOrder({ lines: [{ ...line, shippingCents: 700 }], shipBy })
      await market.settle()
      const order = await ok<Record<string, unknown>>(
        floor.server,
        'GET',
        `/orders/${(await market.orderOf(externalId))?.id}`,
      )
      expect(order).toMatchObject({
        externalId,
        channel: id,
        status: 'committed',
        shipBy: '2099-05-06T22:00:00.000Z',
        customer: { name: 'Jordan Example' },
        shipTo: { city: 'Seattle', stateOrRegion: 'WA' },
        lines: [{ sku, quantity: 3, committed: 3 }],
      })
      expect(await market.linesOf(externalId)).toMatchObject([
        {
          unitPrice: { amount: 1_250, currency: 'USD' },
          discount: { amount: 200, currency: 'USD' },
          tax: { amount: 284, currency: 'USD' },
        },
      ])
      const [kept] = await market.rows()
      expect(kept?.amounts).toMatchObject({
        shippingPaid: { amount: 700 },
        discount: { amount: 200 },
        tax: { amount: 284 },
      })
      expect(kept?.source).toMatchObject({ orderId: externalId })
      expect(market.amazon.shown(listing)).toBe(37)
    })

    it('is in packs of base units, to the cent', async () => {
      const { sku, listing } = await market.listed(40, 6, 1_000)
      const externalId = market.amazon.placeOrder({ lines: [{ sku: listing, quantity: 2 }] })
      await market.settle()
      const [line] = await market.linesOf(externalId)
      expect(line).toMatchObject({ sku, quantity: 12, committed: 12 })
      expect((line?.unitPrice.amount ?? 0) * 12 - (line?.discount?.amount ?? 0)).toBe(2_000)
      expect(market.amazon.shown(listing)).toBe(4)
    })

    it('is found by the poll where no word of it comes', async () => {
      const { listing } = await market.listed(40)
      market.line.isCut = true
      const externalId = market.amazon.placeOrder({ lines: [{ sku: listing, quantity: 1 }] })
      await market.settle()
      expect(await market.orderOf(externalId)).toBeUndefined()
      market.pass(FOUND_MS)
      await market.settle()
      expect(await open(externalId)).toEqual([1])
    })

    it('is found among hundreds, in pages, each once', async () => {
      const { listing } = await market.listed(400)
      market.line.isCut = true
      const placed = Array.from({ length: 230 }, () =>
        market.amazon.placeOrder({ lines: [{ sku: listing, quantity: 1 }] }),
      )
      market.pass(FOUND_MS)
      await market.settle(2)
      const found = (await market.rows()).filter(({ orderId }) => orderId !== null)
      expect(found.map(({ externalId }) => externalId).sort()).toEqual(placed.sort())
      expect(market.amazon.calls().searchOrders).toMatchObject({ refused: 0, throttled: 0 })
      expect(market.amazon.calls().getOrder).toBeUndefined()
      expect(market.amazon.shown(listing)).toBe(170)
    })

    it('waits for the calls that Amazon takes, and wastes none', async () => {
      const { listing } = await market.listed(400)
      for (let nth = 0; nth < 45; nth++) market.amazon.placeOrder({ lines: [{ sku: listing, quantity: 1 }] })
      await market.amazon.tick()
      await market.intake.step()
      const taken = async () => (await market.rows()).filter(({ orderId }) => orderId !== null).length
      expect(await taken()).toBeGreaterThanOrEqual(30)
      for (let seconds = 0; seconds < 40 && (await taken()) < 45; seconds += 2) {
        market.pass(2_000)
        await market.intake.step()
      }
      expect(await taken()).toBe(45)
      expect(market.amazon.calls().getOrder).toMatchObject({ total: 45, answered: 45 })
      expect(await stillWrong()).toEqual([])
    })

    it.each([
      ['by its name', false],
      ['by the poll', true],
    ])('that is not understood keeps no other from being taken in, and waits for a person: read %s', async (_how, isCut) => {
      const { listing } = await market.listed(40)
      market.line.isCut = isCut
      const [odd = '', other = ''] = Array.from({ length: 2 }, () =>
        market.amazon.placeOrder({ lines: [{ sku: listing, quantity: 1 }] }),
      )
      market.spoilt.add(odd)
      market.pass(isCut ? FOUND_MS : 0)
      await market.settle()
      expect(await open(other)).toEqual([1])
      expect(await market.orderOf(odd)).toBeUndefined()
      const [failure] = await stillWrong()
      expect(failure).toMatchObject({ subject: odd, state: 'open', code: 'order-not-understood', about: 'order' })
      expect((await market.rows()).filter(({ dueAt }) => dueAt !== null)).toEqual([])
      market.spoilt.clear()
      await ok(floor.server, 'POST', `/connectors/${id}/failures/${failure?.id}/retry`)
      await market.settle()
      expect(await open(odd)).toEqual([1])
      expect(await stillWrong()).toEqual([])
    })

    it('that was cancelled before it was seen is none', async () => {
      const { listing } = await market.listed(40)
      const externalId = market.amazon.placeOrder({ lines: [{ sku: listing, quantity: 4 }] })
      market.amazon.cancelOrder(externalId)
      await market.settle()
      expect(await market.orderOf(externalId)).toBeUndefined()
      expect(market.amazon.shown(listing)).toBe(40)
    })

    it('that Amazon sends itself takes none of our stock', async () => {
      const { listing } = await market.listed(40)
      market.amazon.addListing({ sku: 'FBA', quantity: 9, fba: true })
      const amazons = market.amazon.placeOrder({ lines: [{ sku: 'FBA', quantity: 2 }], fulfilledBy: 'AMAZON' })
      await market.settle()
      market.pass(FOUND_MS)
      await market.settle()
      expect(await market.rows()).toEqual([])
      // Even where somebody asks for it.
      expect(await market.session().orders?.read([amazons])).toEqual({ kind: 'orders', orders: [], odd: [] })
      expect(market.amazon.shown(listing)).toBe(40)
      expect(await market.failures()).toEqual([])
    })
  })

  describe('an order that is not paid yet', () => {
    it('takes its goods, is not packed, and gets its price and address when it is paid', async () => {
      const { listing } = await market.listed(40, 6, 1_200)
      const line = { sku: listing, quantity: 2, taxCents: 90, discountCents: 60, shippingCents: 500 }
      const externalId = market.amazon.placeOrder({ pending: true, lines: [line] })
      await market.settle()
      const order = await market.orderOf(externalId)
      expect(order).toMatchObject({ status: 'committed', shipTo: null, lines: [{ committed: 12 }] })
      expect(await market.linesOf(externalId)).toMatchObject([{ unitPrice: { amount: 0, currency: 'USD' }, tax: null }])
      expect(market.amazon.shown(listing)).toBe(4)
      expect((await floor.server.call('POST', `/orders/${order?.id}/release`)).body).toMatchObject({
        code: 'order-awaits-payment',
      })
      market.amazon.changeOrder(externalId, { status: 'UNSHIPPED' })
      await market.settle()
      expect(await market.linesOf(externalId)).toMatchObject([
        { unitPrice: { amount: 200 }, tax: { amount: 90 }, discount: { amount: 60 }, quantity: 12 },
      ])
      const read = await floor.readOrder(order?.id ?? '')
      expect(read).toMatchObject({ shipTo: { city: 'Seattle' }, customer: { name: 'Jordan Example' } })
      const [kept] = await market.rows()
      expect(kept?.amounts).toMatchObject({ shippingPaid: { amount: 500 }, tax: { amount: 90 } })
      expect((await floor.release(order?.id ?? '')).tasks).toMatchObject([{ quantity: 12 }])
    })

    it('that is cancelled gives everything back', async () => {
      const { listing } = await market.listed(40)
      const externalId = market.amazon.placeOrder({ pending: true, lines: [{ sku: listing, quantity: 2 }] })
      await market.settle()
      market.amazon.cancelOrder(externalId, { by: 'AMAZON', reason: 'PAYMENT_DECLINED' })
      await market.settle()
      expect(await market.orderOf(externalId)).toMatchObject({ status: 'cancelled' })
      expect(market.amazon.shown(listing)).toBe(40)
    })
  })

  describe('a change', () => {
    it('to less, and to nothing, is followed', async () => {
      const a = await market.listed(40)
      const b = await market.listed(40)
      const lines = [a, b].map(({ listing }) => ({ sku: listing, quantity: 5 }))
      const externalId = market.amazon.placeOrder({ lines })
      await market.settle()
      market.amazon.changeOrder(externalId, { quantities: { [a.listing]: 2 } })
      await market.settle()
      expect(await open(externalId)).toEqual([2, 5])
      market.amazon.cancelOrder(externalId)
      await market.settle()
      expect(await market.orderOf(externalId)).toMatchObject({ status: 'cancelled' })
      expect([market.amazon.shown(a.listing), market.amazon.shown(b.listing)]).toEqual([40, 40])
    })

    it('of the day to ship it is followed', async () => {
      const { listing } = await market.listed(40)
      const externalId = market.amazon.placeOrder({ lines: [{ sku: listing, quantity: 5 }] })
      await market.settle()
      market.amazon.changeOrder(externalId, { shipBy: Date.parse('2099-01-02T03:04:05Z') })
      await market.settle()
      expect(await market.orderOf(externalId)).toMatchObject({ shipBy: '2099-01-02T03:04:05.000Z' })
    })

    it('that the buyer only asks for is told to people, and heals when it was granted', async () => {
      const { listing } = await market.listed(40)
      const externalId = market.amazon.placeOrder({ lines: [{ sku: listing, quantity: 5 }] })
      await market.settle()
      market.amazon.changeOrder(externalId, { buyerRequestsCancel: 'BUYER_MISTAKE' })
      await market.settle()
      const order = await market.orderOf(externalId)
      expect(order?.status).toBe('committed')
      expect(await stillWrong()).toMatchObject([{ about: 'order', state: 'open', code: 'cancellation-asked' }])
      const [exception] = await floor.exceptions({ type: 'intake-failed', order: order?.id ?? '' })
      expect(exception?.detail).toContain('The buyer asks to cancel')
      market.amazon.cancelOrder(externalId)
      await market.settle()
      expect(await stillWrong()).toEqual([])
      expect(await floor.exceptions({ type: 'intake-failed', order: order?.id ?? '' })).toEqual([])
    })

    it('that the buyer asks for and somebody has turned down is not told again', async () => {
      const { listing } = await market.listed(40)
      const externalId = market.amazon.placeOrder({ lines: [{ sku: listing, quantity: 5 }] })
      market.amazon.changeOrder(externalId, { buyerRequestsCancel: 'BUYER_MISTAKE' })
      await market.settle()
      const order = await market.orderOf(externalId)
      const [exception] = await floor.exceptions({ type: 'intake-failed', order: order?.id ?? '' })
      await ok(floor.server, 'POST', `/exceptions/${exception?.id}/resolve`, { remedy: 'ignore', note: 'is packed' })
      market.amazon.changeOrder(externalId, { shipBy: Date.parse('2099-01-02T03:04:05Z') })
      await market.settle()
      expect(await market.failures()).toMatchObject([{ state: 'ignored' }])
      expect(await floor.exceptions({ type: 'intake-failed', order: order?.id ?? '' })).toEqual([])
    })

    it('to what cannot be fulfilled holds the goods until somebody has looked', async () => {
      const { listing } = await market.listed(40)
      const externalId = market.amazon.placeOrder({ lines: [{ sku: listing, quantity: 5 }] })
      await market.settle()
      market.amazon.changeOrder(externalId, { status: 'UNFULFILLABLE' })
      await market.settle()
      expect(await open(externalId)).toEqual([5])
      expect(await stillWrong()).toMatchObject([{ code: 'order-unfulfillable', state: 'open' }])
    })
  })

  describe('a word', () => {
    const notification = (externalId: string, over: Record<string, unknown> = {}) => ({
      NotificationVersion: '1.0',
      NotificationType: 'ORDER_CHANGE',
      Payload: { OrderChangeNotification: { AmazonOrderId: externalId, Summary: { FulfillmentType: 'MFN' } } },
      NotificationMetadata: { NotificationId: 'one' },
      ...over,
    })

    it.each([
      ['another key', 'a key that somebody has made up'],
      ['an empty key', ''],
    ])('with %s changes nothing and is counted', async (_name, key) => {
      expect((await market.send(notification('111-1111111-1111111'), key)).status).toBe(401)
      expect(await market.rows()).toEqual([])
      expect(await market.health()).toMatchObject({ notices: { taken: 0, refused: 1 } })
    })

    it('is refused where the connector was given no key', async () => {
      const { clientId, clientSecret, refreshToken } = {
        clientId: 'client',
        clientSecret: 'secret',
        refreshToken: 'Atzr|one',
      }
      await market.connect({ credentials: { clientId, clientSecret, refreshToken } })
      expect((await market.send(notification('111-1111111-1111111'))).status).toBe(401)
    })

    it('may come unwrapped, and comes again in vain', async () => {
      const { listing } = await market.listed(40)
      market.line.isCut = true
      const externalId = market.amazon.placeOrder({ lines: [{ sku: listing, quantity: 1 }] })
      const answers = [await market.send(notification(externalId)), await market.send(notification(externalId))]
      expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual([
        { answer: 'taken' },
        { answer: 'repeated' },
      ])
      await market.settle()
      expect(await open(externalId)).toEqual([1])
    })

    it('that is no JSON, names no order, or one that Amazon does not have, does no harm', async () => {
      for (const [nth, sent] of [
        'not json',
        '[]',
        notification('../x'),
        notification('111-1111111-1111111'),
      ].entries()) {
        const named = typeof sent === 'string' ? sent : { ...sent, NotificationMetadata: { NotificationId: `${nth}` } }
        expect((await market.send(named)).status).toBe(200)
      }
      await market.settle()
      expect((await market.rows()).filter(({ orderId, dueAt }) => orderId !== null || dueAt !== null)).toEqual([])
      expect(await market.failures()).toEqual([])
    })
  })

  describe('what Amazon sends itself', () => {
    it('is never told a number, though somebody has mapped it', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 30, 'A-01')
      market.amazon.addListing({ sku: 'KEPT', quantity: 9, fba: true })
      market.mappings.push({ listing: 'KEPT', sku, packQuantity: 1 })
      await market.map()
      await market.settle()
      expect(market.amazon.listings()[0]).toMatchObject({ fba: true, fbaQuantity: 9 })
      expect(market.amazon.calls().patchListingsItem).toBeUndefined()
      expect(await market.failures()).toMatchObject([{ code: 'fulfilled-by-amazon', state: 'open' }])
      expect(await floor.exceptions({ type: 'publish-failed', sku })).toHaveLength(1)
    })

    it('is shown as a pool of its own, and is in none of our figures', async () => {
      const { sku } = await market.listed(4)
      for (let nth = 0; nth < 130; nth++)
        market.amazon.addListing({ sku: `F${String(nth).padStart(3, '0')}`, quantity: nth, fba: true })
      for (let seconds = 0; seconds < 5; seconds++) {
        await market.pools.step()
        market.pass(1_000)
      }
      const read = (query = '') =>
        ok<{ items: Record<string, unknown>[]; next: string | null; readAt: number | null }>(
          floor.server,
          'GET',
          `/connectors/${id}/pools?limit=100${query}`,
        )
      const first = await read()
      expect(first.items[7]).toMatchObject({ listing: 'F007', sellable: 7, reserved: 0, onTheWay: 0 })
      expect([first.items.length, first.next, typeof first.readAt]).toEqual([100, 'F099', 'number'])
      expect((await read('&cursor=F099')).items).toHaveLength(30)
      expect((await floor.inventory(sku)).onHand).toBe(4)
      // Not before it is due.
      const { total } = market.amazon.calls().getInventorySummaries ?? { total: 0 }
      await market.pools.step()
      expect(market.amazon.calls().getInventorySummaries?.total).toBe(total)
    })
  })

  it('is told what has left, parcel by parcel, in packs, and follows what is lowered meanwhile', async () => {
    const { sku, listing } = await market.listed(60, 6)
    const externalId = market.amazon.placeOrder({ lines: [{ sku: listing, quantity: 3 }] })
    await market.settle()
    const order = await market.orderOf(externalId)
    const { tasks } = await floor.release(order?.id ?? '')
    for (const task of tasks) await floor.pick(task)
    const ship = (quantity: number, trackingNumber: string) =>
      floor.stream.push('ship', {
        orderId: order?.id,
        carrier: 'UPS',
        trackingNumber,
        lines: [{ sku, lot: 'L1', quantity }],
      })
    await ship(6, '1Z1')
    await market.settle()
    await ship(12, '1Z2')
    await market.settle()
    expect(market.amazon.shipments().map(({ trackingNumber, items }) => [trackingNumber, items[0]?.quantity])).toEqual([
      ['1Z1', 1],
      ['1Z2', 2],
    ])
    expect(await market.orderOf(externalId)).toMatchObject({
      status: 'shipped',
      lines: [{ quantity: 18, shipped: 18 }],
    })
    expect((await market.failures()).filter(({ state }) => state !== 'healed')).toEqual([])
  })

  describe('a parcel that has left', () => {
    async function sold(quantity = 3) {
      const { listing } = await market.listed(40)
      const externalId = market.amazon.placeOrder({ lines: [{ sku: listing, quantity }] })
      await market.settle()
      const item = market.amazon.orders().find((one) => one.id === externalId)?.items[0]
      const parcel: Parcel = {
        externalId,
        parcel: 1,
        lines: [{ lineId: item?.orderItemId ?? '', quantity }],
        carrier: 'ups',
        service: 'Ground',
        trackingNumber: '1Z999',
        shippedAt: Date.now() + floor.clock.offset,
        unsure: false,
        others: [],
      }
      return { parcel, session: market.session() }
    }
    const confirmed = () =>
      market.amazon.shipments().map(({ packageReferenceId, carrierCode, carrierName, trackingNumber, items }) => ({
        packageReferenceId,
        carrier: carrierName ?? carrierCode,
        trackingNumber,
        units: items.map(({ quantity }) => quantity),
      }))
    const once = { packageReferenceId: '1', carrier: 'UPS', trackingNumber: '1Z999', units: [3] }

    it('is confirmed, once however often it is told', async () => {
      const { parcel, session } = await sold()
      expect(await session.confirm?.(parcel)).toEqual({ kind: 'done', confirmedAs: '1' })
      expect(await session.confirm?.(parcel)).toEqual({ kind: 'done', confirmedAs: '1' })
      expect(await session.confirm?.({ ...parcel, unsure: true })).toEqual({ kind: 'done', confirmedAs: '1' })
      expect(confirmed()).toEqual([once])
      expect(market.amazon.calls().confirmShipment?.total).toBe(2)
      await market.settle()
    })

    it('is confirmed although the answer was lost', async () => {
      const { parcel, session } = await sold()
      market.amazon.faults({ timeoutAfter: 1, only: ['confirmShipment'] })
      expect(await session.confirm?.(parcel)).toMatchObject({ kind: 'unsure' })
      market.amazon.clearFaults()
      expect(await session.confirm?.({ ...parcel, unsure: true })).toEqual({ kind: 'done', confirmedAs: '1' })
      expect(confirmed()).toEqual([once])
    })

    it('goes by name with a carrier that has no code, or not in this marketplace', async () => {
      const { parcel, session } = await sold()
      await session.confirm?.({ ...parcel, carrier: 'Pigeon Post' })
      expect(confirmed()).toEqual([{ ...once, carrier: 'Pigeon Post' }])
      expect(await session.confirm?.({ ...parcel, carrier: 'Canada Post' })).toMatchObject({ kind: 'done' })
      expect(confirmed()).toEqual([{ ...once, carrier: 'Canada Post' }])
    })

    it('is told in parts, each under its own name', async () => {
      const { parcel, session } = await sold()
      const line = parcel.lines[0]?.lineId ?? ''
      await session.confirm?.({ ...parcel, lines: [{ lineId: line, quantity: 1 }] })
      await session.confirm?.({ ...parcel, parcel: 2, trackingNumber: '1Z998', lines: [{ lineId: line, quantity: 2 }] })
      expect(confirmed().map(({ packageReferenceId, units }) => [packageReferenceId, units])).toEqual([
        ['1', [1]],
        ['2', [2]],
      ])
      expect(market.amazon.orders()[0]?.status).toBe('SHIPPED')
    })

    it.each<[string, Partial<Parcel>, string]>([
      ['no tracking number', { trackingNumber: null }, 'tracking-missing'],
      ['more than was ordered', { lines: [{ lineId: '1', quantity: 1 }] }, 'shipment-refused'],
      ['an order that is not there', { externalId: '111-1111111-1111111' }, 'order-unknown'],
    ])('with %s is refused in words', async (_name, over, code) => {
      const { parcel, session } = await sold()
      const outcome = await session.confirm?.({ ...parcel, ...over })
      expect(outcome).toMatchObject({ kind: 'refused', code, advice: expect.stringMatching(/\.$/) })
      expect(confirmed()).toEqual([])
    })

    it('that somebody has confirmed in Seller Central is done', async () => {
      const { parcel, session } = await sold()
      await market.session().confirm?.({ ...parcel, parcel: 7 })
      expect(await session.confirm?.(parcel)).toEqual({ kind: 'done', confirmedAs: '1' })
      expect(confirmed()).toHaveLength(1)
    })
  })

  it('says that orders cannot be read, and reads them all when they can', async () => {
    const { listing } = await market.listed(40)
    market.amazon.revoke()
    const externalId = market.amazon.placeOrder({ lines: [{ sku: listing, quantity: 1 }] })
    await market.settle()
    expect(await stillWrong()).toContainEqual(
      expect.objectContaining({ about: 'orders', code: 'credentials-refused', state: 'retrying' }),
    )
    const refreshToken = market.amazon.renew('Atzr|two')
    await market.connect({ credentials: { clientId: 'client', clientSecret: 'secret', refreshToken } })
    await market.settle()
    expect(await open(externalId)).toEqual([1])
    expect(await stillWrong()).toEqual([])
  })
})
