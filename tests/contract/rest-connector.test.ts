/** Any ERP or shop, by REST: signed webhooks from a log that can be told again, and orders that come exactly once. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createPublisher } from '../../server/channels/publisher.ts'
import type { Role } from '../../server/db/schema.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { startBeside } from '../support/server.ts'
import { type Floor, feedSettled, ok, openFloor, type Problem } from './floor.ts'
import { connectRest, type RestShop, SIGNING_SECRET } from './rest-shop.ts'

interface Became {
  externalId: string
  became: string
  orderId: string | null
  status: string | null
  troubles: { code: string; detail: string }[]
  problem?: { code: string; field?: string }
}

/** However busy the machine is. */
const WAITS = { timeout: 20_000, interval: 20 }

const USD = (amount: number) => ({ amount, currency: 'USD' })

describe.each(EDGE_DIALECTS)('a connector by REST on %s', (dialect) => {
  let floor: Floor
  let shop: RestShop
  let made = 0

  beforeAll(async () => {
    floor = await openFloor(dialect)
  })
  afterAll(() => floor.close())
  beforeEach(async () => {
    shop = await connectRest(floor, `erp-${++made}`)
  })
  afterEach(async () => {
    await shop.pause()
    await floor.cleanAudit()
  })

  const quantities = (listing: string) =>
    shop.receiver
      .of('availability')
      .filter(({ body }) => body.data.listing === listing)
      .map(({ body }) => body.data.quantity)
  const orders = () => shop.receiver.of('orders').map(({ body }) => body.data)
  const status = (code: number, headers: Record<string, string> = {}) => new Response(null, { status: code, headers })
  const shipOrder = async (orderId: string, over: Record<string, unknown> = {}) => {
    const { tasks } = await floor.release(orderId)
    for (const task of tasks) await floor.pick(task)
    return floor.stream.push('ship', { orderId, carrier: 'UPS', trackingNumber: '1Z9', ...over })
  }

  describe('connecting', () => {
    it('needs a secret of some length where webhooks are sent, and none where files or the log are read', async () => {
      const put = (body: Record<string, unknown>) =>
        floor.server.call<Problem>('PUT', `/connectors/other-${made}`, { kind: 'rest', channel: shop.id, ...body })
      const baseUrl = 'https://erp.example'
      for (const credentials of [undefined, {}, { signingSecret: 'short' }])
        expect(await put({ baseUrl, credentials })).toMatchObject({ status: 422, body: { code: 'invalid' } })
      expect(
        (await put({ baseUrl: 'http://erp.example', credentials: { signingSecret: SIGNING_SECRET } })).status,
      ).toBe(422)
      expect((await put({ settings: { folders: { in: 'somewhere' } } })).status).toBe(422)
      expect((await put({})).status).toBe(201)
      // Given later, the address needs a secret too.
      expect((await put({ baseUrl })).status).toBe(422)
      expect((await put({ baseUrl, credentials: { signingSecret: SIGNING_SECRET } })).status).toBe(200)
      expect((await put({ baseUrl })).status).toBe(200)
      await ok(floor.server, 'PUT', `/connectors/other-${made}`, {
        kind: 'rest',
        channel: shop.id,
        baseUrl,
        paused: true,
      })
      const shown = await ok(floor.server, 'GET', '/connectors')
      expect(JSON.stringify(shown)).not.toContain(SIGNING_SECRET)
    })
  })

  describe('availability', () => {
    it('is told signed, in its own version, and follows each change', async () => {
      const { sku, listing } = await shop.listed(40, 6)
      await floor.order(sku, 15, { channel: shop.id })
      await shop.settle()
      expect(quantities(listing)).toEqual([6, 4])
      const [event, next] = shop.receiver.of('availability')
      expect(event?.body).toMatchObject({ topic: 'availability', data: { listing, sku, packQuantity: 6, version: 1 } })
      expect(event?.delivery).toBe(event?.body.id)
      expect(next?.body.data.version).toBeGreaterThan(event?.body.data.version)
      expect(next?.position).toBeGreaterThan(event?.position ?? 0)
      expect(await shop.listing(listing)).toMatchObject({ shown: 4, waiting: false })
      expect(shop.receiver.state.refused).toBe(0)
    })

    it('that nobody has tried to send is passed over for a newer one, and stays in the log', async () => {
      const { sku, listing } = await shop.listed(40)
      shop.receiver.says(() => status(503))
      for (let round = 0; round < 8; round++) {
        await floor.order(sku, 1, { channel: shop.id })
        await shop.settle()
      }
      const waiting = (await shop.log()).items.filter(
        ({ topic, state }) => topic === 'availability' && (state === 'waiting' || state === 'retrying'),
      )
      expect(waiting.length).toBeLessThanOrEqual(2)
      shop.receiver.says(() => undefined)
      shop.pass(20 * 60_000)
      await shop.settle()
      expect(quantities(listing).at(-1)).toBe(32)
      expect(quantities(listing).length).toBeLessThanOrEqual(3)
      const { items } = await shop.log()
      expect(items.filter(({ topic }) => topic === 'availability')).toHaveLength(9)
      expect(items.filter(({ state }) => state === 'passed-over').length).toBeGreaterThan(5)
    })

    it('goes out for other listings while the receiver refuses one, until that is retried or let be', async () => {
      const a = await shop.listed(10)
      const b = await shop.listed(10)
      shop.receiver.says(({ body }) => (body.data.listing === a.listing ? status(410) : undefined))
      for (const { sku } of [a, b]) await floor.order(sku, 1, { channel: shop.id })
      await shop.settle()
      for (const { sku } of [a, b]) await floor.order(sku, 1, { channel: shop.id })
      await shop.settle()
      expect([quantities(a.listing), quantities(b.listing)]).toEqual([[10], [10, 9, 8]])
      const [failure, ...others] = await shop.unhealed()
      expect(others).toEqual([])
      expect(failure).toMatchObject({
        about: 'event',
        subject: `listing ${a.listing}`,
        state: 'open',
        code: 'event-refused',
      })
      expect(await floor.exceptionTypes({ type: 'publish-failed' })).toEqual(['publish-failed'])
      shop.receiver.says(() => undefined)
      await shop.settle()
      expect(quantities(a.listing)).toEqual([10])
      await shop.retry(failure?.id ?? '')
      await shop.settle()
      expect(quantities(a.listing)).toEqual([10, 9, 8])
      expect(await shop.unhealed()).toEqual([])

      shop.receiver.says(({ body }) => (body.data.quantity === 7 ? status(422) : undefined))
      await floor.order(a.sku, 1, { channel: shop.id })
      await shop.settle()
      const [again] = await shop.unhealed()
      await shop.retry(again?.id ?? '', 'ignore')
      await shop.settle()
      expect(await shop.listing(a.listing)).toMatchObject({ shown: null, waiting: false })
      await floor.order(a.sku, 1, { channel: shop.id })
      await shop.settle()
      expect(quantities(a.listing)).toEqual([10, 9, 8, 6])
    })
  })

  describe('delivery', () => {
    it('is tried again under the same id after a fault or no answer, though the receiver acted', async () => {
      const { sku, listing } = await shop.listed(10)
      let tries = 0
      shop.receiver.says((event) => {
        tries += 1
        if (tries === 1) return status(500)
        if (tries > 2) return undefined
        shop.receiver.state.received.push(event)
        throw new TypeError('fetch failed')
      })
      await floor.order(sku, 1, { channel: shop.id })
      await shop.settle()
      for (let minutes = 0; minutes < 3; minutes++) {
        shop.pass(60_000)
        await shop.settle()
      }
      expect(quantities(listing)).toEqual([10, 9, 9])
      const [, first, second] = shop.receiver.of('availability')
      expect(first?.delivery).toBe(second?.delivery)
      expect(first?.headers.get('lotline-signature')).not.toBe(second?.headers.get('lotline-signature'))
      expect(await shop.unhealed()).toEqual([])
    })

    it('waits as long as it is asked to', async () => {
      const { sku, listing } = await shop.listed(10)
      shop.receiver.says(() => status(429, { 'retry-after': '90' }))
      await floor.order(sku, 1, { channel: shop.id })
      await shop.settle()
      shop.receiver.says(() => undefined)
      shop.pass(80_000)
      await shop.settle()
      expect(quantities(listing)).toEqual([10])
      expect(await shop.unhealed()).toEqual([])
      shop.pass(11_000)
      await shop.settle()
      expect(quantities(listing)).toEqual([10, 9])
    })

    it('does not follow to another address', async () => {
      shop.receiver.says(() => status(307, { location: 'https://elsewhere.example' }))
      await shop.listed(10)
      expect(await shop.unhealed()).toMatchObject([{ code: 'redirected', state: 'open' }])
      // A new address may be the remedy: what was refused is tried at once.
      shop.receiver.says(() => undefined)
      await shop.connect({ baseUrl: 'https://new.example' })
      await shop.settle()
      expect(shop.receiver.state.received.at(-1)?.raw).toContain('https://new.example ')
      expect(await shop.unhealed()).toEqual([])
    })

    it('keeps one that takes long from holding up others, and sends several at once, not all', async () => {
      const all: { sku: string; listing: string }[] = []
      for (let nth = 0; nth < 12; nth++) all.push(await shop.listed(10))
      let letGo: () => void = () => undefined
      const held = new Promise<undefined>((resolve) => {
        letGo = () => resolve(undefined)
      })
      shop.receiver.state.most = 0
      shop.receiver.says(({ body }) =>
        body.data.listing === all[0]?.listing ? held : new Promise<undefined>((resolve) => setTimeout(resolve, 5)),
      )
      for (const { sku } of all) await floor.order(sku, 1, { channel: shop.id })
      const stepped = shop.settle()
      await expect.poll(() => shop.receiver.of('availability').length, WAITS).toBe(12 + 11)
      await floor.order(all[1]?.sku ?? '', 1, { channel: shop.id })
      const beside = shop.settle()
      await expect.poll(() => quantities(all[1]?.listing ?? ''), WAITS).toEqual([10, 9, 8])
      letGo()
      await Promise.all([stepped, beside])
      expect(quantities(all[0]?.listing ?? '')).toEqual([10, 9])
      expect(shop.receiver.state.most).toBeGreaterThan(2)
      expect(shop.receiver.state.most).toBeLessThanOrEqual(8)
    })

    it('stops where the secret was changed there, says so, and goes on with the new one', async () => {
      const { sku, listing } = await shop.listed(10)
      shop.receiver.state.secret = 'whsec_another_one_of_24_letters'
      await floor.order(sku, 1, { channel: shop.id })
      await shop.settle()
      expect(await shop.unhealed()).toContainEqual(
        expect.objectContaining({ about: 'connector', code: 'credentials-refused' }),
      )
      await shop.connect({ credentials: { signingSecret: shop.receiver.state.secret } })
      shop.pass(60_000)
      await shop.settle()
      expect(quantities(listing)).toEqual([10, 9])
      expect(await shop.unhealed()).toEqual([])
    })

    it('signs with both secrets while one is being changed', async () => {
      const { sku, listing } = await shop.listed(10)
      const signingSecret = 'whsec_another_one_of_24_letters'
      await shop.connect({ credentials: { signingSecret, previousSecret: SIGNING_SECRET } })
      await floor.order(sku, 1, { channel: shop.id })
      await shop.settle()
      shop.receiver.state.secret = signingSecret
      await floor.order(sku, 1, { channel: shop.id })
      await shop.settle()
      expect(quantities(listing)).toEqual([10, 9, 8])
      expect(shop.receiver.state.refused).toBe(0)
    })

    it('is by one server alone, of several that run at once, and in order', async () => {
      const all = [await shop.listed(60), await shop.listed(60), await shop.listed(60)]
      const beside = await startBeside(floor.server, { now: shop.deps.now, newId: () => v7() })
      const other = createPublisher({ ...shop.deps, work: beside.database.work })
      shop.receiver.says(() => new Promise<undefined>((resolve) => setTimeout(resolve, 3)))
      for (let round = 0; round < 8; round++) {
        for (const { sku } of all) await floor.order(sku, 1, { channel: shop.id })
        await feedSettled(floor.server)
        await Promise.all([shop.publisher.step(), other.step()])
      }
      await shop.settle()
      const { received } = shop.receiver.state
      expect(new Set(received.map(({ delivery }) => delivery)).size).toBe(received.length)
      for (const { listing } of all) {
        expect(quantities(listing)).toEqual([...quantities(listing)].sort((a, b) => b - a))
        expect(quantities(listing).at(-1)).toBe(52)
      }
      await beside.database.close()
    })

    it('is taken up again where a server died with it on its way', async () => {
      const { sku, listing } = await shop.listed(10)
      let heard = 0
      shop.receiver.says(() => {
        heard += 1
        return new Promise<never>(() => undefined)
      })
      await floor.order(sku, 1, { channel: shop.id })
      const other = await connectRest(floor, shop.id)
      void shop.settle()
      await expect.poll(() => heard, WAITS).toBe(2)
      await other.publisher.step()
      expect(other.receiver.state.received).toEqual([])
      shop.pass(61_000)
      await other.publisher.step()
      expect(other.receiver.of('availability').map(({ body }) => [body.data.listing, body.data.quantity])).toEqual([
        [listing, 9],
      ])
    })
  })

  describe('orders of the channel', () => {
    it('are told as they are taken in, run short, leave with lots and tracking, and are cancelled', async () => {
      const { sku } = await shop.listed(10)
      const order = await floor.order(sku, 4, { channel: shop.id, externalId: 'W-1' })
      await floor.order(sku, 9, { channel: shop.id, externalId: 'W-2', onShort: 'backorder' })
      await floor.order(sku, 1, { channel: 'shop', onShort: 'backorder' })
      await shop.settle()
      expect(orders()).toMatchObject([
        { number: 'W-1', status: 'committed', short: 0, lines: [{ sku, quantity: 4 }], shipments: [] },
        { number: 'W-2', status: 'committed', short: 3 },
      ])
      const { id } = await shipOrder(order.id)
      await shop.settle()
      expect(shop.receiver.of('shipments').map(({ body }) => body)).toMatchObject([
        {
          id,
          data: {
            id,
            order: { id: order.id, number: 'W-1' },
            carrier: 'UPS',
            trackingNumber: '1Z9',
            lines: [{ sku, lot: 'L1', quantity: 4 }],
          },
        },
      ])
      expect(orders().at(-1)).toMatchObject({ number: 'W-1', status: 'shipped', shipments: [id] })
      await floor.stream.push('reverse', { transaction: id })
      await shop.settle()
      expect(orders().at(-1)).toMatchObject({ number: 'W-1', shipments: [] })
      const last = await floor.order(sku, 1, { channel: shop.id, externalId: 'W-3', onShort: 'backorder' })
      await ok(floor.server, 'POST', `/orders/${last.id}/cancel`)
      await shop.settle()
      expect(orders().at(-1)).toMatchObject({ number: 'W-3', status: 'cancelled' })
    })

    it('are not told twice as they are, nor in another order than they became so', async () => {
      const { sku } = await shop.listed(10)
      shop.receiver.says(({ topic }) => (topic === 'orders' ? status(500) : undefined))
      const order = await floor.order(sku, 4, { channel: shop.id, externalId: 'W-1' })
      await shop.settle()
      await shipOrder(order.id)
      await shop.settle()
      expect(shop.receiver.of('shipments')).toEqual([])
      shop.receiver.says(() => undefined)
      shop.pass(10 * 60_000)
      await shop.settle()
      const told = shop.receiver.state.received.filter(({ topic }) => topic !== 'availability')
      expect(told[0]?.body.data).toMatchObject({ number: 'W-1', status: 'committed' })
      expect(told.map(({ position }) => position)).toEqual(told.map(({ position }) => position).sort((a, b) => a - b))
      expect(new Set(told.map(({ body }) => JSON.stringify(body.data))).size).toBe(told.length)
      await ok(floor.server, 'PUT', `/items/${sku}`, { name: 'New', rotation: 'fifo', lotTracked: true })
      await shop.settle()
      expect(shop.receiver.state.received.filter(({ topic }) => topic !== 'availability')).toHaveLength(told.length)
    })

    it('are left out where they are not wanted', async () => {
      await shop.connect({ settings: { topics: ['shipments'] } })
      const { sku, listing } = await shop.listed(10)
      const order = await floor.order(sku, 4, { channel: shop.id })
      await shop.settle()
      expect(shop.receiver.state.received).toEqual([])
      expect(await shop.listing(listing)).toMatchObject({ waiting: false })
      await shipOrder(order.id)
      await shop.settle()
      expect(shop.receiver.state.received.map(({ topic }) => topic)).toEqual(['shipments'])
    })
  })

  describe('the log', () => {
    it('is read in pages, and on from a cursor, by who is not pushed to', async () => {
      await shop.connect({ baseUrl: undefined })
      const { sku, listing } = await shop.listed(10)
      await floor.order(sku, 1, { channel: shop.id, externalId: 'W-1' })
      await shop.settle()
      expect(shop.receiver.state.received).toEqual([])
      expect(await shop.listing(listing)).toMatchObject({ shown: 9, waiting: false })
      const first = await shop.log('?limit=2')
      expect(first.items).toMatchObject([
        { topic: 'availability', state: 'readable', data: { quantity: 10 } },
        { topic: 'orders', data: { number: 'W-1' } },
      ])
      const rest = await shop.log(`?cursor=${first.next}`)
      expect(rest).toMatchObject({ items: [{ data: { quantity: 9 } }], next: null, waiting: 0 })
      expect(await shop.log(`?cursor=${rest.cursor}`)).toMatchObject({ items: [], next: null, cursor: rest.cursor })
      expect(await floor.server.call('POST', `/connectors/${shop.id}/outgoing/replay`, { from: 0 })).toMatchObject({
        status: 409,
        body: { code: 'no-address' },
      })
    })

    it('is told again from a position on, in order, under the same ids', async () => {
      const { sku, listing } = await shop.listed(10)
      for (const quantity of [1, 2, 3]) {
        await floor.order(sku, quantity, { channel: shop.id })
        await shop.settle()
      }
      const before = shop.receiver.state.received.splice(0)
      const from = before[1]?.position ?? 0
      const replayed = await ok(floor.server, 'POST', `/connectors/${shop.id}/outgoing/replay`, { from })
      expect(replayed).toEqual({ events: before.length - 1 })
      await shop.settle()
      const again = shop.receiver.state.received
      const keys = (all: typeof before) => all.map(({ position, delivery }) => `${position} ${delivery}`).sort()
      expect(keys(again)).toEqual(keys(before.slice(1)))
      expect(quantities(listing)).toEqual([9, 7, 4])
      expect(await shop.listing(listing)).toMatchObject({ shown: 4, waiting: false })
    })

    it('has no holes behind who reads it, though many write at once', async () => {
      await shop.connect({ baseUrl: undefined })
      const { sku } = await shop.listed(60)
      const other = await connectRest(floor, shop.id, { baseUrl: undefined })
      const seen: number[] = []
      let cursor = ''
      let isDone = false
      const read = async () => {
        const page = await shop.log(cursor === '' ? '' : `?cursor=${cursor}`)
        cursor = page.cursor
        seen.push(...page.items.map(({ position }) => position))
        await new Promise((resolve) => setImmediate(resolve))
      }
      const reading = (async () => {
        while (!isDone) await read()
        await read()
      })()
      await Promise.all(
        Array.from({ length: 20 }, async () => {
          await floor.order(sku, 1, { channel: shop.id })
          await Promise.all([shop.settle(), other.settle()])
        }),
      )
      isDone = true
      await reading
      const { items } = await shop.log('?limit=1000')
      expect(seen).toEqual(items.map(({ position }) => position))
    })
  })

  describe('an order that is brought', () => {
    const bring = (over: Record<string, unknown>, path = '') =>
      floor.server.call<Became & Problem>('POST', `/connectors/${shop.id}/orders${path}`, {
        externalId: 'E-1',
        version: 1,
        customer: { id: 'C1', name: 'Ada' },
        ...over,
      })
    const line = (listing: string, quantity: number) => ({ listing, quantity, unitPrice: USD(1_200) })

    it('is placed once, changed after, and cancelled; what is older is ignored', async () => {
      const { sku, listing } = await shop.listed(40, 6)
      const placed = await bring({ lines: [line(listing, 2)] })
      expect(placed).toMatchObject({ status: 201, body: { became: 'placed', status: 'committed', troubles: [] } })
      expect(await floor.readOrder(placed.body.orderId ?? '')).toMatchObject({ lines: [{ sku, quantity: 12 }] })
      expect((await bring({ lines: [line(listing, 2)] })).body).toMatchObject({ became: 'unchanged' })
      expect((await bring({ version: 3, lines: [line(listing, 4)] })).body).toMatchObject({ became: 'changed' })
      expect((await bring({ version: 2, lines: [line(listing, 1)] })).body).toMatchObject({ became: 'older' })
      expect((await floor.readOrder(placed.body.orderId ?? '')).lines).toMatchObject([{ quantity: 24, committed: 24 }])
      expect((await bring({ version: 4, cancelled: true, lines: [] })).body).toMatchObject({
        became: 'cancelled',
        status: 'cancelled',
        orderId: placed.body.orderId,
      })
      expect(await ok(floor.server, 'GET', `/connectors/${shop.id}/orders/E-1`)).toMatchObject({
        orderId: placed.body.orderId,
        order: { status: 'cancelled' },
      })
      await shop.settle()
      expect(orders().at(-1)).toMatchObject({ externalId: 'E-1', number: 'E-1', status: 'cancelled' })
      expect((await bring({ externalId: 'E-2', cancelled: true, lines: [] })).body).toMatchObject({ became: 'nothing' })
    })

    it('is one, however often it comes at once', async () => {
      const { listing } = await shop.listed(40)
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, nth) => bring({ version: 1 + (nth % 4), lines: [line(listing, 1 + (nth % 4))] })),
      )
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
      const [orderId] = new Set(answers.map(({ body }) => body.orderId))
      expect((await floor.readOrder(orderId ?? '')).lines).toMatchObject([{ quantity: 4, cancelled: 0 }])
    })

    it('is answered as before to the same Idempotency-Key', async () => {
      const { listing } = await shop.listed(40)
      const body = { externalId: 'E-9', version: 1, lines: [line(listing, 1)] }
      const path = `/connectors/${shop.id}/orders`
      const key = v7()
      const first = await floor.server.call('POST', path, body, { key })
      expect(first.status).toBe(201)
      expect(await floor.server.call('POST', path, body, { key })).toEqual(first)
    })

    it('waits with what is not mapped, and is placed as soon as it is', async () => {
      const known = await shop.listed(40)
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, 'A-01')
      const { body } = await bring({ lines: [line('NEW', 2)] })
      expect(body).toMatchObject({ became: 'waiting', orderId: null, troubles: [{ code: 'listing-not-mapped' }] })
      expect((await bring({ externalId: 'E-2', lines: [line(known.listing, 1), line('NEW', 2)] })).body).toMatchObject({
        became: 'placed',
        troubles: [{ code: 'listing-not-mapped' }],
      })
      shop.mappings.push({ listing: 'NEW', sku, packQuantity: 1 })
      await shop.map()
      await shop.exchange.step()
      for (const externalId of ['E-1', 'E-2']) {
        const { order, troubles } = await ok<{ order: { lines: { sku: string; committed: number }[] }; troubles: [] }>(
          floor.server,
          'GET',
          `/connectors/${shop.id}/orders/${externalId}`,
        )
        expect(order.lines.at(-1)).toMatchObject({ sku, committed: 2 })
        expect(troubles).toEqual([])
      }
    })

    it('is recorded beyond stock, for it was sold already', async () => {
      const { sku, listing } = await shop.listed(5)
      expect((await bring({ lines: [line(listing, 9)] })).body).toMatchObject({ became: 'placed' })
      expect(await floor.exceptionTypes({ sku })).toEqual(['oversold'])
    })

    it.each<[string, Record<string, unknown>, string]>([
      ['neither version nor changedAt', { version: undefined, lines: [line('X', 1)] }, 'changedAt'],
      ['both', { changedAt: '2026-01-01T00:00:00Z', lines: [line('X', 1)] }, 'changedAt'],
      [
        'a time that has not come',
        { version: undefined, changedAt: '2999-01-01T00:00:00Z', lines: [line('X', 1)] },
        'changedAt',
      ],
      ['no lines', { lines: [] }, 'lines'],
      ['a line twice', { lines: [line('X', 1), line('X', 1)] }, 'lines'],
      ['half a unit', { lines: [line('X', 0.5)] }, 'lines[0].quantity'],
    ])('with %s is refused with the field at fault', async (_name, over, field) => {
      const { status, body } = await bring(over)
      expect(status).toBe(422)
      expect(body.field).toBe(field)
      expect(await shop.failures()).toEqual([])
    })

    it('in a batch is taken for itself', async () => {
      const { listing } = await shop.listed(40)
      const { items } = await ok<{ items: Became[] }>(floor.server, 'POST', `/connectors/${shop.id}/orders/batch`, {
        orders: [
          { externalId: 'B-1', version: 1, lines: [line(listing, 1)] },
          { externalId: 'B-2', version: 1, lines: [line(listing, 0.5)] },
          { externalId: 'B-1', version: 1, lines: [line(listing, 1)] },
          { externalId: 'B-3', version: 1, lines: [line(listing, 2)] },
          'nonsense',
        ],
      })
      expect(items.map(({ became }) => became)).toEqual(['placed', 'refused', 'unchanged', 'placed', 'refused'])
      expect(items[1]).toMatchObject({ externalId: 'B-2', problem: { field: 'orders[1].lines[0].quantity' } })
    })

    it('is not taken while the connector is paused, nor by one of another kind', async () => {
      await shop.pause()
      expect(await bring({ lines: [line('X', 1)] })).toMatchObject({ status: 409, body: { code: 'connector-paused' } })
      expect((await bring({ lines: [line('X', 1)] }, '/batch')).status).toBe(422)
    })

    it('is brought by who may place orders, and the log is told again by who may connect', async () => {
      const call = async (role: Role, method: string, path: string, body?: unknown) =>
        (await floor.server.call(method, path, body, { token: await floor.server.token(role) })).status
      for (const role of ['picker', 'supervisor', 'planner', 'admin'] as const) {
        const may = role !== 'picker'
        expect(await call(role, 'POST', `/connectors/${shop.id}/orders`, {}), role).toBe(may ? 422 : 403)
        expect(await call(role, 'GET', `/connectors/${shop.id}/outgoing`), role).toBe(may ? 200 : 403)
        const replayed = await call(role, 'POST', `/connectors/${shop.id}/outgoing/replay`, { from: 0 })
        expect(replayed, role).toBe(role === 'admin' ? 200 : 403)
      }
    })
  })

  describe('files', () => {
    const HEADING = 'order,version,customerName,currency,line,listing,quantity,unitPrice,cancelled'
    let folder = ''
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'lotline-files-'))
      mkdirSync(join(folder, 'in'))
      await shop.connect({
        baseUrl: undefined,
        folders: { in: join(folder, 'in'), out: join(folder, 'out') },
        settings: { everySeconds: 60 },
      })
    })
    afterEach(() => rmSync(folder, { recursive: true, force: true }))

    const drop = (name: string, ...rows: string[]) =>
      writeFileSync(join(folder, 'in', name), [HEADING, ...rows].join('\n'))
    const exchange = async () => {
      shop.pass(3_000)
      await shop.exchange.step()
    }
    const names = (...path: string[]) =>
      readdirSync(join(folder, ...path), { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .sort()
    const text = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8')
    const orderOf = (externalId: string) =>
      ok<{ order: { status: string; lines: { quantity: number; cancelled: number }[] } }>(
        floor.server,
        'GET',
        `/connectors/${shop.id}/orders/${externalId}`,
      )

    it('are taken in when they are whole, once, and moved with what became of their orders', async () => {
      const { listing } = await shop.listed(40)
      drop('monday.csv', `F-1,1,Ada,USD,1,${listing},2,12.50,`, `F-2,1,Bob,USD,1,${listing},3,12.50,`)
      drop('.hidden.csv', `F-3,1,Ada,USD,1,${listing},1,12.50,`)
      drop('half.csv.part', `F-4,1,Ada,USD,1,${listing},1,12.50,`)
      drop('half.tmp', `F-5,1,Ada,USD,1,${listing},1,12.50,`)
      // Somebody may still be writing.
      utimesSync(join(folder, 'in', 'monday.csv'), new Date(), (Date.now() + floor.clock.offset) / 1_000)
      await shop.exchange.step()
      expect(names('in')).toContain('monday.csv')
      await exchange()
      expect(names('in')).toEqual(['.hidden.csv', 'half.csv.part', 'half.tmp'])
      expect(names('in', 'done')).toEqual(['monday.csv', 'monday.result.csv'])
      expect(text('in', 'done', 'monday.result.csv')).toBe(
        'row,column,order,became,message\n2,,F-1,placed,\n3,,F-2,placed,\n',
      )
      drop('again.csv', `F-1,1,Ada,USD,1,${listing},2,12.50,`, `F-2,1,Bob,USD,1,${listing},3,12.50,`)
      await exchange()
      expect(text('in', 'done', 'again.result.csv')).toContain('repeated')
      drop(
        'tuesday.csv',
        'F-1,2,,,,,,,yes',
        `F-2,2,Bob,USD,1,${listing},5,12.50,`,
        `F-2,2,Bob,USD,2,${listing},1,12.50,`,
      )
      await exchange()
      expect(text('in', 'done', 'tuesday.result.csv')).toMatch(/2,,F-1,cancelled,\n3 4,,F-2,changed,\n/)
      expect((await orderOf('F-2')).order.lines).toMatchObject([{ quantity: 5 }, { quantity: 1 }])
    })

    it('with rows that are wrong say where and what to do; the orders that are right are taken', async () => {
      const { listing } = await shop.listed(40)
      const wrong = `F-1,1,Ada,USD,1,${listing},two,12.50,`
      drop('mixed.csv', wrong, `F-2,1,Bob,USD,1,${listing},3,12.50,`)
      await exchange()
      expect(names('in', 'failed')).toEqual(['mixed.csv', 'mixed.result.csv'])
      expect(text('in', 'failed', 'mixed.result.csv')).toContain(
        '2,quantity,F-1,refused,quantity must be a whole number.',
      )
      expect(await orderOf('F-2')).toMatchObject({ order: { status: 'committed' } })
      const [failure] = await shop.unhealed()
      expect(failure).toMatchObject({ about: 'document', subject: 'mixed.csv', state: 'open' })
      expect(failure?.detail).toContain('Row 2, quantity')
      drop('mixed.csv', wrong.replace('two', '2'), `F-2,1,Bob,USD,1,${listing},3,12.50,`)
      await exchange()
      expect(await shop.unhealed()).toEqual([])
      expect(text('in', 'done', 'mixed.result.csv')).toMatch(/F-1,placed,\n3,,F-2,unchanged/)
    })

    it('whose listings mean no item yet wait, and are placed when they do', async () => {
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 10, 'A-01')
      drop('late.csv', 'F-1,1,Ada,USD,1,LATE,2,12.50,')
      await exchange()
      expect(text('in', 'done', 'late.result.csv')).toMatch(/F-1,waiting,.*LATE.*Map the listing/)
      expect(await shop.unhealed()).toMatchObject([{ about: 'order', subject: 'F-1' }])
      shop.mappings.push({ listing: 'LATE', sku, packQuantity: 1 })
      await shop.map()
      await exchange()
      expect(await orderOf('F-1')).toMatchObject({ order: { status: 'committed' } })
      expect(await shop.unhealed()).toEqual([])
    })

    it('with an order that cannot be placed keep it to be tried again here', async () => {
      const { sku, listing } = await shop.listed(40)
      drop('large.csv', `F-1,1,Ada,USD,1,${listing},10000000,12.50,`, `F-2,1,Bob,USD,1,${listing},1,12.50,`)
      shop.mappings[0] = { listing, sku, packQuantity: 6 }
      await shop.map()
      await exchange()
      expect(names('in', 'failed')).toEqual(['large.csv', 'large.result.csv'])
      const failures = await shop.unhealed()
      expect(failures.map(({ about, subject }) => `${about} ${subject}`).sort()).toEqual([
        'document large.csv',
        'order F-1',
      ])
      shop.mappings[0] = { listing, sku, packQuantity: 1 }
      await shop.map()
      await shop.retry(failures.find(({ about }) => about === 'order')?.id ?? '')
      await exchange()
      expect(await orderOf('F-1')).toMatchObject({ order: { lines: [{ quantity: 10_000_000 }] } })
      expect((await shop.unhealed()).map(({ about }) => about)).toEqual(['document'])
    })

    it('that are no text are set aside', async () => {
      writeFileSync(join(folder, 'in', 'photo.csv'), Buffer.from([0xff, 0xd8, 0xff, 0x00]))
      await exchange()
      expect(names('in', 'failed')).toEqual(['photo.csv', 'photo.result.csv'])
    })

    it('tell what may be sold and what has left, whole, and no oftener than they are to', async () => {
      const { sku, listing } = await shop.listed(40)
      await exchange()
      expect(names('out')).toEqual(['availability.csv'])
      const shown = () => text('out', 'availability.csv').split('\n')[1]?.split(',').slice(0, 4)
      expect(shown()).toEqual([listing, sku, '1', '40'])
      const order = await floor.order(sku, 4, { channel: shop.id, externalId: 'W-1' })
      await shipOrder(order.id)
      await shop.settle()
      await exchange()
      expect(shown()?.[3]).toBe('40')
      const [shipments] = names('out').filter((name) => name.startsWith('shipments-'))
      expect(text('out', shipments ?? '').split('\n')[1]).toMatch(new RegExp(`,W-1,UPS,,1Z9,.*,${sku},L1,4$`))
      shop.pass(60_000)
      await exchange()
      expect(shown()?.[3]).toBe('36')
      await exchange()
      expect(names('out')).toEqual(['availability.csv', shipments])
    })

    it('hold no text that a spreadsheet runs, and a listing that comes back with its apostrophe is the same', async () => {
      const { sku } = await shop.listed(40)
      shop.mappings.push({ listing: '=cmd|A1', sku, packQuantity: 2 })
      await shop.map()
      await shop.settle()
      await exchange()
      const [, ...rows] = text('out', 'availability.csv').trim().split('\n')
      expect(rows.find((row) => row.includes('cmd'))).toMatch(/^'=cmd\|A1,/)
      drop('back.csv', "'-F-1,1,Ada,USD,1,'=cmd|A1,3,12.50,")
      await exchange()
      expect(text('in', 'done', 'back.result.csv')).toMatch(/,'-F-1,placed,/)
      expect(await orderOf('-F-1')).toMatchObject({ order: { lines: [{ quantity: 6 }] } })
      const { order } = await orderOf('-F-1')
      await shipOrder((order as unknown as { id: string }).id)
      await shop.settle()
      await exchange()
      const [shipments] = names('out').filter((name) => name.startsWith('shipments-'))
      expect(text('out', shipments ?? '').split('\n')[1]).toContain(",'-F-1,")
    })

    it('whose folder is gone are missed, and said to be', async () => {
      rmSync(folder, { recursive: true })
      await exchange()
      await exchange()
      expect(await shop.unhealed()).toMatchObject([{ code: 'folder-not-reached' }])
      mkdirSync(join(folder, 'in'), { recursive: true })
      await exchange()
      expect(await shop.unhealed()).toEqual([])
    })
  })
})
