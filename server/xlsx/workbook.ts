/**
 * Writes an .xlsx row by row. Text is always text: a cell that begins with an equals sign is no formula, and a GTIN keeps
 * its leading zeros.
 */
import { createRequire } from 'node:module'
import { PassThrough } from 'node:stream'
import type ExcelJS from 'exceljs'
import { cellText } from '../../shared/spreadsheets/cell-text.ts'

const load = createRequire(import.meta.url)

export type Value = string | number | Date | null

export interface Column {
  heading: string
  /** In characters. */
  width: number
  wrap?: boolean
}

export interface Sheet {
  add(values: readonly Value[]): void
  end(): void
}

/** ISO 8601 sorts and reads the same everywhere. */
const DAY_FORMAT = 'yyyy-mm-dd'

export function openWorkbook() {
  const out = new PassThrough()
  const chunks: Buffer[] = []
  out.on('data', (chunk: Buffer) => chunks.push(chunk))
  const written = new Promise((resolve, reject) => out.once('end', resolve).once('error', reject))
  // It takes half a second to load: whoever exports waits for that, and not each start of the server.
  const { stream } = load('exceljs') as typeof ExcelJS
  const workbook = new stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: true })
  return {
    /** Sheets are written one after the other. The heading stays in view and filters the rows below it. */
    sheet(name: string, columns: readonly Column[]): Sheet {
      const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
      sheet.columns = columns.map(({ heading, width, wrap }) => ({
        header: heading,
        width,
        ...(wrap ? { style: { alignment: { wrapText: true, vertical: 'top' } } } : {}),
      }))
      sheet.getRow(1).font = { bold: true }
      let rows = 1
      return {
        add(values) {
          const row = sheet.addRow(values.map(storable))
          for (const [index, value] of values.entries())
            if (value instanceof Date) row.getCell(index + 1).numFmt = DAY_FORMAT
          row.commit()
          rows++
        },
        end() {
          sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows, column: columns.length } }
          sheet.commit()
        },
      }
    },
    async finish(): Promise<Uint8Array> {
      await workbook.commit()
      await written
      return Buffer.concat(chunks)
    },
  }
}

const storable = (value: Value): Value => (typeof value === 'string' ? cellText(value) : value)
