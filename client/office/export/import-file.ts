/** A file in the shape that an import reads: it can be changed in a spreadsheet and given back. */
import { csv } from '../csv.ts'

export const importFile = (
  name: string,
  head: readonly string[],
  rows: Parameters<typeof csv>[1],
): { name: string; content: Blob } => ({
  name: `${name}.csv`,
  content: new Blob([csv(head, rows)], { type: 'text/csv;charset=utf-8' }),
})
