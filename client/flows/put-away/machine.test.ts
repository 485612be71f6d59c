import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { Scan, ScanKind } from '../../../shared/barcode/scan.ts'
import { transactionTypes } from '../../../shared/transactions/index.ts'
import { type ItemRow, stockKey } from '../../../shared/wire/pull.ts'
import { number } from '../../language/t.ts'
import type { Named } from '../../replica/name.ts'
import { type Step, stay } from '../flow.ts'
import { itemCase } from '../item-cases.ts'
import { type DockLine, type PutAwayAction, type PutAwayState, putAwayMachine, startPutAway } from './machine.ts'

const OAT = itemCase('OAT', 'Oats')
const CUP = itemCase('CUP', 'Cups', { lotTracked: false })
const TEA = itemCase('TEA', 'Tea', { rotation: 'fefo' })

const scanOf = (kind: ScanKind, code: string): Scan => ({ kind, text: code, code, ais: [], warnings: [] })
const label = (item: ItemRow, lot?: string): Named => ({
  kind: 'item',
  scan: scanOf('item', item.sku),
  item,
  quantity: 1,
  ...(lot === undefined ? {} : { lot }),
})
const place = (code: string, blocked = false): Named => ({
  kind: 'location',
  scan: scanOf('location', code),
  location: { code, kind: 'pick', within: null, pickSequence: 0, blocked, sscc: null },
})
const text: Named = { kind: 'text', scan: scanOf('unknown', 'ZZ-77'), text: 'ZZ-77' }
const problem: Named = { kind: 'problem', scan: scanOf('invalid', '?'), say: 'Scan again.' }
const badge: Named = { kind: 'badge', scan: scanOf('badge', 'SECRET'), secret: 'SECRET' }
const line = (item: ItemRow, lot: string, quantity: number, more: Partial<DockLine> = {}): DockLine => ({
  sku: item.sku,
  lot,
  location: 'DOCK-1',
  status: 'available',
  quantity,
  allocated: 0,
  suspect: 0,
  item,
  bin: 'A-01',
  ...more,
})

const OATS = line(OAT, 'L1', 12)
const CUPS = line(CUP, '', 40, { bin: null })
const TEA_1 = line(TEA, 'T1', 5)
const TEA_2 = line(TEA, 'T2', 7, { status: 'uninspected' })
const dock = startPutAway([OATS, CUPS, TEA_1, TEA_2])

const run = (state: PutAwayState, ...inputs: (Named | PutAwayAction)[]): Step<PutAwayState> =>
  inputs.reduce<Step<PutAwayState>>(
    (step, input) => ('kind' in input ? putAwayMachine.scan(step.state, input) : putAwayMachine.act(step.state, input)),
    stay(state),
  )
const inHand = run(dock, label(OAT, 'L1')).state

/** The scan is not taken: what it was, what was expected, nothing recorded, everything else as it was. */
function expectStop(before: PutAwayState, input: Named | PutAwayAction, scanned: string, expected: string): void {
  const step = run(before, input)
  expect(step).toMatchObject({ tone: 'wrong', word: scanned, state: { stop: { scanned, expected } } })
  expect(step.record).toBeUndefined()
  expect({ ...step.state, stop: null }).toEqual({ ...before, stop: null })
}

describe('goods on the dock', () => {
  it('are asked for', () => expect(putAwayMachine.say(dock)).toBe('Scan goods on the dock'))

  it('are carried in two scans', () => {
    expect(run(dock, label(OAT, 'L1'))).toMatchObject({ tone: 'right', state: { stage: 'bin', quantity: 12 } })
    expect(putAwayMachine.say(inHand)).toBe('Scan bin A-01')
    expect(run(inHand, place('A-01'))).toMatchObject({
      tone: 'done',
      word: '12 in A-01',
      undo: '12 × Oats to A-01',
      record: [
        {
          type: 'move',
          payload: { sku: 'OAT', lot: 'L1', quantity: 12, from: 'DOCK-1', to: 'A-01', status: 'available' },
        },
      ],
      state: { stage: 'goods', chosen: null, stop: null },
    })
  })

  it('may be chosen by a tap', () => expect(run(dock, { type: 'choose', line: OATS }).state).toEqual(inHand))

  it('without lots are known by a label that carries one all the same', () =>
    expect(run(dock, label(CUP, 'X9')).state).toMatchObject({ stage: 'bin', chosen: CUPS }))

  it('keep their status on the way', () =>
    expect(run(dock, label(TEA, 'T2'), place('A-01')).record).toMatchObject([{ payload: { status: 'uninspected' } }]))

  it.each<[string, Named, string, string]>([
    [
      'of another lot',
      label(OAT, 'L9'),
      'That is Oats, lot L9.',
      'It is not on a dock. Receive it first, or look it up.',
    ],
    ['that nobody knows', text, 'ZZ-77 is not known here.', 'Scan goods on the dock.'],
    ['with a damaged label', problem, 'Scan again.', 'Scan goods on the dock.'],
    ['that are a badge', badge, 'That is a badge.', 'Scan goods on the dock.'],
    ['that are a bin', place('A-01'), 'That is A-01.', 'Scan the goods first.'],
  ])('%s are stopped, and the next right scan clears it', (_, input, scanned, expected) => {
    expectStop(dock, input, scanned, expected)
    expect(run(dock, input, label(OAT, 'L1')).state).toEqual(inHand)
  })

  it('in hand are put away before others', () => {
    expectStop(inHand, label(CUP), 'That is Cups.', 'Put Oats away first, or go back.')
    expect(run(inHand, { type: 'back' }).state).toEqual(dock)
  })
})

describe('two lots of an item on the dock', () => {
  const asked = run(dock, label(TEA))

  it('are asked about where the label does not say which', () => {
    expect(asked).toMatchObject({ tone: 'attention', word: '2 lots', state: { stage: 'lot', choices: [TEA_1, TEA_2] } })
    expect(putAwayMachine.say(asked.state)).toBe('Which lot is it?')
  })

  it('are told apart by a tap', () =>
    expect(run(asked.state, { type: 'choose', line: TEA_2 }).state).toMatchObject({
      stage: 'bin',
      chosen: TEA_2,
      quantity: 7,
      choices: [],
    }))

  it('are told apart by a label that says which', () =>
    expect(run(asked.state, label(TEA, 'T1')).state).toMatchObject({ stage: 'bin', chosen: TEA_1 }))

  it('are not told apart by a bin or a text', () => {
    expectStop(asked.state, place('A-01'), 'That is A-01.', 'Scan the goods first.')
    expectStop(asked.state, text, 'ZZ-77 is not known here.', 'Which lot is it?')
  })

  it('may be left', () => expect(run(asked.state, { type: 'back' }).state).toEqual(dock))
})

describe('the bin', () => {
  it('is any, where none is free', () => {
    const cups = run(dock, label(CUP)).state
    expect(putAwayMachine.say(cups)).toBe('Scan the bin you put it in')
    expect(run(cups, place('B-07')).record).toMatchObject([{ payload: { to: 'B-07', quantity: 40, lot: null } }])
  })

  it.each<[string, Named, string, string]>([
    ['a blocked one', place('A-01', true), 'A-01 is blocked.', 'Put it in another bin.'],
    ['the dock itself', place('DOCK-1'), 'DOCK-1 is where it stands.', 'Scan bin A-01.'],
    ['a text', text, 'ZZ-77 is not known here.', 'Scan bin A-01.'],
    ['a problem', problem, 'Scan again.', 'Scan bin A-01.'],
  ])('is not %s, and the next right scan clears it', (_, input, scanned, expected) => {
    expectStop(inHand, input, scanned, expected)
    expect(run(inHand, input, place('A-01'))).toMatchObject({ tone: 'done', state: { stop: null } })
  })

  describe('that is another than suggested', () => {
    const asked = run(inHand, place('B-02'))

    it('is asked about, and nothing is recorded yet', () => {
      expect(asked).toMatchObject({ tone: 'attention', word: 'B-02', state: { stage: 'other-bin', otherBin: 'B-02' } })
      expect(asked.record).toBeUndefined()
      expect(putAwayMachine.say(asked.state)).toBe('Put it in B-02 instead?')
    })

    it.each<[string, Named | PutAwayAction, string]>([
      ['by a tap', { type: 'accept-bin' }, 'B-02'],
      ['by scanning it again', place('B-02'), 'B-02'],
      ['for the suggested one after all', place('A-01'), 'A-01'],
    ])('is settled %s', (_, input, to) => expect(run(asked.state, input).record).toMatchObject([{ payload: { to } }]))

    it('is asked about again when it is a third one', () =>
      expect(run(asked.state, place('B-03')).state).toMatchObject({ stage: 'other-bin', otherBin: 'B-03' }))

    it('may be left for the suggested one', () =>
      expect(run(asked.state, { type: 'back' }).state).toMatchObject({ stage: 'bin', otherBin: null }))

    it('is not asked for its goods', () =>
      expectStop(asked.state, label(OAT, 'L1'), 'That is Oats, lot L1.', 'Put Oats away first, or go back.'))

    it('is not one that is blocked', () =>
      expectStop(inHand, place('B-02', true), 'B-02 is blocked.', 'Put it in another bin.'))
  })
})

describe('not all of it', () => {
  const counting = run(inHand, { type: 'change-quantity' }).state
  const typed = (quantity: number) => run(counting, { type: 'quantity', quantity }).state

  it('is asked for', () => expect(putAwayMachine.say(counting)).toBe('How many go into this bin?'))

  it('is carried, and the rest waits', () => {
    const step = run(typed(5), { type: 'quantity-done' }, place('A-01'))
    expect(step).toMatchObject({ word: '5 in A-01', record: [{ payload: { quantity: 5 } }] })
    expect(run(step.state, label(OAT, 'L1')).state).toMatchObject({ stage: 'bin', quantity: 7 })
  })

  it('leaves nothing behind where it was all', () => {
    const step = run(inHand, place('A-01'))
    expectStop(
      step.state,
      label(OAT, 'L1'),
      'That is Oats, lot L1.',
      'It is not on a dock. Receive it first, or look it up.',
    )
  })

  it.each([0, -1, 13])('is not %i of 12', (quantity) => {
    const words = [`${number(quantity)} is not possible.`, 'There are 12 on the dock.'] as const
    expectStop(typed(quantity), { type: 'quantity-done' }, ...words)
    // A guard on one path only is none: neither the bin's scan nor going back may bring it in.
    expectStop(typed(quantity), place('A-01'), ...words)
    expectStop(run(typed(quantity), { type: 'back' }).state, place('A-01'), ...words)
    const other = run(typed(quantity), place('B-02')).state
    expectStop(other, { type: 'accept-bin' }, ...words)
  })

  it('asked for late, when nothing is in hand any more, changes nothing', () => {
    const step = run(
      inHand,
      place('A-01'),
      { type: 'change-quantity' },
      { type: 'quantity-done' },
      { type: 'accept-bin' },
    )
    expect(step).toMatchObject({ tone: 'quiet', state: { stage: 'goods', stop: null } })
    expect(step.record).toBeUndefined()
  })
})

describe('a dock that is loaded anew', () => {
  it('leaves what is in hand in hand', () => {
    const step = run(inHand, { type: 'waiting', waiting: [CUPS] })
    expect(step).toMatchObject({ tone: 'quiet', state: { stage: 'bin', chosen: OATS, waiting: [CUPS] } })
  })

  it('leaves a stop to be read', () =>
    expect(run(dock, text, { type: 'waiting', waiting: [OATS] }).state.stop?.scanned).toBe('ZZ-77 is not known here.'))
})

describe('any scans and taps', () => {
  const lines = fc.constantFrom(OATS, CUPS, TEA_1, TEA_2)
  const scans = fc.oneof(
    fc
      .tuple(fc.constantFrom(OAT, CUP, TEA), fc.constantFrom(undefined, 'L1', 'T1', 'T2'))
      .map(([item, lot]) => label(item, lot)),
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('DOCK-1', 'A-01', 'B-02'), fc.nat(5))
        .map(([code, dice]) => place(code, dice === 0)),
    },
    fc.constantFrom(text, problem, badge),
  )
  const taps = fc.oneof(
    fc.constantFrom<PutAwayAction>(
      { type: 'change-quantity' },
      { type: 'quantity-done' },
      { type: 'accept-bin' },
      { type: 'back' },
    ),
    lines.map((chosen): PutAwayAction => ({ type: 'choose', line: chosen })),
    fc.integer({ min: -5, max: 50 }).map((quantity): PutAwayAction => ({ type: 'quantity', quantity })),
  )

  it('never throw, never carry what does not stand there, and never record on a stop', () => {
    let recorded = 0
    fc.assert(
      fc.property(fc.array(fc.oneof(scans, taps), { minLength: 5, maxLength: 60, size: 'max' }), (inputs) => {
        let state = dock
        for (const input of inputs) {
          const step = run(state, input)
          if (step.tone === 'wrong') expect(step.record).toBeUndefined()
          for (const { type, payload } of step.record ?? []) {
            expect(v.safeParse(transactionTypes[type].schema, payload).issues).toBeUndefined()
            const { chosen, quantity } = state
            expect(payload).toMatchObject({ from: chosen?.location, sku: chosen?.sku, quantity })
            expect(quantity).toBeLessThanOrEqual(chosen?.quantity ?? 0)
            recorded += 1
          }
          expect(putAwayMachine.say(step.state)).not.toMatch(/null|undefined/)
          const keys = step.state.waiting.map(stockKey)
          expect(new Set(keys).size).toBe(keys.length)
          state = step.state
        }
      }),
      { numRuns: 500 },
    )
    expect(recorded).toBeGreaterThan(200)
  })
})
