import { go, type Step } from '../../flow.ts'
import { type Goods, oddity, type ReturnState, stillAnnounced } from './state.ts'

/** What is still unknown of it decides what is asked next. */
export function askNext(state: ReturnState, goods: Goods, word: string): Step<ReturnState> {
  const next: ReturnState = { ...state, goods, stop: null }
  const tone = oddity(next) === null ? 'right' : 'attention'
  if (goods.lot === undefined) return go({ ...next, stage: 'lot' }, tone, word)
  if (goods.reason === null) return go({ ...next, stage: 'reason' }, tone, word)
  return go({ ...next, stage: 'quantity', goods: { ...goods, quantity: firstQuantity(next) } }, 'right', word)
}

/** More than one unit is proposed only where more were announced. */
function firstQuantity(state: ReturnState): number | null {
  const announced = stillAnnounced(state)
  if (announced > 0) return announced
  return (state.goods?.pack ?? 1) > 1 ? null : 1
}
