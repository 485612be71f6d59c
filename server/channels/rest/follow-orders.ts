/**
 * Follows the feed for what becomes of a channel's orders, and writes it into the log. The place in the feed moves in the same
 * unit, so that nothing is left out; where nothing has changed that is told, nothing is written.
 */
import { isDeepStrictEqual } from 'node:util'
import { and, asc, eq, gt, inArray, max } from 'drizzle-orm'
import type { FeedChange, Reader, Tx, Work } from '../../db/work.ts'
import type { ConnectorRow } from '../connectors.ts'
import { subjectOf, type Topic } from './event.ts'
import { lastTold, logLock, write } from './log.ts'
import { orderData } from './order-data.ts'
import { shipmentData } from './shipment-data.ts'

/** Entries of the feed in one unit. */
const ENTRIES = 500
/** Names in one statement. */
const NAMES = 500

const placeName = (connectorId: string): string => `log of ${connectorId}`

/** What was before it was connected is not told. */
export async function beginFollowing(tx: Tx, connectorId: string): Promise<void> {
  const [head] = await tx.db.select({ position: max(tx.t.feed.position) }).from(tx.t.feed)
  await writePlace(tx, connectorId, head?.position ?? 0)
}

interface Following {
  row: ConnectorRow
  topics: readonly Topic[]
  pushed: boolean
}

export async function followOrders(work: Work, following: Following): Promise<void> {
  const { id } = following.row
  const isAny = await work.read(async (reader) => (await entriesAfter(reader, id, 1)).length > 0)
  if (!isAny) return
  while ((await work.run([logLock(id)], (tx) => followSome(tx, following))) === ENTRIES);
}

async function followSome(tx: Tx, following: Following): Promise<number> {
  const { id } = following.row
  const entries = await entriesAfter(tx, id, ENTRIES)
  const last = entries.at(-1)
  if (!last) return 0
  const orders = await ownOrders(tx, following.row, orderIdsOf(entries.map(({ changes }) => changes)))
  if (following.topics.includes('orders')) for (const order of orders) await logOrder(tx, following, order)
  if (following.topics.includes('shipments'))
    for (const { ref } of entries) if (ref !== null) await logShipment(tx, following, ref)
  await writePlace(tx, id, last.position)
  return entries.length
}

async function entriesAfter(reader: Reader, connectorId: string, limit: number) {
  const { feed } = reader.t
  return reader.db
    .select({ position: feed.position, ref: feed.ref, changes: feed.changes })
    .from(feed)
    .where(gt(feed.position, await readPlace(reader, connectorId)))
    .orderBy(asc(feed.position))
    .limit(limit)
}

function orderIdsOf(texts: readonly string[]): string[] {
  const found = new Set<string>()
  for (const change of texts.flatMap((text) => JSON.parse(text) as FeedChange[])) {
    if (change.table === 'orders') found.add(change.key)
    else if (change.table === 'orderLines' && change.value) found.add(change.value.orderId)
  }
  return [...found]
}

type Order = Awaited<ReturnType<typeof ownOrders>>[number]

/** Of the connector's channel and warehouse, however they came. */
async function ownOrders({ db, t }: Reader, { id, channel, warehouse }: ConnectorRow, ids: readonly string[]) {
  const { orders, platformOrders } = t
  const found = []
  for (let first = 0; first < ids.length; first += NAMES)
    found.push(
      ...(await db
        .select({ order: orders, externalId: platformOrders.externalId })
        .from(orders)
        .leftJoin(platformOrders, and(eq(platformOrders.orderId, orders.id), eq(platformOrders.connectorId, id)))
        .where(
          and(
            inArray(orders.id, ids.slice(first, first + NAMES)),
            eq(orders.channel, channel),
            eq(orders.warehouse, warehouse),
          ),
        )
        .orderBy(asc(orders.id))),
    )
  return found
}

async function logOrder(tx: Tx, { row, pushed }: Following, { order, externalId }: Order): Promise<void> {
  const data = await orderData(tx, order, externalId)
  const subject = subjectOf.order(order.externalId)
  const before = await lastTold(tx, row.id, subject, 'orders')
  if (isDeepStrictEqual(before?.data, data)) return
  await write(tx, row.id, { subject, topic: 'orders', id: tx.newId(), data }, pushed)
}

async function logShipment(tx: Tx, { row, pushed }: Following, transactionId: string): Promise<void> {
  const { shipments } = tx.t
  const [shipment] = await tx.db.select().from(shipments).where(eq(shipments.transactionId, transactionId))
  if (!shipment) return
  const [order] = await ownOrders(tx, row, [shipment.orderId])
  if (!order) return
  const data = await shipmentData(tx, shipment, order)
  // Its own name: told twice, it is known.
  const said = {
    subject: subjectOf.order(order.order.externalId),
    topic: 'shipments' as const,
    id: transactionId,
    data,
  }
  await write(tx, row.id, said, pushed)
}

async function readPlace({ db, t: { meta } }: Reader, connectorId: string): Promise<number> {
  const [row] = await db
    .select()
    .from(meta)
    .where(eq(meta.name, placeName(connectorId)))
  return Number(row?.value ?? 0)
}

async function writePlace({ db, t: { meta } }: Tx, connectorId: string, position: number): Promise<void> {
  const row = { name: placeName(connectorId), value: String(position) }
  await db.insert(meta).values(row).onConflictDoUpdate({ target: meta.name, set: row })
}
