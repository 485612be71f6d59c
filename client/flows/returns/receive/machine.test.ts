import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { standardReturnSettings } from '../../../../shared/rules/return-settings.ts'
import { transactionTypes } from '../../../../shared/transactions/index.ts'
import type { Named } from '../../../replica/name.ts'
import type { ExpectedReturn } from '../../../replica/returns.ts'
import { type Step, stay } from '../../flow.ts'
import { CARTON, CUP, idOf, itemOf, OAT, orderOf, scanned } from '../../standing-cases.ts'
import { reasonsHere } from './goods.ts'
import { type FoundOrder, type LookUp, lookUp } from './look-up.ts'
import { type ReturnAction, type ReturnState, returnMachine, startReturn } from './machine.ts'
import { balanceOf, balanceWords, type Known, oddity, proposedPlace } from './state.ts'

const SHOP = { channel: 'shop', name: 'Web shop', kind: 'dtc', minShelfLifeDays: 0 }
const EDI = { channel: 'edi', name: 'Grocer', kind: 'retail', minShelfLifeDays: 30 }
const RMA: ExpectedReturn = {
  id: idOf(1),
  channel: 'shop',
  order: 'WEB-7',
  customer: 'Ada',
  reference: 'RMA-1',
  state: 'expected',
  documents: 'none',
  lines: [{ item: OAT, reason: 'damaged', expected: 3, received: 1, lots: [{ lot: 'L1', quantity: 3 }] }],
}
const FOUND: FoundOrder = {
  orderId: idOf(70),
  externalId: 'WEB-9',
  channel: 'shop',
  customer: { id: 'C-1', name: 'Ben' },
  shippedAt: '2026-02-01T00:00:00Z',
  returnId: null,
  lines: [
    { sku: 'OAT', name: 'OAT bars', lot: 'L1', shipped: 2, returned: 1 },
    { sku: 'OAT', name: 'OAT bars', lot: 'L2', shipped: 4, returned: 0 },
    { sku: 'CUP', name: 'CUP bars', lot: null, shipped: 1, returned: 0 },
  ],
}
const KNOWN: Known = {
  returns: [RMA],
  channels: [EDI, SHOP],
  settings: standardReturnSettings(),
  places: ['RET'],
}

const run = (state: ReturnState, ...inputs: (Named | ReturnAction)[]): Step<ReturnState> =>
  inputs.reduce<Step<ReturnState>>(
    (step, input) => ('kind' in input ? returnMachine.scan(step.state, input) : returnMachine.act(step.state, input)),
    stay(state),
  )
const at = (state: ReturnState, ...inputs: (Named | ReturnAction)[]) => run(state, ...inputs).state
/** What the server says to what is asked just now. */
function answered(state: ReturnState, ...orders: FoundOrder[]): Step<ReturnState> {
  if (state.asked === null) throw new Error('Nothing is asked.')
  return run(state, { type: 'found', asked: state.asked, orders })
}
const say = (state: ReturnState) => returnMachine.say(state)
const payloadOf = (step: Step<ReturnState>) => step.record?.[0]?.payload
const reason = (code: string): ReturnAction => ({ type: 'reason', code })
const quantity = (units: number | null): ReturnAction => ({ type: 'quantity', quantity: units })
const counted: ReturnAction = { type: 'quantity-done' }
const there: ReturnAction = { type: 'put-there' }

function expectStop(before: ReturnState, input: Named | ReturnAction, said: string, expected: string): void {
  const step = run(before, input)
  expect(step).toMatchObject({ tone: 'wrong', state: { stop: { scanned: said, expected } } })
  expect(step.record).toBeUndefined()
}

const start = startReturn(KNOWN, null)
const ofRma = at(start, scanned.text('RMA-1'))
const ofOrder = answered(at(start, scanned.text('WEB-9')), FOUND).state
const blind = at(
  answered(at(start, scanned.item(OAT, 'L1'))).state,
  { type: 'none' },
  { type: 'channel', channel: SHOP },
)

describe('an expected return', () => {
  it('is known by its order or its number, without a network: two scans and three taps', () => {
    expect(say(start)).toBe('Scan order, slip or goods')
    expect(at(start, scanned.text('WEB-7')).source).toEqual(ofRma.source)
    expect(ofRma).toMatchObject({ stage: 'goods', source: { returnId: RMA.id, channel: SHOP, customer: 'Ada' } })
    const step = run(ofRma, scanned.item(OAT, 'L1'), reason('damaged'), counted, there)
    expect(step).toMatchObject({ tone: 'done', word: '2 in RET', undo: '2 × OAT bars in RET' })
    expect(payloadOf(step)).toEqual({
      sku: 'OAT',
      lot: 'L1',
      lotFrom: 'label',
      quantity: 2,
      reason: 'damaged',
      location: 'RET',
      channel: 'shop',
      returnId: RMA.id,
      orderExternalId: 'WEB-7',
      reference: 'RMA-1',
    })
  })
  it('is chosen from the list, too', () => {
    const source = ofRma.source
    expect(source && at(start, { type: 'choose', source })).toEqual(ofRma)
  })
  it('has its announced reason first, and its announced quantity', () => {
    const asked = at(ofRma, scanned.item(OAT, 'L1'))
    expect(reasonsHere(asked)[0]?.code).toBe('damaged')
    expect(at(asked, reason('damaged')).goods?.quantity).toBe(2)
  })
  it('stays in hand for what else came back, until it is done with', () => {
    const one = at(ofRma, scanned.item(OAT, 'L1'), reason('damaged'), quantity(1), counted, there)
    expect(one).toMatchObject({ stage: 'goods', source: { returnId: RMA.id }, came: [{ quantity: 1 }], place: 'RET' })
    expect(say(one)).toBe('Scan what else came back')
    expect(at(one, scanned.item(OAT, 'L1'), reason('other')).goods?.quantity).toBe(1)
    expect(at(one, { type: 'undone' }).came).toEqual([])
    expect(at(one, { type: 'done' })).toEqual({ ...start, place: 'RET' })
  })
  it('takes in what was not announced, and says so', () => {
    const other = run(ofRma, scanned.item(CUP))
    expect(other.tone).toBe('attention')
    expect(oddity(other.state)).toBe('CUP bars was not sent to this customer, as far as is known.')
    expect(oddity(at(ofRma, scanned.item(OAT, 'L7')))).toBe('Lot L7 was not sent to this customer, as far as is known.')
    expect(payloadOf(run(other.state, reason('wrong-item'), counted, there))).toMatchObject({ sku: 'CUP', quantity: 1 })
  })
})

describe('a return that nobody announced', () => {
  const begun: ExpectedReturn = {
    ...RMA,
    lines: [{ item: OAT, reason: 'damaged', expected: 0, received: 2, lots: [] }],
  }
  it('goes on with what else comes back of it, and expects nothing', () => {
    const state = at(startReturn({ ...KNOWN, returns: [begun] }, null), scanned.text('WEB-7'), scanned.item(OAT, 'L1'))
    expect(state).toMatchObject({ stage: 'reason', source: { returnId: RMA.id, lines: [{ announced: null }] } })
    expect(balanceOf(state)).toBeNull()
    expect(at(state, reason('other'), quantity(9), counted).stage).toBe('place')
  })
})

describe('a number that is not announced', () => {
  it('is asked of the server', () => {
    const asked = at(start, scanned.text('WEB-9'))
    expect(say(asked)).toBe('Looking up WEB-9')
    expect(ofOrder).toMatchObject({ stage: 'goods', source: { orderId: idOf(70), order: 'WEB-9', customer: 'Ben' } })
  })
  it('may be the label of a carton, known here or not', () => {
    expect(at(start, scanned.carton(CARTON)).asked).toMatchObject({ by: 'text', text: CARTON })
    expect(at(start, scanned.freshLabel(CARTON)).asked).toMatchObject({ by: 'text', text: CARTON })
  })
  it('is what the worker says it is, where nobody knows it', () => {
    const unknown = answered(at(start, scanned.text('X-1'))).state
    expect(say(unknown)).toBe('What is X-1?')
    const as = (meaning: 'order' | 'reference' | 'nothing') =>
      at(unknown, { type: 'number', meaning }, { type: 'channel', channel: SHOP }).source
    expect(as('order')).toMatchObject({ order: 'X-1', reference: null, channel: SHOP })
    expect(as('reference')).toMatchObject({ order: null, reference: 'X-1' })
    expect(as('nothing')).toMatchObject({ order: null, reference: null })
  })
  it('of an order that is open here goes on with what is known of it', () => {
    const order = orderOf(5, [])
    const step = answered(at(start, scanned.order(order)))
    expect(step.state).toMatchObject({ stage: 'goods', source: { orderId: idOf(5), order: 'S-5', channel: SHOP } })
  })
  it('joins what was shipped and what was announced', () => {
    const known = { ...FOUND, externalId: 'WEB-7', returnId: RMA.id }
    const { source } = answered(at(start, scanned.text('1Z999')), known).state
    expect(source).toMatchObject({ returnId: RMA.id, orderId: idOf(70), reference: 'RMA-1' })
    expect(source?.lines).toMatchObject([
      { sku: 'OAT', announced: { expected: 3 }, lots: [{ lot: 'L1', shipped: 2 }, { lot: 'L2' }] },
      { sku: 'CUP', announced: null },
    ])
  })
  it('is not answered twice, nor by a late answer to something else', () => {
    const asked = at(start, scanned.text('WEB-9'))
    const late = at(start, scanned.text('WEB-8')).asked as LookUp
    expect(at(asked, { type: 'found', asked: late, orders: [FOUND] })).toEqual(asked)
    const given = at(asked, { type: 'back' })
    expect(at(given, { type: 'found', asked: asked.asked as LookUp, orders: [FOUND] })).toEqual(given)
  })
  it('may be of several orders', () => {
    const two = answered(at(start, scanned.text('1Z')), FOUND, { ...FOUND, orderId: idOf(71), externalId: 'WEB-10' })
    expect(two).toMatchObject({ tone: 'attention', state: { stage: 'which' } })
    expect(two.state.choices).toHaveLength(2)
    expect(at(two.state, { type: 'none' }).stage).toBe('number')
  })
})

describe('goods without a number', () => {
  it('may be of those that are announced or were shipped', () => {
    const asked = at(start, scanned.item(OAT, 'L1'))
    expect(asked.asked).toEqual({ by: 'goods', sku: 'OAT', lot: 'L1' })
    const which = answered(asked, FOUND).state
    expect(which.choices.map(({ order }) => order)).toEqual(['WEB-7', 'WEB-9'])
    const [, second] = which.choices
    expect(second && at(which, { type: 'choose', source: second })).toMatchObject({
      stage: 'reason',
      source: { order: 'WEB-9' },
      goods: { lot: 'L1', lotFrom: 'label' },
    })
  })
  it('are asked for their channel, and only for that', () => {
    const asked = answered(at(start, scanned.item(CUP))).state
    expect(say(asked)).toBe('Where was it bought?')
    const step = run(asked, { type: 'channel', channel: EDI }, reason('refused'), counted, scanned.place('CAGE'))
    expect(payloadOf(step)).toEqual({
      sku: 'CUP',
      lot: null,
      quantity: 1,
      reason: 'refused',
      location: 'CAGE',
      channel: 'edi',
    })
  })
  it('are not asked even that, where there is one channel', () => {
    const one = startReturn({ ...KNOWN, channels: [SHOP] }, null)
    expect(answered(at(one, scanned.item(CUP))).state).toMatchObject({ stage: 'reason', source: { channel: SHOP } })
  })
  it('have the reasons of their channel', () => {
    expect(reasonsHere(blind).map(({ code }) => code)).not.toContain('refused')
    expect(reasonsHere(blind).map(({ code }) => code)).toContain('wrong-size')
  })
  it('without a barcode are chosen by name', () => {
    const asked = at(start, { type: 'no-number' }, { type: 'item', item: CUP })
    expect(asked.asked).toEqual({ by: 'goods', sku: 'CUP', lot: null })
    expect(at(ofOrder, { type: 'no-label' }, { type: 'item', item: CUP })).toMatchObject({ stage: 'reason' })
  })
})

describe('the lot', () => {
  const asked = at(ofOrder, scanned.item(OAT))
  it('is not asked of goods that have none', () => expect(at(ofOrder, scanned.item(CUP)).goods?.lot).toBeNull())
  it('is proposed from the shipment', () => {
    expect(asked.stage).toBe('lot')
    expect(at(asked, { type: 'lot', lot: 'L2', from: 'shipment' }).goods).toMatchObject({
      lot: 'L2',
      lotFrom: 'shipment',
    })
  })
  it('is read from a label, or typed', () => {
    for (const input of [
      scanned.item(OAT, 'L2'),
      scanned.text('L2'),
      { type: 'lot', lot: ' L2 ', from: 'label' } as const,
    ])
      expect(at(asked, input).goods).toMatchObject({ lot: 'L2', lotFrom: 'label' })
  })
  it('may be unknown, and then nothing is said of where it is from', () => {
    const step = run(asked, { type: 'lot', lot: null, from: 'label' }, reason('other'), counted, there)
    expect(payloadOf(step)).toMatchObject({ lot: null })
    expect(payloadOf(step)).not.toHaveProperty('lotFrom')
  })
  it('is a lot number', () =>
    expectStop(
      asked,
      { type: 'lot', lot: 'L 1', from: 'label' },
      '"L 1" is no lot number.',
      'A lot has 1 to 20 letters, digits or signs.',
    ))
})

describe('the quantity', () => {
  const atPad = at(ofOrder, scanned.item(OAT, 'L1'), reason('other'))
  it('is one, and counts up by the same label', () => {
    expect(atPad.goods?.quantity).toBe(1)
    expect(run(atPad, scanned.item(OAT, 'L1'), scanned.item(OAT)).word).toBe('3 · OAT bars')
    expectStop(atPad, scanned.item(OAT, 'L2'), 'That is OAT bars, lot L2.', 'How many came back?')
  })
  it('of a case is not taken for granted', () =>
    expect(at(ofOrder, scanned.item(OAT, 'L1', 12), reason('other')).goods).toMatchObject({ quantity: null, pack: 12 }))
  it('of nothing is not possible', () =>
    expectStop(at(atPad, quantity(0)), counted, '0 is not possible.', 'Type how many came back.'))
  it('beyond what was sent is asked about, and taken', () => {
    expect(balanceWords(balanceOf(atPad))).toBe('2 shipped, 1 came back')
    const over = run(atPad, quantity(2), counted)
    expect(over).toMatchObject({ tone: 'attention', state: { stage: 'over' } })
    expect(say(over.state)).toBe('More than was sent?')
    expect(at(over.state, { type: 'back' }).stage).toBe('quantity')
    expect(payloadOf(run(over.state, { type: 'accept-over' }, there))).toMatchObject({ quantity: 2 })
  })
  it('of what came just now counts, too', () => {
    const one = at(atPad, counted, there)
    expect(at(one, scanned.item(OAT, 'L1'), reason('other'), counted).stage).toBe('over')
  })
})

describe('the place', () => {
  const atPlace = at(ofRma, scanned.item(OAT, 'L1'), reason('damaged'), counted)
  it('is the only one for returns, or the last one, with one tap', () => {
    expect(say(atPlace)).toBe('Put it in RET, or scan where')
    expect(proposedPlace({ ...atPlace, place: 'CAGE' })).toBe('CAGE')
    const two = { ...atPlace, known: { ...KNOWN, places: ['RET', 'RET-2'] } }
    expect(say(two)).toBe('Scan where you put it')
    expect(run(two, there).record).toBeUndefined()
  })
  it.each<[string, Named, string, string]>([
    ['goods', scanned.item(CUP), 'That is CUP bars.', 'Put it in RET, or scan where.'],
    [
      'nowhere',
      scanned.place('CUSTOMER', 'virtual'),
      'That is CUSTOMER.',
      'Nothing can be put there. Scan another place.',
    ],
    ['a damaged code', scanned.damaged, 'Scan again.', 'Put it in RET, or scan where.'],
  ])('is not %s', (_, input, said, expected) => expectStop(atPlace, input, said, expected))
  it('is not scanned first', () =>
    expectStop(start, scanned.place('RET', 'returns'), 'That is RET.', 'Scan order, slip or goods.'))
})

describe('asking the server', () => {
  const ASKED: LookUp = { by: 'goods', sku: 'OAT', lot: 'L/1' }
  it('names what is asked', async () => {
    const paths: string[] = []
    const ask = async <Answer>(_: 'GET', path: string) => {
      paths.push(path)
      return { items: [FOUND] } as Answer
    }
    expect(await lookUp(ask, ASKED)).toEqual([FOUND])
    expect(await lookUp(ask, { by: 'text', text: 'A&B', orderId: null, channel: null, isOrder: false })).toEqual([
      FOUND,
    ])
    expect(paths).toEqual(['/returns/lookup?sku=OAT&lot=L%2F1', '/returns/lookup?scan=A%26B'])
  })
  it('goes on without an answer', async () => {
    expect(await lookUp(() => Promise.reject(new Error('offline')), ASKED)).toEqual([])
    expect(await lookUp(() => new Promise(() => {}), ASKED, 5)).toEqual([])
  })
})

describe('whatever comes', () => {
  const scans = [
    scanned.item(OAT, 'L1'),
    scanned.item(OAT),
    scanned.item(OAT, 'L1', 12),
    scanned.item(CUP),
    scanned.item(itemOf('RYE'), 'R1'),
    scanned.place('RET', 'returns'),
    scanned.place('A-01', 'storage'),
    scanned.place('CUSTOMER', 'virtual'),
    scanned.carton(CARTON),
    scanned.text('RMA-1'),
    scanned.text('X-1'),
    scanned.order(orderOf(5, [])),
    scanned.badge,
    scanned.damaged,
  ]
  const taps: (ReturnAction | 'answer' | 'nothing')[] = [
    'answer',
    'nothing',
    { type: 'none' },
    { type: 'number', meaning: 'order' },
    { type: 'no-number' },
    { type: 'channel', channel: SHOP },
    { type: 'no-label' },
    { type: 'item', item: OAT },
    { type: 'lot', lot: 'L1', from: 'shipment' },
    { type: 'lot', lot: null, from: 'label' },
    reason('other'),
    reason('unheard-of'),
    quantity(null),
    quantity(4),
    counted,
    counted,
    { type: 'accept-over' },
    there,
    there,
    { type: 'done' },
    { type: 'undone' },
    { type: 'back' },
    // What leads on comes more often than what leads back.
    ...Array.from({ length: 4 }, () => [reason('other'), quantity(1), counted, there]).flat(),
  ]
  const input = fc.oneof(fc.constantFrom(...scans), fc.constantFrom(...taps))
  const next = (state: ReturnState, one: Named | ReturnAction | 'answer' | 'nothing'): Step<ReturnState> => {
    if (typeof one !== 'string') return run(state, one)
    return state.asked ? answered(state, ...(one === 'answer' ? [FOUND] : [])) : stay(state)
  }

  it('never throws, never records on a stop, and records only what the server can read', () => {
    let recorded = 0
    fc.assert(
      fc.property(fc.array(input, { minLength: 10, maxLength: 60, size: 'max' }), (inputs) => {
        let state = start
        for (const one of inputs) {
          const step = next(state, one)
          if (step.state.stop) expect(step.record).toBeUndefined()
          for (const { type, payload } of step.record ?? []) {
            v.assert(transactionTypes[type].schema, payload)
            recorded += 1
          }
          expect(say(step.state)).not.toMatch(/undefined|null/)
          state = step.state
        }
      }),
      { numRuns: 500 },
    )
    expect(recorded).toBeGreaterThan(20)
  })
})
