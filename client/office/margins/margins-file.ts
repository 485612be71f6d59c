import { MARGIN_FIGURES } from '../../../shared/rules/margin.ts'
import { t } from '../../language/t.ts'
import { columnsOf } from '../export/columns.ts'
import { ofRows, type TableFile } from '../export/table-file.ts'
import type { MarginRow } from './contract.ts'
import { FIGURE_WORDS } from './figures.ts'
import { groupName, type Names } from './margin-words.ts'
import { GROUP_HEADS, type MarginsView } from './margins-view.ts'

/** With every figure, so that each sum can be followed. `rows`: in the order in which they are shown. */
export const marginsFile = (
  rows: readonly MarginRow[],
  { grouping, from, to }: MarginsView,
  currency: string,
  names: Names,
): TableFile<MarginRow> => ({
  name: `margins-by-${grouping.id}-${from}-${to}`,
  sheet: t('Margins'),
  rows: ofRows(rows),
  columns: columnsOf(({ text, number, share, money }) => [
    ...grouping.of.flatMap((group) => [
      ...(group === 'sku' ? [text(t('SKU'), (row: MarginRow) => row.sku)] : []),
      text(GROUP_HEADS[group], (row) => (group === 'month' ? row.month : groupName(group, row[group] ?? '', names))),
    ]),
    number(t('Units'), ({ units }) => units),
    ...MARGIN_FIGURES.map((figure) => money(FIGURE_WORDS[figure], (row) => ({ amount: row[figure], currency }))),
    money(t('Contribution'), ({ contribution }) => ({ amount: contribution, currency })),
    share(t('Rate'), ({ contributionRate }) => contributionRate),
  ]),
})
