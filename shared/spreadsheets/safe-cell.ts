/**
 * Texts in files that spreadsheets open. A spreadsheet runs a text that begins like a formula; with an apostrophe before it, it
 * shows the text. What a program of ours reads back takes the apostrophe off again, and gets what was written.
 */

/** What spreadsheets take for the beginning of a formula, full-width signs as well. */
const FORMULA = '[=+\\-@\\t\\r\uff1d\uff0b\uff0d\uff20]'

const BEGINS_LIKE_ONE = new RegExp(`^'*${FORMULA}`)
const MADE_SAFE = new RegExp(`^''*${FORMULA}`)

/** Numbers, dates and nothing stay what they are: a number may begin with a minus. */
export const safeCell = <Cell>(cell: Cell): Cell | string =>
  typeof cell === 'string' && BEGINS_LIKE_ONE.test(cell) ? `'${cell}` : cell

/** The text that `safeCell` was given. */
export const plainCell = (cell: string): string => (MADE_SAFE.test(cell) ? cell.slice(1) : cell)
