/** Tables as CSV (RFC 4180), in the shape that `lotline import` reads. */
import { safeCell } from '../../shared/spreadsheets/safe-cell.ts'

type Cell = string | number | null

export function csv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [head, ...rows]
    .map((row) => row.map(cellText).join(','))
    .join('\r\n')
    .concat('\r\n')
}

function cellText(cell: Cell): string {
  const safe = cell === null ? '' : String(safeCell(cell))
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
