/** Which figures are shown: period and grouping, read from the address. */

import { plainMoney } from '../../../shared/rules/money.ts'
import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import { daysBefore } from '../days.ts'
import { dateText } from '../words.ts'
import type { AccuracyRow, GroupBy } from './contract.ts'
import { percent } from './count-words.ts'

export const GROUPS: readonly { id: Exclude<GroupBy, 'all'>; label: string }[] = [
  { id: 'zone', label: t('Zone') },
  { id: 'class', label: t('Class') },
  { id: 'person', label: t('Person') },
  { id: 'day', label: t('Day') },
]

export const groupName = (by: GroupBy): string => GROUPS.find(({ id }) => id === by)?.label ?? spoken(by)

const DEFAULT_DAYS = 30

export interface AccuracyPeriod {
  from: string
  to: string
  by: Exclude<GroupBy, 'all'>
}

/** The last thirty days where none are named. `today`: the day where the stock is. */
export function readAccuracyView(params: URLSearchParams, today: string): AccuracyPeriod {
  const to = dayIn(params.get('to')) ?? today
  const from = dayIn(params.get('from')) ?? daysBefore(to, DEFAULT_DAYS - 1)
  return { from, to, by: GROUPS.find(({ id }) => id === params.get('by'))?.id ?? 'zone' }
}

const dayIn = (text: string | null): string | null =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null

export const groupText = (by: GroupBy, group: string | null): string => {
  if (group === null) return by === 'person' ? t('Not proven') : t('No {group}', { group: groupName(by).toLowerCase() })
  return by === 'day' ? dateText(group) : group
}

/** The newest day first; all else as the server sorts it. */
export const inOrder = (rows: readonly AccuracyRow[], by: GroupBy): AccuracyRow[] =>
  by === 'day' ? [...rows].reverse() : [...rows]

const share = (value: number | null): string | null => (value === null ? null : percent(value).replace(' %', ''))

/** As a spreadsheet takes it: shares in per cent, money in whole units of the currency. */
export function accuracyTable(rows: readonly AccuracyRow[], by: GroupBy, currency: string) {
  const money = (amount: number) => plainMoney({ amount, currency })
  return {
    head: [
      groupName(by),
      t('counts'),
      t('bins right %'),
      t('units right %'),
      t('worth off {currency}', { currency }),
      t('net {currency}', { currency }),
      t('overturned'),
    ],
    rows: inOrder(rows, by).map((row) => [
      row.group,
      row.bins,
      share(row.binAccuracy),
      share(row.units),
      Number(money(row.valueOff)),
      Number(money(row.valueNet)),
      row.overturned,
    ]),
  }
}
