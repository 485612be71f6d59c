/**
 * Transfers in: goods of another warehouse of the company come in at a dock. A carton or pallet that was sent whole comes
 * in by one scan of its label; loose goods by item, lot and quantity. What is missing at the end is said, and named.
 */

import { MAX_QUANTITY } from '../../../shared/transactions/fields.ts'
import type { PayloadInput } from '../../../shared/transactions/index.ts'
import { t } from '../../language/t.ts'
import type { Arrivals, ArrivingGoods, ArrivingUnit } from '../../replica/arrivals.ts'
import type { Named, NamedItem } from '../../replica/name.ts'
import { shortLabel } from '../carton-label.ts'
import { go, type Machine, type Step, type Stop, sentence, stay, stop, wordsOf } from '../flow.ts'

export type TransferStage = 'dock' | 'goods' | 'which' | 'quantity' | 'over' | 'end'

export interface TransferState {
  stage: TransferStage
  arrivals: Arrivals
  dock: string | null
  /** Goods that the label may mean: of several lots or transfers. */
  choices: ArrivingGoods[]
  chosen: ArrivingGoods | null
  quantity: number | null
  /** The transfer of which nothing more is said to come. */
  ending: string | null
  stop: Stop | null
}

export type TransferAction =
  | { type: 'arrivals'; arrivals: Arrivals }
  | { type: 'dock'; dock: string }
  | { type: 'choose'; goods: ArrivingGoods }
  | { type: 'unit'; unit: ArrivingUnit }
  | { type: 'quantity'; quantity: number | null }
  | { type: 'confirm' }
  | { type: 'accept-over' }
  | { type: 'end'; transferId: string }
  | { type: 'end-confirmed' }
  | { type: 'back' }

/** With one dock there is nothing to ask. */
export function startTransfer(docks: readonly string[], arrivals: Arrivals = { goods: [], units: [] }): TransferState {
  const dock = docks.length === 1 ? (docks[0] ?? null) : null
  return {
    stage: dock === null ? 'dock' : 'goods',
    arrivals,
    dock,
    choices: [],
    chosen: null,
    quantity: null,
    ending: null,
    stop: null,
  }
}

const clear = (state: TransferState, arrivals = state.arrivals): TransferState => ({
  ...startTransfer(state.dock === null ? [] : [state.dock], arrivals),
})

const choose = (state: TransferState, goods: ArrivingGoods): TransferState => ({
  ...clear(state),
  stage: 'quantity',
  chosen: goods,
  quantity: goods.underWay,
})

export const transferMachine: Machine<TransferState, TransferAction> = {
  scan(state, named) {
    const unit = unitOf(state, named)
    if (unit) return scanUnit(state, unit)
    if (named.kind === 'location') return scanDock(state, named)
    if (named.kind === 'item') return scanGoods(state, named)
    return misfit(state, wordsOf(named))
  },
  act(state, action) {
    switch (action.type) {
      case 'arrivals':
        return stay(refresh(state, action.arrivals))
      case 'dock':
        return go({ ...state, dock: action.dock, stage: 'goods', stop: null })
      case 'choose':
        return state.dock === null ? stay(state) : go(choose(state, action.goods), 'right', action.goods.item.name)
      case 'unit':
        return scanUnit(state, action.unit)
      case 'quantity':
        return state.stage === 'quantity' ? stay({ ...state, quantity: action.quantity, stop: null }) : stay(state)
      case 'confirm':
        return confirm(state)
      case 'accept-over':
        return state.stage === 'over' ? receiveGoods(state) : stay(state)
      case 'end':
        return go({ ...clear(state), stage: 'end', ending: action.transferId }, 'attention')
      case 'end-confirmed':
        return endTransfer(state)
      case 'back':
        return state.stage === 'over' ? go({ ...state, stage: 'quantity' }, 'quiet') : go(clear(state), 'quiet')
    }
  },
  say({ stage }) {
    switch (stage) {
      case 'dock':
        return t('Scan the dock')
      case 'goods':
        return t('Scan a pallet, carton or item')
      case 'which':
        return t('Which of them is it?')
      case 'quantity':
        return t('How many came?')
      case 'over':
        return t('More than was sent')
      case 'end':
        return t('Is nothing more of it here?')
    }
  },
}

const misfit = (state: TransferState, scanned: string): Step<TransferState> =>
  stop(state, { scanned, expected: sentence(transferMachine.say(state)) })

/** A label that was sent here: nobody in this warehouse knows it yet, or it has been here before. */
function unitOf({ arrivals }: TransferState, named: Named): ArrivingUnit | undefined {
  const labels =
    named.kind === 'location' ? [named.location.code, named.location.sscc] : [named.scan.code, named.scan.text.trim()]
  return arrivals.units.find(({ unit }) => labels.includes(unit))
}

function scanUnit(state: TransferState, { transfer, unit, goods }: ArrivingUnit): Step<TransferState> {
  const scanned = t('That is carton {unit}.', { unit: shortLabel(unit) })
  if (state.dock === null) return stop(state, { scanned, expected: t('Scan the dock first.') })
  if (state.stage !== 'goods') return misfit(state, scanned)
  const lines = goods.map(({ sku, lot, quantity }) => ({ sku, lot: lot === '' ? null : lot, quantity }))
  const units = goods.reduce((sum, { quantity }) => sum + quantity, 0)
  return {
    state: clear(state, without(state.arrivals, transfer.id, goods, unit)),
    tone: 'done',
    word: t('Carton {unit}, {units} received', { unit: shortLabel(unit), units }),
    record: [received(transfer, { unit, location: state.dock, lines })],
    undo: t('carton {unit}', { unit: shortLabel(unit) }),
  }
}

function scanDock(state: TransferState, named: Extract<Named, { kind: 'location' }>): Step<TransferState> {
  const { location } = named
  if (state.stage !== 'dock' && state.stage !== 'goods') return misfit(state, wordsOf(named))
  if (location.kind === 'unit')
    return stop(state, {
      scanned: wordsOf(named),
      expected: t('It is not on its way here. Scan where the goods come in.'),
    })
  if (location.blocked)
    return stop(state, {
      scanned: t('{code} is blocked.', { code: location.code }),
      expected: t('Receive at another place.'),
    })
  return go({ ...state, dock: location.code, stage: 'goods', stop: null }, 'right', location.code)
}

function scanGoods(state: TransferState, named: NamedItem): Step<TransferState> {
  if (state.stage === 'dock') return stop(state, { scanned: wordsOf(named), expected: t('Scan the dock first.') })
  if (state.stage !== 'goods' && state.stage !== 'which')
    return stop(state, {
      scanned: wordsOf(named),
      expected: t('Finish {name} first, or go back.', { name: state.chosen?.item.name ?? 'this' }),
    })
  const found = state.arrivals.goods.filter(
    ({ item, lot }) =>
      item.sku === named.item.sku && (named.lot === undefined || !named.item.lotTracked || lot === named.lot),
  )
  const [only] = found
  if (!only)
    return stop(state, {
      scanned: wordsOf(named),
      expected: t('It is not on its way here.'),
      todo: t('If a supplier brought it, receive it as a delivery. Else set it aside, and ask the office.'),
    })
  if (found.length > 1)
    return go(
      { ...clear(state), stage: 'which', choices: found },
      'attention',
      t('{found} to choose from', { found: found.length }),
    )
  return go(choose(state, only), 'right', lotName(only))
}

const lotName = ({ item, lot }: ArrivingGoods): string => (lot === '' ? item.name : t('Lot {lot}', { lot }))

function confirm(state: TransferState): Step<TransferState> {
  const { chosen, quantity } = state
  if (state.stage !== 'quantity' || chosen === null) return stay(state)
  if (quantity === null || quantity < 1 || quantity > MAX_QUANTITY)
    return stop(state, {
      scanned: t('{quantity} is not possible.', { quantity: quantity ?? 0 }),
      expected: t('Type how many came.'),
    })
  if (quantity > chosen.underWay)
    return go(
      { ...state, stage: 'over', stop: null },
      'attention',
      t('{quantity} more than was sent', { quantity: quantity - chosen.underWay }),
    )
  return receiveGoods(state)
}

function receiveGoods(state: TransferState): Step<TransferState> {
  const { chosen, quantity, dock } = state
  if (chosen === null || dock === null || !quantity) return stay(state)
  const { transfer, item, lot } = chosen
  return {
    state: clear(state, without(state.arrivals, transfer.id, [{ sku: item.sku, lot, quantity }])),
    tone: 'done',
    word: t('{quantity} received', { quantity }),
    record: [
      received(transfer, { location: dock, lines: [{ sku: item.sku, lot: lot === '' ? null : lot, quantity }] }),
    ],
    undo: `${quantity} × ${item.name}`,
  }
}

function endTransfer(state: TransferState): Step<TransferState> {
  const transfer = state.arrivals.goods.find((goods) => goods.transfer.id === state.ending)?.transfer
  if (state.stage !== 'end' || !transfer) return go(clear(state), 'quiet')
  const units = missingOf(state, transfer.id)
  return {
    state: clear(state),
    tone: 'attention',
    word: t('{units} missing, and the office knows', { units }),
    record: [received(transfer, { lines: [], complete: true })],
    undo: t('saying that {reference} is complete', { reference: transfer.reference }),
  }
}

/** Units of the transfer that have not come. */
export const missingOf = ({ arrivals }: Pick<TransferState, 'arrivals'>, transferId: string): number =>
  arrivals.goods.reduce((sum, { transfer, underWay }) => (transfer.id === transferId ? sum + underWay : sum), 0)

type Came = Omit<PayloadInput<'transferReceive'>, 'transferId' | 'from'>

const received = ({ id, from }: ArrivingGoods['transfer'], came: Came) => ({
  type: 'transferReceive' as const,
  payload: { transferId: id, ...(from === null ? {} : { from }), ...came },
})

/** What is still to come, as this receipt left it: the next scan is judged by it at once. */
function without(
  { goods, units }: Arrivals,
  transferId: string,
  came: readonly { sku: string; lot: string; quantity: number }[],
  unit?: string,
): Arrivals {
  const left = goods.map((one) => {
    if (one.transfer.id !== transferId) return one
    const here = came.filter(({ sku, lot }) => sku === one.item.sku && lot === one.lot)
    return { ...one, underWay: one.underWay - here.reduce((sum, { quantity }) => sum + quantity, 0) }
  })
  return {
    goods: left.filter(({ underWay }) => underWay > 0),
    units: units.filter((one) => one.transfer.id !== transferId || one.unit !== unit),
  }
}

/** What is in hand stays in hand; what of it is still to come may be another number by now. */
function refresh(state: TransferState, arrivals: Arrivals): TransferState {
  const same = (goods: ArrivingGoods) =>
    arrivals.goods.find(
      ({ transfer, item, lot }) =>
        transfer.id === goods.transfer.id && item.sku === goods.item.sku && lot === goods.lot,
    )
  const chosen = state.chosen && (same(state.chosen) ?? { ...state.chosen, underWay: 0 })
  return { ...state, arrivals, chosen, choices: state.choices.flatMap((goods) => same(goods) ?? []) }
}
