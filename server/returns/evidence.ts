/**
 * What the floor recorded about an order and its return: each scan with who, on which device, and when. It is what a chargeback
 * is disputed with, so it says nothing that was not recorded.
 */
import { and, asc, eq, inArray, or } from 'drizzle-orm'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import { usersNamed } from '../exceptions/answers.ts'
import { detailOf } from './detail.ts'
import { instant, type Known, knownReturn } from './known.ts'
import { summaryOf } from './read.ts'

export type Evidence = Awaited<ReturnType<typeof evidenceOf>>
export type Step = Evidence['steps'][number]

export async function evidenceOf(reader: Reader, warehouse: string, id: string, now: number) {
  const known = await knownReturn(reader, warehouse, id)
  const { orderId } = known.row
  const lines = await movementsAbout(reader, known)
  const envelopes = await envelopesOf(reader, lines)
  const people = await usersNamed(reader, [...new Set(lines.flatMap(({ userId }) => userId ?? []))])
  return {
    /** For the name of a file. */
    name: (known.row.chargeback?.reference ?? known.row.reference ?? known.row.orderExternalId ?? id).slice(0, 80),
    madeAt: instant(now),
    warehouse: await warehouseOf(reader, warehouse),
    return: { ...summaryOf(known, now), ...(await detailOf(reader, known)) },
    order: orderId === null ? null : await orderOf(reader, orderId),
    allocations: orderId === null ? [] : await allocationsOf(reader, orderId),
    steps: lines.map((line) => ({
      at: instant(line.occurredAt),
      recordedAt: instant(envelopes.get(line.transactionId)?.receivedAt ?? line.recordedAt),
      what: line.reason,
      transaction: line.transactionId,
      sku: line.sku,
      lot: line.lot === '' ? null : line.lot,
      quantity: line.quantity,
      from: line.fromLocation,
      to: line.toLocation,
      by: line.userId === null ? null : (people.get(line.userId) ?? line.userId),
      device: line.deviceId,
    })),
    shipments: orderId === null ? [] : await shipmentsOf(reader, orderId),
    /** Advance ship notices that were sent for the order. */
    asn: null,
  }
}

type Movement = Schema['movements']['$inferSelect']

/** All that moved for the order, and what its return did, in the order in which it happened. */
async function movementsAbout({ db, t: { movements } }: Reader, known: Known): Promise<Movement[]> {
  const own = [...known.goods, ...known.inspections].map(({ id }) => id)
  const ofReturn = own.length === 0 ? undefined : inArray(movements.transactionId, own)
  const ofOrder = known.row.orderId === null ? undefined : eq(movements.orderId, known.row.orderId)
  if (!ofReturn && !ofOrder) return []
  return db.select().from(movements).where(or(ofReturn, ofOrder)).orderBy(asc(movements.occurredAt), asc(movements.id))
}

async function envelopesOf({ db, t: { inbox } }: Reader, lines: readonly Movement[]) {
  const ids = [...new Set(lines.map(({ transactionId }) => transactionId))]
  const rows =
    ids.length === 0
      ? []
      : await db.select({ id: inbox.id, receivedAt: inbox.receivedAt }).from(inbox).where(inArray(inbox.id, ids))
  return new Map(rows.map((row) => [row.id, row]))
}

async function warehouseOf({ db, t: { warehouses } }: Reader, code: string) {
  const [row] = await db.select().from(warehouses).where(eq(warehouses.code, code))
  return { code, name: row?.name ?? code, gln: row?.gln ?? null, timeZone: row?.timeZone ?? 'UTC' }
}

async function orderOf({ db, t }: Reader, id: string) {
  const [order] = await db.select().from(t.orders).where(eq(t.orders.id, id))
  if (!order) return null
  const lines = await db
    .select({
      sku: t.orderLines.sku,
      name: t.items.name,
      quantity: t.orderLines.quantity,
      shipped: t.orderLines.shipped,
      unitPrice: t.orderLines.unitPrice,
    })
    .from(t.orderLines)
    .innerJoin(t.items, eq(t.items.sku, t.orderLines.sku))
    .where(eq(t.orderLines.orderId, id))
    .orderBy(asc(t.orderLines.position))
  return {
    id,
    externalId: order.externalId,
    channel: order.channel,
    customer: order.customer,
    shipTo: order.shipTo,
    shipBy: order.shipBy,
    placedAt: instant(order.placedAt),
    status: order.status,
    lines,
  }
}

/** Lots and places that were chosen for it. */
async function allocationsOf({ db, t: { tasks } }: Reader, orderId: string) {
  const rows = await db
    .select()
    .from(tasks)
    .where(and(eq(tasks.orderId, orderId), eq(tasks.kind, 'pick')))
    .orderBy(asc(tasks.createdAt), asc(tasks.id))
  return rows.map((task) => ({
    at: instant(task.createdAt),
    sku: task.sku,
    lot: task.lot === '' ? null : task.lot,
    location: task.location,
    quantity: task.quantity,
    picked: task.done,
  }))
}

async function shipmentsOf({ db, t }: Reader, orderId: string) {
  const { shipments, shipmentUnits } = t
  const rows = await db.select().from(shipments).where(eq(shipments.orderId, orderId)).orderBy(asc(shipments.shippedAt))
  const ids = rows.map(({ transactionId }) => transactionId)
  const units =
    ids.length === 0 ? [] : await db.select().from(shipmentUnits).where(inArray(shipmentUnits.transactionId, ids))
  return rows.map((row) => ({
    at: instant(row.shippedAt),
    carrier: row.carrier,
    service: row.service,
    trackingNumber: row.trackingNumber,
    documentType: row.documentType,
    documentNumber: row.documentNumber,
    units: units
      .filter(({ transactionId }) => transactionId === row.transactionId)
      .map(({ unit, sscc }) => ({ unit, sscc })),
  }))
}
