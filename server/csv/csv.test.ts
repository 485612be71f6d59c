import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readCsv, readNamedCsv } from './read-csv.ts'
import { writeCsv } from './write-csv.ts'

it('has no cell that a spreadsheet would run, and numbers that stay numbers', () => {
  const text = writeCsv([{ sku: '=cmd()', name: '-1 °C gel', quantity: -5 }], { header: true })
  expect(text).toBe("sku,name,quantity\n'=cmd(),'-1 °C gel,-5\n")
})

it('reads back what it wrote, whatever it begins with', () => {
  // What stands around a cell is not of it: it is taken off when a file is read.
  const cell = fc.string({ maxLength: 12 }).map((text) => text.trim())
  fc.assert(
    fc.property(fc.tuple(cell, cell, fc.constant('x')), (row) => {
      const [, line] = readCsv(writeCsv([['a', 'b', 'c'], row]))
      expect(line?.record).toEqual(row)
    }),
  )
})

it('tells where each row stands, the names of its columns being line 1', () => {
  expect(readNamedCsv("\ufeffsku,lot\n\n'=A , L1\n")).toMatchObject([
    { record: { sku: '=A', lot: 'L1' }, info: { lines: 3 } },
  ])
})
