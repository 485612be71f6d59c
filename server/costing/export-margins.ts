/** Margins as a file, one row for each group: amounts in whole units of the warehouse's currency. */
import { MARGIN_FIGURES } from '../../shared/rules/margin.ts'
import { digitsOf } from '../../shared/rules/money.ts'
import { writeCsv } from '../csv/write-csv.ts'
import { openWorkbook } from '../xlsx/workbook.ts'
import type { MarginRow, MarginsWanted } from './read-margins.ts'

const WORDS: Record<string, string> = {
  sku: 'SKU',
  shippingIncome: 'shipping income',
  cogs: 'cost of goods',
  platformFees: 'platform fees',
  paymentFees: 'payment fees',
  contributionRate: 'contribution rate',
}

const AMOUNTS = [...MARGIN_FIGURES, 'contribution'] as const

export interface Exported {
  name: string
  type: string
  content: string | Uint8Array
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const CSV = 'text/csv; charset=utf-8'

export async function exportMargins(
  rows: readonly MarginRow[],
  { from, to, groupBy }: MarginsWanted,
  currency: string,
  format: 'csv' | 'xlsx',
): Promise<Exported> {
  const scale = 10 ** digitsOf(currency)
  const columns = [...groupBy, 'units', ...AMOUNTS, 'contributionRate']
  const headings = columns.map((column) => {
    const word = WORDS[column] ?? column
    return (AMOUNTS as readonly string[]).includes(column) ? `${word} (${currency})` : word
  })
  const values = rows.map((row) => [
    ...groupBy.map((group) => row[group] ?? ''),
    row.units,
    ...AMOUNTS.map((figure) => row[figure] / scale),
    row.contributionRate === null ? null : Math.round(row.contributionRate * 10_000) / 10_000,
  ])
  const name = `margins-${from}-${to}.${format}`
  if (format === 'csv') return { name, type: CSV, content: writeCsv([headings, ...values]) }
  const book = openWorkbook()
  const sheet = book.sheet(
    'Margins',
    headings.map((heading) => ({ heading, width: Math.max(12, heading.length + 2) })),
  )
  for (const row of values) sheet.add(row)
  sheet.end()
  return { name, type: XLSX, content: await book.finish() }
}
