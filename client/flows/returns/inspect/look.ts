/** What the inspector sees: condition, checklist, photos, and how many are like that. */

import { MAX_QUANTITY } from '../../../../shared/transactions/fields.ts'
import { t } from '../../../language/t.ts'
import { go, type Step, stay, stop } from '../../flow.ts'
import {
  conditionWords,
  type Hand,
  type InspectState,
  MOST_PHOTOS,
  openQuestion,
  questionsOf,
  wantsPhoto,
} from './state.ts'

const withHand = (state: InspectState, more: Partial<Hand>): InspectState => ({
  ...state,
  hand: state.hand && { ...state.hand, ...more },
  stop: null,
})

export function giveCondition(state: InspectState, condition: string): Step<InspectState> {
  const { stage, hand, terms } = state
  if (stage !== 'condition' || hand === null) return stay(state)
  const next = withHand(state, { condition, answers: [] })
  return toQuestions(next, conditionWords(condition, terms))
}

function toQuestions(state: InspectState, word: string): Step<InspectState> {
  const { hand, terms } = state
  if (hand === null) return stay(state)
  return go({ ...state, stage: openQuestion(hand, terms) ? 'checklist' : 'photos' }, 'right', word)
}

export function answer(state: InspectState, ok: boolean): Step<InspectState> {
  const { stage, hand, terms } = state
  const question = hand && openQuestion(hand, terms)
  if (stage !== 'checklist' || hand === null || !question) return stay(state)
  const answers = [...hand.answers, { code: question.code, ok }]
  return toQuestions(withHand(state, { answers }), ok ? 'OK' : t('Not OK'))
}

export function answerAll(state: InspectState): Step<InspectState> {
  const { stage, hand, terms } = state
  if (stage !== 'checklist' || hand === null) return stay(state)
  const open = questionsOf(hand, terms).filter(({ code }) => !hand.answers.some((one) => one.code === code))
  return toQuestions(
    withHand(state, { answers: [...hand.answers, ...open.map(({ code }) => ({ code, ok: true }))] }),
    t('All OK'),
  )
}

/** It is on the disk already. One that belongs to nothing is forgotten after a while. */
export function addPhoto(state: InspectState, sha256: string): Step<InspectState> {
  const { hand } = state
  if (state.stage !== 'photos' || hand === null) return stay(state)
  if (hand.photos.includes(sha256))
    return stop(state, { scanned: t('This photo is here already.'), expected: t('Take another one, or go on.') })
  if (hand.photos.length >= MOST_PHOTOS)
    return stop(state, {
      scanned: t('{MOST_PHOTOS} photos are taken.', { MOST_PHOTOS }),
      expected: t('More are not kept for one inspection.'),
    })
  const photos = [...hand.photos, sha256]
  return go(withHand(state, { photos }), 'right', t('{count} photos', { count: photos.length }))
}

export const removePhoto = (state: InspectState, sha256: string): Step<InspectState> =>
  state.stage === 'photos' && state.hand
    ? go(withHand(state, { photos: state.hand.photos.filter((one) => one !== sha256) }), 'quiet')
    : stay(state)

export function photosDone(state: InspectState): Step<InspectState> {
  const { stage, hand, terms } = state
  if (stage !== 'photos' || hand === null) return stay(state)
  if (hand.photos.length === 0 && wantsPhoto(hand, terms))
    return stop(state, { scanned: t('No photo is taken.'), expected: t('Take at least one of it.') })
  const [tone, word] = hand.photos.length > 0 ? (['right', t('Photos kept')] as const) : (['quiet', ''] as const)
  // Of one unit there is no part.
  return go({ ...state, stage: hand.goods.quantity > 1 ? 'quantity' : 'disposition', stop: null }, tone, word)
}

export function quantityDone(state: InspectState): Step<InspectState> {
  const { stage, hand } = state
  if (stage !== 'quantity' || hand === null) return stay(state)
  const quantity = hand.quantity ?? 0
  if (quantity < 1 || quantity > Math.min(hand.goods.quantity, MAX_QUANTITY))
    return stop(state, {
      scanned: t('{quantity} is not possible.', { quantity }),
      expected: t('{quantity} wait to be inspected.', { quantity: hand.goods.quantity }),
    })
  return go({ ...state, stage: 'disposition', stop: null }, 'right', t('{quantity} like this', { quantity }))
}
