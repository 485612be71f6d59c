/** A long table of which only the rows in sight are drawn. */

import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'
import { t } from '../../language/t.ts'
import { Action } from './action.tsx'
import { useRowHeight } from './row-height.ts'
import table from './table.module.css'

export interface WindowTableProps<Row> {
  rows: readonly Row[]
  idOf: (row: Row) => string
  /** The row that the keys stand on. */
  at: string | null
  /** The cells of the head. */
  head: ReactNode
  columns: number
  /** A row that stays in sight below all others: their sum. */
  foot?: ReactNode
  /** One `tr`; `place` is its aria-rowindex. */
  children: (row: Row, place: number) => ReactNode
  /** Loads further rows, where there are any. */
  more?: (() => void) | null | undefined
  loading?: boolean | undefined
}

export function WindowTable<Row>({
  rows,
  idOf,
  at,
  head,
  columns,
  foot,
  children,
  more,
  loading,
}: WindowTableProps<Row>) {
  const scroll = useRef<HTMLDivElement>(null)
  const height = useRowHeight()
  const window = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 12,
    scrollPaddingStart: height,
  })
  const index = rows.findIndex((row) => idOf(row) === at)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the row, not the virtualizer
  useEffect(() => {
    if (index >= 0) window.scrollToIndex(index)
  }, [index])
  const shown = window.getVirtualItems()
  return (
    <div className={table.scroll} ref={scroll}>
      <table className={table.table} aria-rowcount={rows.length + (foot ? 2 : 1)}>
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody>
          <Space height={shown[0]?.start ?? 0} columns={columns} />
          {shown.map(({ index }) => {
            const row = rows[index]
            return row && children(row, index + 2)
          })}
          <Space height={window.getTotalSize() - (shown.at(-1)?.end ?? 0)} columns={columns} />
        </tbody>
        {foot && <tfoot>{foot}</tfoot>}
      </table>
      {more && (
        <div className={table.more}>
          <Action off={loading} onPress={more}>
            {loading ? t('Loading…') : t('Show more')}
          </Action>
        </div>
      )}
    </div>
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
