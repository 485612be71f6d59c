/**
 * Thousands of stock changes, and orders that come twice, out of turn and again after their answer was lost, while the ERP
 * that is told of it fails, acts and does not answer, asks for time, is away, and changes its secret, and the server dies with
 * events on their way: when it has gone quiet, both know the same. The clock is virtual; one seed decides everything.
 * LOTLINE_CHANGES=10000 LOTLINE_ORDERS=2000 is the full size.
 */
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPublisher, type Publisher } from '../../server/channels/publisher.ts'
import { createVault } from '../../server/channels/vault.ts'
import { BINS, type Floor, ok, openFloor } from '../contract/floor.ts'
import { createReceiver, type Received } from '../contract/webhook-receiver.ts'
import { createRandom } from '../platforms/shopify/random.ts'
import { TEST_SECRET_KEY } from '../support/server.ts'
import { IS_WHOLE } from '../support/whole.ts'
import { openOtherChannel, stockChanges } from './stock-changes.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_129)
const CHANGES = Number(process.env.LOTLINE_CHANGES ?? (IS_WHOLE ? 400 : 200))
const ORDERS = Number(process.env.LOTLINE_ORDERS ?? (IS_WHOLE ? 80 : 40))
const ITEMS = 30
const PACKS = [1, 6, 12]
const SECOND = 1_000
const FIRST_SECRET = 'the first secret of the ERP'
const SECOND_SECRET = 'the second secret of the ERP'

interface Listed {
  sku: string
  listing: string
  pack: number
}

/** An order as it stands in the ERP. */
interface Sold {
  externalId: string
  version: number
  cancelled: boolean
  lines: { listing: string; quantity: number }[]
}

describe('an ERP in trouble', () => {
  let floor: Floor
  let publisher: Publisher
  const random = createRandom(SEED)
  const now = () => Date.now() + floor.clock.offset
  const receiver = createReceiver(FIRST_SECRET, now)
  const listed: Listed[] = []
  const sold: Sold[] = []
  /** What the ERP has still to say, each as it was then. */
  const unsaid: Sold[] = []
  const counts = { crashes: 0, faults: 0, timeouts: 0, throttled: 0, away: 0, repeated: 0, shipped: 0 }
  const trouble = { isOn: true, isAway: false, dies: false }

  const pick = <T>(all: readonly T[]): T => all[random.whole(0, all.length - 1)] as T
  const pass = (ms: number) => {
    floor.clock.offset += ms
  }
  const connect = (signingSecret: string) =>
    ok(floor.server, 'PUT', '/connectors/erp', {
      kind: 'rest',
      channel: 'shop',
      baseUrl: 'https://erp.example/hooks',
      credentials: { signingSecret },
    })

  const start = () =>
    createPublisher({
      work: floor.server.database.work,
      vault: createVault(TEST_SECRET_KEY),
      fetch: receiver.fetch,
      now,
      random: () => random.next(),
      report: (error) => floor.server.faults.push(error),
    })

  function says(event: Received): Response | Promise<Response> | undefined {
    if (trouble.dies) {
      trouble.dies = false
      counts.crashes += 1
      receiver.state.received.push(event)
      publisher = start()
      return new Promise<Response>(() => undefined)
    }
    if (trouble.isAway) {
      counts.away += 1
      throw new TypeError('fetch failed')
    }
    if (!trouble.isOn) return undefined
    if (random.chance(0.05)) {
      counts.faults += 1
      return new Response(null, { status: 500 })
    }
    if (random.chance(0.05)) {
      counts.timeouts += 1
      receiver.state.received.push(event)
      throw new TypeError('fetch failed')
    }
    if (!random.chance(0.02)) return undefined
    counts.throttled += 1
    return new Response(null, { status: 429, headers: { 'retry-after': '1' } })
  }

  beforeAll(async () => {
    floor = await openFloor('sqlite')
    receiver.says(says)
    await openOtherChannel(floor)
    for (let nth = 0; nth < ITEMS; nth++) {
      const sku = await floor.item()
      await floor.receive(sku, 'L0', 300, pick(BINS))
      listed.push({ sku, listing: `ERP-${nth}`, pack: PACKS[nth % PACKS.length] ?? 1 })
    }
    await connect(FIRST_SECRET)
    const mappings = listed.map(({ sku, listing, pack }) => ({ listing, sku, packQuantity: pack }))
    await ok(floor.server, 'PUT', '/connectors/erp/mappings', mappings)
    publisher = start()
  })
  afterAll(() => floor.close())

  const copyOf = (order: Sold): Sold => ({ ...order, lines: order.lines.map((line) => ({ ...line })) })

  function sell(): void {
    const lines = [...new Set([pick(listed), pick(listed)])]
    const order = {
      externalId: `E-${sold.length + 1}`,
      version: 1,
      cancelled: false,
      lines: lines.map(({ listing }) => ({ listing, quantity: random.whole(1, 4) })),
    }
    sold.push(order)
    unsaid.push(copyOf(order))
  }

  function change(): void {
    const order = pick(sold.slice(-20))
    if (!order || order.cancelled) return
    order.version += 1
    if (random.chance(0.3)) order.cancelled = true
    else pick(order.lines).quantity = random.whole(0, 5)
    unsaid.push(copyOf(order))
  }

  /** Any of what is unsaid comes next; where its answer is lost, it comes again. */
  async function say(): Promise<void> {
    const at = random.whole(0, unsaid.length - 1)
    const [order] = unsaid.splice(at, 1)
    if (!order) return
    if (random.chance(0.2)) {
      counts.repeated += 1
      unsaid.push(order)
    }
    const body = {
      ...order,
      lines: order.lines.map((line) => ({ ...line, unitPrice: { amount: 1_000, currency: 'USD' } })),
    }
    if (random.chance(0.3)) await ok(floor.server, 'POST', '/connectors/erp/orders/batch', { orders: [body, body] })
    else await ok(floor.server, 'POST', '/connectors/erp/orders', body)
  }

  /** Of another way than the connector: its orders change there, and those that have left cannot. */
  async function ship(): Promise<void> {
    const { sku } = pick(listed)
    const order = await floor.placing(sku, random.whole(1, 3), { channel: 'shop', onShort: 'partial' })
    if (order.body.status !== 'committed') return
    const { tasks } = await floor.release(order.body.id)
    for (const task of tasks) await floor.pick(task)
    await floor.stream.push('ship', { orderId: order.body.id, carrier: 'UPS', trackingNumber: `1Z${counts.shipped}` })
    counts.shipped += 1
  }

  /** As many orders, and as much of what becomes of them, as belong to this part of the changes. */
  async function trade(part: number): Promise<void> {
    while (sold.length < Math.floor(ORDERS * part)) {
      sell()
      if (random.chance(0.5)) change()
      await say()
      if (random.chance(0.6)) await say()
      if (random.chance(0.2)) await ship()
    }
  }

  /** One that died is never done: whoever has taken its place goes on. */
  const step = () => Promise.race([publisher.step(), new Promise((resolve) => setTimeout(resolve, 300))])

  const log = () => ok<{ waiting: number }>(floor.server, 'GET', '/connectors/erp/outgoing?limit=1')
  const failures = async () =>
    (
      await ok<{ items: { state: string; detail: string }[] }>(
        floor.server,
        'GET',
        '/connectors/erp/failures?limit=1000',
      )
    ).items

  async function calm(): Promise<void> {
    for (let minutes = 0; minutes < 30; minutes++) {
      await publisher.step()
      if ((await log()).waiting === 0) return
      pass(60 * SECOND)
    }
  }

  const firstDeliveries = () => {
    const known = new Set<string>()
    return receiver.state.received.filter(({ delivery }) => !known.has(delivery) && known.add(delivery))
  }

  it(
    `knows the same after ${CHANGES} changes and ${ORDERS} orders (seed ${SEED})`,
    { timeout: 1_800_000 },
    async () => {
      const at = (part: number) => Math.floor(CHANGES * part)
      const changes = stockChanges({ floor, sku: () => pick(listed).sku, whole: random.whole, channel: 'shop' })
      for (let nth = 0; nth < CHANGES; nth++) {
        await pick(changes)()
        await trade((nth + 1) / CHANGES)
        trouble.isAway = nth >= at(0.3) && nth < at(0.4)
        // Whoever was left alone the longest is asked again.
        if (nth === at(0.4) || nth === at(0.7)) pass(6 * 60 * SECOND)
        if (nth === at(0.6)) receiver.state.secret = SECOND_SECRET
        if (nth === at(0.68)) await connect(SECOND_SECRET)
        if (!random.chance(0.15)) continue
        // Few steps are taken at the small size: one death is sure.
        if (random.chance(0.03) || (counts.crashes === 0 && nth >= at(0.5))) trouble.dies = true
        pass(random.whole(0, 8 * SECOND))
        await step()
      }
      while (unsaid.length > 0) await say()
      trouble.isOn = false
      trouble.dies = false
      await calm()
      expect(await log()).toMatchObject({ waiting: 0 })

      const told = firstDeliveries()
      const newest = new Map<string, Received>()
      for (const event of told) {
        const { topic, data } = event.body
        const subject = topic === 'availability' ? data.listing : (data.order ?? data).number
        const before = newest.get(`${topic} ${subject}`)
        expect(event.position, subject).toBeGreaterThan(before?.position ?? 0)
        if (topic === 'availability') expect(data.version, subject).toBeGreaterThan(before?.body.data.version ?? 0)
        newest.set(`${topic} ${subject}`, event)
      }
      const wrong: string[] = []
      const { items } = await ok<{ items: { listing: string; wanted: number; shown: number; waiting: boolean }[] }>(
        floor.server,
        'GET',
        '/connectors/erp/listings?limit=1000',
      )
      for (const { sku, listing, pack } of listed) {
        const { channels } = await floor.inventory(sku)
        const promised = channels.find(({ channel }) => channel === 'shop')?.availableToPromise ?? 0
        const shows = newest.get(`availability ${listing}`)?.body.data.quantity
        const ours = items.find((one) => one.listing === listing)
        if (shows !== Math.floor(promised / pack) || ours?.shown !== shows || ours?.waiting)
          wrong.push(`${listing}: ${promised} in packs of ${pack}, the ERP has ${shows}, we believe ${ours?.shown}`)
      }
      expect(wrong).toEqual([])

      const rows = await floor.server.database.work.read(({ db, t }) =>
        db
          .select({ order: t.orders, line: t.orderLines, platform: t.platformLines })
          .from(t.platformLines)
          .innerJoin(t.orderLines, eq(t.orderLines.id, t.platformLines.orderLineId))
          .innerJoin(t.orders, eq(t.orders.id, t.orderLines.orderId))
          .where(and(eq(t.platformLines.connectorId, 'erp'), eq(t.orders.channel, 'shop'))),
      )
      expect(sold).toHaveLength(ORDERS)
      for (const order of sold) {
        const own = rows.filter(({ platform }) => platform.externalId === order.externalId)
        expect(new Set(own.map((row) => row.order.id)).size, order.externalId).toBeLessThanOrEqual(1)
        for (const { listing, quantity } of order.lines) {
          const lines = own.filter(({ platform }) => platform.lineId === listing)
          const open = lines.reduce((sum, { line }) => sum + line.quantity - line.cancelled, 0)
          const pack = listed.find((one) => one.listing === listing)?.pack ?? 1
          expect(open, `${order.externalId} ${listing}`).toBe(order.cancelled ? 0 : quantity * pack)
        }
        const event = newest.get(`orders ${order.externalId}`)
        if (own.length > 0 && order.cancelled) expect(event?.body.data.status, order.externalId).toBe('cancelled')
      }
      expect(told.filter(({ topic }) => topic === 'shipments')).toHaveLength(counts.shipped)
      for (const [what, count] of Object.entries(counts)) expect(count, what).toBeGreaterThan(0)
      expect(receiver.state.refused).toBeGreaterThan(0)
      expect((await failures()).length).toBeGreaterThan(0)
      expect((await failures()).filter(({ state }) => state !== 'healed')).toEqual([])

      const middle = told[Math.floor(told.length * 0.9)]?.position ?? 0
      const before = receiver.state.received.length
      const { events } = await ok<{ events: number }>(floor.server, 'POST', '/connectors/erp/outgoing/replay', {
        from: middle,
      })
      await calm()
      expect(receiver.state.received.length - before).toBe(events)
      const unknown = receiver.state.received.slice(before).filter(({ position }) => position < middle)
      expect(unknown).toEqual([])
      await floor.cleanAudit()
    },
  )
})
