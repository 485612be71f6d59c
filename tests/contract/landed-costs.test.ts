/** What lots cost beside their price, and what becomes of sales whose lot turned out to cost something else. */
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { captureCosts } from '../../server/costing/capture.ts'
import { inspectionsOf, shipmentsOf } from '../../server/costing/recost.ts'
import { rawRows } from '../../server/db/rows.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type Floor, feedSettled, ok, openFloor, type Problem } from './floor.ts'

interface Entry {
  id: string
  day: string
  kind: string
  amount: number
  orderId: string | null
  because: string
}
interface LotCost {
  costTotal: number | null
  landedTotal: number
  costQuantity: number
  lines: { kind: string; amount: number; reference: string | null; through: string | null }[]
}

const usd = (amount: number) => ({ amount, currency: 'USD' })
const EVER = 'from=2020-01-01&to=2039-12-31'
const DAY = 86_400_000

describe.each(EDGE_DIALECTS)('what lots cost on %s', (dialect) => {
  let floor: Floor
  let made = 0

  beforeAll(async () => {
    floor = await openFloor(dialect)
    await capture()
  })
  afterAll(async () => {
    await floor.cleanAudit()
    await floor.close()
  })

  async function capture(): Promise<void> {
    await feedSettled(floor.server)
    await captureCosts(floor.server.database.work)
  }
  async function entries(sku: string, kind = 'cogs'): Promise<Entry[]> {
    await capture()
    const { items } = await ok<{ items: Entry[] }>(
      floor.server,
      'GET',
      `/margins/entries?${EVER}&limit=1000&sku=${sku}`,
    )
    return items.filter((one) => one.kind === kind)
  }
  const sumOf = (found: readonly Entry[]) => found.reduce((sum, { amount }) => sum + amount, 0)
  const cogs = async (sku: string) => sumOf(await entries(sku))
  const bill = (lots: { sku: string; lot: string }[], amount: number, over: Record<string, unknown> = {}) =>
    ok<{ id: string; lots: { amount: number }[] }>(floor.server, 'POST', '/landed-costs', {
      kind: 'freight',
      amount: usd(amount),
      lots,
      ...over,
    })
  const costOf = (sku: string, lot: string) => ok<LotCost>(floor.server, 'GET', `/lots/${sku}/${lot}/cost`)
  async function sell(
    sku: string,
    quantity: number,
    externalId = `L-${++made}`,
  ): Promise<{ id: string; ship: string }> {
    const { id } = await ok<{ id: string }>(floor.server, 'POST', '/orders', {
      externalId,
      channel: 'shop',
      customer: { id: 'C', name: 'Ada' },
      lines: [{ sku, quantity, unitPrice: usd(1_000) }],
    })
    const { tasks } = await floor.release(id)
    for (const task of tasks) await floor.pick(task)
    const { id: ship } = await floor.stream.push('ship', { orderId: id })
    return { id, ship }
  }

  it('of freight that is billed later is put right for what had left, by entries of its own on the day of the sale', async () => {
    const [one, other] = [await floor.item(), await floor.item()]
    await floor.receive(one, 'A', 10, 'A-01', 3, { unitCost: usd(300) })
    await floor.receive(other, 'B', 5, 'A-02', 3, { unitCost: usd(200) })
    await sell(one, 4)
    const before = await entries(one)
    expect(sumOf(before)).toBe(-1_200)
    floor.clock.offset += 40 * DAY
    // By value, 3,000 to 1,000.
    expect(
      (
        await bill(
          [
            { sku: one, lot: 'A' },
            { sku: other, lot: 'B' },
          ],
          1_001,
          { reference: 'INV-7' },
        )
      ).lots,
    ).toEqual([
      { sku: one, lot: 'A', amount: 751, currency: 'USD' },
      { sku: other, lot: 'B', amount: 250, currency: 'USD' },
    ])
    const after = await entries(one)
    for (const entry of before) expect(after).toContainEqual(entry)
    expect(sumOf(after)).toBe(-Math.round((3_751 * 4) / 10))
    expect(new Set(after.map(({ day }) => day)).size).toBe(1)
    expect(after.map(({ because }) => because).join()).toContain('Put right: freight INV-7 came later.')
    await sell(one, 6)
    expect(await cogs(one)).toBe(-(1_500 + Math.round((3_751 * 6) / 10)))
    expect(await costOf(one, 'A')).toMatchObject({
      ...{ costTotal: 3_000, landedTotal: 751, costQuantity: 10 },
      lines: [{ kind: 'freight', amount: 751, reference: 'INV-7', through: null }],
    })
    const standing = await entries(one)
    await capture()
    expect(await entries(one)).toEqual(standing)
  })

  it('goes by units, weight or volume where that is asked for, and back by a credit', async () => {
    const heavy = await floor.item({ weightGrams: 3_000, cubicCm: 100 })
    const light = await floor.item({ weightGrams: 1_000, cubicCm: 300 })
    const lots = [
      { sku: heavy, lot: 'A' },
      { sku: light, lot: 'A' },
    ]
    for (const { sku } of lots) await floor.receive(sku, 'A', 10, 'A-01', 1, { unitCost: usd(100) })
    const shares = async (by: string, over = {}) =>
      (await bill(lots, 400, { by, ...over })).lots.map(({ amount }) => amount)
    expect(await shares('units')).toEqual([200, 200])
    expect(await shares('weight', { kind: 'duty' })).toEqual([300, 100])
    const few = await floor.item()
    await floor.receive(few, 'A', 30, 'A-01', 1, { unitCost: usd(100) })
    await sell(few, 25)
    // By what came, whatever of it is left.
    const { lots: byUnits } = await bill([{ sku: few, lot: 'A' }, ...lots.slice(0, 1)], 400, { by: 'units' })
    expect(byUnits.map(({ amount }) => amount)).toEqual([300, 100])
    await bill(lots.slice(0, 1), 100, { by: 'units', isCredit: true })
    expect(await shares('volume', { kind: 'handling' })).toEqual([100, 300])
    expect(await shares('units', { isCredit: true, kind: 'correction' })).toEqual([-200, -200])
    expect(await costOf(heavy, 'A')).toMatchObject({ landedTotal: 400 })
    await sell(light, 1)
    expect(await cogs(light)).toBe(-140)
  })

  it('that nobody had said is entered when somebody does, and is no gap any more', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'A', 8, 'A-01')
    const { ship } = await sell(sku, 3)
    await capture()
    const gaps = async () =>
      (await ok<{ items: { transactionId: string }[] }>(floor.server, 'GET', '/margins/gaps')).items.filter(
        ({ transactionId }) => transactionId === ship,
      )
    expect(await gaps()).toHaveLength(1)
    const call = (unitCost: unknown) => floor.server.call<Problem>('PUT', `/lots/${sku}/A/cost`, { unitCost })
    expect(await call(usd(-1))).toMatchObject({ status: 422 })
    expect(await call(usd(250))).toMatchObject({ status: 200 })
    expect(await cogs(sku)).toBe(-750)
    expect(await gaps()).toHaveLength(0)
    expect(await call(usd(260))).toMatchObject({ status: 409, body: { code: 'lot-cost-known' } })
    expect(await costOf(sku, 'A')).toMatchObject({ costTotal: 2_000, costQuantity: 8 })
    await bill([{ sku, lot: 'A' }], 160, { kind: 'correction' })
    expect(await cogs(sku)).toBe(-810)
  })

  it('follows a second receipt at another cost, and its undoing', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'A', 10, 'A-01', 2, { unitCost: usd(100) })
    await bill([{ sku, lot: 'A' }], 100)
    await sell(sku, 5)
    expect(await cogs(sku)).toBe(-550)
    const second = await floor.receive(sku, 'A', 10, 'A-01', 0, { unitCost: usd(200) })
    expect(await cogs(sku)).toBe(-775)
    await floor.stream.push('reverse', { transaction: second.id })
    expect(await cogs(sku)).toBe(-550)
  })

  it('of a sale that was undone is undone with it, corrections too', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'A', 10, 'A-01', 2, { unitCost: usd(100) })
    const { ship } = await sell(sku, 5)
    await capture()
    await bill([{ sku, lot: 'A' }], 333)
    expect(await cogs(sku)).toBe(-667)
    await floor.stream.push('reverse', { transaction: ship })
    expect(await cogs(sku)).toBe(0)
    await bill([{ sku, lot: 'A' }], 500)
    expect(await cogs(sku)).toBe(0)
  })

  it('is carried over to what had been made of it, and taken off when that is undone', async () => {
    const [raw, good, rest] = [await floor.item(), await floor.item(), await floor.item()]
    await floor.receive(raw, 'R', 10, 'A-01', 2, { unitCost: usd(100) })
    const makes = await floor.stream.push('transform', {
      kind: 'production',
      consumed: [{ sku: raw, lot: 'R', quantity: 4, location: 'A-01' }],
      produced: [
        { sku: good, lot: 'G', quantity: 3, location: 'A-02' },
        { sku: rest, lot: 'G', quantity: 1, location: 'A-02' },
      ],
      yield: 1,
    })
    expect(makes.result.outcome).toBe('applied')
    await sell(good, 2)
    expect(await cogs(good)).toBe(-200)
    await bill([{ sku: raw, lot: 'R' }], 1_000)
    // Four of ten went in, three quarters of them into this one.
    expect(await costOf(good, 'G')).toMatchObject({
      costTotal: 300,
      landedTotal: 300,
      lines: [{ amount: 300, through: makes.id }],
    })
    expect(await costOf(rest, 'G')).toMatchObject({ landedTotal: 100 })
    expect(await cogs(good)).toBe(-400)
    await sell(raw, 1)
    expect(await cogs(raw)).toBe(-200)
    await floor.stream.push('reverse', { transaction: makes.id })
    expect(await costOf(good, 'G')).toMatchObject({ landedTotal: 0 })
    expect(await costOf(raw, 'R')).toMatchObject({ costTotal: 1_000, landedTotal: 1_000 })
  })

  it('is carried through three steps, and comes round to goods that were packed and unpacked again', async () => {
    const skus = [await floor.item(), await floor.item(), await floor.item(), await floor.item()]
    const [raw = '', half = '', whole = '', gift = ''] = skus
    await floor.receive(raw, 'A', 10, 'A-01', 2, { unitCost: usd(100) })
    const make = async (from: string, into: string, consumed: number, produced: number) => {
      const { result } = await floor.stream.push('transform', {
        kind: 'repack',
        consumed: [{ sku: from, lot: 'A', quantity: consumed, location: 'A-01' }],
        produced: [{ sku: into, lot: 'A', quantity: produced, location: 'A-01' }],
        yield: 1,
      })
      expect(result.outcome).toBe('applied')
    }
    await make(raw, half, 10, 5)
    await make(half, whole, 4, 4)
    await make(whole, gift, 2, 1)
    await sell(gift, 1)
    await bill([{ sku: raw, lot: 'A' }], 1_001)
    expect((await costOf(half, 'A')).landedTotal).toBe(1_001)
    expect((await costOf(whole, 'A')).landedTotal).toBe(801)
    expect((await costOf(gift, 'A')).landedTotal).toBe(401)
    expect(await cogs(gift)).toBe(-400 - 401)

    await bill([{ sku: raw, lot: 'A' }], 1_001, { isCredit: true })
    expect((await costOf(gift, 'A')).landedTotal).toBe(0)
    expect(await cogs(gift)).toBe(-400)

    const [loose, pack] = [await floor.item(), await floor.item()]
    await floor.receive(loose, 'A', 10, 'A-01', 2, { unitCost: usd(100) })
    await make(loose, pack, 10, 10)
    await make(pack, loose, 10, 10)
    await bill([{ sku: loose, lot: 'A' }], 1_001)
    await sell(loose, 10)
    expect(Math.abs((await cogs(loose)) + 2_001)).toBeLessThanOrEqual(2)
  })

  it('goes by value over lots that were paid in several currencies', async () => {
    const [here, there] = [await floor.item(), await floor.item()]
    await floor.receive(here, 'A', 1, 'A-01', 2, { unitCost: usd(3_000) })
    await floor.receive(there, 'A', 1, 'A-01', 2, { unitCost: { amount: 100_000, currency: 'JPY' } })
    await ok(floor.server, 'PUT', '/currency-rates', [
      { from: 'USD', to: 'JPY', day: '2020-01-01', rate: 100 },
      { from: 'JPY', to: 'USD', day: '2020-01-01', rate: 0.01 },
    ])
    // 30.00 to 1,000.00: a hundred dollars' worth is 97.09 of it.
    const { lots } = await bill(
      [
        { sku: here, lot: 'A' },
        { sku: there, lot: 'A' },
      ],
      10_300,
    )
    expect(lots.map(({ amount }) => amount)).toEqual([300, 10_000])
    expect(await costOf(there, 'A')).toMatchObject({ landedTotal: 10_000 })
  })

  it('stays the same by the unit where goods were made good under their own number', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'A', 10, 'A-01', 2, { unitCost: usd(100) })
    const reworked = await floor.stream.push('transform', {
      kind: 'rework',
      consumed: [{ sku, lot: 'A', quantity: 5, location: 'A-01' }],
      produced: [{ sku, lot: 'A', quantity: 5, location: 'A-02' }],
      yield: 1,
    })
    expect(reworked.result.outcome).toBe('applied')
    await bill([{ sku, lot: 'A' }], 1_000)
    await sell(sku, 10)
    expect(await cogs(sku)).toBe(-2_000)
  })

  it('is what returned goods are worth again, also when it was known later', async () => {
    const sku = await floor.item()
    await floor.receive(sku, 'A', 10, 'A-01', 2, { unitCost: usd(300) })
    const number = `BACK-${++made}`
    await sell(sku, 2, number)
    await floor.server.call('PUT', '/locations/RET-L', { kind: 'returns', pickSequence: 900 })
    const goods = { sku, lot: 'A', quantity: 1, location: 'RET-L' }
    await floor.stream.push('returnReceive', { ...goods, orderExternalId: number, channel: 'shop', reason: 'unwanted' })
    await floor.stream.push('inspect', { ...goods, to: 'A-01', condition: 'unopened', disposition: 'restock' })
    expect(sumOf(await entries(sku, 'refund'))).toBe(-1_000)
    expect(sumOf(await entries(sku, 'returns'))).toBe(300)
    await bill([{ sku, lot: 'A' }], 1_000)
    expect(await cogs(sku)).toBe(-800)
    // It costs 400 each now, and the one that came back is worth as much.
    expect(sumOf(await entries(sku, 'returns'))).toBe(400)
  })

  it('is put right in a month that was reported beside what was reported', async () => {
    const sku = await floor.item()
    const month = new Date(Date.now() + floor.clock.offset).toISOString().slice(0, 7)
    const occurredAt = new Date(Date.now() + floor.clock.offset).toISOString()
    await floor.receive(sku, 'A', 10, 'A-01', 2, { unitCost: usd(100) })
    const { id } = await floor.order(sku, 2)
    const { tasks } = await floor.release(id)
    for (const task of tasks) await floor.pick(task)
    await floor.stream.push('ship', { orderId: id }, { occurredAt })
    await capture()
    floor.clock.offset += 40 * DAY
    await ok(floor.server, 'POST', `/margins/periods/${month}/close`)
    await bill([{ sku, lot: 'A' }], 50)
    await capture()
    const period = await ok<{ rows: Record<string, unknown>[]; since: Record<string, unknown>[] }>(
      floor.server,
      'GET',
      `/margins/periods/${month}`,
    )
    expect(period.rows.find((row) => row.sku === sku)).toMatchObject({ cogs: -200 })
    expect(period.since.find((row) => row.sku === sku)).toMatchObject({ cogs: -10 })
  })

  it('refuses a bill whole that it cannot spread', async () => {
    const [sku, bare, foreign] = [await floor.item(), await floor.item(), await floor.item()]
    await floor.receive(sku, 'A', 10, 'A-01', 0, { unitCost: usd(100) })
    await floor.receive(bare, 'A', 10, 'A-01')
    await floor.receive(foreign, 'A', 10, 'A-01', 0, { unitCost: { amount: 100, currency: 'CHF' } })
    const lot = { sku, lot: 'A' }
    const call = (over: Record<string, unknown>) =>
      floor.server.call<Problem>('POST', '/landed-costs', { kind: 'freight', amount: usd(90), lots: [lot], ...over })
    expect(await call({ lots: [lot, { sku, lot: 'NONE' }] })).toMatchObject({
      status: 422,
      body: { code: 'unknown-lot', field: 'lots[1]' },
    })
    expect(await call({ lots: [lot, { sku: bare, lot: 'A' }] })).toMatchObject({
      status: 409,
      body: { code: 'lot-cost-unknown' },
    })
    expect(await call({ by: 'weight' })).toMatchObject({ status: 422, body: { code: 'unknown-measure' } })
    expect(await call({ lots: [lot, { sku: foreign, lot: 'A' }] })).toMatchObject({
      status: 422,
      body: { code: 'no-rate' },
    })
    expect(await call({ lots: [lot, lot] })).toMatchObject({ status: 422 })
    expect(await call({ amount: usd(-5) })).toMatchObject({ status: 422 })
    expect(await costOf(sku, 'A')).toMatchObject({ landedTotal: 0, lines: [] })
  })

  it('is put right without reading all movements', async () => {
    if (dialect === 'postgres') return
    const lot = { sku: 'S', lot: 'L' }
    const plans = await floor.server.database.work.read(async (reader) => {
      const queries = [shipmentsOf(reader, lot), inspectionsOf(reader, lot)]
      return Promise.all(
        queries.map((query) => rawRows<{ detail: string }>(reader, sql`explain query plan ${query.getSQL()}`)),
      )
    })
    expect(
      plans
        .flat()
        .map(({ detail }) => detail)
        .join('\n'),
    ).not.toMatch(/SCAN/)
  })

  it('sums to what each sale has really cost, in whatever order it became known', async () => {
    const step = fc.oneof(
      fc.record({ does: fc.constant('sell' as const), units: fc.integer({ min: 1, max: 4 }) }),
      fc.record({
        does: fc.constant('bill' as const),
        units: fc.integer({ min: 1, max: 997 }),
        isCredit: fc.boolean(),
      }),
      fc.record({ does: fc.constant('receive' as const), units: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ does: fc.constant('capture' as const), units: fc.constant(1) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
        const sku = await floor.item()
        await floor.receive(sku, 'A', 40, 'A-01', 1, { unitCost: usd(1_003) })
        const sold = new Map<string, number>()
        for (const { does, units, ...more } of steps) {
          if (does === 'sell') sold.set((await sell(sku, units)).id, units)
          if (does === 'bill') await bill([{ sku, lot: 'A' }], units, more)
          if (does === 'receive') await floor.receive(sku, 'A', units, 'A-01', 0, { unitCost: usd(77 * units) })
          if (does === 'capture') await capture()
        }
        const { costTotal, landedTotal, costQuantity } = await costOf(sku, 'A')
        const found = await entries(sku)
        for (const [orderId, units] of sold)
          expect(sumOf(found.filter((one) => one.orderId === orderId))).toBe(
            -Math.round((((costTotal ?? 0) + landedTotal) * units) / costQuantity),
          )
      }),
      { numRuns: dialect === 'sqlite' ? 15 : 5 },
    )
  })
})
