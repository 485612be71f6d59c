import { t } from '../../language/t.ts'
import type { HistoryDay } from '../contract.ts'
import { columnsOf } from '../export/columns.ts'
import { ofRows, type TableFile } from '../export/table-file.ts'
import { FIGURES, type Named, unitsOf } from './history-view.ts'

/** An item day by day, the oldest first: every figure of every channel, whichever is shown. */
export const historyFile = (
  sku: string,
  days: readonly HistoryDay[],
  channels: readonly Named[],
): TableFile<HistoryDay> => ({
  name: `stock-by-day-${sku}`,
  sheet: t('Stock by day'),
  rows: ofRows(days),
  columns: columnsOf(({ date, number }) => [
    date(t('Day'), ({ day }) => day),
    number(t('On hand'), ({ onHand }) => onHand),
    ...channels.flatMap(({ channel, name }) =>
      FIGURES.map(({ id, of }) => number(of(name), (day) => unitsOf(day, channel, id))),
    ),
  ]),
})
