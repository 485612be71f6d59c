import { t } from '../../language/t.ts'
import type { Api } from '../api.ts'
import { columnsOf } from '../export/columns.ts'
import { ofList, ofRows, type TableFile } from '../export/table-file.ts'
import type { ListQuery } from '../list/long-list.ts'
import { STATES } from '../ui/state.tsx'
import { groupName, groupText, inOrder } from './accuracy-view.ts'
import type { AccuracyRow, Count, CountTask, GroupBy } from './contract.ts'
import { countState, ORIGIN_WORDS, offUnits, saysNothing, subjectText, worthOff } from './count-words.ts'

export const askedFile = (rows: readonly CountTask[], name: (sku: string) => string): TableFile<CountTask> => ({
  name: 'counts-asked',
  sheet: t('Asked'),
  rows: ofRows(rows),
  columns: columnsOf(({ text, moment }) => [
    text(t('Place'), ({ location }) => location),
    text(t('What'), (task) => subjectText(task, name)),
    text(t('Why'), ({ origin }) => ORIGIN_WORDS[origin]),
    moment(t('Since'), ({ createdAt }) => createdAt),
    text(t('With device'), ({ device }) => device),
    text(t('Blind'), ({ blind }) => (blind ? t('Yes') : t('No'))),
  ]),
})

/** `currency`: the warehouse's. */
export const madeFile = (
  api: Api,
  query: ListQuery,
  name: (sku: string) => string,
  currency: string,
): TableFile<Count> => ({
  name: 'counts-made',
  sheet: t('Made'),
  rows: ofList(api, '/counts', query),
  columns: columnsOf(({ text, number, money, moment }) => [
    text(t('Place'), ({ location }) => location),
    text(t('State'), (count) => STATES[countState(count)].word),
    number(t('Found'), ({ lines }) => (saysNothing(lines) ? null : offUnits(lines).found)),
    number(t('Missing'), ({ lines }) => (saysNothing(lines) ? null : offUnits(lines).gone)),
    money(t('Worth'), ({ lines }) => {
      const amount = saysNothing(lines) ? null : worthOff(lines)
      return amount === null ? null : { amount, currency }
    }),
    number(t('Lines'), ({ lines }) => lines.length),
    moment(t('When'), ({ occurredAt }) => occurredAt),
    text(t('Who'), ({ person }) => person),
    text(t('Device'), ({ device }) => device),
    text(t('What'), (count) => subjectText(count, name)),
    text(t('Why'), ({ origin }) => ORIGIN_WORDS[origin]),
  ]),
})

export interface AccuracyOf {
  from: string
  to: string
  by: Exclude<GroupBy, 'all'>
}

export const accuracyFile = (
  rows: readonly AccuracyRow[],
  { from, to, by }: AccuracyOf,
  currency: string,
): TableFile<AccuracyRow> => ({
  name: `accuracy-by-${by}-${from}-${to}`,
  sheet: t('Accuracy'),
  rows: ofRows(inOrder(rows, by)),
  columns: columnsOf(({ text, number, share, money, date }) => [
    by === 'day' ? date(groupName(by), ({ group }) => group) : text(groupName(by), ({ group }) => groupText(by, group)),
    number(t('Counts'), ({ bins }) => bins),
    share(t('Bins right'), ({ binAccuracy }) => binAccuracy),
    share(t('Units right'), ({ units }) => units),
    money(t('Worth off'), ({ valueOff }) => ({ amount: valueOff, currency })),
    money(t('Net'), ({ valueNet }) => ({ amount: valueNet, currency })),
    number(t('Overturned'), ({ overturned }) => overturned),
  ]),
})
