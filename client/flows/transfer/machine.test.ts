import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { Scan, ScanKind } from '../../../shared/barcode/scan.ts'
import { transactionTypes } from '../../../shared/transactions/index.ts'
import type { ItemRow } from '../../../shared/wire/pull.ts'
import type { ArrivingGoods, ArrivingUnit } from '../../replica/arrivals.ts'
import type { Named } from '../../replica/name.ts'
import { type Step, stay } from '../flow.ts'
import { itemCase } from '../item-cases.ts'
import { startTransfer, type TransferAction, type TransferState, transferMachine } from './machine.ts'

const OAT = itemCase('OAT', 'Oats')
const CUP = itemCase('CUP', 'Cups', { lotTracked: false })
const TEA = itemCase('TEA', 'Tea')
const ID = '01890a5d-ac96-7000-8000-00000000000'
const FIRST = { id: `${ID}1`, reference: 'T-1', from: 'MAIN' }
const SECOND = { id: `${ID}2`, reference: 'T-2', from: null }
const LABEL = '095060001343520017'

const scanOf = (kind: ScanKind, code: string): Scan => ({ kind, text: code, code, ais: [], warnings: [] })
const label = (item: ItemRow, lot?: string): Named => ({
  kind: 'item',
  scan: scanOf('item', item.sku),
  item,
  quantity: 1,
  ...(lot === undefined ? {} : { lot }),
})
const place = (code: string, more: { blocked?: boolean; kind?: 'dock' | 'unit' } = {}): Named => ({
  kind: 'location',
  scan: scanOf('location', code),
  location: { code, kind: 'dock', within: null, pickSequence: 0, blocked: false, sscc: null, ...more },
})
/** An SSCC that this warehouse does not know. */
const carton = (code = LABEL): Named => ({
  kind: 'problem',
  scan: scanOf('unit', code),
  say: `Unit ${code} is not known here.`,
})
const goods = (transfer: ArrivingGoods['transfer'], item: ItemRow, lot: string, underWay: number): ArrivingGoods => ({
  transfer,
  item,
  lot,
  underWay,
})
const unit: ArrivingUnit = { transfer: FIRST, unit: LABEL, goods: [{ sku: 'OAT', lot: 'L1', quantity: 6 }] }
const OATS = goods(FIRST, OAT, 'L1', 8)
const CUPS = goods(FIRST, CUP, '', 40)
const TEA_1 = goods(FIRST, TEA, 'T1', 5)
const TEA_2 = goods(SECOND, TEA, 'T2', 7)
const coming = { goods: [OATS, CUPS, TEA_1, TEA_2], units: [unit] }
const dock = startTransfer(['DOCK-1'], coming)

const run = (state: TransferState, ...inputs: (Named | TransferAction)[]): Step<TransferState> =>
  inputs.reduce<Step<TransferState>>(
    (step, input) =>
      'kind' in input ? transferMachine.scan(step.state, input) : transferMachine.act(step.state, input),
    stay(state),
  )
const payloads = (step: Step<TransferState>) => (step.record ?? []).map(({ payload }) => payload)

it('asks for the dock where there are several, and takes no goods before', () => {
  const state = startTransfer(['D-1', 'D-2'], coming)
  expect(transferMachine.say(state)).toBe('Scan the dock')
  expect(run(state, label(OAT, 'L1'))).toMatchObject({ tone: 'wrong', state: { stage: 'dock' } })
  expect(run(state, carton())).toMatchObject({ tone: 'wrong', state: { stop: { expected: 'Scan the dock first.' } } })
  expect(run(state, place('D-2'), carton())).toMatchObject({ record: [{ payload: { location: 'D-2' } }] })
  expect(run(state, { type: 'dock', dock: 'D-1' }).state).toMatchObject({ stage: 'goods', dock: 'D-1' })
})

describe('a carton that was sent whole', () => {
  it('comes in by one scan of its label', () => {
    const step = run(dock, carton())
    expect(step).toMatchObject({ tone: 'done', state: { stage: 'goods', arrivals: { units: [] } } })
    expect(payloads(step)).toEqual([
      {
        transferId: FIRST.id,
        from: 'MAIN',
        unit: LABEL,
        location: 'DOCK-1',
        lines: [{ sku: 'OAT', lot: 'L1', quantity: 6 }],
      },
    ])
    // What is left of its lot was sent loose.
    expect(step.state.arrivals.goods[0]).toMatchObject({ lot: 'L1', underWay: 2 })
    expect(run(step.state, carton())).toMatchObject({ tone: 'wrong', state: { stage: 'goods' } })
  })

  it('is known though it has stood here before', () => {
    const known = place('PAL-7', { kind: 'unit' })
    const before = {
      ...known,
      location: { ...(known.kind === 'location' ? known.location : {}), sscc: LABEL },
    } as Named
    expect(payloads(run(dock, before))).toMatchObject([{ unit: LABEL }])
    expect(run(dock, known)).toMatchObject({ tone: 'wrong' })
  })
})

describe('loose goods', () => {
  it('come in by item, lot and quantity, as many as were sent unless somebody says otherwise', () => {
    const step = run(dock, label(OAT, 'L1'))
    expect(step.state).toMatchObject({ stage: 'quantity', quantity: 8 })
    expect(payloads(run(step.state, { type: 'quantity', quantity: 3 }, { type: 'confirm' }))).toEqual([
      { transferId: FIRST.id, from: 'MAIN', location: 'DOCK-1', lines: [{ sku: 'OAT', lot: 'L1', quantity: 3 }] },
    ])
    const whole = run(step.state, { type: 'confirm' })
    expect(whole.state.arrivals.goods.map(({ item }) => item.sku)).toEqual(['CUP', 'TEA', 'TEA'])
  })

  it('without lots name none', () =>
    expect(payloads(run(dock, label(CUP), { type: 'confirm' }))).toMatchObject([
      { lines: [{ sku: 'CUP', lot: null }] },
    ]))

  it('of several lots or transfers are asked about', () => {
    const step = run(dock, label(TEA))
    expect(step.state).toMatchObject({ stage: 'which', choices: [TEA_1, TEA_2] })
    expect(run(step.state, label(TEA, 'T2')).state).toMatchObject({ stage: 'quantity', chosen: TEA_2 })
    const chosen = run(step.state, { type: 'choose', goods: TEA_2 }, { type: 'confirm' })
    // Nobody knows yet who sent it.
    expect(payloads(chosen)).toMatchObject([{ transferId: SECOND.id }])
    expect(payloads(chosen)[0]).not.toHaveProperty('from')
  })

  it('beyond what was sent are asked about once', () => {
    const step = run(dock, label(OAT, 'L1'), { type: 'quantity', quantity: 9 }, { type: 'confirm' })
    expect(step).toMatchObject({ tone: 'attention', state: { stage: 'over' } })
    expect(step.record).toBeUndefined()
    expect(run(step.state, { type: 'back' }).state).toMatchObject({ stage: 'quantity', quantity: 9 })
    expect(payloads(run(step.state, { type: 'accept-over' }))).toMatchObject([{ lines: [{ quantity: 9 }] }])
  })

  it.each([0, null, 10_000_001])('are not %s', (quantity) =>
    expect(run(dock, label(OAT, 'L1'), { type: 'quantity', quantity }, { type: 'confirm' })).toMatchObject({
      tone: 'wrong',
      state: { stage: 'quantity' },
    }))

  it.each<[string, Named]>([
    ['another lot', label(OAT, 'L9')],
    ['nothing here', { kind: 'text', scan: scanOf('unknown', 'ZZ'), text: 'ZZ' }],
    ['a badge', { kind: 'badge', scan: scanOf('badge', 'S'), secret: 'S' }],
    ['another carton', carton('195060001343520014')],
    ['a blocked place', place('X-1', { blocked: true })],
  ])('that are %s are stopped, and nothing is recorded', (_, input) => {
    const step = run(dock, input)
    expect(step).toMatchObject({ tone: 'wrong', state: { stage: 'goods' } })
    expect(step.record).toBeUndefined()
  })
})

it('says that nothing more comes, once it was asked', () => {
  const asked = run(dock, { type: 'end', transferId: FIRST.id })
  expect(transferMachine.say(asked.state)).toBe('Is nothing more of it here?')
  expect(run(asked.state, { type: 'back' }).state.stage).toBe('goods')
  const step = run(asked.state, { type: 'end-confirmed' })
  expect(step.word).toBe('53 missing, and the office knows')
  expect(payloads(step)).toEqual([{ transferId: FIRST.id, from: 'MAIN', lines: [], complete: true }])
})

it('keeps what is in hand when others receive meanwhile', () => {
  const inHand = run(dock, label(OAT, 'L1'), { type: 'quantity', quantity: 4 }).state
  const fewer = { goods: [{ ...OATS, underWay: 2 }], units: [] }
  expect(run(inHand, { type: 'arrivals', arrivals: fewer }).state).toMatchObject({
    quantity: 4,
    chosen: { underWay: 2 },
  })
  const gone = run(inHand, { type: 'arrivals', arrivals: { goods: [], units: [] } }, { type: 'confirm' })
  expect(gone).toMatchObject({ tone: 'attention', state: { stage: 'over' } })
})

it('records what the schema takes', () => {
  for (const step of [
    run(dock, carton()),
    run(dock, label(OAT, 'L1'), { type: 'confirm' }),
    run(dock, { type: 'end', transferId: FIRST.id }, { type: 'end-confirmed' }),
  ])
    for (const payload of payloads(step))
      expect(v.safeParse(transactionTypes.transferReceive.schema, payload).issues).toBeUndefined()
})
