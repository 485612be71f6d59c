import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { Scan, ScanKind } from '../../../shared/barcode/scan.ts'
import { MAX_QUANTITY } from '../../../shared/transactions/fields.ts'
import { transactionTypes } from '../../../shared/transactions/index.ts'
import type { ItemRow } from '../../../shared/wire/pull.ts'
import { number } from '../../language/t.ts'
import type { Named, NamedItem } from '../../replica/name.ts'
import type { ExpectedReceipt } from '../../replica/view.ts'
import { type Step, stay } from '../flow.ts'
import { itemCase } from '../item-cases.ts'
import { type ReceiveAction, type ReceiveState, receiveMachine, startReceive, stillExpected } from './machine.ts'

const OAT = itemCase('OAT', 'Oats')
const MILK = itemCase('MILK', 'Milk', { rotation: 'fefo' })
const CUP = itemCase('CUP', 'Cups', { lotTracked: false })
const RECEIPT = '00000000-0000-7000-8000-0000000000aa'

const scanOf = (kind: ScanKind, code: string, more: Partial<Scan> = {}): Scan => ({
  kind,
  text: code,
  code,
  ais: [],
  warnings: [],
  ...more,
})
const label = (item: ItemRow, more: Partial<NamedItem> & { count?: number } = {}): NamedItem => {
  const { count, ...named } = more
  return {
    kind: 'item',
    scan: scanOf('item', item.sku, count === undefined ? {} : { quantity: count }),
    item,
    quantity: 1,
    ...named,
  }
}
const place = (code: string, blocked = false): Named => ({
  kind: 'location',
  scan: scanOf('location', code),
  location: { code, kind: 'dock', within: null, pickSequence: 0, blocked, sscc: null },
})
const text = (code: string, lot?: string): Named => ({
  kind: 'text',
  scan: scanOf('unknown', code),
  text: code,
  ...(lot === undefined ? {} : { lot }),
})
const problem = (kind: ScanKind, say: string): Named => ({ kind: 'problem', scan: scanOf(kind, '04006381333931'), say })
const badge: Named = { kind: 'badge', scan: scanOf('badge', 'SECRET'), secret: 'SECRET' }
const receiptOf = (expected: number, received = 0): ExpectedReceipt => ({
  receipt: { id: RECEIPT, supplier: 'Mill', reference: 'PO-1', state: 'open' },
  lines: [{ receiptId: RECEIPT, sku: 'OAT', expected, received }],
})

const run = (state: ReceiveState, ...inputs: (Named | ReceiveAction)[]): Step<ReceiveState> =>
  inputs.reduce<Step<ReceiveState>>(
    (step, input) => ('kind' in input ? receiveMachine.scan(step.state, input) : receiveMachine.act(step.state, input)),
    stay(state),
  )
const atDock = (receipt: ExpectedReceipt | null = null) => startReceive(['DOCK-1'], receipt)
const confirm: ReceiveAction = { type: 'confirm' }

/** The scan is not taken: what it was, what was expected, nothing recorded, everything else as it was. */
function expectStop(before: ReceiveState, input: Named | ReceiveAction, scanned: string, expected: string): void {
  const step = run(before, input)
  expect(step).toMatchObject({ tone: 'wrong', word: scanned, state: { stop: { scanned, expected } } })
  expect(step.record).toBeUndefined()
  expect({ ...step.state, stop: null }).toEqual({ ...before, stop: null })
}

describe('the dock', () => {
  it('is not asked for where there is only one', () => {
    expect(atDock()).toMatchObject({ stage: 'goods', dock: 'DOCK-1' })
    expect(receiveMachine.say(atDock())).toBe('Scan the goods')
  })

  it.each([[[]], [['DOCK-1', 'DOCK-2']]])('is asked for with %j', (docks) => {
    const state = startReceive(docks, null)
    expect(receiveMachine.say(state)).toBe('Scan the dock')
    expect(run(state, place('DOCK-2')).state).toMatchObject({ stage: 'goods', dock: 'DOCK-2' })
    expect(run(state, { type: 'dock', dock: 'DOCK-1' }).state).toMatchObject({ stage: 'goods', dock: 'DOCK-1' })
  })

  it('comes before the goods', () =>
    expectStop(startReceive([], null), label(OAT, { lot: 'L1' }), 'That is Oats, lot L1.', 'Scan the dock first.'))

  it('may be changed between goods, not with goods in hand', () => {
    expect(run(atDock(), place('DOCK-2')).state.dock).toBe('DOCK-2')
    expectStop(run(atDock(), label(OAT, { lot: 'L1' })).state, place('DOCK-2'), 'That is DOCK-2.', 'How many came?')
  })

  it('is refused where it is blocked', () =>
    expectStop(atDock(), place('DOCK-9', true), 'DOCK-9 is blocked.', 'Receive at another place.'))
})

describe('a label with everything on it', () => {
  it('needs one scan and one tap', () => {
    const scanned = run(
      atDock(receiptOf(40)),
      label(MILK, { lot: 'L7', expiresOn: '2027-03-01', producedOn: '2026-12-01', quantity: 12 }),
    )
    expect(scanned).toMatchObject({ tone: 'right', word: 'Lot L7', state: { stage: 'quantity' } })
    expect(scanned.record).toBeUndefined()
    const done = run(scanned.state, { type: 'quantity', quantity: 30 }, confirm)
    expect(done.state.stage).toBe('over')
    expect(run(done.state, { type: 'accept-over' }).record).toEqual([
      {
        type: 'receive',
        payload: {
          sku: 'MILK',
          lot: 'L7',
          quantity: 30,
          location: 'DOCK-1',
          expiresOn: '2027-03-01',
          producedOn: '2026-12-01',
          receiptId: RECEIPT,
          supplier: 'Mill',
        },
      },
    ])
  })

  it('says what is done, and what its undo would undo', () =>
    expect(run(atDock(), label(OAT, { lot: 'L1', quantity: 12 }), confirm)).toMatchObject({
      tone: 'done',
      word: '12 received',
      undo: '12 × Oats',
      state: { stage: 'goods', goods: null, dock: 'DOCK-1', stop: null },
    }))

  it('without an expected receipt names none', () =>
    expect(run(atDock(), label(CUP), confirm).record).toEqual([
      { type: 'receive', payload: { sku: 'CUP', lot: null, quantity: 1, location: 'DOCK-1' } },
    ]))

  it('counts by packs and by the count printed on it, each time it is scanned', () => {
    const counted = label(OAT, { lot: 'L1', quantity: 2, count: 24 })
    expect(run(atDock(), counted).state.goods?.quantity).toBe(48)
    expect(run(atDock(), counted, counted)).toMatchObject({ tone: 'right', word: '96' })
    expect(run(atDock(), label(OAT, { lot: 'L1', quantity: 12 }), label(OAT, { lot: 'L1' })).word).toBe('13')
  })

  it('of an item without lots may carry a lot, which says nothing', () => {
    const cups = label(CUP, { lot: 'X9', quantity: 6 })
    const step = run(atDock(), cups, cups)
    expect(step).toMatchObject({ tone: 'right', word: '12' })
    expect(run(step.state, confirm).record).toMatchObject([{ payload: { lot: null, quantity: 12 } }])
  })
})

describe('a label without its lot', () => {
  const asked = run(atDock(), label(OAT)).state

  it('asks for it', () => expect(receiveMachine.say(asked)).toBe('Scan or type its lot'))

  it.each<[string, Named | ReceiveAction]>([
    ['typed', { type: 'lot', lot: ' L2 ' }],
    ['on a plain barcode', text('L2')],
    ['on a GS1 label of its own', text('10L2', 'L2')],
    ['on another label of the item', label(OAT, { lot: 'L2' })],
  ])('takes one that is %s', (_, input) =>
    expect(run(asked, input)).toMatchObject({
      tone: 'right',
      word: 'Lot L2',
      state: { stage: 'quantity', goods: { lot: 'L2' } },
    }))

  it('takes the dates of the label that brings the lot', () =>
    expect(
      run(atDock(), label(MILK), label(MILK, { lot: 'L2', expiresOn: '2027-01-31', producedOn: '2026-01-31' })).state,
    ).toMatchObject({ stage: 'quantity', goods: { lot: 'L2', expiresOn: '2027-01-31', producedOn: '2026-01-31' } }))

  it.each(['', '   ', 'L'.repeat(21), 'L 2', 'Lötz', 'L2\u001d'])('does not take "%s"', (lot) => {
    const step = run(asked, { type: 'lot', lot })
    expect(step).toMatchObject({
      tone: 'wrong',
      state: { stage: 'lot', stop: { scanned: `"${lot}" is no lot number.` } },
    })
    expect(step.record).toBeUndefined()
    expect(run(step.state, text('L2')).state).toMatchObject({ stage: 'quantity', stop: null })
  })

  it('still counts the goods by their label once the lot is known', () =>
    expect(run(asked, text('L2'), label(OAT), label(OAT)).word).toBe('3'))
})

describe('a label without expiry', () => {
  const asked = run(atDock(), label(MILK, { lot: 'L1' })).state

  it('asks for it where expiry decides the order', () => expect(receiveMachine.say(asked)).toBe('When does it expire?'))

  it('does not ask where it does not', () =>
    expect(run(atDock(), label(OAT, { lot: 'L1' })).state.stage).toBe('quantity'))

  it('takes the date that is typed', () =>
    expect(run(asked, { type: 'expiry', expiresOn: '2027-02-28' }, confirm).record).toMatchObject([
      { payload: { expiresOn: '2027-02-28' } },
    ]))

  it('takes the date of another label on the goods', () =>
    expect(run(asked, label(MILK, { expiresOn: '2027-02-28' })).state).toMatchObject({
      stage: 'quantity',
      stop: null,
      goods: { lot: 'L1', expiresOn: '2027-02-28' },
    }))

  it('goes on without one where the goods have none', () => {
    const { record } = run(asked, { type: 'expiry', expiresOn: null }, confirm)
    expect(record?.[0]?.payload).not.toHaveProperty('expiresOn')
  })

  it('stops the label of another lot', () =>
    expectStop(
      asked,
      label(MILK, { lot: 'L9', expiresOn: '2027-02-28' }),
      'That is Milk, lot L9.',
      'This is lot L1: confirm it first.',
    ))
})

describe('a barcode that nobody knows', () => {
  it.each<[string, Named, string, string]>([
    ['a text', text('ZZ-77'), 'ZZ-77', 'ZZ-77 is not known here.'],
    [
      'a product number',
      problem('item', 'No item has the barcode 04006381333931.'),
      '04006381333931',
      'No item has the barcode 04006381333931.',
    ],
  ])('lets the worker choose the item: %s', (_, input, unknownCode, scanned) => {
    const step = run(atDock(), input)
    expect(step).toMatchObject({
      tone: 'wrong',
      word: scanned,
      state: { stage: 'item', unknownCode, stop: { scanned, expected: 'Choose the item, or set the goods aside.' } },
    })
    expect(receiveMachine.say(step.state)).toBe('Which item is it?')
    expect(run(step.state, { type: 'item', item: OAT }).state).toMatchObject({
      stage: 'lot',
      unknownCode: null,
      stop: null,
      goods: { item: OAT, lot: null, quantity: null },
    })
    expect(run(step.state, label(CUP)).state).toMatchObject({ stage: 'quantity', unknownCode: null, stop: null })
    expect(run(step.state, { type: 'back' }).state).toEqual(atDock())
  })

  it('is no lot and no goods once an item is in hand', () =>
    expectStop(run(atDock(), label(CUP)).state, text('ZZ-77'), 'ZZ-77 is not known here.', 'How many came?'))
})

describe('what is not goods', () => {
  it.each<[string, Named, string]>([
    ['a badge', badge, 'That is a badge.'],
    [
      'a damaged code',
      problem('invalid', 'The barcode was misread; scan again.'),
      'The barcode was misread; scan again.',
    ],
    ['a label that may be read in two ways', problem('question', 'Which is right?'), 'Which is right?'],
  ])('is stopped, and the next right scan clears the stop: %s', (_, input, scanned) => {
    expectStop(atDock(), input, scanned, 'Scan the goods.')
    expect(run(atDock(), input, label(CUP)).state).toMatchObject({ stage: 'quantity', stop: null })
  })
})

describe('goods in hand', () => {
  const inHand = run(atDock(), label(OAT, { lot: 'L1' })).state

  it('are finished before other goods', () =>
    expectStop(inHand, label(CUP), 'That is Cups.', 'Finish Oats first, or go back.'))

  it('are finished before another lot of them', () =>
    expectStop(inHand, label(OAT, { lot: 'L2' }), 'That is Oats, lot L2.', 'This is lot L1: confirm it first.'))

  it('may be set down again, and nothing is recorded', () => {
    const step = run(inHand, { type: 'back' })
    expect(step.state).toEqual(atDock())
    expect(step.record).toBeUndefined()
  })

  it('stay in hand while the receipt is loaded anew', () => {
    const state = run(atDock(receiptOf(40)), label(OAT, { lot: 'L1' })).state
    const fresh = receiptOf(40, 35)
    expect(run(state, { type: 'receipt', receipt: fresh })).toMatchObject({
      tone: 'quiet',
      state: { stage: 'quantity', receipt: fresh, goods: { lot: 'L1' } },
    })
    expect(run(state, { type: 'receipt', receipt: null }).state).toMatchObject({ stage: 'quantity', receipt: null })
  })

  it('are judged by the receipt as it is now', () => {
    const state = run(atDock(receiptOf(40)), label(OAT, { lot: 'L1', quantity: 6 })).state
    expect(run(state, { type: 'receipt', receipt: receiptOf(40, 35) }, confirm).state.stage).toBe('over')
  })
})

describe('a receipt that is loaded anew with nothing in hand', () => {
  it('leaves a stop to be read', () => {
    const stopped = run(atDock(receiptOf(40)), badge).state
    expect(run(stopped, { type: 'receipt', receipt: receiptOf(40, 5) }).state).toEqual({
      ...stopped,
      receipt: receiptOf(40, 5),
    })
  })

  it('leaves the choice of an item open', () => {
    const choosing = run(atDock(receiptOf(40)), text('ZZ-77')).state
    expect(run(choosing, { type: 'receipt', receipt: receiptOf(40, 5) }).state.stage).toBe('item')
  })

  it('that is another one is begun at the goods', () =>
    expect(run(atDock(), badge, { type: 'receipt', receipt: receiptOf(40) }).state).toEqual(atDock(receiptOf(40))))
})

describe('the quantity', () => {
  const oats = run(atDock(), label(OAT, { lot: 'L1' })).state

  it.each([null, 0])('%s is not received', (quantity) => {
    const typed = run(oats, { type: 'quantity', quantity }).state
    expectStop(typed, confirm, 'No quantity.', 'Scan or type how many came.')
  })

  it('is asked for where the item was chosen by hand', () =>
    expectStop(
      run(atDock(), { type: 'item', item: CUP }).state,
      confirm,
      'No quantity.',
      'Scan or type how many came.',
    ))

  it('is not beyond what one line can hold', () => {
    const most = run(atDock(), label(CUP, { quantity: MAX_QUANTITY })).state
    expect(run(most, confirm).record).toMatchObject([{ payload: { quantity: MAX_QUANTITY } }])
    const pallet = run(atDock(), label(CUP, { quantity: 12, count: 99_999_999 })).state
    expectStop(pallet, confirm, `${number(12 * 99_999_999)} is not possible.`, 'Type how many came.')
  })

  it('is recorded once by two quick taps', () => {
    const once = run(oats, confirm).state
    expect(run(once, confirm)).toMatchObject({ tone: 'quiet', state: once })
    expect(run(once, confirm).record).toBeUndefined()
  })

  it.each<ReceiveAction>([
    confirm,
    { type: 'accept-over' },
  ])('is not recorded before the lot is known: %j', (action) => {
    const step = run(run(atDock(), label(OAT)).state, action)
    expect(step).toMatchObject({ tone: 'quiet', state: { stage: 'lot' } })
    expect(step.record).toBeUndefined()
  })
})

describe('more than expected', () => {
  const over = run(atDock(receiptOf(10, 4)), label(OAT, { lot: 'L1' }), { type: 'quantity', quantity: 7 }, confirm)

  it('is asked about', () => {
    expect(over).toMatchObject({ tone: 'attention', word: '1 more than expected', state: { stage: 'over' } })
    expect(over.record).toBeUndefined()
    expect(receiveMachine.say(over.state)).toBe('More than expected')
  })

  it('is recorded where the worker says so', () =>
    expect(run(over.state, { type: 'accept-over' })).toMatchObject({
      tone: 'done',
      record: [{ payload: { quantity: 7, receiptId: RECEIPT } }],
    }))

  it('is counted again where not', () => {
    const back = run(over.state, { type: 'back' })
    expect(back.state).toMatchObject({ stage: 'quantity', goods: { quantity: 7 } })
    expect(run(back.state, { type: 'quantity', quantity: 6 }, confirm).record).toMatchObject([
      { payload: { quantity: 6 } },
    ])
  })

  it('is what this receipt left, at once', () => {
    const first = run(atDock(receiptOf(10)), label(OAT, { lot: 'L1', quantity: 8 }), confirm)
    const second = run(first.state, label(OAT, { lot: 'L2', quantity: 3 })).state
    expect(stillExpected(second)).toBe(2)
    expect(run(second, confirm).state.stage).toBe('over')
  })

  it('is every unit of an item that was not announced', () =>
    expect(run(atDock(receiptOf(10)), label(CUP), confirm)).toMatchObject({ word: '1 more than expected' }))

  it('is never fewer than none expected', () =>
    expect(stillExpected(run(atDock(receiptOf(10, 14)), label(OAT, { lot: 'L1' })).state)).toBe(0))

  it('is not asked about without a receipt', () =>
    expect(run(atDock(), label(OAT, { lot: 'L1', quantity: 999 }), confirm).tone).toBe('done'))
})

describe('traced goods', () => {
  const NUT: ItemRow = { ...OAT, sku: 'NUT', name: 'Nut butter', traced: true }
  const start = startReceive(['DOCK-1'], null)
  const origin = (state: ReceiveState, more: Partial<ReceiveState['origin']>, supplierLot = ''): ReceiveAction => ({
    type: 'origin',
    origin: { ...state.origin, ...more },
    supplierLot,
  })
  const told = (state: ReceiveState) =>
    run(state, origin(state, { supplier: 'Mill', tlcSource: 'Farm' }, 'F-9'), text('BOL-7'), { type: 'origin-done' })
  const asked = run(start, label(NUT, { lot: 'N1' }))

  it('are asked where they come from, and by which document', () => {
    expect(asked.state).toMatchObject({ stage: 'origin', origin: { supplier: '', tlcSource: '' } })
    expect(receiveMachine.say(asked.state)).toBe('Where does it come from?')
    expect(run(asked.state, { type: 'origin-done' }).state.stage).toBe('origin')
    const step = told(asked.state)
    expect(step).toMatchObject({ tone: 'right', word: 'BOL-7', state: { stage: 'quantity' } })
    expect(run(step.state, { type: 'confirm' }).record).toMatchObject([
      {
        payload: {
          supplier: 'Mill',
          tlcSource: 'Farm',
          supplierLot: 'F-9',
          documentType: 'Bill of lading',
          documentNumber: 'BOL-7',
        },
      },
    ])
  })

  it('are asked once a delivery', () => {
    const next = run(told(asked.state).state, { type: 'confirm' }, label(NUT, { lot: 'N2' }))
    expect(next.state.stage).toBe('quantity')
    const payload = run(next.state, { type: 'confirm' }).record?.[0]?.payload
    expect(payload).toMatchObject({ documentNumber: 'BOL-7' })
    expect(payload).not.toHaveProperty('supplierLot')
    const other = run(next.state, { type: 'another-delivery' }, label(NUT, { lot: 'N3' }))
    expect(other.state).toMatchObject({ stage: 'origin', origin: { supplier: '', documentNumber: '' } })
  })

  it('of an announced delivery have their supplier already', () => {
    const state = run(startReceive(['DOCK-1'], receiptOf(9)), label(NUT, { lot: 'N1' })).state
    expect(state).toMatchObject({ stage: 'origin', origin: { supplier: 'Mill', tlcSource: 'Mill' } })
    expect(run(state, text('BOL-8'), { type: 'origin-done' }).state.stage).toBe('quantity')
  })

  it('may come without it, when a person says so', () => {
    const skipped = run(asked.state, { type: 'skip-origin' }, { type: 'confirm' })
    expect(skipped.record?.[0]?.payload).not.toHaveProperty('documentNumber')
    expect(run(skipped.state, label(NUT, { lot: 'N2' })).state.stage).toBe('quantity')
  })

  it('have a lot code that can be one', () => {
    const wrong = run(asked.state, origin(asked.state, { supplier: 'Mill', tlcSource: 'Mill' }, 'Ł'), text('BOL-7'))
    expect(run(wrong.state, { type: 'origin-done' })).toMatchObject({
      tone: 'wrong',
      state: { stage: 'origin', stop: { scanned: '"Ł" is no lot code.' } },
    })
  })

  it('slow nothing else down', () => expect(run(start, label(OAT, { lot: 'L1' })).state.stage).toBe('quantity'))
})

describe('any scans and taps', () => {
  const items = fc.constantFrom(OAT, MILK, CUP)
  const lots = fc.constantFrom('L1', 'L2', '/-"', 'x'.repeat(20))
  const dates = fc.constantFrom('2026-12-31', '2028-02-29')
  const receipt = fc.option(
    fc.tuple(fc.nat(300), fc.nat(30)).map(([expected, received]) => receiptOf(expected, received)),
  )
  const marks = fc.record(
    {
      lot: lots,
      expiresOn: dates,
      producedOn: dates,
      quantity: fc.constantFrom(1, 12),
      count: fc.constantFrom(1, 24, 99_999_999),
    },
    { requiredKeys: [] },
  )
  const labels = fc.tuple(items, marks).map(([item, more]): Named => label(item, more))
  const scans = fc.oneof(
    { weight: 8, arbitrary: labels },
    fc.tuple(fc.constantFrom('DOCK-1', 'A-01'), fc.boolean()).map(([code, blocked]) => place(code, blocked)),
    fc.tuple(fc.string(), fc.option(lots, { nil: undefined })).map(([code, lot]) => text(code, lot)),
    fc.constantFrom(badge, problem('item', 'No item.'), problem('invalid', 'Scan again.')),
  )
  const taps = fc.oneof(
    { weight: 12, arbitrary: fc.constant<ReceiveAction>(confirm) },
    fc.constantFrom<ReceiveAction>({ type: 'accept-over' }, { type: 'back' }, { type: 'dock', dock: 'DOCK-2' }),
    receipt.map((receipt): ReceiveAction => ({ type: 'receipt', receipt })),
    items.map((item): ReceiveAction => ({ type: 'item', item })),
    fc.string().map((lot): ReceiveAction => ({ type: 'lot', lot })),
    fc.option(dates).map((expiresOn): ReceiveAction => ({ type: 'expiry', expiresOn })),
    fc.option(fc.nat(20_000_000)).map((quantity): ReceiveAction => ({ type: 'quantity', quantity })),
  )

  it('never throw, never record what the server could not read, and never record on a stop', () => {
    let recorded = 0
    fc.assert(
      fc.property(
        receipt,
        fc.array(fc.oneof(scans, taps), { minLength: 10, maxLength: 60, size: 'max' }),
        (expected, inputs) => {
          let state = startReceive(inputs.length % 2 ? ['DOCK-1'] : [], expected)
          for (const input of inputs) {
            const step = run(state, input)
            if (step.tone === 'wrong') expect(step.record).toBeUndefined()
            for (const { type, payload } of step.record ?? []) {
              expect(v.safeParse(transactionTypes[type].schema, payload).issues).toBeUndefined()
              // Only what the worker saw in hand.
              expect(payload).toMatchObject({
                sku: state.goods?.item.sku,
                quantity: state.goods?.quantity,
                location: state.dock,
              })
              recorded += 1
            }
            expect(receiveMachine.say(step.state)).not.toBe('')
            state = step.state
          }
        },
      ),
      { numRuns: 500 },
    )
    expect(recorded).toBeGreaterThan(30)
  })
})
