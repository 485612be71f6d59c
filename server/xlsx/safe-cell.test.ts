import { expect, it } from 'vitest'
import { safeCell } from './safe-cell.ts'

it('keeps a spreadsheet from running a text, and leaves numbers what they are', () => {
  expect(['=1+1', '+1', '-1', '@x', '\tx', 'a=b', '', -14, 3, null].map(safeCell)).toEqual([
    ...["'=1+1", "'+1", "'-1", "'@x", "'\tx", 'a=b', ''],
    ...[-14, 3, null],
  ])
})
