/** For tests: a table's file as rows of cells, with the heads first. */
import { gridOf, type TableFile } from './table-file.ts'

export async function opened<Row>(file: TableFile<Row>) {
  const { columns, rows } = await gridOf(file, 'Currency', () => {}, new AbortController().signal)
  return [columns.map(({ heading }) => heading), ...rows]
}
