import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  DISPOSITIONS,
  type DispositionCase,
  type DispositionRule,
  daysLeft,
  proposeDisposition,
  whyNot,
} from './disposition.ts'
import { questionsFor, reasonsOf, reworkCostOf, standardReturnSettings, wantsQuality } from './return-settings.ts'

const TODAY = '2026-06-15'

const oats: DispositionCase = {
  lotTracked: true,
  lot: 'L1',
  held: false,
  confirmed: true,
  expiresOn: '2027-01-01',
  hasSecondary: true,
  channel: 'shop',
  channelKind: 'dtc',
  reason: 'unwanted',
  condition: 'new',
  worth: 1_000,
  reworkCost: 200,
}
const standard = standardReturnSettings()
const proposed = (over: Partial<DispositionCase>) =>
  proposeDisposition({ ...oats, ...over }, standard.rules, TODAY).disposition

describe('what is possible', () => {
  const possible = (over: Partial<DispositionCase>) =>
    DISPOSITIONS.filter((one) => whyNot(one, { ...oats, ...over }, TODAY) === null)

  it('is everything for a lot that is known and good', () => {
    expect(possible({})).toEqual([...DISPOSITIONS])
  })
  it('of a lot that nobody knows is scrap, rework, or a supervisor', () => {
    expect(possible({ lot: '' })).toEqual(['rework', 'scrap', 'keep'])
    expect(possible({ lot: '', lotTracked: false })).toEqual([...DISPOSITIONS])
  })
  it('of a lot on hold, or expired, is nothing that sells it', () => {
    for (const over of [{ held: true }, { expiresOn: '2026-06-14' }])
      expect(possible(over)).toEqual(['rework', 'scrap', 'supplier', 'keep'])
    expect(possible({ expiresOn: TODAY })).toEqual([...DISPOSITIONS])
  })
  it('as a secondary SKU needs one, and a lot that was received', () => {
    expect(possible({ hasSecondary: false })).not.toContain('secondary')
    expect(possible({ confirmed: false })).not.toContain('secondary')
  })
})

describe('what the standard rules propose', () => {
  it.each([
    [{}, 'restock'],
    [{ condition: 'opened' }, 'secondary'],
    [{ condition: 'opened', hasSecondary: false }, 'rework'],
    [{ condition: 'opened', hasSecondary: false, worth: 200 }, 'scrap'],
    [{ condition: 'opened', hasSecondary: false, worth: null }, 'rework'],
    [{ condition: 'defective' }, 'scrap'],
    [{ condition: 'damaged' }, 'rework'],
    [{ condition: 'damaged', worth: 150 }, 'scrap'],
    [{ condition: 'packaging' }, 'rework'],
    [{ expiresOn: '2026-07-14' }, 'secondary'],
    [{ expiresOn: '2026-07-15' }, 'restock'],
    [{ expiresOn: '2026-07-14', hasSecondary: false }, 'restock'],
    [{ expiresOn: '2026-06-14' }, 'scrap'],
    [{ reason: 'recall' }, 'keep'],
    [{ lot: '' }, 'keep'],
    [{ held: true }, 'keep'],
    [{ condition: 'what nobody has described' }, 'restock'],
  ] as const)('%o: %s', (over, disposition) => {
    expect(proposed(over)).toBe(disposition)
  })

  it('is always possible, whatever the rules are', () => {
    const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })
    const rule: fc.Arbitrary<DispositionRule> = fc.record({
      channel: maybe(fc.constantFrom('shop', 'dtc', 'retail')),
      reason: maybe(fc.constantFrom('unwanted', 'recall')),
      condition: maybe(fc.constantFrom('new', 'opened')),
      fewerDaysThan: maybe(fc.nat(400)),
      worthLessThanRework: fc.boolean(),
      disposition: fc.constantFrom(...DISPOSITIONS),
    })
    const one = fc.record({
      lot: fc.constantFrom('', 'L1'),
      lotTracked: fc.boolean(),
      held: fc.boolean(),
      confirmed: fc.boolean(),
      hasSecondary: fc.boolean(),
      expiresOn: maybe(fc.constantFrom('2026-06-14', TODAY, '2026-07-01')),
      condition: fc.constantFrom('new', 'opened'),
      reason: fc.constantFrom('unwanted', 'recall'),
    })
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 6 }), one, (rules, over) => {
        const goods = { ...oats, ...over }
        const { disposition } = proposeDisposition(goods, rules, TODAY)
        expect(whyNot(disposition, goods, TODAY)).toBeNull()
      }),
    )
  })

  it('counts the days to the last one', () => {
    expect(daysLeft(TODAY, TODAY)).toBe(0)
    expect(daysLeft('2026-06-14', TODAY)).toBe(-1)
    expect(daysLeft(null, TODAY)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('what a channel is asked', () => {
  const codes = (list: { code: string }[]) => list.map(({ code }) => code)

  it('has the reasons of its kind', () => {
    const [shop, grocer] = [
      { channel: 'shop', kind: 'dtc' },
      { channel: 'grocer', kind: 'retail' },
    ]
    expect(codes(reasonsOf(standard, shop))).toContain('customer-damage')
    expect(codes(reasonsOf(standard, grocer))).not.toContain('customer-damage')
    expect(codes(reasonsOf(standard, grocer))).toContain('seasonal')
  })
  it('has the questions of its group and kind, each once', () => {
    const twice = { ...standard, checklists: [...standard.checklists, ...standard.checklists] }
    expect(codes(questionsFor(twice, null, { channel: 'grocer', kind: 'retail' }))).toEqual([
      'seal',
      'label',
      'case-count',
    ])
    const grouped = {
      ...standard,
      checklists: [{ group: 'frozen', channel: null, questions: [{ code: 'cold', text: 'It is cold' }] }],
    }
    expect(questionsFor(grouped, 'dry', { channel: 'shop', kind: 'dtc' })).toEqual([])
    expect(codes(questionsFor(grouped, 'frozen', { channel: 'shop', kind: 'dtc' }))).toEqual(['cold'])
  })
  it('goes through quality inspection where a customer damaged it', () => {
    expect(wantsQuality(standard, 'customer-damage')).toBe(true)
    expect(wantsQuality(standard, 'unwanted')).toBe(false)
  })
  it('knows what rework costs, by group', () => {
    const costs = { ...standard, reworkCosts: [{ group: 'frozen', cost: 900 }] }
    expect([reworkCostOf(costs, 'frozen'), reworkCostOf(costs, 'dry'), reworkCostOf(costs, null)]).toEqual([
      900, 200, 200,
    ])
  })
})
