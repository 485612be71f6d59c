/** For CSV that people open: a spreadsheet would run a text that begins like a formula. A number may begin with a minus. */
export const safeCell = <Cell>(cell: Cell): Cell | string =>
  typeof cell === 'string' && /^[=+@\t\r-]/.test(cell) ? `'${cell}` : cell
