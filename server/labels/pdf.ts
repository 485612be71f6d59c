/** A label as PDF, one page a copy. Bars are drawn, not pictured: they are as sharp as the printer. */
import { bytesOfPdf } from '../pdf/bytes.ts'
import { newDocument } from '../pdf/new-document.ts'
import { DOTS_PER_MM, type Label, type PlacedSymbol, type PlacedText } from './label.ts'
import { FONT } from './text.ts'

const POINTS_PER_DOT = 72 / 25.4 / DOTS_PER_MM

/** `now`: when it is made, UTC milliseconds. */
export function toPdf(labels: readonly Label[], copies: number, now: number): Promise<Uint8Array> {
  const document = newDocument({
    autoFirstPage: false,
    info: { Title: labels[0]?.title ?? 'Label', Producer: 'Lotline', Creator: 'Lotline', CreationDate: new Date(now) },
  })
  const done = bytesOfPdf(document)
  for (const label of labels) for (let copy = 0; copy < copies; copy++) drawPage(document, label)
  document.end()
  return done
}

/** Everything on the page is measured in dots. */
function drawPage(document: PDFKit.PDFDocument, { width, height, symbols, texts, lines }: Label): void {
  // Label stock is cut in whole inches, a dot short of which would make a driver scale the page.
  document.addPage({ size: [Math.round(width * POINTS_PER_DOT), Math.round(height * POINTS_PER_DOT)], margin: 0 })
  document.scale(POINTS_PER_DOT)
  for (const line of lines) document.rect(line.x, line.y, line.width, line.height).fill('black')
  for (const symbol of symbols) drawSymbol(document, symbol)
  for (const text of texts) drawText(document, text)
}

/** One path for all its bars: filled one by one, neighbouring cells would show hairs between them. */
function drawSymbol(document: PDFKit.PDFDocument, { symbol, x, y, module, height }: PlacedSymbol): void {
  const rowHeight = height / symbol.rows.length
  for (const [down, row] of symbol.rows.entries())
    for (const [start, length] of darkRuns(row))
      document.rect(x + start * module, y + down * rowHeight, length * module, rowHeight)
  document.fill('black')
}

function darkRuns(row: readonly boolean[]): [start: number, length: number][] {
  const runs: [number, number][] = []
  for (const [index, dark] of row.entries()) {
    const last = runs.at(-1)
    if (!dark) continue
    if (last && last[0] + last[1] === index) last[1] += 1
    else runs.push([index, 1])
  }
  return runs
}

function drawText(document: PDFKit.PDFDocument, { text, x, y, size }: PlacedText): void {
  document.font(FONT).fontSize(size).fillColor('black').text(inWesternLetters(text), x, y, { lineBreak: false })
}

/** What the fonts that every PDF reader brings have beside ASCII and Latin-1: Windows code page 1252. */
const BEYOND_LATIN_1 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'

/** Letters that those fonts lack lose their marks, and what is left then is shown as missing; symbols are not concerned. */
export function inWesternLetters(text: string): string {
  return Array.from(text.normalize('NFC'), (character) => {
    if (isWestern(character)) return character
    const bare = Array.from(character.normalize('NFKD')).filter(isWestern).join('')
    return bare === '' ? '?' : bare
  }).join('')
}

const isWestern = (character: string): boolean =>
  /^[\x20-\x7e\xa0-\xff]$/.test(character) || BEYOND_LATIN_1.includes(character)
