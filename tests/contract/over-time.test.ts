/** Accuracy by week and lag by day: what charts draw, against what was counted and confirmed. */
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { EDGE_DIALECTS } from '../support/database.ts'
import { type Floor, ok, openFloor, signInWorker } from './floor.ts'

/** A Sunday, an hour before midnight in Chicago: the clocks have gone forward that night. */
const NOW = Date.parse('2031-03-10T04:00:00Z')
const HOUR = 3_600_000
const DAY = 24 * HOUR

describe.each(EDGE_DIALECTS)('figures over time on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
    at(0)
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  const at = (ms: number) => {
    floor.clock.offset = NOW + ms - Date.now()
  }

  describe('accuracy', () => {
    interface WeeksBody {
      items: { week: string; bins: number; right: number }[]
    }
    const weeks = (count: number) => ok<WeeksBody>(floor.server, 'GET', `/counts/accuracy/weeks?weeks=${count}`)
    async function count(off: number, ms: number, over: Record<string, unknown> = {}) {
      const { session } = await signInWorker(floor.server, 'HH-1', ['counter'])
      const [sku, bin] = [await floor.item(), await floor.bin()]
      const push = (type: string, payload: object) =>
        floor.stream.push(type, payload as Record<string, unknown>, {
          ...{ session, occurredAt: new Date(NOW + ms).toISOString() },
          ...over,
        })
      at(ms - HOUR)
      await push('receive', { sku, lot: 'L1', quantity: 100, location: bin })
      at(ms)
      const line = { sku, lot: 'L1', status: 'available', quantity: 100 + off }
      const { id } = await push('count', { location: bin, scope: 'location', lines: [line] })
      at(0)
      return id
    }

    it('is by weeks that begin on Monday where the stock is, also of weeks without counts', async () => {
      expect((await weeks(3)).items).toEqual([
        { week: '2031-02-17', bins: 0, right: 0 },
        { week: '2031-02-24', bins: 0, right: 0 },
        { week: '2031-03-03', bins: 0, right: 0 },
      ])
      // An hour before Monday, and an hour after it began.
      await count(0, -7 * DAY + HOUR)
      await count(-2, -7 * DAY + 3 * HOUR)
      await count(0, -HOUR)
      const undone = await count(-3, -2 * HOUR)
      await floor.stream.push('reverse', { transaction: undone }, { occurredAt: new Date(NOW).toISOString() })
      expect((await weeks(3)).items).toEqual([
        { week: '2031-02-17', bins: 0, right: 0 },
        { week: '2031-02-24', bins: 1, right: 1 },
        { week: '2031-03-03', bins: 2, right: 1 },
      ])
    })

    it('judges each balance once, as the report by day does', async () => {
      for (const [off, ms] of [
        [0, -DAY],
        [-50, -DAY],
        [1, -3 * DAY],
        [-40, -4 * DAY],
      ] as const)
        await count(off, ms)
      const [, , week] = (await weeks(3)).items
      const { items } = await ok<{ items: { bins: number; binAccuracy: number | null }[] }>(
        floor.server,
        'GET',
        '/counts/accuracy?from=2031-03-03&to=2031-03-09&groupBy=all',
      )
      expect(week?.bins).toBe(items[0]?.bins)
      expect((week?.right ?? 0) / (week?.bins ?? 1)).toBeCloseTo(items[0]?.binAccuracy ?? -1, 10)
    })

    it('is refused to who may not read counts, and for more weeks than two years', async () => {
      const picker = await floor.server.token('picker')
      const path = '/counts/accuracy/weeks'
      expect((await floor.server.call('GET', path, undefined, { token: picker })).status).toBe(403)
      expect((await floor.server.call('GET', `${path}?weeks=105`)).status).toBe(422)
    })
  })

  describe('lag', () => {
    interface LagBody {
      items: { day: string; p50: number; p99: number; of: number }[]
    }
    const lag = (id: string) => ok<LagBody>(floor.server, 'GET', `/connectors/${id}/lag`)
    const confirm = (connectorId: string, confirmedAt: number, lags: readonly number[]) =>
      floor.server.database.work.run([], async ({ db, t: { publications } }) => {
        for (const ms of lags)
          await db.insert(publications).values({
            ...{ connectorId, listing: v7(), version: 1, quantity: 1, confirmedAt, since: confirmedAt - ms },
          })
      })

    it('is by days where the stock is, by nearest rank, and of each platform its own', async () => {
      await ok(floor.server, 'PUT', '/channels/web', { name: 'Web', kind: 'dtc', priority: 3 })
      for (const id of ['web-shop', 'other-shop'])
        await ok(floor.server, 'PUT', `/connectors/${id}`, { kind: 'rest', channel: 'web' })
      expect((await lag('web-shop')).items).toEqual([])
      await confirm(
        'web-shop',
        NOW,
        Array.from({ length: 100 }, (_, nth) => (nth + 1) * 10),
      )
      // A minute before Sunday began, and when it did.
      await confirm('web-shop', Date.parse('2031-03-09T05:59:00Z'), [700])
      await confirm('web-shop', Date.parse('2031-03-09T06:00:00Z'), [5_000])
      await confirm('web-shop', NOW - 31 * DAY, [9])
      await confirm('other-shop', NOW, [1])
      expect((await lag('web-shop')).items).toEqual([
        { day: '2031-03-08', p50: 700, p99: 700, of: 1 },
        { day: '2031-03-09', p50: 510, p99: 1_000, of: 101 },
      ])
    })

    it('is refused of a platform that is not here', async () => {
      expect((await floor.server.call('GET', '/connectors/nobody/lag')).status).toBe(404)
      const picker = await floor.server.token('picker')
      expect((await floor.server.call('GET', '/connectors/web-shop/lag', undefined, { token: picker })).status).toBe(
        403,
      )
    })
  })
})
