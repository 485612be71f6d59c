/**
 * Inspect: goods that came back are looked at, and go where the rules propose or where the inspector says and why. What differs
 * among the units of one return is told part by part. All of it works without a network.
 */

import type { Disposition } from '../../../../shared/rules/disposition.ts'
import { t } from '../../../language/t.ts'
import type { WaitingGoods } from '../../../replica/returns.ts'
import { go, type Machine, type Step, stay, wordsOf } from '../../flow.ts'
import { type Begun, resumed } from './begun.ts'
import { choose, scanToChoose } from './choose.ts'
import { type Approval, approve, askLater, decide, giveBecause, scanPlace, withoutPlace } from './decide.ts'
import { addPhoto, answer, answerAll, giveCondition, photosDone, quantityDone, removePhoto } from './look.ts'
import {
  askedFirst,
  type Bins,
  type InspectState,
  mayAnswerAll,
  sayInspect,
  startInspect,
  type Terms,
} from './state.ts'

export { type InspectState, startInspect } from './state.ts'

export type InspectAction =
  | { type: 'waiting'; waiting: WaitingGoods[]; terms: Terms }
  /** What was begun before the app went off. */
  | { type: 'resume'; begun: Begun }
  | { type: 'bins'; bins: Bins }
  | { type: 'choose'; goods: WaitingGoods }
  | { type: 'condition'; code: string }
  | { type: 'answer'; ok: boolean }
  | { type: 'all-ok' }
  | { type: 'photo'; sha256: string }
  | { type: 'remove-photo'; sha256: string }
  | { type: 'photos-done' }
  | { type: 'quantity'; quantity: number | null }
  | { type: 'quantity-done' }
  | { type: 'decide'; disposition: Disposition }
  | { type: 'because'; text: string }
  | { type: 'without-place' }
  | { type: 'approve'; approval: Approval }
  | { type: 'ask-later' }
  | { type: 'back' }

export const inspectMachine: Machine<InspectState, InspectAction> = {
  scan(state, named) {
    switch (state.stage) {
      case 'list':
      case 'which':
        return scanToChoose(state, named)
      case 'place':
        return named.kind === 'location' ? scanPlace(state, named.location) : askedFirst(state, wordsOf(named))
      case 'approval':
        return named.kind === 'badge'
          ? go({ ...state, badge: named.secret, stop: null }, 'right', t('Badge'))
          : askedFirst(state, wordsOf(named))
      default:
        return askedFirst(state, wordsOf(named))
    }
  },
  act(state, action) {
    switch (action.type) {
      case 'waiting':
        return stay(refresh(state, action.waiting, action.terms))
      case 'resume':
        return state.stage === 'list' ? stay(resumed(state, action.begun)) : stay(state)
      case 'bins':
        return stay({ ...state, bins: action.bins })
      case 'choose':
        return state.stage === 'list' || state.stage === 'which' ? choose(state, action.goods) : stay(state)
      case 'condition':
        return giveCondition(state, action.code)
      case 'answer':
        return answer(state, action.ok)
      case 'all-ok':
        return state.hand && mayAnswerAll(state.hand, state.terms) ? answerAll(state) : stay(state)
      case 'photo':
        return addPhoto(state, action.sha256)
      case 'remove-photo':
        return removePhoto(state, action.sha256)
      case 'photos-done':
        return photosDone(state)
      case 'quantity':
        return state.stage === 'quantity' && state.hand
          ? stay({ ...state, hand: { ...state.hand, quantity: action.quantity } })
          : stay(state)
      case 'quantity-done':
        return quantityDone(state)
      case 'decide':
        return decide(state, action.disposition)
      case 'because':
        return giveBecause(state, action.text)
      case 'without-place':
        return withoutPlace(state)
      case 'approve':
        return approve(state, action.approval)
      case 'ask-later':
        return askLater(state)
      case 'back':
        return back(state)
    }
  },
  say: sayInspect,
}

/** What is in hand stays there, as it stands now: somebody may have moved it, and what was undone is to be looked at again. */
function refresh(state: InspectState, waiting: WaitingGoods[], terms: Terms): InspectState {
  const next = { ...state, waiting, terms }
  const { hand } = state
  const fresh = hand && waiting.find(({ id }) => id === hand.goods.id)
  if (!hand || !fresh) return next
  const all = hand.quantity === hand.goods.quantity
  const quantity = all ? fresh.quantity : hand.quantity === null ? null : Math.min(hand.quantity, fresh.quantity)
  return { ...next, hand: { ...hand, goods: fresh, quantity } }
}

function back(state: InspectState): Step<InspectState> {
  const { hand } = state
  const calm = { ...state, badge: null, stop: null }
  if (hand === null) return go(startInspect(state.waiting, state.terms), 'quiet')
  switch (state.stage) {
    case 'checklist':
      return go(
        hand.answers.length > 0
          ? { ...calm, hand: { ...hand, answers: hand.answers.slice(0, -1) } }
          : { ...calm, stage: 'condition' },
        'quiet',
      )
    case 'photos':
      return go(
        hand.answers.length > 0
          ? { ...calm, stage: 'checklist', hand: { ...hand, answers: hand.answers.slice(0, -1) } }
          : { ...calm, stage: 'condition' },
        'quiet',
      )
    case 'quantity':
      return go({ ...calm, stage: 'photos' }, 'quiet')
    case 'disposition':
      return go({ ...calm, stage: hand.goods.quantity > 1 ? 'quantity' : 'photos' }, 'quiet')
    case 'because':
    case 'place':
    case 'approval':
      return go({ ...calm, stage: 'disposition', hand: { ...hand, disposition: null, because: null } }, 'quiet')
    default:
      return go(startInspect(state.waiting, state.terms), 'quiet')
  }
}
