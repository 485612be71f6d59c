/** Notices as a workbook: the same columns, with instants as dates and quantities as numbers. */
import { openWorkbook } from '../xlsx/workbook.ts'
import type { Notice } from './notices.ts'
import { NOTICE_COLUMNS } from './notices-csv.ts'

const NAMES = Object.keys(NOTICE_COLUMNS) as (keyof Notice)[]

export async function noticesAsXlsx(notices: readonly Notice[]): Promise<Uint8Array> {
  const book = openWorkbook()
  const sheet = book.sheet(
    'Notices',
    NAMES.map((name) => ({ heading: NOTICE_COLUMNS[name], width: name === 'item' || name === 'street' ? 32 : 18 })),
  )
  for (const notice of notices)
    sheet.add(
      NAMES.map((name) =>
        name === 'shippedAt' && notice.shippedAt !== '' ? new Date(notice.shippedAt) : notice[name],
      ),
    )
  sheet.end()
  return book.finish()
}
