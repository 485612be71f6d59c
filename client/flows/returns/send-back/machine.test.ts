import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { transactionTypes } from '../../../../shared/transactions/index.ts'
import type { ItemRow } from '../../../../shared/wire/pull.ts'
import type { Named } from '../../../replica/name.ts'
import type { SetApart } from '../../../replica/returns.ts'
import { type Step, stay } from '../../flow.ts'
import { CUP, idOf, itemOf, lotRowOf, OAT, scanned } from '../../standing-cases.ts'
import { type SendBackAction, type SendBackState, sendBackMachine, startSendBack } from './machine.ts'

const lineOf = (n: number, item: ItemRow, lot: string, remaining: number, more: Partial<SetApart> = {}): SetApart => ({
  id: idOf(n),
  kind: 'send-back',
  state: 'open',
  pickListId: null,
  orderId: null,
  lineId: null,
  sku: item.sku,
  lot,
  location: 'BAD',
  quantity: remaining,
  done: 0,
  sequence: 0,
  tote: null,
  remaining,
  item,
  lotRow: lot === '' ? undefined : lotRowOf(lot, { supplier: 'Mill' }),
  ...more,
})
const OATS = lineOf(1, OAT, 'L1', 4)
const OTHER = lineOf(2, OAT, 'L2', 1)
const CUPS = lineOf(3, CUP, '', 2, { location: 'CAGE' })

const run = (state: SendBackState, ...inputs: (Named | SendBackAction)[]): Step<SendBackState> =>
  inputs.reduce<Step<SendBackState>>(
    (step, input) =>
      'kind' in input ? sendBackMachine.scan(step.state, input) : sendBackMachine.act(step.state, input),
    stay(state),
  )
const start = startSendBack([OATS, OTHER, CUPS])
const there = run(start, scanned.place('BAD')).state
const atPad = run(there, scanned.item(OAT, 'L1')).state
const done: SendBackAction = { type: 'quantity-done' }
const record: SendBackAction = { type: 'record' }

function expectStop(before: SendBackState, input: Named | SendBackAction, said: string, expected: string): void {
  const step = run(before, input)
  expect(step).toMatchObject({ tone: 'wrong', state: { stop: { scanned: said, expected } } })
  expect(step.record).toBeUndefined()
}

describe('what goes back to its supplier', () => {
  it('is place, goods, quantity, and the paper where there is one', () => {
    expect(sendBackMachine.say(start)).toBe('Go to BAD and scan it')
    expect(sendBackMachine.say(there)).toBe('Scan what leaves BAD')
    const step = run(atPad, done, scanned.text('DN-7'), record)
    expect(step).toMatchObject({ tone: 'done', word: '4 sent back', state: { stage: 'goods', lines: [OTHER, CUPS] } })
    expect(step.record?.[0]).toEqual({
      type: 'returnToSupplier',
      payload: {
        sku: 'OAT',
        lot: 'L1',
        location: 'BAD',
        status: 'damaged',
        quantity: 4,
        taskId: OATS.id,
        supplier: 'Mill',
        documentType: 'Delivery note',
        documentNumber: 'DN-7',
      },
    })
  })
  it('may be a part, and without paper', () => {
    const step = run(atPad, { type: 'quantity', quantity: 1 }, done, record)
    expect(step.record?.[0]?.payload).not.toHaveProperty('documentNumber')
    expect(step.state.lines).toMatchObject([{ id: OATS.id, remaining: 3 }, { id: OTHER.id }, { id: CUPS.id }])
  })
  it('is asked for its lot where two stand there', () => {
    const asked = run(there, scanned.item(OAT))
    expect(asked).toMatchObject({ tone: 'attention', state: { stage: 'lot' } })
    expect(run(asked.state, { type: 'choose', line: OTHER }).state).toMatchObject({ stage: 'quantity', chosen: OTHER })
  })
  it('is not what nobody set apart for it, and not more', () => {
    expectStop(start, scanned.place('A-01'), 'That is A-01.', 'Nothing there is to be sent back.')
    expectStop(start, scanned.item(OAT, 'L1'), 'That is OAT bars, lot L1.', 'Go to BAD and scan it.')
    expectStop(
      there,
      scanned.item(itemOf('RYE')),
      'That is RYE bars.',
      'It is not to be sent back. Leave it where it is.',
    )
    expectStop(atPad, scanned.place('CAGE'), 'That is CAGE.', 'Say how many leave first, or go back.')
    for (const quantity of [0, 5])
      expectStop(
        run(atPad, { type: 'quantity', quantity }).state,
        done,
        `${quantity} is not possible.`,
        '4 are to be sent back.',
      )
  })
  it('stays in hand when the list is loaded anew, as it stands now', () => {
    const lines = [{ ...OATS, remaining: 2 }]
    expect(run(atPad, { type: 'lines', lines }).state).toMatchObject({ stage: 'quantity', quantity: 2 })
    expect(run(atPad, { type: 'lines', lines: [CUPS] }).state).toEqual(startSendBack([CUPS]))
  })
})

describe('whatever comes', () => {
  const inputs = fc.constantFrom<Named | SendBackAction>(
    scanned.place('BAD'),
    scanned.place('CAGE'),
    scanned.item(OAT, 'L1'),
    scanned.item(OAT),
    scanned.item(CUP),
    scanned.text('DN-1'),
    scanned.badge,
    scanned.damaged,
    { type: 'choose', line: OTHER },
    { type: 'quantity', quantity: 1 },
    { type: 'quantity', quantity: 9 },
    done,
    record,
    record,
    { type: 'back' },
  )
  it('never throws, and sends back no more than was set apart', () => {
    let recorded = 0
    fc.assert(
      fc.property(fc.array(inputs, { minLength: 10, maxLength: 40, size: 'max' }), (given) => {
        let state = start
        let sent = 0
        for (const input of given) {
          const step = run(state, input)
          if (step.state.stop) expect(step.record).toBeUndefined()
          for (const { type, payload } of step.record ?? []) {
            v.assert(transactionTypes[type].schema, payload)
            sent += (payload as { quantity: number }).quantity
            recorded += 1
          }
          state = step.state
        }
        expect(sent + state.lines.reduce((sum, { remaining }) => sum + remaining, 0)).toBe(7)
      }),
      { numRuns: 500 },
    )
    expect(recorded).toBeGreaterThan(20)
  })
})
