import { totalsOf } from '../../../shared/rules/item-totals.ts'
import { t } from '../../language/t.ts'
import type { Api } from '../api.ts'
import type { ChannelFigures, Inventory } from '../contract.ts'
import { columnsOf } from '../export/columns.ts'
import { ofList, type TableFile } from '../export/table-file.ts'
import type { ListQuery } from '../list/long-list.ts'

/** `channels`: a column for each, of what it may still sell. */
export const stockFile = (
  api: Api,
  query: ListQuery,
  channels: readonly Pick<ChannelFigures, 'channel' | 'name'>[],
): TableFile<Inventory> => ({
  name: 'stock',
  sheet: t('Stock'),
  rows: ofList(api, '/inventory', query),
  columns: columnsOf(({ text, number }) => [
    text(t('SKU'), ({ sku }) => sku),
    text(t('Item'), ({ name }) => name),
    number(t('On hand'), ({ onHand }) => onHand),
    number(t('Unavailable'), (item) => totalsOf(item).unavailable),
    number(t('Sellable'), ({ sellable }) => sellable),
    number(t('Protected'), (item) => totalsOf(item).protected),
    number(t('Committed'), (item) => totalsOf(item).committed),
    number(t('Allocated'), (item) => totalsOf(item).allocated),
    number(t('Backordered'), (item) => totalsOf(item).backordered),
    number(t('Shared'), ({ shared }) => shared),
    number(t('At risk'), ({ atRisk }) => atRisk),
    ...channels.map(({ channel, name }) =>
      number(
        t('Available to promise for {name}', { name }),
        (item) => item.channels.find((one) => one.channel === channel)?.availableToPromise,
      ),
    ),
  ]),
})
