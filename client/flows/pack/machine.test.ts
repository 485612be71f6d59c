import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { transactionTypes } from '../../../shared/transactions/index.ts'
import type { Named } from '../../replica/name.ts'
import { shortLabel } from '../carton-label.ts'
import { type Step, stay } from '../flow.ts'
import {
  CARTON,
  CUP,
  FRESH,
  itemOf,
  lineOf,
  lotRowOf,
  OAT,
  orderOf,
  PALLET,
  SECOND,
  scanned,
  TODAY,
} from '../standing-cases.ts'
import { leftToPack, packLines } from './lines.ts'
import { type PackAction, type PackState, packMachine, startPack } from './machine.ts'

const RYE = itemOf('RYE')
/** Ten oats of one lot in two places, and two cups. */
const ORDER = orderOf(1, [
  lineOf(OAT, 'L1', 'TOTE-4', 6),
  lineOf(OAT, 'L1', 'STAGE-1', 4),
  lineOf(CUP, '', 'STAGE-1', 2),
])
const MIXED = orderOf(2, [lineOf(OAT, 'L1', 'STAGE-1', 1), lineOf(OAT, 'L2', 'STAGE-1', 1)], { missing: 3 })

const run = (state: PackState, ...inputs: (Named | PackAction)[]): Step<PackState> =>
  inputs.reduce<Step<PackState>>(
    (step, input) => ('kind' in input ? packMachine.scan(step.state, input) : packMachine.act(step.state, input)),
    stay(state),
  )
const open: PackAction = { type: 'new-unit', sscc: CARTON }
const start = startPack([ORDER, MIXED], TODAY)
const begun = run(start, scanned.order(ORDER), open).state
const typed = (quantity: number): PackAction[] => [
  { type: 'ask-quantity' },
  { type: 'quantity', quantity },
  { type: 'quantity-done' },
]

/** The scan is not taken: nothing is recorded, and what is packed stays as it was. */
function expectStop(before: PackState, input: Named | PackAction, said: string, expected: string): void {
  const step = run(before, input)
  expect(step).toMatchObject({ tone: 'wrong', state: { stop: { scanned: said, expected } } })
  expect(step.record).toBeUndefined()
  expect(step.state.chosen).toEqual(before.chosen)
}

describe('the order', () => {
  it('is scanned, chosen, or found by the tote that it stands in', () => {
    for (const input of [
      scanned.order(ORDER),
      scanned.place('TOTE-4', 'unit'),
      { type: 'choose', order: ORDER } as const,
    ])
      expect(run(start, input)).toMatchObject({ tone: 'right', word: 'Order S-1', state: { stage: 'unit' } })
  })
  it('is asked where several stand at one place', () =>
    expect(run(start, scanned.place('STAGE-1'))).toMatchObject({
      tone: 'attention',
      state: { at: 'STAGE-1', chosen: null },
    }))
  it('goes on in the carton that was begun', () => {
    const part = orderOf(1, [lineOf(OAT, 'L1', CARTON, 2), lineOf(OAT, 'L1', 'STAGE-1', 4)])
    expect(run(startPack([part], TODAY), scanned.carton(CARTON)).state).toMatchObject({
      stage: 'goods',
      unit: { code: CARTON, sscc: CARTON },
    })
  })
  it('is one of which something was picked', () => {
    expectStop(start, scanned.order(orderOf(9, [])), 'That is order S-9.', 'Nothing of it stands ready. Pick it first.')
    expectStop(start, scanned.place('A-01', 'pick'), 'That is A-01.', 'Nothing that was picked stands there.')
    expectStop(start, scanned.item(OAT, 'L1'), 'That is OAT bars, lot L1.', 'Scan or choose the order first.')
  })
  it('is not changed while its carton is open', () =>
    expectStop(begun, scanned.order(MIXED), 'That is order S-2.', 'Close the carton of S-1 first, or go back.'))
})

describe('a carton', () => {
  const chosen = run(start, scanned.order(ORDER)).state
  it('is new, with a number of this device', () =>
    expect(run(chosen, open)).toMatchObject({
      word: `Carton ${shortLabel(CARTON)}`,
      state: { stage: 'goods', unit: { code: CARTON } },
    }))
  it('cannot be new where no number is left', () =>
    expectStop(
      chosen,
      { type: 'new-unit', sscc: null },
      'No carton numbers are left here.',
      'Scan a printed label, or go where the network is.',
    ))
  it('may have a label that was printed ahead, when a person says so', () => {
    const asked = run(chosen, scanned.freshLabel(FRESH))
    expect(asked).toMatchObject({ tone: 'attention', state: { stage: 'fresh-label', asked: { sscc: FRESH } } })
    for (const yes of [scanned.freshLabel(FRESH), scanned.text(FRESH), { type: 'accept-label' } as const])
      expect(run(asked.state, yes).state).toMatchObject({ stage: 'goods', unit: { code: FRESH, sscc: FRESH } })
    expect(run(asked.state, scanned.freshLabel(SECOND)).state.asked).toEqual({ sscc: SECOND })
    expect(run(asked.state, { type: 'back' }).state).toMatchObject({ stage: 'unit', asked: null })
  })
  it('is an empty tote that gets a label', () => {
    const asked = run(chosen, scanned.place('TOTE-9', 'unit'))
    expect(asked).toMatchObject({ tone: 'attention', state: { stage: 'fresh-label', asked: { unit: 'TOTE-9' } } })
    expect(run(asked.state, { type: 'accept-label' }).state.stage).toBe('fresh-label')
    const labelled = run(asked.state, open, scanned.item(OAT, 'L1'))
    expect(labelled.record?.[0]?.payload).toMatchObject({ unit: 'TOTE-9', sscc: CARTON })
  })
  it('is not the tote that the goods stand in, a lane, or one that has left', () => {
    expectStop(
      chosen,
      scanned.place('TOTE-4', 'unit'),
      'That is TOTE-4.',
      'The goods stand in it. Take a carton, or an empty tote.',
    )
    expectStop(chosen, scanned.place('STAGE-1'), 'That is STAGE-1.', 'Scan or open a carton.')
    const gone = scanned.carton(CARTON, { within: '@customer' })
    expectStop(chosen, gone, `That is carton ${shortLabel(CARTON)}.`, 'It has left with a shipment.')
  })
  it('of another order is not packed', () => {
    const other = orderOf(3, [lineOf(OAT, 'L1', SECOND, 2)])
    const state = run(startPack([ORDER, other], TODAY), scanned.order(ORDER)).state
    expectStop(state, scanned.carton(SECOND), `That is carton ${shortLabel(SECOND)}.`, 'It is for order S-3.')
  })
  it('is changed by scanning another one, and closed by its own label', () => {
    const packed = run(begun, scanned.item(OAT, 'L1')).state
    expect(run(packed, scanned.carton(SECOND)).state).toMatchObject({ stage: 'goods', unit: { code: SECOND } })
    expect(run(packed, scanned.carton(CARTON))).toMatchObject({ tone: 'attention', state: { stage: 'check' } })
    expect(run(begun, scanned.carton(CARTON)).state.stage).toBe('goods')
  })
  it('comes before the goods', () => {
    const expected = 'Scan a carton first, or open a new one.'
    expectStop(chosen, scanned.item(OAT, 'L1'), 'That is OAT bars, lot L1.', expected)
  })
})

describe('goods', () => {
  it('are recorded at each scan, from where they stand', () => {
    const first = run(begun, scanned.item(OAT, 'L1'))
    expect(first).toMatchObject({
      tone: 'right',
      word: '1 of 10 packed',
      undo: '1 × OAT',
      record: [
        {
          type: 'pack',
          payload: {
            orderId: ORDER.order.id,
            orderExternalId: 'S-1',
            channel: 'shop',
            sscc: CARTON,
            lines: [{ sku: 'OAT', lot: 'L1', quantity: 1, from: 'TOTE-4' }],
          },
        },
      ],
    })
    expect(first.record?.[0]?.payload).not.toHaveProperty('unit')
    const all = run(first.state, scanned.item(OAT, 'L1', 6), scanned.item(OAT, 'L1', 3))
    expect(all).toMatchObject({ tone: 'done', word: '10 of 10 packed' })
    expect(run(first.state, scanned.item(OAT, 'L1', 6)).record).toMatchObject([
      {
        payload: {
          lines: [
            { quantity: 5, from: 'TOTE-4' },
            { quantity: 1, from: 'STAGE-1' },
          ],
        },
      },
    ])
  })
  it('without lots are counted all the same', () =>
    expect(run(begun, scanned.item(CUP)).record).toMatchObject([{ payload: { lines: [{ sku: 'CUP', lot: null }] } }]))
  it('of which many are in it are typed as a total', () => {
    const scannedOne = run(begun, scanned.item(OAT, 'L1')).state
    expect(run(scannedOne, ...typed(10)).record).toMatchObject([
      { payload: { lines: [{ quantity: 5 }, { quantity: 4 }] } },
    ])
    expect(run(scannedOne, ...typed(1)).record).toBeUndefined()
    expect(run(scannedOne, ...typed(11)).state.stop).toMatchObject({ scanned: '11 is too many.' })
    expect(run(scannedOne, ...typed(0)).state.stop).toMatchObject({ scanned: '0 is not possible.' })
    expect(run(begun, ...typed(3)).record).toBeUndefined()
  })

  it.each<[string, Named, string, string]>([
    ['another lot', scanned.item(OAT, 'L9'), 'That is lot L9.', 'Lot L1 was picked.'],
    ['another item', scanned.item(RYE, 'R1'), 'That is RYE bars, lot R1.', 'It was not picked for order S-1.'],
    [
      'a case of more than there are',
      scanned.item(OAT, 'L1', 12),
      'The label stands for 12.',
      'Only 10 are still to be packed.',
    ],
    ['a damaged code', scanned.damaged, 'Scan again.', 'Scan what you put in.'],
    ['a badge', scanned.badge, 'That is a badge.', 'Scan what you put in.'],
    ['a lane', scanned.place('STAGE-1'), 'That is STAGE-1.', 'Scan what you put in.'],
  ])('are not %s', (_, input, said, expected) => expectStop(begun, input, said, expected))

  it('that are too many are stopped', () => {
    const all = run(begun, scanned.item(OAT, 'L1', 10)).state
    expectStop(all, scanned.item(OAT, 'L1'), 'That is OAT bars, lot L1.', 'All 10 are packed.')
  })
  it('on hold or expired never pass', () => {
    const held = orderOf(1, [lineOf(OAT, 'L1', 'STAGE-1', 2, { lotRow: lotRowOf('L1', { held: true }) })])
    const old = orderOf(1, [lineOf(OAT, 'L1', 'STAGE-1', 2, { lotRow: lotRowOf('L1', { expiresOn: '2026-02-28' }) })])
    const opened = (order: typeof held) => run(startPack([order], TODAY), scanned.order(order), open).state
    expectStop(opened(held), scanned.item(OAT, 'L1'), 'Lot L1 is on hold.', 'It must not leave.')
    expectStop(opened(held), scanned.item(OAT), 'Lot L1 is on hold.', 'It must not leave.')
    expectStop(opened(old), scanned.item(OAT, 'L1'), 'Lot L1 expired on 28 Feb 2026.', 'It must not leave.')
  })

  it('whose label does not say the lot are asked about, where there are two', () => {
    const mixed = run(start, scanned.order(MIXED), open).state
    const asked = run(mixed, scanned.item(OAT))
    expect(asked).toMatchObject({ tone: 'attention', state: { stage: 'lot', choices: [{ lot: 'L1' }, { lot: 'L2' }] } })
    expect(run(asked.state, { type: 'lot', lot: 'L2' }).record).toMatchObject([{ payload: { lines: [{ lot: 'L2' }] } }])
    expect(run(asked.state, { type: 'lot', lot: 'L9' }).record).toBeUndefined()
    const one = run(asked.state, { type: 'lot', lot: 'L2' }).state
    expect(run(one, scanned.item(OAT)).record).toMatchObject([{ payload: { lines: [{ lot: 'L1' }] } }])
  })
})

describe('closing', () => {
  const packed = run(begun, scanned.item(OAT, 'L1', 10), scanned.item(CUP, undefined, 2)).state
  it('is done when all of it is packed', () =>
    expect(run(packed, { type: 'close' })).toMatchObject({
      tone: 'done',
      word: 'S-1 is packed',
      state: { stage: 'closed' },
    }))
  it('of an empty carton is none', () =>
    expectStop(begun, { type: 'close' }, 'Nothing is in this carton.', 'Scan what you put in, or go back.'))
  it('with something missing asks: another carton, or the rest later', () => {
    const asked = run(begun, scanned.item(OAT, 'L1', 10), { type: 'close' })
    expect(asked).toMatchObject({ tone: 'attention', word: '2 are not packed', state: { stage: 'check' } })
    expect(run(asked.state, { type: 'next-unit' }).state).toMatchObject({ stage: 'unit', unit: null })
    expect(run(asked.state, { type: 'ship-later' }).state.stage).toBe('closed')
    expect(run(asked.state, scanned.item(CUP)).record).toMatchObject([{ payload: { sscc: CARTON } }])
    expect(run(begun, { type: 'ship-later' }).state.stage).toBe('goods')
  })
  it('counts what is still to be picked as missing', () => {
    const state = run(start, scanned.order(MIXED), open, scanned.item(OAT, 'L1'), scanned.item(OAT, 'L2')).state
    expect(run(state, { type: 'close' })).toMatchObject({ word: '3 are not packed', state: { stage: 'check' } })
  })
  it('puts it on a pallet, known or new', () => {
    const closed = run(packed, { type: 'close' }, { type: 'to-pallet' }).state
    const known = run(closed, scanned.carton(PALLET))
    expect(known).toMatchObject({
      tone: 'done',
      word: `On pallet ${shortLabel(PALLET)}`,
      record: [{ type: 'moveUnit', payload: { unit: CARTON, to: PALLET } }],
      state: { stage: 'closed', chosen: { units: [{ code: CARTON, pallet: PALLET }] } },
    })
    for (const input of [scanned.freshLabel(FRESH), { type: 'new-unit', sscc: FRESH } as const])
      expect(run(closed, input).record).toEqual([{ type: 'moveUnit', payload: { unit: CARTON, to: FRESH } }])
    expectStop(closed, scanned.carton(CARTON), `That is ${CARTON}.`, 'That is the carton. Scan the pallet.')
    expectStop(closed, scanned.place('STAGE-1'), 'That is STAGE-1.', 'Scan the pallet, or begin a new one.')
    const beside = orderOf(5, [lineOf(OAT, 'L1', 'TOTE-7', 1)])
    const two = run(closed, { type: 'orders', orders: [...closed.orders, beside] }).state
    expectStop(two, scanned.place('TOTE-7', 'unit'), 'That is TOTE-7.', 'Picked goods stand in it. Scan the pallet.')
  })
})

describe('a list that is loaded anew', () => {
  it('shows the order as it stands now', () => {
    const less = orderOf(1, [lineOf(OAT, 'L1', 'STAGE-1', 1)])
    const state = run(begun, { type: 'orders', orders: [less] }).state
    expect(state).toMatchObject({ stage: 'goods', unit: { code: CARTON } })
    expect(leftToPack(state.chosen ?? ORDER)).toBe(1)
  })
  it('lets go of an order that has left', () =>
    expect(run(begun, { type: 'orders', orders: [MIXED] }).state).toEqual(startPack([MIXED], TODAY)))
})

describe('any scans and taps', () => {
  const scans = fc.constantFrom<Named>(
    scanned.item(OAT, 'L1'),
    scanned.item(OAT, 'L1', 6),
    scanned.item(OAT, 'L2'),
    scanned.item(OAT),
    scanned.item(CUP),
    scanned.item(RYE, 'R1'),
    scanned.order(ORDER),
    scanned.order(MIXED),
    scanned.carton(CARTON),
    scanned.carton(SECOND),
    scanned.carton(PALLET),
    scanned.freshLabel(FRESH),
    scanned.place('STAGE-1'),
    scanned.place('TOTE-4', 'unit'),
    scanned.text('1Z999'),
    scanned.badge,
    scanned.damaged,
  )
  const taps = fc.oneof(
    fc.constantFrom<PackAction>(
      open,
      { type: 'new-unit', sscc: null },
      { type: 'accept-label' },
      { type: 'lot', lot: 'L1' },
      { type: 'ask-quantity' },
      { type: 'quantity-done' },
      { type: 'close' },
      { type: 'next-unit' },
      { type: 'ship-later' },
      { type: 'to-pallet' },
      { type: 'back' },
    ),
    fc.integer({ min: 0, max: 12 }).map((quantity): PackAction => ({ type: 'quantity', quantity })),
  )

  it('never throw, never pack what was not picked, and never record on a stop', () => {
    let recorded = 0
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 3, arbitrary: scans }, taps), { maxLength: 60, size: 'max' }),
        (inputs) => {
          let state = start
          for (const input of inputs) {
            const step = run(state, input)
            if (step.tone === 'wrong') expect(step.record).toBeUndefined()
            for (const { type, payload } of step.record ?? []) {
              expect(v.safeParse(transactionTypes[type].schema, payload).issues).toBeUndefined()
              if (type !== 'pack') continue
              recorded += 1
              const before = state.chosen === null ? 0 : leftToPack(state.chosen)
              const packed = payload.lines.reduce((sum, line) => sum + line.quantity, 0)
              expect(step.state.chosen && leftToPack(step.state.chosen)).toBe(before - packed)
            }
            for (const order of step.state.orders)
              for (const line of packLines(order)) expect(line.packed).toBeLessThanOrEqual(line.picked)
            expect(packMachine.say(step.state)).not.toMatch(/null|undefined/)
            state = step.state
          }
        },
      ),
      { numRuns: 500 },
    )
    expect(recorded).toBeGreaterThan(50)
  })
})
