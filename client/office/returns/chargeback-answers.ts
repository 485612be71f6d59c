/** How a chargeback goes on from each of its states; what was said of it by mistake is taken back. */

import type { ChargebackState } from '../../../shared/rules/chargeback.ts'
import { t } from '../../language/t.ts'

export const ANSWERS: Record<ChargebackState, { verb: string; say: string }> = {
  open: { verb: t('Open it again'), say: t('It counts as not answered, and somebody is told before its last day.') },
  disputed: {
    verb: t('Mark as disputed'),
    say: t('The customer was told that the charge is not right. The evidence of this return goes with it.'),
  },
  accepted: { verb: t('Accept it'), say: t('The charge is paid, and nobody is reminded of it any more.') },
  won: { verb: t('Mark as won'), say: t('The customer has taken the charge back.') },
  lost: { verb: t('Mark as lost'), say: t('The charge stays, although it was disputed.') },
}

const NEXT: Record<ChargebackState, readonly ChargebackState[]> = {
  open: ['disputed', 'accepted'],
  disputed: ['won', 'lost', 'open'],
  accepted: ['open'],
  won: ['open'],
  lost: ['open'],
}

export const answersOf = (state: ChargebackState): readonly ChargebackState[] => NEXT[state]
