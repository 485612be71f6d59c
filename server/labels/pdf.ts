/** Labels as PDF, each a page or many on a sheet. Bars are drawn, not pictured: they are as sharp as the printer. */
import { setImmediate } from 'node:timers/promises'
import { bytesOfPdf } from '../pdf/bytes.ts'
import { chooseFont } from '../pdf/letters.ts'
import { newDocument } from '../pdf/new-document.ts'
import { DOTS_PER_MM, type Label, type PlacedSymbol, type PlacedText } from './label.ts'
import type { Sheet } from './papers.ts'
import { FONT } from './text.ts'

const POINTS_PER_MM = 72 / 25.4
const POINTS_PER_DOT = POINTS_PER_MM / DOTS_PER_MM

/** Drawing so many keeps nobody waiting. */
const AT_ONCE = 20

export interface About {
  /** For whoever sees it among other documents. */
  title: string
  /** When it is made, UTC milliseconds. */
  now: number
}

/** Each on a page of its size, so many times. */
export function toPdf(labels: Iterable<Label>, copies: number, about: About): Promise<Uint8Array> {
  return madeOf(labels, about, (document, label) => {
    for (let copy = 0; copy < copies; copy++) {
      addPage(document, label.width / DOTS_PER_MM, label.height / DOTS_PER_MM)
      drawLabel(document, label)
    }
  })
}

/** On sheets, row by row. `first`: the place on the first sheet, from 1, that is not used yet. */
export function toSheets(labels: Iterable<Label>, sheet: Sheet, first: number, about: About): Promise<Uint8Array> {
  const each = sheet.across * sheet.down
  return madeOf(labels, about, (document, label, index) => {
    const place = first - 1 + index
    if (index === 0 || place % each === 0) addPage(document, sheet.width, sheet.height)
    const [column, row] = [place % sheet.across, Math.floor((place % each) / sheet.across)]
    const [x, y] = [sheet.left + column * sheet.stepX, sheet.top + row * sheet.stepY]
    document.save().translate(x * POINTS_PER_MM, y * POINTS_PER_MM)
    drawLabel(document, label)
    document.restore()
  })
}

type Draw = (document: PDFKit.PDFDocument, label: Label, index: number) => void

async function madeOf(labels: Iterable<Label>, { title, now }: About, draw: Draw): Promise<Uint8Array> {
  const document = newDocument({
    autoFirstPage: false,
    info: { Title: title, Producer: 'Lotline', Creator: 'Lotline', CreationDate: new Date(now) },
  })
  const done = bytesOfPdf(document)
  let index = 0
  for (const label of labels) {
    draw(document, label, index)
    index += 1
    if (index % AT_ONCE === 0) await setImmediate()
  }
  document.end()
  return done
}

/** Label stock is cut in whole inches, a dot short of which would make a driver scale the page. */
function addPage(document: PDFKit.PDFDocument, widthMm: number, heightMm: number): void {
  document.addPage({ size: [Math.round(widthMm * POINTS_PER_MM), Math.round(heightMm * POINTS_PER_MM)], margin: 0 })
}

/** Everything on it is measured in dots. */
function drawLabel(document: PDFKit.PDFDocument, { symbols, texts, lines }: Label): void {
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

/** From the top of the highest letter to the line that letters stand on: the same in every font, so that none stands lower. */
const ASCENT = 0.718

/** Names in letters that Helvetica lacks are written in another font. */
function drawText(document: PDFKit.PDFDocument, { text, x, y, size }: PlacedText): void {
  const composed = text.normalize('NFC')
  chooseFont(document, FONT, composed)
  document
    .fontSize(size)
    .fillColor('black')
    .text(composed, x, y + ASCENT * size, { lineBreak: false, baseline: 'alphabetic' })
}
