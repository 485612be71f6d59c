/** What a return costs: what is paid back, the way back, looking at it, and what of the goods is lost. */
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { setUpCosting, usd } from './costing-floor.ts'
import { type Floor, ok } from './floor.ts'

describe.each(EDGE_DIALECTS)('margins on %s', (dialect) => {
  let floor: Floor
  let made = 0
  const { channel, margins, entries, kinds, picked, ship } = setUpCosting(dialect, (given) => {
    floor = given
  })

  describe('of what comes back', () => {
    it('are paid back, and lose what the goods are not worth any more', async () => {
      const of = await channel()
      const sku = await floor.item({ standardCost: usd(999) })
      await floor.receive(sku, 'L1', 20, 'A-01', 0, { unitCost: usd(300) })
      const externalId = `R-${++made}`
      const order = await picked(sku, 4, { channel: of, externalId }, { discount: usd(400) })
      await ship(order.id)
      await floor.server.call('PUT', '/locations/RET-M', { kind: 'returns', pickSequence: 900 })
      const came = await floor.stream.push('returnReceive', {
        sku,
        lot: 'L1',
        quantity: 2,
        location: 'RET-M',
        orderExternalId: externalId,
        channel: of,
        reason: 'unwanted',
      })
      expect(came.result.outcome).toBe('applied')
      const returned = async () => {
        const { returns, refunds } = (await margins(`channel=${of}`)).total
        return { returns, refunds }
      }
      expect(await returned()).toEqual({ returns: -1_800, refunds: -1_800 })
      const inspected = await floor.stream.push(
        'inspect',
        {
          sku,
          lot: 'L1',
          quantity: 1,
          location: 'RET-M',
          condition: 'unopened',
          disposition: 'restock',
          to: 'A-01',
          checklist: [],
          photos: [],
        },
        { occurredAt: new Date(Date.now() + 3_600_000).toISOString() },
      )
      expect(inspected.result.outcome, JSON.stringify(inspected.result)).toBe('applied')
      // One is worth its 3.00 again; looking at it took 45 s of 18.00 an hour.
      expect(await returned()).toEqual({ returns: -1_800 + 300 - 23, refunds: -1_800 })
      await floor.stream.push('reverse', { transaction: inspected.id })
      expect(await returned()).toEqual({ returns: -1_800, refunds: -1_800 })
      await floor.stream.push('reverse', { transaction: came.id })
      expect(await returned()).toEqual({ returns: 0, refunds: 0 })
    })
  })

  describe('of the way back', () => {
    it('are entered once for each return, by the channel, and looking at goods by the time between scans', async () => {
      const of = await channel()
      await ok(floor.server, 'PUT', `/channels/${of}/return-freight`, { perReturn: usd(640) })
      const sku = await floor.item()
      await floor.receive(sku, 'L1', 20, 'A-01', 3, { unitCost: usd(300) })
      const externalId = `R-${++made}`
      const order = await picked(sku, 4, { channel: of, externalId })
      await ship(order.id)
      await floor.server.call('PUT', '/locations/RET-M', { kind: 'returns', pickSequence: 900 })
      const goods = { sku, lot: 'L1', location: 'RET-M' }
      const back = { ...goods, orderExternalId: externalId, channel: of, reason: 'unwanted' }
      await floor.stream.push('returnReceive', { ...back, quantity: 1 })
      const first = new Date(Date.now() + 60_000)
      await floor.stream.push('returnReceive', { ...back, quantity: 1 }, { occurredAt: first.toISOString() })
      const inspect = { ...goods, quantity: 1, condition: 'damaged', disposition: 'scrap', reason: 'Broken' }
      const later = new Date(first.getTime() + 100_000).toISOString()
      const done = await floor.stream.push('inspect', inspect, { occurredAt: later })
      expect(done.result.outcome, JSON.stringify(done.result)).toBe('applied')
      const found = (await entries(`channel=${of}`)).filter(({ kind }) => kind === 'returns')
      expect(found.map(({ amount, known, because }) => [amount, known, because]).sort()).toEqual([
        [-50, 'actual', 'Inspecting 1 took 100 s'],
        [-640, 'rule', 'The way back of a return, by what it costs in this channel'],
      ])
      expect(kinds(await entries(`channel=${of}`))).toMatchObject({ refund: -2_000 })
    })
  })

  it('of what comes back of several lines of one item are paid back line by line, and are worth their cost when it is known', async () => {
    const of = await channel()
    const sku = await floor.item()
    await floor.receive(sku, 'L1', 20, 'A-01')
    await floor.server.call('PUT', '/locations/RET-N', { kind: 'returns', pickSequence: 901 })
    const externalId = `R-${++made}`
    const line = (quantity: number, price: number) => ({ sku, quantity, unitPrice: usd(price) })
    const order = await picked(sku, 6, { channel: of, externalId, lines: [line(1, 0), line(2, 1_000), line(3, 600)] })
    await ship(order.id)
    const goods = { sku, lot: 'L1', location: 'RET-N' }
    const back = (quantity: number) =>
      floor.stream.push('returnReceive', {
        ...{ ...goods, quantity, orderExternalId: externalId, channel: of, reason: 'unwanted' },
      })
    await back(1)
    const second = await back(2)
    const refunded = async () => (await margins(`channel=${of}`)).total.refunds
    expect(await refunded()).toBe(-1_000 - 1_000 - 600)
    await ok(floor.server, 'POST', '/margins/gaps/fill')
    await floor.server.database.work.run([], async ({ db, t }) => {
      await db.update(t.meta).set({ value: '0' }).where(eq(t.meta.name, 'costing position'))
    })
    expect(await refunded()).toBe(-2_600)
    await back(3)
    expect(await refunded()).toBe(-2 * 1_000 - 3 * 600)
    await floor.stream.push('reverse', { transaction: second.id })
    expect(await refunded()).toBe(-1_000 - 2 * 600)

    await floor.stream.push('inspect', {
      ...{ ...goods, quantity: 1, to: 'A-01', condition: 'unopened', disposition: 'restock' },
    })
    const worth = async () =>
      (await entries(`channel=${of}`)).filter(({ because }) => because.includes('worth what they cost'))
    expect(await worth()).toEqual([])
    await ok(floor.server, 'PUT', `/lots/${sku}/L1/cost`, { unitCost: usd(250) })
    expect((await worth()).map(({ amount }) => amount)).toEqual([250])
    await floor.stream.push('inspect', { ...goods, quantity: 1, condition: 'damaged', disposition: 'scrap' })
    expect((await worth()).map(({ amount }) => amount)).toEqual([250])
    expect(kinds(await entries(`channel=${of}`))).toMatchObject({ cogs: -6 * 250 })
  })
})
