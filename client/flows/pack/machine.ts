/**
 * Pack: what was picked of an order goes into labelled cartons. Each scan is checked against what was picked and recorded at
 * once, so that a device that dies in the middle loses nothing; what the order does not have cannot be packed.
 */
import { t } from '../../language/t.ts'
import type { StandingOrder } from '../../replica/standing.ts'
import { go, type Machine, stay } from '../flow.ts'
import { packGoods, packLot, packQuantity } from './goods.ts'
import { acceptLabel, chooseOrder, close, closed, misfit, noUnit, type PackState, sayPack, startPack } from './state.ts'
import { newUnit, scanOrder, scanUnit, takeFreshLabel } from './units.ts'

export { type PackState, startPack } from './state.ts'

export type PackAction =
  | { type: 'orders'; orders: StandingOrder[] }
  | { type: 'choose'; order: StandingOrder }
  /** A number from the device's reserve; null where none is left. */
  | { type: 'new-unit'; sscc: string | null }
  | { type: 'accept-label' }
  | { type: 'lot'; lot: string }
  | { type: 'ask-quantity' }
  | { type: 'quantity'; quantity: number | null }
  | { type: 'quantity-done' }
  | { type: 'close' }
  | { type: 'next-unit' }
  | { type: 'ship-later' }
  | { type: 'to-pallet' }
  | { type: 'back' }

export const packMachine: Machine<PackState, PackAction> = {
  scan(state, named) {
    if (named.kind === 'order') return scanOrder(state, named.order)
    if (named.kind === 'item') return packGoods(state, named)
    if (named.kind === 'location') return scanUnit(state, named)
    return takeFreshLabel(state, named) ?? misfit(state, named)
  },
  act(state, action) {
    switch (action.type) {
      case 'orders':
        return stay(refresh(state, action.orders))
      case 'choose':
        return go(
          chooseOrder(state, action.order),
          'right',
          t('Order {externalId}', { externalId: action.order.order.externalId }),
        )
      case 'new-unit':
        return newUnit(state, action.sscc)
      case 'accept-label':
        return acceptLabel(state)
      case 'lot':
        return packLot(state, action.lot)
      case 'ask-quantity':
        return state.hot === null || state.stage !== 'goods'
          ? stay(state)
          : go({ ...state, stage: 'quantity', quantity: null, stop: null }, 'quiet')
      case 'quantity':
        return state.stage === 'quantity' ? stay({ ...state, quantity: action.quantity }) : stay(state)
      case 'quantity-done':
        return packQuantity(state)
      case 'close':
        return close(state)
      case 'next-unit':
        return state.chosen === null ? stay(state) : go({ ...state, ...noUnit, stage: 'unit' }, 'quiet')
      case 'ship-later':
        return state.stage === 'check' ? go(closed(state), 'attention', t('The rest ships later')) : stay(state)
      case 'to-pallet':
        return state.stage === 'closed' ? go({ ...state, stage: 'pallet', stop: null }, 'quiet') : stay(state)
      case 'back':
        return go(back(state), 'quiet')
    }
  },
  say: sayPack,
}

/** The order as it stands now; gone from the list, it has left, or what was picked of it is asked back. */
function refresh(state: PackState, orders: StandingOrder[]): PackState {
  if (state.chosen === null) return { ...state, orders }
  const chosen = orders.find(({ order }) => order.id === state.chosen?.order.id)
  return chosen ? { ...state, orders, chosen } : startPack(orders, state.today)
}

function back(state: PackState): PackState {
  switch (state.stage) {
    case 'lot':
    case 'quantity':
    case 'check':
      return { ...state, stage: 'goods', choices: [], quantity: null, stop: null }
    case 'fresh-label':
    case 'goods':
      return { ...state, ...noUnit, stage: 'unit' }
    case 'pallet':
      return closed(state)
    default:
      return startPack(state.orders, state.today)
  }
}
