import { expect, it } from 'vitest'
import { rowsOf } from './delimited.ts'

const cells = (text: string) => rowsOf(text).map((row) => row.cells)

it('reads what a spreadsheet copies, with tabs', () => {
  expect(cells('A\tTEA, green\t12\r\nB\tRYE\t\r\n')).toEqual([
    ['A', 'TEA, green', '12'],
    ['B', 'RYE', ''],
  ])
})

it('reads commas and semicolons, quotes and empty lines', () => {
  expect(cells('a,"b ""c"", d",3\n\n ,, \nx;y')).toEqual([['a', 'b "c", d', '3'], ['x;y']])
  expect(cells('a;b;1\nc;d;2')).toEqual([
    ['a', 'b', '1'],
    ['c', 'd', '2'],
  ])
})

it('counts lines as an editor does, also where a cell goes over two', () => {
  expect(rowsOf('a,"b\nb"\n\nc,d').map(({ line }) => line)).toEqual([1, 4])
})

it('takes a quote within a cell for what it is', () => {
  expect(cells('5" pan,PAN')).toEqual([['5" pan', 'PAN']])
})

it('ends where a quote is not closed', () => {
  expect(cells('a,"b\nc,d')).toEqual([['a', 'b\nc,d']])
})

it('takes off the apostrophe that our files put before what looks like a formula', () => {
  expect(cells("'-A1,'=B,O'Brien")).toEqual([['-A1', '=B', "O'Brien"]])
})
