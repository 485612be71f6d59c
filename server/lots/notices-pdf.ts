/** Notices as a list to be printed or sent on: each channel begins on a page of its own, each customer with how to reach them. */

import { grouped } from '../../shared/rules/grouped.ts'
import { bytesOfPdf } from '../pdf/bytes.ts'
import { type Font, oneLine, sized } from '../pdf/letters.ts'
import { newDocument } from '../pdf/new-document.ts'
import type { Notice } from './notices.ts'
import type { RecallRow } from './recall.ts'
import { UNKNOWN_CHANNEL } from './trace-graph.ts'

export interface Printing {
  /** When it is made, UTC milliseconds. */
  now: number
  /** Lets others have their turn; a list of 50,000 lines takes seconds. */
  pause(): Promise<void>
}

const MARGIN = 36
const LINE = 12
const SIZE = 8
const BOTTOM = 612 - MARGIN - LINE * 2

interface Column {
  title: string
  width: number
  right?: boolean
  of(notice: Notice): string
}

const COLUMNS: Column[] = [
  { title: 'Order', width: 160, of: (notice) => notice.order },
  { title: 'Item', width: 85, of: (notice) => notice.sku },
  { title: 'Item name', width: 160, of: (notice) => notice.item },
  { title: 'Lot', width: 105, of: (notice) => notice.lot },
  { title: 'Shipped', width: 48, right: true, of: (notice) => String(notice.shipped) },
  { title: 'Returned', width: 48, right: true, of: (notice) => String(notice.returned) },
  { title: 'Outstanding', width: 54, right: true, of: (notice) => String(notice.outstanding) },
  { title: 'Shipped on', width: 60, right: true, of: (notice) => notice.shippedAt.slice(0, 10) },
]
const WIDTH = COLUMNS.reduce((sum, { width }) => sum + width, 0)

type Recall = Pick<RecallRow, 'id' | 'reason' | 'drill' | 'by' | 'startedAt'>

export async function noticesAsPdf(
  recall: Recall,
  notices: readonly Notice[],
  printing: Printing,
): Promise<Uint8Array> {
  const document = newDocument({
    size: 'LETTER',
    layout: 'landscape',
    margin: 0,
    autoFirstPage: false,
    info: {
      Title: `Recall ${recall.id}`,
      Producer: 'Lotline',
      Creator: 'Lotline',
      CreationDate: new Date(printing.now),
    },
  })
  const done = bytesOfPdf(document)
  const list = openList(document, recall, printing)
  for (const [channel, ofChannel] of grouped(notices, (notice) => notice.channel)) {
    await list.begin(channel === '' ? UNKNOWN_CHANNEL : channel, ofChannel)
    for (const ofCustomer of grouped(ofChannel, ({ customerId, customer }) => `${customerId}\n${customer}`).values()) {
      await list.customer(ofCustomer)
      for (const notice of ofCustomer) await list.notice(notice)
    }
  }
  if (notices.length === 0) await list.begin('Nobody was sent any of it', [])
  document.end()
  return done
}

function openList(document: PDFKit.PDFDocument, recall: Recall, { pause }: Printing) {
  let y = 0
  let page = 0
  let heading = ''

  const write = (
    text: string,
    x: number,
    width: number,
    font: Font = 'Helvetica',
    size = SIZE,
    right = false,
  ): void => {
    const shown = sized(document, oneLine(text), font, size, width)
    const at = right ? x + width - document.widthOfString(shown) : x
    document.text(shown, at, y, { lineBreak: false })
  }

  const row = (cells: readonly string[], font: Font): void => {
    let x = MARGIN
    for (const [index, { width, right = false }] of COLUMNS.entries()) {
      write(cells[index] ?? '', x, width - 6, font, SIZE, right)
      x += width
    }
    y += LINE
  }

  const turn = async (): Promise<void> => {
    await pause()
    document.addPage()
    page += 1
    y = 612 - MARGIN
    write(`Recall ${recall.id}`, MARGIN, WIDTH / 2)
    write(`Page ${page}`, MARGIN + WIDTH / 2, WIDTH / 2, 'Helvetica', SIZE, true)
    y = MARGIN
    write(heading, MARGIN, WIDTH, 'Helvetica-Bold', 14)
    y += LINE * 2
  }

  const tableHead = (): void => {
    row(
      COLUMNS.map(({ title }) => title),
      'Helvetica-Bold',
    )
    document
      .moveTo(MARGIN, y - 3)
      .lineTo(MARGIN + WIDTH, y - 3)
      .lineWidth(0.5)
      .stroke()
  }

  /** So many more lines, or a new page. */
  const room = async (lines: number): Promise<void> => {
    if (y + lines * LINE <= BOTTOM) return
    await turn()
    tableHead()
  }

  return {
    async begin(channel: string, notices: readonly Notice[]) {
      heading = `${recall.drill ? 'DRILL: nothing is recalled. ' : ''}Recall notification: ${channel}`
      await turn()
      for (const line of summaryOf(recall, notices)) {
        write(line, MARGIN, WIDTH, 'Helvetica', 10)
        y += LINE + 2
      }
      y += LINE / 2
      tableHead()
    },
    async customer([first, ...others]: readonly Notice[]) {
      if (!first) return
      await room(3)
      y += LINE / 2
      write(`${first.customer} (${first.customerId || 'no number'})`, MARGIN, WIDTH / 2 - 6, 'Helvetica-Bold', 9)
      write(contactWords([first, ...others]), MARGIN + WIDTH / 2, WIDTH / 2, 'Helvetica', SIZE, true)
      y += LINE
    },
    async notice(notice: Notice) {
      await room(1)
      row(
        COLUMNS.map(({ of }) => of(notice)),
        'Helvetica',
      )
    },
  }
}

function summaryOf(recall: Recall, notices: readonly Notice[]): string[] {
  const units = (figure: 'shipped' | 'returned' | 'outstanding') =>
    notices.reduce((sum, notice) => sum + notice[figure], 0).toLocaleString('en-US')
  const customers = new Set(notices.map(({ customerId, customer }) => `${customerId}\n${customer}`)).size
  const lots = [...new Set(notices.map(({ sku, lot }) => `${sku} lot ${lot}`))]
  const named = lots.slice(0, 6).join(', ') + (lots.length > 6 ? ` and ${lots.length - 6} more` : '')
  return [
    `Reason: ${recall.reason}`,
    `Begun ${new Date(recall.startedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC by ${recall.by}`,
    `${customers.toLocaleString('en-US')} customers were shipped ${units('shipped')} units; ${units('returned')} came back, ${units('outstanding')} are outstanding.`,
    ...(lots.length === 0 ? [] : [`Lots: ${named}`]),
  ]
}

/** The newest of the customer's orders that says how to reach them. */
function contactWords(notices: readonly Notice[]): string {
  let [newest, words] = ['', '']
  for (const notice of notices) {
    const said = contactOf(notice)
    if (said === '' || notice.shippedAt < newest) continue
    newest = notice.shippedAt
    words = said
  }
  return words
}

const contactOf = ({ recipient, street, city, state, zip, country, phone, email }: Notice): string =>
  [recipient, street, [city, state, zip].filter(Boolean).join(' '), country, phone, email].filter(Boolean).join(', ')
