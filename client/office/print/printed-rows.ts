/** Which rows of a table are put on paper. */
import type { Rows } from '../list/rows.ts'

/** Some twenty sheets: what is longer is read as a spreadsheet. */
export const MOST_PRINTED = 1_000

/** From the first row on; where that is no longer loaded, from the first in sight on. `end` is the first that is left out. */
export function printedRows<Row>(rows: Rows<Row>, inSight: number): { start: number; end: number } {
  const start = rows.at(0) === undefined ? inSight : 0
  const most = Math.min(rows.count ?? 0, start + MOST_PRINTED)
  let end = start
  while (end < most && rows.at(end) !== undefined) end++
  return { start, end }
}
