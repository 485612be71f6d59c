import { spoken } from '../../language/spoken.ts'
import { t } from '../../language/t.ts'
import type { Api } from '../api.ts'
import { columnsOf } from '../export/columns.ts'
import { ofList, ofRows, type TableFile } from '../export/table-file.ts'
import type { ListQuery } from '../list/long-list.ts'
import type { ExceptionItem, RefusedItem } from './contract.ts'

export const exceptionsFile = (api: Api, query: ListQuery): TableFile<ExceptionItem> => ({
  name: 'exceptions',
  sheet: t('Exceptions'),
  rows: ofList(api, '/exceptions', query),
  columns: columnsOf(({ text, date, moment, money }) => [
    text(t('Exception'), ({ type }) => spoken(type)),
    text(t('Severity'), ({ severity }) => spoken(severity)),
    text(t('SKU'), ({ sku }) => sku),
    text(t('Lot'), ({ lot }) => lot),
    text(t('Place'), ({ location }) => location),
    text(t('Order'), ({ orderExternalId }) => orderExternalId),
    date(t('Ship by'), ({ shipBy }) => shipBy),
    text(t('What it says'), ({ detail }) => detail),
    money(t('In danger'), ({ endangers }) => endangers.money),
    text(t('Owner'), ({ ownerName }) => ownerName),
    moment(t('Open since'), ({ openedAt }) => openedAt),
  ]),
})

export const refusedFile = (rows: readonly RefusedItem[]): TableFile<RefusedItem> => ({
  name: 'refused',
  sheet: t('Refused'),
  rows: ofRows(rows),
  columns: columnsOf(({ text, moment }) => [
    text(t('Transaction'), ({ type }) => spoken(type) || t('Unreadable')),
    text(t('Id'), ({ id }) => id),
    text(t('Device'), ({ deviceId }) => deviceId),
    text(t('Why it could not be posted'), ({ problem }) => problem?.detail),
    moment(t('Arrived'), ({ receivedAt }) => receivedAt),
  ]),
})
