/** The next parcel that a platform is to be told of. It is told by one at a time, in the order in which parcels left. */
import { and, asc, eq, inArray, isNotNull, lte, ne } from 'drizzle-orm'
import type { Schema } from '../../db/schema.ts'
import type { Tx, Work } from '../../db/work.ts'
import type { Parcel } from '../connector.ts'

export type Confirmation = Schema['confirmations']['$inferSelect']

/** After that long without an outcome, whoever was telling it has died. */
const TELLING_MS = 60_000

export interface TakenParcel {
  confirmation: Confirmation
  key: string
  parcel: Parcel
}

const OPEN = ['waiting', 'sending', 'unsure'] as const

export async function takeParcel(work: Work, connectorId: string, now: number): Promise<TakenParcel | undefined> {
  const due = await work.read(({ db, t: { confirmations } }) =>
    db
      .select({ id: confirmations.shipmentId })
      .from(confirmations)
      .where(
        and(
          eq(confirmations.connectorId, connectorId),
          inArray(confirmations.state, [...OPEN]),
          lte(confirmations.nextAt, now),
        ),
      )
      .limit(1),
  )
  return due.length === 0 ? undefined : work.run([`connector ${connectorId}`], (tx) => take(tx, connectorId))
}

async function take(tx: Tx, connectorId: string): Promise<TakenParcel | undefined> {
  const { confirmations } = tx.t
  const [row] = await tx.db
    .select()
    .from(confirmations)
    .where(
      and(
        eq(confirmations.connectorId, connectorId),
        inArray(confirmations.state, [...OPEN]),
        lte(confirmations.nextAt, tx.now),
      ),
    )
    .orderBy(asc(confirmations.createdAt), asc(confirmations.externalId), asc(confirmations.parcel))
    .limit(1)
  if (!row) return undefined
  const key = tx.newId()
  await tx.db
    .update(confirmations)
    .set({ state: 'sending', key, nextAt: tx.now + TELLING_MS })
    .where(and(eq(confirmations.connectorId, connectorId), eq(confirmations.shipmentId, row.shipmentId)))
  return { confirmation: row, key, parcel: await parcelOf(tx, row) }
}

async function parcelOf(tx: Tx, row: Confirmation): Promise<Parcel> {
  const { shipments } = tx.t
  const [shipment] = await tx.db.select().from(shipments).where(eq(shipments.transactionId, row.shipmentId))
  const { externalId, parcel, lines, state } = row
  return {
    externalId,
    parcel,
    lines,
    carrier: shipment?.carrier ?? null,
    service: shipment?.service ?? null,
    trackingNumber: shipment?.trackingNumber ?? null,
    shippedAt: shipment?.shippedAt ?? row.createdAt,
    unsure: state !== 'waiting',
    others: await othersOf(tx, row),
  }
}

async function othersOf({ db, t: { confirmations } }: Tx, row: Confirmation): Promise<string[]> {
  const rows = await db
    .select({ name: confirmations.confirmedAs })
    .from(confirmations)
    .where(
      and(
        eq(confirmations.connectorId, row.connectorId),
        eq(confirmations.externalId, row.externalId),
        ne(confirmations.shipmentId, row.shipmentId),
        isNotNull(confirmations.confirmedAs),
      ),
    )
  return rows.flatMap(({ name }) => name ?? [])
}
