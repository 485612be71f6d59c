/** The stock by item: rows have one height and come as they are looked at, so a hundred thousand scroll like ten. */
import type { StockSort } from '../../../shared/wire/stock-list.ts'
import { t } from '../../language/t.ts'
import type { Channel, Inventory } from '../contract.ts'
import type { Rows } from '../list/rows.ts'
import { RowsTable } from '../ui/rows-table.tsx'
import { SortHead } from '../ui/sort-head.tsx'
import { FIGURE_COLUMNS } from './columns.ts'
import { StockRow } from './row.tsx'
import { nextSort } from './stock-view.ts'

export interface StockTableProps {
  rows: Rows<Inventory>
  channels: readonly Pick<Channel, 'channel' | 'name'>[]
  sort: StockSort
  onSort: (sort: StockSort) => void
  /** The row that the keys stand on. */
  at: string | null
  index: number | null
  onOpen: (sku: string, channel?: string) => void
}

export function StockTable({ rows, channels, sort, onSort, at, index, onOpen }: StockTableProps) {
  return (
    <RowsTable
      rows={rows}
      index={index}
      label={t('Stock')}
      columns={FIGURE_COLUMNS.length + channels.length + 1}
      head={<Heads channels={channels} sort={sort} onSort={onSort} />}
    >
      {(item, place) => <StockRow key={item.sku} item={item} place={place} at={item.sku === at} onOpen={onOpen} />}
    </RowsTable>
  )
}

function Heads({ channels, sort, onSort }: Pick<StockTableProps, 'channels' | 'sort' | 'onSort'>) {
  const head = (
    column: StockSort['column'],
    label: string,
    more: { title?: string; lead?: boolean; room?: string } = {},
  ) => (
    <SortHead
      key={column}
      label={label}
      {...more}
      sorted={sort.column === column ? (sort.down ? 'down' : 'up') : null}
      onPress={() => onSort(nextSort(sort, column))}
    />
  )
  return (
    <>
      {head('name', t('Item'), { lead: true })}
      {FIGURE_COLUMNS.map(({ id, label, title, room }) => head(id, label, { title, room }))}
      {channels.map(({ channel, name }) =>
        head(`atp:${channel}`, name, { title: t('Available to promise for {name}', { name }) }),
      )}
    </>
  )
}
