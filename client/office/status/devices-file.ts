import { t } from '../../language/t.ts'
import { columnsOf } from '../export/columns.ts'
import { ofRows, type TableFile } from '../export/table-file.ts'
import type { StatusDevice } from './contract.ts'

export const devicesFile = (
  rows: readonly StatusDevice[],
  stateText: (one: StatusDevice) => string,
): TableFile<StatusDevice> => ({
  name: 'devices',
  sheet: t('Devices'),
  rows: ofRows(rows),
  columns: columnsOf(({ text, number, moment }) => [
    text(t('Device'), ({ id }) => id),
    text(t('State'), stateText),
    moment(t('Last heard'), ({ contactAt }) => contactAt),
    number(t('Unsent'), ({ unsent }) => unsent),
    text(t('App'), ({ appVersion }) => appVersion),
  ]),
})
