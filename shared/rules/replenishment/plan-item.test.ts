import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChannelFacts, type ItemFacts, planItem } from './plan-item.ts'

const channelOf = (over: Partial<ChannelFacts> = {}): ChannelFacts => ({
  channel: 'shop',
  history: { units: [], out: [], special: [] },
  target: { kind: 'cycle', level: 0.95 },
  minShelfLifeDays: 0,
  special: [],
  availableToPromise: 0,
  margin: null,
  penalty: 0,
  ...over,
})
const factsOf = (over: Partial<ItemFacts> = {}): ItemFacts => ({
  channels: [],
  leadTime: { days: [10], mean: 10, observed: 5, from: 'receipts' },
  reviewDays: 4,
  minimum: 1,
  multiple: 1,
  shelfLifeDays: null,
  stock: { sellable: 0, onOrder: 0, owed: 0 },
  overstockDays: 180,
  soonDays: 7,
  ...over,
})
const selling = (units: readonly number[], over: Partial<ChannelFacts> = {}) =>
  channelOf({ history: { units, out: units.map(() => 0), special: [] }, ...over })
const steady = (perDay: number, days = 100) => Array.from({ length: days }, () => perDay)

const target = fc.record({
  kind: fc.constantFrom('cycle' as const, 'fill' as const),
  level: fc.double({ min: 0.5, max: 0.999, noNaN: true }),
})
const history = fc
  .array(
    fc.record({
      units: fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: -3, max: 30 }) },
        { weight: 4, arbitrary: fc.constant(0) },
        fc.constant(10_000_000),
      ),
      out: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.double({ min: 0, max: 1, noNaN: true })),
      special: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, fc.constant(true)),
    }),
    { maxLength: 90 },
  )
  .map((days) => ({
    units: days.map(({ units }) => units),
    out: days.map(({ out }) => out),
    special: days.map(({ special }) => special),
  }))
const channels = fc
  .array(
    fc.record({
      ...{ history, target, minShelfLifeDays: fc.integer({ min: 0, max: 30 }) },
      special: fc.array(
        fc.record({
          days: fc.integer({ min: 1, max: 20 }),
          uplift: fc.option(fc.double({ min: 0, max: 9, noNaN: true })),
        }),
        { maxLength: 2 },
      ),
      availableToPromise: fc.integer({ min: 0, max: 500 }),
      margin: fc.option(fc.integer({ min: -500, max: 5_000 })),
      penalty: fc.integer({ min: 0, max: 900 }),
    }),
    { maxLength: 3 },
  )
  .map((all): ChannelFacts[] => all.map((one, nth) => ({ channel: `C${nth}`, ...one })))
const facts = fc
  .record({
    channels,
    days: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 6 }),
    reviewDays: fc.integer({ min: 1, max: 30 }),
    minimum: fc.integer({ min: 1, max: 400 }),
    multiple: fc.integer({ min: 1, max: 48 }),
    shelfLifeDays: fc.option(fc.integer({ min: 1, max: 90 })),
    stock: fc.record({
      sellable: fc.integer({ min: 0, max: 2_000 }),
      onOrder: fc.integer({ min: 0, max: 1_000 }),
      owed: fc.integer({ min: 0, max: 1_500 }),
    }),
    overstockDays: fc.integer({ min: 1, max: 400 }),
    soonDays: fc.integer({ min: 0, max: 30 }),
  })
  .map(
    ({ days, ...rest }): ItemFacts => ({
      ...rest,
      leadTime: { days, mean: days.reduce((sum, one) => sum + one, 0) / days.length, observed: 3, from: 'receipts' },
    }),
  )

/** Where there is a number that is none. */
function notFinite(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path]
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return []
  return Object.entries(value).flatMap(([name, one]) => notFinite(one, `${path}.${name}`))
}
const sumOf = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0)
const ordered = (plan: ReturnType<typeof planItem>) => (plan.need === 'now' ? plan.quantity : 0)

describe('a plan', () => {
  it('has figures that are finite, not negative and whole where they are units, and parts that sum up', () => {
    fc.assert(
      fc.property(facts, (one) => {
        const plan = planItem(one)
        // An item in which nothing was asked for has no usual interval between two demands.
        const shown = { ...plan, channels: plan.channels.map(({ ahead: _, pattern: __, ...rest }) => rest) }
        expect(notFinite(shown)).toEqual([])
        expect(plan.position).toBe(one.stock.sellable + one.stock.onOrder - one.stock.owed)
        for (const units of [plan.safetyStock, plan.reorderPoint, plan.quantity, plan.overstock, plan.pooled]) {
          expect(units).toBeGreaterThanOrEqual(0)
          expect(Number.isInteger(units)).toBe(true)
        }
        const of = (part: 'safetyStock' | 'alone' | 'suggestion' | 'perDay' | 'shareOfSafety' | 'shareOfDemand') =>
          sumOf(plan.channels.map((channel) => channel[part]))
        expect(of('suggestion')).toBe(plan.channels.length === 0 ? 0 : ordered(plan))
        expect(of('perDay')).toBeCloseTo(plan.perDay, 6)
        if (plan.channels.length > 0) expect(of('safetyStock')).toBe(plan.safetyStock)
        expect(of('alone')).toBe(plan.aloneSafetyStock)
        if (plan.safetyStock > 0) expect(of('shareOfSafety')).toBeCloseTo(1, 9)
        if (plan.perDay > 0) expect(of('shareOfDemand')).toBeCloseTo(1, 9)
        expect(plan.overstock).toBeLessThanOrEqual(Math.max(0, one.stock.sellable - one.stock.owed))
        for (const { quantiles } of plan.channels) {
          expect(quantiles.p50).toBeLessThanOrEqual(quantiles.p90)
          expect(quantiles.p95).toBeLessThanOrEqual(quantiles.p98)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('suggests nothing exactly when nothing is due or it is withheld', () => {
    fc.assert(
      fc.property(facts, (one) => {
        const plan = planItem(one)
        const { withheld, need, quantity, inDays, position, reorderPoint } = plan
        if (plan.perDay > 0) expect(need === 'now').toBe(position <= reorderPoint)
        else expect(need === 'now').toBe(position < 0)
        expect(ordered(plan) === 0).toBe(need !== 'now' || withheld === 'minimum-expires')
        expect(quantity === plan.wanted).toBe(withheld === null)
        if (quantity > 0) expect(quantity).toBeGreaterThanOrEqual(one.minimum)
        expect(quantity % one.multiple).toBe(0)
        if (need === 'now') expect(inDays).toBe(0)
        if (need === 'soon') expect(inDays).toBeLessThanOrEqual(one.soonDays)
        if (need === 'now' && withheld === null) expect(position + quantity).toBeGreaterThan(reorderPoint - 1)
      }),
      { numRuns: 100 },
    )
  })

  it('never orders more, or sooner, where more is there', () => {
    fc.assert(
      fc.property(facts, fc.integer({ min: 1, max: 400 }), (one, more) => {
        const { stock } = one
        const plan = planItem(one)
        for (const fuller of [
          { ...stock, sellable: stock.sellable + more },
          { ...stock, onOrder: stock.onOrder + more },
          { ...stock, owed: Math.max(0, stock.owed - more) },
        ]) {
          const then = planItem({ ...one, stock: fuller })
          expect(ordered(then)).toBeLessThanOrEqual(ordered(plan))
          expect(then.inDays ?? 1e9).toBeGreaterThanOrEqual(plan.inDays ?? 1e9)
          expect(then.reorderPoint).toBe(plan.reorderPoint)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('keeps no less for a channel alone where it is promised more', () => {
    const kind = fc.constantFrom('cycle' as const, 'fill' as const)
    // Promises are given in parts of a hundred or a thousand: of finer ones the spread is not known so well, and of a handful of
    // days of which one asks for a million times as much as the others nothing is known.
    const ordinary = history.map((one) => ({ ...one, units: one.units.map((units) => Math.min(units, 60)) }))
    const level = fc.integer({ min: 500, max: 999 }).map((thousandths) => thousandths / 1_000)
    fc.assert(
      fc.property(ordinary, kind, level, level, (past, promised, one, other) => {
        const safety = (to: number) =>
          planItem(factsOf({ channels: [channelOf({ history: past, target: { kind: promised, level: to } })] }))
        const [lower, higher] = [safety(Math.min(one, other)), safety(Math.max(one, other))]
        expect(higher.safetyStock).toBeGreaterThanOrEqual(lower.safetyStock)
      }),
      { numRuns: 100 },
    )
  })

  it('orders up to what lasts until the next look, and says when it will be due', () => {
    const plan = (sellable: number, over: Partial<ItemFacts> = {}) =>
      planItem(factsOf({ channels: [selling(steady(10))], stock: { sellable, onOrder: 0, owed: 0 }, ...over }))
    const { reorderPoint } = plan(0)
    expect(reorderPoint).toBe(120 + plan(0).safetyStock)
    expect(plan(0)).toMatchObject({ need: 'now', inDays: 0, quantity: reorderPoint + 40, position: 0 })
    expect(plan(reorderPoint)).toMatchObject({ need: 'now', quantity: 40 })
    expect(plan(reorderPoint + 1)).toMatchObject({ need: 'soon', inDays: 0, quantity: 40 })
    expect(plan(reorderPoint + 79)).toMatchObject({ need: 'soon', inDays: 7 })
    expect(plan(reorderPoint + 80)).toMatchObject({ need: 'none', inDays: 8 })
    expect(plan(reorderPoint + 10 * 3_650 + 9)).toMatchObject({ need: 'none', inDays: 3_650 })
    expect(plan(reorderPoint + 10 * 3_651)).toMatchObject({ need: 'none', inDays: null })
    expect(plan(100, { stock: { sellable: 100, onOrder: 30, owed: 50 } })).toMatchObject({
      ...{ position: 80, daysOfCover: 5, quantity: reorderPoint - 80 + 40 },
    })
  })

  it('orders what is owed also where nobody asks for more, and nothing else', () => {
    const owing = (owed: number, over: Partial<ItemFacts> = {}) =>
      planItem(factsOf({ channels: [selling(steady(0))], stock: { sellable: 5, onOrder: 0, owed }, ...over }))
    expect(owing(5)).toMatchObject({ need: 'none', quantity: 0 })
    expect(owing(8)).toMatchObject({ need: 'now', quantity: 3, daysOfCover: null })
    expect(owing(8, { multiple: 12 })).toMatchObject({ need: 'now', quantity: 12 })
    expect(owing(8, { shelfLifeDays: 5 })).toMatchObject({ need: 'now', quantity: 3 })
    expect(owing(8, { shelfLifeDays: 5, minimum: 10 })).toMatchObject({ quantity: 0, withheld: 'minimum-expires' })
  })

  it('asks for no more than an event says, however long it is', () => {
    const during = (special: ChannelFacts['special']) =>
      planItem(factsOf({ channels: [selling(steady(10), { special })] })).perDay
    // Twelve days: the lead time and half a review.
    expect(during([{ days: 6, uplift: 3 }])).toBeCloseTo(20, 6)
    expect(during([{ days: 12, uplift: 3 }])).toBeCloseTo(30, 6)
    expect(during([{ days: 14, uplift: 3 }])).toBeCloseTo(30, 6)
    expect(during([{ days: 14, uplift: 0.5 }])).toBeCloseTo(5, 6)
    expect(during([{ days: 14, uplift: null }])).toBeCloseTo(10, 6)
    expect(during([{ days: 14, uplift: 0 }])).toBe(0)
  })

  it('calls nothing too much of which nobody knows', () => {
    const stocked = (days: number, perDay = 0) =>
      planItem(
        factsOf({ channels: [selling(steady(perDay, days))], stock: { sellable: 5_000, onOrder: 0, owed: 100 } }),
      )
    expect(stocked(179)).toMatchObject({ isKnown: false, overstock: 0 })
    expect(stocked(180)).toMatchObject({ isKnown: true, overstock: 4_900 })
    expect(stocked(60, 10)).toMatchObject({ isKnown: true, overstock: 4_900 - 1_800 })
    expect(planItem(factsOf({ stock: { sellable: 9, onOrder: 0, owed: 0 } }))).toMatchObject({
      overstock: 0,
      channels: [],
    })
  })

  it('reckons what a day without costs: what a unit earns, never less than nothing, and what a missing one costs', () => {
    const cost = (margin: number | null) =>
      planItem(factsOf({ channels: [selling(steady(10), { margin, penalty: 30 })] })).withoutPerDay
    expect([cost(200), cost(null), cost(-70)].map(Math.round)).toEqual([2_300, 300, 300])
  })
})
