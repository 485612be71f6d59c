/**
 * Orders as a CSV file: one row for each line, what is of the whole order in each of its rows. A row that is wrong keeps its
 * whole order back, and no other.
 */
import * as v from 'valibot'
import { firstIssue } from '../../../shared/wire/problem.ts'
import { readCsv } from '../../csv/read-csv.ts'
import { flag, whole } from '../../import/cells.ts'
import { moneyOf } from '../money-of.ts'
import { type RestOrder, restOrder } from './order-input.ts'

const OF_ORDER = [
  'order',
  'number',
  'changedAt',
  'version',
  'cancelled',
  'placedAt',
  'customerId',
  'customerName',
  'shipBy',
  'shipToName',
  'shipToStreet',
  'shipToCity',
  'shipToRegion',
  'shipToPostalCode',
  'shipToCountry',
  'currency',
  'shippingPaid',
] as const
const OF_LINE = ['line', 'listing', 'quantity', 'unitPrice', 'discount', 'tax'] as const
export const ORDER_COLUMNS: readonly string[] = [...OF_ORDER, ...OF_LINE]

export interface RowFault {
  /** As an editor counts, the heading being row 1. */
  row: number
  /** Empty: the whole row. */
  column: string
  /** Null: it cannot be told. */
  order: string | null
  reason: string
}

export interface ReadOrders {
  /** With the rows that each stands in. */
  orders: { rows: number[]; order: RestOrder }[]
  faults: RowFault[]
}

type Cells = Record<string, string>
interface Row {
  row: number
  cells: Cells
}

export function readOrders(text: string): ReadOrders {
  const read = rowsOf(text)
  if ('reason' in read) return { orders: [], faults: [read] }
  const found: ReadOrders = { orders: [], faults: [] }
  const byOrder = new Map<string, Row[]>()
  for (const one of read.rows) {
    const { order } = one.cells
    if (order === undefined)
      found.faults.push({ row: one.row, column: 'order', order: null, reason: 'Give the number of the order.' })
    else byOrder.set(order, [...(byOrder.get(order) ?? []), one])
  }
  for (const [order, rows] of byOrder) {
    const torn = read.faults.filter((one) => one.order === order)
    const faults = torn.length > 0 ? torn : [...differing(rows), ...rows.flatMap(faultsOfRow)]
    const placed = faults.length > 0 ? faults : orderOf(order, rows)
    if (Array.isArray(placed)) found.faults.push(...placed)
    else found.orders.push({ rows: rows.map(({ row }) => row), order: placed })
  }
  return found
}

function rowsOf(text: string): { rows: Row[]; faults: RowFault[] } | RowFault {
  const fault = (row: number, reason: string): RowFault => ({ row, column: '', order: null, reason })
  try {
    const [heading, ...records] = readCsv(text)
    const columns = heading?.record ?? []
    const unknown = columns.find((column, nth) => !ORDER_COLUMNS.includes(column) || columns.indexOf(column) !== nth)
    if (unknown !== undefined)
      return fault(
        1,
        `There is no column "${unknown}", or it is there twice. The columns are ${ORDER_COLUMNS.join(', ')}.`,
      )
    if (records.length === 0) return fault(1, `The file has no rows. Its columns are ${ORDER_COLUMNS.join(', ')}.`)
    const rows = records.map(({ record, info }) => ({ row: info.lines, cells: cellsOf(columns, record) }))
    const faults = records.flatMap(({ record, info }, nth) =>
      record.length === columns.length
        ? []
        : [
            {
              row: info.lines,
              column: '',
              order: rows[nth]?.cells.order ?? null,
              reason: `This row has ${record.length} cells, and the heading ${columns.length}. Look for a comma that is not in quotes.`,
            },
          ],
    )
    return { rows, faults }
  } catch (error) {
    return fault((error as { lines?: number }).lines ?? 1, `This is not CSV: ${(error as Error).message}`)
  }
}

/** Empty ones are left out. */
const cellsOf = (columns: readonly string[], record: readonly string[]): Cells =>
  Object.fromEntries(columns.flatMap((column, nth) => (record[nth] ? [[column, record[nth]]] : [])))

/** What is of the whole order must be the same in each of its rows. */
function differing(rows: readonly Row[]): RowFault[] {
  const [first, ...others] = rows
  if (!first) return []
  return others.flatMap(({ row, cells }) =>
    OF_ORDER.filter((column) => cells[column] !== first.cells[column]).map((column) => ({
      row,
      column,
      order: first.cells.order ?? null,
      reason: `Row ${first.row} of this order says "${first.cells[column] ?? ''}". Say the same in all its rows.`,
    })),
  )
}

const amount = v.pipe(v.string(), v.regex(/^\d{1,12}(\.\d{1,4})?$/, 'Write the amount as 12.50.'))
const currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'Give the currency as three capital letters.'))
const count = v.pipe(whole('quantity'), v.minValue(0, 'The quantity must not be negative.'))

const CELLS: Partial<Record<string, v.GenericSchema<string, unknown>>> = {
  version: whole('version'),
  cancelled: flag,
  currency,
  shippingPaid: amount,
  quantity: count,
  unitPrice: amount,
  discount: amount,
  tax: amount,
}

/** A row without any line column only speaks of the whole order, such as one that cancels it. */
const isLine = ({ cells }: Row): boolean => OF_LINE.some((column) => cells[column] !== undefined)

function faultsOfRow(one: Row): RowFault[] {
  const { row, cells } = one
  const order = cells.order ?? null
  const missing = isLine(one) ? ['listing', 'quantity', 'unitPrice', 'currency'] : []
  return [
    ...missing
      .filter((column) => cells[column] === undefined)
      .map((column) => ({ row, column, order, reason: 'This is required.' })),
    ...Object.entries(cells).flatMap(([column, cell]) => {
      const schema = CELLS[column]
      const parsed = schema && v.safeParse(schema, cell)
      return !parsed || parsed.success ? [] : [{ row, column, order, reason: parsed.issues[0].message }]
    }),
  ]
}

function orderOf(externalId: string, rows: readonly Row[]): RestOrder | RowFault[] {
  const lines = rows.filter(isLine)
  const cells = rows[0]?.cells ?? {}
  const parsed = v.safeParse(restOrder, {
    externalId,
    ...given(cells, ['number', 'changedAt', 'placedAt', 'shipBy']),
    ...(cells.version !== undefined && { version: Number(cells.version) }),
    ...(cells.cancelled !== undefined && { cancelled: v.parse(flag, cells.cancelled) }),
    ...(cells.customerName !== undefined && {
      customer: { id: cells.customerId ?? cells.customerName, name: cells.customerName },
    }),
    ...shipToOf(cells),
    ...moneys(cells, ['shippingPaid']),
    lines: lines.map((one) => ({
      ...(one.cells.line !== undefined && { id: one.cells.line }),
      listing: one.cells.listing,
      quantity: Number(one.cells.quantity),
      ...moneys({ ...one.cells, currency: cells.currency ?? '' }, ['unitPrice', 'discount', 'tax']),
    })),
  })
  if (parsed.success) return parsed.output
  const { field, detail } = firstIssue(parsed.issues)
  const [, nth, ofLine] = /^lines\[(\d+)\]\.(\w+)/.exec(field) ?? []
  const row = (nth === undefined ? rows[0] : lines[Number(nth)])?.row ?? 1
  const column = COLUMN_OF[ofLine ?? field.split('.')[0] ?? ''] ?? ofLine ?? field
  return [{ row, column, order: externalId, reason: detail.replace(/^[\w.[\]]+: /, '') }]
}

const COLUMN_OF: Record<string, string> = { externalId: 'order', id: 'line', lines: 'line', customer: 'customerName' }

const given = (cells: Cells, columns: readonly string[]) =>
  Object.fromEntries(columns.flatMap((column) => (cells[column] === undefined ? [] : [[column, cells[column]]])))

function moneys(cells: Cells, columns: readonly string[]) {
  return Object.fromEntries(
    columns.flatMap((column) => {
      const cell = cells[column]
      return cell === undefined ? [] : [[column, moneyOf(cell, cells.currency ?? 'USD')]]
    }),
  )
}

const ADDRESS: Record<string, string> = {
  shipToName: 'name',
  shipToStreet: 'street',
  shipToCity: 'city',
  shipToRegion: 'region',
  shipToPostalCode: 'postalCode',
  shipToCountry: 'country',
}

function shipToOf(cells: Cells) {
  const parts = Object.entries(ADDRESS).flatMap(([column, name]) =>
    cells[column] === undefined ? [] : [[name, cells[column]]],
  )
  return parts.length === 0 ? {} : { shipTo: Object.fromEntries(parts) }
}
