/** What other systems write, read as ours: separators, headings, numbers, money, dates, yes and no, and what stands within what. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csv } from '../../csv.ts'
import { type Column, TABLES } from './columns.ts'
import { guessMapping, missingColumns } from './guess.ts'
import { guessDates, guessDecimals, guessMinor, readCell, type Writing } from './read-cell.ts'
import { inOrder, readRows, type SentRow, withoutOwnPlaces } from './read-rows.ts'
import { readTable, separatorOf, textOf } from './read-table.ts'

const PLAIN: Writing = { dates: 'ymd', decimals: '.', currency: 'USD', minor: false }
const column = (type: Column['type'], over: Partial<Column> = {}): Column => ({
  name: 'x',
  label: 'X',
  type,
  known: [],
  ...over,
})
const read = (type: Column['type'], text: string, over: Partial<Writing> = {}) => {
  const answer = readCell(column(type), text, { ...PLAIN, ...over })
  return 'cell' in answer ? answer.cell : null
}

describe('the text of a file', () => {
  it('is read in the letters that it was written in', () => {
    const [utf8, mark] = [new TextEncoder().encode('Größe;1'), [0xef, 0xbb, 0xbf]]
    expect(textOf(utf8)).toBe('Größe;1')
    expect(textOf(Uint8Array.from([...mark, ...utf8])).replace('\ufeff', '')).toBe('Größe;1')
    expect(textOf(Uint8Array.from([0x47, 0x72, 0xf6, 0xdf, 0x65]))).toBe('Größe')
    expect(textOf(Uint8Array.from([0xff, 0xfe, 0x41, 0, 0x3b, 0]))).toBe('A;')
  })

  it('comes apart at the separator that makes all rows alike', () => {
    expect(separatorOf('a,b\n1,2\n')).toBe(',')
    expect(separatorOf('sku;name, long;cost\nA;Oats, rolled;1,50\nB;Rye, whole;2,50')).toBe(';')
    expect(separatorOf('a\tb, c\n1\t2, 3')).toBe('\t')
    expect(separatorOf('a|b\n1|2')).toBe('|')
    expect(separatorOf('sku\nA\nB')).toBe(',')
  })

  it('keeps the lines of an editor, and names columns that the file does not', () => {
    const table = readTable('\ufeffsku,,name\nA,x,"two\nlines"\n\nB,y,plain', ',', true)
    expect(table.headings).toEqual(['sku', 'Column 2', 'name'])
    expect(table.rows.map(({ line }) => line)).toEqual([2, 5])
    expect(readTable('A,B\n', ',', false)).toEqual({
      headings: ['Column 1', 'Column 2'],
      rows: [{ line: 1, cells: ['A', 'B'] }],
    })
  })
})

describe('columns', () => {
  const guess = (kind: keyof typeof TABLES, ...headings: string[]) => {
    const mapping = guessMapping(TABLES[kind].columns, { headings, rows: [] })
    return Object.fromEntries(Object.entries(mapping).map(([name, index]) => [name, headings[index]]))
  }

  it('are known by what other systems call them', () => {
    expect(guess('items', 'Item No.', 'Description', 'Unit Cost', 'UoM', 'Category')).toEqual({
      ...{ sku: 'Item No.', name: 'Description', standardCost: 'Unit Cost', unit: 'UoM', group: 'Category' },
    })
    expect(guess('items', 'Handle', 'Title', 'Variant SKU', 'Variant Grams', 'Cost per item')).toMatchObject({
      ...{ name: 'Title', sku: 'Variant SKU', weightGrams: 'Variant Grams', standardCost: 'Cost per item' },
    })
    expect(guess('stock', 'Artículo', 'Lote', 'Ubicación', 'Cantidad')).toEqual({
      ...{ sku: 'Artículo', lot: 'Lote', location: 'Ubicación', quantity: 'Cantidad' },
    })
    expect(guess('barcodes', 'Artikelnummer', 'EAN', 'Menge')).toEqual({
      sku: 'Artikelnummer',
      code: 'EAN',
      quantity: 'Menge',
    })
    expect(guess('locations', 'Location', 'Type', 'Zone')).toEqual({ code: 'Location', kind: 'Type', zone: 'Zone' })
  })

  it('take each heading once, and say what is missing', () => {
    expect(guess('items', 'name', 'title')).toEqual({ name: 'name' })
    const { columns } = TABLES.items
    expect(missingColumns(columns, { name: 0 }).map(({ name }) => name)).toEqual(['sku'])
    expect(missingColumns(columns, { name: 0, sku: 1 })).toEqual([])
  })

  it('are those that the server takes', async () => {
    const { kinds } = await import('../../../../server/import/kinds.ts')
    for (const [kind, { columns }] of Object.entries(TABLES))
      expect(columns.map(({ name }) => name).sort(), kind).toEqual(
        [...kinds[kind as keyof typeof TABLES].columns].sort(),
      )
  })
})

describe('a cell', () => {
  it('is a whole number, with or without marks for thousands', () => {
    expect(['12', '1,200', '12.0', ' 7 ', '-3', "1'000"].map((text) => read('whole', text))).toEqual([
      '12',
      '1200',
      '12',
      '7',
      '-3',
      '1000',
    ])
    expect(read('whole', '1.200', { decimals: ',' })).toBe('1200')
    for (const text of ['1.5', 'many', '1e3', '']) expect(read('whole', text) || null, text).toBeNull()
  })

  it('is money in the decimals of its currency', () => {
    expect(read('money', '$1,250.75')).toBe('125075 USD')
    expect(read('money', '1.250,75 EUR', { decimals: ',' })).toBe('125075 EUR')
    expect(read('money', '0.1')).toBe('10 USD')
    expect(read('money', '980', { currency: 'JPY' })).toBe('980 JPY')
    expect(read('money', '1250 USD', { minor: true })).toBe('1250 USD')
    for (const text of ['1.005', '-2', 'free', 'USD']) expect(read('money', text), text).toBeNull()
    expect([guessMinor(['1250 USD', '', '5 USD']), guessMinor(['12.50', '5 USD']), guessMinor([''])]).toEqual([
      true,
      false,
      false,
    ])
    expect([guessDecimals(['1,5', '2,25']), guessDecimals(['1,500', '2,250.75']), guessDecimals(['12'])]).toEqual([
      ',',
      '.',
      '.',
    ])
  })

  it('is a day, in the order that the file is in', () => {
    expect(read('date', '2027-3-1')).toBe('2027-03-01')
    expect(read('date', '20270301')).toBe('2027-03-01')
    expect(read('date', '2027-03-01 14:05')).toBe('2027-03-01')
    expect(read('date', '1 Mar 2027')).toBe('2027-03-01')
    expect(read('date', '3/1/2027', { dates: 'mdy' })).toBe('2027-03-01')
    expect(read('date', '1.3.27', { dates: 'dmy' })).toBe('2027-03-01')
    for (const text of ['2027-02-30', '3/1/2027', '13 Foo 2027', 'soon']) expect(read('date', text), text).toBeNull()
    expect(guessDates(['2027-01-31', '2026-12-01'], 'mdy')).toBe('ymd')
    expect(guessDates(['3/4/2027', '31/4/2027', '30/1/2027'], 'mdy')).toBe('dmy')
    expect(guessDates(['1/31/2027', '2/2/2027'], 'dmy')).toBe('mdy')
    expect(guessDates(['3/4/2027'], 'mdy')).toBe('mdy')
  })

  it('is yes or no, or one of what is known', () => {
    expect(['Yes', 'TRUE', 'x', 'Sí', 'No', '0', 'none'].map((text) => read('flag', text))).toEqual([
      'true',
      'true',
      'true',
      'true',
      'false',
      'false',
      'false',
    ])
    expect(read('flag', 'perhaps')).toBeNull()
    const kind = TABLES.locations.columns.find(({ name }) => name === 'kind') as Column
    expect(readCell(kind, 'Receiving', PLAIN)).toEqual({ cell: 'dock' })
    expect(readCell(kind, 'moon', PLAIN)).toHaveProperty('fault')
  })

  it('is a text as our own files keep it from being a formula', () => {
    expect(read('text', "'=A1")).toBe('=A1')
    expect(read('text', "O'Brien")).toBe("O'Brien")
  })

  it('never throws, whatever it holds', () => {
    const types = fc.constantFrom<Column['type']>('text', 'whole', 'money', 'date', 'flag', 'choice')
    const writings = fc.record<Writing>({
      dates: fc.constantFrom('ymd', 'dmy', 'mdy'),
      decimals: fc.constantFrom('.', ','),
      currency: fc.constantFrom('USD', 'JPY'),
      minor: fc.boolean(),
    })
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\d.,/ $A-Z-]{0,14}$/))
    fc.assert(
      fc.property(types, texts, writings, (type, text, writing) => {
        const answer = readCell(column(type), text, writing)
        expect('cell' in answer ? answer.cell : answer.fault).toBeTypeOf('string')
      }),
      { seed: 4_712, numRuns: 2_000 },
    )
  })
})

describe('rows', () => {
  const rowsOf = (kind: keyof typeof TABLES, text: string) => {
    const table = readTable(text, ',', true)
    const { columns } = TABLES[kind]
    return readRows(table.rows, { kind, columns, mapping: guessMapping(columns, table), writing: PLAIN })
  }

  it('name what is wrong by their line, and leave the rest readable', () => {
    const { rows, faults } = rowsOf('items', 'sku,name,leadTimeDays\nA,Oats,7\n,Nameless,x\nB,,3')
    expect(rows[0]).toEqual({ line: 2, cells: { sku: 'A', name: 'Oats', leadTimeDays: '7' } })
    expect(faults.map(({ line }) => line)).toEqual([3, 3, 4])
  })

  it('of a table of items without a barcode say nothing of barcodes', () => {
    expect(rowsOf('barcodes', 'sku,ean\nA,0614141000739\nB,').rows).toEqual([
      { line: 2, cells: { code: '0614141000739', sku: 'A' } },
    ])
  })

  it('of places come after what they stand within, and none stands within itself', () => {
    const { rows, faults } = rowsOf(
      'locations',
      'code,kind,within\nT-1,tote,P-1\nP-1,pallet,A-1\nA-1,pick,\nlow,pick,\nX,tote,Y\nY,tote,X',
    )
    expect(rows.map(({ cells }) => cells.code).slice(0, 3)).toEqual(['A-1', 'P-1', 'T-1'])
    expect(rows).toHaveLength(6)
    expect(faults.map(({ line }) => line)).toEqual([5, 7])
    const [, second] = rows
    expect(withoutOwnPlaces([second as SentRow], rows)[0]?.cells.within).toBe('')
    const elsewhere: SentRow = { line: 9, cells: { code: 'Z', within: 'OLD' } }
    expect(withoutOwnPlaces([elsewhere], rows)).toEqual([elsewhere])
  })

  it('of places are all there, in an order in which each can be written', () => {
    const codes = ['A', 'B', 'C', 'D', 'E', 'F']
    const places = fc
      .shuffledSubarray(codes, { minLength: 1 })
      .chain((own) =>
        fc.tuple(...own.map((code) => fc.constantFrom('', 'OLD', ...codes).map((within) => ({ code, within })))),
      )
    fc.assert(
      fc.property(places, (own) => {
        const sent = own.map((cells, index): SentRow => ({ line: index + 2, cells }))
        const { rows, faults } = inOrder(sent)
        expect([...rows].sort((a, b) => a.line - b.line)).toEqual(sent)
        if (faults.length > 0) return
        const there = new Set(['', 'OLD', ...codes.filter((code) => !own.some((one) => one.code === code))])
        for (const { cells } of rows) {
          expect(there.has(cells.within ?? '')).toBe(true)
          there.add(cells.code ?? '')
        }
      }),
      { seed: 4_713, numRuns: 500 },
    )
  })

  it('that we wrote ourselves are read as they were', () => {
    const text = csv(['sku', 'name', 'standardCost'], [['A-1', '=Oats, "fine"', '1250 USD']])
    const table = readTable(text, separatorOf(text), true)
    const { columns } = TABLES.items
    const { rows } = readRows(table.rows, {
      ...{ kind: 'items', columns, mapping: guessMapping(columns, table) },
      writing: { ...PLAIN, minor: guessMinor(['1250 USD']) },
    })
    expect(rows[0]?.cells).toEqual({ sku: 'A-1', name: '=Oats, "fine"', standardCost: '1250 USD' })
  })
})
