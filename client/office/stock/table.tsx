/** The stock by item, windowed: rows have one height, so thousands scroll like ten. */

import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { t } from '../../language/t.ts'
import type { ChannelFigures, Inventory } from '../contract.ts'
import { useRowHeight } from '../ui/row-height.ts'
import { SortHead } from '../ui/sort-head.tsx'
import table from '../ui/table.module.css'
import { FIGURE_COLUMNS } from './columns.ts'
import { StockRow } from './row.tsx'
import { nextSort, type Sort } from './stock-view.ts'

export interface StockTableProps {
  items: readonly Inventory[]
  channels: readonly ChannelFigures[]
  sort: Sort
  onSort: (sort: string) => void
  at: string | null
  onOpen: (sku: string, channel?: string) => void
}

export function StockTable({ items, channels, sort, onSort, at, onOpen }: StockTableProps) {
  const scroll = useRef<HTMLDivElement>(null)
  const height = useRowHeight()
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 12,
    scrollPaddingStart: height,
  })
  const index = items.findIndex(({ sku }) => sku === at)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the row, not the virtualizer
  useEffect(() => {
    if (index >= 0) rows.scrollToIndex(index)
  }, [index])
  const shown = rows.getVirtualItems()
  const columns = FIGURE_COLUMNS.length + channels.length + 1
  return (
    <div className={table.scroll} ref={scroll}>
      <table className={table.table} aria-rowcount={items.length + 1}>
        <StockHead channels={channels} sort={sort} onSort={onSort} />
        <tbody>
          <Space height={shown[0]?.start ?? 0} columns={columns} />
          {shown.map(({ index }) => {
            const item = items[index]
            return (
              item && <StockRow key={item.sku} item={item} place={index + 2} at={item.sku === at} onOpen={onOpen} />
            )
          })}
          <Space height={rows.getTotalSize() - (shown.at(-1)?.end ?? 0)} columns={columns} />
        </tbody>
      </table>
    </div>
  )
}

function StockHead({ channels, sort, onSort }: Pick<StockTableProps, 'channels' | 'sort' | 'onSort'>) {
  const head = (column: string, label: string, more: { title?: string; lead?: boolean; room?: string } = {}) => (
    <SortHead
      key={column}
      label={label}
      {...more}
      sorted={sort.column === column ? (sort.down ? 'down' : 'up') : null}
      onPress={() => onSort(nextSort(sort, column))}
    />
  )
  return (
    <thead>
      <tr>
        {head('item', t('Item'), { lead: true })}
        {FIGURE_COLUMNS.map(({ id, label, title, room }) => head(id, label, { title, room }))}
        {channels.map(({ channel, name }) =>
          head(`atp:${channel}`, name, { title: t('Available to promise for {name}', { name }) }),
        )}
      </tr>
    </thead>
  )
}

/** Stands for the rows above or below that are not drawn. */
function Space({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null
  return (
    <tr className={table.space} aria-hidden>
      <td colSpan={columns} style={{ height }} />
    </tr>
  )
}
