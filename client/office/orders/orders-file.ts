import { t } from '../../language/t.ts'
import type { Api } from '../api.ts'
import type { OrderRow } from '../contract.ts'
import { columnsOf } from '../export/columns.ts'
import { ofList, type TableFile } from '../export/table-file.ts'
import type { ListQuery } from '../list/long-list.ts'
import { STATES } from '../ui/state.tsx'
import { nameOf } from '../words.ts'
import { orderStates } from './order-state.ts'

export const ordersFile = (api: Api, query: ListQuery, channelName: (code: string) => string): TableFile<OrderRow> => ({
  name: 'orders',
  sheet: t('Orders'),
  rows: ofList(api, '/orders', query),
  columns: columnsOf(({ text, number, date, moment }) => [
    text(t('Order'), ({ externalId }) => externalId),
    text(t('Channel'), ({ channel }) => channelName(channel)),
    text(t('Customer'), ({ customer }) => nameOf(customer)),
    text(t('State'), (order) =>
      orderStates(order)
        .map(({ name }) => STATES[name].word)
        .join(', '),
    ),
    moment(t('Placed'), ({ placedAt }) => placedAt),
    date(t('Ship by'), ({ shipBy }) => shipBy),
    number(t('Units'), ({ quantity }) => quantity),
    number(t('Committed'), ({ committed }) => committed),
    number(t('Allocated'), ({ allocated }) => allocated),
    number(t('Picked'), ({ picked }) => picked),
    number(t('Shipped'), ({ shipped }) => shipped),
    number(t('Backordered'), ({ backordered }) => backordered),
    number(t('At risk'), ({ atRisk }) => atRisk),
    text(t('What blocks it'), ({ blocks }) => blocks.map(({ detail }) => detail).join(' ')),
  ]),
})
