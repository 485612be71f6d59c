/** How fast items sell is one measure: summed at once, as classes and buffers need it, it is what plans read day by day. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { beginOf, localDate } from '../../server/availability/local-date.ts'
import { classItems } from '../../server/counting/classes.ts'
import { readHistory, type Series } from '../../server/replenishment/history.ts'
import { writeRefusals } from '../../server/replenishment/refusals.ts'
import { askedFor } from '../../server/replenishment/velocity.ts'
import { createRandom } from '../simulation/random.ts'
import { EDGE_DIALECTS } from '../support/database.ts'
import { BINS, type Floor, ok, openFloor } from './floor.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_130)
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const DAYS = 12
const PLACE = { code: 'MAIN', timeZone: 'America/Chicago' }

describe.each(EDGE_DIALECTS)(`velocity on %s (seed ${SEED})`, (dialect) => {
  let floor: Floor
  const random = createRandom(SEED)
  const now = () => Date.now() + floor.clock.offset
  const pick = <T>(all: readonly T[]): T => all[random.whole(0, all.length - 1)] as T

  beforeAll(async () => {
    floor = await openFloor(dialect)
    await ok(floor.server, 'PUT', '/channels/retail', { name: 'Retail', kind: 'retail', priority: 2 })
  })
  afterEach(() => floor.cleanAudit())
  afterAll(() => floor.close())

  it('is the same at once and day by day', async () => {
    const skus = [await floor.item(), await floor.item(), await floor.item()]
    for (const sku of skus) await floor.receive(sku, 'L1', 400, BINS[0])
    const refusedOnce: string[] = []
    for (let step = 0; step < DAYS * 6; step++) {
      floor.clock.offset += random.whole(1, 8) * HOUR_MS
      const [sku, channel, units] = [pick(skus), pick(['shop', 'retail']), random.whole(1, 30)]
      const kind = random.whole(1, 10)
      if (kind <= 5) await floor.placing(sku, units, { channel, onShort: pick(['backorder', 'reject', 'partial']) })
      else if (kind === 6) {
        const externalId = `R-${dialect}-${step}`
        await floor.placing(sku, 5_000, { channel, externalId })
        refusedOnce.push(externalId)
      } else if (kind === 7 && refusedOnce.length > 0)
        await floor.placing(sku, 3, { channel, externalId: pick(refusedOnce), onShort: 'backorder' })
      else if (kind === 8) {
        const { id } = await floor.stream.push('transform', {
          consumed: [{ sku, lot: 'L1', location: BINS[0], quantity: 2 }],
          produced: [{ sku: pick(skus), lot: 'P', location: BINS[0], quantity: 1 }],
        })
        // What was undone was not used up.
        if (random.chance(0.4)) await floor.stream.push('reverse', { transaction: id })
      } else
        await ok(floor.server, 'POST', '/demand', [
          { sku, channel, date: localDate(now() - random.whole(0, 3) * DAY_MS, PLACE.timeZone), quantity: units - 10 },
        ])
    }
    await writeRefusals(floor.server.database.work)
    const first = localDate(now() - DAYS * DAY_MS, PLACE.timeZone)
    const since = beginOf(first, PLACE.timeZone)
    const { work } = floor.server.database
    const atOnce = await work.read((reader) => askedFor(reader, PLACE, { since }))
    const byDay: Series[][] = []
    for (const sku of skus) byDay.push(await work.read((reader) => readHistory(reader, PLACE, sku, now())))
    const summed = byDay.flatMap((series, nth) =>
      series.map(({ channel, from, units }) => {
        const skipped = Math.max(0, Math.round((Date.parse(first) - Date.parse(from)) / DAY_MS))
        const asked = units.slice(skipped).reduce((sum, one) => sum + Math.max(0, one), 0)
        return [`${skus[nth]} ${channel}`, asked] as const
      }),
    )
    const some = summed.filter(([, asked]) => asked > 0)
    expect(some.length).toBeGreaterThanOrEqual(8)
    const found = atOnce.filter((one) => one.since > 0).map((one) => [`${one.sku} ${one.channel}`, one.since] as const)
    expect(new Map([...found].sort())).toEqual(new Map([...some].sort()))

    await classItems(floor.server.database.work, 'MAIN', now())
    const classed = await floor.server.database.work.read(({ db, t }) => db.select().from(t.itemClasses))
    const whole = await floor.server.database.work.read((reader) =>
      askedFor(reader, PLACE, { since: now() - 90 * DAY_MS }),
    )
    for (const sku of skus)
      expect(classed.find((row) => row.sku === sku)?.units, sku).toBe(
        whole.filter((one) => one.sku === sku).reduce((sum, one) => sum + one.since, 0),
      )
  })
})
