/** Tables as CSV (RFC 4180), in the shape that `lotline import` reads. */
type Cell = string | number | null

export function csv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [head, ...rows]
    .map((row) => row.map(cellText).join(','))
    .join('\r\n')
    .concat('\r\n')
}

function cellText(cell: Cell): string {
  const text = cell === null ? '' : String(cell)
  // A spreadsheet would run a text that begins like this as a formula; a number may begin with a minus.
  const safe = typeof cell === 'string' && /^[=+@\t\r-]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
