import { t } from '../../language/t.ts'
import { columnsOf } from '../export/columns.ts'
import { ofRows, type TableFile } from '../export/table-file.ts'
import { nameOf } from '../words.ts'
import type { FigureGroup, FigureRow, ReturnSummary } from './contract.ts'
import { type FiguresView, GROUPS, inOrder } from './figures-view.ts'
import { MIX_PARTS, MIX_WORDS } from './mix.ts'
import { stateText, titleOf, waitsText } from './return-words.ts'

export const returnsFile = (
  rows: readonly ReturnSummary[],
  item: (sku: string) => string,
  channel: (code: string) => string,
): TableFile<ReturnSummary> => ({
  name: 'returns',
  sheet: t('Returns'),
  rows: ofRows(rows),
  columns: columnsOf(({ text, number, money, date, moment }) => [
    text(t('Return'), (row) => titleOf(row)),
    text(t('Order'), ({ orderExternalId }) => orderExternalId),
    text(t('Customer'), ({ customer }) => nameOf(customer)),
    text(t('Channel'), (row) => channel(row.channel)),
    text(t('State'), (row) => stateText(row)),
    text(t('Waits for'), ({ waitingFor }) => (waitingFor.length === 0 ? '' : waitsText(waitingFor))),
    date(t('Dispute by'), ({ chargeback }) => chargeback?.disputeBy),
    money(t('Chargeback'), ({ chargeback }) => chargeback?.amount),
    text(t('Goods'), ({ skus }) => skus.map(item).join(', ')),
    number(t('Expected'), ({ units }) => units.expected),
    number(t('Came in'), ({ units }) => units.received),
    number(t('Through'), ({ units }) => units.done),
    money(t('Value'), ({ value }) => value),
    date(t('Expected on'), ({ expectedOn }) => expectedOn),
    moment(t('Announced'), ({ createdAt }) => createdAt),
    moment(t('Arrived'), ({ receivedAt }) => receivedAt),
  ]),
})

export const figuresFile = (
  rows: readonly FigureRow[],
  { from, to, by, sort }: FiguresView,
  groupText: (group: FigureGroup, value: string | null) => string,
): TableFile<FigureRow> => ({
  name: `returns-by-${by.join('-')}-${from}-${to}`,
  sheet: t('Returns'),
  rows: ofRows(inOrder(rows, sort)),
  columns: columnsOf(({ text, number, share, money }) => [
    ...GROUPS.filter(({ id }) => by.includes(id)).flatMap(({ id, label }) => [
      ...(id === 'sku' ? [text(t('SKU'), (row: FigureRow) => row.sku)] : []),
      text(label, (row) => groupText(id, row[id] ?? null)),
    ]),
    number(t('Shipped'), ({ shipped }) => shipped),
    number(t('Returned'), ({ returned }) => returned),
    share(t('Rate'), ({ rate }) => rate),
    ...MIX_PARTS.map((part) =>
      number(MIX_WORDS[part], (row) => (part === 'waiting' ? row.waiting : row.dispositions[part])),
    ),
    money(t('Scrapped'), ({ scrapped }) => scrapped),
    number(t('Hours from dock to disposition, median'), ({ hours }) => tenths(hours?.median)),
    number(t('Hours from dock to disposition, mean'), ({ hours }) => tenths(hours?.mean)),
  ]),
})

const tenths = (value: number | undefined): number | null => (value === undefined ? null : Math.round(value * 10) / 10)
