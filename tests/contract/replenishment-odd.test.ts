/** What to order where things cross: marks while a plan is made, warehouses, what was undone, and what nobody expects. On both databases. */
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { beginOf } from '../../server/availability/local-date.ts'
import { createIds } from '../../server/db/ids.ts'
import { importFile } from '../../server/import/import-file.ts'
import { createPass } from '../../server/replenishment/pass.ts'
import type { ItemPlan } from '../../server/replenishment/plan.ts'
import { createPlanner, type Planner, type Wanted } from '../../server/replenishment/planner.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { PROCESSES } from '../support/in-turn.ts'
import { startBeside } from '../support/server.ts'
import { BINS, type Floor, feedSettled, ok, openFloor, orderBody, type Problem } from './floor.ts'

const DAY_MS = 86_400_000

type ChannelPlan = ItemPlan['channels'][number]

const EAST = 'Asia/Kathmandu'

describe.each(EDGE_DIALECTS)('replenishment where things cross on %s', (dialect) => {
  let floor: Floor
  /** One for all passes, as the server has it. */
  let planner: Planner

  beforeAll(async () => {
    floor = await openFloor(dialect)
    planner = createPlanner(floor.server.database.work)
    await ok(floor.server, 'PUT', '/warehouses/EAST', { name: 'East', timeZone: EAST, currency: 'USD' })
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const now = () => Date.now() + floor.clock.offset
  const day = (ago: number, timeZone = 'America/Chicago'): string =>
    new Intl.DateTimeFormat('en-CA', { timeZone }).format(now() - ago * DAY_MS)
  const daysOf = (sku: string, days: number, quantity: number, timeZone?: string) =>
    Array.from({ length: days }, (_, nth) => ({ sku, channel: 'shop', date: day(days - nth, timeZone), quantity }))
  /** In days of the warehouse: in the east it may be tomorrow already. */
  const tell = (sku: string, days: number, quantity: number, warehouse: 'MAIN' | 'EAST' = 'MAIN') => {
    const told = daysOf(sku, days, quantity, warehouse === 'EAST' ? EAST : undefined)
    return ok(floor.server, 'POST', `/demand?warehouse=${warehouse}`, told)
  }
  async function planOf(sku: string, warehouse = 'MAIN'): Promise<ItemPlan> {
    const path = `/replenishment?sku=${sku}&warehouse=${warehouse}`
    return (await ok<{ items: ItemPlan[] }>(floor.server, 'GET', path)).items[0] as ItemPlan
  }
  async function keptPlan(sku: string, warehouse = 'MAIN'): Promise<ItemPlan | undefined> {
    const path = `/replenishment?text=${sku}&limit=1000&warehouse=${warehouse}`
    return (await ok<{ items: ItemPlan[] }>(floor.server, 'GET', path)).items.find((plan) => plan.sku === sku)
  }
  const shopOf = (plan: ItemPlan | undefined): ChannelPlan | undefined =>
    plan?.channels.find(({ channel }) => channel === 'shop')
  async function pass(by: Planner = planner): Promise<void> {
    await feedSettled(floor.server)
    const { step } = createPass({ work: floor.server.database.work, planner: by, now })
    while (await step());
  }
  /** A planner during whose work something happens: after it has read, before what it made is kept. */
  const meanwhile = (happens: (wanted: Wanted) => Promise<unknown>): Planner => ({
    ...planner,
    async plan(wanted) {
      const planned = await planner.plan(wanted)
      await happens(wanted)
      return planned
    },
  })

  it('makes anew what was told while its plan was made, also the first one', async () => {
    const [first, again] = [await floor.item(), await floor.item()]
    await tell(again, 100, 5)
    const { id } = await ok<{ id: string }>(floor.server, 'POST', '/receipts', {
      ...{ supplier: 'Mill', reference: 'R', lines: [{ sku: again, quantity: 1 }] },
    })
    expect(id).toBeTruthy()
    let told = 0
    await pass(
      meanwhile(async ({ skus, warehouse }) => {
        if (warehouse !== 'MAIN') return
        if (skus.includes(first)) await tell(first, 100, 7)
        if (skus.includes(first)) told += 1
      }),
    )
    expect(told).toBeGreaterThan(0)
    await pass(
      meanwhile(async ({ skus, warehouse }) => {
        if (warehouse === 'MAIN' && skus.includes(again)) await tell(again, 100, 9)
      }),
    )
    floor.clock.offset += 60_000
    await tell(again, 100, 6)
    await pass(
      meanwhile(async ({ skus, warehouse }) => {
        if (warehouse === 'MAIN' && skus.includes(again) && told < 100) await tell(again, 100, 9)
        told += 100
      }),
    )
    await pass()
    expect(shopOf(await keptPlan(first))?.demand).toBeCloseTo(7, 5)
    expect(shopOf(await keptPlan(again))?.demand).toBeCloseTo(9, 5)
  })

  it('plans with the settings, events and channels as they are, not as they were at the last pass', async () => {
    const sku = await floor.item()
    await tell(sku, 100, 5)
    await pass()
    expect(await keptPlan(sku)).toMatchObject({ leadTime: { days: 14 }, reviewDays: 7 })
    await ok(floor.server, 'PUT', '/settings/replenishment', { leadTimeDays: 21, reviewDays: 3 })
    await pass()
    expect(await keptPlan(sku)).toMatchObject({ leadTime: { days: 21 }, reviewDays: 3 })
    await ok(floor.server, 'PUT', '/settings/replenishment', {})
    const event = { name: 'Sale', kind: 'promotion', from: day(-1), to: day(-7), sku, uplift: 3 }
    const { id } = await ok<{ id: string }>(floor.server, 'POST', '/demand/events', event)
    await pass()
    expect((await keptPlan(sku))?.demand).toBeGreaterThan(6)
    await ok(floor.server, 'DELETE', `/demand/events/${id}`)
    await ok(floor.server, 'PUT', '/channels/shop', { name: 'Store', kind: 'dtc', priority: 1, serviceLevel: 0.99 })
    await pass()
    expect(shopOf(await keptPlan(sku))).toMatchObject({ name: 'Store', target: { level: 0.99, from: 'channel' } })
    expect((await keptPlan(sku))?.demand).toBeCloseTo(5, 5)
    await ok(floor.server, 'PUT', '/channels/shop', { name: 'Shop', kind: 'dtc', priority: 1 })
  })

  it('plans with the settings of the company in each warehouse, and keeps what each has apart', async () => {
    const sku = await floor.item()
    await tell(sku, 100, 5)
    await tell(sku, 100, 2, 'EAST')
    await ok(floor.server, 'PUT', `/replenishment/${sku}/policy?warehouse=EAST`, { minimum: 500, supplier: 'Eastern' })
    await pass()
    expect(await keptPlan(sku)).toMatchObject({ minimum: 1, supplier: null, reviewDays: 7 })
    expect(await keptPlan(sku, 'EAST')).toMatchObject({ minimum: 500, supplier: 'Eastern', reviewDays: 7 })
    expect(shopOf(await keptPlan(sku))?.demand).toBeCloseTo(5, 5)
    expect(shopOf(await keptPlan(sku, 'EAST'))?.demand).toBeCloseTo(2, 5)
    await ok(floor.server, 'PUT', '/settings/replenishment', { reviewDays: 4 })
    await pass()
    for (const warehouse of ['MAIN', 'EAST']) expect(await keptPlan(sku, warehouse)).toMatchObject({ reviewDays: 4 })
    await ok(floor.server, 'PUT', '/settings/replenishment', {})
  })

  /** Each process writes down what it has refused itself. */
  const noted = async (sku: string) => {
    for (let nth = 0; nth < PROCESSES; nth++) await planOf(sku)
  }

  it('counts what was refused in the list, too, where nothing else happens to the item', async () => {
    const sku = await floor.item()
    await pass()
    expect(await keptPlan(sku)).toMatchObject({ channels: [] })
    for (let nth = 0; nth < 3; nth++) expect((await floor.placing(sku, 4)).status).toBe(409)
    await noted(sku)
    await pass()
    expect((await keptPlan(sku))?.channels).toHaveLength(1)
    floor.clock.offset += DAY_MS
    await pass()
    expect(shopOf(await keptPlan(sku))?.demand).toBeCloseTo(12, 5)
  })

  it('does not take for used up what production did not use: what was undone', async () => {
    const [flour, bread] = [await floor.item(), await floor.item()]
    await floor.receive(flour, 'F1', 500, BINS[0])
    const made = (quantity: number) =>
      floor.stream.push('transform', {
        consumed: [{ sku: flour, lot: 'F1', location: BINS[0], quantity }],
        produced: [{ sku: bread, lot: `B${quantity}`, location: BINS[0], quantity: 10 }],
      })
    await made(40)
    const wrong = await made(50)
    const undone = await floor.stream.push('reverse', { transaction: wrong.id })
    expect(undone.result).toMatchObject({ outcome: 'applied' })
    floor.clock.offset += DAY_MS
    const plan = await planOf(flour)
    expect(plan.channels.map(({ kind, demand }) => [kind, Math.round(demand)])).toEqual([['production', 40]])
    expect((await planOf(bread)).channels).toEqual([])
  })

  it('does not order less for what comes and is promised already', async () => {
    const sku = await floor.item()
    await ok(floor.server, 'PUT', '/channels/ahead', { name: 'A', kind: 'retail', priority: 5, ordersAhead: true })
    await ok(floor.server, 'POST', '/receipts', {
      ...{ supplier: 'Mill', reference: 'R', expectedOn: day(-10), lines: [{ sku, quantity: 60 }] },
    })
    const order = await floor.order(sku, 60, { channel: 'ahead', startsOn: day(-20), onShort: 'backorder' })
    expect(order.lines[0]).toMatchObject({ planned: 60 })
    expect(await planOf(sku)).toMatchObject({ onOrder: 60, owed: 60, position: 0 })
  })

  it('names the same supplier on each database, where one receipt has no date', async () => {
    const sku = await floor.item()
    for (const [supplier, expectedOn] of [
      ['Undated', undefined],
      ['Dated', day(-9)],
    ] as const)
      await ok(floor.server, 'POST', '/receipts', {
        ...{ supplier, reference: supplier, lines: [{ sku, quantity: 1 }] },
        ...(expectedOn === undefined ? {} : { expectedOn }),
      })
    expect(await planOf(sku)).toMatchObject({ supplier: 'Dated', onOrder: 2 })
    const { chart } = await ok<{ chart: { receipts: { reference: string }[] } }>(
      ...([floor.server, 'GET', `/replenishment/${sku}`] as const),
    )
    expect(chart.receipts.map(({ reference }) => reference)).toEqual(['Dated', 'Undated'])
  })

  it('goes on with the others where one item cannot be planned', async () => {
    const [bad, good] = [await floor.item(), await floor.item()]
    await tell(good, 60, 3, 'EAST')
    const failing: Planner = {
      ...planner,
      async plan(wanted) {
        if (wanted.warehouse === 'MAIN' && wanted.skus.includes(bad)) throw new Error('It cannot be planned.')
        return planner.plan(wanted)
      },
    }
    await expect(pass(failing)).rejects.toThrow('It cannot be planned.')
    expect(shopOf(await keptPlan(good, 'EAST'))?.demand).toBeCloseTo(3, 5)
    expect(await keptPlan(good)).toBeDefined()
    expect(await keptPlan(bad)).toBeUndefined()
    await pass()
    expect(await keptPlan(bad)).toBeDefined()
  })

  it('answers what no list has given with a problem, and finds nothing for odd words', async () => {
    for (const words of ['["a"]', '[1,2]', '{}', 'null', '["0","x","y"]'])
      expect((await floor.server.call('GET', `/replenishment?cursor=${encodeURIComponent(words)}`)).status, words).toBe(
        422,
      )
    for (const words of ['%', '_', '\\', "'", '"', '%25%5C', '🥖'])
      expect(await ok(floor.server, 'GET', `/replenishment?text=${encodeURIComponent(words)}`), words).toMatchObject({
        next: null,
        items: [],
      })
  })

  it('writes names into a file that no spreadsheet reckons with, and numbers as numbers', async () => {
    const sku = await floor.item({ name: '=1+2|cmd' })
    await floor.order(sku, 5, { onShort: 'backorder' })
    await pass()
    const { body } = await floor.server.call<string>('GET', '/replenishment/export?need=now')
    const row = body.split('\n').find((line) => line.startsWith(`${sku},`))
    expect(row).toContain(",'=1+2|cmd,")
    expect(row).toContain(',-5,')
  })

  it('has not lost what came while its first pass broke off', async () => {
    await pass()
    await floor.server.database.work.run([], (tx) =>
      tx.db.delete(tx.t.meta).where(eq(tx.t.meta.name, 'planning position')),
    )
    const [sku, bad] = [await floor.item(), await floor.item()]
    let ordered = false
    const failing = meanwhile(async ({ warehouse, skus }) => {
      if (warehouse !== 'MAIN') return
      if (skus.includes(bad)) throw new Error('It broke off.')
      if (!skus.includes(sku) || ordered) return
      ordered = true
      await floor.order(sku, 3, { onShort: 'backorder' })
    })
    await expect(pass(failing)).rejects.toThrow('It broke off.')
    expect(ordered).toBe(true)
    await pass()
    expect(await keptPlan(sku)).toMatchObject({ owed: 3, position: -3 })
  })

  it('keeps what it would make now, whoever plans beside it while orders come', async () => {
    const skus = [await floor.item(), await floor.item(), await floor.item()]
    for (const sku of skus) await floor.receive(sku, 'L1', 1_000, BINS[0])
    const beside = dialect === 'postgres' ? await startBeside(floor.server, { now, newId: createIds(now) }) : null
    const works = [floor.server.database.work, ...(beside ? [beside.database.work] : [])]
    const passes = works.map((work) => createPass({ work, planner: createPlanner(work), now }))
    const ordering = async (sku: string) => {
      for (let nth = 1; nth <= 6; nth++) await floor.order(sku, nth)
    }
    const planning = async ({ step }: (typeof passes)[number]) => {
      for (let nth = 0; nth < 4; nth++) await step()
    }
    await Promise.all([...skus.map(ordering), ...passes.map(planning)])
    await feedSettled(floor.server)
    // What was planned half a minute ago may be planned anew.
    floor.clock.offset += 60_000
    for (const { step } of passes) await step()
    for (const sku of skus) {
      const { computedAt: _, ...kept } = (await keptPlan(sku)) as ItemPlan
      const { computedAt: __, ...made } = await planOf(sku)
      expect(kept).toEqual(made)
      expect(kept.owed).toBe(21)
    }
    await beside?.database.work.close()
  })

  it('takes the days of each warehouse for its own, to the second', async () => {
    const sku = await floor.item()
    const zone = EAST
    const asked = (quantity: number) =>
      ok(floor.server, 'POST', '/orders?warehouse=EAST', orderBody([{ sku, quantity }], { onShort: 'backorder' }))
    floor.clock.offset += beginOf(day(-1, zone), zone) - now() - 1_500
    await asked(3)
    floor.clock.offset += 3_000
    await asked(5)
    const told = (date: string) =>
      floor.server.call<Problem>('POST', '/demand?warehouse=EAST', [{ sku, channel: 'shop', date, quantity: 9 }])
    expect((await told(day(-1, zone))).body.code).toBe('day-to-come')
    expect((await planOf(sku, 'EAST')).channels[0]?.history.days).toBe(1)
    expect((await told(day(0, zone))).status).toBe(200)
    // Told whole, today counts.
    expect((await planOf(sku, 'EAST')).channels[0]?.history.days).toBe(2)
    floor.clock.offset += 2 * DAY_MS
    const { chart } = await ok<{ chart: { from: string; demand: { units: number[] }[] } }>(
      ...([floor.server, 'GET', `/replenishment/${sku}?warehouse=EAST`] as const),
    )
    expect(chart).toMatchObject({ from: day(3, zone), demand: [{ units: [3, 9, 0] }] })
    expect((await planOf(sku)).channels).toEqual([])
  })

  it('counts an order as it was asked for in the end, on the day on which it was placed', async () => {
    const sku = await floor.item()
    const body = await floor.order(sku, 4, { onShort: 'backorder' })
    const dropped = await floor.order(sku, 7, { onShort: 'backorder' })
    floor.clock.offset += DAY_MS
    await pass()
    const version = (await ok<{ version: number }>(floor.server, 'GET', `/orders/${body.id}`)).version
    await ok(floor.server, 'POST', `/orders/${body.id}/change`, { version, lines: [{ sku, quantity: 10 }] })
    await ok(floor.server, 'POST', `/orders/${dropped.id}/cancel`, {})
    await pass()
    expect(await keptPlan(sku)).toMatchObject({ owed: 10 })
    expect(shopOf(await keptPlan(sku))).toMatchObject({ history: { days: 1 } })
    // Asked for is asked for: also what was given up.
    expect(shopOf(await keptPlan(sku))?.demand).toBeCloseTo(17, 5)
  })

  it('fills protections up by priority, out of what is shared alone, and to their targets', async () => {
    for (const [channel, priority] of [
      ['second', 2],
      ['third', 3],
    ] as const)
      await ok(floor.server, 'PUT', `/channels/${channel}`, { name: channel, kind: 'retail', priority })
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 100, BINS[0])
    const protections = [
      { channel: 'shop', quantity: 30, expected: 0 },
      { channel: 'second', quantity: 20, expected: 0 },
    ]
    await ok(floor.server, 'POST', `/replenishment/${sku}/protect`, { protections })
    const held = async () => {
      const { channels, shared } = await floor.inventory(sku)
      const of = (name: string) => channels.find(({ channel }) => channel === name)?.protected ?? 0
      return [of('shop'), of('second'), shared]
    }
    const shipped = async (channel: string, quantity: number) => {
      await ship((await floor.order(sku, quantity, { channel })).id)
    }
    const ship = async (orderId: string) => {
      for (const task of (await floor.release(orderId)).tasks) await floor.pick(task)
      await floor.stream.push('ship', { orderId })
    }
    const night = async () => {
      floor.clock.offset += DAY_MS
      await pass()
    }
    await shipped('shop', 30)
    await shipped('second', 15)
    await floor.order(sku, 40, { channel: 'third' })
    expect(await held()).toEqual([0, 5, 10])
    await night()
    expect(await held()).toEqual([10, 5, 0])
    await night()
    expect(await held()).toEqual([10, 5, 0])
    // An order that is open still holds what it drew: together they are the target.
    await floor.receive(sku, 'L2', 100, BINS[1])
    expect(await held()).toEqual([30, 20, 65])
    const { id } = await floor.order(sku, 12)
    await shipped('second', 4)
    await night()
    expect(await held()).toEqual([18, 20, 61])
    await ship(id)
    // One that has ended is not filled up, and what was in it is shared.
    await ok(floor.server, 'PUT', `/protections/${sku}/second`, { quantity: 20, until: day(0) })
    await night()
    expect(await held()).toEqual([30, 0, 69])
    // Who does not want it any more keeps what is there, and gets no more.
    const less = [{ channel: 'shop', quantity: 15, expected: 30 }]
    await ok(floor.server, 'POST', `/replenishment/${sku}/protect`, { protections: less, keep: false })
    await shipped('shop', 5)
    await night()
    expect(await held()).toEqual([10, 0, 84])
    await ok(floor.server, 'POST', `/lots/${sku}/L2/hold`, { reason: 'test' })
    await night()
    expect((await held())[0]).toBe(10)
  })

  it('takes a channel that sees no stock for one whose demand nothing hides', async () => {
    await ok(floor.server, 'PUT', '/channels/turning', { name: 'T', kind: 'dtc', priority: 9 })
    const sku = await floor.item()
    const rows = daysOf(sku, 60, 8).map((row) => ({ ...row, channel: 'turning' }))
    await ok(floor.server, 'POST', '/demand', rows)
    await pass()
    floor.clock.offset += 4 * DAY_MS
    await pass()
    const turning = async () => (await keptPlan(sku))?.channels.find(({ channel }) => channel === 'turning')
    expect((await turning())?.history.outOfStockDays).toBeGreaterThanOrEqual(4)
    await ok(floor.server, 'PUT', '/channels/turning', { name: 'T', kind: 'wholesale', priority: 9 })
    await pass()
    expect(await turning()).toMatchObject({ kind: 'wholesale', history: { outOfStockDays: 0 } })
  })

  it('counts an order that is refused again and again once, also where it was written down between', async () => {
    const sku = await floor.item()
    const externalId = `again ${dialect}`
    for (const quantity of [9, 9, 4]) {
      expect((await floor.placing(sku, quantity, { externalId })).status).toBe(409)
      await planOf(sku)
    }
    await noted(sku)
    floor.clock.offset += DAY_MS
    // As it was asked for at last; a process that is killed takes with it what it had not noted yet.
    const asked = PROCESSES > 1 ? [4, 9] : [4]
    expect(asked).toContain(Math.round((shopOf(await planOf(sku))?.demand ?? 0) * 1e5) / 1e5)
    expect((await planOf(sku, 'EAST')).channels).toEqual([])
  })

  it('names no lot as expiring that is held or has expired, and one that may be sold today', async () => {
    const sku = await floor.item({ rotation: 'fefo' })
    await tell(sku, 200, 1)
    await floor.receive(sku, 'TODAY', 30, BINS[2], 0, { expiresOn: day(0) })
    await floor.receive(sku, 'HELD', 40, BINS[2], 0, { expiresOn: day(-3) })
    await floor.receive(sku, 'GONE', 50, BINS[2], 0, { expiresOn: day(2) })
    await ok(floor.server, 'POST', `/lots/${sku}/HELD/hold`, { reason: 'test' })
    expect(await planOf(sku)).toMatchObject({
      expiring: { units: 29, lots: [{ lot: 'TODAY', units: 29 }] },
    })
    await ok(floor.server, 'POST', `/lots/${sku}/HELD/release`, { reason: 'test' })
    expect((await planOf(sku)).expiring.lots.map(({ lot }) => lot)).toEqual(['TODAY', 'HELD'])
  })

  it('makes up for days without stock in the warehouse that had none', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 5_000, BINS[0])
    for (const warehouse of ['MAIN', 'EAST'] as const) await tell(sku, 30, 6, warehouse)
    await pass()
    floor.clock.offset += 3 * DAY_MS
    await pass()
    expect(shopOf(await planOf(sku))?.history.outOfStockDays).toBe(0)
    expect(shopOf(await planOf(sku, 'EAST'))?.history.outOfStockDays).toBeGreaterThanOrEqual(3)
  })

  it('knows the lead times of each warehouse from its own receipts', async () => {
    const sku = await floor.item()
    const supplier = `Far ${dialect}`
    await floor.server.database.work.run([], (tx) =>
      tx.db.insert(tx.t.receipts).values({
        ...{ id: tx.newId(), warehouse: 'EAST', supplier, reference: 'R', state: 'open' as const, expectedOn: null },
        ...{ orderedOn: day(40, EAST), createdAt: tx.now, firstReceivedAt: tx.now },
      }),
    )
    for (const warehouse of ['MAIN', 'EAST'])
      await ok(floor.server, 'PUT', `/replenishment/${sku}/policy?warehouse=${warehouse}`, { supplier })
    expect(await planOf(sku)).toMatchObject({ leadTime: { days: 14, observed: 0, from: 'company' } })
    expect(await planOf(sku, 'EAST')).toMatchObject({ leadTime: { days: 40, observed: 1, from: 'receipts' } })
  })

  it('takes an event for the item and the channel that it names, and for no others', async () => {
    const [sku, other] = [await floor.item(), await floor.item()]
    await ok(floor.server, 'PUT', '/channels/beside', { name: 'B', kind: 'retail', priority: 7 })
    for (const one of [sku, other]) {
      await tell(one, 120, 5)
      const rows = daysOf(one, 120, 5).map((row, nth) => ({ ...row, channel: 'beside', quantity: nth === 80 ? 50 : 5 }))
      await ok(floor.server, 'POST', '/demand', rows)
    }
    const event = (over: Record<string, unknown>) =>
      ok<{ id: string }>(floor.server, 'POST', '/demand/events', { name: 'Sale', kind: 'promotion', ...over })
    const ids = [
      await event({ from: day(-1), to: day(-8), sku, channel: 'shop', uplift: 3 }),
      await event({ from: day(40), to: day(40), sku, channel: 'beside' }),
    ]
    const figures = async (of: string) =>
      (await planOf(of)).channels
        .map(({ channel, demand, history }) => [channel, Math.round(demand) > 7, history.eventDays])
        .sort()
    expect(await figures(sku)).toEqual([
      ['beside', false, 1],
      ['shop', true, 0],
    ])
    expect(await figures(other)).toEqual([
      ['beside', false, 0],
      ['shop', false, 0],
    ])
    expect((await planOf(other)).order.reasons.join(' ')).not.toContain('Sale')
    for (const { id } of ids) await ok(floor.server, 'DELETE', `/demand/events/${id}`)
  })

  it('plans anew in the list what was told in a file, what a policy says and what is announced', async () => {
    const sku = await floor.item()
    await pass()
    const csv = `sku,channel,date,quantity\n${daysOf(sku, 60, 4)
      .map(({ date }) => `${sku},shop,${date},4`)
      .join('\n')}\n`
    expect(await importFile(floor.server.database.work, 'demand', 'MAIN', csv)).toMatchObject({ ok: true, rows: 60 })
    await pass()
    expect(shopOf(await keptPlan(sku))?.demand).toBeCloseTo(4, 5)
    await ok(floor.server, 'PUT', `/replenishment/${sku}/policy`, { leadTimeDays: 33 })
    await pass()
    expect(await keptPlan(sku)).toMatchObject({ leadTime: { days: 33, from: 'item' } })
    floor.clock.offset += 60_000
    await ok(floor.server, 'POST', '/receipts', { supplier: 'M', reference: 'R', lines: [{ sku, quantity: 7 }] })
    await pass()
    expect(await keptPlan(sku)).toMatchObject({ onOrder: 7, supplier: 'M' })
  })

  it('does not take for used up what only got another label', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'OLD', 50, BINS[0])
    await floor.stream.push('transform', {
      consumed: [{ sku, lot: 'OLD', location: BINS[0], quantity: 50 }],
      produced: [{ sku, lot: 'NEW', location: BINS[0], quantity: 45 }],
    })
    floor.clock.offset += DAY_MS
    expect((await planOf(sku)).channels).toMatchObject([{ kind: 'production', demand: 5 }])
  })
})
