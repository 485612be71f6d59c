/** Fonts of a PDF: the ones that every reader brings, and one to go along for names in other letters. */
import { createRequire } from 'node:module'

/** Greek, Cyrillic, Latin with every mark, and more. As small a part of it goes along as the document needs. */
const OTHER = {
  Helvetica: 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf',
  'Helvetica-Bold': 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf',
} as const

export type Font = keyof typeof OTHER

/** Windows code page 1252, which the fonts that readers bring are written in, beside ASCII and Latin-1. */
const WESTERN = /^[\x20-\x7e\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/

const files = createRequire(import.meta.url)

/** Its name, or its file. */
export const fontFor = (text: string, font: Font): string => (WESTERN.test(text) ? font : files.resolve(OTHER[font]))

export function chooseFont(document: PDFKit.PDFDocument, font: Font, text: string): void {
  document.font(fontFor(text, font))
}

const SMALLEST = 5
const ELLIPSIS = '…'

/** Of the widest letter of all these fonts, in widths of its size: a text that has room even so is not measured. */
const WIDEST = 1.4

/** Chooses font and size so that the text has room, and returns as much of it as can be read there. */
export function sized(document: PDFKit.PDFDocument, text: string, font: Font, size: number, room: number): string {
  chooseFont(document, font, text)
  document.fontSize(size)
  if (text.length * size * WIDEST <= room) return text
  const width = document.widthOfString(text)
  if (width <= room) return text
  document.fontSize(Math.max(SMALLEST, (size * room) / width))
  const letters = [...text]
  while (
    letters.length > 0 &&
    document.widthOfString(letters.join('') + (letters.length < text.length ? ELLIPSIS : '')) > room + 0.01
  )
    letters.splice(-Math.max(1, Math.floor(letters.length / 20)))
  return letters.join('') + (letters.join('') === text ? '' : ELLIPSIS)
}

/** One line: names come from shops and files, with tabs, line breaks and invisible marks in them. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\ud800-\udfff]/gu, '')
    .trim()
