import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { MAX_COUNT_LINES } from '../../../shared/transactions/count.ts'
import { transactionTypes } from '../../../shared/transactions/index.ts'
import type { DueCount } from '../../replica/counts.ts'
import type { Named } from '../../replica/name.ts'
import { type Step, stay } from '../flow.ts'
import { CARTON, CUP, idOf, itemOf, OAT, scanned } from '../standing-cases.ts'
import { begunCount, keepBegun } from './begun.ts'
import { type CountLine, lineKey } from './lines.ts'
import { type CountAction, type CountState, countMachine, startCount } from './machine.ts'
import { counting } from './state.ts'

const dueOf = (n: number, location: string, more: Partial<DueCount> = {}): DueCount => ({
  id: idOf(n),
  location,
  scope: 'location',
  item: null,
  lot: '',
  origin: 'plan',
  holder: 'here',
  byAnother: false,
  ...more,
})
const WHOLE = dueOf(1, 'A-01')
const ITEM = dueOf(2, 'A-02', { scope: 'item', item: OAT, origin: 'variance' })
const LOT = dueOf(3, 'A-03', { scope: 'lot', item: OAT, lot: 'L1' })
const NO_LOT = dueOf(4, 'A-04', { scope: 'lot', item: OAT })
const FREE = dueOf(5, 'A-05', { holder: 'nobody' })
const ELSEWHERE = dueOf(6, 'A-06', { holder: 'elsewhere' })
const MINE_BEFORE = dueOf(7, 'A-07', { scope: 'item', item: OAT, origin: 'variance', byAnother: true })
const DUE = [WHOLE, ITEM, LOT, NO_LOT, FREE, ELSEWHERE, MINE_BEFORE]

const run = (state: CountState, ...inputs: (Named | CountAction)[]): Step<CountState> =>
  inputs.reduce<Step<CountState>>(
    (step, input) => ('kind' in input ? countMachine.scan(step.state, input) : countMachine.act(step.state, input)),
    stay(state),
  )
const at = (state: CountState, ...inputs: (Named | CountAction)[]) => run(state, ...inputs).state
const bin = (code: string) => scanned.place(code, 'storage')
const carton = scanned.carton(CARTON, { within: 'A-01' })
const L1 = scanned.item(OAT, 'L1')
const L2 = scanned.item(OAT, 'L2')
const CASE = scanned.item(OAT, 'L1', 12)
const PLAIN = scanned.item(OAT)
const MUG = scanned.item(CUP)
const DONE: CountAction = { type: 'all' }

const start = startCount(DUE)
const whole = at(start, bin('A-01'))
const item = at(start, bin('A-02'))
const lot = at(start, bin('A-03'))

const linesOf = ({ lines }: CountState) =>
  lines.map((line) => [line.item.sku, line.lot, line.status, line.quantity].join(' '))
const payloadOf = (step: Step<CountState>) => step.record?.[0]?.payload

function expectStop(before: CountState, input: Named | CountAction, said: string, expected: string): void {
  const step = run(before, input)
  expect(step).toMatchObject({ tone: 'wrong', state: { stop: { scanned: said, expected }, lines: before.lines } })
  expect(step.record).toBeUndefined()
}

describe('which count a bin is for', () => {
  it('is the one that is asked for there, whether it was taken before or not', () => {
    expect(countMachine.say(start)).toBe('Scan a bin to count')
    expect(whole).toMatchObject({ stage: 'goods', task: WHOLE, whole: true })
    expect(countMachine.say(whole)).toBe('Scan what is in A-01')
    expect(at(start, bin('A-05'))).toMatchObject({ stage: 'goods', task: FREE })
    expect(countMachine.say(item)).toBe('Scan OAT bars in A-02')
    expect(countMachine.say(lot)).toBe('Scan lot L1 of OAT bars in A-03')
    expect(countMachine.say(at(start, bin('A-04')))).toBe('Scan OAT bars without a lot in A-04')
  })
  it('is the whole bin where that is asked for beside a part of it', () =>
    expect(at(startCount([{ ...ITEM, location: 'A-01' }, WHOLE]), bin('A-01')).task).toEqual(WHOLE))
  it.each([
    ['A-09', 'nobody asked for it'],
    ['A-06', 'it is with another handheld'],
  ])('is asked about for %s: %s', (code) => {
    const asked = run(start, bin(code))
    expect(asked).toMatchObject({ tone: 'attention', state: { stage: 'unasked', task: null } })
    expect(countMachine.say(asked.state)).toBe(`Count ${code}?`)
    const begun = { stage: 'goods', task: null, whole: true, place: { code } }
    expect(at(asked.state, { type: 'begin' })).toMatchObject(begun)
    // A trigger that bounces is no answer.
    expect(at(asked.state, bin(code))).toEqual(asked.state)
    expect(at(asked.state, { type: 'back' })).toMatchObject({ stage: 'bin', place: null })
    expect(at(asked.state, bin('A-01'))).toMatchObject({ task: WHOLE })
    expectStop(asked.state, L1, 'That is OAT bars, lot L1.', 'Scan the bin first.')
  })
  it('is the one that comes in while it is asked about', () => {
    const asked = at(startCount([]), bin('A-01'))
    expect(at(asked, { type: 'due', due: DUE })).toMatchObject({ stage: 'goods', task: WHOLE })
    expect(at(asked, { type: 'due', due: [ITEM] })).toMatchObject({ stage: 'unasked', due: [ITEM] })
    expect(at(startCount([]), bin('A-07'), { type: 'due', due: DUE }).stop?.scanned).toBe('You counted A-07 before.')
  })
  it('is none for who counted it before', () =>
    expectStop(start, bin('A-07'), 'You counted A-07 before.', 'Another person is to count it again.'))
  it('is none where nothing can be', () => {
    expectStop(
      start,
      scanned.place('@customer', 'virtual'),
      'That is @customer.',
      'There is nothing to count. Scan a bin.',
    )
    const left = scanned.carton(CARTON, { within: '@customer' })
    expectStop(start, left, `That is ${CARTON}.`, 'It has left with a shipment.')
    expectStop(whole, left, `That is ${CARTON}.`, 'It has left with a shipment.')
  })
  it.each<[string, Named, string]>([
    ['goods', L1, 'Scan the bin first.'],
    ['a text', scanned.text('XYZ'), 'Scan a bin to count.'],
    ['a badge', scanned.badge, 'Scan a bin to count.'],
    ['a label that is damaged', scanned.damaged, 'Scan a bin to count.'],
  ])('is not said by %s', (_, scan, expected) => expect(run(start, scan).state.stop?.expected).toBe(expected))
})

describe('goods', () => {
  it('count with the first scan, by the pack of the label, each time', () => {
    const step = run(whole, CASE)
    expect(step).toMatchObject({ tone: 'right', word: '12 · Lot L1' })
    expect(run(step.state, CASE)).toMatchObject({ word: '24 · Lot L1' })
    expect(linesOf(at(whole, CASE, CASE, L1, L2, MUG))).toEqual([
      'CUP  available 1',
      'OAT L2 available 1',
      'OAT L1 available 25',
    ])
    expect(countMachine.say(step.state)).toBe('Scan what else is in A-01')
  })
  it('count by the count that is printed on the label', () => {
    const pallet = { ...CASE, scan: { ...CASE.scan, quantity: 40 } } as Named
    expect(linesOf(at(whole, pallet))).toEqual(['OAT L1 available 480'])
  })
  it('in a returns cage have not been inspected', () =>
    expect(linesOf(at(start, scanned.place('RET', 'returns'), { type: 'begin' }, L1))).toEqual([
      'OAT L1 uninspected 1',
    ]))
  it('of an item without lots have none, whatever the label says', () =>
    expect(linesOf(at(whole, scanned.item(CUP, 'X9')))).toEqual(['CUP  available 1']))
  it('are one line for one lot, however often something else is between', () =>
    expect(linesOf(at(whole, L1, L2, L1))).toEqual(['OAT L1 available 2', 'OAT L2 available 1']))
  it('are not more than a count can hold', () => {
    const line = (n: number): CountLine => ({ item: itemOf(`I${n}`), lot: null, status: 'available', quantity: 1 })
    const full = { ...whole, lines: Array.from({ length: MAX_COUNT_LINES }, (_, n) => line(n)) }
    expectStop(full, L1, '1,000 lines are counted.', 'More do not go into one count. Finish it, and tell a supervisor.')
    expect(at(full, scanned.item(itemOf('I7'))).stage).toBe('lot')
    expectStop(whole, scanned.item(OAT, 'L1', 10_000_001), '10,000,001 is not possible.', 'Count again.')
  })
  it('without a barcode are chosen, and their units typed', () => {
    const choosing = at(whole, L1, { type: 'no-label' })
    expect(countMachine.say(choosing)).toBe('Which item is it?')
    const typed = at(choosing, { type: 'item', item: CUP })
    expect(typed).toMatchObject({ stage: 'line', quantity: null })
    expect(linesOf(at(typed, { type: 'quantity', quantity: 7 }, { type: 'quantity-done' }))).toEqual([
      'CUP  available 7',
      'OAT L1 available 1',
    ])
    expect(linesOf(at(typed, { type: 'back' }))).toEqual(['OAT L1 available 1'])
    expect(at(typed, { type: 'quantity-done' })).toEqual(typed)
    expect(at(choosing, { type: 'item', item: OAT }, { type: 'lot', lot: 'L3' }).stage).toBe('line')
    expect(linesOf(at(choosing, L2))).toEqual(['OAT L2 available 1', 'OAT L1 available 1'])
  })
  it('that are not known here are not counted', () =>
    expectStop(whole, scanned.text('XYZ'), 'XYZ is not known here.', 'Scan what is in A-01.'))
})

describe('a label without its lot', () => {
  const asked = at(whole, PLAIN)
  it('is asked about, and counted with the answer', () => {
    expect(countMachine.say(asked)).toBe('Which lot is it?')
    expect(asked.lines).toEqual([])
    expect(run(asked, { type: 'lot', lot: ' L3 ' })).toMatchObject({ tone: 'right', word: '1 · Lot L3' })
    expect(linesOf(at(asked, scanned.text('L-7')))).toEqual(['OAT L-7 available 1'])
    expect(linesOf(at(asked, { ...scanned.text('10L8'), lot: 'L8' } as Named))).toEqual(['OAT L8 available 1'])
    expect(linesOf(at(asked, L2))).toEqual(['OAT L2 available 1'])
    expect(linesOf(at(asked, { type: 'back' }))).toEqual([])
  })
  it('may have one that cannot be read', () => {
    expect(run(asked, { type: 'lot', lot: null })).toMatchObject({ word: '1 · OAT bars' })
    expect(linesOf(at(asked, { type: 'lot', lot: null }))).toEqual(['OAT  available 1'])
  })
  it('counts up while the lot is asked', () =>
    expect(linesOf(at(asked, PLAIN, scanned.item(OAT, undefined, 12), { type: 'lot', lot: 'L3' }))).toEqual([
      'OAT L3 available 14',
    ]))
  it('is of the lot that was said last, until another one is said', () => {
    const said = at(asked, { type: 'lot', lot: 'L3' }, PLAIN)
    expect(linesOf(said)).toEqual(['OAT L3 available 2'])
    expect(at(said, { type: 'another-lot' }, PLAIN).stage).toBe('lot')
    expect(at(said, MUG, PLAIN).stage).toBe('lot')
    // A lot that was read from a label says nothing of a label that has none.
    expect(at(whole, L1, PLAIN).stage).toBe('lot')
    expect(linesOf(at(asked, { type: 'lot', lot: null }, PLAIN))).toEqual(['OAT  available 2'])
  })
  it('does not take a text that is no lot, or other goods', () => {
    expectStop(
      asked,
      { type: 'lot', lot: 'a b' },
      '"a b" is no lot number.',
      'A lot has 1 to 20 letters, digits or signs.',
    )
    expectStop(asked, MUG, 'That is CUP bars.', 'Say which lot OAT bars is first, or go back.')
    expectStop(asked, bin('A-02'), 'That is A-02.', 'Which lot is it? Or go back.')
  })
  it('keeps what is known of its item', () => {
    const known = { sku: 'OAT', lots: [], packs: [12] }
    expect(at(asked, { type: 'known', known }).known).toEqual(known)
  })
})

describe('a line', () => {
  const some = at(whole, CASE, MUG)
  const oats = lineKey({ item: OAT, lot: 'L1', status: 'available' })
  const open = at(some, { type: 'line', key: oats })
  const typed = (state: CountState, quantity: number) =>
    at(state, { type: 'quantity', quantity }, { type: 'quantity-done' })

  it('is corrected by its total', () => {
    expect(open).toMatchObject({ stage: 'line', quantity: 12 })
    expect(countMachine.say(open)).toBe('How many are there?')
    expect(linesOf(typed(open, 30))).toEqual(['CUP  available 1', 'OAT L1 available 30'])
    expect(linesOf(at(open, { type: 'quantity', quantity: 30 }, { type: 'back' }))).toEqual(linesOf(some))
  })
  it('counts up while it is corrected, by its own label only', () => {
    expect(at(open, CASE, PLAIN).quantity).toBe(25)
    expectStop(open, L2, 'That is OAT bars, lot L2.', 'How many are there?')
    expectStop(open, MUG, 'That is CUP bars.', 'How many are there?')
    expectStop(open, bin('A-02'), 'That is A-02.', 'How many are there? Or go back.')
  })
  it('of none is taken off, as one that was wrong', () => {
    expect(linesOf(typed(open, 0))).toEqual(['CUP  available 1'])
    expect(linesOf(at(open, { type: 'change' }, { type: 'remove' }))).toEqual(['CUP  available 1'])
    expectStop(
      at(open, { type: 'quantity', quantity: 10_000_001 }),
      { type: 'quantity-done' },
      '10,000,001 is not possible.',
      'Type how many are there.',
    )
  })
  it('may be in another state, all of it or a part', () => {
    const part = at(open, { type: 'change' }, { type: 'status', status: 'damaged' })
    expect(part).toMatchObject({ stage: 'part', quantity: 12 })
    expect(countMachine.say(part)).toBe('How many are damaged?')
    expect(linesOf(at(part, { type: 'quantity-done' }))).toEqual(['OAT L1 damaged 12', 'CUP  available 1'])
    const two = typed(part, 2)
    expect(linesOf(two)).toEqual(['OAT L1 damaged 2', 'CUP  available 1', 'OAT L1 available 10'])
    const back = at(two, { type: 'line', key: two.hot?.key ?? '' }, { type: 'change' })
    expect(linesOf(at(back, { type: 'status', status: 'available' }, { type: 'quantity-done' }))).toEqual([
      'OAT L1 available 12',
      'CUP  available 1',
    ])
    expect(linesOf(at(back, { type: 'status', status: 'damaged' }))).toEqual(linesOf(two))
    expect(run(part, { type: 'quantity', quantity: 13 }, { type: 'quantity-done' }).state.stop).toEqual({
      scanned: '13 is too many.',
      expected: '12 of OAT bars · lot L1 are counted.',
    })
    expect(at(part, { type: 'quantity', quantity: 0 }, { type: 'quantity-done' }).stage).toBe('part')
  })
  it('of one is not asked about', () => {
    const cup = at(some, { type: 'line', key: some.hot?.key ?? '' }, { type: 'change' })
    expect(linesOf(at(cup, { type: 'status', status: 'rework' }))).toEqual(['CUP  rework 1', 'OAT L1 available 12'])
  })
  it('keeps what was typed before its state is said', () => {
    const change = at(open, { type: 'quantity', quantity: 20 }, { type: 'change' })
    expect(at(change, { type: 'status', status: 'damaged' }).quantity).toBe(20)
    const none = at(whole, { type: 'no-label' }, { type: 'item', item: CUP }, { type: 'change' })
    const damaged = at(none, { type: 'status', status: 'damaged' })
    expect(damaged.stage).toBe('line')
    expect(linesOf(typed(damaged, 3))).toEqual(['CUP  damaged 3'])
  })
})

describe('a count of one item or lot', () => {
  it('asks before it takes something else, and then counts the whole bin', () => {
    const asked = run(at(item, L1), MUG)
    expect(asked).toMatchObject({ tone: 'attention', state: { stage: 'outside' } })
    expect(countMachine.say(asked.state)).toBe('Count the whole bin instead?')
    expect(linesOf(at(asked.state, { type: 'back' }))).toEqual(['OAT L1 available 1'])
    const wide = at(asked.state, { type: 'widen' })
    expect(linesOf(wide)).toEqual(['CUP  available 1', 'OAT L1 available 1'])
    expect(countMachine.say(wide)).toBe('Scan what else is in A-02')
    expect(payloadOf(run(wide, DONE))).toMatchObject({ taskId: ITEM.id, location: 'A-02', scope: 'location' })
    expectStop(asked.state, L2, 'That is OAT bars, lot L2.', 'Count the whole bin instead? Or go back.')
  })
  it('takes any lot of the item, and of a lot only that one', () => {
    expect(linesOf(at(item, L1, L2))).toHaveLength(2)
    expect(linesOf(at(lot, L1))).toEqual(['OAT L1 available 1'])
    expect(at(lot, L2).stage).toBe('outside')
    expect(at(lot, PLAIN).stage).toBe('lot')
    expect(linesOf(at(lot, PLAIN, { type: 'lot', lot: 'L1' }))).toEqual(['OAT L1 available 1'])
    expect(at(lot, PLAIN, { type: 'lot', lot: null }).stage).toBe('outside')
    expect(linesOf(at(start, bin('A-04'), PLAIN, { type: 'lot', lot: null }))).toEqual(['OAT  available 1'])
    expect(at(lot, PLAIN, { type: 'lot', lot: 'L2' }, { type: 'widen' })).toMatchObject({
      stage: 'goods',
      whole: true,
    })
  })
  it('is recorded as what it looked at', () => {
    expect(payloadOf(run(item, L1, DONE))).toMatchObject({ taskId: ITEM.id, scope: { sku: 'OAT' } })
    expect(payloadOf(run(lot, L1, DONE))).toMatchObject({ scope: { sku: 'OAT', lot: 'L1' } })
    expect(payloadOf(run(start, bin('A-04'), PLAIN, { type: 'lot', lot: null }, DONE))).toMatchObject({
      scope: { sku: 'OAT', lot: null },
      lines: [{ lot: null }],
    })
  })
})

describe('nothing there', () => {
  it('is one scan and one tap', () =>
    expect(run(start, bin('A-01'), { type: 'nothing' })).toMatchObject({
      tone: 'done',
      word: 'A-01 is counted',
      undo: 'count of A-01',
      record: [{ type: 'count', payload: { taskId: WHOLE.id, location: 'A-01', scope: 'location', lines: [] } }],
      state: { stage: 'bin' },
    }))
  it('of one item is asked about: the next one here could be meant by a second tap', () => {
    const asked = run(item, { type: 'nothing' })
    expect(asked.record).toBeUndefined()
    expect(countMachine.say(asked.state)).toBe('Is there really none in A-02?')
    expect(run(asked.state, { type: 'nothing' }).record).toBeUndefined()
    expect(payloadOf(run(asked.state, { type: 'record' }))).toMatchObject({ scope: { sku: 'OAT' }, lines: [] })
    expect(at(asked.state, { type: 'back' }).stage).toBe('goods')
    expect(linesOf(at(asked.state, L1))).toEqual(['OAT L1 available 1'])
  })
  it('is asked about where a unit is counted next', () => {
    const asked = at(whole, carton, { type: 'unit-next' }, { type: 'nothing' })
    expect(countMachine.say(asked)).toBe('Is A-01 really empty?')
    expect(run(asked, { type: 'record' })).toMatchObject({
      record: [{ payload: { location: 'A-01', lines: [] } }],
      state: { stage: 'goods', place: { code: CARTON } },
    })
  })
  it('cannot be said of what was counted, nor all of what was not', () => {
    const some = at(whole, L1)
    expect(at(some, { type: 'nothing' })).toEqual(some)
    expect(at(whole, { type: 'all' })).toEqual(whole)
    expect(run(some, { type: 'record' }).record).toBeUndefined()
  })
})

describe('all counted', () => {
  it('is a scan of the bin, one of each item, and one tap; and one fact', () => {
    const step = run(start, bin('A-01'), CASE, MUG, DONE)
    expect(step).toMatchObject({
      tone: 'done',
      record: [
        {
          type: 'count',
          payload: {
            taskId: WHOLE.id,
            location: 'A-01',
            scope: 'location',
            lines: [
              { sku: 'CUP', lot: null, status: 'available', quantity: 1 },
              { sku: 'OAT', lot: 'L1', status: 'available', quantity: 12 },
            ],
          },
        },
      ],
      state: { stage: 'bin', place: null, lines: [], due: DUE.slice(1) },
    })
    expect(run(step.state, DONE).record).toBeUndefined()
  })
  it('names no task where nobody asked', () => {
    const step = run(start, bin('A-09'), { type: 'begin' }, L1, DONE)
    expect(payloadOf(step)).not.toHaveProperty('taskId')
    expect(step.state.due).toEqual(DUE)
  })
  it('of the whole bin answers what was asked of its parts, but not what another person is to do', () => {
    const parts = [WHOLE, { ...ITEM, location: 'A-01' }, { ...MINE_BEFORE, location: 'A-01' }]
    const step = run(startCount(parts), bin('A-01'), L1, DONE)
    expect(step.state).toMatchObject({ stage: 'bin', due: [{ id: MINE_BEFORE.id }] })
  })
  it('of a part goes on with the next part in the same bin', () => {
    const parts = [ITEM, { ...LOT, location: 'A-02' }, { ...NO_LOT, location: 'A-02', item: CUP }]
    const step = run(startCount(parts), bin('A-02'), L1, DONE)
    expect(step.state).toMatchObject({ stage: 'goods', task: { id: NO_LOT.id }, place: { code: 'A-02' }, lines: [] })
  })
})

describe('a unit that stands in the bin', () => {
  const asked = at(whole, L1, carton)
  it('is counted by itself, after the bin', () => {
    expect(countMachine.say(asked)).toBe(`Count ${CARTON} next?`)
    const next = at(asked, { type: 'unit-next' })
    expect(next).toMatchObject({ stage: 'goods', place: { code: 'A-01' } })
    expect(run(next, carton)).toMatchObject({ tone: 'right', word: 'It comes next', state: { stage: 'goods' } })
    const step = run(next, DONE)
    expect(step.state).toMatchObject({ stage: 'goods', task: null, place: { code: CARTON }, next: [], lines: [] })
    expect(payloadOf(run(step.state, L2, DONE))).toMatchObject({ location: CARTON, scope: 'location' })
  })
  it('is left out where the worker says so', () =>
    expect(at(asked, { type: 'back' }, DONE)).toMatchObject({ stage: 'bin', next: [] }))
  it('has its own count where one is asked for, and none where another person is to do it', () => {
    const of = (count: DueCount) => at(startCount([WHOLE, count]), bin('A-01'), carton, { type: 'unit-next' }, L1, DONE)
    expect(of(dueOf(9, CARTON))).toMatchObject({ stage: 'goods', task: { id: idOf(9) } })
    expect(of(dueOf(9, CARTON, { byAnother: true }))).toMatchObject({
      stage: 'bin',
      place: null,
      lines: [],
      stop: { scanned: `You counted ${CARTON} before.` },
    })
  })
})

describe('a begun count', () => {
  const some = at(whole, L1)
  it('is not left by the scan of another bin', () => {
    expectStop(some, bin('A-02'), 'That is A-02.', 'Finish A-01 first, or go back.')
    expectStop(whole, bin('A-02'), 'That is A-02.', 'Say that nothing is in A-01, or go back.')
    expect(run(some, bin('A-01'))).toMatchObject({ tone: 'right', state: { stage: 'goods', lines: some.lines } })
  })
  it('is thrown away only where the worker says so', () => {
    const asked = at(some, { type: 'back' })
    expect(countMachine.say(asked)).toBe('Throw this count away?')
    expect(linesOf(at(asked, { type: 'back' }))).toEqual(linesOf(some))
    expect(at(asked, { type: 'throw-away' })).toEqual(start)
    expectStop(asked, L1, 'That is OAT bars, lot L1.', 'Throw this count away? Or go back.')
    expect(at(whole, { type: 'back' })).toEqual(start)
    expect(at(some, { type: 'throw-away' })).toEqual(some)
  })
  it('stays what it is when the list of counts changes', () =>
    expect(at(some, { type: 'due', due: [] })).toEqual({ ...some, due: [] }))
  it('is found again by who began it, until it is recorded', () => {
    keepBegun('s-1', some)
    expect(begunCount('s-1')).toBe(some)
    expect(begunCount('s-2')).toBeNull()
    keepBegun('s-1', at(some, DONE))
    expect(begunCount('s-1')).toBeNull()
  })
})

describe('whatever comes', () => {
  const scans = [
    ...['A-01', 'A-02', 'A-03', 'A-06', 'A-07', 'A-09', 'RET'].map(bin),
    ...[carton, L1, L2, CASE, PLAIN, MUG, scanned.text('L5'), scanned.badge, scanned.damaged],
  ]
  const key = lineKey({ item: OAT, lot: 'L1', status: 'available' })
  const taps: CountAction[] = [
    { type: 'due', due: DUE },
    { type: 'item', item: CUP },
    { type: 'lot', lot: 'L1' },
    { type: 'lot', lot: null },
    { type: 'line', key },
    { type: 'quantity', quantity: null },
    { type: 'quantity', quantity: 0 },
    { type: 'quantity', quantity: 5 },
    { type: 'status', status: 'damaged' },
    { type: 'status', status: 'available' },
    ...(['begin', 'no-label', 'another-lot', 'quantity-done', 'change', 'remove', 'widen', 'unit-next'] as const).map(
      (type) => ({ type }),
    ),
    ...(['nothing', 'all', 'record', 'throw-away', 'back', 'all', 'record', 'quantity-done'] as const).map((type) => ({
      type,
    })),
  ]
  const input = fc.oneof(fc.constantFrom(...scans), fc.constantFrom(...taps))

  it('never throws, never records on a stop, and records only what the server can read', () =>
    fc.assert(
      fc.property(fc.array(input, { maxLength: 60 }), (inputs) => {
        let state = start
        for (const one of inputs) {
          const step = run(state, one)
          if (step.state.stop) expect(step.record).toBeUndefined()
          for (const { type, payload } of step.record ?? []) v.assert(transactionTypes[type].schema, payload)
          expect(countMachine.say(step.state)).not.toContain('undefined')
          expect(counting(step.state).lines.every(({ quantity }) => quantity > 0)).toBe(true)
          state = step.state
        }
      }),
      { numRuns: 500 },
    ))
})
