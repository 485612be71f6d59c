/** CSV (RFC 4180) in which no spreadsheet finds a formula: every file that the server makes is written here. */
import { type Input, type Options, stringify } from 'csv-stringify/sync'
import { safeCell } from '../../shared/spreadsheets/safe-cell.ts'

export const writeCsv = (rows: Input, options: Options = {}): string =>
  stringify(rows, { ...options, cast: { ...options.cast, string: (text) => safeCell(text) } })
