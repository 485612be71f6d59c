/** Texts on labels: cleaned of what cannot be printed, and cut to the room that they have. */
import { fontFor } from '../pdf/letters.ts'
import { newDocument } from '../pdf/new-document.ts'
import { centred, type PlacedSymbol, type PlacedText, quietBox } from './label.ts'

export const FONT = 'Helvetica-Bold'
const ELLIPSIS = '...'
/** Letters beyond ASCII are up to as wide as the line is high in a label printer's font, whatever they are in ours. */
const WIDEST = 1

let fonts: PDFKit.PDFDocument | undefined
/** By font and character, in heights of the line: the same few are asked for again and again. */
const widths = new Map<string, number>()
const MOST_WIDTHS = 5_000

function widthOf(character: string, font: string): number {
  const key = `${font} ${character}`
  const known = widths.get(key)
  if (known !== undefined) return known
  fonts ??= newDocument({ autoFirstPage: false })
  const width = fonts.font(font).fontSize(1).widthOfString(character)
  if (widths.size >= MOST_WIDTHS) widths.clear()
  widths.set(key, width)
  return width
}

/** One line of printable text: names come from shops and files, with tabs, line breaks and invisible marks in them. */
export const cleaned = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/**
 * Dots that a text is wide at most. The printers' own font 0 is narrower than Helvetica Bold at the same height, so what fits
 * in the PDF fits in the ZPL too. A text with letters that Helvetica lacks is measured in the font that has them.
 */
export function textWidth(text: string, size: number): number {
  const font = fontFor(text, FONT)
  let width = 0
  for (const character of text) {
    const own = widthOf(character, font)
    width += /^[\x20-\x7e]$/.test(character) ? own : Math.max(WIDEST, own)
  }
  return Math.ceil(width * size)
}

/** The text, or as much of its beginning as fits. */
export function cut(text: string, size: number, room: number): string {
  const clean = cleaned(text)
  if (textWidth(clean, size) <= room) return clean
  const characters = [...clean]
  while (characters.length > 0 && textWidth(`${characters.join('')}${ELLIPSIS}`, size) > room) characters.pop()
  return `${characters.join('').trimEnd()}${ELLIPSIS}`
}

/** The first of these sizes in which all of them fit; else the last. */
export const sizeFor = (texts: readonly string[], sizes: readonly number[], room: number): number =>
  sizes.find((size) => texts.every((text) => textWidth(cleaned(text), size) <= room)) ?? sizes.at(-1) ?? 0

/** What must be read whole, such as a lot or an order's number: printed smaller before it is cut. */
export function shrunk(text: string, sizes: readonly number[], room: number): Pick<PlacedText, 'text' | 'size'> {
  const size = sizeFor([text], sizes, room)
  return { text: cut(text, size, room), size }
}

/** Human readable interpretation: under the bars, in the middle (GS1 General Specifications, 4.15). */
export function printUnder(placed: PlacedSymbol, sizes: readonly number[], gap: number, width: number): PlacedText {
  const { y, height } = quietBox(placed)
  const print = shrunk(placed.symbol.print, sizes, width - 2 * EDGE)
  return { ...print, x: centred(textWidth(print.text, print.size), width), y: y + height + gap }
}

/** Dots at a label's edge that printers leave white. */
const EDGE = 12
