/** A table as it is taken along: all that its filter gives, not only what is loaded. */
import type { Api } from '../api.ts'
import type { ListQuery } from '../list/long-list.ts'
import { readAll } from '../list/read-all.ts'
import { type Column, cellsOf, type Grid, headsOf } from './columns.ts'

/** Hands over rows, a page at a time. Rejects where not all of them can be had. */
export type RowSource<Row> = (onRows: (rows: readonly Row[]) => void, signal: AbortSignal) => Promise<void>

export interface TableFile<Row> {
  /** Of the file, without its ending. */
  name: string
  /** Of its one sheet. */
  sheet: string
  columns: readonly Column<Row>[]
  rows: RowSource<Row>
}

/** What is loaded whole. */
export const ofRows =
  <Row>(rows: readonly Row[]): RowSource<Row> =>
  async (onRows) =>
    onRows(rows)

/** A list of the API, with its filter. */
export const ofList =
  <Row>(api: Api, path: string, query: ListQuery): RowSource<Row> =>
  (onRows, signal) =>
    readAll<Row>(api, path, query, onRows, signal)

/** Of each row only its cells are kept. `onCount`: how many there are so far. */
export async function gridOf<Row>(
  { columns, rows: source }: TableFile<Row>,
  currency: string,
  onCount: (rows: number) => void,
  signal: AbortSignal,
): Promise<Grid> {
  const rows: Grid['rows'] = []
  await source((some) => {
    for (const row of some) rows.push(cellsOf(columns, row))
    onCount(rows.length)
  }, signal)
  return { columns: headsOf(columns, currency), rows }
}
