/** What has left of a platform's order is noted, once for each shipment, so that its platform is told. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { CUSTOMER } from '../../../shared/rules/places.ts'
import type { Schema } from '../../db/schema.ts'
import type { Tx } from '../../db/work.ts'
import { noteFailure } from '../failures.ts'
import { connectorKinds } from '../kinds.ts'

type Confirmation = Schema['confirmations']['$inferSelect']
type PlatformLine = Schema['platformLines']['$inferSelect']

/** Names in one statement. */
const NAMES = 1_000

export async function noteShipments(tx: Tx, orderIds: readonly string[]): Promise<void> {
  for (let first = 0; first < orderIds.length; first += NAMES)
    for (const order of await platformOrdersOf(tx, orderIds.slice(first, first + NAMES))) await noteOf(tx, order)
}

interface Told {
  orderId: string
  connectorId: string
  externalId: string
  number: string | null
  warehouse: string
}

/** Those whose platform is told of shipments. */
async function platformOrdersOf({ db, t }: Tx, orderIds: readonly string[]): Promise<Told[]> {
  const { platformOrders, connectors } = t
  const rows = await db
    .select({
      orderId: platformOrders.orderId,
      connectorId: platformOrders.connectorId,
      externalId: platformOrders.externalId,
      number: platformOrders.number,
      warehouse: connectors.warehouse,
      kind: connectors.kind,
    })
    .from(platformOrders)
    .innerJoin(connectors, eq(connectors.id, platformOrders.connectorId))
    .where(inArray(platformOrders.orderId, [...orderIds]))
  return rows.flatMap(({ orderId, kind, ...row }) =>
    orderId !== null && connectorKinds[kind]?.confirms ? [{ orderId, ...row }] : [],
  )
}

async function noteOf(tx: Tx, order: Told): Promise<void> {
  const { shipments, confirmations } = tx.t
  const left = await tx.db
    .select({ id: shipments.transactionId })
    .from(shipments)
    .where(eq(shipments.orderId, order.orderId))
    .orderBy(asc(shipments.shippedAt), asc(shipments.transactionId))
  const noted = await tx.db
    .select()
    .from(confirmations)
    .where(and(eq(confirmations.connectorId, order.connectorId), eq(confirmations.externalId, order.externalId)))
  const ids = new Set(left.map(({ id }) => id))
  const standing = noted.filter(({ shipmentId }) => ids.has(shipmentId))
  for (const one of noted) if (!ids.has(one.shipmentId)) await undone(tx, order, one)
  let parcel = Math.max(0, ...noted.map((one) => one.parcel))
  for (const { id } of left) {
    if (standing.some(({ shipmentId }) => shipmentId === id)) continue
    const row = await newConfirmation(tx, order, id, ++parcel, standing)
    await tx.db.insert(confirmations).values(row)
    standing.push(row)
  }
}

/** Nothing of it has left after all. What was told cannot be taken back by us. */
async function undone(tx: Tx, order: Told, confirmation: Confirmation): Promise<void> {
  const { confirmations } = tx.t
  const { connectorId, shipmentId, state } = confirmation
  if (state === 'ignored') return
  const named = and(eq(confirmations.connectorId, connectorId), eq(confirmations.shipmentId, shipmentId))
  if (state === 'waiting' || state === 'refused') {
    await tx.db.delete(confirmations).where(named)
    return
  }
  await tx.db.update(confirmations).set({ state: 'ignored' }).where(named)
  const thing = { warehouse: order.warehouse, connectorId, about: 'shipment' as const, subject: shipmentId }
  await noteFailure(tx, { ...thing, orderId: order.orderId }, 'open', {
    code: 'undone-after-told',
    detail: `The platform was told that a parcel of ${order.number} has left, and that was undone here.`,
    advice: 'Cancel that shipment at the platform, then ignore this; the next parcel is told by itself.',
  })
}

async function newConfirmation(
  tx: Tx,
  { orderId, connectorId, externalId }: Told,
  shipmentId: string,
  parcel: number,
  others: readonly Confirmation[],
): Promise<Confirmation> {
  const lines = await linesTold(tx, { orderId, connectorId, externalId }, shipmentId, others)
  return {
    connectorId,
    shipmentId,
    externalId,
    parcel,
    // Less than one whole unit of the listing has left: it is told with the parcel that completes it.
    state: lines.length === 0 ? 'done' : 'waiting',
    lines,
    key: null,
    nextAt: tx.now,
    attempts: 0,
    confirmedAs: null,
    createdAt: tx.now,
    confirmedAt: null,
  }
}

/** Whole units of listings that have left and are in no other parcel's words. */
async function linesTold(
  tx: Tx,
  { orderId, connectorId, externalId }: Pick<Told, 'orderId' | 'connectorId' | 'externalId'>,
  shipmentId: string,
  others: readonly Confirmation[],
): Promise<Confirmation['lines']> {
  const units = await unitsThatLeft(tx, shipmentId, orderId)
  const said = new Map<string, number>()
  const say = (lineId: string, quantity: number) => said.set(lineId, (said.get(lineId) ?? 0) + quantity)
  for (const { lineId, quantity } of others.flatMap(({ lines }) => lines)) say(lineId, quantity)
  const before = new Map(said)
  const rows = await followedLines(tx, connectorId, externalId)
  const take = (line: PlatformLine, sku: string, packs: number) => {
    const left = units.get(sku) ?? 0
    const quantity = Math.min(packs, Math.ceil(left / line.packQuantity))
    if (quantity <= 0) return
    say(line.lineId, quantity)
    units.set(sku, Math.max(0, left - quantity * line.packQuantity))
  }
  for (const { line, shipped } of rows)
    take(line, line.sku, Math.floor(shipped / line.packQuantity) - (said.get(line.lineId) ?? 0))
  sayInstead(rows, units, said, take)
  return [...said].flatMap(([lineId, quantity]) => {
    const more = quantity - (before.get(lineId) ?? 0)
    return more > 0 ? [{ lineId, quantity: more }] : []
  })
}

/** What was sent instead of a line that was given up here is that line to its platform: it has sold nothing else. */
function sayInstead(
  rows: readonly FollowedLine[],
  units: ReadonlyMap<string, number>,
  said: ReadonlyMap<string, number>,
  take: (line: PlatformLine, sku: string, packs: number) => void,
): void {
  const sold = new Set(rows.map(({ line }) => line.sku))
  for (const sku of [...units.keys()].filter((one) => !sold.has(one)))
    for (const { line, cancelled } of rows) {
      const wanted = Math.floor(line.wanted / line.packQuantity) - (said.get(line.lineId) ?? 0)
      const packs = Math.floor((units.get(sku) ?? 0) / line.packQuantity)
      take(line, sku, Math.min(packs, wanted, Math.floor(cancelled / line.packQuantity)))
    }
}

async function unitsThatLeft({ db, t: { movements } }: Tx, shipmentId: string, orderId: string) {
  const rows = await db
    .select({ sku: movements.sku, units: sql<number>`sum(${movements.quantity})`.mapWith(Number) })
    .from(movements)
    .where(
      and(eq(movements.transactionId, shipmentId), eq(movements.toLocation, CUSTOMER), eq(movements.orderId, orderId)),
    )
    .groupBy(movements.sku)
  return new Map(rows.map(({ sku, units }) => [sku, units]))
}

interface FollowedLine {
  line: PlatformLine
  shipped: number
  cancelled: number
}

async function followedLines({ db, t }: Tx, connectorId: string, externalId: string): Promise<FollowedLine[]> {
  const { platformLines, orderLines } = t
  return db
    .select({ line: platformLines, shipped: orderLines.shipped, cancelled: orderLines.cancelled })
    .from(platformLines)
    .innerJoin(orderLines, eq(orderLines.id, platformLines.orderLineId))
    .where(and(eq(platformLines.connectorId, connectorId), eq(platformLines.externalId, externalId)))
    .orderBy(asc(orderLines.position))
}
