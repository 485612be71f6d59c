/** What each sale brings and costs, entered as orders are filled; every figure follows from entries with a source. */
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { captureCosts } from '../../server/costing/capture.ts'
import { partsOf } from '../../server/costing/read-margins.ts'
import { checkDigit } from '../../shared/barcode/check-digit.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { EVER, type Row, setUpCosting, usd } from './costing-floor.ts'
import { daysAgo, type Floor, feedSettled, ok, type Problem } from './floor.ts'

/** A unit's number that no other test has. */
const checkedSscc = (serial: number): string => {
  const body = `0952123477${String(serial).padStart(7, '0')}`
  return body + checkDigit(body)
}

it('reads whole months from their sums, and no more of the others than was asked for', () => {
  const parts = partsOf('2026-01-15', '2026-04-10')
  expect(parts.months).toEqual({ from: '2026-02', to: '2026-03' })
  expect(parts.days).toEqual([
    { from: '2026-01-15', to: '2026-01-31' },
    { from: '2026-04-01', to: '2026-04-10' },
  ])
  expect(partsOf('2026-02-01', '2026-02-28')).toEqual({ months: { from: '2026-02', to: '2026-02' }, days: [] })
  expect(partsOf('2026-02-01', '2026-02-27').days).toEqual([{ from: '2026-02-01', to: '2026-02-27' }])
})

describe.each(EDGE_DIALECTS)('margins on %s', (dialect) => {
  let floor: Floor
  let made = 0
  const { capture, channel, margins, entries, kinds, picked, ship } = setUpCosting(dialect, (given) => {
    floor = given
  })

  /** Nobody has said what it cost. */
  async function shippedWithoutCost(of: string): Promise<{ sku: string; ship: string }> {
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 5, 'A-01')
    const order = await picked(sku, 1, { channel: of })
    const { id } = await ship(order.id)
    await feedSettled(floor.server)
    await captureCosts(floor.server.database.work, () => undefined)
    return { sku, ship: id }
  }

  it('of a shipment have its revenue, discount, tax, the lots that really left, freight, packaging and labour', async () => {
    const of = await channel()
    const sku = await floor.item({ standardCost: usd(999) })
    await floor.receive(sku, 'OLD', 3, 'A-01', 5, { unitCost: usd(400) })
    await floor.receive(sku, 'NEW', 10, 'A-02', 1, { unitCost: usd(500) })
    const order = await picked(sku, 5, { channel: of, shippingPaid: usd(590) }, { discount: usd(250), tax: usd(333) })
    await ship(order.id)
    const found = await entries(`channel=${of}`)
    expect(kinds(found)).toEqual({
      revenue: 5_000,
      discount: -250,
      tax: 333,
      'shipping-income': 590,
      cogs: -(3 * 400 + 2 * 500),
      shipping: -700,
      packaging: -45,
      labour: expect.any(Number),
    })
    expect(found.filter(({ kind }) => kind === 'cogs').every(({ known }) => known === 'actual')).toBe(true)
    const { rows } = await margins(`channel=${of}`)
    const labour = kinds(found).labour ?? 0
    expect(labour).toBeLessThan(0)
    const contribution = 5_000 - 250 + 590 - 2_200 - 700 - 45 + labour
    expect(rows).toMatchObject([
      { sku, channel: of, units: 5, revenue: 5_000, taxes: 333, contribution, contributionRate: contribution / 4_750 },
    ])
  })

  it('of an order in parts sum to the order, to the cent', async () => {
    const of = await channel()
    const sku = await floor.item({ standardCost: usd(100) })
    await floor.receive(sku, 'L1', 20, 'A-01')
    const order = await picked(sku, 7, { channel: of, shippingPaid: usd(500) }, { discount: usd(100), tax: usd(77) })
    for (const quantity of [2, 3, 2])
      await ship(order.id, { lines: [{ sku, lot: 'L1', quantity }], shippingCost: usd(333) })
    expect(kinds(await entries(`channel=${of}`))).toMatchObject({
      revenue: 7_000,
      discount: -100,
      tax: 77,
      'shipping-income': 500,
      shipping: -999,
      cogs: -700,
    })
  })

  it('have fees by the rules of the channel, and name the rule', async () => {
    const of = await channel()
    const sku = await floor.item({ standardCost: usd(100), group: 'tea' })
    await floor.receive(sku, 'L1', 20, 'A-01')
    await ok(floor.server, 'PUT', `/channels/${of}/fees`, [
      { kind: 'commission', rate: 0.15, from: '2020-01-01' },
      { kind: 'commission', rate: 0.08, category: 'tea', from: '2020-01-01', minimum: 30, per: 'unit' },
      { kind: 'payment', rate: 0.029, amount: 30, from: '2020-01-01' },
    ])
    const order = await picked(sku, 2, { channel: of })
    await ship(order.id)
    expect(kinds(await entries(`channel=${of}`))).toMatchObject({ 'platform-fee': -160, 'payment-fee': -88 })
  })

  it('have fees by what the platform calls the category, of the item before that of its group', async () => {
    const of = await channel()
    const put = (list: unknown[]) => floor.server.call('PUT', `/channels/${of}/fee-categories`, list)
    const [tea, gift] = [
      await floor.item({ standardCost: usd(100), group: 'tea' }),
      await floor.item({ standardCost: usd(100), group: 'tea' }),
    ]
    for (const sku of [tea, gift]) await floor.receive(sku, 'L1', 20, 'A-01')
    await ok(floor.server, 'PUT', `/channels/${of}/fees`, [
      { kind: 'commission', rate: 0.15, from: '2020-01-01' },
      { kind: 'commission', rate: 0.08, category: 'Grocery', from: '2020-01-01' },
      { kind: 'commission', rate: 0.2, category: 'Gifts', from: '2020-01-01' },
    ])
    const list = [
      { group: 'tea', category: 'Grocery' },
      { sku: gift, category: 'Gifts' },
    ]
    expect((await put(list)).status).toBe(200)
    for (const sku of [tea, gift]) await ship((await picked(sku, 1, { channel: of })).id)
    const fees = (await entries(`channel=${of}`)).filter(({ kind }) => kind === 'platform-fee')
    expect(Object.fromEntries(fees.map(({ sku, amount }) => [sku, amount]))).toEqual({ [tea]: -80, [gift]: -200 })
    expect((await put([...list, { group: 'tea', category: 'Other' }])).status).toBe(422)
    expect((await put([{ sku: tea, group: 'tea', category: 'Other' }])).status).toBe(422)
    expect(await ok(floor.server, 'GET', `/channels/${of}/fee-categories`)).toEqual({ items: list })
  })

  it('have the work of packing on each line of the item, and all lots of it', async () => {
    const of = await channel()
    const sku = await floor.item({ standardCost: usd(100) })
    await floor.receive(sku, 'OLD', 3, 'A-01', 5)
    await floor.receive(sku, 'NEW', 10, 'A-02', 1)
    const lane = await floor.bin({ kind: 'staging' })
    const line = (quantity: number) => ({ sku, quantity, unitPrice: usd(1_000) })
    const order = await ok<{ id: string; lines: { id: string }[] }>(floor.server, 'POST', '/orders', {
      externalId: `M-${++made}`,
      channel: of,
      customer: { id: 'C', name: 'Ada' },
      lines: [line(2), line(4)],
    })
    const { tasks } = await floor.release(order.id)
    for (const task of tasks) await floor.pick(task, { to: lane, orderId: order.id })
    const body = checkedSscc(++made)
    const packed = await floor.stream.push('pack', {
      orderId: order.id,
      sscc: body,
      lines: [
        { sku, lot: 'OLD', quantity: 3, from: lane },
        { sku, lot: 'NEW', quantity: 3, from: lane },
      ],
    })
    expect(packed.result.outcome).toBe('applied')
    const work = (await entries(`channel=${of}`)).filter(({ because }) => because.startsWith('Packing 6 took'))
    const byLine = Object.fromEntries(work.map(({ orderLineId, amount }) => [orderLineId, amount]))
    const seconds = Number(/took (\d+) s/.exec(work[0]?.because ?? '')?.[1])
    const cost = Math.round((1_800 * seconds) / 3_600)
    expect(work.reduce((sum, { amount }) => sum + amount, 0)).toBe(-cost)
    // Two of six, and four of six.
    const [first = '', second = ''] = order.lines.map(({ id }) => id)
    expect([byLine[first], byLine[second]]).toEqual([
      -Math.round(cost / 3 - 0.01) + 0,
      -(cost - Math.round(cost / 3 - 0.01)),
    ])
  })

  it('have what is fixed for a line or an order once, in however many parcels it leaves', async () => {
    const of = await channel()
    const sku = await floor.item({ standardCost: usd(100) })
    await floor.receive(sku, 'L1', 20, 'A-01')
    await ok(floor.server, 'PUT', `/channels/${of}/fees`, [
      { kind: 'commission', rate: 0.0333, from: '2020-01-01', minimum: 90, per: 'line' },
      { kind: 'closing', amount: 31, per: 'order', from: '2020-01-01' },
      { kind: 'payment', rate: 0.029, amount: 30, from: '2020-01-01' },
      { kind: 'handling', amount: 7, per: 'unit', from: '2020-01-01' },
    ])
    const line = { sku, quantity: 3, unitPrice: usd(1_001), discount: usd(2) }
    const order = await picked(sku, 6, { channel: of, lines: [line, line] })
    for (const quantity of [1, 4, 1]) {
      await ship(order.id, { lines: [{ sku, lot: 'L1', quantity }] })
      await capture()
    }
    const byLine = 3_003 - 2
    expect(kinds(await entries(`channel=${of}`))).toMatchObject({
      'platform-fee': -(2 * Math.round(byLine * 0.0333) + 31 + 6 * 7),
      'payment-fee': -2 * Math.round(byLine * 0.029 + 30),
    })
  })

  it('of a part are the same where it is looked at again, when other parts have left', async () => {
    const of = await channel()
    const sku = await floor.item({ standardCost: usd(100) })
    await floor.receive(sku, 'L1', 20, 'A-01')
    const order = await picked(
      sku,
      3,
      { channel: of, shippingPaid: { amount: 90, currency: 'SEK' } },
      { discount: usd(1) },
    )
    // Nobody has said what its carrier took: a gap, for which it is looked at again.
    for (const _ of [1, 2, 3]) {
      await floor.stream.push('ship', { orderId: order.id, carrier: 'DHL', lines: [{ sku, lot: 'L1', quantity: 1 }] })
      await capture()
    }
    await ok(floor.server, 'PUT', '/currency-rates', [{ from: 'SEK', to: 'USD', day: '2020-01-01', rate: 0.1 }])
    await ok(floor.server, 'POST', '/margins/gaps/fill')
    expect(kinds(await entries(`channel=${of}`))).toMatchObject({
      revenue: 3_000,
      discount: -1,
      'shipping-income': 9,
    })
    // As long as there is no table of rates, the gaps of the carrier stay.
    await ok(floor.server, 'PUT', '/settings/carrier-rates', [
      { id: 'dhl', carrier: 'DHL', from: '2020-01-01', rows: [{ upToGrams: 1_000, amount: 500 }] },
    ])
    await ok(floor.server, 'PUT', `/items/${sku}`, {
      ...{ name: sku, rotation: 'fifo', lotTracked: true, standardCost: usd(100), weightGrams: 100 },
    })
    expect(await ok(floor.server, 'POST', '/margins/gaps/fill')).toEqual({ left: 0 })
    expect(kinds(await entries(`channel=${of}`))).toMatchObject({ revenue: 3_000, discount: -1, shipping: -1_500 })
  })

  it('of another currency are converted by the rate of their day, before they are shared out', async () => {
    const of = await channel()
    const skus = [await floor.item(), await floor.item(), await floor.item()]
    for (const sku of skus)
      await floor.receive(sku, 'L1', 5, 'A-01', 0, { unitCost: { amount: 1_000, currency: 'NOK' } })
    await ok(floor.server, 'PUT', '/currency-rates', [
      { from: 'NOK', to: 'USD', day: '2020-01-01', rate: 0.2 },
      { from: 'NOK', to: 'USD', day: '2024-01-01', rate: 0.11 },
      { from: 'NOK', to: 'USD', day: '2039-01-01', rate: 0.3 },
      { from: 'KRW', to: 'USD', day: '2020-01-01', rate: 0.0064 },
    ])
    const lines = skus.map((sku) => ({ sku, quantity: 1, unitPrice: { amount: 500, currency: 'KRW' } }))
    const order = await picked('', 0, { channel: of, lines })
    await ship(order.id, { shippingCost: { amount: 1_000, currency: 'NOK' } })
    // 1,000 øre are 110 cents in all, and not three times 37; 500 won are 320 cents.
    expect(kinds(await entries(`channel=${of}`))).toMatchObject({ shipping: -110, cogs: -330, revenue: 960 })
  })

  it('have the time since the scan before as work, up to where nobody was at it', async () => {
    const of = await channel()
    const sku = await floor.item({ standardCost: usd(100) })
    const hour = Date.parse(daysAgo(1))
    const at = (seconds: number) => new Date(hour + seconds * 1_000).toISOString()
    const received = { sku, lot: 'L1', quantity: 10, location: 'A-01' }
    const seconds: number[] = []
    for (const [scan, pick] of [
      [0, 60],
      [1_000, 1_181],
      [3_000, 2_990],
    ] as const) {
      const order = await ok<{ id: string }>(floor.server, 'POST', '/orders', {
        externalId: `M-${++made}`,
        channel: of,
        customer: { id: 'C', name: 'Ada' },
        onShort: 'record',
        lines: [{ sku, quantity: 2, unitPrice: usd(1_000) }],
      })
      await floor.stream.push('receive', received, { occurredAt: at(scan) })
      const { tasks } = await floor.release(order.id)
      for (const task of tasks) await floor.pick(task, {}, floor.stream, at(pick))
      const work = (await entries(`channel=${of}&order=${order.id}`)).filter(({ kind }) => kind === 'labour')
      seconds.push(-work.reduce((sum, { amount }) => sum + amount, 0) * 2)
    }
    // A minute; then by the standard: after more than three minutes, and where the clock went back.
    expect(seconds).toEqual([60, 20, 20])
  })

  it('have each parcel charged by its size, and packed', async () => {
    const of = await channel()
    const sku = await floor.item({ standardCost: usd(100), weightGrams: 200, cubicCm: 30_000 })
    await floor.receive(sku, 'L1', 5, 'A-01')
    const rows = [
      { upToGrams: 1_000, amount: 500 },
      { upToGrams: 6_000, amount: 900 },
      { upToGrams: 20_000, amount: 2_000 },
    ]
    const known = await ok<{ items: unknown[] }>(floor.server, 'GET', '/settings/carrier-rates')
    const table = { id: 'large', carrier: 'GLS', from: '2020-01-01', rows, cubicCmPerKg: 5_000 }
    await ok(floor.server, 'PUT', '/settings/carrier-rates', [...known.items, table])
    const lane = await floor.bin({ kind: 'staging' })
    const order = await ok<{ id: string }>(floor.server, 'POST', '/orders', {
      externalId: `M-${++made}`,
      channel: of,
      customer: { id: 'C', name: 'Ada' },
      lines: [{ sku, quantity: 2, unitPrice: usd(1_000) }],
    })
    const { tasks } = await floor.release(order.id)
    for (const task of tasks) await floor.pick(task, { to: lane, orderId: order.id })
    const units = [checkedSscc(++made), checkedSscc(++made)]
    for (const sscc of units)
      await floor.stream.push('pack', { orderId: order.id, sscc, lines: [{ sku, lot: 'L1', quantity: 1, from: lane }] })
    const left = await floor.stream.push('ship', { orderId: order.id, carrier: 'GLS', units })
    expect(left.result.outcome, JSON.stringify(left.result)).toBe('applied')
    expect(kinds(await entries(`channel=${of}`))).toMatchObject({ shipping: -2 * 900, packaging: -2 * 45 })
  })

  it('of what was charged for one order go to its lines by their value', async () => {
    const of = await channel()
    const [one, other] = [await floor.item(), await floor.item()]
    const line = (sku: string, price: number) => ({ sku, quantity: 1, unitPrice: usd(price) })
    const { id } = await ok<{ id: string }>(floor.server, 'POST', '/orders', {
      externalId: `M-${++made}`,
      channel: of,
      customer: { id: 'C', name: 'Ada' },
      onShort: 'record',
      lines: [line(one, 1_000), line(other, 2_000)],
    })
    await ok(floor.server, 'POST', '/costs', { kind: 'chargeback', channel: of, order: id, amount: usd(1_000) })
    const found = await entries(`channel=${of}`)
    expect(Object.fromEntries(found.map(({ sku, amount }) => [sku, amount]))).toEqual({ [one]: -333, [other]: -667 })
  })

  it('are of the day that it was at the warehouse', async () => {
    const of = await channel()
    const sku = await floor.item({ standardCost: usd(100) })
    await floor.receive(sku, 'L1', 20, 'A-01')
    const order = await picked(sku, 2, { channel: of })
    const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    const before = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)
    // Three in the morning in Greenwich is the evening before in Chicago.
    const shipped = { orderId: order.id, carrier: 'UPS', shippingCost: usd(700) }
    const { id } = await floor.stream.push('ship', shipped, { occurredAt: `${day}T03:00:00.000Z` })
    const sold = (await entries(`channel=${of}`)).filter(({ kind }) => kind === 'revenue')
    expect(sold.map((one) => one.day)).toEqual([before])
    // The undo counts when the server has it.
    const now = Date.now() + floor.clock.offset
    const night = Date.parse(`${new Date(now).toISOString().slice(0, 10)}T00:00:00Z`) + 2 * 86_400_000 + 3 * 3_600_000
    floor.clock.offset += night - now
    try {
      await floor.stream.push('reverse', { transaction: id })
      const undone = (await entries(`channel=${of}`)).filter(({ kind, amount }) => kind === 'revenue' && amount < 0)
      expect(undone.map((one) => one.day)).toEqual([new Date(night - 86_400_000).toISOString().slice(0, 10)])
    } finally {
      floor.clock.offset -= night - now
    }
  })

  it('of what was sent instead of another have its part of the discount and the tax', async () => {
    const of = await channel()
    const other = await floor.item({ standardCost: usd(70) })
    const sku = await floor.item({ standardCost: usd(100) })
    await floor.receive(other, 'L1', 20, 'A-01')
    await floor.receive(sku, 'L1', 6, 'A-01')
    const order = await ok<{ id: string }>(floor.server, 'POST', '/orders', {
      externalId: `M-${++made}`,
      channel: of,
      customer: { id: 'C', name: 'Ada' },
      onShort: 'record',
      lines: [{ sku, quantity: 10, unitPrice: usd(1_000), discount: usd(101), tax: usd(700) }],
    })
    const [oversold] = await floor.exceptions({ type: 'oversold', sku })
    await ok(floor.server, 'POST', `/exceptions/${oversold?.id}/resolve`, { remedy: 'substitute', sku: other })
    const { tasks } = await floor.release(order.id)
    for (const task of tasks) await floor.pick(task)
    await ship(order.id)
    const found = await entries(`channel=${of}`)
    expect(kinds(found)).toMatchObject({ revenue: 10_000, discount: -101, tax: 700, cogs: -(6 * 100 + 4 * 70) })
    const ofOther = found.filter((one) => one.sku === other)
    expect(kinds(ofOther)).toMatchObject({ revenue: 4_000, discount: -40, tax: 280, cogs: -280 })
  })

  it('of what was undone on the floor are undone by entries of their own', async () => {
    const of = await channel()
    const sku = await floor.item({ standardCost: usd(100) })
    await floor.receive(sku, 'L1', 20, 'A-01')
    const order = await picked(sku, 2, { channel: of })
    const left = await ship(order.id)
    const before = await entries(`channel=${of}`)
    await floor.stream.push('reverse', { transaction: left.id })
    const after = await entries(`channel=${of}`)
    expect(after.length).toBeGreaterThan(before.length)
    for (const one of before) expect(after).toContainEqual(one)
    const { labour: _, ...rest } = kinds(after)
    expect(Object.values(rest).every((amount) => amount === 0)).toBe(true)
    await ship(order.id)
    expect(kinds(await entries(`channel=${of}`))).toMatchObject({ revenue: 2_000, cogs: -200 })
  })

  it('are entered once, however often they are captured', async () => {
    const before = await entries('')
    await floor.server.database.work.run([], async ({ db, t }) => {
      await db.update(t.meta).set({ value: '0' }).where(eq(t.meta.name, 'costing position'))
    })
    await capture()
    expect(await entries('')).toEqual(before)
  })

  it('of others are entered all the same where one cannot be, and that one is said', async () => {
    const of = await channel()
    const sku = await floor.item({ standardCost: usd(100) })
    await floor.receive(sku, 'L1', 20, 'A-01')
    const bad = await picked(sku, 1, { channel: of })
    const good = await picked(sku, 2, { channel: of })
    const { id } = await ship(bad.id)
    await ship(good.id)
    // What no version of this server writes: the discount of a line is no money.
    const spoil = (discount: unknown) =>
      floor.server.database.work.run([], async ({ db, t }) => {
        await db
          .update(t.orderLines)
          .set({ discount: discount as never })
          .where(eq(t.orderLines.id, bad.lines[0]?.id ?? ''))
      })
    await spoil({ amount: 'much', currency: 'USD' })
    await feedSettled(floor.server)
    const faults: unknown[] = []
    await captureCosts(floor.server.database.work, (error) => faults.push(error))
    expect(faults.length).toBeGreaterThan(0)
    expect(kinds(await entries(`channel=${of}`))).toMatchObject({ revenue: 2_000 })
    const { items } = await ok<{ items: { transactionId: string }[] }>(floor.server, 'GET', '/margins/gaps')
    expect(items.map(({ transactionId }) => transactionId)).toContain(id)
    // It stays one, and keeps no other gap from being filled.
    const { ship: bare, sku: priceless } = await shippedWithoutCost(of)
    const priced = { name: priceless, rotation: 'fifo', lotTracked: true, standardCost: usd(70) }
    await ok(floor.server, 'PUT', `/items/${priceless}`, priced)
    expect(await ok(floor.server, 'POST', '/margins/gaps/fill')).toEqual({ left: 1 })
    expect(floor.server.faults.splice(0).length).toBeGreaterThan(0)
    expect(
      (await entries(`sku=${priceless}`)).find(({ source, kind }) => source === bare && kind === 'cogs'),
    ).toMatchObject({ amount: -70 })
    await spoil(null)
    expect(await ok(floor.server, 'POST', '/margins/gaps/fill')).toEqual({ left: 0 })
    expect(kinds(await entries(`channel=${of}`))).toMatchObject({ revenue: 4_000 })
  })

  it('say what could not be reckoned, and reckon it when it is given', async () => {
    const of = await channel()
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 20, 'A-01')
    const order = await picked(sku, 2, { channel: of }, { unitPrice: { amount: 900, currency: 'EUR' } })
    await ship(order.id)
    await capture()
    const gaps = async () =>
      (await ok<{ items: { detail: string }[] }>(floor.server, 'GET', '/margins/gaps')).items.map(
        ({ detail }) => detail,
      )
    expect((await gaps()).join(' ')).toContain('no rate from EUR to USD')
    expect((await gaps()).join(' ')).toContain(`what ${sku} L1 costs`)
    await ok(floor.server, 'PUT', '/currency-rates', [{ from: 'EUR', to: 'USD', day: '2020-01-01', rate: 1.1 }])
    await ok(floor.server, 'PUT', `/items/${sku}`, {
      name: sku,
      rotation: 'fifo',
      lotTracked: true,
      standardCost: usd(250),
    })
    expect(await ok(floor.server, 'POST', '/margins/gaps/fill')).toEqual({ left: 0 })
    expect(kinds(await entries(`channel=${of}`))).toMatchObject({ revenue: 1_980, cogs: -500 })
  })

  it('take nothing of an order of another warehouse', async () => {
    const of = await channel()
    const sku = await floor.item({ standardCost: usd(100) })
    await ok(floor.server, 'PUT', '/warehouses/EAST', { name: 'East', timeZone: 'UTC', currency: 'EUR' })
    const { id } = await ok<{ id: string }>(floor.server, 'POST', '/orders?warehouse=EAST', {
      externalId: `E-${++made}`,
      channel: of,
      customer: { id: 'C', name: 'Ada' },
      onShort: 'record',
      lines: [{ sku, quantity: 1, unitPrice: usd(1_000) }],
    })
    const spent = { kind: 'chargeback', channel: of, order: id, amount: usd(500) }
    const refused = await floor.server.call<Problem>('POST', '/costs', spent)
    expect(refused).toMatchObject({ status: 422, body: { code: 'unknown-order' } })
    await ok(floor.server, 'PUT', '/currency-rates', [{ from: 'USD', to: 'EUR', day: '2020-01-01', rate: 0.5 }])
    await ok(floor.server, 'POST', '/costs?warehouse=EAST', spent)
    const { total } = await ok<{ total: Row }>(floor.server, 'GET', `/margins?${EVER}&channel=${of}&warehouse=EAST`)
    expect(total.contribution).toBe(-250)
  })

  describe('of what was spent', () => {
    it('are spread by what was sold, to the cent, and come back where it was recovered', async () => {
      const of = await channel()
      const skus = [await floor.item({ standardCost: usd(1) }), await floor.item({ standardCost: usd(1) })]
      for (const [nth, sku] of skus.entries()) {
        await floor.receive(sku, 'L1', 20, 'A-01')
        const order = await picked(sku, nth + 1, { channel: of })
        await ship(order.id)
      }
      await capture()
      const spend = (over: Record<string, unknown>) =>
        floor.server.call<Problem & { entries: number }>('POST', '/costs', {
          kind: 'advertising',
          channel: of,
          period: { from: '2020-01-01', to: '2039-12-31' },
          amount: usd(1_000),
          ...over,
        })
      expect(await spend({})).toMatchObject({ status: 201, body: { entries: 2 } })
      const bySku = async () =>
        Object.fromEntries((await margins(`channel=${of}`)).rows.map(({ sku, advertising }) => [sku, advertising]))
      expect(await bySku()).toEqual({ [skus[0] ?? '']: -333, [skus[1] ?? '']: -667 })
      await spend({ isRecovery: true, amount: usd(1_000) })
      expect(Object.values(await bySku())).toEqual([0, 0])
      const [one = '', other = ''] = skus
      await spend({ skus: [other], campaign: 'Oats', amount: usd(50) })
      expect(await bySku()).toEqual({ [one]: 0, [other]: -50 })
      const [told] = await entries(`channel=${of}`)
      expect(told?.because).toBe('advertising of Oats from 2020-01-01 to 2039-12-31')
      expect((await spend({ skus: ['NO-SUCH'] })).body.code).toBe('unknown-sku')
      expect((await spend({ skus: [other], sku: one })).status).toBe(422)
      // One unit of the first was sold, and four of the second, two of them for nothing.
      const cheap = await picked(other, 2, { channel: of }, { unitPrice: usd(0) })
      await ship(cheap.id)
      await capture()
      await spend({ by: 'units', amount: usd(500) })
      expect(await bySku()).toEqual({ [one]: -100, [other]: -450 })
      expect((await spend({ kind: 'chargeback', order: 'NOT-THERE' })).body.code).toBe('unknown-order')
      expect((await spend({ amount: { amount: 5, currency: 'JPY' } })).body.code).toBe('no-rate')
      expect((await spend({ channel: await channel() })).body.code).toBe('nothing-sold')
    })
  })

  it('sum to the same over every grouping, and to their entries', async () => {
    await capture()
    const all = await entries('')
    const total = all.reduce((sum, { kind, amount }) => sum + (kind === 'tax' ? 0 : amount), 0)
    for (const groups of ['', 'sku', 'channel', 'month', 'sku,channel', 'sku,channel,month', 'channel,month']) {
      const { rows, total: summed } = await margins(`groupBy=${groups}`)
      expect(summed.contribution, groups).toBe(total)
      expect(
        rows.reduce((sum, row) => sum + row.contribution, 0),
        groups,
      ).toBe(total)
    }
    const [day] = all
    const ofDay = all.filter((one) => one.day === day?.day && one.kind === 'revenue')
    const { total: one } = await ok<{ total: Row }>(
      floor.server,
      'GET',
      `/margins?from=${day?.day}&to=${day?.day}&groupBy=channel`,
    )
    expect(one.revenue).toBe(ofDay.reduce((sum, { amount }) => sum + amount, 0))
  })

  it('of a month are kept as they were reported; what comes later stands beside them', async () => {
    const of = await channel()
    const sku = await floor.item({ standardCost: usd(100) })
    await floor.receive(sku, 'L1', 20, 'A-01')
    const order = await picked(sku, 2, { channel: of })
    await ship(order.id)
    const [entry] = await entries(`channel=${of}`)
    const month = entry?.day.slice(0, 7) ?? ''
    const close = () => floor.server.call<Problem>('POST', `/margins/periods/${month}/close`)
    expect(await close()).toMatchObject({ status: 409, body: { code: 'period-not-over' } })
    // The last evening of the month, when the next one has begun in Greenwich.
    const next = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1)).getTime()
    const before = floor.clock.offset
    floor.clock.offset = next + 3 * 3_600_000 - Date.now()
    expect(await close()).toMatchObject({ status: 409, body: { code: 'period-not-over' } })
    floor.clock.offset = before + 40 * 86_400_000
    try {
      expect((await close()).status).toBe(201)
      expect(await close()).toMatchObject({ status: 409, body: { code: 'period-closed' } })
      const period = { from: `${month}-01`, to: entry?.day }
      const spent = { kind: 'penalty', channel: of, sku, period, amount: usd(500), note: 'shipped late' }
      await ok(floor.server, 'POST', '/costs', spent)
      const read = await ok<{ rows: Row[]; since: Row[] }>(floor.server, 'GET', `/margins/periods/${month}`)
      expect(read.rows.find((row) => row.channel === of)).toMatchObject({ revenue: 2_000, penalties: 0 })
      expect(read.since).toMatchObject([{ sku, channel: of, revenue: 0, penalties: -500 }])
    } finally {
      floor.clock.offset -= 40 * 86_400_000
    }
    expect((await floor.server.call('GET', '/margins/periods/2026-13')).status).toBe(422)
    expect((await floor.server.call('GET', '/margins/periods/2019-01')).status).toBe(404)
  })

  it('are exported as CSV and XLSX', async () => {
    await capture()
    const csv = await floor.server.call<string>('GET', `/margins/export?${EVER}&groupBy=channel`)
    const [heading = '', ...lines] = String(csv.body).trim().split('\n')
    expect(heading).toContain('channel,units,revenue (USD)')
    const { rows } = await margins('groupBy=channel')
    expect(lines).toHaveLength(rows.length)
    expect(lines[0]).toContain(`${rows[0]?.channel},${rows[0]?.units},${(rows[0]?.revenue ?? 0) / 100}`)
    const token = floor.server.adminToken
    const answer = await floor.server.fetch(
      new Request(`http://test/api/v1/margins/export?${EVER}&format=xlsx`, {
        headers: { authorization: `Bearer ${token}` },
      }),
    )
    expect(answer.headers.get('content-type')).toContain('spreadsheetml')
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
  })

  describe('what is refused', () => {
    const fees = (of: string, rules: unknown[]) => floor.server.call<Problem>('PUT', `/channels/${of}/fees`, rules)

    it.each<[string, unknown[], string]>([
      [
        'rules that overlap',
        [
          { kind: 'a', rate: 0.1, from: '2026-01-01' },
          { kind: 'a', rate: 0.2, from: '2026-05-01' },
        ],
        'fees-overlap',
      ],
      ['a negative fee', [{ kind: 'a', rate: -0.1, from: '2026-01-01' }], 'invalid'],
      ['a rate in percent', [{ kind: 'a', rate: 15, from: '2026-01-01' }], 'invalid'],
      ['a rule that says nothing', [{ kind: 'a', from: '2026-01-01' }], 'invalid'],
      [
        'a rule that ends before it begins',
        [{ kind: 'a', rate: 0.1, from: '2026-05-01', to: '2026-01-01' }],
        'invalid',
      ],
      ['tiers without an end', [{ kind: 'a', tiers: [{ upTo: 10, rate: 0.1 }], from: '2026-01-01' }], 'invalid'],
    ])('is %s, and the rules before stand', async (_name, rules, code) => {
      const of = await channel()
      await ok(floor.server, 'PUT', `/channels/${of}/fees`, [{ kind: 'kept', rate: 0.1, from: '2026-01-01' }])
      expect(await fees(of, rules)).toMatchObject({ status: 422, body: { code } })
      const { items } = await ok<{ items: { kind: string }[] }>(floor.server, 'GET', `/channels/${of}/fees`)
      expect(items.map(({ kind }) => kind)).toEqual(['kept'])
    })

    it('is everybody on the floor', async () => {
      const token = await floor.server.token('picker')
      expect((await floor.server.call('GET', `/margins?${EVER}`, undefined, { token })).status).toBe(403)
    })
  })
})
