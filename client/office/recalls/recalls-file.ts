import { t } from '../../language/t.ts'
import { columnsOf } from '../export/columns.ts'
import { ofRows, type TableFile } from '../export/table-file.ts'
import type { RecallRow } from './contract.ts'
import { subjectOf, subjectText } from './subject.ts'

export const recallsFile = (rows: readonly RecallRow[]): TableFile<RecallRow> => ({
  name: 'recalls',
  sheet: t('Recalls'),
  rows: ofRows(rows),
  columns: columnsOf(({ text, number, moment }) => [
    moment(t('Begun'), ({ startedAt }) => startedAt),
    text(t('Kind'), ({ drill }) => (drill ? t('Drill') : t('Recall'))),
    text(t('Of'), (row) => subjectText(subjectOf(row))),
    text(t('Reason'), ({ reason }) => reason),
    number(t('Lots'), ({ found }) => found?.lots),
    number(t('On hand'), ({ found }) => found?.onHand),
    number(t('In transit'), ({ found }) => found?.inTransit),
    number(t('Shipped'), ({ found }) => found?.shipped),
    number(t('Returned'), ({ found }) => found?.returned),
    number(t('Customers'), ({ found }) => found?.consignees),
    number(t('Found in, ms'), ({ tookMs }) => tookMs),
    text(t('By'), ({ by }) => by),
  ]),
})
