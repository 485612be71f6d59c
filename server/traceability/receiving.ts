/** Rows of receiving: each lot of a food on the list that came in from elsewhere (21 CFR 1.1345). */
import { inArray } from 'drizzle-orm'
import type { Payload } from '../../shared/transactions/index.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import { type Cell, dayCell, type EventRow, Gap, type Row } from './cells.ts'
import type { RECEIVING } from './columns.ts'
import { type Completion, readCompletions } from './completions.ts'
import { documentCell } from './document.ts'
import type { EventLine } from './lines.ts'
import { lotCode, unknownSource } from './lot-code.ts'
import { addLacking, describe, type Party } from './parties.ts'
import { type Lot, readLots, readPayloads } from './recorded.ts'
import { groupsOf, type Scope, type ScopeItem } from './scope.ts'
import { type SourceCells, sourceCells } from './source.ts'
import { readTransferred, transferDocument } from './transferred.ts'
import { readUnitCodes } from './units.ts'

type Transfer = Schema['transfers']['$inferSelect']
type Documents = { documentType?: string | undefined; documentNumber?: string | undefined }
type Receipt = Schema['receipts']['$inferSelect']

interface Received {
  line: EventLine
  item: ScopeItem
  payload: Payload<'receive'> | null
  /** Of goods that came from another warehouse of the company. */
  transfer: Transfer | undefined
  documents: Documents
  lot: Lot | undefined
  /** What had been announced. */
  receipt: Receipt | undefined
  completion: Completion | undefined
  sscc: string | null
}

export async function receivingRows(
  reader: Reader,
  scope: Scope,
  lines: readonly EventLine[],
): Promise<EventRow<typeof RECEIVING>[]> {
  const transactions = lines.map((line) => line.transactionId)
  const payloads = await readPayloads(reader, transactions, 'receive')
  const transferred = await readTransferred(reader, lines, 'transferReceive')
  const completions = await readCompletions(reader, transactions)
  const lots = await readLots(reader, lines)
  const receipts = await readReceipts(reader, [...payloads.values()])
  const units = await readUnitCodes(reader, scope.warehouse, lines)
  return lines.flatMap((line) => {
    const item = scope.items.get(line.sku)
    const bought = payloads.get(line.transactionId)
    const came = bought === undefined ? transferred.payloadOf(line) : bought
    if (!item || came === undefined) return []
    const payload = bought ?? null
    const received = {
      line,
      item,
      payload,
      transfer: transferred.transferOf(line),
      documents: came ?? {},
      lot: lots.get(lotKey(line.sku, line.lot)),
      receipt: payload?.receiptId === undefined ? undefined : receipts.get(payload.receiptId),
      completion: completions.get(line.transactionId),
      sscc: units.get(line.place) ?? null,
    }
    return [{ ...subjectOf(line), cells: cellsOf(scope, received) }]
  })
}

const subjectOf = ({ sku, lot, day, transactionId }: EventLine) => ({ sku, lot, day, transactionId })

async function readReceipts(
  { db, t }: Reader,
  payloads: readonly (Payload<'receive'> | null)[],
): Promise<Map<string, Receipt>> {
  const ids = [...new Set(payloads.flatMap((payload) => payload?.receiptId ?? []))]
  const found = new Map<string, Receipt>()
  for (const group of groupsOf(ids))
    for (const row of await db.select().from(t.receipts).where(inArray(t.receipts.id, group))) found.set(row.id, row)
  return found
}

function cellsOf(scope: Scope, received: Received): Row<typeof RECEIVING> {
  const { line, item, payload, transfer, documents, lot, receipt, completion, sscc } = received
  const code = lotCode(scope, { item, number: line.lot, lot, maker: undefined }, payload ?? {})
  const unknown = unknownSource(line.sku, line.lot)
  const source = sourceCells(code.source, unknown)
  const named = source.name ?? new Gap(unknown)
  return {
    '(a)(1) TLC - GTIN': code.gtin,
    '(a)(1) TLC - Batch': code.batch,
    '(a)(1) TLC - Date*': code.date,
    '(a)(1) TLC - Date Type*': code.dateType,
    '(a)(1) TLC - SSCC*': sscc,
    '(b)(1) TLC - Assigned By': named,
    '(a)(2) Qty & UOM': `${line.quantity} ${item.unit}`,
    '(a)(3) Product Description': item.name,
    '(a)(4) Immediate Previous Source Location': previousSource(scope, received),
    '(a)(5) Receive Location': ownLocation(scope),
    '(a)(6) Receive Date': dayCell(line.day),
    '(a)(7) TLC Source Reference GLN': source.gln,
    '(a)(7) TLC Source Reference FFRN': source.ffrn,
    '(a)(7) TLC Source Reference URL': source.url,
    '(a)(7) TLC Source Reference GGN': source.ggn,
    '(b)(5) TLC Source Reference - Assigned By': named,
    '(a)(8) Ref Doc': documentCell(
      [documents, completion ?? {}],
      transfer ? transferDocument(transfer) : receipt && `Expected receipt ${receipt.reference}`,
      line.transactionId,
    ),
    ...sourceAddress(code.source, source),
  }
}

function previousSource(scope: Scope, { line, payload, transfer, receipt, lot }: Received): Cell {
  if (transfer) {
    const house = scope.houses.get(transfer.fromWarehouse ?? '')
    return house
      ? locationCell(house)
      : new Gap(`Say which warehouse transfer ${transfer.reference} came from: record its shipment there.`)
  }
  const name = payload?.supplier ?? receipt?.supplier ?? lot?.supplier
  if (name == null)
    return new Gap(`Say who lot ${line.lot} of ${line.sku} came from: complete the lot with its supplier.`)
  return locationCell(scope.partners.named(name))
}

export function locationCell(party: Party): Cell {
  const { text, lacks } = describe(party)
  return lacks.length === 0 ? text : new Gap(addLacking(party, lacks), text)
}

export function ownLocation({ houses, warehouse }: Scope): Cell {
  const house = houses.get(warehouse)
  return house ? locationCell(house) : null
}

type AddressColumn = Extract<(typeof RECEIVING)[number], `(a)(7) TLC Source ${string}`>

/** Beside a reference they are given as far as they are known. */
function sourceAddress(source: Party | undefined, { name, todo }: SourceCells) {
  const { street, city, state, country, zip, phone } = source?.address ?? {}
  const lacks = new Set(source ? describe(source).lacks : [])
  const part = (value: string | undefined, word: string): Cell =>
    value ?? (todo !== undefined && (!source || lacks.has(word)) ? new Gap(todo) : null)
  return {
    '(a)(7) TLC Source Name': name ?? (todo === undefined ? null : new Gap(todo)),
    '(a)(7) TLC Source Street': part(street, 'street'),
    '(a)(7) TLC Source City': part(city, 'city'),
    '(a)(7) TLC Source State': part(state, 'state'),
    '(a)(7) TLC Source Country': part(country, 'country'),
    '(a)(7) TLC Source Zip Code': part(zip, 'zip'),
    '(a)(7) TLC Source Phone Number': part(phone, 'phone'),
  } satisfies Partial<Record<AddressColumn, Cell>>
}
