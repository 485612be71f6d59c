/** How a chargeback goes on from each of its states. */
import type { ChargebackState } from '../../../shared/rules/chargeback.ts'

export type Answer = Exclude<ChargebackState, 'open'>

export const ANSWERS: Record<Answer, { verb: string; say: string }> = {
  disputed: {
    verb: 'Mark as disputed',
    say: 'The customer was told that the charge is not right. The evidence of this return goes with it.',
  },
  accepted: { verb: 'Accept it', say: 'The charge is paid, and nobody is reminded of it any more.' },
  won: { verb: 'Mark as won', say: 'The customer has taken the charge back.' },
  lost: { verb: 'Mark as lost', say: 'The charge stays, although it was disputed.' },
}

const NEXT: Record<ChargebackState, readonly Answer[]> = {
  open: ['disputed', 'accepted'],
  disputed: ['won', 'lost'],
  accepted: [],
  won: [],
  lost: [],
}

export const answersOf = (state: ChargebackState): readonly Answer[] => NEXT[state]
