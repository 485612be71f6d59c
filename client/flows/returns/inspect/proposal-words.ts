/** Why the rules propose a way, as a worker reads it. */

import type { DispositionRule } from '../../../../shared/rules/disposition.ts'
import { t } from '../../../language/t.ts'
import { conditionWords, type Hand, proposalFor, reasonWords, type Terms } from './state.ts'

export function proposalWords(hand: Hand, terms: Terms): string {
  const { disposition, rule } = proposalFor(hand, terms)
  const found = rule === null ? undefined : terms.settings.rules[rule]
  if (found) return t('Proposed: {why}', { why: ruleWords(found, hand, terms) })
  return disposition === 'restock'
    ? t('Proposed: nothing speaks against it')
    : t('Proposed: it cannot be sold as it is')
}

function ruleWords(rule: DispositionRule, { goods }: Hand, terms: Terms): string {
  const parts = [
    rule.condition === null ? '' : conditionWords(rule.condition, terms).toLowerCase(),
    rule.reason === null ? '' : reasonWords(rule.reason, terms).toLowerCase(),
    rule.channel === null ? '' : goods.channelName,
    rule.fewerDaysThan === null ? '' : daysWords(rule.fewerDaysThan),
    rule.worthLessThanRework ? t('worth no more than its rework') : '',
  ].filter(Boolean)
  return parts.join(', ') || t('as for all returns')
}

const daysWords = (fewerThan: number): string =>
  fewerThan <= 1 ? t('no days left') : t('fewer than {fewerThan} days left', { fewerThan })
