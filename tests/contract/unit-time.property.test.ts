/** Time of units in the house, as movements tell it, against a house that is looked at hour by hour. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unitTimes } from '../../server/costing/unit-time.ts'
import { DIALECTS } from '../support/database.ts'
import { IS_WHOLE } from '../support/whole.ts'
import { type Floor, openFloor } from './floor.ts'

const SEED = Number(process.env.LOTLINE_SEED ?? 20_261_129)
const RUNS = IS_WHOLE ? { sqlite: 40, postgres: 12 } : { sqlite: 12, postgres: 3 }
const HOUR = 3_600_000
const BEGIN = Date.UTC(2030, 5, 1, 5)
const HOURS = 720
const SPAN = { begin: BEGIN, end: BEGIN + HOURS * HOUR }

/** Hours from the begin of the span: before, in and after it, at its very ends, too. */
const hour = fc.oneof(
  fc.integer({ min: -100, max: HOURS + 100 }),
  fc.constantFrom(-1, 0, 1, HOURS - 1, HOURS, HOURS + 1),
)
const quantity = fc.integer({ min: 1, max: 50 })
const step = fc.record({ what: fc.constantFrom<Step['what'][]>('in', 'out', 'within', 'undo'), hour, quantity })

interface Step {
  what: 'in' | 'out' | 'within' | 'undo'
  hour: number
  quantity: number
}

/** Units that cross the border, and the hour. */
interface Crossing {
  hour: number
  units: number
}

function lookHourly(crossings: readonly Crossing[]): bigint {
  let total = 0n
  for (let now = 0; now < HOURS; now++)
    for (const { hour: when, units } of crossings) if (when <= now) total += BigInt(units * HOUR)
  return total
}

describe.each(DIALECTS)('time of units in the house on %s', (dialect) => {
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor(dialect)
    floor.clock.offset = SPAN.end + 200 * HOUR - Date.now()
  })
  afterAll(async () => {
    await floor.cleanAudit()
    await floor.close()
  })

  /** In the order in which they arrive, which is not that in which they happened. */
  async function follow(sku: string, steps: readonly Step[]): Promise<Crossing[]> {
    const crossings: (Crossing & { id: string })[] = []
    const place = { sku, lot: 'L1', location: 'A-01' }
    const undone = new Set<string>()
    for (const { what, hour: when, quantity: units } of steps) {
      const over = { occurredAt: new Date(BEGIN + when * HOUR).toISOString() }
      const push = async (type: string, payload: Record<string, unknown>) => {
        const { id, result } = await floor.stream.push(type, payload, over)
        expect(result.outcome, `${type} ${JSON.stringify(result)}`).not.toBe('refused')
        return id
      }
      if (what === 'in') crossings.push({ hour: when, units, id: await push('receive', { ...place, quantity: units }) })
      if (what === 'out') {
        const gone = { ...place, status: 'available', quantity: -units, reason: 'gone' }
        crossings.push({ hour: when, units: -units, id: await push('adjust', gone) })
      }
      if (what === 'within') await push('move', { sku, lot: 'L1', quantity: units, from: 'A-01', to: 'A-02' })
      const before = crossings.find(({ id }) => !undone.has(id))
      if (what === 'undo' && before) {
        undone.add(before.id)
        const id = await push('reverse', { transaction: before.id })
        undone.add(id)
        crossings.push({ hour: when, units: -before.units, id })
      }
    }
    return crossings
  }

  it('is what is seen hour by hour', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { maxLength: 8 }), { minLength: 1, maxLength: 3 }), async (items) => {
        const seen = new Map<string, bigint>()
        for (const steps of items) {
          const sku = await floor.item()
          seen.set(sku, lookHourly(await follow(sku, steps)))
        }
        const told = await floor.server.database.work.read((reader) =>
          unitTimes(reader, 'MAIN', SPAN, [...seen.keys()]),
        )
        for (const [sku, time] of seen) expect(told.get(sku) ?? 0n, sku).toBe(time)
      }),
      { seed: SEED, numRuns: RUNS[dialect], interruptAfterTimeLimit: 120_000 },
    )
  }, 180_000)
})
