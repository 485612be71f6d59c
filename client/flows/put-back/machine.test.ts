import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { transactionTypes } from '../../../shared/transactions/index.ts'
import type { ItemRow } from '../../../shared/wire/pull.ts'
import { number } from '../../language/t.ts'
import type { Named } from '../../replica/name.ts'
import { type Step, stay } from '../flow.ts'
import { CUP, idOf, itemOf, OAT, scanned } from '../standing-cases.ts'
import { type PutBackAction, type PutBackLine, type PutBackState, putBackMachine, startPutBack } from './machine.ts'

const lineOf = (
  n: number,
  item: ItemRow,
  lot: string,
  remaining: number,
  more: Partial<PutBackLine> = {},
): PutBackLine => ({
  id: idOf(n),
  kind: 'put-back',
  state: 'open',
  pickListId: null,
  orderId: idOf(70),
  lineId: idOf(71),
  sku: item.sku,
  lot,
  location: 'STAGE-1',
  quantity: remaining,
  done: 0,
  sequence: 0,
  tote: null,
  remaining,
  item,
  lotRow: undefined,
  unfit: undefined,
  orderName: 'S-1',
  bin: 'A-01',
  binBlocked: false,
  ...more,
})
const OATS = lineOf(1, OAT, 'L1', 3)
const OTHER_LOT = lineOf(2, OAT, 'L2', 1)
const HELD = lineOf(3, OAT, 'L9', 2, { location: 'TOTE-4', unfit: 'Lot L9 is on hold.', bin: 'Q-01', binBlocked: true })
const CUPS = lineOf(4, CUP, '', 5)

const run = (state: PutBackState, ...inputs: (Named | PutBackAction)[]): Step<PutBackState> =>
  inputs.reduce<Step<PutBackState>>(
    (step, input) => ('kind' in input ? putBackMachine.scan(step.state, input) : putBackMachine.act(step.state, input)),
    stay(state),
  )
const bin = (code: string, blocked = false) => scanned.place(code, 'storage', { blocked })
const start = startPutBack([OATS, HELD, CUPS])
const there = run(start, scanned.place('STAGE-1')).state
const inHand = run(there, scanned.item(OAT, 'L1')).state
const heldInHand = run(start, scanned.place('TOTE-4', 'unit'), scanned.item(OAT, 'L9')).state

function expectStop(before: PutBackState, input: Named | PutBackAction, said: string, expected: string): void {
  const step = run(before, input)
  expect(step).toMatchObject({ tone: 'wrong', state: { stop: { scanned: said, expected } } })
  expect(step.record).toBeUndefined()
}

describe('the way back', () => {
  it('is place, goods, bin: three scans and no tap', () => {
    expect(putBackMachine.say(start)).toBe('Go to STAGE-1 and scan it')
    expect(putBackMachine.say(there)).toBe('Scan what is to leave STAGE-1')
    expect(putBackMachine.say(inHand)).toBe('Scan bin A-01')
    expect(run(inHand, bin('A-01'))).toMatchObject({
      tone: 'done',
      word: '3 in A-01',
      undo: '3 × OAT bars to A-01',
      record: [
        {
          type: 'move',
          payload: { sku: 'OAT', lot: 'L1', quantity: 3, from: 'STAGE-1', to: 'A-01', status: 'available' },
        },
      ],
      state: { stage: 'goods', place: 'STAGE-1', lines: [HELD, CUPS] },
    })
  })
  it('goes on where something else stands, when this place is through', () =>
    expect(run(heldInHand, bin('Q-01', true)).state).toMatchObject({
      stage: 'place',
      place: null,
      lines: [OATS, CUPS],
    }))
  it('may be gone twice for one task', () => {
    const some = run(inHand, { type: 'change-quantity' }, { type: 'quantity', quantity: 2 }, { type: 'quantity-done' })
    const first = run(some.state, bin('A-01'))
    expect(first.record).toMatchObject([{ payload: { quantity: 2 } }])
    expect(run(first.state, scanned.item(OAT, 'L1'), bin('A-01')).record).toMatchObject([{ payload: { quantity: 1 } }])
  })
  it('carries no more than is asked back, and not nothing', () => {
    for (const quantity of [0, 4]) {
      const typed = run(inHand, { type: 'change-quantity' }, { type: 'quantity', quantity }).state
      expectStop(typed, { type: 'quantity-done' }, `${number(quantity)} is not possible.`, '3 are asked back.')
    }
  })
  it('of goods without lots names none', () =>
    expect(run(there, scanned.item(CUP), bin('A-01')).record).toMatchObject([{ payload: { sku: 'CUP', lot: null } }]))
})

describe('what is scanned', () => {
  const RYE = itemOf('RYE')
  it.each<[string, PutBackState, Named, string, string]>([
    [
      'a place where nothing is asked back',
      start,
      scanned.place('STAGE-2'),
      'That is STAGE-2.',
      'Nothing there is asked back.',
    ],
    [
      'goods before the place',
      start,
      scanned.item(OAT, 'L1'),
      'That is OAT bars, lot L1.',
      'Go to STAGE-1 and scan it.',
    ],
    [
      'goods that are not asked back',
      there,
      scanned.item(RYE),
      'That is RYE bars.',
      'It is not asked back. Leave it where it is.',
    ],
    [
      'another lot of it',
      there,
      scanned.item(OAT, 'L7'),
      'That is OAT bars, lot L7.',
      'It is not asked back. Leave it where it is.',
    ],
    [
      'other goods while some are in hand',
      inHand,
      scanned.item(CUP),
      'That is CUP bars.',
      'Put OAT bars back first, or go back.',
    ],
    ['where it stands', inHand, scanned.place('STAGE-1'), 'STAGE-1 is where it stands.', 'Scan bin A-01.'],
    ['another lane', inHand, scanned.place('STAGE-2'), 'That is STAGE-2.', 'It is to go on a shelf. Scan a bin.'],
    ['a blocked bin', inHand, bin('Q-01', true), 'Q-01 is blocked.', 'Put it in another bin.'],
    ['a damaged code', inHand, scanned.damaged, 'Scan again.', 'Scan bin A-01.'],
    ['a badge', start, scanned.badge, 'That is a badge.', 'Go to STAGE-1 and scan it.'],
  ])('is stopped: %s', (_, state, input, said, expected) => expectStop(state, input, said, expected))

  it('without its lot is asked about, where there are two', () => {
    const state = run(startPutBack([OATS, OTHER_LOT]), scanned.place('STAGE-1'), scanned.item(OAT))
    expect(state).toMatchObject({ tone: 'attention', state: { stage: 'lot', choices: [OATS, OTHER_LOT] } })
    expect(run(state.state, { type: 'choose', line: OTHER_LOT }).state.chosen).toEqual(OTHER_LOT)
  })
  it('another good bin is taken when it is scanned again, or said so', () => {
    const asked = run(inHand, bin('B-02'))
    expect(asked).toMatchObject({ tone: 'attention', state: { stage: 'other-bin', otherBin: 'B-02' } })
    for (const yes of [bin('B-02'), { type: 'accept-bin' } as const])
      expect(run(asked.state, yes).record).toMatchObject([{ payload: { to: 'B-02' } }])
    expect(run(asked.state, bin('A-01')).record).toMatchObject([{ payload: { to: 'A-01' } }])
  })
})

describe('what must not leave', () => {
  it('goes to a place that nobody picks from, this one or another', () => {
    for (const code of ['Q-01', 'Q-02'])
      expect(run(heldInHand, bin(code, true)).record).toMatchObject([{ payload: { lot: 'L9', to: code } }])
  })
  it('is asked about at an open bin', () =>
    expect(run(heldInHand, bin('A-01'))).toMatchObject({ tone: 'attention', state: { stage: 'other-bin' } }))
})

describe('a list that is loaded anew', () => {
  const fresh = (...lines: PutBackLine[]): PutBackAction => ({ type: 'lines', lines })
  it('keeps what is in hand, as it stands now', () =>
    expect(run(inHand, fresh({ ...OATS, remaining: 1 }), bin('A-01')).record).toMatchObject([
      { payload: { quantity: 1 } },
    ]))
  it('lets go of what is asked back no more', () => {
    expect(run(inHand, fresh(CUPS)).state).toEqual({ ...startPutBack([CUPS]), stage: 'goods', place: 'STAGE-1' })
    expect(run(there, fresh()).state).toEqual(startPutBack([]))
  })
})

describe('any scans and taps', () => {
  const inputs = fc.constantFrom<Named | PutBackAction>(
    scanned.place('STAGE-1'),
    scanned.place('TOTE-4', 'unit'),
    scanned.item(OAT, 'L1'),
    scanned.item(OAT, 'L9'),
    scanned.item(OAT),
    scanned.item(CUP),
    bin('A-01'),
    bin('B-02'),
    bin('Q-01', true),
    scanned.text('?'),
    { type: 'change-quantity' },
    { type: 'quantity', quantity: 1 },
    { type: 'quantity', quantity: 9 },
    { type: 'quantity-done' },
    { type: 'accept-bin' },
    { type: 'back' },
    { type: 'lines', lines: [OATS, CUPS] },
  )
  it('never throw, never carry what was not asked back, and never record on a stop', () => {
    let recorded = 0
    fc.assert(
      fc.property(fc.array(inputs, { minLength: 5, maxLength: 40, size: 'max' }), (all) => {
        let state = start
        for (const input of all) {
          const step = run(state, input)
          if (step.tone === 'wrong') expect(step.record).toBeUndefined()
          for (const { type, payload } of step.record ?? []) {
            expect(v.safeParse(transactionTypes[type].schema, payload).issues).toBeUndefined()
            if (type !== 'move') continue
            recorded += 1
            expect(payload.quantity).toBeLessThanOrEqual(state.chosen?.remaining ?? 0)
            expect(payload.from).toBe(state.chosen?.location)
          }
          expect(putBackMachine.say(step.state)).not.toMatch(/null|undefined/)
          state = step.state
        }
      }),
      { numRuns: 500 },
    )
    expect(recorded).toBeGreaterThan(50)
  })
})
