/** Rows and cells of a text that was copied from a spreadsheet or a CSV file (RFC 4180). */
import { plainCell } from '../../../shared/spreadsheets/safe-cell.ts'

/** Copied cells have tabs between them; where commas are decimals, files have semicolons. */
export function delimiterOf(text: string): string {
  const [line = ''] = text.split('\n', 1)
  return ['\t', ';'].find((one) => line.includes(one)) ?? ','
}

export interface Row {
  /** From 1, as an editor counts them; a quoted cell may go over several. */
  line: number
  cells: string[]
}

/** Empty lines are left out. A quote that is not closed takes the rest. */
export function rowsOf(text: string, delimiter = delimiterOf(text)): Row[] {
  const rows: Row[] = []
  let [cells, cell, quoted, line, began] = [[] as string[], '', false, 1, 1]
  const end = () => {
    const all = [...cells, cell].map((one) => plainCell(one.trim()))
    if (all.some((one) => one !== '')) rows.push({ line: began, cells: all })
    cells = []
    cell = ''
  }
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at)
    if (letter === '\n') line += 1
    if (quoted) {
      if (letter !== '"') cell += letter
      else if (text.charAt(at + 1) === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (letter === '"' && cell.trim() === '') {
      cell = ''
      quoted = true
    } else if (letter === delimiter) {
      cells.push(cell)
      cell = ''
    } else if (letter === '\n') {
      end()
      began = line
    } else if (letter !== '\r') cell += letter
  }
  end()
  return rows
}
