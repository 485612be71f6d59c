/**
 * A label in ZPL II (Zebra Programming Guide), for printers of 203 dpi. Symbols are sent as pictures of exactly the dots that
 * are printed (^GFA), not as ^BC: so every printer prints the same bars, and what is printed can be checked before it is.
 * The file is plain ASCII; other characters are escaped, so that no cable or spooler can change them.
 */
import { type Label, type PlacedSymbol, type PlacedText, symbolBox } from './label.ts'

export function toZpl({ width, height, symbols, texts, lines }: Label, copies: number): string {
  return [
    '^XA',
    // Texts are UTF-8.
    '^CI28',
    `^PW${width}`,
    `^LL${height}`,
    '^LH0,0',
    ...lines.map((line) => `^FO${line.x},${line.y}^GB${line.width},${line.height},${line.height}^FS`),
    ...symbols.map(graphic),
    ...texts.map(field),
    `^PQ${copies}`,
    '^XZ',
    '',
  ].join('\n')
}

const field = ({ text, x, y, size }: PlacedText): string => `^FO${x},${y}^A0N,${size}^FH_^FD${escaped(text)}^FS`

/**
 * `^` and `~` begin commands, and `_` an escape, so they are sent as one; so is every byte that is not printable ASCII.
 * A backslash too: some printers begin a line break with it.
 */
export function escaped(text: string): string {
  let sent = ''
  for (const byte of new TextEncoder().encode(text)) {
    const character = String.fromCharCode(byte)
    sent += /[\x20-\x7e]/.test(character) && !'^~_\\'.includes(character) ? character : `_${hex(byte)}`
  }
  return sent
}

function graphic(placed: PlacedSymbol): string {
  const { x, y, width, height } = symbolBox(placed)
  const rowBytes = Math.ceil(width / 8)
  const bytes = rowBytes * height
  return `^FO${x},${y}^GFA,${bytes},${bytes},${rowBytes},${pictureOf(placed, rowBytes)}^FS`
}

/** Rows of hexadecimal bytes, the leftmost dot in the highest bit; `:` stands for a row like the one before. */
function pictureOf({ symbol, module, height }: PlacedSymbol, rowBytes: number): string {
  const repeats = ':'.repeat(height / symbol.rows.length - 1)
  return symbol.rows.map((row) => rowOf(row, module, rowBytes) + repeats).join('')
}

function rowOf(row: readonly boolean[], module: number, rowBytes: number): string {
  const bytes = new Uint8Array(rowBytes)
  for (const [index, dark] of row.entries()) {
    for (let dot = index * module; dark && dot < (index + 1) * module; dot++)
      bytes[dot >> 3] = (bytes[dot >> 3] ?? 0) | (0x80 >> (dot & 7))
  }
  return Array.from(bytes, hex).join('')
}

const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0')
