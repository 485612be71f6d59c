import { expect, it } from 'vitest'
import { plainCell, safeCell } from './safe-cell.ts'

it('keeps a spreadsheet from running a text, and leaves numbers what they are', () => {
  expect(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '＝1', 'a=b', '', -14, 3, null].map(safeCell)).toEqual([
    ...["'=1+1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "'＝1", 'a=b', ''],
    ...[-14, 3, null],
  ])
})

it('gives back what was made safe, whatever it was', () => {
  for (const text of ['=1', "'=1", "''-x", "'plain", "'", '', "O'Brien", '-', '+49 30', "''"])
    expect(plainCell(safeCell(text)), text).toBe(text)
})

it('leaves the apostrophes of others alone', () => {
  expect(["'plain", "'", "''"].map(plainCell)).toEqual(["'plain", "'", "''"])
  // Written by hand in a spreadsheet to say that it is a text.
  expect(plainCell("'-A1")).toBe('-A1')
})
