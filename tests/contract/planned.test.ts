/** Promises against planned receipts: each stands against goods that are due in time, and none weakens what is in stock. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { ok } from './floor.ts'
import { openPromises, type Promises } from './promises.ts'

describe.each(EDGE_DIALECTS)('planned promises on %s', (dialect) => {
  let world: Promises
  beforeAll(async () => {
    world = await openPromises(dialect)
    await world.channel('ahead', { priority: 4, ordersAhead: true })
    await world.channel('ahead2', { priority: 6, ordersAhead: true })
  })
  afterEach(() => world.cleanAudit())
  afterAll(() => world.close())

  const expected = async (sku: string, quantity: number, days: number | null) =>
    (
      await ok<{ id: string }>(world.server, 'POST', '/receipts', {
        supplier: 'Mill',
        reference: `PO-${days}`,
        ...(days === null ? {} : { expectedOn: world.day(days) }),
        lines: [{ sku, quantity }],
      })
    ).id
  const arrive = (sku: string, quantity: number, receiptId: string, lot = 'NEW') =>
    world.receive(sku, lot, quantity, 'A-02', 0, { receiptId })
  const ask = (sku: string, quantity: number, days: number, over: Record<string, unknown> = {}) =>
    world.placing(sku, quantity, { channel: 'ahead', startsOn: world.day(days), ...over })
  const ahead = async (sku: string, quantity: number, days: number, over: Record<string, unknown> = {}) => {
    const { status, body } = await ask(sku, quantity, days, over)
    expect(status, JSON.stringify(body)).toBe(201)
    return body
  }
  const parts = async ({ id }: { id: string }) => {
    const { status, lines } = await world.read(id)
    const [line] = lines
    return [status, line?.planned, line?.committed, line?.backordered]
  }

  it('stand against what is due by the day, and leave the stock to others', async () => {
    const sku = await world.stocked(5)
    await expected(sku, 10, 3)
    const order = await ahead(sku, 10, 3)
    expect(await parts(order)).toEqual(['planned', 10, 0, 0])
    expect(await world.figures(sku)).toMatchObject({ free: 5, shared: 5 })
    expect(await world.of(sku, 'ahead')).toMatchObject({ planned: 10, committed: 0, availableToPromise: 5 })
    expect(await world.of(sku, 'gold')).toMatchObject({ availableToPromise: 5 })
    const nothing = await world.send('POST', `/orders/${order.id}/release`)
    expect(nothing).toMatchObject({ status: 409, body: { code: 'nothing-to-release' } })
  })

  it('take stock for what no receipt brings in time', async () => {
    const sku = await world.stocked(5)
    await expected(sku, 10, 3)
    expect(await ask(sku, 6, 2)).toMatchObject({ status: 409, body: { availableToPromise: 5 } })
    expect(await parts(await ahead(sku, 5, 2))).toEqual(['committed', 0, 5, 0])
    expect(await parts(await ahead(sku, 12, 3, { onShort: 'backorder' }))).toEqual(['backordered', 10, 0, 2])
  })

  it('are for channels that order ahead, and for days to come', async () => {
    const sku = await world.stocked(0)
    await expected(sku, 10, 3)
    expect(await ask(sku, 1, 3, { channel: 'gold' })).toMatchObject({ status: 422, body: { field: 'startsOn' } })
    expect(await ask(sku, 1, -1)).toMatchObject({ status: 422, body: { field: 'startsOn' } })
    expect(await ask(sku, 1, 0)).toMatchObject({ status: 409, body: { availableToPromise: 0 } })
    const soon = { startsOn: 'soon' }
    expect(await ask(sku, 1, 3, soon)).toMatchObject({ status: 422, body: { field: 'startsOn' } })
    const plain = await world.placing(sku, 1, { channel: 'ahead' })
    expect(plain).toMatchObject({ status: 409, body: { availableToPromise: 0 } })
  })

  it('never stand twice on one receipt, whichever day asks first', async () => {
    const sku = await world.stocked(0)
    await expected(sku, 10, 3)
    await expected(sku, 10, 6)
    await ahead(sku, 15, 8)
    // Of the first ten five are promised for the eighth: only five are left for the fourth.
    expect(await ask(sku, 6, 4)).toMatchObject({ status: 409, body: { availableToPromise: 5 } })
    await ahead(sku, 5, 4)
    expect(await ask(sku, 1, 30)).toMatchObject({ status: 409, body: { availableToPromise: 0 } })
  })

  it('of many at once promise no more than is due', async () => {
    const sku = await world.stocked(3)
    await expected(sku, 10, 3)
    await expected(sku, 10, 6)
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        ask(sku, 1 + (n % 3), [3, 4, 6, 9][n % 4] ?? 3, { channel: n % 2 ? 'ahead' : 'ahead2', onShort: 'partial' }),
      ),
    )
    expect(replies.filter(({ status }) => status !== 201)).toEqual([])
    const { channels } = await world.figures(sku)
    const sum = (part: 'planned' | 'committed') => channels.reduce((total, one) => total + one[part], 0)
    expect([sum('planned'), sum('committed')]).toEqual([20, 3])
  })

  it('are made good from the goods that come, in whole or in part', async () => {
    const sku = await world.stocked(0)
    const first = await expected(sku, 10, 3)
    await expected(sku, 10, 6)
    const [late, soon] = [await ahead(sku, 8, 6), await ahead(sku, 9, 3)]
    await arrive(sku, 4, first)
    expect([await parts(soon), await parts(late)]).toEqual([
      // Six more are due in time, so three of the four that came are for it.
      ['committed', 6, 3, 0],
      ['planned', 8, 0, 0],
    ])
    await arrive(sku, 6, first)
    expect(await parts(soon)).toEqual(['committed', 0, 9, 0])
    expect(await parts(late)).toEqual(['planned', 8, 0, 0])
    expect(await world.figures(sku)).toMatchObject({ free: 1, shared: 1 })
    expect(await world.shortages(sku, 'at-risk')).toEqual([])
  })

  it('over-delivery is free for all, and goods without their receipt weaken nothing', async () => {
    const sku = await world.stocked(0)
    const receipt = await expected(sku, 10, 3)
    const order = await ahead(sku, 10, 3)
    await world.receive(sku, 'OTHER', 3, 'A-01')
    expect(await world.of(sku, 'gold')).toMatchObject({ availableToPromise: 3 })
    expect(await parts(order)).toEqual(['planned', 10, 0, 0])
    await arrive(sku, 12, receipt)
    expect(await parts(order)).toEqual(['committed', 0, 10, 0])
    expect(await world.figures(sku)).toMatchObject({ free: 5, shared: 5 })
  })

  it('come before backorders, and behind deficits', async () => {
    const sku = await world.stocked(4)
    const receipt = await expected(sku, 10, 3)
    const held = await world.order(sku, 4, { channel: 'bronze' })
    const order = await ahead(sku, 10, 3)
    const waiting = await world.order(sku, 5, { channel: 'gold', onShort: 'backorder' })
    await world.adjust(sku, -2)
    expect(await world.read(held.id)).toMatchObject({ atRisk: 2 })
    await arrive(sku, 10, receipt)
    expect(await world.read(held.id)).toMatchObject({ atRisk: 0 })
    expect(await parts(order)).toEqual(['committed', 2, 8, 0])
    expect(await parts(waiting)).toEqual(['backordered', 0, 0, 5])
    await world.receive(sku, 'MORE', 3, 'A-01')
    expect([await parts(order), await parts(waiting)]).toEqual([
      ['committed', 0, 10, 0],
      ['committed', 0, 1, 4],
    ])
  })

  it('whose truck is late are named, and take no stock that others were promised', async () => {
    const sku = await world.stocked(5)
    const receipt = await expected(sku, 10, 2)
    const order = await ahead(sku, 8, 2)
    await world.order(sku, 3, { channel: 'bronze' })
    world.pass(2)
    expect(await world.shortages(sku, 'at-risk')).toEqual([])
    world.pass(1)
    expect(await parts(order)).toEqual(['committed', 6, 2, 0])
    const [risk] = await world.shortages(sku, 'at-risk')
    expect(risk?.detail).toContain('6 of')
    expect(await world.of(sku, 'bronze')).toMatchObject({ committed: 3, atRisk: 0 })
    await arrive(sku, 10, receipt)
    expect(await parts(order)).toEqual(['committed', 0, 8, 0])
    expect(await world.shortages(sku, 'at-risk')).toEqual([])
  })

  it('put off to another receipt are covered again by it', async () => {
    const sku = await world.stocked(0)
    await expected(sku, 4, 2)
    const order = await ahead(sku, 4, 3)
    expect(await parts(order)).toEqual(['planned', 4, 0, 0])
    world.pass(4)
    expect(await world.shortages(sku, 'at-risk')).toHaveLength(1)
    await world.cancel(order.id)
    expect(await world.shortages(sku, 'at-risk')).toEqual([])
    expect(await world.of(sku, 'ahead')).toMatchObject({ planned: 0 })
  })

  it('given up are free for the next, and can be changed', async () => {
    const sku = await world.stocked(0)
    await expected(sku, 10, 3)
    const order = await ahead(sku, 10, 3)
    const id = (await world.read(order.id)).lines[0]?.id
    await world.change(order.id, 1, [{ id, quantity: 4 }])
    expect(await parts(order)).toEqual(['planned', 4, 0, 0])
    expect(await world.change(order.id, 2, [{ id, quantity: 11 }])).toMatchObject({ status: 409 })
    await world.change(order.id, 2, [{ id, quantity: 10 }])
    expect(await parts(order)).toEqual(['planned', 10, 0, 0])
    await world.cancel(order.id)
    await ahead(sku, 10, 3)
  })

  it('do not stand on a receipt that names no day', async () => {
    const sku = await world.stocked(0)
    await expected(sku, 10, null)
    expect(await ask(sku, 1, 30)).toMatchObject({ status: 409, body: { availableToPromise: 0 } })
  })

  describe('the curve', () => {
    interface CurveBody {
      points: { date: string; availableToPromise: number }[]
    }
    const curve = (sku: string, channel = 'ahead', days = 60) =>
      ok<CurveBody>(world.server, 'GET', `/inventory/${sku}/curve?channel=${channel}&days=${days}`)

    it('says for each day what an order of that day is promised, not a unit more or less', async () => {
      const sku = await world.stocked(3)
      for (const [quantity, days] of [
        [4, 0],
        [5, 2],
        [6, 5],
        [7, 9],
      ] as const)
        await expected(sku, quantity, days)
      await ahead(sku, 8, 6)
      await ahead(sku, 2, 3)
      const { points } = await curve(sku)
      for (const days of [1, 2, 3, 4, 5, 6, 8, 9, 20]) {
        const value = points.filter(({ date }) => date <= world.day(days)).at(-1)?.availableToPromise ?? 0
        const more = await ask(sku, value + 1, days)
        expect(more, `day ${days} of ${JSON.stringify(points)}`).toMatchObject({
          status: 409,
          body: { availableToPromise: value },
        })
        await world.cancel((await ahead(sku, value, days)).id)
      }
    })

    it('has one step for who does not order ahead, and ends where it was asked to', async () => {
      const sku = await world.stocked(3)
      await expected(sku, 5, 2)
      await expected(sku, 5, 20)
      expect((await curve(sku, 'gold')).points).toEqual([{ date: world.day(0), availableToPromise: 3 }])
      expect((await curve(sku, 'ahead', 10)).points).toEqual([
        { date: world.day(0), availableToPromise: 3 },
        { date: world.day(2), availableToPromise: 8 },
      ])
      for (const query of ['days=0', 'days=x', 'days=731', 'channel='])
        expect((await world.send('GET', `/inventory/${sku}/curve?channel=ahead&${query}`)).status, query).toBeLessThan(
          500,
        )
      expect((await world.send('GET', `/inventory/${sku}/curve?channel=nobody`)).status).toBe(404)
      expect((await world.send('GET', `/inventory/${sku}/curve`)).status).toBe(422)
      expect((await world.send('GET', '/inventory/NO-SUCH/curve?channel=ahead')).status).toBe(404)
    })
  })
})
