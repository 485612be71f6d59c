import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { Scan, ScanKind } from '../../../shared/barcode/scan.ts'
import { transactionTypes } from '../../../shared/transactions/index.ts'
import type { ItemRow, LotRow } from '../../../shared/wire/pull.ts'
import type { Named } from '../../replica/name.ts'
import { type Step, stay } from '../flow.ts'
import { itemCase } from '../item-cases.ts'
import {
  lineInHand,
  type PickAction,
  type PickJob,
  type PickLine,
  type PickState,
  pickMachine,
  pickProgress,
  startPick,
} from './machine.ts'

const TODAY = '2026-05-01'
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const OAT = itemCase('OAT', 'Oats')
const MILK = itemCase('MILK', 'Milk', { rotation: 'fefo' })
const CUP = itemCase('CUP', 'Cups', { lotTracked: false })

const lotRow = (sku: string, lot: string, receivedAt: number, more: Partial<LotRow> = {}): LotRow => ({
  sku,
  lot,
  expiresOn: null,
  producedOn: null,
  receivedAt,
  held: false,
  supplier: null,
  supplierLot: null,
  confirmed: true,
  ...more,
})
const OAT_LOTS = [
  lotRow('OAT', 'L1', 1_000),
  lotRow('OAT', 'L0', 500),
  lotRow('OAT', 'L2', 2_000),
  lotRow('OAT', 'L3', 3_000, { held: true }),
]
const MILK_LOTS = [
  lotRow('MILK', 'M1', 9_000, { expiresOn: '2026-06-01' }),
  lotRow('MILK', 'M2', 1_000, { expiresOn: '2026-07-01' }),
]

function line(n: number, item: ItemRow, lot: string, location: string, quantity: number, done = 0): PickLine {
  const lots = item === OAT ? OAT_LOTS : item === MILK ? MILK_LOTS : []
  return {
    id: id(n),
    kind: 'pick',
    state: 'open',
    pickListId: id(90),
    orderId: id(91),
    lineId: id(80 + n),
    sku: item.sku,
    lot,
    location,
    quantity,
    done,
    sequence: n,
    tote: null,
    remaining: quantity - done,
    taskId: id(n),
    redirected: false,
    policy: 'enforce',
    livesUntil: TODAY,
    item,
    lots,
    lotRow: lots.find((row) => row.lot === lot),
  }
}
const jobOf = (...lines: PickLine[]): PickJob => ({
  listId: id(90),
  orderId: id(91),
  orderName: 'S-1001',
  channel: 'shop',
  customer: 'Ada',
  staging: 'STAGE-1',
  lines,
  today: TODAY,
  free: [],
  totes: 'none',
  toteOf: {},
  brought: false,
  inBin: [],
})

const scanOf = (kind: ScanKind, code: string): Scan => ({ kind, text: code, code, ais: [], warnings: [] })
const label = (item: ItemRow, lot?: string, quantity = 1): Named => ({
  kind: 'item',
  scan: scanOf('item', item.sku),
  item,
  quantity,
  ...(lot === undefined ? {} : { lot }),
})
const bin = (code: string): Named => ({
  kind: 'location',
  scan: scanOf('location', code),
  location: { code, kind: 'pick', within: null, pickSequence: 0, blocked: false, sscc: null },
})
const text: Named = { kind: 'text', scan: scanOf('unknown', 'ZZ-77'), text: 'ZZ-77' }
const problem: Named = { kind: 'problem', scan: scanOf('invalid', '?'), say: 'Scan again.' }
const badge: Named = { kind: 'badge', scan: scanOf('badge', 'SECRET'), secret: 'SECRET' }
const take = (quantity: number | null): PickAction => ({ type: 'quantity', quantity })
const confirm: PickAction = { type: 'confirm' }
const short = (reason: 'missing' | 'damaged' | 'expired'): PickAction => ({ type: 'short', reason })

const run = (state: PickState, ...inputs: (Named | PickAction)[]): Step<PickState> =>
  inputs.reduce<Step<PickState>>(
    (step, input) => ('kind' in input ? pickMachine.scan(step.state, input) : pickMachine.act(step.state, input)),
    stay(state),
  )
const start = (...lines: PickLine[]) => startPick(jobOf(...lines))

/** The scan is not taken: what it was, what was expected, nothing recorded, everything else as it was. */
function expectStop(before: PickState, input: Named | PickAction, scanned: string, expected: string, todo?: string) {
  const step = run(before, input)
  expect(step).toMatchObject({ tone: 'wrong', word: scanned, state: { stop: { scanned, expected } } })
  expect(step.state.stop?.todo).toBe(todo)
  expect(step.record).toBeUndefined()
  expect({ ...step.state, stop: null }).toEqual({ ...before, stop: null })
}

const oats = start(line(1, OAT, 'L1', 'A-01', 5), line(2, CUP, '', 'B-01', 1))
const atBin = run(oats, bin('A-01')).state
const counting = run(atBin, label(OAT, 'L1')).state

describe('the bin', () => {
  it('is asked for first', () => {
    expect(oats).toMatchObject({ stage: 'bin', inHand: id(1) })
    expect(pickMachine.say(oats)).toBe('Scan bin A-01')
    expect(pickProgress(oats)).toBe('1 of 2')
    expect(atBin).toMatchObject({ stage: 'item', atBin: 'A-01' })
  })

  it.each<[string, Named, string, string]>([
    ['another bin', bin('B-01'), 'That is B-01.', 'Need A-01.'],
    ['the goods themselves', label(OAT, 'L1'), 'That is Oats, lot L1.', 'Scan bin A-01 first.'],
    ['a text', text, 'ZZ-77 is not known here.', 'Scan bin A-01.'],
    ['a damaged code', problem, 'Scan again.', 'Scan bin A-01.'],
    ['a badge', badge, 'That is a badge.', 'Scan bin A-01.'],
  ])('is not %s, and the right one clears it', (_, input, scanned, expected) => {
    expectStop(oats, input, scanned, expected)
    expect(run(oats, input, bin('A-01'))).toMatchObject({ tone: 'right', state: { stage: 'item', stop: null } })
  })

  it('scanned again changes nothing', () => expect(run(atBin, bin('A-01')).state).toEqual(atBin))

  it('that is wrong is stopped in front of the goods too', () =>
    expectStop(atBin, bin('B-01'), 'That is B-01.', 'Need A-01.'))

  it('is not asked for again by the next line in it', () => {
    const two = start(line(1, OAT, 'L1', 'A-01', 1), line(2, CUP, '', 'A-01', 1), line(3, MILK, 'M1', 'A-02', 1))
    const second = run(two, bin('A-01'), label(OAT, 'L1'))
    expect(second).toMatchObject({ tone: 'done', state: { inHand: id(2), stage: 'item' } })
    expect(pickMachine.say(second.state)).toBe('Scan Cups')
    expect(run(second.state, label(CUP)).state).toMatchObject({ inHand: id(3), stage: 'bin' })
  })
})

describe('the goods', () => {
  it('of one unit are picked by their scan, and the record names all that the server may have lost', () =>
    expect(run(start(line(1, OAT, 'L1', 'A-01', 1)), bin('A-01'), label(OAT, 'L1'))).toMatchObject({
      tone: 'done',
      word: '1 picked',
      undo: '1 × Oats',
      record: [
        {
          type: 'pick',
          payload: {
            taskId: id(1),
            sku: 'OAT',
            lot: 'L1',
            location: 'A-01',
            to: 'STAGE-1',
            quantity: 1,
            orderId: id(91),
            lineId: id(81),
            channel: 'shop',
            orderExternalId: 'S-1001',
          },
        },
      ],
    }))

  it('of a full case are picked by its scan', () =>
    expect(run(start(line(1, OAT, 'L1', 'A-01', 12)), bin('A-01'), label(OAT, 'L1', 12)).record).toMatchObject([
      { payload: { quantity: 12 } },
    ]))

  it('of a part of a case are counted, never the case', () => {
    const part = run(atBin, label(OAT, 'L1', 12))
    expect(part).toMatchObject({ tone: 'right', word: 'Lot L1', state: { stage: 'quantity', quantity: 5 } })
    expect(part.record).toBeUndefined()
    expectStop(part.state, label(OAT, 'L1', 12), 'That would be 12.', 'Only 5 are needed.')
  })

  it.each<[string, Named, string, string]>([
    ['another item', label(CUP), 'That is Cups.', 'Need Oats.'],
    ['a text', text, 'ZZ-77 is not known here.', 'Scan lot L1.'],
    ['a damaged code', problem, 'Scan again.', 'Scan lot L1.'],
  ])('are not %s, and the right ones clear it', (_, input, scanned, expected) => {
    expectStop(atBin, input, scanned, expected)
    expect(run(atBin, input, label(OAT, 'L1')).state).toEqual(counting)
  })

  it('without lots are known by a label that carries one all the same', () =>
    expect(run(start(line(1, CUP, '', 'A-01', 1)), bin('A-01'), label(CUP, 'X9')).record).toMatchObject([
      { payload: { lot: null } },
    ]))

  it('of a task that knows no order line name none', () => {
    const orphan = { ...line(1, CUP, '', 'A-01', 1), lineId: null }
    const job = { ...jobOf(orphan), channel: undefined }
    const payload = run(startPick(job), bin('A-01'), label(CUP)).record?.[0]?.payload
    expect(payload).not.toHaveProperty('lineId')
    expect(payload).not.toHaveProperty('channel')
  })
})

describe('a wrong lot', () => {
  it('that is younger is stopped with the one that goes first, and where it is', () =>
    expectStop(
      atBin,
      label(OAT, 'L2'),
      'That is lot L2.',
      'Lot L1 at A-01 goes first.',
      'It is older. Take 5 from A-01.',
    ))

  it('that is older than directed is stopped without a claim about age', () =>
    expectStop(atBin, label(OAT, 'L0'), 'That is lot L0.', 'Lot L1 is to be picked.', 'Take 5 from A-01.'))

  it('that nobody knows is stopped', () =>
    expectStop(atBin, label(OAT, 'L9'), 'That is lot L9.', 'Lot L1 is to be picked.', 'Take 5 from A-01.'))

  it('that is on hold is left where it is', () =>
    expectStop(atBin, label(OAT, 'L3'), 'Lot L3 is on hold.', 'Lot L1 is to be picked.', 'Leave it where it is.'))

  it('is younger by expiry where expiry decides, whatever came first', () => {
    const milk = run(start(line(1, MILK, 'M1', 'A-01', 2)), bin('A-01')).state
    expectStop(
      milk,
      label(MILK, 'M2'),
      'That is lot M2.',
      'Lot M1 at A-01 goes first.',
      'It is older. Take 2 from A-01.',
    )
  })

  it.each([label(OAT, 'L2'), label(OAT, 'L3'), label(OAT, 'L2', 5)])('is stopped while counting too: %#', (input) => {
    const step = run(counting, input)
    expect(step.tone).toBe('wrong')
    expect(step.record).toBeUndefined()
    expect(run(step.state, label(OAT, 'L1')).state).toMatchObject({ quantity: 1, stop: null })
  })
})

describe('another lot, after all', () => {
  const override = { supervisor: id(70), reason: 'The place is blocked', proof: 'proof' }
  const supervisor = { type: 'override', override } as const
  const takeOther = { type: 'other' } as const
  const stopped = run(atBin, label(OAT, 'L2')).state
  const asked = run(stopped, takeOther).state

  it('needs a supervisor where rotation is enforced, and records who, why and the proof', () => {
    expect(asked).toMatchObject({ stage: 'override', other: { lot: 'L2', location: 'A-01' } })
    expect(pickMachine.say(asked)).toBe("Scan a supervisor's badge")
    const known = run(asked, badge)
    expect(known).toMatchObject({ tone: 'right', state: { badge: 'SECRET' } })
    expect(run(known.state, supervisor, confirm)).toMatchObject({
      tone: 'done',
      record: [{ type: 'pick', payload: { taskId: id(1), lot: 'L2', location: 'A-01', quantity: 5, override } }],
      state: { other: null, badge: null },
    })
  })

  it('is not taken by a scan before it is allowed', () => {
    for (const input of [label(OAT, 'L2'), label(OAT, 'L1'), bin('A-01'), confirm]) {
      const step = run(asked, input)
      expect(step.record).toBeUndefined()
      expect(step.state.stage).toBe('override')
    }
  })

  it('is given up by going back', () => expect(run(asked, { type: 'back' }).state).toEqual(atBin))

  it('counts up by its own label only', () => {
    const taking = run(asked, badge, supervisor).state
    expect(run(taking, label(OAT, 'L2')).state).toMatchObject({ quantity: 1, other: { lot: 'L2' } })
    expect(run(taking, label(OAT, 'L1'))).toMatchObject({ tone: 'wrong', word: 'That is lot L1.' })
  })

  it('is never one on hold, or one that has expired', () => {
    expect(run(atBin, label(OAT, 'L3'), takeOther).state.stage).toBe('item')
    const old = start({
      ...line(1, MILK, 'M2', 'A-01', 2),
      lots: [lotRow('MILK', 'M1', 1, { expiresOn: '2026-04-30' })],
    })
    const step = run(old, bin('A-01'), label(MILK, 'M1'))
    expect(step.state.stop).toEqual({
      scanned: 'Lot M1 expired on 30 Apr 2026.',
      expected: 'Lot M2 is to be picked.',
      todo: 'Leave it where it is.',
    })
    expect(run(step.state, takeOther)).toMatchObject({ state: { stage: 'item' } })
  })

  it('from another bin is scanned there, with its lot', () => {
    const elsewhere = run(oats, bin('B-07'), takeOther).state
    expect(elsewhere).toMatchObject({ stage: 'other', other: { lot: null, location: 'B-07' } })
    expect(pickMachine.say(elsewhere)).toBe('Scan the lot to take at B-07')
    expect(run(elsewhere, label(OAT))).toMatchObject({ tone: 'wrong', word: 'The label has no lot.' })
    expect(run(elsewhere, label(OAT, 'L3'))).toMatchObject({ tone: 'wrong', word: 'Lot L3 is on hold.' })
    expect(run(elsewhere, label(OAT, 'L2'), badge, supervisor, confirm)).toMatchObject({
      record: [{ payload: { lot: 'L2', location: 'B-07', override } }],
    })
  })

  it('is no other lot where it is the directed one from another bin', () =>
    expect(run(oats, bin('B-07'), takeOther, label(OAT, 'L1'), confirm)).toMatchObject({
      record: [{ payload: { lot: 'L1', location: 'B-07', quantity: 5 } }],
    }))

  describe('where rotation is only warned of', () => {
    const lenient = run(start({ ...line(1, OAT, 'L1', 'A-01', 5), policy: 'warn' }), bin('A-01')).state

    it('may be taken after a word, without a supervisor', () => {
      const warned = run(lenient, label(OAT, 'L2'))
      expect(warned).toMatchObject({ tone: 'attention', word: 'Lot L1 at A-01 goes first.', state: { stage: 'warn' } })
      const step = run(warned.state, takeOther, confirm)
      expect(step).toMatchObject({ record: [{ payload: { lot: 'L2', location: 'A-01' } }] })
      expect(JSON.stringify(step.record)).not.toContain('override')
    })

    it('is taken at once where it is the older', () =>
      expect(run(lenient, label(OAT, 'L0')).state).toMatchObject({ stage: 'quantity', other: { lot: 'L0' } }))

    it('is still never one on hold', () =>
      expect(run(lenient, label(OAT, 'L3'))).toMatchObject({ tone: 'wrong', state: { stage: 'item' } }))
  })
})

describe('a directed lot that must not leave', () => {
  it.each([
    ['on hold', { held: true }, 'Lot L1 is on hold.'],
    ['expired', { expiresOn: '2026-04-30' }, 'Lot L1 expired on 30 Apr 2026.'],
  ])('is refused at the scan: %s', (_, change, scanned) => {
    const state = start({ ...line(1, OAT, 'L1', 'A-01', 1), lots: [lotRow('OAT', 'L1', 1_000, change)] })
    const step = run(state, bin('A-01'), label(OAT, 'L1'))
    expect(step).toMatchObject({ tone: 'wrong', word: scanned })
    expect(step.record).toBeUndefined()
    expect(step.state.stop?.other).toBeUndefined()
  })
})

describe('the rest of a line that was not there', () => {
  const free = [
    { sku: 'OAT', lot: 'L1', location: 'A-01', pickSequence: 1, quantity: 9, expiresOn: null },
    { sku: 'OAT', lot: 'L1', location: 'C-01', pickSequence: 9, quantity: 2, expiresOn: null },
    { sku: 'MILK', lot: 'L1', location: 'A-02', pickSequence: 2, quantity: 9, expiresOn: null },
    { sku: 'OAT', lot: 'L2', location: 'A-03', pickSequence: 2, quantity: 9, expiresOn: '2026-04-30' },
    { sku: 'OAT', lot: 'L4', location: 'A-04', pickSequence: 3, quantity: 1, expiresOn: '2026-05-01' },
  ]
  const job = { ...jobOf(line(1, OAT, 'L1', 'A-01', 5), line(2, CUP, '', 'B-01', 1)), free }
  const found = run(startPick(job), bin('A-01'), short('missing'), take(1), { type: 'confirm-short' })

  it('is directed to the next lots in rotation at once, in the order of the way', () => {
    expect(found).toMatchObject({ tone: 'attention', word: '1 of 5' })
    expect(found.record?.map(({ type }) => type)).toEqual(['pick', 'shortPick'])
    expect(found.state.job.lines.map(({ sku, lot, location, remaining }) => [sku, lot, location, remaining])).toEqual([
      ['OAT', 'L1', 'A-01', 0],
      ['CUP', '', 'B-01', 1],
      ['OAT', 'L4', 'A-04', 1],
      ['OAT', 'L1', 'C-01', 2],
    ])
  })

  it('is recorded for the task that asked for it, with the lot and place that it came from', () => {
    const step = run(found.state, bin('B-01'), label(CUP), bin('A-04'), label(OAT, 'L4'))
    expect(step.record).toMatchObject([{ type: 'pick', payload: { taskId: id(1), lot: 'L4', location: 'A-04' } }])
  })

  it('is not directed twice to the same units', () => {
    const again = run(found.state, bin('B-01'), label(CUP), short('missing'), { type: 'confirm-short' }).state
    expect(again.job.lines.filter(({ redirected }) => redirected).reduce((sum, one) => sum + one.quantity, 0)).toBe(3)
  })
})

describe('a batch', () => {
  const unit = (code: string): Named => ({
    kind: 'location',
    scan: scanOf('location', code),
    location: { code, kind: 'unit', within: null, pickSequence: 0, blocked: false, sscc: null },
  })
  const lane: Named = {
    kind: 'location',
    scan: scanOf('location', 'STAGE-1'),
    location: { code: 'STAGE-1', kind: 'staging', within: null, pickSequence: 0, blocked: false, sscc: null },
  }
  const of = (n: number, order: number, tote: string, quantity = 1): PickLine => ({
    ...line(n, CUP, '', 'A-01', quantity),
    orderId: id(order),
    orderName: `S-${order}`,
    tote,
  })
  const batch = { ...jobOf(of(1, 61, 'T1'), of(2, 62, 'T2'), of(3, 61, 'T1')), orderId: null, totes: 'wanted' as const }
  const asked = run(startPick(batch), bin('A-01'), label(CUP))

  it('asks for the tote before it records', () => {
    expect(asked).toMatchObject({ tone: 'right', state: { stage: 'tote' } })
    expect(asked.record).toBeUndefined()
    expect(pickMachine.say(asked.state)).toBe('Scan an empty tote for S-61')
    expect(run(asked.state, bin('A-02'))).toMatchObject({ tone: 'wrong', state: { stage: 'tote' } })
    expect(run(asked.state, label(CUP))).toMatchObject({ tone: 'wrong', state: { stage: 'tote' } })
  })

  it('gives each order its own tote and holds it to that', () => {
    const first = run(asked.state, unit('TOTE-7'))
    expect(first).toMatchObject({ tone: 'done', record: [{ payload: { to: 'TOTE-7', orderId: id(61) } }] })
    const second = run(first.state, label(CUP)).state
    expect(run(second, unit('TOTE-7'))).toMatchObject({ tone: 'wrong' })
    const third = run(second, unit('TOTE-8'), label(CUP)).state
    expect(pickMachine.say(third)).toBe('Scan tote TOTE-7')
    expect(run(third, unit('TOTE-8'))).toMatchObject({
      tone: 'wrong',
      state: { stop: { expected: 'Order S-61 goes into TOTE-7.' } },
    })
    const finished = run(third, unit('TOTE-7')).state
    expect(pickMachine.say(finished)).toBe('Bring the totes to STAGE-1 and scan it')
    expect(run(finished, unit('TOTE-7'))).toMatchObject({ tone: 'wrong' })
    const brought = run(finished, lane)
    expect(brought.record).toEqual([
      { type: 'moveUnit', payload: { unit: 'TOTE-7', to: 'STAGE-1' } },
      { type: 'moveUnit', payload: { unit: 'TOTE-8', to: 'STAGE-1' } },
    ])
    expect(pickMachine.say(brought.state)).toBe('Done. The totes stand at STAGE-1')
  })

  it('does not ask for a tote where nothing was found', () => {
    const none = run(startPick(batch), short('missing'), { type: 'confirm-short' })
    expect(none.record?.map(({ type }) => type)).toEqual(['shortPick'])
  })

  it('asks for it where a part was found, and then records both', () => {
    const part = run(startPick({ ...batch, lines: [of(1, 61, 'T1', 3)] }), short('damaged'), take(2), {
      type: 'confirm-short',
    })
    expect(part.state.stage).toBe('tote')
    expect(run(part.state, unit('TOTE-7')).record).toMatchObject([
      { type: 'pick', payload: { quantity: 2, to: 'TOTE-7' } },
      { type: 'shortPick', payload: { found: 2, reason: 'damaged' } },
    ])
  })

  it('goes to the lane where there is no tote', () =>
    expect(run(asked.state, { type: 'without-tote' }).record).toMatchObject([{ payload: { to: 'STAGE-1' } }]))
})

describe('a label without its lot', () => {
  const asked = run(atBin, label(OAT)).state

  it('is compared by eye', () => {
    expect(asked.stage).toBe('lot')
    expect(pickMachine.say(asked)).toBe('Which lot is on the label?')
    expect(run(asked, { type: 'choose-lot', lot: 'L1' }).state).toEqual(counting)
  })

  it('does not pick, not even the last unit', () =>
    expect(run(start(line(1, OAT, 'L1', 'A-01', 1)), bin('A-01'), label(OAT), label(OAT)).record).toBeUndefined())

  it('is made good by one that has it', () => {
    expect(run(asked, label(OAT, 'L1')).state).toEqual(counting)
    expectStop(
      asked,
      label(OAT, 'L2'),
      'That is lot L2.',
      'Lot L1 at A-01 goes first.',
      'It is older. Take 5 from A-01.',
    )
  })

  it('is made good by a second row that says the lot alone', () => {
    const row = (lot: string): Named => ({ kind: 'text', scan: scanOf('unknown', lot), text: lot, lot })
    expect(run(asked, row('L1')).state).toEqual(counting)
    expect(run(asked, row('L2'))).toMatchObject({ tone: 'wrong', word: 'That is lot L2.' })
    expect(run(asked, row('L3'))).toMatchObject({ tone: 'wrong', word: 'Lot L3 is on hold.' })
  })

  it('may be denied', () => expect(run(asked, { type: 'back' }).state).toEqual(atBin))
})

describe('the quantity', () => {
  it('stands there already, and one tap takes it', () => {
    expect(counting).toMatchObject({ stage: 'quantity', quantity: 5 })
    expect(pickMachine.say(counting)).toBe('Take 5')
    expect(run(counting, confirm)).toMatchObject({ word: '5 picked', record: [{ payload: { quantity: 5 } }] })
  })

  it('is counted up by scanning, and the last scan records it', () => {
    const one = label(OAT, 'L1')
    expect(run(counting, one)).toMatchObject({ word: '1 of 5', state: { quantity: 1 } })
    const four = run(counting, one, one, one, one)
    expect(four).toMatchObject({ word: '4 of 5' })
    expect(four.record).toBeUndefined()
    expect(run(four.state, one)).toMatchObject({ tone: 'done', record: [{ payload: { quantity: 5 } }] })
  })

  it('is counted up in packs, never beyond what is needed', () => {
    const two = run(counting, label(OAT, 'L1', 4)).state
    expectStop(two, label(OAT, 'L1', 4), 'That would be 8.', 'Only 5 are needed.')
    expect(run(two, label(OAT, 'L1', 4), label(OAT, 'L1'))).toMatchObject({ record: [{ payload: { quantity: 5 } }] })
  })

  it.each([0, null])('%s is no pick', (quantity) =>
    expectStop(run(counting, take(quantity)).state, confirm, 'Nothing taken.', 'Use Problem if the bin is empty.'))

  it('is never more than asked', () =>
    expectStop(run(counting, take(6)).state, confirm, '6 is too many.', 'Only 5 are needed.'))

  it('may be a part: the rest is asked for in the same bin', () => {
    const part = run(counting, take(3), confirm)
    expect(part).toMatchObject({
      word: '3 of 5',
      record: [{ payload: { quantity: 3 } }],
      state: { stage: 'item', inHand: id(1) },
    })
    expect(lineInHand(part.state)).toMatchObject({ done: 3, remaining: 2 })
    expect(run(part.state, label(OAT, 'L1')).state.quantity).toBe(2)
  })

  it('is recorded once by two quick taps', () =>
    expect(run(run(counting, confirm).state, confirm).record).toBeUndefined())
})

describe('a short pick', () => {
  const found = run(atBin, { type: 'problem' }, short('missing')).state

  it('asks what is wrong, then how many there were', () => {
    expect(pickMachine.say(run(atBin, { type: 'problem' }).state)).toBe('What is wrong here?')
    expect(pickMachine.say(found)).toBe('How many did you find?')
    expect(found).toMatchObject({ stage: 'found', quantity: 0 })
  })

  it('of an empty bin records no pick of nothing', () =>
    expect(run(found, { type: 'confirm-short' })).toMatchObject({
      tone: 'attention',
      word: '0 of 5',
      undo: 'short Oats',
      record: [{ type: 'shortPick', payload: { taskId: id(1), sku: 'OAT', lot: 'L1', location: 'A-01', found: 0 } }],
      state: { inHand: id(2), stage: 'bin' },
    }))

  it('with some found records the pick, then the short pick', () =>
    expect(run(found, take(2), { type: 'confirm-short' })).toMatchObject({
      undo: '2 × Oats',
      record: [
        { type: 'pick', payload: { quantity: 2 } },
        { type: 'shortPick', payload: { found: 2, reason: 'missing' } },
      ],
    }))

  it('after a part was picked counts that part as found', () => {
    const step = run(counting, take(3), confirm, short('damaged'), take(1), { type: 'confirm-short' })
    expect(step.record).toMatchObject([
      { type: 'pick', payload: { quantity: 1 } },
      { type: 'shortPick', payload: { found: 4, reason: 'damaged' } },
    ])
    expect(step.state.job.lines[0]).toMatchObject({ done: 4, remaining: 0 })
  })

  it.each([5, 6])('with %i of 5 found is none', (quantity) =>
    expectStop(
      run(found, take(quantity)).state,
      { type: 'confirm-short' },
      `${quantity} is all that is needed.`,
      'Go back and take them.',
    ))

  it('is possible before the bin is scanned, for who cannot reach it', () =>
    expect(run(oats, { type: 'problem' }, short('missing'), { type: 'confirm-short' }).record).toMatchObject([
      { type: 'shortPick', payload: { found: 0 } },
    ]))

  it.each([false, true])('may be left, to where the line was (bin scanned: %s)', (scanned) => {
    const before = scanned ? atBin : oats
    expect(run(before, { type: 'problem' }, { type: 'back' }).state).toEqual(before)
    expect(run(before, short('missing'), { type: 'back' }).state).toEqual(before)
  })

  it('is not answered by scanning the goods: what is damaged must not be picked', () => {
    const last = start(line(1, OAT, 'L1', 'A-01', 1))
    const asked = run(last, bin('A-01'), { type: 'problem' }).state
    expectStop(asked, label(OAT, 'L1'), 'That is Oats, lot L1.', 'What is wrong here? Or go back.')
    const damaged = run(asked, short('damaged')).state
    expectStop(damaged, label(OAT, 'L1'), 'That is Oats, lot L1.', 'How many did you find? Or go back.')
  })

  it('is no way around the bin', () => {
    const last = start(line(1, OAT, 'L1', 'A-01', 1))
    expect(run(last, { type: 'problem' }, label(OAT, 'L1')).record).toBeUndefined()
    expect(run(last, { type: 'problem' }, bin('A-01'), { type: 'back' }, label(OAT, 'L1')).record).toHaveLength(1)
  })

  it('does not stand for a scan of its bin', () => {
    const two = start(line(1, OAT, 'L1', 'A-01', 5), line(2, CUP, '', 'A-01', 1))
    expect(run(two, short('missing'), { type: 'confirm-short' }).state).toMatchObject({ inHand: id(2), stage: 'bin' })
    const there = run(two, bin('A-01'), short('missing'), { type: 'confirm-short' }).state
    expect(there).toMatchObject({ inHand: id(2), stage: 'item' })
  })

  it('is recorded once by two quick taps', () =>
    expect(run(found, { type: 'confirm-short' }, { type: 'confirm-short' }).record).toBeUndefined())
})

describe('a list that is loaded anew', () => {
  const fresh = (...lines: PickLine[]): PickAction => ({ type: 'job', job: jobOf(...lines) })

  it('leaves what is in hand in hand', () => {
    const step = run(counting, take(3), fresh(line(0, MILK, 'M1', 'A-00', 1), line(1, OAT, 'L1', 'A-01', 5)))
    expect(step).toMatchObject({ tone: 'quiet', state: { stage: 'quantity', inHand: id(1), quantity: 3 } })
  })

  it('leaves a stop to be read', () =>
    expect(run(atBin, text, fresh(line(1, OAT, 'L1', 'A-01', 5))).state.stop?.scanned).toBe('ZZ-77 is not known here.'))

  it('never lets more be taken than it asks for now', () => {
    const less = run(counting, fresh(line(1, OAT, 'L1', 'A-01', 2)))
    expectStop(less.state, confirm, '5 is too many.', 'Only 2 are needed.')
    expectStop(less.state, label(OAT, 'L1'), 'That would be 6.', 'Only 2 are needed.')
  })

  it.each<[string, PickLine[]]>([
    ['is gone', [line(2, CUP, '', 'B-01', 1)]],
    ['is done', [line(1, OAT, 'L1', 'A-01', 5, 5), line(2, CUP, '', 'B-01', 1)]],
  ])('goes on where the line in hand %s', (_, lines) =>
    expect(run(counting, fresh(...lines)).state).toMatchObject({ inHand: id(2), stage: 'bin', quantity: null }))

  it('asks for the new bin where the line in hand has moved', () =>
    expect(run(counting, fresh(line(1, OAT, 'L1', 'C-09', 5))).state).toMatchObject({ stage: 'bin', inHand: id(1) }))

  it('finds more to do on a list that was finished', () => {
    const done = run(start(line(1, CUP, '', 'A-01', 1)), bin('A-01'), label(CUP)).state
    const more = run(done, fresh(line(1, CUP, '', 'A-01', 1, 1), line(2, OAT, 'L1', 'A-01', 2))).state
    expect(more).toMatchObject({ stage: 'item', inHand: id(2) })
  })
})

describe('a finished list', () => {
  const done = run(start(line(1, CUP, '', 'A-01', 1)), bin('A-01'), label(CUP)).state

  it('says where to bring it', () => {
    expect(done).toMatchObject({ stage: 'finished', inHand: null })
    expect(pickMachine.say(done)).toBe('All picked. Bring it to STAGE-1')
    expect(pickProgress(done)).toBe('1 of 1')
  })

  it('is finished from the start where nothing is asked for', () => expect(start().stage).toBe('finished'))

  it('takes no scan any more', () => expectStop(done, label(CUP), 'That is Cups.', 'This list is finished.'))

  it.each<PickAction>([
    { type: 'problem' },
    short('missing'),
    { type: 'confirm-short' },
    { type: 'back' },
    { type: 'choose-lot', lot: 'L1' },
    confirm,
  ])('is not opened by a late tap: %j', (action) => expect(run(done, action)).toEqual(stay(done)))
})

describe('any scans, taps and refreshes', () => {
  const lines = [
    line(1, OAT, 'L1', 'A-01', 5),
    line(2, OAT, 'L2', 'A-01', 12),
    line(3, CUP, '', 'A-01', 1),
    line(4, MILK, 'M1', 'B-01', 3, 1),
    line(5, CUP, '', 'C-01', 30),
  ]
  const scans = fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          fc.constantFrom(OAT, MILK, CUP),
          fc.constantFrom(undefined, 'L1', 'L2', 'L3', 'M1', 'M2'),
          fc.constantFrom(1, 2, 12),
        )
        .map(([item, lot, quantity]) => label(item, lot, quantity)),
    },
    { weight: 2, arbitrary: fc.constantFrom('A-01', 'B-01', 'C-01').map(bin) },
    fc.constantFrom(text, problem, badge),
  )
  const taps = fc.oneof(
    fc.constantFrom<PickAction>(
      { type: 'choose-lot', lot: 'L1' },
      { type: 'problem' },
      { type: 'back' },
      short('missing'),
      short('damaged'),
    ),
    { weight: 3, arbitrary: fc.constantFrom<PickAction>(confirm, { type: 'confirm-short' }) },
    fc.option(fc.nat(40)).map(take),
  )
  const right = fc.constant('right' as const)
  /** The list as the replica would have it: what is recorded is laid over it, and some tasks may be gone or have moved. */
  const refresh = fc.tuple(fc.constantFrom(...lines), fc.constantFrom('keep', 'drop', 'move'))

  it('never throw, never pick more than a task asks, never without its bin, and never record on a stop', () => {
    const told = { picks: 0, shorts: 0 }
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 5, arbitrary: right }, { weight: 2, arbitrary: scans }, taps, refresh), {
          minLength: 10,
          maxLength: 60,
          size: 'max',
        }),
        (drawn) => {
          const done = new Map(lines.map((known) => [known.id, known.done]))
          const ended = new Set<string>()
          let scannedBin: string | null = null
          let state = start(...lines)
          for (const one of drawn) {
            const input = one === 'right' ? rightOf(state) : one
            const step = Array.isArray(input)
              ? run(state, { type: 'job', job: jobOf(...reloaded(lines, done, ended, input)) })
              : run(state, input)
            if (!Array.isArray(input) && 'kind' in input && input.kind === 'location' && step.tone !== 'wrong')
              scannedBin = input.location.code
            if (step.tone === 'wrong') expect(step.record).toBeUndefined()
            for (const { type, payload } of step.record ?? []) {
              expect(v.safeParse(transactionTypes[type].schema, payload).issues).toBeUndefined()
              if (type === 'pick') {
                done.set(payload.taskId, (done.get(payload.taskId) ?? 0) + payload.quantity)
                told.picks += 1
              }
              if (type === 'shortPick') {
                ended.add(payload.taskId)
                expect(payload.found).toBe(done.get(payload.taskId))
                told.shorts += 1
              }
              if (type === 'pick' && step.record?.length === 1) expect(scannedBin).toBe(payload.location)
            }
            for (const known of lines) expect(done.get(known.id)).toBeLessThanOrEqual(known.quantity)
            expect(pickMachine.say(step.state)).not.toMatch(/null|undefined/)
            if (step.state.stage !== 'finished') expect(lineInHand(step.state)?.remaining).toBeGreaterThan(0)
            state = step.state
          }
        },
      ),
      { numRuns: 500 },
    )
    expect(told.picks).toBeGreaterThan(200)
    expect(told.shorts).toBeGreaterThan(20)
  })
})

/** What the list asks for. */
function rightOf(state: PickState): Named | PickAction {
  const known = lineInHand(state)
  if (!known) return { type: 'back' }
  if (state.stage === 'bin') return bin(known.location)
  if (state.stage === 'problem') return short('missing')
  if (state.stage === 'found') return { type: 'confirm-short' }
  return state.stage === 'quantity' ? confirm : label(known.item, known.lot === '' ? undefined : known.lot)
}

function reloaded(
  lines: readonly PickLine[],
  done: ReadonlyMap<string, number>,
  ended: ReadonlySet<string>,
  [target, how]: readonly [PickLine, string],
): PickLine[] {
  return lines
    .filter((known) => how !== 'drop' || known.id !== target.id)
    .map((known) => {
      const own = done.get(known.id) ?? 0
      const location = how === 'move' && known.id === target.id ? 'C-01' : known.location
      return { ...known, location, done: own, remaining: ended.has(known.id) ? 0 : known.quantity - own }
    })
}
