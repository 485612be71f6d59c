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
  idOf,
  itemOf,
  lineOf,
  lotRowOf,
  OAT,
  orderOf,
  PALLET,
  SECOND,
  scanned,
  TODAY,
  unitOf,
} from '../standing-cases.ts'
import { leaving, type ShipAction, type ShipState, shipMachine, startShip, staying } from './machine.ts'
import { unitsIn } from './parcels.ts'

/** Loose in a lane and a tote; in two cartons; in a carton, with four still to be picked. */
const LOOSE = orderOf(1, [lineOf(OAT, 'L1', 'STAGE-1', 3), lineOf(CUP, '', 'TOTE-4', 1)])
const CARTONS = orderOf(2, [lineOf(OAT, 'L1', CARTON, 6), lineOf(OAT, 'L1', SECOND, 4)])
const PART = orderOf(3, [lineOf(OAT, 'L1', 'STAGE-1', 3)], { missing: 4 })
const NUT = itemOf('NUT', { traced: true })
const TRACED = orderOf(4, [lineOf(NUT, 'N1', 'STAGE-1', 2)])
const HELD = orderOf(5, [
  lineOf(OAT, 'L1', CARTON, 6, { lotRow: lotRowOf('L1', { held: true }) }),
  lineOf(OAT, 'L2', SECOND, 4),
  lineOf(OAT, 'L3', 'STAGE-1', 1, { lotRow: lotRowOf('L3', { expiresOn: '2026-02-01' }) }),
  lineOf(CUP, '', 'STAGE-1', 1),
])
const onPallet = { ...CARTONS, units: [unitOf(CARTON, PALLET), unitOf(SECOND, PALLET)] }

const run = (state: ShipState, ...inputs: (Named | ShipAction)[]): Step<ShipState> =>
  inputs.reduce<Step<ShipState>>(
    (step, input) => ('kind' in input ? shipMachine.scan(step.state, input) : shipMachine.act(step.state, input)),
    stay(state),
  )
const confirm: ShipAction = { type: 'confirm' }
const start = startShip([LOOSE, CARTONS, PART, TRACED], TODAY)
const held = startShip([HELD], TODAY)
const cartons = run(start, { type: 'choose', order: CARTONS }).state

/** The scan is not taken: what it was, what was expected; nothing recorded. */
function expectStop(before: ShipState, input: Named | ShipAction, said: string, expected: string): void {
  const step = run(before, input)
  expect(step).toMatchObject({ tone: 'wrong', state: { stop: { scanned: said, expected } } })
  expect(step.record).toBeUndefined()
}

describe('the order', () => {
  it('is scanned, and what is loose of it leaves by that', () => {
    const step = run(start, scanned.order(LOOSE))
    expect(step).toMatchObject({ tone: 'done', word: 'Order S-1', state: { stage: 'confirm' } })
    expect(leaving(step.state).map(({ code }) => code)).toEqual(['STAGE-1', 'TOTE-4'])
  })
  it('is found by its carton, which leaves by that', () => {
    const step = run(start, scanned.carton(CARTON))
    expect(step).toMatchObject({ tone: 'right', state: { chosen: CARTONS, scanned: [CARTON] } })
    expect(shipMachine.say(step.state)).toBe('Scan the next carton')
  })
  it('that is only tapped leaves by no tap', () => {
    expect(shipMachine.say(cartons)).toBe('Scan what leaves')
    expectStop(cartons, confirm, 'Nothing was scanned.', 'Scan the cartons that leave, or the order.')
  })
  it('is asked where several stand at one place', () =>
    expect(run(start, scanned.place('STAGE-1'))).toMatchObject({
      tone: 'attention',
      word: '3 orders',
      state: { at: 'STAGE-1' },
    }))
  it.each<[string, Named, string, string]>([
    [
      'of which nothing stands ready',
      scanned.order(orderOf(9, [])),
      'That is order S-9.',
      'Nothing of it stands ready. Pick it first.',
    ],
    ['but goods', scanned.item(OAT), 'That is OAT bars.', 'Scan carton or order.'],
    ['but an empty bin', scanned.place('A-01', 'pick'), 'That is A-01.', 'Nothing that stands ready is in it.'],
    ['but a text', scanned.text('1Z999'), '1Z999 is not known here.', 'Scan carton or order.'],
    ['but a damaged code', scanned.damaged, 'Scan again.', 'Scan carton or order.'],
    ['but a badge', scanned.badge, 'That is a badge.', 'Scan carton or order.'],
  ])('is not one %s', (_, input, said, expected) => expectStop(start, input, said, expected))
  it('may be changed for another one, which knows nothing of the first one’s parcel', () =>
    expect(run(cartons, scanned.text('1Z999'), scanned.order(LOOSE)).state).toMatchObject({
      chosen: LOOSE,
      details: { tracking: '' },
    }))
})

describe('cartons', () => {
  it('all scanned, the order leaves', () => {
    const all = run(cartons, scanned.carton(CARTON), scanned.carton(SECOND))
    expect(all).toMatchObject({ tone: 'done' })
    expect(run(all.state, confirm)).toMatchObject({
      tone: 'done',
      word: 'S-2 shipped',
      undo: 'shipping S-2',
      record: [
        {
          type: 'ship',
          payload: {
            orderId: idOf(2),
            channel: 'shop',
            orderExternalId: 'S-2',
            units: [CARTON, SECOND],
            lines: [
              { sku: 'OAT', lot: 'L1', from: CARTON, quantity: 6 },
              { sku: 'OAT', lot: 'L1', from: SECOND, quantity: 4 },
            ],
          },
        },
      ],
      state: { stage: 'order', chosen: null, ready: [LOOSE, PART, TRACED] },
    })
  })
  it('of a transfer leave for its warehouse', () => {
    const transfer = { ...CARTONS, order: { ...CARTONS.order, transferTo: 'EAST' } }
    const step = run(startShip([transfer], TODAY), scanned.order(transfer), scanned.order(transfer), confirm)
    expect(step.record).toMatchObject([
      {
        type: 'transferShip',
        payload: {
          transferId: idOf(2),
          to: 'EAST',
          units: [CARTON, SECOND],
          lines: [{ from: CARTON }, { from: SECOND }],
        },
      },
    ])
    expect(step.record?.[0]?.payload).not.toHaveProperty('orderId')
  })
  it('not scanned are listed, and stay where only the others leave', () => {
    const asked = run(cartons, scanned.carton(SECOND), confirm)
    expect(asked).toMatchObject({ tone: 'attention', word: '6 stay here', state: { stage: 'partial' } })
    expect(staying(asked.state).map(({ code }) => code)).toEqual([CARTON])
    const step = run(asked.state, { type: 'ship-part' })
    expect(step).toMatchObject({ word: 'S-2 shipped in part', record: [{ payload: { units: [SECOND] } }] })
    expect(step.state.ready.find(({ order }) => order.id === idOf(2))?.lines).toEqual([CARTONS.lines[0]])
    expect(run(asked.state, { type: 'back' }, scanned.carton(CARTON), confirm).record).toHaveLength(1)
  })
  it('are all meant where the order is scanned again', () =>
    expect(run(start, scanned.order(CARTONS), scanned.order(CARTONS), confirm).record).toMatchObject([
      { payload: { units: [CARTON, SECOND] } },
    ]))
  it('leave with their pallet, and it stays where one of them does', () => {
    const state = startShip([onPallet], TODAY)
    expect(run(state, scanned.carton(PALLET), confirm).record).toMatchObject([
      { payload: { units: [CARTON, SECOND, PALLET] } },
    ])
    expect(run(state, scanned.carton(CARTON), confirm, { type: 'ship-part' }).record).toMatchObject([
      { payload: { units: [CARTON] } },
    ])
    const beside = orderOf(6, [lineOf(OAT, 'L1', PALLET.replace(/.$/, 'X'), 1)], { units: [unitOf('other', PALLET)] })
    expect(run(startShip([onPallet, beside], TODAY), scanned.carton(PALLET), confirm).record).toMatchObject([
      { payload: { units: [CARTON, SECOND] } },
    ])
  })
  it('of another order are stopped', () =>
    expectStop(
      run(start, scanned.order(LOOSE)).state,
      scanned.carton(CARTON),
      `That is carton ${shortLabel(CARTON)}.`,
      'It is for order S-2.',
    ))
  it('leave once by two quick taps', () => {
    const gone = run(cartons, scanned.carton(CARTON), scanned.carton(SECOND), confirm).state
    expect(run(gone, confirm).record).toBeUndefined()
    expectStop(gone, scanned.order(CARTONS), 'That is order S-2.', 'Nothing of it stands ready. Pick it first.')
  })
})

describe('what must not leave', () => {
  it('stops its carton, and no tap passes it', () => {
    const step = run(held, scanned.carton(CARTON))
    expect(step).toMatchObject({ tone: 'wrong', state: { stop: { scanned: 'Lot L1 is on hold.' }, scanned: [] } })
    expect(run(step.state, confirm).record).toBeUndefined()
  })
  it('stays of what is loose, and the rest may leave', () => {
    const step = run(held, scanned.order(HELD))
    expect(step).toMatchObject({ tone: 'wrong', state: { stop: { scanned: 'Lot L3 expired on 1 Feb 2026.' } } })
    const shipped = run(step.state, scanned.carton(SECOND), confirm, { type: 'ship-part' })
    expect(shipped.record).toMatchObject([
      {
        payload: {
          units: [SECOND],
          lines: [
            { from: SECOND, lot: 'L2' },
            { from: 'STAGE-1', sku: 'CUP' },
          ],
        },
      },
    ])
  })
  it('is in no shipment, whatever was scanned before the device heard of it', () => {
    const fit = run(start, scanned.order(LOOSE)).state
    const now = orderOf(1, [lineOf(OAT, 'L1', 'STAGE-1', 3, { lotRow: lotRowOf('L1', { held: true }) })])
    const told = run(fit, { type: 'ready', ready: [now], currency: 'USD' }).state
    expect(run(told, confirm).record).toBeUndefined()
  })
})

describe('how it leaves', () => {
  const all = run(start, scanned.order(LOOSE)).state
  it('names nothing that nobody said', () => {
    const payload = run(all, confirm).record?.[0]?.payload
    for (const name of ['trackingNumber', 'carrier', 'shippingCost', 'units', 'documentNumber'])
      expect(payload).not.toHaveProperty(name)
  })
  it('takes the number of the carrier label that was scanned last', () => {
    const step = run(all, scanned.text('1Z111'), scanned.text('1Z222'))
    expect(step).toMatchObject({ tone: 'right', word: 'Tracking number', state: { details: { tracking: '1Z222' } } })
    expect(run(step.state, confirm).record).toMatchObject([{ payload: { trackingNumber: '1Z222' } }])
  })
  it('takes carrier, service, zone and cost, and keeps who picks up for the next order', () => {
    const details = { carrier: 'Parcel Co', service: 'Ground', zone: '4', tracking: '1Z9', cost: '7.90' }
    const step = run(all, { type: 'open-details' }, { type: 'details', details }, { type: 'back' }, confirm)
    expect(step.record).toMatchObject([
      {
        payload: {
          carrier: 'Parcel Co',
          service: 'Ground',
          zone: '4',
          trackingNumber: '1Z9',
          shippingCost: { amount: 790, currency: 'USD' },
        },
      },
    ])
    expect(step.state.details).toEqual({ carrier: 'Parcel Co', service: 'Ground', zone: '', tracking: '', cost: '' })
  })
  it('asks again for a cost that is none', () => {
    const details = { ...all.details, cost: 'free' }
    const step = run(all, { type: 'details', details }, confirm)
    expect(step).toMatchObject({
      tone: 'wrong',
      state: { stage: 'details', stop: { scanned: '"free" is no amount.' } },
    })
  })
  it('takes no more of a label than the server keeps', () => {
    const payload = run(all, scanned.text('9'.repeat(500)), confirm).record?.[0]?.payload
    expect(v.is(transactionTypes.ship.schema, payload)).toBe(true)
  })
})

describe('traced goods', () => {
  const asked = run(start, scanned.order(TRACED), confirm)
  it('ask for their document, by type and number', () => {
    expect(asked).toMatchObject({ tone: 'attention', state: { stage: 'document' } })
    expect(asked.record).toBeUndefined()
    expect(run(asked.state, { type: 'document-done' }).record).toBeUndefined()
    expect(run(asked.state, scanned.text('BOL-7'), { type: 'document-done' }).record).toMatchObject([
      { payload: { documentType: 'Bill of lading', documentNumber: 'BOL-7' } },
    ])
  })
  it('may leave without it when a person says so', () =>
    expect(run(asked.state, { type: 'skip-document' }).record?.[0]?.payload).not.toHaveProperty('documentNumber'))
  it('ask nothing of others', () => expect(run(start, scanned.order(LOOSE), confirm).record).toHaveLength(1))
})

describe('a part of an order', () => {
  const asked = run(start, scanned.order(PART), confirm)
  it('is asked about, and leaves where the worker says so', () => {
    expect(asked).toMatchObject({ tone: 'attention', word: '4 stay here', state: { stage: 'partial' } })
    expect(run(asked.state, { type: 'ship-part' }).record).toMatchObject([{ payload: { orderId: idOf(3) } }])
    expect(run(start, scanned.order(PART), { type: 'ship-part' }).record).toBeUndefined()
    expectStop(asked.state, scanned.text('1Z000'), '1Z000 is not known here.', 'Not all of it leaves.')
  })
})

describe('a list that is loaded anew', () => {
  const fresh = (...ready: (typeof LOOSE)[]): ShipAction => ({ type: 'ready', ready, currency: 'USD' })
  const chosen = run(start, scanned.order(LOOSE)).state
  it('ships what stands there now, not what stood there when it was chosen', () => {
    const now = orderOf(1, [lineOf(OAT, 'L1', 'STAGE-1', 2)])
    expect(run(chosen, scanned.text('1Z999'), fresh(now), confirm).record).toMatchObject([
      { payload: { trackingNumber: '1Z999', lines: [{ quantity: 2 }] } },
    ])
  })
  it('asks no more about what has come meanwhile', () => {
    const asked = run(start, scanned.order(PART), confirm).state
    expect(run(asked, fresh({ ...PART, missing: 0 })).state.stage).toBe('confirm')
    expect(run(asked, fresh({ ...PART, missing: 1 })).state.stage).toBe('partial')
  })
  it('lets go of an order that has left from elsewhere', () =>
    expect(run(chosen, fresh(PART)).state).toEqual(startShip([PART], TODAY)))
})

describe('any scans and taps', () => {
  const orders = [LOOSE, onPallet, PART, TRACED, HELD]
  const scans = fc.oneof(
    fc.constantFrom(...orders).map(scanned.order),
    fc.constantFrom<Named>(
      scanned.carton(CARTON),
      scanned.carton(SECOND),
      scanned.carton(PALLET),
      scanned.place('STAGE-1'),
      scanned.place('TOTE-4', 'unit'),
      scanned.text('1Z999'),
      scanned.item(OAT),
      scanned.badge,
      scanned.damaged,
    ),
  )
  const pressed = fc.constantFrom<ShipAction>(
    confirm,
    confirm,
    confirm,
    { type: 'ship-part' },
    { type: 'ship-part' },
    { type: 'back' },
    { type: 'document-done' },
    { type: 'skip-document' },
    { type: 'open-details' },
  )
  const taps = fc.oneof(
    { weight: 12, arbitrary: pressed },
    fc.subarray(orders).map((ready): ShipAction => ({ type: 'ready', ready, currency: 'USD' })),
    fc.constantFrom(...orders).map((order): ShipAction => ({ type: 'choose', order })),
  )

  it('never throw, never ship what was not scanned or must not leave, and never record on a stop', () => {
    let recorded = 0
    fc.assert(
      fc.property(fc.array(fc.oneof(scans, taps), { minLength: 5, maxLength: 40, size: 'max' }), (inputs) => {
        let state = startShip(orders, TODAY)
        for (const input of inputs) {
          const step = run(state, input)
          if (step.tone === 'wrong') expect(step.record).toBeUndefined()
          for (const { type, payload } of step.record ?? []) {
            expect(v.safeParse(transactionTypes[type].schema, payload).issues).toBeUndefined()
            if (type !== 'ship') continue
            recorded += 1
            const from = payload.lines?.map((line) => line.from ?? '') ?? []
            expect(from.every((place) => state.scanned.includes(place))).toBe(true)
            expect(payload.lines?.some(({ lot, sku }) => sku === 'OAT' && lot === 'L3')).toBe(false)
            const whole = unitsIn(staying(state)) + (state.chosen?.missing ?? 0) === 0
            expect(whole || state.stage !== 'confirm').toBe(true)
          }
          expect(shipMachine.say(step.state)).not.toMatch(/null|undefined/)
          state = step.state
        }
      }),
      { numRuns: 500 },
    )
    expect(recorded).toBeGreaterThan(50)
  })
})
