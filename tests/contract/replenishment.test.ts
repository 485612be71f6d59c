/** What to order: from what was asked for, as it was asked for, to a planned receipt that the dock receives. On both databases. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { importFile } from '../../server/import/import-file.ts'
import { createPass } from '../../server/replenishment/pass.ts'
import type { ItemPlan } from '../../server/replenishment/plan.ts'
import { createPlanner } from '../../server/replenishment/planner.ts'
import { createRandom } from '../simulation/random.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { BINS, type Floor, feedSettled, ok, openFloor, type Problem } from './floor.ts'

const DAY_MS = 86_400_000
const SEED = 20_261_129

type ChannelPlan = ItemPlan['channels'][number]

describe.each(EDGE_DIALECTS)('replenishment on %s', (dialect) => {
  let floor: Floor
  const random = createRandom(SEED)

  beforeAll(async () => {
    floor = await openFloor(dialect)
    await ok(floor.server, 'PUT', '/channels/retail', { name: 'Big Retail', kind: 'retail', priority: 2 })
    await ok(floor.server, 'PUT', '/channels/wholesale', { name: 'Wholesale', kind: 'wholesale', priority: 3 })
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  // It only goes on: ids of the server begin with the time, and never go back.
  const now = () => Date.now() + floor.clock.offset
  /** The warehouse's date so many days ago. */
  const day = (ago: number): string =>
    new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago' }).format(now() - ago * DAY_MS)
  const tell = (rows: readonly { sku: string; channel: string; date: string; quantity: number }[]) =>
    ok<{ days: number }>(floor.server, 'POST', '/demand', rows)
  const telling = (sku: string, channel: string, days: number, units: (ago: number) => number) =>
    tell(
      Array.from({ length: days }, (_, nth) => {
        const ago = days - nth
        return { sku, channel, date: day(ago), quantity: units(ago) }
      }),
    )
  async function planOf(sku: string): Promise<ItemPlan> {
    const { items } = await ok<{ items: ItemPlan[] }>(floor.server, 'GET', `/replenishment?sku=${sku}`)
    expect(items).toHaveLength(1)
    return items[0] as ItemPlan
  }
  const of = (plan: ItemPlan, channel: string): ChannelPlan =>
    plan.channels.find((one) => one.channel === channel) as ChannelPlan
  async function pass(): Promise<void> {
    await feedSettled(floor.server)
    const planner = createPlanner(floor.server.database.work)
    const { step } = createPass({ work: floor.server.database.work, planner, now })
    while (await step());
  }
  const shopDemand = () => (random.chance(0.25) ? random.whole(1, 12) * 4 : 0)

  it('puts the safety stock where the uncertainty is: 60 % retail, 40 % e-commerce', async () => {
    const sku = await floor.item()
    await telling(sku, 'retail', 365, () => random.whole(8, 10))
    await telling(sku, 'shop', 365, shopDemand)
    const plan = await planOf(sku)
    const [retail, shop] = [of(plan, 'retail'), of(plan, 'shop')]
    expect(retail.shareOfDemand).toBeGreaterThan(0.5)
    expect(shop.shareOfSafety).toBeGreaterThan(0.65)
    expect(shop.variability).toBeGreaterThan(3 * retail.variability)
    expect(shop.pattern).toBe('intermittent')
    expect(retail.pattern).toBe('smooth')
    expect(retail.safetyStock + shop.safetyStock).toBe(plan.safetyStock)
    expect(plan.aloneSafetyStock).toBe(retail.alone + shop.alone)
    expect(plan.pooled).toBe(plan.aloneSafetyStock - plan.safetyStock)
    expect(plan.reorderPoint).toBeGreaterThan(plan.safetyStock)
    expect(retail.target).toEqual({ kind: 'cycle', level: 0.95, from: 'company' })
    // Nothing is there, so all of it is to be ordered.
    expect(plan.order.need).toBe('now')
    expect(plan.suggestion).toBe(retail.suggestion + shop.suggestion)
    expect(plan.suggestion).toBeGreaterThanOrEqual(plan.reorderPoint)
    expect(plan.order.reasons.join(' ')).toContain(`reorder point of ${plan.reorderPoint}`)
    expect(plan.leadTime).toMatchObject({ days: 14, observed: 0, from: 'company' })
    expect(plan.sure).toMatchObject({ level: 'low' })
  })

  it('counts what was asked for, not what was shipped: backorders, cancellations and refused orders', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 10, BINS[0])
    const asked = async (quantity: number, over: Record<string, unknown>) =>
      (await floor.placing(sku, quantity, over)).body
    await asked(4, {})
    const { id } = await asked(6, { onShort: 'backorder' })
    await asked(20, { onShort: 'backorder' })
    await ok(floor.server, 'POST', `/orders/${id}/cancel`, {})
    const externalId = `R-${dialect}`
    // Asked for three times, refused three times: asked for once.
    for (let nth = 0; nth < 3; nth++)
      expect(await asked(30, { externalId })).toMatchObject({ code: 'insufficient-atp' })
    floor.clock.offset += DAY_MS
    const plan = await planOf(sku)
    expect(of(plan, 'shop').history.days).toBe(1)
    expect(of(plan, 'shop').demand).toBeCloseTo(60, 5)
    expect(plan.sure.level).toBe('low')
    // It can be had after all: the order tells of it itself.
    await floor.receive(sku, 'L2', 100, BINS[0])
    expect((await floor.placing(sku, 30, { externalId })).status).toBe(201)
    expect(of(await planOf(sku), 'shop').demand).toBeCloseTo(30, 5)
  })

  it('lets a told day stand in the place of its orders, and the same day be told anew', async () => {
    const sku = await floor.item()
    await tell([{ sku, channel: 'shop', date: day(2), quantity: 5 }])
    await tell([{ sku, channel: 'shop', date: day(1), quantity: 5 }])
    await tell([{ sku, channel: 'shop', date: day(2), quantity: 7 }])
    const { items } = await ok<{ items: unknown[] }>(floor.server, 'GET', `/demand?sku=${sku}`)
    expect(items).toEqual([
      { sku, channel: 'shop', date: day(2), quantity: 7 },
      { sku, channel: 'shop', date: day(1), quantity: 5 },
    ])
    const page = await ok<{ items: unknown[]; next: string }>(floor.server, 'GET', `/demand?sku=${sku}&limit=1`)
    expect(page.items).toHaveLength(1)
    expect(
      await ok(floor.server, 'GET', `/demand?sku=${sku}&limit=1&cursor=${encodeURIComponent(page.next)}`),
    ).toMatchObject({ items: [{ quantity: 5 }], next: null })
  })

  it('refuses demand that cannot be, names the row, and keeps nothing of it', async () => {
    const sku = await floor.item()
    const good = { sku, channel: 'shop', date: day(3), quantity: 1 }
    const cases: [unknown, number, string, string][] = [
      [[good, { ...good, sku: 'NONE' }], 422, 'unknown-sku', '[1].sku'],
      [[good, { ...good, channel: 'none' }], 422, 'unknown-channel', '[1].channel'],
      [[good, { ...good, date: day(-2) }], 422, 'day-to-come', '[1].date'],
      [[{ ...good, quantity: 1.5 }], 422, 'invalid', '[0].quantity'],
      [[{ ...good, quantity: 1e9 }], 422, 'invalid', '[0].quantity'],
      [[{ ...good, date: '2026-02-30' }], 422, 'invalid', '[0].date'],
      [[], 422, 'invalid', ''],
      [{ ...good }, 422, 'invalid', ''],
    ]
    for (const [body, status, code] of cases) {
      const reply = await floor.server.call<Problem>('POST', '/demand', body)
      expect([reply.status, reply.body.code], JSON.stringify(body)).toEqual([status, code])
    }
    expect(await ok(floor.server, 'GET', `/demand?sku=${sku}`)).toEqual({ items: [], next: null })
  })

  it('says how sure it is where little is known', async () => {
    const never = await floor.item()
    expect(await planOf(never)).toMatchObject({
      ...{ demand: 0, safetyStock: 0, reorderPoint: 0, suggestion: 0, daysOfCover: null, channels: [] },
      ...{ order: { need: 'none', by: null }, sure: { level: 'none' }, overstock: { units: 0 } },
    })
    const zeros = await floor.item()
    await telling(zeros, 'shop', 60, () => 0)
    expect(await planOf(zeros)).toMatchObject({ demand: 0, suggestion: 0, sure: { level: 'none' } })
    expect(of(await planOf(zeros), 'shop')).toMatchObject({ pattern: 'none', sure: { level: 'none' } })
    const once = await floor.item()
    await telling(once, 'shop', 60, (ago) => (ago === 40 ? 6 : 0))
    const plan = await planOf(once)
    expect(of(plan, 'shop').sure).toMatchObject({ level: 'low' })
    expect(plan.sure.reasons.join(' ')).toContain('asked for once')
    const returned = await floor.item()
    await telling(returned, 'shop', 60, (ago) => (ago % 6 === 0 ? -2 : 3))
    expect(of(await planOf(returned), 'shop').history.returnDays).toBe(10)
    const gap = await floor.item()
    await telling(gap, 'shop', 300, (ago) => (ago > 100 && ago < 200 ? 0 : random.whole(2, 6)))
    const gapped = of(await planOf(gap), 'shop')
    expect(gapped.history.gapDays).toBe(98)
    expect(gapped.demand).toBeGreaterThan(3)
    for (const sku of [never, zeros, once, returned, gap])
      expect(JSON.stringify(await planOf(sku))).not.toMatch(/NaN|Infinity/)
    expect((await floor.server.call('GET', '/replenishment?sku=NONE')).status).toBe(404)
  })

  it('knows lead times from receipts that came, and asks for more where they vary', async () => {
    const [steady, unsteady] = [await floor.item(), await floor.item()]
    const came = async (sku: string, supplier: string, days: number, nth: number) => {
      const { id } = await ok<{ id: string }>(floor.server, 'POST', '/receipts', {
        ...{ supplier, reference: `${supplier}-${nth}`, orderedOn: day(days), lines: [{ sku, quantity: 10 }] },
      })
      await floor.receive(sku, `L${nth}`, 10, BINS[1], 0, { receiptId: id, supplier })
    }
    for (const [nth, days] of [10, 10, 10, 10, 10].entries()) await came(steady, `Steady ${dialect}`, days, nth)
    for (const [nth, days] of [3, 5, 10, 12, 20].entries()) await came(unsteady, `Unsteady ${dialect}`, days, nth)
    for (const sku of [steady, unsteady]) await telling(sku, 'shop', 365, (ago) => 8 + ((ago * 7) % 5))
    const [a, b] = [await planOf(steady), await planOf(unsteady)]
    expect(a.leadTime).toMatchObject({ days: 10, deviation: 0, observed: 5, from: 'receipts' })
    expect(b.leadTime).toMatchObject({ days: 10, p90: 20, observed: 5, from: 'receipts' })
    expect(b.safetyStock).toBeGreaterThan(a.safetyStock + 50)
    expect(a.supplier).toBe(`Steady ${dialect}`)
    await ok(floor.server, 'PUT', `/replenishment/${steady}/policy`, { leadTimeDays: 0, reviewDays: 1 })
    const atOnce = await planOf(steady)
    expect(atOnce.leadTime).toMatchObject({ days: 0, from: 'item' })
    expect(atOnce.reorderPoint).toBeGreaterThan(0)
    expect(atOnce.reorderPoint).toBeLessThan(a.reorderPoint / 4)
  })

  it('takes service from the item, its channel, its class or the company, the nearest first', async () => {
    const sku = await floor.item()
    await telling(sku, 'shop', 200, shopDemand)
    const levels = async () => of(await planOf(sku), 'shop')
    const before = await levels()
    await ok(floor.server, 'PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1, serviceLevel: 0.99 })
    const high = await levels()
    expect(high.target).toEqual({ kind: 'cycle', level: 0.99, from: 'channel' })
    expect(high.safetyStock).toBeGreaterThan(before.safetyStock)
    await ok(floor.server, 'PUT', `/replenishment/${sku}/policy`, {
      service: { kind: 'fill', level: 0.9 },
      channels: [{ channel: 'shop', service: { kind: 'cycle', level: 0.8 } }],
    })
    const low = await levels()
    expect(low.target).toEqual({ kind: 'cycle', level: 0.8, from: 'item' })
    expect(low.safetyStock).toBeLessThan(before.safetyStock)
    await ok(floor.server, 'PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1 })
    for (const [path, body, field] of [
      ['/channels/shop', { name: 'Shop', kind: 'dtc', serviceLevel: 95 }, 'serviceLevel'],
      [`/replenishment/${sku}/policy`, { service: { kind: 'cycle', level: 1 } }, 'service.level'],
      [`/replenishment/${sku}/policy`, { minimum: 0 }, 'minimum'],
      ['/settings/replenishment', { reviewDays: 0 }, 'reviewDays'],
    ] as const) {
      const reply = await floor.server.call<Problem>('PUT', path, body)
      expect([reply.status, reply.body.field], path).toEqual([422, field])
    }
  })

  it('orders in what the supplier sells, and never what will expire', async () => {
    const sku = await floor.item({ rotation: 'fefo' })
    await telling(sku, 'shop', 200, () => 10)
    await ok(floor.server, 'PUT', `/replenishment/${sku}/policy`, {
      ...{ leadTimeDays: 10, reviewDays: 5, minimum: 300, multiple: 48, shelfLifeDays: 400 },
    })
    const lasting = await planOf(sku)
    expect(lasting.suggestion).toBe(336)
    expect(lasting.order.withheld).toBeNull()
    await ok(floor.server, 'PUT', `/replenishment/${sku}/policy`, {
      ...{ leadTimeDays: 10, reviewDays: 5, multiple: 48, shelfLifeDays: 12 },
    })
    const short = await planOf(sku)
    expect(short.suggestion).toBe(96)
    expect(short.order.withheld).toContain('expire')
    await ok(floor.server, 'PUT', `/replenishment/${sku}/policy`, {
      ...{ leadTimeDays: 10, reviewDays: 5, minimum: 300, shelfLifeDays: 12 },
    })
    const none = await planOf(sku)
    expect(none).toMatchObject({ suggestion: 0, order: { need: 'now', quantity: 0 } })
    expect(none.order.withheld).toContain('the least that can be ordered, 300')
  })

  it('names stock that lasts too long, and lots that will expire unsold', async () => {
    const sku = await floor.item({ rotation: 'fefo', standardCost: { amount: 200, currency: 'USD' } })
    await telling(sku, 'shop', 200, () => 2)
    await floor.receive(sku, 'OLD', 100, BINS[2], 0, { expiresOn: day(-19) })
    await floor.receive(sku, 'NEW', 500, BINS[2], 0, { expiresOn: day(-400) })
    const plan = await planOf(sku)
    // Twenty days with two a day: 60 of the first lot are left.
    expect(plan.expiring).toMatchObject({ units: 60, value: 12_000, lots: [{ lot: 'OLD', units: 60 }] })
    expect(plan.overstock).toMatchObject({ units: 600 - 360, value: 48_000, afterDays: 180 })
    expect(plan.suggestion).toBe(0)
    expect(plan.daysOfCover).toBeCloseTo(300, 3)
  })

  it('takes marked days out of what is usual, and counts those to come', async () => {
    const sku = await floor.item()
    await telling(sku, 'shop', 200, (ago) => (ago > 50 && ago <= 57 ? 40 : 10))
    const plain = await planOf(sku)
    const past = await ok<{ id: string }>(floor.server, 'POST', '/demand/events', {
      ...{ name: 'Sale', kind: 'promotion', from: day(57), to: day(51), sku },
    })
    const known = await planOf(sku)
    expect(of(known, 'shop').history.eventDays).toBe(7)
    expect(known.safetyStock).toBeLessThan(plain.safetyStock)
    expect(known.demand).toBeCloseTo(10, 5)
    const next = await ok<{ id: string }>(floor.server, 'POST', '/demand/events', {
      ...{ name: 'Sale', kind: 'promotion', from: day(-1), to: day(-7), channel: 'shop', sku },
    })
    const sale = await planOf(sku)
    // Seven days of four times what is usual, of the 17.5 that an order must last.
    expect(sale.demand).toBeCloseTo(10 * (1 + (7 * 3) / 17.5), 1)
    expect(sale.order.reasons.join(' ')).toContain('4 times what is usual')
    for (const { id } of [past, next])
      expect((await floor.server.call('DELETE', `/demand/events/${id}`)).status).toBe(200)
    expect((await floor.server.call('DELETE', `/demand/events/${next.id}`)).status).toBe(404)
    expect((await planOf(sku)).safetyStock).toBe(plain.safetyStock)
    const wrong = { name: 'Sale', kind: 'promotion', from: day(1), to: day(3) }
    expect((await floor.server.call<Problem>('POST', '/demand/events', wrong)).body.field).toBe('to')
  })

  it('becomes a planned receipt that the dock receives', async () => {
    const sku = await floor.item()
    await telling(sku, 'shop', 200, () => 5)
    const before = await planOf(sku)
    expect(before.order.need).toBe('now')
    const body = {
      supplier: 'Mill',
      reference: `PO-${dialect}`,
      expectedOn: day(-14),
      lines: [{ sku, quantity: before.suggestion }],
    }
    const first = await floor.server.call<{ id: string }>('POST', '/replenishment/accept', body, {
      key: `a-${dialect}`,
    })
    const again = await floor.server.call<{ id: string }>('POST', '/replenishment/accept', body, {
      key: `a-${dialect}`,
    })
    expect([first.status, again.body.id]).toEqual([201, first.body.id])
    const after = await planOf(sku)
    expect(after).toMatchObject({ onOrder: before.suggestion, suggestion: 0, supplier: 'Mill' })
    expect(after.order.need).toBe('soon')
    floor.clock.offset += 9 * DAY_MS
    await floor.receive(sku, 'M1', before.suggestion, BINS[3], 0, { receiptId: first.body.id, supplier: 'Mill' })
    const come = await planOf(sku)
    expect(come).toMatchObject({ onOrder: 0, sellable: before.suggestion, leadTime: { days: 9, observed: 1 } })
  })

  it('turns its weights into protections with one confirmation, and fills them up each night', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 5_000, BINS[0])
    // Whatever the day: what asks steadily, and is promised most, needs its own beside one that takes much at a time.
    await telling(sku, 'retail', 300, shopDemand)
    await telling(sku, 'shop', 300, () => random.whole(3, 5))
    await ok(floor.server, 'PUT', `/replenishment/${sku}/policy`, {
      service: { kind: 'cycle', level: 0.7 },
      channels: [{ channel: 'shop', service: { kind: 'cycle', level: 0.98 } }],
    })
    const { channels } = await planOf(sku)
    const protections = channels.map(({ channel, protect, protected: expected }) => ({
      ...{ channel, quantity: protect, expected },
    }))
    const set = protections.find(({ channel }) => channel === 'shop')?.quantity ?? 0
    expect(set).toBeGreaterThan(0)
    const path = `/replenishment/${sku}/protect`
    await ok(floor.server, 'POST', path, { protections })
    const held = async () => of(await planOf(sku), 'shop').protected
    expect(await held()).toBe(set)
    expect((await floor.server.call('POST', path, { protections })).status).toBe(409)
    await pass()
    // What was set aside is used up and shipped; the next morning it is there again, out of what is shared.
    const order = await floor.order(sku, set)
    expect(await held()).toBe(0)
    const { tasks } = await floor.release(order.id)
    for (const task of tasks) await floor.pick(task)
    await floor.stream.push('ship', { orderId: order.id })
    expect(await held()).toBe(0)
    floor.clock.offset += DAY_MS
    await pass()
    expect(await held()).toBe(set)
    expect(await ok(floor.server, 'GET', `/replenishment/${sku}`)).toMatchObject({ keepsProtected: true })
    const now = (await planOf(sku)).channels.map(({ channel, protected: expected }) => ({
      channel,
      quantity: 0,
      expected,
    }))
    await ok(floor.server, 'POST', path, { protections: now, keep: false })
    floor.clock.offset += DAY_MS
    await pass()
    expect(await held()).toBe(0)
  })

  it('is not filled up where nobody wants that from the start', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 100, BINS[0])
    const protections = [{ channel: 'shop', quantity: 20, expected: 0 }]
    await ok(floor.server, 'POST', `/replenishment/${sku}/protect`, { protections, keep: false })
    expect(await ok(floor.server, 'GET', `/replenishment/${sku}`)).toMatchObject({ keepsProtected: false })
  })

  it('makes up for days on which a channel could sell nothing', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 10_000, BINS[0])
    const perDay = 10
    const sellFor = async (days: number, units: number) => {
      for (let nth = 0; nth < days; nth++) {
        if (units > 0) await floor.order(sku, units)
        floor.clock.offset += DAY_MS
      }
    }
    await sellFor(21, perDay)
    await pass()
    await ok(floor.server, 'POST', `/lots/${sku}/L1/hold`, { reason: 'test' })
    await pass()
    await sellFor(7, 0)
    await ok(floor.server, 'POST', `/lots/${sku}/L1/release`, { reason: 'test' })
    await pass()
    await sellFor(14, perDay)
    const shop = of(await planOf(sku), 'shop')
    expect(shop.history.outOfStockDays).toBeGreaterThanOrEqual(7)
    expect(shop.history.outOfStockDays).toBeLessThanOrEqual(8)
    expect(shop.demand).toBeGreaterThan(9.5)
    expect(shop.demand).toBeLessThan(10.6)
    expect(shop.sure.reasons.join(' ')).toContain('out of stock')
  })

  it('plans what production uses up, beside what is sold', async () => {
    const [flour, bread] = [await floor.item(), await floor.item()]
    await floor.receive(flour, 'F1', 5_000, BINS[0])
    for (let nth = 0; nth < 20; nth++) {
      await floor.stream.push('transform', {
        consumed: [{ sku: flour, lot: 'F1', location: BINS[0], quantity: 40 }],
        produced: [{ sku: bread, lot: `B${nth}`, location: BINS[0], quantity: 10 }],
      })
      floor.clock.offset += DAY_MS
    }
    const plan = await planOf(flour)
    expect(plan.channels.map(({ kind }) => kind)).toEqual(['production'])
    expect(plan.demand).toBeCloseTo(40, 3)
  })

  it('keeps plans for the list, the most urgent first, and makes anew what changes', async () => {
    await pass()
    const page = await ok<{ items: ItemPlan[]; counts: Record<string, number>; pending: number }>(
      ...([floor.server, 'GET', '/replenishment?limit=1000'] as const),
    )
    expect(page.pending).toBe(0)
    expect(page.items).toHaveLength(page.counts.all ?? -1)
    const needs = page.items.map(({ order }) => order.need)
    expect(needs).toEqual(
      [...needs].sort((a, b) => ['now', 'soon', 'none'].indexOf(a) - ['now', 'soon', 'none'].indexOf(b)),
    )
    for (const need of ['now', 'soon', 'overstock', 'expiring']) {
      const { items } = await ok<{ items: ItemPlan[] }>(floor.server, 'GET', `/replenishment?need=${need}&limit=1000`)
      expect(items, need).toHaveLength(page.counts[need] ?? -1)
    }
    // What is read page by page is what is read at once.
    const skus: string[] = []
    for (let cursor = ''; ; ) {
      const path = `/replenishment?limit=3&cursor=${encodeURIComponent(cursor)}`
      const { items, next } = await ok<{ items: ItemPlan[]; next: string | null }>(floor.server, 'GET', path)
      skus.push(...items.map(({ sku }) => sku))
      if (next === null) break
      cursor = next
    }
    expect(skus).toEqual(page.items.map(({ sku }) => sku))
    const sku = await floor.item({ name: 'Findable 100%' })
    await telling(sku, 'shop', 200, () => 7)
    await floor.receive(sku, 'L1', 3, BINS[4])
    await pass()
    const found = async () =>
      (await ok<{ items: ItemPlan[] }>(floor.server, 'GET', '/replenishment?text=findable%20100%25')).items
    const { computedAt: _, ...kept } = (await found())[0] as ItemPlan
    const { computedAt: __, ...made } = await planOf(sku)
    expect(kept).toEqual(made)
    floor.clock.offset += 60_000
    await floor.order(sku, 2)
    await pass()
    expect((await found())[0]).toMatchObject({ owed: 2, position: 1 })
    expect((await floor.server.call('GET', '/replenishment?cursor=x')).status).toBe(422)
  })

  it('is made anew each day from what is kept of its demand, to the same figures', async () => {
    await pass()
    floor.clock.offset += DAY_MS
    await pass()
    const { items } = await ok<{ items: ItemPlan[] }>(floor.server, 'GET', '/replenishment?limit=1000')
    for (const plan of items) {
      expect(plan.through).toBe(day(1))
      const { computedAt: _, ...kept } = plan
      const { computedAt: __, ...made } = await planOf(plan.sku)
      expect(kept, plan.sku).toEqual(made)
    }
  })

  it('is exported, and its history imported, as files', async () => {
    const sku = await floor.item()
    const work = floor.server.database.work
    const csv = `sku,channel,date,quantity\n${sku},shop,${day(2)},4\n${sku},shop,${day(1)},-1\n`
    expect(await importFile(work, 'demand', 'MAIN', csv)).toEqual({ ok: true, rows: 2 })
    const bad = `sku,channel,date,quantity\n${sku},shop,${day(2)},4\n${sku},nowhere,${day(1)},3\n`
    expect(await importFile(work, 'demand', 'MAIN', bad)).toMatchObject({ ok: false, errors: [{ line: 3 }] })
    expect(await ok(floor.server, 'GET', `/demand?sku=${sku}`)).toMatchObject({
      items: [{ quantity: 4 }, { quantity: -1 }],
    })
    await pass()
    const file = await floor.server.call<string>('GET', '/replenishment/export?need=all')
    expect(file.body.split('\n')[0]).toContain('SKU,name,class,supplier,order')
    expect(file.body).toContain(`\n${sku},`)
    const book = await floor.server.call<string>('GET', '/replenishment/export?format=xlsx&need=now')
    expect(book.status).toBe(200)
    expect(book.body.slice(0, 2)).toBe('PK')
  })

  it('draws a chart: demand and stock of the past, and what is expected of both', async () => {
    const sku = await floor.item()
    await telling(sku, 'shop', 100, () => 6)
    await floor.receive(sku, 'L1', 200, BINS[0])
    await ok(floor.server, 'POST', '/receipts', {
      ...{ supplier: 'Mill', reference: 'R', expectedOn: day(-3), lines: [{ sku, quantity: 50 }] },
    })
    const detail = await ok<{
      through: string
      chart: {
        from: string
        demand: { channel: string; units: number[]; isOut: boolean[] }[]
        stock: number[]
        stockAhead: number[]
        ahead: { channel: string | null; weeks: { expected: number; low: number; high: number }[] }[]
        receipts: unknown[]
      }
    }>(floor.server, 'GET', `/replenishment/${sku}`)
    const { chart } = detail
    expect(chart.from).toBe(day(100))
    expect(chart.demand[0]).toMatchObject({ channel: 'shop' })
    expect(chart.demand[0]?.units).toEqual(Array.from({ length: 100 }, () => 6))
    expect(chart.stock).toHaveLength(100)
    expect(chart.stock.at(-1)).toBe(0)
    expect(chart.ahead.map(({ channel }) => channel)).toEqual([null, 'shop'])
    expect(chart.ahead[0]?.weeks[0]?.expected).toBeCloseTo(42, 3)
    expect(chart.stockAhead.slice(0, 4).map(Math.round)).toEqual([194, 188, 182, 226])
    expect(chart.receipts).toEqual([{ date: day(-3), units: 50, reference: 'R' }])

    // A sale of two days in the second week: the others are as usual.
    await ok(floor.server, 'POST', '/demand/events', {
      ...{ name: 'Sale', kind: 'promotion', from: day(-8), to: day(-9), channel: 'shop', sku, uplift: 3 },
    })
    await ok(floor.server, 'POST', '/demand/events', {
      ...{ name: 'Fair', kind: 'event', from: day(-1), to: day(-2), channel: 'retail', sku, uplift: 9 },
    })
    const told = await ok<typeof detail & { order: { reasons: string[] } }>(
      floor.server,
      'GET',
      `/replenishment/${sku}`,
    )
    for (const { weeks } of told.chart.ahead)
      expect(weeks.slice(0, 3).map(({ expected }) => Math.round(expected))).toEqual([42, 66, 42])
    expect(told.order.reasons.join(' ')).toMatch(/Sale/)
    expect(told.order.reasons.join(' ')).not.toMatch(/Fair/)
  })

  it('is for those who plan', async () => {
    const picker = await floor.server.token('picker')
    for (const [method, path] of [
      ['GET', '/replenishment'],
      ['POST', '/demand'],
      ['POST', '/replenishment/accept'],
      ['PUT', '/settings/replenishment'],
    ] as const)
      expect((await floor.server.call(method, path, method === 'GET' ? undefined : {}, { token: picker })).status).toBe(
        403,
      )
    expect(
      (await floor.server.call('GET', '/replenishment', undefined, { token: await floor.server.token('planner') }))
        .status,
    ).toBe(200)
  })
})
