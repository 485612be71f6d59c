/** Text as a cell of an .xlsx can hold it. */

/** What a cell of a spreadsheet holds. */
const LONGEST_TEXT = 32_767
/** Spreadsheets keep a control character as `_x0041_`: text that looks like one is escaped itself (ECMA-376, 22.9.2.19). */
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/g
/** XML has no place for these. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

export const cellText = (text: string): string =>
  text.slice(0, LONGEST_TEXT).replace(NOT_XML, '\ufffd').replace(LOOKS_ESCAPED, '_x005F_')
