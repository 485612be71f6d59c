/** The evidence as one document to send to whoever is disputed with: facts first, then every scan, then the photos. */

import type { Attachments } from '../attachments/folder.ts'
import { bytesOfPdf } from '../pdf/bytes.ts'
import { type Font, fontFor, oneLine } from '../pdf/letters.ts'
import { newDocument } from '../pdf/new-document.ts'
import type { Evidence } from './evidence.ts'
import { evidenceTables, type Table, titleOf } from './evidence-tables.ts'

const MARGIN = 40
const WIDTH = 612 - 2 * MARGIN
const SIZE = 8
const PHOTO_HEIGHT = 300

export async function evidencePdf(evidence: Evidence, attachments: Attachments): Promise<Uint8Array> {
  const document = newDocument({
    size: 'LETTER',
    margin: MARGIN,
    info: {
      Title: titleOf(evidence),
      Producer: 'Lotline',
      Creator: 'Lotline',
      CreationDate: new Date(evidence.madeAt),
    },
  })
  const done = bytesOfPdf(document)
  write(document, titleOf(evidence), 'Helvetica-Bold', 16)
  write(
    document,
    `${evidence.warehouse.name}. Made ${evidence.madeAt} from what was recorded at the time; all times are UTC.`,
    'Helvetica',
    SIZE,
  )
  for (const table of evidenceTables(evidence)) drawTable(document, table)
  await drawPhotos(document, evidence, attachments)
  document.end()
  return done
}

function write(document: PDFKit.PDFDocument, text: string, font: Font, size: number): void {
  const line = oneLine(text)
  document.font(fontFor(line, font)).fontSize(size).text(line, MARGIN).moveDown(0.4)
}

function drawTable(document: PDFKit.PDFDocument, { title, head, rows, widths }: Table): void {
  document.moveDown(0.8)
  // A title does not stand alone at the foot of a page.
  if (document.y > document.page.height - MARGIN - 60) document.addPage()
  write(document, title, 'Helvetica-Bold', 11)
  if (rows.length === 0) {
    write(document, 'Nothing was recorded.', 'Helvetica', SIZE)
    return
  }
  const sum = widths.reduce((all, width) => all + width, 0)
  const cell = (text: string, font: Font) => {
    const line = oneLine(text)
    return { text: line, font: { src: fontFor(line, font), size: SIZE } }
  }
  document.font('Helvetica').fontSize(SIZE)
  document.table({
    columnStyles: widths.map((width) => (width * WIDTH) / sum),
    defaultStyle: { border: { top: 0, left: 0, right: 0, bottom: 0.5 }, borderColor: '#999999', padding: 3 },
    data: [
      ...(head.length > 0 ? [head.map((text) => cell(text, 'Helvetica-Bold'))] : []),
      ...rows.map((row) => row.map((text) => cell(text, 'Helvetica'))),
    ],
  })
  document.x = MARGIN
}

async function drawPhotos(document: PDFKit.PDFDocument, evidence: Evidence, attachments: Attachments): Promise<void> {
  for (const [index, photo] of evidence.return.photos.entries()) {
    const content = photo.stored ? await attachments.read(photo.sha256) : null
    if (document.y > document.page.height - MARGIN - PHOTO_HEIGHT - 40) document.addPage()
    document.moveDown(0.8)
    write(document, `Photo ${index + 1}, ${photo.at ?? 'time not known'}`, 'Helvetica-Bold', 10)
    write(document, `SHA-256 ${photo.sha256}`, 'Helvetica', 7)
    if (content === null) write(document, 'It has not arrived from the handheld yet.', 'Helvetica', SIZE)
    else if (photo.type === 'image/webp' || !drawPhoto(document, content))
      write(document, 'It cannot be shown in this document; it is in the ZIP of the evidence.', 'Helvetica', SIZE)
  }
}

/** False: its bytes are no picture that can be drawn, whatever its first ones promised. */
function drawPhoto(document: PDFKit.PDFDocument, content: Uint8Array<ArrayBuffer>): boolean {
  try {
    document.image(content.buffer, MARGIN, document.y, { fit: [WIDTH, PHOTO_HEIGHT] })
    document.y += PHOTO_HEIGHT + 8
    return true
  } catch {
    return false
  }
}
