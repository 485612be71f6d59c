/** Rows of shipping: each lot of a food on the list that left with an order (21 CFR 1.1340). */
import { and, eq, inArray } from 'drizzle-orm'
import type { Payload } from '../../shared/transactions/index.ts'
import { lotKey } from '../../shared/wire/pull.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import { type Cell, dayCell, type EventRow, Gap, type Row } from './cells.ts'
import type { SHIPPING } from './columns.ts'
import { type Completion, readCompletions } from './completions.ts'
import { documentCell } from './document.ts'
import type { EventLine } from './lines.ts'
import { type LotCode, lotCode, unknownSource } from './lot-code.ts'
import { addLacking, describe, type Party } from './parties.ts'
import { ownLocation } from './receiving.ts'
import { readLots, readMakers, readPayloads } from './recorded.ts'
import { groupsOf, type Scope, type ScopeItem } from './scope.ts'
import { shipToParty } from './ship-to.ts'
import { sourceCells } from './source.ts'
import { readTransferred, transferDocument } from './transferred.ts'
import { readUnitCodes } from './units.ts'

type Transfer = Schema['transfers']['$inferSelect']
type Order = Pick<Schema['orders']['$inferSelect'], 'id' | 'channel' | 'externalId' | 'customer' | 'shipTo'>

interface Shipped {
  line: EventLine
  item: ScopeItem
  payload: Payload<'ship'> | Payload<'transferShip'> | null
  /** Of goods that went to another warehouse of the company. */
  transfer: Transfer | undefined
  code: LotCode
  order: Order | undefined
  completion: Completion | undefined
  sscc: string | null
}

export async function shippingRows(
  reader: Reader,
  scope: Scope,
  lines: readonly EventLine[],
): Promise<EventRow<typeof SHIPPING>[]> {
  const transactions = lines.map((line) => line.transactionId)
  const payloads = await readPayloads(reader, transactions, 'ship')
  const transferred = await readTransferred(reader, lines, 'transferShip')
  const completions = await readCompletions(reader, transactions)
  const lots = await readLots(reader, lines)
  const makers = await readMakers(reader, lines)
  const orders = await readOrders(reader, scope.warehouse, lines, payloads)
  const units = await readUnitCodes(reader, scope.warehouse, lines)
  return lines.flatMap((line) => {
    const item = scope.items.get(line.sku)
    const sold = payloads.get(line.transactionId)
    const payload = sold === undefined ? transferred.payloadOf(line) : sold
    if (!item || payload === undefined) return []
    const key = lotKey(line.sku, line.lot)
    const shipped = {
      line,
      item,
      payload,
      code: lotCode(scope, { item, number: line.lot, lot: lots.get(key), maker: makers.get(key) }),
      transfer: transferred.transferOf(line),
      order: line.own ? undefined : orders(line, sold ?? null),
      completion: completions.get(line.transactionId),
      sscc: units.get(line.place) ?? null,
    }
    const { sku, lot, day, transactionId } = line
    return [{ sku, lot, day, transactionId, cells: cellsOf(scope, shipped) }]
  })
}

/** A shipment may have named an order that became known only later: it is found by the number that its channel gave it. */
async function readOrders(
  { db, t }: Reader,
  warehouse: string,
  lines: readonly EventLine[],
  payloads: ReadonlyMap<string, Payload<'ship'> | null>,
): Promise<(line: EventLine, payload: Payload<'ship'> | null) => Order | undefined> {
  const { id, channel, externalId, customer, shipTo } = t.orders
  const read = (condition: ReturnType<typeof inArray>) =>
    db
      .select({ id, channel, externalId, customer, shipTo })
      .from(t.orders)
      .where(and(eq(t.orders.warehouse, warehouse), condition))
  const found: Order[] = []
  for (const group of groupsOf([...new Set(lines.flatMap((line) => line.orderId ?? []))]))
    found.push(...(await read(inArray(id, group))))
  const numbers = lines
    .filter((line) => line.orderId === null)
    .flatMap((line) => payloads.get(line.transactionId)?.orderExternalId ?? [])
  for (const group of groupsOf([...new Set(numbers)])) found.push(...(await read(inArray(externalId, group))))
  const byId = new Map(found.map((order) => [order.id, order]))
  const byNumber = new Map(found.map((order) => [numberKey(order.channel, order.externalId), order]))
  return (line, payload) =>
    line.orderId === null
      ? byNumber.get(numberKey(payload?.channel ?? '', payload?.orderExternalId ?? ''))
      : byId.get(line.orderId)
}

const numberKey = (channel: string, externalId: string): string => `${channel}\u001f${externalId}`

function cellsOf(scope: Scope, shipped: Shipped): Row<typeof SHIPPING> {
  const { line, item, payload, transfer, code, order, completion, sscc } = shipped
  const to = recipient(scope, shipped)
  const source = sourceCells(code.source, unknownSource(line.sku, line.lot))
  return {
    '(1) TLC - GTIN': code.gtin,
    '(1) TLC - Batch': code.batch,
    'Date Code*': code.date,
    'Date Type*': code.dateType,
    // It is worked out from what stands on the case label, which may show another date than ours.
    'VoiceCode*': null,
    'Pallet ID*': sscc,
    'TLC - Assigned By*': source.name,
    '(2) Qty & UOM': `${line.quantity} ${item.unit}`,
    '(3) Product Description': item.name,
    '(4) Ship-To Location': shipToCell(to, line.transactionId),
    'Ship-To Location ID*': to?.gln ?? null,
    '(5) Ship-From Location': ownLocation(scope),
    'Ship-From Location ID*': scope.houses.get(scope.warehouse)?.gln ?? null,
    '(6) Ship Date': dayCell(line.day),
    '(7) TLC Source Reference GLN': source.gln,
    '(7) TLC Source Reference FFRN': source.ffrn,
    '(7) TLC Source Reference URL': source.url,
    '(7) TLC Source Reference GGN': source.ggn,
    // The columns have no other room for the description that may stand in place of a reference.
    'TLC Source Reference - Assigned By*': code.source ? describe(code.source).text : null,
    '(8) Ref Doc Type and Number': documentCell(
      [payload ?? {}, completion ?? {}],
      carriage(payload) ?? (transfer ? transferDocument(transfer) : orderDocument(order, payload)),
      line.transactionId,
    ),
  }
}

function recipient({ partners, houses }: Scope, { transfer, order, completion }: Shipped): Party | undefined {
  if (transfer?.toWarehouse != null) return houses.get(transfer.toWarehouse)
  const stated = completion?.shipTo
  if (!order)
    return stated?.name === undefined ? undefined : shipToParty({ name: stated.name }, { ...stated }, partners)
  return shipToParty(order.customer, stated ? { ...stated } : order.shipTo, partners)
}

function shipToCell(to: Party | undefined, transactionId: string): Cell {
  if (!to) return new Gap(`Say whom it was sent to, with the address: complete event ${transactionId}.`)
  const { text, lacks } = describe(to)
  if (lacks.length === 0) return text
  return new Gap(`${addLacking(to, lacks)} Or complete event ${transactionId} with the whole address.`, text)
}

const carriage = (payload: Shipped['payload']): string | undefined =>
  payload?.trackingNumber === undefined
    ? undefined
    : `${payload.carrier === undefined ? '' : `${payload.carrier} `}tracking number ${payload.trackingNumber}`

function orderDocument(order: Order | undefined, payload: Shipped['payload']): string | undefined {
  const number = order?.externalId ?? (payload && 'orderExternalId' in payload ? payload.orderExternalId : undefined)
  return number === undefined ? undefined : `Order ${number}`
}
