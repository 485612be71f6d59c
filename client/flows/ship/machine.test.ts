import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { Scan, ScanKind } from '../../../shared/barcode/scan.ts'
import { transactionTypes } from '../../../shared/transactions/index.ts'
import type { ItemRow } from '../../../shared/wire/pull.ts'
import type { Named } from '../../replica/name.ts'
import type { ReadyOrder } from '../../replica/view.ts'
import { type Step, stay } from '../flow.ts'
import { type ShipAction, type ShipState, shipMachine, startShip } from './machine.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const OAT: ItemRow = {
  sku: 'OAT',
  name: 'Oats',
  rotation: 'fifo',
  lotTracked: true,
  unit: 'each',
  rotationPolicy: null,
  traced: false,
}

const orderOf = (n: number, missing: number, quantity = 3): ReadyOrder => ({
  order: { id: id(n), externalId: `S-${n}`, channel: 'shop', customer: 'Ada', shipBy: null, status: 'released' },
  lines: [],
  ready: [
    { sku: 'OAT', lot: 'L1', location: 'STAGE-1', quantity, lineId: id(100 + n) },
    { sku: 'CUP', lot: '', location: 'TOTE-4', quantity: 1 },
  ],
  missing,
})
const WHOLE = orderOf(1, 0)
const PART = orderOf(2, 4)

const scanOf = (kind: ScanKind, code: string): Scan => ({ kind, text: code, code, ais: [], warnings: [] })
const order = (n: number): Named => ({
  kind: 'order',
  scan: scanOf('order', `S-${n}`),
  order: orderOf(n, 0).order,
})
const text = (code: string): Named => ({ kind: 'text', scan: scanOf('unknown', code), text: code })
const label: Named = { kind: 'item', scan: scanOf('item', 'OAT'), item: OAT, quantity: 1 }
const badge: Named = { kind: 'badge', scan: scanOf('badge', 'SECRET'), secret: 'SECRET' }
const problem: Named = { kind: 'problem', scan: scanOf('invalid', '?'), say: 'Scan again.' }
const confirm: ShipAction = { type: 'confirm' }

const run = (state: ShipState, ...inputs: (Named | ShipAction)[]): Step<ShipState> =>
  inputs.reduce<Step<ShipState>>(
    (step, input) => ('kind' in input ? shipMachine.scan(step.state, input) : shipMachine.act(step.state, input)),
    stay(state),
  )
const start = startShip([WHOLE, PART])
const chosen = run(start, order(1)).state

/** The scan is not taken: what it was, what was expected, nothing recorded, everything else as it was. */
function expectStop(before: ShipState, input: Named, scanned: string, expected: string): void {
  const step = run(before, input)
  expect(step).toMatchObject({ tone: 'wrong', word: scanned, state: { stop: { scanned, expected } } })
  expect(step.record).toBeUndefined()
  expect({ ...step.state, stop: null }).toEqual({ ...before, stop: null })
}

describe('the order', () => {
  it('is scanned or chosen', () => {
    expect(shipMachine.say(start)).toBe('Scan or choose the order')
    expect(run(start, order(1))).toMatchObject({ tone: 'right', word: 'Order S-1', state: { stage: 'confirm' } })
    expect(run(start, { type: 'choose', order: WHOLE }).state).toEqual(chosen)
  })

  it.each<[string, Named, string, string]>([
    ['of which nothing stands ready', order(9), 'That is order S-9.', 'Nothing of it stands ready. Pick it first.'],
    ['but goods', label, 'That is Oats.', 'Scan or choose the order.'],
    ['but a text', text('1Z999'), '1Z999 is not known here.', 'Scan or choose the order.'],
    ['but a damaged code', problem, 'Scan again.', 'Scan or choose the order.'],
    ['but a badge', badge, 'That is a badge.', 'Scan or choose the order.'],
  ])('is not one %s, and the right one clears it', (_, input, scanned, expected) => {
    expectStop(start, input, scanned, expected)
    expect(run(start, input, order(1)).state).toEqual(chosen)
  })

  it('may be changed for another one, which knows nothing of the first one’s label', () =>
    expect(run(chosen, text('1Z999'), order(2)).state).toMatchObject({ chosen: PART, tracking: null }))

  it('may be left', () => expect(run(chosen, text('1Z999'), { type: 'back' }).state).toEqual(start))
})

describe('a whole order', () => {
  it('leaves with one tap, and each line says what stood where', () =>
    expect(run(chosen, confirm)).toMatchObject({
      tone: 'done',
      word: 'S-1 shipped',
      undo: 'shipping S-1',
      record: [
        {
          type: 'ship',
          payload: {
            orderId: id(1),
            channel: 'shop',
            orderExternalId: 'S-1',
            lines: [
              { sku: 'OAT', lot: 'L1', from: 'STAGE-1', quantity: 3 },
              { sku: 'CUP', lot: null, from: 'TOTE-4', quantity: 1 },
            ],
          },
        },
      ],
      state: { stage: 'order', chosen: null, ready: [PART] },
    }))

  it('without a carrier label names no tracking number', () =>
    expect(run(chosen, confirm).record?.[0]?.payload).not.toHaveProperty('trackingNumber'))

  it('takes the number of the carrier label that was scanned last', () => {
    const step = run(chosen, text('1Z111'), text('1Z222'))
    expect(step).toMatchObject({ tone: 'right', word: 'Tracking number', state: { tracking: '1Z222' } })
    expect(run(step.state, confirm).record).toMatchObject([{ payload: { trackingNumber: '1Z222' } }])
  })

  it('takes no more of a label than the server keeps', () => {
    const payload = run(chosen, text('9'.repeat(500)), confirm).record?.[0]?.payload
    expect(v.is(transactionTypes.ship.schema, payload)).toBe(true)
  })

  it.each<[string, Named, string]>([
    ['goods', label, 'That is Oats.'],
    ['a damaged code', problem, 'Scan again.'],
    ['an order that is not here', order(9), 'That is order S-9.'],
  ])('is not changed by %s', (_, input, scanned) => {
    expect(run(chosen, input)).toMatchObject({ tone: 'wrong', state: { chosen: WHOLE, stop: { scanned } } })
    expect(run(chosen, input, text('1Z999')).state).toMatchObject({ tracking: '1Z999', stop: null })
  })

  it('leaves once by two quick taps', () => {
    expect(run(run(chosen, confirm).state, confirm).record).toBeUndefined()
    expectStop(run(chosen, confirm).state, order(1), 'That is order S-1.', 'Nothing of it stands ready. Pick it first.')
  })
})

describe('an order of which a part is here', () => {
  const asked = run(start, order(2), text('1Z999'), confirm)

  it('is asked about', () => {
    expect(asked).toMatchObject({ tone: 'attention', word: '4 are missing', state: { stage: 'partial' } })
    expect(asked.record).toBeUndefined()
    expect(shipMachine.say(asked.state)).toBe('Not all of it is here')
  })

  it('leaves in part where the worker says so, with its label', () =>
    expect(run(asked.state, { type: 'ship-part' }).record).toMatchObject([
      { payload: { orderId: id(2), trackingNumber: '1Z999' } },
    ]))

  it('does not leave in part unasked', () => expect(run(start, order(2), { type: 'ship-part' }).record).toBeUndefined())

  it('may wait, with its label', () =>
    expect(run(asked.state, { type: 'back' }).state).toMatchObject({
      stage: 'confirm',
      chosen: PART,
      tracking: '1Z999',
    }))

  it('is not answered by a scan', () =>
    expectStop(asked.state, text('1Z000'), '1Z000 is not known here.', 'Not all of it is here.'))
})

describe('a list that is loaded anew', () => {
  const fresh = (...ready: ReadyOrder[]): ShipAction => ({ type: 'ready', ready })

  it('shows what stands ready now', () => expect(run(start, fresh(PART)).state.ready).toEqual([PART]))

  it('ships what stands there now, not what stood there when it was chosen', () =>
    expect(run(chosen, text('1Z999'), fresh(orderOf(1, 0, 2)), confirm).record).toMatchObject([
      { payload: { trackingNumber: '1Z999', lines: [{ quantity: 2 }, { quantity: 1 }] } },
    ]))

  it('asks about what is missing now', () => expect(run(chosen, fresh(orderOf(1, 2)), confirm).tone).toBe('attention'))

  it('asks no more about what has come meanwhile', () => {
    const asked = run(start, order(2), text('1Z999'), confirm).state
    expect(run(asked, fresh(orderOf(2, 0))).state).toMatchObject({ stage: 'confirm', tracking: '1Z999' })
    expect(run(asked, fresh(orderOf(2, 1))).state.stage).toBe('partial')
  })

  it('lets go of an order that has left from elsewhere', () =>
    expect(run(chosen, fresh(PART)).state).toEqual(startShip([PART])))
})

describe('any scans and taps', () => {
  const readies = fc
    .subarray([WHOLE, PART, orderOf(1, 3), orderOf(2, 0), orderOf(3, 0)])
    .map((orders) => [...new Map(orders.map((ready) => [ready.order.id, ready])).values()])
  const scans = fc.oneof(
    fc.integer({ min: 1, max: 4 }).map(order),
    // What a text is has gone through nameScan: it is trimmed and not empty.
    fc
      .string({ minLength: 1, maxLength: 300 })
      .filter((code) => code.trim() !== '')
      .map((code) => text(code.trim())),
    fc.constantFrom(label, badge, problem),
  )
  const taps = fc.oneof(
    fc.constantFrom<ShipAction>(confirm, confirm, { type: 'ship-part' }, { type: 'back' }),
    readies.map((ready): ShipAction => ({ type: 'ready', ready })),
    fc.constantFrom(WHOLE, PART).map((chosen): ShipAction => ({ type: 'choose', order: chosen })),
  )

  it('never throw, never ship in part unasked, and never record on a stop', () => {
    let recorded = 0
    fc.assert(
      fc.property(
        readies,
        fc.array(fc.oneof(scans, taps), { minLength: 5, maxLength: 40, size: 'max' }),
        (ready, inputs) => {
          let state = startShip(ready)
          for (const input of inputs) {
            const step = run(state, input)
            if (step.tone === 'wrong') expect(step.record).toBeUndefined()
            for (const { type, payload } of step.record ?? []) {
              expect(v.safeParse(transactionTypes[type].schema, payload).issues).toBeUndefined()
              expect(payload).toMatchObject({ orderId: state.chosen?.order.id })
              expect((state.chosen?.missing ?? 0) === 0 || state.stage === 'partial').toBe(true)
              recorded += 1
            }
            expect(shipMachine.say(step.state)).not.toMatch(/null|undefined/)
            state = step.state
          }
        },
      ),
      { numRuns: 500 },
    )
    expect(recorded).toBeGreaterThan(50)
  })
})
