/** The rows of a file as they will be sent: each cell read, what is wrong named by its row. */
import { t } from '../../../language/t.ts'
import type { Column, ImportKind } from './columns.ts'
import type { Mapping } from './guess.ts'
import { readCell, type Writing } from './read-cell.ts'
import type { FileRow } from './read-table.ts'

export interface SentRow {
  line: number
  cells: Record<string, string>
}

export interface RowFault {
  line: number
  says: string
}

export interface ReadRows {
  /** Also those with a fault: their cells that could be read. In the order in which they are to be sent. */
  rows: SentRow[]
  faults: RowFault[]
}

export interface Reading {
  kind: ImportKind
  columns: readonly Column[]
  mapping: Mapping
  writing: Writing
}

export function readRows(rows: readonly FileRow[], { kind, columns, mapping, writing }: Reading): ReadRows {
  const mapped = columns.filter(({ name }) => name in mapping)
  const faults: RowFault[] = []
  const read = rows.filter(isMeant(kind, mapping)).map(({ line, cells }): SentRow => {
    const row: SentRow = { line, cells: {} }
    for (const column of mapped) {
      const answer = readCell(column, cells[mapping[column.name] ?? -1] ?? '', writing)
      const cell = 'cell' in answer ? answer.cell : ''
      row.cells[column.name] = cell
      if ('fault' in answer) faults.push({ line, says: `${column.label}: ${answer.fault}` })
      else if (cell === '' && column.needed)
        faults.push({ line, says: t('{label} is empty.', { label: column.label }) })
    }
    return row
  })
  if (kind !== 'locations') return { rows: read, faults }
  const ordered = inOrder(read)
  return {
    rows: ordered.rows,
    faults: [...faults, ...capitalsIn(read), ...ordered.faults].sort((a, b) => a.line - b.line),
  }
}

/** A table of items has barcodes for some of them only: a row without one says nothing of barcodes. */
const isMeant =
  (kind: ImportKind, mapping: Mapping) =>
  ({ cells }: FileRow): boolean =>
    kind !== 'barcodes' || (cells[mapping.code ?? -1] ?? '').trim() !== ''

/** What the scanner reads of a label comes in capitals. */
const capitalsIn = (rows: readonly SentRow[]): RowFault[] =>
  rows.flatMap(({ line, cells: { code = '' } }) =>
    code === code.toUpperCase()
      ? []
      : [{ line, says: t('{code}: write a code in capitals, as it is scanned.', { code }) }],
  )

/** A place comes after the one that it stands within, wherever they stand in the file. */
export function inOrder(rows: readonly SentRow[]): ReadRows {
  const byCode = new Map(rows.map((row) => [row.cells.code ?? '', row]))
  const placed = new Set<SentRow>()
  const faults: RowFault[] = []
  const ordered: SentRow[] = []
  const place = (row: SentRow, above: ReadonlySet<SentRow>) => {
    if (placed.has(row)) return
    const container = byCode.get(row.cells.within ?? '')
    if (container && !placed.has(container)) {
      if (container === row || above.has(container))
        faults.push({ line: row.line, says: t('{code} would stand within itself.', { code: row.cells.code ?? '' }) })
      else place(container, new Set([...above, row]))
    }
    if (placed.has(row)) return
    placed.add(row)
    ordered.push(row)
  }
  for (const row of rows) place(row, new Set())
  return { rows: ordered, faults }
}

/** For the rehearsal, which sees a part of the file at a time: what stands within a place of the same file is looked at without it. */
export function withoutOwnPlaces(rows: readonly SentRow[], all: readonly SentRow[]): SentRow[] {
  const own = new Set(all.map(({ cells }) => cells.code))
  return rows.map((row) =>
    row.cells.within !== undefined && own.has(row.cells.within) ? { ...row, cells: { ...row.cells, within: '' } } : row,
  )
}
