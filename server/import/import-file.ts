/** CSV files, all or nothing: every row is checked and named by its line before the first is written. */
import { readNamedCsv } from '../csv/read-csv.ts'
import type { Work } from '../db/work.ts'
import { type ImportKind, kinds } from './kinds.ts'
import { BadRow, type Checked, checkRows, importLock, type Row, type RowError, writeRows } from './rows.ts'

export const IMPORT_KINDS = Object.keys(kinds) as ImportKind[]
export const isImportKind = (word: string): word is ImportKind => Object.hasOwn(kinds, word)

export type { RowError } from './rows.ts'
export type ImportResult = { ok: true; rows: number } | { ok: false; errors: RowError[] }

/** Names at most this many bad rows: a wrong delimiter makes every row one. */
const MOST_ERRORS = 100

export async function importFile(work: Work, kind: ImportKind, warehouse: string, text: string): Promise<ImportResult> {
  const checked = readFile(kind, text)
  if (checked.errors.length > 0) return { ok: false, errors: checked.errors.slice(0, MOST_ERRORS) }
  try {
    await work.run([importLock(warehouse)], (tx) => writeRows(tx, kind, warehouse, checked.values))
    return { ok: true, rows: checked.values.length }
  } catch (error) {
    if (error instanceof BadRow) return { ok: false, errors: [{ line: error.line, reason: error.reason }] }
    throw error
  }
}

/** What a file says, and what of it is wrong, without a look at the database. */
export function readFile(kind: ImportKind, text: string): { values: Checked[]; errors: RowError[] } {
  const read = readRows(text, kinds[kind].columns)
  return 'errors' in read ? { values: [], errors: read.errors } : checkRows(kind, read.rows)
}

/** How every ZIP begins, and with it every workbook. */
const ZIP = 'PK\u0003\u0004'

function readRows(text: string, columns: readonly string[]): { rows: Row[] } | { errors: RowError[] } {
  if (text.startsWith(ZIP))
    return {
      errors: [
        { line: 1, reason: 'This is a workbook or a ZIP, and not CSV. Save it as CSV in UTF-8, then import that.' },
      ],
    }
  try {
    const records = readNamedCsv(text)
    const unknown = Object.keys(records[0]?.record ?? {}).filter((column) => !columns.includes(column))
    if (unknown.length > 0)
      return { errors: [{ line: 1, reason: `Unknown column "${unknown[0]}". The columns are ${columns.join(', ')}.` }] }
    if (records.length === 0)
      return {
        errors: [{ line: 1, reason: `The file has no rows. Its heading names the columns ${columns.join(', ')}.` }],
      }
    return { rows: records.map(({ record, info }) => ({ line: info.lines, cells: record })) }
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1
    return { errors: [{ line, reason: `This is not CSV: ${(error as Error).message}` }] }
  }
}
