/** The sortable spreadsheet of 21 CFR 1.1455(c)(3): key data elements of receiving, shipping and transformation. */
import type { Reader, Work } from '../db/work.ts'
import { openWorkbook, type Sheet } from '../xlsx/workbook.ts'
import { ABOUT_COLUMNS, aboutRows } from './about.ts'
import type { Asked } from './asked.ts'
import type { EventRow } from './cells.ts'
import { SHEETS, type SheetName } from './columns.ts'
import { type EventLine, type LotsAsked, MOST_ROWS, readLines, readLotsAsked, tooManyRows } from './lines.ts'
import { MISSING_COLUMNS, Missing } from './missing.ts'
import { receivingRows } from './receiving.ts'
import { groupsOf, readScope, type Scope } from './scope.ts'
import { shippingRows } from './shipping.ts'
import { type Made, readMade, transformationRows } from './transforming.ts'

export interface ExportRequest {
  warehouse: string
  asked: Asked
  by: string
  /** UTC milliseconds. */
  now: number
}

export interface ExportFile {
  name: string
  content: Uint8Array
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Read in small snapshots, with a breath between them: scans go on while it is written. */
export async function exportTraceability(
  work: Work,
  { warehouse, asked, by, now }: ExportRequest,
): Promise<ExportFile> {
  const found = await work.read((reader) => readEvents(reader, warehouse, asked))
  const { scope, lots } = found
  const workbook = openWorkbook()
  const missing = new Missing()
  const writing = { work, workbook, missing }
  const rows: Record<SheetName, number> = {
    Receiving: await writeSheet(writing, 'Receiving', found.received, (reader, some) =>
      receivingRows(reader, scope, some),
    ),
    Shipping: await writeSheet(writing, 'Shipping', found.shipped, (reader, some) => shippingRows(reader, scope, some)),
    Transformation: await writeSheet(writing, 'Transformation', found.made, (reader, some) =>
      transformationRows(reader, scope, lots, some),
    ),
  }
  await fill(workbook.sheet('Missing', MISSING_COLUMNS), missing.rows())
  const about = { scope, asked, by, at: now, rows, missing: missing.count }
  await fill(workbook.sheet('About', ABOUT_COLUMNS), aboutRows(about))
  return { name: fileName(warehouse, asked), content: await workbook.finish() }
}

interface Found {
  scope: Scope
  lots: LotsAsked
  received: EventLine[]
  shipped: EventLine[]
  made: Made[]
}

/** Which events there are; what stands in their rows is read when they are written. */
async function readEvents(reader: Reader, warehouse: string, asked: Asked): Promise<Found> {
  const scope = await readScope(reader, warehouse, asked.sku)
  const lots = await readLotsAsked(reader, scope, asked)
  const shipped = await readLines(reader, scope, asked, lots, 'ship')
  return {
    scope,
    lots,
    received: await readLines(reader, scope, asked, lots, 'receive'),
    shipped: asked.consumers === 'yes' ? shipped : await toBusinesses(reader, shipped),
    made: await readMade(reader, scope, asked, lots),
  }
}

/** What is sold to a consumer is no shipping event (21 CFR 1.1310): who wants only those that are leaves it out. */
async function toBusinesses({ db, t: { channels } }: Reader, lines: EventLine[]): Promise<EventLine[]> {
  const rows = await db.select({ channel: channels.channel, kind: channels.kind }).from(channels)
  const consumers = new Set(
    rows.filter(({ kind }) => kind === 'dtc' || kind === 'marketplace').map((row) => row.channel),
  )
  return lines.filter((line) => line.channel === null || !consumers.has(line.channel))
}

interface Writing {
  work: Work
  workbook: ReturnType<typeof openWorkbook>
  missing: Missing
}

const EVENTS_AT_ONCE = 250

/** Returns how many rows it has. */
async function writeSheet<Event>(
  { work, workbook, missing }: Writing,
  name: SheetName,
  events: readonly Event[],
  rowsOf: (reader: Reader, some: readonly Event[]) => Promise<EventRow<readonly string[]>[]>,
): Promise<number> {
  const columns: readonly string[] = SHEETS[name]
  const sheet = workbook.sheet(
    name,
    columns.map((heading) => ({ heading, width: widthOf(heading) })),
  )
  let rows = 0
  for (const some of groupsOf(events, EVENTS_AT_ONCE)) {
    for (const { cells, ...subject } of await work.read((reader) => rowsOf(reader, some))) {
      if (++rows > MOST_ROWS) throw tooManyRows()
      const values = columns.map((column) => cells[column] ?? null)
      // The heading is row 1.
      sheet.add(missing.note(name, rows + 1, columns, values, subject))
    }
    await breathe()
  }
  sheet.end()
  return rows
}

async function fill(sheet: Sheet, rows: Iterable<Parameters<Sheet['add']>[0]>): Promise<void> {
  let written = 0
  for (const row of rows) {
    sheet.add(row)
    if (++written % EVENTS_AT_ONCE === 0) await breathe()
  }
  sheet.end()
}

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const WIDE = /Location(?! ID)|Description|Assigned By|Ref Doc|URL|Name|Street/

const widthOf = (heading: string): number => (WIDE.test(heading) ? 40 : Math.max(14, Math.min(26, heading.length)))

const fileName = (warehouse: string, { from, to, sku, lot }: Asked): string =>
  `${['traceability', warehouse, from, to && `to-${to}`, sku, lot].filter(Boolean).join('-')}.xlsx`
