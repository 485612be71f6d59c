import { t } from '../../language/t.ts'
import type { Api } from '../api.ts'
import { columnsOf } from '../export/columns.ts'
import { ofList, type TableFile } from '../export/table-file.ts'
import type { Partner } from './contract.ts'

export const partnersFile = (api: Api): TableFile<Partner> => ({
  name: 'partners',
  sheet: t('Partners'),
  rows: ofList(api, '/partners', {}),
  columns: columnsOf(({ text }) => [
    text(t('Name'), ({ name }) => name),
    text(t('GLN'), ({ gln }) => gln),
    text(t('Phone'), ({ address }) => address?.phone),
    text(t('Street'), ({ address }) => address?.street),
    text(t('City'), ({ address }) => address?.city),
    text(t('State'), ({ address }) => address?.state),
    text(t('ZIP code'), ({ address }) => address?.zip),
    text(t('Country'), ({ address }) => address?.country),
  ]),
})
