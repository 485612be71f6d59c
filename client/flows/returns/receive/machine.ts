/**
 * Receive a return: whose it is, what it is, why it came, how many, and where it is put. Nothing of it is asked that a scan,
 * the shipment or the announcement says; nothing waits for the network; nobody is sent away because a number is not known.
 */

import { isVirtual } from '../../../../shared/rules/places.ts'
import type { ChannelRow, ItemRow, LocationRow } from '../../../../shared/wire/pull.ts'
import { t } from '../../../language/t.ts'
import { hasLeft } from '../../../replica/standing.ts'
import { go, type Machine, type Step, stay, stop, wordsOf } from '../../flow.ts'
import { chooseItem, giveLot, giveReason, quantityDone, scanGoods } from './goods.ts'
import type { FoundOrder, LookUp } from './look-up.ts'
import type { Source } from './source.ts'
import { type Known, misfit, proposedPlace, type ReturnState, sayReturn, startReturn } from './state.ts'
import { returnTransaction } from './transactions.ts'
import { found, giveChannel, giveNumber, noneOfThem, scanNumber, take } from './whose.ts'

export { type ReturnState, startReturn } from './state.ts'

export type ReturnAction =
  | { type: 'known'; known: Known }
  | { type: 'found'; asked: LookUp; orders: FoundOrder[] }
  | { type: 'choose'; source: Source }
  | { type: 'none' }
  | { type: 'number'; meaning: 'order' | 'reference' | 'nothing' }
  | { type: 'no-number' }
  | { type: 'channel'; channel: ChannelRow }
  | { type: 'no-label' }
  | { type: 'item'; item: ItemRow }
  | { type: 'lot'; lot: string | null; from: 'label' | 'shipment' }
  | { type: 'reason'; code: string }
  | { type: 'quantity'; quantity: number | null }
  | { type: 'quantity-done' }
  | { type: 'accept-over' }
  | { type: 'put-there' }
  /** Nothing more of this return. */
  | { type: 'done' }
  /** What was recorded last is recorded no more. */
  | { type: 'undone' }
  | { type: 'back' }

export const returnMachine: Machine<ReturnState, ReturnAction> = {
  scan(state, named) {
    if (named.kind === 'location') return scanPlace(state, named.location)
    if (named.kind === 'item') return scanGoods(state, named)
    if (state.stage === 'start') return scanNumber(state, named)
    if (state.stage === 'lot' && named.kind === 'text') return giveLot(state, named.lot ?? named.text, 'label')
    return misfit(state, wordsOf(named))
  },
  act(state, action) {
    switch (action.type) {
      case 'known':
        return stay({ ...state, known: action.known })
      case 'found':
        return found(state, action.asked, action.orders)
      case 'choose':
        return state.stage === 'which' || state.stage === 'start' ? take(state, action.source) : stay(state)
      case 'none':
        return noneOfThem(state)
      case 'number':
        return giveNumber(state, action.meaning)
      case 'no-number':
        return state.stage === 'start' ? go({ ...state, stage: 'item', stop: null }, 'quiet') : stay(state)
      case 'channel':
        return giveChannel(state, action.channel)
      case 'no-label':
        return state.stage === 'goods' ? go({ ...state, stage: 'item', stop: null }, 'quiet') : stay(state)
      case 'item':
        return chooseItem(state, action.item)
      case 'lot':
        return giveLot(state, action.lot, action.from)
      case 'reason':
        return giveReason(state, action.code)
      case 'quantity':
        return state.stage === 'quantity' && state.goods
          ? stay({ ...state, goods: { ...state.goods, quantity: action.quantity } })
          : stay(state)
      case 'quantity-done':
        return quantityDone(state)
      case 'accept-over':
        return state.stage === 'over'
          ? go(
              { ...state, stage: 'place', stop: null },
              'right',
              t('{quantity} came back', { quantity: state.goods?.quantity ?? 0 }),
            )
          : stay(state)
      case 'put-there': {
        const place = proposedPlace(state)
        return state.stage === 'place' && place !== null ? record(state, place) : stay(state)
      }
      case 'done':
        return state.stage === 'goods' ? go(anew(state), 'right', t('Done')) : stay(state)
      case 'undone':
        return stay({ ...state, came: state.came.slice(0, -1) })
      case 'back':
        return go(back(state), 'quiet')
    }
  },
  say: sayReturn,
}

const anew = ({ known, place }: ReturnState): ReturnState => startReturn(known, place)

function scanPlace(state: ReturnState, location: LocationRow): Step<ReturnState> {
  const { code, kind } = location
  // A carton that comes back with its own label on it: the label may say whose it is.
  if (state.stage === 'start' && location.sscc !== null) return scanSscc(state, location.sscc)
  if (state.stage !== 'place') return misfit(state, t('That is {code}.', { code }))
  if (kind === 'virtual' || isVirtual(code))
    return stop(state, {
      scanned: t('That is {code}.', { code }),
      expected: t('Nothing can be put there. Scan another place.'),
    })
  if (kind === 'unit' && hasLeft(location))
    return stop(state, {
      scanned: t('That is {code}.', { code }),
      expected: t('It has left with a shipment. Scan another place.'),
    })
  return record(state, code)
}

const scanSscc = (state: ReturnState, sscc: string): Step<ReturnState> =>
  scanNumber(state, {
    kind: 'text',
    scan: { kind: 'unit', text: sscc, code: sscc, ais: [], warnings: [] },
    text: sscc,
  })

function record(state: ReturnState, location: string): Step<ReturnState> {
  const transaction = returnTransaction(state, location)
  const { goods, came } = state
  if (transaction === null || goods === null) return stay(state)
  const { item, lot = null } = goods
  const quantity = goods.quantity ?? 0
  return {
    state: {
      ...state,
      stage: 'goods',
      goods: null,
      place: location,
      came: [...came, { sku: item.sku, lot, quantity }],
      stop: null,
    },
    tone: 'done',
    word: t('{quantity} in {location}', { quantity, location }),
    record: [transaction],
    undo: t('{quantity} × {name} in {location}', { quantity, name: item.name, location }),
  }
}

function back(state: ReturnState): ReturnState {
  const calm = { ...state, stop: null }
  const { goods, source } = state
  switch (state.stage) {
    case 'item':
      return source === null ? anew(state) : { ...calm, stage: 'goods' }
    case 'lot':
      return { ...calm, stage: 'goods', goods: null }
    case 'reason':
      return goods?.item.lotTracked && goods.lotFrom !== 'label'
        ? { ...calm, stage: 'lot', goods: { ...goods, lot: undefined, lotFrom: null } }
        : { ...calm, stage: 'goods', goods: null }
    case 'quantity':
      return { ...calm, stage: 'reason', goods: goods && { ...goods, reason: null, quantity: null } }
    case 'over':
    case 'place':
      return { ...calm, stage: 'quantity' }
    default:
      return anew(state)
  }
}

/** What the head of the screen says: of the return in hand, how much came in by now. */
export function progressOf({ came }: ReturnState): string | undefined {
  const units = came.reduce((sum, { quantity }) => sum + quantity, 0)
  return units > 0 ? t('{units} in', { units }) : undefined
}
