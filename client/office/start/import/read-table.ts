/** The text of a file as a table: its separator, its headings, its rows. */
import { t } from '../../../language/t.ts'
import { rowsOf } from '../../platforms/delimited.ts'

export const SEPARATORS = [
  { value: ',', label: t('Comma ,') },
  { value: ';', label: t('Semicolon ;') },
  { value: '\t', label: t('Tab') },
  { value: '|', label: t('Bar |') },
] as const
export type Separator = (typeof SEPARATORS)[number]['value']

export interface FileTable {
  /** What the columns are called; "Column 3" where the first row names none. */
  headings: string[]
  rows: FileRow[]
}

export interface FileRow {
  /** As an editor counts them. */
  line: number
  cells: string[]
}

/** More is brought in by the command line. */
export const MOST_ROWS = 100_000
export const MOST_BYTES = 30_000_000
const LONGEST_LOOK = 20

/** What a file is written in: UTF-8 or UTF-16 by its mark, else UTF-8, else what old spreadsheets write. */
export function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** How every ZIP begins, and with it every workbook. */
export const isWorkbook = (text: string): boolean => text.startsWith('PK\u0003\u0004')

/** A comma stands in texts and numbers as well: of two that are as good it comes last. */
const BY_TRUST: readonly Separator[] = ['\t', ';', '|', ',']

/** The one by which the first rows come apart into the same number of cells, and into the most. */
export function separatorOf(text: string): Separator {
  const look = text.slice(0, 20_000)
  let best: { separator: Separator; score: number } = { separator: ',', score: 0 }
  for (const separator of BY_TRUST) {
    const widths = rowsOf(look, separator)
      .slice(0, LONGEST_LOOK)
      .map(({ cells }) => cells.length)
    const first = widths[0] ?? 1
    const alike = widths.filter((width) => width === first).length / Math.max(1, widths.length)
    const score = first > 1 ? alike * 100 + first : 0
    if (score > best.score) best = { separator, score }
  }
  return best.separator
}

/** `hasHead`: the first row names the columns. */
export function readTable(text: string, separator: Separator, hasHead: boolean): FileTable {
  const rows = rowsOf(text.replace(/^\ufeff/, ''), separator)
  const width = Math.max(0, ...rows.slice(0, 1_000).map(({ cells }) => cells.length))
  const [first] = rows
  const named = (index: number) => (hasHead ? (first?.cells[index] ?? '') : '')
  return {
    headings: Array.from({ length: width }, (_, index) => named(index) || t('Column {number}', { number: index + 1 })),
    rows: hasHead ? rows.slice(1) : rows,
  }
}
