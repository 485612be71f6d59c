/** A table of which only the rows in sight are drawn, and only they need be loaded. */

import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'
import { t } from '../../language/t.ts'
import { scrollFocus } from '../../ui/scroll-focus.ts'
import type { Rows } from '../list/rows.ts'
import { MOST_PRINTED, printedRows } from '../print/printed-rows.ts'
import { useBeforePrint, usePrinting } from '../print/printing.ts'
import { figure } from '../words.ts'
import { Action } from './action.tsx'
import { useRowHeight } from './row-height.ts'
import table from './table.module.css'

export interface RowsTableProps<Row> {
  rows: Rows<Row>
  /** The row that the keys stand on. */
  index: number | null
  /** The cells of the head. */
  head: ReactNode
  columns: number
  label?: string | undefined
  /** A row that stays in sight below all others: their sum. */
  foot?: ReactNode
  /** One `tr`; `place` is its aria-rowindex. */
  children: (row: Row, place: number) => ReactNode
  /** Loads further rows, where there are any. */
  more?: (() => void) | null | undefined
  loading?: boolean | undefined
}

export function RowsTable<Row>({
  rows,
  index,
  head,
  columns,
  label,
  foot,
  children,
  more,
  loading,
}: RowsTableProps<Row>) {
  const scroll = useRef<HTMLDivElement>(null)
  const height = useRowHeight()
  const count = rows.count ?? 0
  const window = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 12,
    scrollPaddingStart: height,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the row, not the virtualizer
  useEffect(() => {
    if (index !== null) window.scrollToIndex(index)
  }, [index])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top
  useEffect(() => {
    scroll.current?.scrollTo({ top: 0 })
  }, [rows.name])
  useEffect(() => scrollFocus(scroll.current), [])
  const { startIndex = 0, endIndex = -1 } = window.range ?? {}
  useEffect(() => rows.show?.(startIndex, endIndex))
  useBeforePrint(() => rows.load?.(MOST_PRINTED))
  const printed = usePrinting() ? printedRows(rows, startIndex) : null
  const shown = window.getVirtualItems()
  const places = printed ? numbersFrom(printed.start, printed.end) : shown.map(({ index }) => index)
  return (
    <div className={table.scroll} ref={scroll} data-rows={rows.name ?? ''}>
      {printed && <Part {...printed} count={count} isMore={more != null} />}
      <table
        className={table.table}
        aria-label={label}
        aria-rowcount={rows.count === null ? -1 : count + (foot ? 2 : 1)}
      >
        <thead>
          <tr aria-rowindex={1}>{head}</tr>
        </thead>
        <tbody>
          <Space height={shown[0]?.start ?? 0} columns={columns} />
          {places.map((place) => {
            const row = rows.at(place)
            return row === undefined ? (
              <Coming key={place} place={place + 2} columns={columns} />
            ) : (
              children(row, place + 2)
            )
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

const numbersFrom = (start: number, end: number): number[] =>
  Array.from({ length: end - start }, (_, nth) => start + nth)

/** On paper: which rows these are, where they are not all. */
function Part({ start, end, count, isMore }: { start: number; end: number; count: number; isMore: boolean }) {
  if (end - start === count && !isMore) return null
  return (
    <p className={table.part}>
      {isMore
        ? t('The first {count} rows; there are more.', { count: end - start })
        : t('Rows {first} to {last} of {total}. The spreadsheet has all of them.', {
            first: figure(start + 1),
            last: figure(end),
            total: figure(count),
          })}
    </p>
  )
}

/** A row that is on its way. */
function Coming({ place, columns }: { place: number; columns: number }) {
  return (
    <tr className={table.coming} aria-rowindex={place} aria-busy>
      <th scope="row" className={table.lead}>
        <span className={table.blank} />
        <span className={table.unseen}>{t('Loading…')}</span>
      </th>
      <td colSpan={columns - 1} />
    </tr>
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
