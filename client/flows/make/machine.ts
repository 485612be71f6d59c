/**
 * Make: goods that are made here, or lots that become others by packing, labelling, kitting or rework. Nothing is recorded
 * before all of it is told, for it is one fact: these went in, those came out.
 */

import type { ItemRow, LocationRow, LotRow, StockRow } from '../../../shared/wire/pull.ts'
import { t } from '../../language/t.ts'
import type { Named } from '../../replica/name.ts'
import { go, type Machine, type Step, sentence, stay, stop, wordsOf } from '../flow.ts'
import { isWhole, type ReferenceDocument, shortText } from '../reference-document.ts'
import { chooseProduct, giveExpiry, giveLot, quantityDone, scanProduct, setDown } from './bring-out.ts'
import { consume, giveConsumedLot, scanConsumed } from './consume.ts'
import { type MakeKind, type MakeState, sayMake, startMake } from './state.ts'
import { makeTransaction } from './transactions.ts'

export { type MakeKind, type MakeState, startMake } from './state.ts'

export type MakeAction =
  | { type: 'kind'; kind: MakeKind }
  /** What is known to stand in the bin in hand, and all lots of these items. */
  | { type: 'here'; bin: string; here: StockRow[]; lots: LotRow[] }
  | { type: 'consumed-lot'; lot: string }
  | { type: 'quantity'; quantity: number | null }
  | { type: 'quantity-done' }
  | { type: 'leave-out'; index: number }
  | { type: 'all-in' }
  | { type: 'product'; item: ItemRow }
  | { type: 'lot'; lot: string }
  | { type: 'expiry'; expiresOn: string | null }
  | { type: 'document'; document: ReferenceDocument }
  | { type: 'document-done' }
  | { type: 'skip-document' }
  | { type: 'another-product' }
  | { type: 'record' }
  | { type: 'anew'; proposal: string }
  | { type: 'back' }

export const makeMachine: Machine<MakeState, MakeAction> = {
  scan(state, named) {
    if (named.kind === 'location') return scanPlace(state, named)
    if (named.kind === 'item') {
      if (['bin', 'goods', 'goods-lot', 'goods-quantity'].includes(state.stage)) return scanConsumed(state, named)
      if (['product', 'lot', 'expiry', 'quantity'].includes(state.stage)) return scanProduct(state, named)
    }
    if (named.kind === 'text') return scanText(state, named)
    return misfit(state, named)
  },
  act(state, action) {
    switch (action.type) {
      case 'kind':
        return go({ ...state, kind: action.kind, stage: action.kind === 'receipt' ? 'product' : 'bin' }, 'quiet')
      case 'here':
        return stay(action.bin === state.bin ? { ...state, here: action.here, lots: action.lots } : state)
      case 'consumed-lot':
        return state.stage === 'goods-lot' ? giveConsumedLot(state, action.lot.trim()) : stay(state)
      case 'quantity':
        return stay(withQuantity(state, action.quantity))
      case 'quantity-done':
        return state.stage === 'goods-quantity' ? consume(state) : quantityDone(state)
      case 'leave-out':
        return go({ ...state, consumed: state.consumed.filter((_, index) => index !== action.index) }, 'quiet')
      case 'all-in':
        return state.stage === 'goods' && state.consumed.length > 0
          ? go({ ...state, stage: 'product', stop: null }, 'quiet')
          : stay(state)
      case 'product':
        return chooseProduct(state, action.item)
      case 'lot':
        return giveLot(state, action.lot)
      case 'expiry':
        return giveExpiry(state, action.expiresOn)
      case 'document':
        return stay({ ...state, document: action.document })
      case 'document-done':
        return state.stage === 'document' && isWhole(state.document) ? toCheck(state) : stay(state)
      case 'skip-document':
        return state.stage === 'document' ? toCheck({ ...state, withoutDocument: true }) : stay(state)
      case 'another-product':
        // A production receipt is of one lot.
        return state.stage === 'check' && state.kind !== 'receipt'
          ? go({ ...state, stage: 'product', stop: null }, 'quiet')
          : stay(state)
      case 'record':
        return record(state)
      case 'anew':
        return go(startMake(state.today, action.proposal), 'quiet')
      case 'back':
        return go(back(state), 'quiet')
    }
  },
  say: sayMake,
}

const misfit = (state: MakeState, named: Named): Step<MakeState> =>
  stop(state, { scanned: wordsOf(named), expected: sentence(sayMake(state)) })

const toCheck = (state: MakeState): Step<MakeState> => go({ ...state, stage: 'check', stop: null }, 'quiet')

function scanPlace(state: MakeState, named: Extract<Named, { kind: 'location' }>): Step<MakeState> {
  if (state.stage === 'place') return setDown(state, named.location)
  if (state.stage === 'bin' || state.stage === 'goods') return takeFrom(state, named.location)
  return misfit(state, named)
}

const takeFrom = (state: MakeState, { code }: LocationRow): Step<MakeState> =>
  go({ ...state, stage: 'goods', bin: code, here: code === state.bin ? state.here : [], stop: null }, 'right', code)

function scanText(state: MakeState, named: Extract<Named, { kind: 'text' }>): Step<MakeState> {
  const text = named.lot ?? named.text
  if (state.stage === 'lot') return giveLot(state, text)
  if (state.stage === 'goods-lot') return giveConsumedLot(state, text.slice(0, 20))
  if (state.stage === 'document')
    return go({ ...state, document: { ...state.document, documentNumber: shortText(named.text) }, stop: null })
  return misfit(state, named)
}

function withQuantity(state: MakeState, quantity: number | null): MakeState {
  if (state.stage === 'goods-quantity' && state.part) return { ...state, part: { ...state.part, quantity } }
  if (state.stage === 'quantity' && state.product) return { ...state, product: { ...state.product, quantity } }
  return state
}

function record(state: MakeState): Step<MakeState> {
  const transaction = state.stage === 'check' ? makeTransaction(state) : null
  if (transaction === null) return stay(state)
  const words = state.made.map(({ item, quantity }) => `${quantity} × ${item.name}`).join(', ')
  return {
    state: { ...state, stage: 'recorded', stop: null },
    tone: 'done',
    word: t('Recorded'),
    record: [transaction],
    undo: words,
  }
}

function back(state: MakeState): MakeState {
  const calm = { ...state, stop: null }
  switch (state.stage) {
    case 'goods-lot':
    case 'goods-quantity':
      return { ...calm, stage: 'goods', part: null }
    case 'goods':
      return state.consumed.length > 0 ? { ...calm, stage: 'bin' } : startMake(state.today, state.proposal)
    case 'product':
      if (state.made.length > 0) return { ...calm, stage: 'check' }
      return state.consumed.length > 0 ? { ...calm, stage: 'goods' } : startMake(state.today, state.proposal)
    case 'lot':
    case 'expiry':
    case 'quantity':
      return { ...calm, stage: 'product', product: null }
    case 'place':
      return { ...calm, stage: 'quantity' }
    case 'document':
    case 'check':
      // The last product is told again; what went in stays.
      return { ...calm, stage: 'product', product: null, made: state.made.slice(0, -1) }
    default:
      return startMake(state.today, state.proposal)
  }
}
