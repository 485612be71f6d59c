/** What is made is opened again with another library, and compared cell by cell. */
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { gridAsXlsx } from './as-xlsx.ts'
import { cellsOf, columnsOf, type Grid, headsOf } from './columns.ts'

interface Row {
  sku: string | null
  units: number | null
  price: { amount: number; currency: string } | null
  rate: number | null
  due: string | null
  seen: string | null
}

const columns = columnsOf<Row>(({ text, number, money, share, date, moment }) => [
  text('SKU', ({ sku }) => sku),
  number('Units', ({ units }) => units),
  money('Price', ({ price }) => price),
  share('Rate', ({ rate }) => rate),
  date('Due', ({ due }) => due),
  moment('Seen', ({ seen }) => seen),
])

const row = (over: Partial<Row>): Row => ({
  ...{ sku: null, units: null, price: null, rate: null, due: null, seen: null },
  ...over,
})

const gridOf = (rows: readonly Row[]): Grid => ({
  columns: headsOf(columns, 'Currency'),
  rows: rows.map((one) => cellsOf(columns, one)),
})

async function opened(grid: Grid, sheet = 'Orders', ahead = 0): Promise<ExcelJS.Worksheet> {
  const blob = await gridAsXlsx(grid, sheet, () => ahead)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await blob.arrayBuffer())
  const [first] = book.worksheets
  if (!first) throw new Error('There is no sheet.')
  return first
}

const valuesOf = (sheet: ExcelJS.Worksheet, nth: number) =>
  Array.from({ length: 7 }, (_, column) => sheet.getRow(nth).getCell(column + 1).value)

describe('a workbook', () => {
  it('has numbers as numbers, amounts beside their currency, dates as dates and nothing as nothing', async () => {
    const sheet = await opened(
      gridOf([
        row({ sku: '00012', units: -3, price: { amount: 129_950, currency: 'USD' }, rate: 0.25, due: '2026-12-24' }),
        row({ sku: 'B', price: { amount: 1_500, currency: 'JPY' }, seen: '2026-11-30T23:30:15Z', due: 'soon' }),
        row({}),
      ]),
    )
    expect(valuesOf(sheet, 1)).toEqual(['SKU', 'Units', 'Price', 'Currency', 'Rate', 'Due', 'Seen'])
    expect(valuesOf(sheet, 2)).toEqual(['00012', -3, 1_299.5, 'USD', 0.25, new Date('2026-12-24T00:00:00Z'), null])
    expect(valuesOf(sheet, 3)).toEqual([...['B', null, 1_500, 'JPY', null, 'soon'], new Date('2026-11-30T23:30:15Z')])
    expect(valuesOf(sheet, 4)).toEqual(Array(7).fill(null))
    const format = (place: string) => sheet.getCell(place).numFmt
    expect(['C2', 'C3', 'E2', 'F2', 'G3'].map(format)).toEqual([
      ...['#,##0.00', '#,##0', '0.0%', 'yyyy-mm-dd', 'yyyy-mm-dd hh:mm'],
    ])
  })

  it('keeps its head in view, bold, over columns as wide as what is in them', async () => {
    const name = 'A name of forty letters, and a few beside'
    const sheet = await opened(gridOf([row({ sku: name }), row({ sku: 'x'.repeat(500) })]))
    expect(sheet.views).toMatchObject([{ state: 'frozen', ySplit: 1 }])
    for (let column = 1; column <= 7; column++) expect(sheet.getRow(1).getCell(column).font?.bold).toBe(true)
    expect(sheet.getRow(2).getCell(1).font?.bold ?? false).toBe(false)
    expect(sheet.getColumn(1).width).toBe(60)
    expect(sheet.getColumn(2).width).toBe(8)
    expect((await opened(gridOf([row({ sku: name })]))).getColumn(1).width).toBe(name.length + 2)
  })

  it('holds every text as it is, and runs none', async () => {
    const texts = [
      ...['=1+1', '=cmd|"/c calc"!A1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', "'=1", '=HYPERLINK("http://x")'],
      ...['<b>&amp;</b>', 'Öl, "quoted"\nand a second line', '_x0041_', '漢字 🥨', ' spaced ', '007', '1e5', 'TRUE'],
    ]
    const sheet = await opened(gridOf(texts.map((sku) => row({ sku }))))
    for (const [nth, text] of texts.entries()) {
      const cell = sheet.getRow(nth + 2).getCell(1)
      expect(cell.type, text).toBe(ExcelJS.ValueType.String)
      // XML has one kind of line break.
      expect(cell.value, text).toBe(text.replace('\r', '\n'))
    }
  })

  it('leaves out what no file can hold', async () => {
    const sheet = await opened(gridOf([row({ sku: `a\u0000b\ud800c${'x'.repeat(40_000)}` })]), 'a/b:c*d?[e]'.repeat(9))
    const text = String(sheet.getRow(2).getCell(1).value)
    expect(text.startsWith('abc')).toBe(true)
    expect(text.length).toBeLessThanOrEqual(32_767)
    expect(sheet.name.length).toBeLessThanOrEqual(31)
    expect(sheet.name).not.toMatch(/[\\/?*[\]:]/)
  })

  it('has what the wall shows of an instant, and of its day the day there', async () => {
    const seen = '2026-11-30T23:30:00Z'
    const sheet = await opened(gridOf([row({ seen, due: seen })]), 'Orders', 60)
    expect(sheet.getCell('G2').value).toEqual(new Date('2026-12-01T00:30:00Z'))
    expect(sheet.getCell('F2').value).toEqual(new Date('2026-12-01T00:00:00Z'))
  })
})
