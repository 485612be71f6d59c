/** Less than was promised: whom it falls on, what release leaves alone, what each remedy does, and when it is over. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DIALECTS } from '../support/database.ts'
import { type OrderBody, ok, orderBody } from './floor.ts'
import { openPromises, type Promises, type ProposalBody, type ShortageBody } from './promises.ts'

describe.each(DIALECTS)('shortages on %s', (dialect) => {
  let world: Promises
  beforeAll(async () => {
    world = await openPromises(dialect)
  })
  afterEach(() => world.cleanAudit())
  afterAll(() => world.close())

  /** Per channel: protected, of it charged; committed, of it at risk; available to promise. */
  const falls = async (sku: string) => {
    const { channels } = await world.figures(sku)
    return Object.fromEntries(
      channels.map((one) => [
        one.channel,
        [one.protected, one.charged, one.committed, one.atRisk, one.availableToPromise],
      ]),
    )
  }
  const risksOf = async (orders: OrderBody[]) => {
    const found: number[] = []
    for (const { id } of orders) found.push((await world.read(id)).atRisk)
    return found
  }
  const one = (found: ShortageBody[]): ShortageBody => {
    const [first] = found
    expect(found).toHaveLength(1)
    if (!first) throw new Error('There is no exception.')
    return first
  }
  const proposal = (shortage: ShortageBody, remedy: string, label?: string): ProposalBody => {
    const found = shortage.proposals.filter(
      (proposed) => proposed.remedy === remedy && (label === undefined || proposed.label === label),
    )
    if (!found[0]) throw new Error(`${remedy} is not among ${JSON.stringify(shortage.proposals)}`)
    return found[0]
  }
  const change = (sku: string, quantity: number, from: string, to: string) =>
    world.stream.push('changeStatus', { sku, lot: 'L1', location: 'A-01', quantity, from, to, reason: 'Seen' })

  describe('a fall of stock', () => {
    it('is charged to protections from the lowest priority up, then to committed lines', async () => {
      const sku = await world.stocked(40)
      await world.protected(sku, 'gold', 5)
      await world.protected(sku, 'silver', 5)
      await world.protected(sku, 'bronze', 5)
      const late = await world.order(sku, 6, { channel: 'shop', shipBy: '2031-03-01' })
      const soon = await world.order(sku, 6, { channel: 'shop', shipBy: '2031-01-01' })
      const golden = await world.order(sku, 13, { channel: 'gold' })
      expect(await falls(sku)).toMatchObject({ gold: [0, 0, 13, 0, 5], silver: [5, 0, 0, 0, 10] })
      const orders = [late, soon, golden]

      await world.adjust(sku, -7)
      expect(await falls(sku)).toMatchObject({ bronze: [5, 2, 0, 0, 3], silver: [5, 0, 0, 0, 5] })
      await world.adjust(sku, -5)
      expect(await falls(sku)).toMatchObject({ bronze: [5, 5, 0, 0, 0], silver: [5, 2, 0, 0, 3] })
      expect(await world.shortages(sku, 'at-risk')).toEqual([])
      await world.adjust(sku, -3)
      expect(await falls(sku)).toMatchObject({ silver: [5, 5, 0, 0, 0], shop: [0, 0, 12, 0, 0] })
      expect(await risksOf(orders)).toEqual([0, 0, 0])
      const { result } = await world.adjust(sku, -8)
      expect(result.exceptions.map(({ type }) => type)).toEqual(['at-risk'])
      // `shop` and `gold` share the highest priority: of equals the later code bears it first; the latest ship-by of it.
      expect(await risksOf(orders)).toEqual([6, 2, 0])
      await world.adjust(sku, -9)
      expect(await risksOf(orders)).toEqual([6, 6, 5])
      expect(one(await world.shortages(sku, 'at-risk')).detail).toContain('17 of')
      expect(one(await world.shortages(sku, 'protection-short')).detail).toContain('silver has 0 of the 5')
    })

    it.each<[string, (sku: string) => Promise<unknown>, (sku: string) => Promise<unknown>]>([
      ['a count', (sku) => world.adjust(sku, -6), (sku) => world.adjust(sku, 6)],
      ['damage', (sku) => change(sku, 6, 'available', 'damaged'), (sku) => change(sku, 6, 'damaged', 'available')],
      [
        'a blocked place',
        (sku) => world.stream.push('move', { sku, lot: 'L1', quantity: 6, from: 'A-01', to: 'CAGE' }),
        (sku) => world.stream.push('move', { sku, lot: 'L1', quantity: 6, from: 'CAGE', to: 'A-01' }),
      ],
    ])('by %s names who bears it and closes by itself when it is made good', async (_what, falling, rising) => {
      await ok(world.server, 'PUT', '/locations/CAGE', { kind: 'pick', blocked: true })
      const sku = await world.stocked(10)
      await world.protected(sku, 'bronze', 3)
      const order = await world.order(sku, 7, { channel: 'silver' })
      await falling(sku)
      expect(await falls(sku)).toMatchObject({ bronze: [3, 3, 0, 0, 0], silver: [0, 0, 7, 3, 0] })
      expect(one(await world.shortages(sku, 'at-risk'))).toMatchObject({ order: order.id, severity: 'high' })
      expect(await world.shortages(sku, 'protection-short')).toHaveLength(1)
      await rising(sku)
      expect(await falls(sku)).toMatchObject({ bronze: [3, 0, 0, 0, 3], silver: [0, 0, 7, 0, 0] })
      expect(await world.shortages(sku, 'at-risk')).toEqual([])
      expect(await world.shortages(sku, 'protection-short')).toEqual([])
    })

    it('by blocking the place, by a hold, by a night', async () => {
      const bin = await world.bin()
      const sku = await world.item()
      await world.receive(sku, 'L1', 10, bin)
      const order = await world.order(sku, 7, { channel: 'silver' })
      await ok(world.server, 'PUT', `/locations/${bin}`, { kind: 'pick', blocked: true })
      expect(await risksOf([order])).toEqual([7])
      expect(await world.shortages(sku, 'at-risk')).toHaveLength(1)
      await ok(world.server, 'PUT', `/locations/${bin}`, { kind: 'pick', blocked: false })
      expect(await world.shortages(sku, 'at-risk')).toEqual([])

      const aging = await world.item()
      await world.receive(aging, 'L1', 10, 'A-01', 0, { expiresOn: world.day(0) })
      const due = await world.order(aging, 7, { channel: 'silver' })
      world.pass(1)
      expect(await risksOf([due])).toEqual([7])
      expect(await world.shortages(aging, 'at-risk')).toHaveLength(1)
    })

    it('is answered with by the posting that brought it, and not by each that finds it there', async () => {
      const sku = await world.stocked(10)
      await world.order(sku, 9, { channel: 'silver' })
      expect((await world.adjust(sku, -4)).result.exceptions.map(({ type }) => type)).toEqual(['at-risk'])
      const later = [await world.receive(sku, 'L2', 1, 'A-02'), await world.adjust(sku, -1), await world.adjust(sku, 1)]
      later.push(await world.stream.push('move', { sku, lot: 'L1', quantity: 2, from: 'A-01', to: 'A-03' }))
      expect(later.map(({ result }) => result.outcome)).toEqual(['applied', 'applied', 'applied', 'applied'])
      expect(await world.shortages(sku, 'at-risk')).toHaveLength(1)
    })
  })

  describe('release', () => {
    it('leaves at-risk units alone: early and low cannot eat what a higher one was promised', async () => {
      const sku = await world.stocked(10)
      const low = await world.order(sku, 5, { channel: 'bronze' })
      const high = await world.order(sku, 5, { channel: 'gold' })
      await world.adjust(sku, -4)
      const early = await world.release(low.id)
      expect(early.tasks).toMatchObject([{ quantity: 1 }])
      expect(early.short).toMatchObject([{ quantity: 4, reason: 'at-risk' }])
      expect((await world.release(high.id)).tasks).toMatchObject([{ quantity: 5 }])
      const again = await world.send('POST', `/orders/${low.id}/release`)
      expect(again).toMatchObject({ status: 200, body: { tasks: [], short: [{ quantity: 4, reason: 'at-risk' }] } })
      // It has its exception; a second one would say the same.
      expect(await world.shortages(sku, 'short-pick')).toEqual([])
    })

    it('that lost its stock takes no other that a higher one was promised', async () => {
      const sku = await world.item()
      await world.receive(sku, 'L1', 5, 'A-01', 5)
      await world.receive(sku, 'L2', 5, 'A-02', 2)
      const low = await world.order(sku, 5, { channel: 'bronze' })
      const high = await world.order(sku, 5, { channel: 'gold' })
      expect((await world.release(low.id)).tasks).toMatchObject([{ lot: 'L1', quantity: 5 }])
      await world.adjust(sku, -5)
      expect(await world.read(low.id)).toMatchObject({ committed: 5, allocated: 0, atRisk: 5 })
      expect(await world.read(high.id)).toMatchObject({ committed: 5, atRisk: 0 })
      expect((await world.release(high.id)).tasks).toMatchObject([{ lot: 'L2', quantity: 5 }])
    })

    it('many at once of what is short allocates what is there, the highest first in right', async () => {
      const sku = await world.stocked(30)
      const place = (channel: string) => world.order(sku, 3, { channel })
      const low = [await place('bronze'), await place('bronze'), await place('bronze'), await place('bronze')]
      const high = [await place('gold'), await place('gold'), await place('gold'), await place('gold')]
      await world.adjust(sku, -17)
      await Promise.all([...low, ...high].map(({ id }) => world.send('POST', `/orders/${id}/release`)))
      for (const { id } of high) expect(await world.read(id)).toMatchObject({ allocated: 3, committed: 0 })
      const got = await Promise.all(low.map(async ({ id }) => (await world.read(id)).lines[0]?.allocated ?? 0))
      expect(got.reduce((sum, units) => sum + units, 0)).toBe(1)
    })
  })

  describe('when stock comes free', () => {
    it('deficits are healed first, then each channel by priority: backorders oldest first, then its refill', async () => {
      const sku = await world.stocked(10)
      await world.protected(sku, 'gold', 4, { target: 6 })
      await world.protected(sku, 'bronze', 4, { target: 5 })
      const held = await world.order(sku, 2, { channel: 'silver' })
      const owed: OrderBody[] = []
      for (const channel of ['bronze', 'gold', 'silver', 'gold'])
        owed.push(await world.order(sku, 9, { channel, onShort: 'backorder' }))
      // Gold and bronze had their four protected units for their first orders.
      const waits = async () => Promise.all(owed.map(async ({ id }) => (await world.read(id)).lines[0]?.backordered))
      expect(await waits()).toEqual([5, 5, 9, 9])
      await world.adjust(sku, -8)
      expect(await world.figures(sku)).toMatchObject({ free: -8 })
      await world.receive(sku, 'L2', 8, 'A-02')
      expect(await waits()).toEqual([5, 5, 9, 9])
      expect(await world.shortages(sku, 'at-risk')).toEqual([])
      await world.receive(sku, 'L2', 7, 'A-02')
      expect(await waits()).toEqual([5, 0, 9, 7])
      await world.receive(sku, 'L2', 9, 'A-02')
      // Gold's backorders are met; of its target of six four are drawn and open.
      expect(await waits()).toEqual([5, 0, 9, 0])
      expect(await world.of(sku, 'gold')).toMatchObject({ protected: 2 })
      await world.receive(sku, 'L2', 15, 'A-02')
      expect(await waits()).toEqual([0, 0, 0, 0])
      expect(await falls(sku)).toMatchObject({ gold: [2, 0, 18, 0, 2], bronze: [1, 0, 9, 0, 1] })
      expect(await world.read(held.id)).toMatchObject({ committed: 2 })
    })

    it('an order that is given up, a protection that is lowered, a channel that may draw: each fills who waits', async () => {
      const sku = await world.stocked(6)
      const first = await world.order(sku, 2, { channel: 'silver' })
      await world.protected(sku, 'gold', 2)
      await world.channel('later', { priority: 30, drawsShared: false })
      await world.protected(sku, 'bronze', 2)
      const waiting = await world.order(sku, 6, { channel: 'later', onShort: 'backorder' })
      const still = async () => (await world.read(waiting.id)).lines[0]?.backordered
      await world.cancel(first.id)
      expect(await still()).toBe(6)
      await world.channel('later', { priority: 30, drawsShared: true })
      expect(await still()).toBe(4)
      await world.protected(sku, 'gold', 1)
      expect(await still()).toBe(3)
      await ok(world.server, 'POST', '/protections/transfer', { sku, from: 'bronze', to: 'later', quantity: 2 })
      expect(await still()).toBe(1)
    })
  })

  describe('the remedies of at-risk', () => {
    /** Two orders of the same channel; the later one is short of three of its five. */
    const atRisk = async (over: Record<string, unknown> = {}) => {
      const sku = await world.stocked(10, over)
      const safe = await world.order(sku, 5, { channel: 'silver', shipBy: '2031-01-01' })
      const short = await world.order(sku, 5, { channel: 'silver', shipBy: '2031-02-01' })
      await world.adjust(sku, -3)
      return { sku, safe, short, shortage: one(await world.shortages(sku, 'at-risk')) }
    }

    it('split: so many wait for stock, the rest can be shipped', async () => {
      const { sku, safe, short, shortage } = await atRisk()
      const { label, body } = proposal(shortage, 'split')
      expect(label).toBe('Backorder 3')
      const done = await world.resolve(shortage.id, body)
      expect(done).toMatchObject({ status: 200, body: { state: 'resolved', resolution: { remedy: 'split' } } })
      expect(await world.read(short.id)).toMatchObject({ committed: 2, backordered: 3, atRisk: 0 })
      expect(await world.read(safe.id)).toMatchObject({ committed: 5, backordered: 0 })
      expect(await world.figures(sku)).toMatchObject({ free: 0, atRisk: 0 })
      await world.receive(sku, 'L2', 3, 'A-02')
      expect(await world.read(short.id)).toMatchObject({ committed: 5, backordered: 0 })
    })

    it('cancel: so many are given up, and who saw the order before must look again', async () => {
      const { sku, short, shortage } = await atRisk()
      const { version } = await world.read(short.id)
      const { label, body } = proposal(shortage, 'cancel')
      expect(label).toBe('Cancel 3')
      expect(await world.resolve(shortage.id, body)).toMatchObject({ status: 200, body: { state: 'resolved' } })
      const after = await world.read(short.id)
      expect(after).toMatchObject({ committed: 2, backordered: 0, lines: [{ cancelled: 3 }] })
      expect(after.version).toBeGreaterThan(version)
      const stale = await world.change(short.id, version, [{ id: after.lines[0]?.id, quantity: 5 }])
      expect(stale).toMatchObject({ status: 409, body: { code: 'order-changed' } })
      await world.receive(sku, 'L2', 3, 'A-02')
      expect(await world.figures(sku)).toMatchObject({ free: 3, shared: 3 })
    })

    it('substitute: a line of the other item is added, what was asked of it before stays', async () => {
      const other = await world.stocked(20)
      const sku = await world.stocked(10, { substituteSku: other })
      const order = await ok<OrderBody>(
        world.server,
        'POST',
        '/orders',
        orderBody(
          [
            { sku, quantity: 5 },
            { sku: other, quantity: 4 },
          ],
          { channel: 'silver' },
        ),
      )
      await world.adjust(sku, -8)
      const shortage = one(await world.shortages(sku, 'at-risk'))
      const { body, label } = proposal(shortage, 'substitute')
      expect(label).toBe(`Send ${other} instead`)
      expect(await world.resolve(shortage.id, body)).toMatchObject({ status: 200, body: { state: 'resolved' } })
      const lines = (await world.read(order.id)).lines
      const asked = (code: string) =>
        lines.filter((line) => line.sku === code).reduce((sum, line) => sum + line.committed, 0)
      expect([asked(sku), asked(other)]).toEqual([2, 7])
      expect(await world.figures(other)).toMatchObject({ free: 13 })
    })

    it('substitute is refused whole where the other item is short too', async () => {
      const other = await world.stocked(1)
      const { sku, short, shortage } = await atRisk({ substituteSku: other })
      const before = [await world.read(short.id), await world.figures(sku), await world.figures(other)]
      const refused = await world.resolve(shortage.id, proposal(shortage, 'substitute').body)
      expect(refused).toMatchObject({ status: 409, body: { code: 'insufficient-atp' } })
      expect([await world.read(short.id), await world.figures(sku), await world.figures(other)]).toEqual(before)
      expect(await world.shortages(sku, 'at-risk')).toHaveLength(1)
    })

    it('substitute gives up what is at risk, not what waits anyway', async () => {
      const other = await world.stocked(10)
      const sku = await world.stocked(5, { substituteSku: other })
      const order = await world.order(sku, 8, { channel: 'silver', onShort: 'backorder' })
      await world.adjust(sku, -2)
      const shortage = one(await world.shortages(sku, 'at-risk'))
      expect(await world.resolve(shortage.id, proposal(shortage, 'substitute').body)).toMatchObject({
        body: { state: 'resolved' },
      })
      expect(await world.read(order.id)).toMatchObject({
        lines: [{ committed: 3, backordered: 3, cancelled: 2 }, { committed: 2 }],
      })
    })

    it('in part leaves the rest open; twice finds nothing left to settle', async () => {
      const { sku, short, shortage } = await atRisk()
      const { body } = proposal(shortage, 'cancel')
      expect(await world.resolve(shortage.id, { ...body, quantity: 1 })).toMatchObject({
        status: 200,
        body: { state: 'open' },
      })
      expect(await world.read(short.id)).toMatchObject({ committed: 4, atRisk: 2 })
      const renewed = one(await world.shortages(sku, 'at-risk'))
      expect(renewed.id).toBe(shortage.id)
      expect(proposal(renewed, 'cancel')).toMatchObject({ label: 'Cancel 2' })
      expect((await world.resolve(shortage.id, body)).body).toMatchObject({ state: 'resolved' })
      expect(await world.read(short.id)).toMatchObject({ committed: 2, atRisk: 0 })
      expect(await world.resolve(shortage.id, body)).toMatchObject({ status: 409, body: { code: 'already-resolved' } })
    })

    it('by two planners at once is done once', async () => {
      const { short, shortage } = await atRisk()
      const { body } = proposal(shortage, 'cancel')
      const replies = await Promise.all([1, 2, 3].map(() => world.resolve(shortage.id, body)))
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409])
      expect(await world.read(short.id)).toMatchObject({ committed: 2, lines: [{ cancelled: 3 }] })
    })

    it('says what makes no sense, and changes nothing', async () => {
      const { safe, short, shortage } = await atRisk()
      const cases: [Record<string, unknown>, number, string][] = [
        [{}, 422, 'invalid'],
        [{ remedy: 'look-away' }, 422, 'unknown-remedy'],
        [{ remedy: 'cancel', line: 'x' }, 422, 'invalid'],
        [{ remedy: 'cancel', quantity: 0 }, 422, 'invalid'],
        [{ remedy: 'cancel', quantity: 1.5 }, 422, 'invalid'],
        [{ remedy: 'cancel', line: (await world.read(safe.id)).lines[0]?.id }, 409, 'already-settled'],
        [{ remedy: 'substitute' }, 422, 'invalid'],
        [{ remedy: 'substitute', sku: 'NO-SUCH' }, 422, 'unknown-sku'],
        [{ remedy: 'move-protection' }, 422, 'invalid'],
        [{ remedy: 'move-protection', from: 'nobody' }, 422, 'unknown-channel'],
      ]
      for (const [body, status, code] of cases)
        expect(await world.resolve(shortage.id, body), JSON.stringify(body)).toMatchObject({ status, body: { code } })
      expect(await world.read(short.id)).toMatchObject({ committed: 5, atRisk: 3, version: 1 })
    })
  })

  describe('the remedies of oversold', () => {
    /** The newer of two orders that a marketplace has sold; both wait for goods, and bronze has some set aside. */
    const oversold = async () => {
      const sku = await world.stocked(6)
      await world.protected(sku, 'bronze', 6)
      const older = await world.order(sku, 2, { channel: 'silver', onShort: 'record' })
      const newer = await world.order(sku, 3, { channel: 'silver', onShort: 'record' })
      const found = await world.shortages(sku, 'oversold')
      return { sku, older, newer, shortage: one(found.filter((each) => each.order === newer.id)) }
    }

    it('move-protection: these goods go to this order, and to no other', async () => {
      const { sku, older, newer, shortage } = await oversold()
      const { label, body } = proposal(shortage, 'move-protection')
      expect(label).toBe('Take 3 from bronze')
      expect(await world.resolve(shortage.id, body)).toMatchObject({ status: 200, body: { state: 'resolved' } })
      expect(await world.read(newer.id)).toMatchObject({ committed: 3, backordered: 0 })
      expect(await world.read(older.id)).toMatchObject({ committed: 0, backordered: 2 })
      expect(await falls(sku)).toMatchObject({ bronze: [3, 0, 0, 0, 3], silver: [0, 0, 3, 0, 0] })
      expect(await world.shortages(sku, 'oversold')).toMatchObject([{ order: older.id }])
    })

    it('move-protection of a part leaves the rest open', async () => {
      const { sku, newer, shortage } = await oversold()
      const { body } = proposal(shortage, 'move-protection')
      expect(await world.resolve(shortage.id, { ...body, quantity: 1 })).toMatchObject({ body: { state: 'open' } })
      expect(await world.read(newer.id)).toMatchObject({ committed: 1, backordered: 2 })
      const open = (await world.shortages(sku, 'oversold')).find((each) => each.order === newer.id)
      expect(open?.proposals[0]?.label).toBe('Take 2 from bronze')
    })

    it('move-protection of what the channel does not have is refused', async () => {
      const { sku, shortage } = await oversold()
      await world.order(sku, 4, { channel: 'bronze' })
      for (const [from, status] of [
        ['gold', 409],
        ['silver', 422],
        ['bronze', 409],
      ] as const)
        expect(await world.resolve(shortage.id, { remedy: 'move-protection', from, quantity: 3 })).toMatchObject({
          status,
        })
    })

    it('split: what is there is shipped, the rest waits, and it is settled', async () => {
      const { sku, newer, shortage } = await oversold()
      expect(await world.resolve(shortage.id, proposal(shortage, 'split').body)).toMatchObject({
        body: { state: 'resolved' },
      })
      expect(await world.read(newer.id)).toMatchObject({ backordered: 3, lines: [{ cancelled: 0 }] })
      expect(await falls(sku)).toMatchObject({ bronze: [6, 0, 0, 0, 6] })
    })

    it('cancel: given up, and no longer waited for', async () => {
      const { sku, older, newer, shortage } = await oversold()
      expect(await world.resolve(shortage.id, proposal(shortage, 'cancel').body)).toMatchObject({
        body: { state: 'resolved' },
      })
      expect(await world.read(newer.id)).toMatchObject({ status: 'cancelled', lines: [{ cancelled: 3 }] })
      await world.receive(sku, 'L1', 10, 'A-01')
      expect(await world.read(older.id)).toMatchObject({ committed: 2 })
      expect(await world.figures(sku)).toMatchObject({ shared: 8 })
      expect(await world.shortages(sku, 'oversold')).toEqual([])
    })

    it('closes by itself when goods come', async () => {
      const { sku } = await oversold()
      await world.receive(sku, 'L1', 4, 'A-01')
      expect(await world.shortages(sku, 'oversold')).toHaveLength(1)
      await world.receive(sku, 'L1', 1, 'A-01')
      expect(await world.shortages(sku, 'oversold')).toEqual([])
    })
  })

  describe('the remedies of protection-short', () => {
    /** Bronze is to have ten and six of them are there; gold has all its four. */
    const charged = async (gold = 4) => {
      const sku = await world.stocked(10 + gold)
      await world.protected(sku, 'gold', gold)
      await world.protected(sku, 'bronze', 10)
      await world.adjust(sku, -4)
      return { sku, shortage: one(await world.shortages(sku, 'protection-short')) }
    }

    it('lower: to what is there', async () => {
      const { sku, shortage } = await charged()
      const { label, body } = proposal(shortage, 'lower')
      expect(label).toBe('Lower bronze to 6')
      expect(await world.resolve(shortage.id, body)).toMatchObject({ body: { state: 'resolved' } })
      expect(await falls(sku)).toMatchObject({ gold: [4, 0, 0, 0, 4], bronze: [6, 0, 0, 0, 6] })
      expect(await world.figures(sku)).toMatchObject({ shared: 0 })
    })

    it('take-from-another: so many and no more', async () => {
      const whole = await charged()
      const { label, body } = proposal(whole.shortage, 'take-from-another')
      expect(label).toBe('Take 4 from gold')
      expect(await world.resolve(whole.shortage.id, body)).toMatchObject({ body: { state: 'resolved' } })
      expect(await falls(whole.sku)).toMatchObject({ gold: [0, 0, 0, 0, 0], bronze: [10, 0, 0, 0, 10] })

      const part = await charged(1)
      const less = proposal(part.shortage, 'take-from-another')
      expect(less.label).toBe('Take 1 from gold')
      expect(await world.resolve(part.shortage.id, less.body)).toMatchObject({ body: { state: 'open' } })
      expect(await falls(part.sku)).toMatchObject({ gold: [0, 0, 0, 0, 0], bronze: [10, 3, 0, 0, 7] })
    })

    it('of a channel that is not short, or that has nothing to give, changes nothing', async () => {
      const { sku, shortage } = await charged()
      const before = await falls(sku)
      for (const body of [
        { remedy: 'lower', channel: 'gold' },
        { remedy: 'lower', channel: 'nobody' },
        { remedy: 'take-from-another', channel: 'bronze', from: 'silver' },
      ]) {
        const reply = await world.resolve(shortage.id, body)
        expect(reply.status, `${JSON.stringify(body)}: ${JSON.stringify(reply.body)}`).toBeGreaterThanOrEqual(409)
        expect(reply.status).toBeLessThan(500)
      }
      expect(await falls(sku)).toEqual(before)
    })
  })
})
