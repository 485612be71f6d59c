/** An export as an inspector reads it: rows by column, and the rule that nothing is missing in silence. */
import ExcelJS from 'exceljs'
import { expect } from 'vitest'
import type { Floor, Problem } from './floor.ts'
import columns from './fsma204-columns.json' with { type: 'json' }

export const COLUMNS: Record<string, string[]> = columns
export const EVENT_SHEETS = Object.keys(COLUMNS)

type Value = string | number | Date | null
export type Row = Record<string, Value>

export interface Export {
  bytes: Uint8Array
  sheets: Record<string, Row[]>
  workbook: ExcelJS.Workbook
}

/** Downloads the spreadsheet, reads it, and checks what must be so of each: its columns, and that each gap is named. */
export async function exported(floor: Floor, query: Record<string, string> = {}): Promise<Export> {
  const response = await download(floor, query)
  expect(response.status, response.status === 200 ? '' : await response.clone().text()).toBe(200)
  const bytes = new Uint8Array(await response.arrayBuffer())
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes as unknown as Parameters<typeof workbook.xlsx.load>[0])
  const sheets = Object.fromEntries(workbook.worksheets.map((sheet) => [sheet.name, rowsOf(sheet)]))
  const found = { bytes, sheets, workbook }
  expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([...EVENT_SHEETS, 'Missing', 'About'])
  for (const name of EVENT_SHEETS) expect(headingOf(workbook, name), name).toEqual(COLUMNS[name])
  expect(unnamedGaps(found)).toEqual([])
  return found
}

export const download = (floor: Floor, query: Record<string, string> = {}, token = floor.server.adminToken) =>
  floor.server.fetch(
    new Request(`http://test/api/v1/traceability/export?${new URLSearchParams(query)}`, {
      headers: { authorization: `Bearer ${token}` },
    }),
  )

export async function refusedExport(floor: Floor, query: Record<string, string>): Promise<Problem> {
  const response = await download(floor, query)
  return (await response.json()) as Problem
}

const headingOf = (workbook: ExcelJS.Workbook, sheet: string): unknown[] =>
  ((workbook.getWorksheet(sheet)?.getRow(1).values ?? []) as unknown[]).slice(1)

function rowsOf(sheet: ExcelJS.Worksheet): Row[] {
  const heading = ((sheet.getRow(1).values ?? []) as string[]).slice(1)
  const rows: Row[] = []
  for (let number = 2; number <= sheet.rowCount; number++)
    rows.push(
      Object.fromEntries(heading.map((column, at) => [column, sheet.getRow(number).getCell(at + 1).value as Value])),
    )
  return rows
}

/** Blank key data elements that the sheet "Missing" does not name, by the row or as one that such rows need not have. */
function unnamedGaps({ sheets }: Export): string[] {
  const missing = sheets.Missing ?? []
  const byRow = new Set(missing.map((gap) => `${gap.Sheet} ${gap.Row} ${gap.Column}`))
  return EVENT_SHEETS.flatMap((name) =>
    (sheets[name] ?? []).flatMap((row, index) =>
      (COLUMNS[name] ?? [])
        .filter((column) => !column.endsWith('*') && row[column] === null)
        .filter((column) => !byRow.has(`${name} ${index + 2} ${column}`) && !byRow.has(`${name} null ${column}`))
        .map((column) => `${name} ${index + 2} ${column}`),
    ),
  )
}

/** What is to be done, with the row that it is about: without the lines that explain blanks. */
export const gapsOf = ({ sheets }: Export): Row[] => (sheets.Missing ?? []).filter((gap) => gap.Row !== null)

export const todosOf = (found: Export): string[] => gapsOf(found).map((gap) => String(gap['What to do']))

/** Of the given columns only. */
export const some = (rows: Row[] | undefined, ...wanted: string[]): Value[][] =>
  (rows ?? []).map((row) => wanted.map((column) => row[column] ?? null))

export const day = (iso: string): Date => new Date(`${iso}T00:00:00Z`)
