import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { gridAsCsv } from './as-csv.ts'
import { cellsOf, columnsOf, headsOf } from './columns.ts'

interface Row {
  name: string
  units: number
  worth: { amount: number; currency: string } | null
  due: string | null
}

const columns = columnsOf<Row>(({ text, number, money, date }) => [
  text('Name', ({ name }) => name),
  number('Units', ({ units }) => units),
  money('Worth', ({ worth }) => worth),
  date('Due', ({ due }) => due),
])

it('is read by programs and by spreadsheets, and runs nothing', () => {
  const rows: Row[] = [
    { name: 'Öl, "fein"', units: -4, worth: { amount: 1_250, currency: 'EUR' }, due: '2026-12-24' },
    { name: '=1+1', units: 0, worth: null, due: null },
  ]
  const text = gridAsCsv({ columns: headsOf(columns, 'Currency'), rows: rows.map((row) => cellsOf(columns, row)) })
  expect(text.charCodeAt(0)).toBe(0xfeff)
  expect(parse(text, { bom: true })).toEqual([
    ['Name', 'Units', 'Worth', 'Currency', 'Due'],
    ['Öl, "fein"', '-4', '12.5', 'EUR', '2026-12-24'],
    ["'=1+1", '0', '', '', ''],
  ])
})
