/** Where it goes: as the rules propose or otherwise, to which place, and who lets a dear scrap pass. */

import { DISPOSITION_WORDS, type Disposition } from '../../../../shared/rules/disposition.ts'
import { isVirtual } from '../../../../shared/rules/places.ts'
import type { PayloadInput } from '../../../../shared/transactions/index.ts'
import type { LocationRow } from '../../../../shared/wire/pull.ts'
import { t, told } from '../../../language/t.ts'
import { hasLeft } from '../../../replica/standing.ts'
import { go, type Step, stay, stop } from '../../flow.ts'
import {
  type Hand,
  type InspectState,
  inHand,
  mayStay,
  proposalFor,
  startInspect,
  wantsPlace,
  wantsSecondPerson,
  whyNotThere,
} from './state.ts'
import { inspectTransaction } from './transactions.ts'

export type Approval = NonNullable<PayloadInput<'inspect'>['approval']>

export function decide(state: InspectState, disposition: Disposition): Step<InspectState> {
  const { stage, hand, terms } = state
  if (stage !== 'disposition' || hand === null) return stay(state)
  const never = whyNotThere(disposition, hand, terms)
  if (never !== null)
    return stop(state, {
      scanned: t('{disposition} is not possible.', { disposition: told(DISPOSITION_WORDS[disposition]) }),
      expected: never,
    })
  const next: InspectState = { ...state, hand: { ...hand, disposition, because: null }, stop: null }
  if (proposalFor(hand, terms).disposition !== disposition)
    return go({ ...next, stage: 'because' }, 'attention', told(DISPOSITION_WORDS[disposition]))
  return decided(next)
}

export function giveBecause(state: InspectState, text: string): Step<InspectState> {
  const { stage, hand } = state
  const because = text.trim().slice(0, 200).trim()
  if (stage !== 'because' || hand === null || because === '') return stay(state)
  return decided({ ...state, hand: { ...hand, because }, stop: null })
}

function decided(state: InspectState): Step<InspectState> {
  const { hand, terms } = state
  if (hand === null || hand.disposition === null) return stay(state)
  if (wantsPlace(hand.disposition))
    return go({ ...state, stage: 'place' }, 'right', told(DISPOSITION_WORDS[hand.disposition]))
  if (wantsSecondPerson(hand, terms))
    return go({ ...state, stage: 'approval', badge: null }, 'attention', t('Second person'))
  return record(state, {})
}

export function scanPlace(state: InspectState, location: LocationRow): Step<InspectState> {
  const { code, kind, blocked } = location
  const { hand } = state
  if (hand === null) return stay(state)
  const scanned = t('That is {code}.', { code })
  const sold = hand.disposition === 'restock' || hand.disposition === 'secondary'
  if (kind === 'virtual' || isVirtual(code))
    return stop(state, { scanned, expected: t('Nothing can be put there. Scan another place.') })
  if (kind === 'unit' && hasLeft(location))
    return stop(state, { scanned, expected: t('It has left with a shipment. Scan another place.') })
  if (sold && kind === 'returns')
    return stop(state, { scanned, expected: t('Goods to be sold do not stay among returns. Put them in a bin.') })
  if (sold && blocked)
    return stop(state, { scanned: t('{code} is blocked.', { code }), expected: t('Put it in another bin.') })
  return record(state, { to: code })
}

/** They stay where they stand, or have gone to their supplier at once. */
export const withoutPlace = (state: InspectState): Step<InspectState> =>
  state.stage === 'place' && mayStay(state.hand?.disposition ?? null) ? record(state, {}) : stay(state)

export const approve = (state: InspectState, approval: Approval): Step<InspectState> =>
  state.stage === 'approval' ? record(state, { approval }) : stay(state)

/** Nobody is here who may: the goods wait, the inspection does not. */
export const askLater = (state: InspectState): Step<InspectState> =>
  state.stage === 'approval' ? record(state, {}) : stay(state)

function record(state: InspectState, more: { to?: string; approval?: Approval }): Step<InspectState> {
  const { hand, terms } = state
  const transaction = hand && inspectTransaction(hand, proposalFor(hand, terms).disposition, more)
  if (hand === null || !transaction) return stay(state)
  const quantity = hand.quantity ?? 0
  return {
    state: afterRecord(state, hand, quantity),
    tone: 'done',
    word: doneWords(hand, more.to),
    record: [transaction],
    undo: `${quantity} × ${hand.goods.item.name}: ${told(DISPOSITION_WORDS[hand.disposition ?? 'keep']).toLowerCase()}`,
  }
}

/** What is left of it comes next; it is in the hand already. */
function afterRecord(state: InspectState, { goods }: Hand, quantity: number): InspectState {
  const rest = { ...goods, quantity: goods.quantity - quantity }
  const waiting = state.waiting.map((one) => (one.id === goods.id ? rest : one)).filter((one) => one.quantity > 0)
  const next = startInspect(waiting, state.terms)
  return rest.quantity > 0 ? { ...next, stage: 'condition', hand: inHand(rest), bins: state.bins } : next
}

function doneWords({ disposition, quantity }: Hand, to: string | undefined): string {
  const words = told(DISPOSITION_WORDS[disposition ?? 'keep'])
  return to === undefined ? `${quantity} · ${words}` : t('{quantity} in {to}', { quantity, to })
}
