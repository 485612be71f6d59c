/** CSV as it comes back from whoever edited what we wrote, or wrote it alike. */
import { type CastingFunction, parse } from 'csv-parse/sync'
import { plainCell } from '../../shared/spreadsheets/safe-cell.ts'

const plain: CastingFunction = (cell) => plainCell(cell)

export interface Line<Record> {
  record: Record
  /** As an editor counts, the heading being line 1. */
  info: { lines: number }
}

const USUAL = { bom: true, skip_empty_lines: true, trim: true, info: true, cast: plain } as const

/** Rows by the names in the heading. Throws where it is no CSV, with the line in `lines`. */
export const readNamedCsv = (text: string): Line<Record<string, string>>[] =>
  parse(text, { ...USUAL, columns: true }) as unknown as Line<Record<string, string>>[]

/** Rows as they are, the heading among them, however many cells each has. Throws the same. */
export const readCsv = (text: string): Line<string[]>[] =>
  parse(text, { ...USUAL, relax_column_count: true }) as unknown as Line<string[]>[]
