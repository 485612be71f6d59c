/** Allocation rules: what each kind asks for, on a receipt and on demand, and who gets it when there is not enough. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { ok } from './floor.ts'
import { openPromises, type Promises } from './promises.ts'

interface RuleBody {
  id: string
  sku: string | null
  group: string | null
  channel: string
  kind: string
  value: number
}
interface ChangesBody {
  changes: { sku: string; channel: string; rule: RuleBody; before: number; after: number; short: number }[]
}

describe.each(EDGE_DIALECTS)('allocation rules on %s', (dialect) => {
  let world: Promises
  beforeAll(async () => {
    world = await openPromises(dialect)
  })
  afterEach(async () => {
    for (const { id } of (await rules()).items) await ok(world.server, 'DELETE', `/rules/${id}`)
    await world.cleanAudit()
  })
  afterAll(() => world.close())

  const rules = () => ok<{ items: RuleBody[] }>(world.server, 'GET', '/rules')
  const put = (body: Record<string, unknown>) => world.send<RuleBody & { field: string }>('PUT', '/rules', body)
  const rule = async (body: Record<string, unknown>) => {
    const { status, body: made } = await put(body)
    expect(status, JSON.stringify(made)).toBe(200)
    return made
  }
  const preview = () => ok<ChangesBody>(world.server, 'POST', '/rules/preview', {})
  const apply = () => ok<ChangesBody>(world.server, 'POST', '/rules/apply', {})
  const aside = async (sku: string) => {
    const { channels, shared } = await world.figures(sku)
    const of = (code: string) => channels.find((one) => one.channel === code)?.protected
    return { gold: of('gold'), silver: of('silver'), bronze: of('bronze'), shared }
  }

  describe('on demand', () => {
    it.each([
      ['fixed', 30, 30],
      ['share', 0.25, 20],
      ['share', 0, 0],
      ['share', 1, 80],
      ['target', 40, 40],
    ])('%s %s sets the protection to what it says', async (kind, value, units) => {
      const sku = await world.stocked(100)
      await world.order(sku, 20, { channel: 'gold' })
      await rule({ sku, channel: 'silver', kind, value })
      const before = await world.counts()
      const seen = await preview()
      expect(await world.counts()).toEqual(before)
      expect(seen.changes).toMatchObject(
        units === 0 ? [] : [{ sku, channel: 'silver', before: 0, after: units, short: 0 }],
      )
      expect(await apply()).toEqual(seen)
      expect(await aside(sku)).toMatchObject({ silver: units, shared: 80 - units })
      expect((await preview()).changes).toEqual([])
      expect((await apply()).changes).toEqual([])
    })

    it('target counts what is drawn and open, and is refilled from then on', async () => {
      const sku = await world.stocked(10)
      await rule({ sku, channel: 'gold', kind: 'target', value: 8 })
      await apply()
      const order = await world.order(sku, 5, { channel: 'gold' })
      expect(await aside(sku)).toMatchObject({ gold: 3 })
      expect((await preview()).changes).toEqual([])
      for (const task of (await world.release(order.id)).tasks) await world.pick(task)
      await world.stream.push('ship', { orderId: order.id })
      await world.receive(sku, 'L2', 10, 'A-02')
      expect(await aside(sku)).toMatchObject({ gold: 8 })
    })

    it('goes by priority where there is not enough, and says what is short', async () => {
      const sku = await world.stocked(100)
      await rule({ sku, channel: 'bronze', kind: 'fixed', value: 60 })
      await rule({ sku, channel: 'gold', kind: 'fixed', value: 70 })
      await rule({ sku, channel: 'silver', kind: 'share', value: 0.5 })
      const seen = await preview()
      expect(seen.changes).toMatchObject([
        { channel: 'gold', after: 70, short: 0 },
        { channel: 'silver', after: 30, short: 20 },
        { channel: 'bronze', after: 0, short: 60 },
      ])
      expect(await apply()).toEqual(seen)
      expect(await aside(sku)).toEqual({ gold: 70, silver: 30, bronze: 0, shared: 0 })
    })

    it('lowers first: what one gives up another is given in the same go', async () => {
      const sku = await world.stocked(100)
      await world.protected(sku, 'bronze', 100)
      await rule({ sku, channel: 'bronze', kind: 'fixed', value: 20 })
      await rule({ sku, channel: 'gold', kind: 'fixed', value: 70 })
      const seen = await preview()
      expect(await apply()).toEqual(seen)
      expect(await aside(sku)).toEqual({ gold: 70, silver: 0, bronze: 20, shared: 10 })
      expect((await apply()).changes).toEqual([])
    })

    it('what one gives up goes to no backorder before the rules have had it', async () => {
      const sku = await world.stocked(10)
      await world.protected(sku, 'bronze', 10)
      const waiting = await world.order(sku, 6, { channel: 'silver', onShort: 'backorder' })
      await rule({ sku, channel: 'bronze', kind: 'fixed', value: 0 })
      await rule({ sku, channel: 'gold', kind: 'fixed', value: 7 })
      const seen = await preview()
      expect(await apply()).toEqual(seen)
      expect(await world.read(waiting.id)).toMatchObject({ committed: 3, backordered: 3 })
      expect(await aside(sku)).toMatchObject({ gold: 7, bronze: 0, shared: 0 })
    })

    it('a rule that is no target any more does not refill behind the planner’s back', async () => {
      const sku = await world.stocked(100)
      await rule({ sku, channel: 'gold', kind: 'target', value: 50 })
      await apply()
      expect(await aside(sku)).toMatchObject({ gold: 50 })
      const { id } = await rule({ sku, channel: 'gold', kind: 'fixed', value: 20 })
      expect((await rules()).items).toMatchObject([{ id, kind: 'fixed', value: 20 }])
      const seen = await preview()
      expect(await apply()).toEqual(seen)
      expect(await aside(sku)).toMatchObject({ gold: 20, shared: 80 })
      await world.receive(sku, 'L1', 10, 'A-01')
      expect(await aside(sku)).toMatchObject({ gold: 20, shared: 90 })
    })

    it('takes nothing that lives too short for the channel', async () => {
      await world.channel('fresh', { priority: 2, minShelfLifeDays: 30 })
      const sku = await world.item()
      await world.receive(sku, 'SHORT', 10, 'A-01', 3, { expiresOn: world.day(10) })
      await world.receive(sku, 'LONG', 4, 'A-02', 1, { expiresOn: world.day(90) })
      await rule({ sku, channel: 'fresh', kind: 'fixed', value: 9 })
      const seen = await preview()
      expect(seen.changes).toMatchObject([{ channel: 'fresh', after: 4, short: 5 }])
      expect(await apply()).toEqual(seen)
    })

    it('of nothing in stock is short of all of it, and of a deficit changes nothing', async () => {
      const [none, deficit] = [await world.stocked(0), await world.stocked(10)]
      await world.protected(deficit, 'gold', 10)
      await world.adjust(deficit, -4)
      await rule({ sku: none, channel: 'gold', kind: 'fixed', value: 5 })
      await rule({ sku: deficit, channel: 'silver', kind: 'fixed', value: 5 })
      const seen = await preview()
      expect(seen.changes).toMatchObject([
        { sku: none, before: 0, after: 0, short: 5 },
        { sku: deficit, before: 0, after: 0, short: 5 },
      ])
      expect(await apply()).toEqual(seen)
      expect(await aside(deficit)).toMatchObject({ gold: 10, silver: 0 })
    })

    it('twice at once does it once', async () => {
      const sku = await world.stocked(100)
      await rule({ sku, channel: 'gold', kind: 'share', value: 0.5 })
      const answers = await Promise.all([apply(), apply(), apply()])
      expect(answers.flatMap(({ changes }) => changes)).toHaveLength(1)
      expect(await aside(sku)).toMatchObject({ gold: 50 })
    })
  })

  describe('on a receipt', () => {
    it('adds up to what the rule says, the higher priority first, and takes nothing away', async () => {
      const sku = await world.stocked(0)
      await rule({ sku, channel: 'gold', kind: 'fixed', value: 10 })
      await rule({ sku, channel: 'bronze', kind: 'share', value: 0.5 })
      await world.receive(sku, 'L1', 6, 'A-01')
      expect(await aside(sku)).toMatchObject({ gold: 6, bronze: 0, shared: 0 })
      await world.receive(sku, 'L1', 14, 'A-01')
      expect(await aside(sku)).toMatchObject({ gold: 10, bronze: 10, shared: 0 })
      await world.protected(sku, 'gold', 10)
      await world.order(sku, 10, { channel: 'bronze' })
      await world.receive(sku, 'L1', 2, 'A-01')
      // Free are twelve now: half of it is six, and two are there to be had.
      expect(await aside(sku)).toMatchObject({ gold: 10, bronze: 2, shared: 0 })
    })

    it('serves backorders of the channel before its protection', async () => {
      const sku = await world.stocked(0)
      await rule({ sku, channel: 'gold', kind: 'fixed', value: 10 })
      const waiting = await world.order(sku, 4, { channel: 'gold', onShort: 'backorder' })
      await world.receive(sku, 'L1', 6, 'A-01')
      expect(await world.read(waiting.id)).toMatchObject({ committed: 4 })
      expect(await aside(sku)).toMatchObject({ gold: 2, shared: 0 })
    })

    it('leaves alone what comes free in another way', async () => {
      const sku = await world.stocked(10)
      await rule({ sku, channel: 'gold', kind: 'fixed', value: 10 })
      await world.adjust(sku, 5)
      await world.cancel((await world.order(sku, 3, { channel: 'silver' })).id)
      expect(await aside(sku)).toMatchObject({ gold: 0, shared: 15 })
    })
  })

  describe('which rule', () => {
    it('of an item goes before that of its group, channel by channel', async () => {
      const group = `G-${v7()}`
      const [own, others] = [await world.stocked(100, { group }), await world.stocked(100, { group })]
      await rule({ group, channel: 'gold', kind: 'fixed', value: 30 })
      await rule({ group, channel: 'silver', kind: 'fixed', value: 10 })
      await rule({ sku: own, channel: 'gold', kind: 'fixed', value: 5 })
      await apply()
      expect(await aside(own)).toMatchObject({ gold: 5, silver: 10 })
      expect(await aside(others)).toMatchObject({ gold: 30, silver: 10 })
    })

    it('one for an item and channel: the second replaces the first; deleting leaves what was set', async () => {
      const sku = await world.stocked(100)
      const first = await rule({ sku, channel: 'gold', kind: 'fixed', value: 30 })
      const many = await Promise.all([40, 50, 60].map((value) => rule({ sku, channel: 'gold', kind: 'fixed', value })))
      expect(new Set([first, ...many].map(({ id }) => id)).size).toBe(1)
      expect((await rules()).items).toHaveLength(1)
      await apply()
      const { gold } = await aside(sku)
      expect(await ok(world.server, 'DELETE', `/rules/${first.id}`)).toEqual({})
      expect((await rules()).items).toEqual([])
      expect(await aside(sku)).toMatchObject({ gold })
      expect((await preview()).changes).toEqual([])
      for (const id of [first.id, 'nonsense', '%00'])
        expect([404, 422], id).toContain((await world.send('DELETE', `/rules/${id}`)).status)
    })

    it('that makes no sense is turned down by field', async () => {
      const sku = await world.stocked(1)
      const cases: [Record<string, unknown>, string | undefined][] = [
        [{ sku, channel: 'gold', kind: 'fixed', value: -1 }, 'value'],
        [{ sku, channel: 'gold', kind: 'fixed', value: 1.5 }, 'value'],
        [{ sku, channel: 'gold', kind: 'fixed' }, 'value'],
        [{ sku, channel: 'gold', kind: 'share', value: 1.01 }, 'value'],
        [{ sku, channel: 'gold', kind: 'share', value: -0.1 }, 'value'],
        [{ sku, channel: 'gold', kind: 'share', value: 'all' }, 'value'],
        [{ sku, channel: 'gold', kind: 'target', value: 1e9 }, 'value'],
        [{ sku, channel: 'gold', kind: 'most', value: 1 }, 'kind'],
        [{ sku, channel: 'nobody', kind: 'fixed', value: 1 }, 'channel'],
        [{ sku: 'NO-SUCH', channel: 'gold', kind: 'fixed', value: 1 }, 'sku'],
        [{ sku, kind: 'fixed', value: 1 }, 'channel'],
        [{ channel: 'gold', kind: 'fixed', value: 1 }, undefined],
        [{ sku, group: 'G', channel: 'gold', kind: 'fixed', value: 1 }, undefined],
      ]
      for (const [body, field] of cases) {
        const reply = await put(body)
        expect(reply.status, JSON.stringify(body)).toBe(422)
        if (field !== undefined) expect(reply.body.field, JSON.stringify(body)).toBe(field)
      }
      expect((await rules()).items).toEqual([])
      const token = await world.server.token('picker')
      for (const path of ['/rules/apply', '/rules/preview'])
        expect((await world.send('POST', path, {}, { token })).status).toBe(403)
    })

    it('is that of its warehouse', async () => {
      await ok(world.server, 'PUT', '/warehouses/EAST', { name: 'East', timeZone: 'UTC', currency: 'USD' })
      const sku = await world.stocked(10)
      const { id } = await ok<RuleBody>(world.server, 'PUT', '/rules?warehouse=EAST', {
        sku,
        channel: 'gold',
        kind: 'fixed',
        value: 5,
      })
      expect((await rules()).items).toEqual([])
      expect((await apply()).changes).toEqual([])
      expect((await world.send('DELETE', `/rules/${id}`)).status).toBe(404)
      await ok(world.server, 'DELETE', `/rules/${id}?warehouse=EAST`)
      expect((await world.send('POST', '/rules/preview?warehouse=MOON', {})).status).toBe(404)
    })
  })
})
