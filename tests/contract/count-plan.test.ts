/** What is to be counted today, and how right the ledger was. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { planIfDue } from '../../server/counting/plan.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { testStream } from '../support/server.ts'
import { type Floor, ok, openFloor, signInWorker } from './floor.ts'

interface Planned {
  id: string
  location: string
  scope: string
  origin: string
}

interface AccuracyBody {
  group: string | null
  bins: number
  binAccuracy: number | null
  lines: number
  units: number | null
  valueOff: number
  valueNet: number
  overturned: number
}

const DAY = 86_400_000

describe.each(EDGE_DIALECTS)('the plan of counts on %s', (dialect) => {
  let floor: Floor
  let ada: string
  let ben: string
  beforeAll(async () => {
    floor = await openFloor(dialect)
    ada = (await signInWorker(floor.server, 'HH-1', ['counter'])).session
    ben = (await signInWorker(floor.server, 'HH-2', ['counter'])).session
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const settings = (over: object) => ok(floor.server, 'PUT', '/settings/counting', over)
  const plan = async () => (await ok<{ items: Planned[] }>(floor.server, 'POST', '/counts/plan')).items
  const countAt = (location: string, lines: object[], over: object = {}, stream = floor.stream) =>
    stream.push('count', { location, scope: 'location', lines }, { session: ada, ...over })

  /** Sold so many units of what costs so much. */
  async function sold(units: number, cost: number, bin: string): Promise<string> {
    const sku = await floor.item({ standardCost: { amount: cost, currency: 'USD' } })
    await floor.receive(sku, 'L1', units + 10, bin)
    const order = await floor.order(sku, units)
    for (const task of (await floor.release(order.id)).tasks) await floor.pick(task)
    await floor.stream.push('ship', { orderId: order.id })
    return sku
  }

  it('is refused where the company has none, and bad settings are answered', async () => {
    expect(await floor.server.call('POST', '/counts/plan')).toMatchObject({ status: 409, body: { code: 'no-plan' } })
    for (const bad of [
      { perDay: -1 },
      { perDay: 1.5 },
      { everyDays: { A: 0 } },
      { reasons: [] },
      { tolerance: { A: { units: -1 } } },
      { other: 1 },
    ])
      expect((await floor.server.call('PUT', '/settings/counting', bad)).status, JSON.stringify(bad)).toBe(422)
    const twice = { code: 'lost', label: 'Lost' }
    expect(await floor.server.call('PUT', '/settings/counting', { reasons: [twice, twice] })).toMatchObject({
      status: 422,
    })
  })

  it('asks for the places of what moves most worth first, a few each day, and not twice', async () => {
    const [small, large, middle] = ['A-01', 'A-03', 'A-02']
    await sold(10, 10, small)
    await sold(10, 10_000, large)
    await sold(10, 2_000, middle)
    await settings({ perDay: 2, everyDays: { A: 10, B: 20, C: 40 } })
    const first = await plan()
    expect(first).toMatchObject([{ location: large, scope: 'location', origin: 'plan' }, { location: middle }])
    expect(JSON.stringify(first)).not.toContain('quantity')
    // The day's number is full until something of it is counted.
    expect(await plan()).toEqual([])
    for (const { location } of first) {
      const rows = await ok<{ items: { sku: string; lot: string; quantity: number }[] }>(
        floor.server,
        'GET',
        `/stock?location=${location}`,
      )
      await countAt(
        location,
        rows.items.map(({ sku, lot, quantity }) => ({ sku, lot, quantity })),
      )
    }
    // All others were never counted: C, by the way.
    expect((await plan()).map(({ location }) => location)).toEqual(['A-01', 'A-04'])
    for (const one of await floor.tasks({ kind: 'count', state: 'open' }))
      await countAt(
        one.location,
        (
          await ok<{ items: { sku: string; lot: string; quantity: number }[] }>(
            floor.server,
            'GET',
            `/stock?location=${one.location}`,
          )
        ).items.map(({ sku, lot, quantity }) => ({ sku, lot, quantity })),
      )
    expect((await plan()).map(({ location }) => location)).toEqual(['B-01'])
    await countAt('B-01', [])
    expect(await plan()).toEqual([])
  })

  it('comes back to a place when the time of its class is over', async () => {
    await settings({ perDay: 10, everyDays: { A: 10, B: 20, C: 40 } })
    floor.clock.offset = 11 * DAY
    expect((await plan()).map(({ location }) => location)).toEqual(['A-03'])
    floor.clock.offset = 0
  })

  it('is made by itself once a day', async () => {
    const { work } = floor.server.database
    const asked = async () => (await floor.tasks({ kind: 'count', state: 'open' })).length
    floor.clock.offset = 50 * DAY
    const before = await asked()
    await planIfDue(work, 'MAIN', Date.now() + floor.clock.offset)
    const after = await asked()
    expect(after).toBeGreaterThan(before)
    await ok(floor.server, 'PUT', '/locations/C-01', { kind: 'pick', pickSequence: 900 })
    await planIfDue(work, 'MAIN', Date.now() + floor.clock.offset)
    expect(await asked()).toBe(after)
    floor.clock.offset += DAY
    await planIfDue(work, 'MAIN', Date.now() + floor.clock.offset)
    expect(await asked()).toBe(after + 1)
    floor.clock.offset = 0
  })

  describe('accuracy', () => {
    const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago' }).format(Date.now())
    const accuracy = async (groupBy: string) => {
      const day = today()
      return (
        await ok<{ items: AccuracyBody[] }>(
          floor.server,
          'GET',
          `/counts/accuracy?from=${day}&to=${day}&groupBy=${groupBy}`,
        )
      ).items
    }

    it('is by bin, unit and worth what the last count of each balance found', async () => {
      const cost = { standardCost: { amount: 100, currency: 'USD' } }
      const bins = []
      for (const zone of ['Z1', 'Z1', 'Z2']) {
        const [sku, bin] = [await floor.item(cost), await floor.bin({ zone })]
        await floor.receive(sku, 'L1', 100, bin)
        bins.push({ sku, bin })
      }
      const [right, off, doubted] = bins as [
        { sku: string; bin: string },
        { sku: string; bin: string },
        { sku: string; bin: string },
      ]
      await countAt(await floor.bin({ zone: 'Z3' }), [])
      await countAt(right.bin, [{ sku: right.sku, lot: 'L1', quantity: 100 }])
      await countAt(off.bin, [{ sku: off.sku, lot: 'L1', quantity: 98 }])
      // Wrongly counted, and found right by somebody else.
      await countAt(doubted.bin, [{ sku: doubted.sku, lot: 'L1', quantity: 10 }])
      await countAt(
        doubted.bin,
        [{ sku: doubted.sku, lot: 'L1', quantity: 100 }],
        { session: ben },
        testStream(floor.server, 'HH-2'),
      )
      const zones = await accuracy('zone')
      // Rightly found empty: a bin that the ledger had right.
      expect(zones.find(({ group }) => group === 'Z3')).toMatchObject({
        bins: 1,
        binAccuracy: 1,
        lines: 0,
        units: null,
      })
      expect(zones.find(({ group }) => group === 'Z1')).toEqual({
        group: 'Z1',
        bins: 2,
        binAccuracy: 0.5,
        lines: 2,
        units: 0.99,
        valueOff: 200,
        valueNet: -200,
        overturned: 0,
      })
      expect(zones.find(({ group }) => group === 'Z2')).toMatchObject({
        bins: 1,
        binAccuracy: 1,
        units: 1,
        overturned: 1,
      })
      expect((await accuracy('class')).map(({ group }) => group)).toEqual(['A', 'B', 'C'])
      const people = await accuracy('person')
      expect(people.reduce((sum, { overturned }) => sum + overturned, 0)).toBe(1)
      expect((await accuracy('day')).map(({ group }) => group)).toEqual([today()])
    })

    it('tells each count with what it found, to who may know', async () => {
      const { items } = await ok<{ items: { location: string; person: string; lines: object[] }[] }>(
        floor.server,
        'GET',
        '/counts?limit=1',
      )
      expect(items).toMatchObject([
        {
          person: 'Worker counter',
          scope: 'location',
          lines: [{ counted: 100, expected: 100, variance: 0, state: 'posted' }],
        },
      ])
      const listed = async (query: string) =>
        (await ok<{ items: { id: string; location: string }[] }>(floor.server, 'GET', `/counts?${query}`)).items
      const [newest] = await listed('limit=1')
      const search = `search=${newest?.location.toLowerCase()}`
      expect((await listed(search)).map(({ location }) => location)).toContain(newest?.location)
      expect(await listed('search=100%25')).toEqual([])
      expect((await listed('state=off')).length).toBeLessThan((await listed('search=worker')).length)
      expect(await listed('state=open')).toEqual([])
      expect(await ok(floor.server, 'GET', `/counts/${newest?.id}`)).toEqual(newest)
      expect((await floor.server.call('GET', '/counts/none')).status).toBe(404)
      // Counts of one push share their moment.
      await floor.server.database.work.run([], ({ db, t }) =>
        db.update(t.counts).set({ recordedAt: 1_790_000_000_000 }),
      )
      const all = await ok<{ items: { id: string }[] }>(floor.server, 'GET', '/counts?limit=1000')
      const paged: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const path = `/counts?limit=3&cursor=${encodeURIComponent(cursor)}`
        const page: { items: { id: string }[]; next: string | null } = await ok(floor.server, 'GET', path)
        paged.push(...page.items.map(({ id }) => id))
        cursor = page.next
      }
      expect(paged).toEqual(all.items.map(({ id }) => id))
      expect(paged.length).toBeGreaterThan(3)
      expect((await floor.server.call('GET', '/counts?cursor=yesterday')).status).toBe(422)
      const token = await floor.server.token('counter')
      expect((await floor.server.call('GET', '/counts', undefined, { token })).status).toBe(403)
      expect((await floor.server.call('GET', '/counts/accuracy?from=2026-02-30&to=2026-03-01')).status).toBe(422)
    })
  })
})
