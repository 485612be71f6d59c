/** Texts on labels: cleaned of what cannot be printed, and cut to the room that they have. */
import { newDocument } from '../pdf/new-document.ts'
import { centred, type PlacedSymbol, type PlacedText, quietBox } from './label.ts'

export const FONT = 'Helvetica-Bold'
const ELLIPSIS = '...'
/** Letters of scripts that the font's table does not have are up to as wide as the line is high. */
const WIDEST = 1

let fonts: PDFKit.PDFDocument | undefined
const widthOf = (character: string): number => {
  fonts ??= newDocument({ autoFirstPage: false }).font(FONT).fontSize(1)
  return fonts.widthOfString(character)
}

/** One line of printable text: names come from shops and files, with tabs, line breaks and invisible marks in them. */
export const cleaned = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/**
 * Dots that a text is wide at most. The printers' own font 0 is narrower than Helvetica Bold at the same height, so what fits
 * in the PDF fits in the ZPL too.
 */
export function textWidth(text: string, size: number): number {
  let width = 0
  for (const character of text) width += /^[\x20-\x7e]$/.test(character) ? widthOf(character) : WIDEST
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
