import { t } from '../../language/t.ts'
import type { Api } from '../api.ts'
import { columnsOf } from '../export/columns.ts'
import { ofList, type TableFile } from '../export/table-file.ts'
import type { ListQuery } from '../list/long-list.ts'
import { STATES } from '../ui/state.tsx'
import type { LotRow } from './contract.ts'
import { lotStates } from './lots-view.ts'

/** `today`: the day where the stock is. */
export const lotsFile = (api: Api, query: ListQuery, today: string): TableFile<LotRow> => ({
  name: 'lots',
  sheet: t('Lots'),
  rows: ofList(api, '/lots', query),
  columns: columnsOf(({ text, number, date, moment }) => [
    text(t('Lot'), ({ lot }) => lot),
    text(t('SKU'), ({ sku }) => sku),
    text(t('Item'), ({ name }) => name),
    text(t('State'), (lot) =>
      lotStates(lot, today)
        .map((name) => STATES[name].word)
        .join(', '),
    ),
    text(t('Why it is on hold'), ({ held }) => held),
    number(t('On hand'), ({ onHand }) => onHand),
    date(t('Made'), ({ producedOn }) => producedOn),
    date(t('Expires'), ({ expiresOn }) => expiresOn),
    moment(t('Received'), ({ receivedAt }) => receivedAt),
    text(t('Supplier lot'), ({ supplierLot }) => supplierLot),
    text(t('Supplier'), ({ supplier }) => supplier),
  ]),
})
