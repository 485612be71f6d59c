/** What needs a person, in one sentence each, with what tells how urgent it is and where one acts. */
import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import { daysBefore } from '../days.ts'
import { queryText } from '../queries.ts'
import { forText, msSince } from '../status/status-words.ts'
import { shortDate } from '../words.ts'
import type { Need, NeedKind } from './contract.ts'

const SENTENCES: Record<NeedKind, (count: number) => string> = {
  'severe-exceptions': (count) => t('{count} severe exceptions are open.', { count }),
  'late-orders': (count) => t('{count} orders should have left before today.', { count }),
  'orders-at-risk': (count) => t('{count} orders are at risk: stock no longer covers them.', { count }),
  'high-exceptions': (count) => t('{count} exceptions of high severity are open.', { count }),
  refused: (count) => t('{count} refused transactions wait for somebody to mend or dismiss.', { count }),
  'silent-platforms': (count) => t('{count} platforms do not answer or are silent.', { count }),
  'unsent-devices': (count) => t('{count} devices hold work that they have not sent.', { count }),
  'short-orders': (count) => t('{count} orders wait for stock.', { count }),
  'returns-documents': (count) => t('{count} returns wait for documents.', { count }),
  'returns-second-person': (count) => t('{count} returns wait for a second person.', { count }),
  'returns-held-up': (count) => t('{count} returns wait for a decision.', { count }),
  'counts-unsettled': (count) => t('{count} counts are not settled.', { count }),
  'failing-platforms': (count) => t('{count} platforms have failures that need somebody.', { count }),
  'returns-to-inspect': (count) => t('{count} returns wait to be inspected.', { count }),
  'counts-due': (count) => t('{count} counts are asked for.', { count }),
}

export const needSentence = ({ kind, count }: Need): string => SENTENCES[kind](count)

/** Names beyond so many are counted. */
const NAMED = 3
const OF_EXCEPTIONS: readonly NeedKind[] = ['severe-exceptions', 'high-exceptions']

/** What it is made of, where there is more to say than how many. */
export function needDetail({ kind, names, beside }: Need): string {
  if (beside > 0) return t('The list also shows {count} orders that are planned for later.', { count: beside })
  if (OF_EXCEPTIONS.includes(kind)) return names.map(spoken).join(' · ')
  const more = names.length - NAMED
  return [...names.slice(0, NAMED), ...(more > 0 ? [t('{count} more', { count: more })] : [])].join(' · ')
}

/** The first date, or how long the first has waited. */
export function needTime({ due, since }: Need, now: string): string {
  if (due !== null) return t('first due {date}', { date: shortDate(due) })
  return since === null ? '' : t('for {for}', { for: forText(msSince(since, now)) })
}

/** The screen where one acts, showing just these. `day`: today, where the stock is. */
export function needHref({ kind, names }: Need, day: string): string {
  const platforms = names.length === 1 ? `/office/platforms?${queryText({ connector: names[0] })}` : '/office/platforms'
  const paths: Record<NeedKind, string> = {
    'severe-exceptions': '/office/exceptions?severity=severe',
    'late-orders': `/office/orders?${queryText({ view: 'open', dueBy: daysBefore(day, 1) })}`,
    'orders-at-risk': '/office/orders?view=at-risk',
    'high-exceptions': '/office/exceptions?severity=high',
    refused: '/office/exceptions?view=refused',
    'silent-platforms': platforms,
    'unsent-devices': '/office/status',
    'short-orders': '/office/orders?view=short',
    'returns-documents': '/office/returns?view=waiting&for=documents',
    'returns-second-person': '/office/returns?view=waiting&for=second-person',
    'returns-held-up': `/office/returns?${queryText({ view: 'waiting', for: 'supervisor,goods,lot,quality' })}`,
    'counts-unsettled': '/office/counts?view=made&filter=open',
    'failing-platforms': names.length === 1 ? `${platforms}&tab=failures` : platforms,
    'returns-to-inspect': '/office/returns',
    'counts-due': '/office/counts',
  }
  return paths[kind]
}
