import { t } from '../../../language/t.ts'
import { columnsOf } from '../../export/columns.ts'
import { ofRows, type TableFile } from '../../export/table-file.ts'
import type { RowFault } from './send-rows.ts'

/** What is wrong with the rows of a file, to be mended beside it. */
export const faultsFile = (faults: readonly RowFault[]): TableFile<RowFault> => ({
  name: 'faults',
  sheet: t('Faults'),
  rows: ofRows(faults),
  columns: columnsOf(({ text, number }) => [
    number(t('Line'), ({ line }) => line),
    text(t('Fault'), ({ says }) => says),
  ]),
})
