/** A long table that is loaded whole. */
import type { ReactNode } from 'react'
import { allRows } from '../list/rows.ts'
import { RowsTable } from './rows-table.tsx'

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

export function WindowTable<Row>({ rows, idOf, at, ...rest }: WindowTableProps<Row>) {
  const all = allRows(rows, idOf)
  const index = at === null ? -1 : all.indexOf(at)
  return <RowsTable rows={all} index={index < 0 ? null : index} {...rest} />
}
