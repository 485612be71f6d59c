/** Many mappings at once, pasted as a table: each row is looked at before anything is sent. */
import { t } from '../../language/t.ts'
import type { RowFault } from '../ui/pasted-rows.tsx'
import type { Mapping } from './contract.ts'
import { type Row, rowsOf } from './delimited.ts'
import { type MappingPart, mappingToSend, NEW_MAPPING, type TypedMapping } from './mapping-body.ts'

/** In this order where no row names them. */
export const COLUMNS = ['listing', 'sku', 'packQuantity', 'cap', 'percent', 'buffer', 'mode'] as const

const NAMES: Readonly<Record<string, MappingPart>> = {
  listing: 'listing',
  sku: 'sku',
  item: 'sku',
  packquantity: 'packQuantity',
  pack: 'packQuantity',
  cap: 'cap',
  percent: 'percent',
  buffer: 'buffer',
  mode: 'mode',
}

export interface Many {
  /** Rows without a fault, in their order. */
  put: Mapping[]
  /** The line of each. */
  lines: number[]
  faults: RowFault[]
}

export const MOST = 20_000

export interface Known {
  /** Null: not all items are known here, and the server says which are not. */
  skus: ReadonlySet<string> | null
  /** What the platform's listings look like. */
  pattern: RegExp
  like: string
}

export function readMany(text: string, known: Known): Many {
  const rows = rowsOf(text)
  const [first] = rows
  const head = first && columnsIn(first)
  if (head && head.faults.length > 0) return { put: [], lines: [], faults: head.faults }
  const columns: readonly MappingPart[] = head ? head.columns : COLUMNS
  const many: Many = { put: [], lines: [], faults: [] }
  const seen = new Map<string, number>()
  for (const row of head ? rows.slice(1) : rows) {
    const { mapping, says } = readRow(row, columns, known)
    const before = seen.get(mapping.listing)
    if (before !== undefined)
      says.push(t('{listing} stands in line {before} already.', { listing: mapping.listing, before }))
    else if (mapping.listing !== '') seen.set(mapping.listing, row.line)
    if (says.length > 0) many.faults.push({ line: row.line, says: says.join(' ') })
    else {
      many.put.push(mapping)
      many.lines.push(row.line)
    }
  }
  if (rows.length > MOST)
    many.faults.push({ line: 0, says: t('At most {most} can be mapped at once.', { most: MOST }) })
  return many
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '')

/** Undefined: the row is no head, but a mapping. */
function columnsIn({ line, cells }: Row): { columns: MappingPart[]; faults: RowFault[] } | undefined {
  if (!cells.some((cell) => plain(cell) === 'listing')) return undefined
  const says: string[] = []
  const columns = cells.map((cell) => {
    const column = NAMES[plain(cell)]
    if (!column) says.push(t('There is no column “{cell}”: they are {COLUMNS}.', { cell, COLUMNS: COLUMNS.join(', ') }))
    return column ?? 'listing'
  })
  if (!columns.includes('sku')) says.push(t('The column sku is missing.'))
  if (says.length === 0 && new Set(columns).size < columns.length) says.push(t('A column is named twice.'))
  return { columns, faults: says.map((one) => ({ line, says: one })) }
}

function readRow({ cells }: Row, columns: readonly MappingPart[], { skus, pattern, like }: Known) {
  const says: string[] = []
  const typed: TypedMapping = { ...NEW_MAPPING }
  if (cells.slice(columns.length).some((cell) => cell !== '')) says.push(t('It has more cells than there are columns.'))
  for (const [index, column] of columns.entries()) {
    // As our own CSV keeps a spreadsheet from taking a name for a formula.
    const cell = (cells[index] ?? '').replace(/^'(?=[=+@-])/, '')
    if (column !== 'mode') typed[column] = cell
    else if (/^(on|paused)$/i.test(cell)) typed.mode = cell.toLowerCase() as Mapping['mode']
    else if (cell !== '') says.push(t('The mode is on or paused.'))
  }
  const { mapping, faults } = mappingToSend(typed)
  says.push(...Object.values(faults))
  if (mapping.listing !== '' && !pattern.test(mapping.listing))
    says.push(t('{listing} is no listing of this platform ({like}).', { listing: mapping.listing, like }))
  if (mapping.sku !== '' && skus !== null && !skus.has(mapping.sku))
    says.push(t('There is no item {sku}.', { sku: mapping.sku }))
  return { mapping, says }
}

/** `put.3.sku`, as the server names it: of the rows that were sent. */
export const rowAt = (field: string): number | null => {
  const [, index] = /^(?:put)?\.?(\d+)(?:\.|$)/.exec(field) ?? []
  return index === undefined ? null : Number(index)
}
