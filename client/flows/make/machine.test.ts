import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { transactionTypes } from '../../../shared/transactions/index.ts'
import type { StockRow } from '../../../shared/wire/pull.ts'
import type { Named } from '../../replica/name.ts'
import { type Step, stay } from '../flow.ts'
import { CUP, itemOf, lotRowOf, OAT, scanned, TODAY } from '../standing-cases.ts'
import { type MakeAction, type MakeState, makeMachine, startMake } from './machine.ts'

const BAR = itemOf('BAR')
const MILK = itemOf('MILK', { rotation: 'fefo' })
const NUT = itemOf('NUT', { traced: true })
const PROPOSED = '260301-9F3A2C'

const stockOf = (lot: string, quantity: number, more: Partial<StockRow> = {}): StockRow => ({
  sku: 'OAT',
  lot,
  location: 'A-01',
  status: 'available',
  quantity,
  allocated: 0,
  suspect: 0,
  ...more,
})
const HERE: MakeAction = {
  type: 'here',
  bin: 'A-01',
  here: [stockOf('L1', 18), stockOf('L2', 5)],
  lots: [
    lotRowOf('L1', { expiresOn: '2026-09-01' }),
    lotRowOf('L2', { expiresOn: '2026-08-01' }),
    lotRowOf('L8', { held: true }),
    lotRowOf('L9', { expiresOn: '2026-02-28' }),
  ],
}

const run = (state: MakeState, ...inputs: (Named | MakeAction)[]): Step<MakeState> =>
  inputs.reduce<Step<MakeState>>(
    (step, input) => ('type' in input ? makeMachine.act(step.state, input) : makeMachine.scan(step.state, input)),
    stay(state),
  )
const done: MakeAction = { type: 'quantity-done' }
const quantity = (units: number): MakeAction => ({ type: 'quantity', quantity: units })
const start = startMake(TODAY, PROPOSED)
const bin = scanned.place('A-01', 'pick')
const atBin = run(start, { type: 'kind', kind: 'repack' }, bin, HERE).state
const wentIn = run(atBin, scanned.item(OAT, 'L1', 12), done).state
const cameOut = (state: MakeState, ...more: (Named | MakeAction)[]) =>
  run(state, { type: 'all-in' }, { type: 'product', item: BAR }, ...more)

function expectStop(before: MakeState, input: Named | MakeAction, said: string, expected: string): void {
  const step = run(before, input)
  expect(step).toMatchObject({ tone: 'wrong', state: { stop: { scanned: said, expected } } })
  expect(step.record).toBeUndefined()
}

describe('what goes in', () => {
  it('is place, goods, quantity; another place by its scan', () => {
    expect(run(atBin, scanned.item(OAT, 'L1', 12))).toMatchObject({
      tone: 'right',
      state: { stage: 'goods-quantity', part: { lot: 'L1', quantity: 12 } },
    })
    const two = run(wentIn, scanned.place('B-02', 'pick'), scanned.item(CUP), quantity(30), done).state
    expect(two.consumed).toMatchObject([
      { item: OAT, lot: 'L1', location: 'A-01', quantity: 12 },
      { item: CUP, lot: '', location: 'B-02', quantity: 30 },
    ])
  })
  it('counts up by the same scan, and the same lot is one line', () => {
    expect(run(atBin, scanned.item(OAT, 'L1'), scanned.item(OAT, 'L1'), scanned.item(OAT)).word).toBe('3')
    expect(run(wentIn, scanned.item(OAT, 'L1'), done).state.consumed).toMatchObject([{ quantity: 13 }])
  })
  it('without its lot is asked about, where there are two', () => {
    const asked = run(atBin, scanned.item(OAT))
    expect(asked).toMatchObject({ tone: 'attention', state: { stage: 'goods-lot' } })
    expect(run(asked.state, { type: 'consumed-lot', lot: 'L2' }).state.part).toMatchObject({ lot: 'L2' })
    expect(run(asked.state, scanned.text('L1')).state.part).toMatchObject({ lot: 'L1' })
    const one = run(atBin, { ...HERE, here: [stockOf('L2', 5)] })
    expect(run(one.state, scanned.item(OAT)).state).toMatchObject({ stage: 'goods-quantity', part: { lot: 'L2' } })
  })
  it('is not a lot on hold or expired, by its label or by choice', () => {
    expectStop(atBin, scanned.item(OAT, 'L8'), 'Lot L8 is on hold.', 'It must not be used.')
    expectStop(atBin, scanned.item(OAT, 'L9'), 'Lot L9 expired on 28 Feb 2026.', 'It must not be used.')
    expectStop(
      atBin,
      scanned.item(OAT, 'L7', 1, '2026-01-31'),
      'Lot L7 expired on 31 Jan 2026.',
      'It must not be used.',
    )
    const asked = run(atBin, scanned.item(OAT)).state
    expectStop(asked, { type: 'consumed-lot', lot: 'L8' }, 'Lot L8 is on hold.', 'It must not be used.')
    expect(run(asked, { type: 'consumed-lot', lot: 'L8' }).state).toMatchObject({ stage: 'goods', part: null })
  })
  it('of rework is what was set apart for it', () => {
    const here = [stockOf('L1', 4, { status: 'rework' })]
    const state = run(start, { type: 'kind', kind: 'rework' }, bin, { ...HERE, here }, scanned.item(OAT, 'L1'), done)
    expect(state.state.consumed).toMatchObject([{ status: 'rework' }])
  })
  it.each([
    ['also where good units of the lot stand beside it', OAT, 'L1'],
    ['also of an item without lots', CUP, undefined],
  ])('of rework is what was set apart for it, %s', (_, item, lot) => {
    const stock = { sku: item.sku, lot: lot ?? '' }
    const here = [stockOf('L1', 9, stock), stockOf('L1', 4, { ...stock, status: 'rework' })]
    const at = (kind: 'rework' | 'kit') =>
      run(start, { type: 'kind', kind }, bin, { ...HERE, here }, scanned.item(item, lot), done).state
    expect(at('rework').consumed).toMatchObject([{ status: 'rework' }])
    expect(at('kit').consumed).toMatchObject([{ status: 'available' }])
  })
  it.each<[string, MakeState, Named | MakeAction, string, string]>([
    [
      'goods before the place',
      run(start, { type: 'kind', kind: 'kit' }).state,
      scanned.item(OAT, 'L1'),
      'That is OAT bars, lot L1.',
      'Scan the place first.',
    ],
    [
      'other goods while some are counted',
      run(atBin, scanned.item(OAT, 'L1')).state,
      scanned.item(CUP),
      'That is CUP bars.',
      'Say how many of OAT bars first, or go back.',
    ],
    [
      'nothing',
      run(atBin, scanned.item(OAT, 'L1'), quantity(0)).state,
      done,
      '0 is not possible.',
      'Scan or type how many go in.',
    ],
    ['a badge', atBin, scanned.badge, 'That is a badge.', 'Scan what goes in, from A-01.'],
    ['a damaged code', atBin, scanned.damaged, 'Scan again.', 'Scan what goes in, from A-01.'],
  ])('is stopped: %s', (_, state, input, said, expected) => expectStop(state, input, said, expected))
  it('can be left out again, and must be something', () => {
    expect(run(wentIn, { type: 'leave-out', index: 0 }).state.consumed).toEqual([])
    expect(run(atBin, { type: 'all-in' }).state.stage).toBe('goods')
  })
})

describe('what comes out', () => {
  it('has a new lot: the proposed one, a typed one, or that of its label', () => {
    const asked = cameOut(wentIn).state
    expect(asked.stage).toBe('lot')
    for (const [input, lot] of [
      [{ type: 'lot', lot: PROPOSED }, PROPOSED],
      [scanned.text('B-77'), 'B-77'],
      [scanned.item(BAR, 'B-78'), 'B-78'],
    ] as const)
      expect(run(asked, input).state).toMatchObject({ stage: 'quantity', product: { lot } })
    expect(run(wentIn, { type: 'all-in' }, scanned.item(BAR, 'B-79', 6)).state).toMatchObject({
      stage: 'quantity',
      product: { lot: 'B-79', quantity: 6 },
    })
  })
  it('does not come out under a number that went in', () => {
    const asked = cameOut(wentIn).state
    expectStop(asked, { type: 'lot', lot: 'L1' }, 'Lot L1 went in.', 'What comes out is a new lot.')
    expectStop(asked, scanned.item(BAR, 'L1'), 'Lot L1 went in.', 'What comes out is a new lot.')
    const scannedAtOnce = run(wentIn, { type: 'all-in' }, scanned.item(BAR, 'L1'))
    expect(scannedAtOnce).toMatchObject({ tone: 'wrong', state: { stage: 'lot', product: { lot: null } } })
    expectStop(
      asked,
      { type: 'lot', lot: 'Ł1' },
      '"Ł1" is no lot number.',
      'A lot has 1 to 20 letters, digits or signs.',
    )
  })
  it('is asked for its expiry where that rules its rotation', () => {
    const asked = run(wentIn, { type: 'all-in' }, { type: 'product', item: MILK }, { type: 'lot', lot: 'M1' }).state
    expect(asked.stage).toBe('expiry')
    expect(run(asked, { type: 'expiry', expiresOn: '2026-12-01' }).state.product).toMatchObject({
      expiresOn: '2026-12-01',
    })
    expect(run(asked, scanned.item(MILK, undefined, 1, '2026-11-01')).state.product).toMatchObject({
      expiresOn: '2026-11-01',
    })
  })
  it('without lots is not asked for one', () =>
    expect(run(wentIn, { type: 'all-in' }, scanned.item(CUP)).state.stage).toBe('quantity'))
  it('is not set down in a blocked place', () => {
    const placed = cameOut(wentIn, { type: 'lot', lot: PROPOSED }, quantity(10), done).state
    expectStop(
      placed,
      scanned.place('Q-01', 'storage', { blocked: true }),
      'Q-01 is blocked.',
      'Set it down at another place.',
    )
  })
})

describe('what is recorded', () => {
  const dock = scanned.place('DOCK-1', 'dock')
  const checked = cameOut(wentIn, { type: 'lot', lot: PROPOSED }, quantity(10), done, dock).state
  it('is one transformation of all that went in and came out', () =>
    expect(run(checked, { type: 'record' })).toMatchObject({
      tone: 'done',
      word: 'Recorded',
      undo: '10 × BAR bars',
      record: [
        {
          type: 'transform',
          payload: {
            kind: 'repack',
            consumed: [{ sku: 'OAT', lot: 'L1', location: 'A-01', status: 'available', quantity: 12 }],
            produced: [{ sku: 'BAR', lot: PROPOSED, location: 'DOCK-1', quantity: 10, producedOn: TODAY }],
          },
        },
      ],
      state: { stage: 'recorded' },
    }))
  it('may be several products', () => {
    const two = run(checked, { type: 'another-product' }, scanned.item(CUP), quantity(2), done, dock, {
      type: 'record',
    })
    expect(two.record).toMatchObject([{ payload: { produced: [{ sku: 'BAR' }, { sku: 'CUP', lot: null }] } }])
  })
  it('is recorded once by two quick taps', () => {
    const step = run(checked, { type: 'record' })
    expect(run(step.state, { type: 'record' }).record).toBeUndefined()
    expect(run(step.state, { type: 'anew', proposal: 'next' }).state).toEqual(startMake(TODAY, 'next'))
  })
  it('from the line is a production receipt', () => {
    const made = run(start, { type: 'kind', kind: 'receipt' }, scanned.item(BAR, 'B-1', 24), done, dock, {
      type: 'record',
    })
    expect(made.record).toEqual([
      { type: 'produce', payload: { sku: 'BAR', lot: 'B-1', quantity: 24, location: 'DOCK-1', producedOn: TODAY } },
    ])
  })
  it('asks for the document of traced goods, which may be left out', () => {
    const lot: MakeAction = { type: 'lot', lot: PROPOSED }
    const asked = run(start, { type: 'kind', kind: 'receipt' }, scanned.item(NUT), lot, done, dock)
    expect(asked).toMatchObject({ tone: 'attention', state: { stage: 'document' } })
    const told = run(asked.state, scanned.text('WO-7'), { type: 'document-done' }, { type: 'record' })
    expect(told.record).toMatchObject([{ payload: { documentType: 'Work order', documentNumber: 'WO-7' } }])
    const skipped = run(asked.state, { type: 'skip-document' }, { type: 'record' })
    expect(skipped.record?.[0]?.payload).not.toHaveProperty('documentNumber')
  })
  it('can be told again from the last product, with what went in', () =>
    expect(run(checked, { type: 'back' }).state).toMatchObject({
      stage: 'product',
      made: [],
      consumed: [{ lot: 'L1' }],
    }))
})

describe('any scans and taps', () => {
  const inputs = fc.constantFrom<Named | MakeAction>(
    bin,
    HERE,
    scanned.place('DOCK-1', 'dock'),
    scanned.item(OAT, 'L1', 12),
    scanned.item(OAT, 'L8'),
    scanned.item(OAT),
    scanned.item(CUP),
    scanned.item(BAR, 'B-1'),
    scanned.item(MILK),
    scanned.item(NUT, 'N1'),
    scanned.text('L1'),
    scanned.text('X-5'),
    scanned.badge,
    { type: 'kind', kind: 'receipt' },
    { type: 'kind', kind: 'kit' },
    { type: 'all-in' },
    { type: 'lot', lot: PROPOSED },
    { type: 'expiry', expiresOn: null },
    quantity(7),
    done,
    done,
    { type: 'document-done' },
    { type: 'skip-document' },
    { type: 'another-product' },
    { type: 'record' },
    { type: 'back' },
  )
  it('never throw, never bring out a number that went in, never use what must not be, and never record on a stop', () => {
    let recorded = 0
    fc.assert(
      fc.property(fc.array(inputs, { minLength: 20, maxLength: 120, size: 'max' }), (all) => {
        let state = start
        for (const input of all) {
          const step = run(state, input)
          if (step.tone === 'wrong') expect(step.record).toBeUndefined()
          for (const { type, payload } of step.record ?? []) {
            recorded += 1
            expect(v.safeParse(transactionTypes[type].schema, payload).issues).toBeUndefined()
            if (type !== 'transform') continue
            const used = payload.consumed.map(({ lot }) => lot)
            expect(used).not.toContain('L8')
            for (const { lot } of payload.produced) expect(lot === null || !used.includes(lot ?? '')).toBe(true)
          }
          expect(makeMachine.say(step.state)).not.toMatch(/null|undefined/)
          state = step.state.stage === 'recorded' ? start : step.state
        }
      }),
      { numRuns: 1000 },
    )
    expect(recorded).toBeGreaterThan(20)
  })
})
