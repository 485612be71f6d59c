import { t } from '../../language/t.ts'
import type { Api } from '../api.ts'
import { columnsOf } from '../export/columns.ts'
import { ofList, type TableFile } from '../export/table-file.ts'
import type { ListQuery } from '../list/long-list.ts'
import type { Transfer } from './contract.ts'
import { stateOf, sumsOf } from './view.ts'

/** `today`: the day where the stock is. */
export const transfersFile = (api: Api, query: ListQuery, today: string): TableFile<Transfer> => ({
  name: 'transfers',
  sheet: t('Transfers'),
  rows: ofList(api, '/transfers', query),
  columns: columnsOf(({ text, number, date, moment }) => [
    text(t('Transfer'), ({ reference }) => reference),
    text(t('From'), ({ from }) => from),
    text(t('To'), ({ to }) => to),
    text(t('State'), (transfer) => stateOf(transfer, today).word),
    number(t('Asked for'), (transfer) => sumsOf(transfer).asked),
    number(t('Left'), (transfer) => sumsOf(transfer).sent),
    number(t('Came'), (transfer) => sumsOf(transfer).received),
    number(t('In transit'), (transfer) => sumsOf(transfer).underWay),
    date(t('Expected'), ({ expectedOn }) => expectedOn),
    moment(t('Asked at'), ({ createdAt }) => createdAt),
  ]),
})
