/** Demand of the past, pasted as a table: each row is looked at before anything is sent. */
import { t } from '../../../language/t.ts'
import { type Row, rowsOf } from '../../platforms/delimited.ts'
import type { RowFault } from '../../ui/pasted-rows.tsx'
import { parseQuantity } from '../../words.ts'

/** In this order where no row names them. */
export const COLUMNS = ['sku', 'channel', 'date', 'quantity'] as const
type Column = (typeof COLUMNS)[number]

/** Rows of one request: fewer than the server takes, so that it is seen how far it is. */
export const CHUNK = 1_000
export const MOST = 100_000

export interface DemandRow {
  sku: string
  channel: string
  date: string
  quantity: number
}

export interface DemandRows {
  /** Rows without a fault, in their order. */
  rows: DemandRow[]
  /** The line of each. */
  lines: number[]
  faults: RowFault[]
}

export interface Known {
  /** Null: not all items are known here, and the server says which are not. */
  skus: ReadonlySet<string> | null
  channels: ReadonlySet<string> | null
  /** An ISO date: what lies ahead was asked for by nobody yet. */
  today: string
}

export function readDemand(text: string, known: Known): DemandRows {
  const all = rowsOf(text)
  const [first] = all
  const head = first && columnsIn(first)
  const read: DemandRows = { rows: [], lines: [], faults: head?.faults ?? [] }
  if (read.faults.length > 0) return read
  const columns = head?.columns ?? COLUMNS
  const seen = new Map<string, number>()
  for (const row of head ? all.slice(1) : all) {
    const { demand, says } = readRow(row, columns, known)
    const key = JSON.stringify([demand.sku, demand.channel, demand.date])
    const before = seen.get(key)
    if (before !== undefined) says.push(t('The same item, channel and day stand in line {before} already.', { before }))
    else seen.set(key, row.line)
    if (says.length > 0) read.faults.push({ line: row.line, says: says.join(' ') })
    else {
      read.rows.push(demand)
      read.lines.push(row.line)
    }
  }
  if (all.length > MOST)
    read.faults.push({ line: 0, says: t('At most {most} rows can be imported at once.', { most: MOST }) })
  return read
}

/** Undefined: the row is no head, but demand. */
function columnsIn({ line, cells }: Row): { columns: Column[]; faults: RowFault[] } | undefined {
  const names = cells.map((cell) => cell.toLowerCase().replace(/[^a-z]/g, ''))
  if (!names.includes('sku')) return undefined
  const says = names
    .filter((name) => !isColumn(name))
    .map((name) => t('There is no column “{name}”: they are {COLUMNS}.', { name, COLUMNS: COLUMNS.join(', ') }))
  for (const column of COLUMNS) if (!names.includes(column)) says.push(t('The column {column} is missing.', { column }))
  if (new Set(names).size < names.length) says.push(t('A column is named twice.'))
  return { columns: names.filter(isColumn), faults: says.map((one) => ({ line, says: one })) }
}

const isColumn = (name: string): name is Column => (COLUMNS as readonly string[]).includes(name)

function readRow({ cells }: Row, columns: readonly Column[], { skus, channels, today }: Known) {
  const says: string[] = []
  // As our own CSV keeps a spreadsheet from taking a name for a formula.
  const at = (column: Column): string => (cells[columns.indexOf(column)] ?? '').replace(/^'(?=[=+@-])/, '')
  const [sku, channel, date] = [at('sku'), at('channel'), at('date')]
  const quantity = parseUnits(at('quantity'))
  if (cells.slice(columns.length).some((cell) => cell !== '')) says.push(t('It has more cells than there are columns.'))
  if (sku === '') says.push(t('The item is missing.'))
  else if (skus !== null && !skus.has(sku)) says.push(t('There is no item {sku}.', { sku }))
  if (channel === '') says.push(t('The channel is missing.'))
  else if (channels !== null && !channels.has(channel)) says.push(t('There is no channel {channel}.', { channel }))
  if (!isDay(date)) says.push(t('The date is a day such as 2026-11-30.'))
  else if (date > today) says.push(t('The day lies ahead.'))
  if (quantity === null) says.push(t('The quantity is a whole number.'))
  return { demand: { sku, channel, date, quantity: quantity ?? 0 }, says }
}

/** Below 0 where more came back than was asked for. */
function parseUnits(text: string): number | null {
  const [, sign, digits = ''] = /^([-−]?)\s*(\d+)$/.exec(text) ?? []
  const units = parseQuantity(digits)
  return units === null ? null : sign ? 0 - units : units
}

/** Also no 30 February. */
const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)

/** `[3].sku`, as the server names it: of the rows that were sent in that request. */
export const rowAt = (field: string): number | null => {
  const [, index] = /^\.?\[?(\d+)\]?(?:\.|$)/.exec(field) ?? []
  return index === undefined ? null : Number(index)
}
