/**
 * A grid as a workbook: numbers are numbers, dates are dates, texts are texts whatever they begin with. The head stays in view and
 * is bold; columns are as wide as what is in them.
 */
import writeExcelFile from 'write-excel-file/universal'
import { digitsOf } from '../../../shared/rules/money.ts'
import { cellText } from '../../../shared/spreadsheets/cell-text.ts'
import type { ColumnKind, Grid, GridCell } from './columns.ts'

/** ISO 8601 sorts and reads the same everywhere. */
const FORMATS = { date: 'yyyy-mm-dd', moment: 'yyyy-mm-dd hh:mm', share: '0.0%' } as const

const NARROWEST = 8
const WIDEST = 60
/** More rows say nothing new of how wide a column is. */
const MEASURED = 1_000
const DAY_MS = 86_400_000

/** Minutes that walls are ahead of UTC at an instant: workbooks know no zones, and have what a wall shows. */
export type WallAhead = (instant: number) => number

export const localWall: WallAhead = (instant) => -new Date(instant).getTimezoneOffset()

export function gridAsXlsx({ columns, rows }: Grid, sheet: string, ahead: WallAhead): Promise<Blob> {
  const head = columns.map(({ heading }) => ({ value: cellText(heading), type: String, fontWeight: 'bold' as const }))
  const body = rows.map((row) =>
    row.map((cell, nth) => stored(cell, { kind: columns[nth]?.kind ?? 'text', beside: row[nth + 1], ahead })),
  )
  return writeExcelFile([head, ...body], {
    sheet: sheetName(sheet),
    columns: columns.map(({ heading }, nth) => ({ width: widthOf(heading, rows, nth) })),
    stickyRowsCount: 1,
  }).toBlob()
}

/** Names of sheets may not hold these, nor be longer. */
const sheetName = (text: string): string => text.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31)

interface Place {
  kind: ColumnKind
  /** The cell at the right: of an amount, its currency. */
  beside: GridCell | undefined
  ahead: WallAhead
}

function stored(cell: GridCell, { kind, beside, ahead }: Place) {
  if (cell === null || cell === '') return null
  if (typeof cell === 'number') {
    if (kind === 'money') return { value: cell, type: Number, format: moneyFormat(String(beside ?? '')) }
    return kind === 'share' ? { value: cell, type: Number, format: FORMATS.share } : { value: cell, type: Number }
  }
  const date = kind === 'date' || kind === 'moment' ? dateOf(cell, kind, ahead) : null
  // What is no date after all is told as it is.
  return date === null || (kind !== 'date' && kind !== 'moment')
    ? { value: cellText(cell), type: String }
    : { value: date, type: Date, format: FORMATS[kind] }
}

/** With as many decimals as the currency has. */
function moneyFormat(currency: string): string {
  const digits = /^[A-Z]{3}$/.test(currency) ? digitsOf(currency) : 2
  return digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

function dateOf(text: string, kind: 'date' | 'moment', ahead: WallAhead): Date | null {
  const instant = Date.parse(DAY.test(text) ? `${text}T00:00:00Z` : text)
  if (Number.isNaN(instant)) return null
  if (DAY.test(text)) return new Date(instant)
  const wall = instant + ahead(instant) * 60_000
  return new Date(kind === 'date' ? Math.floor(wall / DAY_MS) * DAY_MS : wall)
}

function widthOf(heading: string, rows: readonly (readonly GridCell[])[], nth: number): number {
  const longest = rows
    .slice(0, MEASURED)
    .reduce((most, row) => Math.max(most, String(row[nth] ?? '').length), heading.length)
  return Math.min(WIDEST, Math.max(NARROWEST, longest + 2))
}
