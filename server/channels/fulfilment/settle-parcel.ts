/** Writes down what became of a parcel that a platform was told of. */
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../db/work.ts'
import { waitMs } from '../backoff.ts'
import type { ParcelOutcome } from '../connector.ts'
import type { ConnectorRow } from '../connectors.ts'
import { endFailure, noteFailure } from '../failures.ts'
import type { Confirmation, TakenParcel } from './take-parcel.ts'

export async function settleParcel(
  tx: Tx,
  { id: connectorId, warehouse }: ConnectorRow,
  { confirmation, key }: TakenParcel,
  outcome: ParcelOutcome,
  random: () => number,
): Promise<void> {
  const now = await current(tx, confirmation)
  // Somebody else took it over, for this was away too long; or it was undone meanwhile.
  if (now?.key !== key || now.state !== 'sending') return
  const order = await orderOf(tx, now)
  const thing = { warehouse, connectorId, about: 'shipment' as const, subject: now.shipmentId, ...order }
  if (outcome.kind === 'done') {
    await change(tx, now, { state: 'done', confirmedAs: outcome.confirmedAs, confirmedAt: tx.now })
    await addTold(tx, now)
    return endFailure(tx, thing, 'healed')
  }
  if (outcome.kind === 'refused') {
    await change(tx, now, { state: 'refused' })
    return noteFailure(tx, thing, 'open', outcome)
  }
  const counts = outcome.kind === 'unsure' || outcome.counts
  const attempts = now.attempts + (counts ? 1 : 0)
  const nextAt = tx.now + (outcome.waitMs ?? waitMs(Math.max(1, attempts), random))
  const mayBeTold = outcome.kind === 'unsure' || confirmation.state !== 'waiting'
  await change(tx, now, { state: mayBeTold ? 'unsure' : 'waiting', attempts, nextAt })
  if (counts) await noteFailure(tx, thing, 'retrying', outcome)
}

async function current({ db, t: { confirmations } }: Tx, { connectorId, shipmentId }: Confirmation) {
  const [row] = await db
    .select()
    .from(confirmations)
    .where(and(eq(confirmations.connectorId, connectorId), eq(confirmations.shipmentId, shipmentId)))
  return row
}

async function change(
  { db, t: { confirmations } }: Tx,
  { connectorId, shipmentId }: Confirmation,
  set: Partial<Confirmation>,
): Promise<void> {
  await db
    .update(confirmations)
    .set(set)
    .where(and(eq(confirmations.connectorId, connectorId), eq(confirmations.shipmentId, shipmentId)))
}

async function orderOf({ db, t: { platformOrders } }: Tx, { connectorId, externalId }: Confirmation) {
  const [row] = await db
    .select({ number: platformOrders.number, orderId: platformOrders.orderId })
    .from(platformOrders)
    .where(and(eq(platformOrders.connectorId, connectorId), eq(platformOrders.externalId, externalId)))
  return { name: row?.number ?? externalId, ...(row?.orderId && { orderId: row.orderId }) }
}

/** What the platform still wants of these lines is that much less from now on. */
async function addTold({ db, t: { platformLines } }: Tx, { connectorId, externalId, lines }: Confirmation) {
  for (const { lineId, quantity } of lines)
    await db
      .update(platformLines)
      .set({ told: sql`${platformLines.told} + ${quantity} * ${platformLines.packQuantity}` })
      .where(
        and(
          eq(platformLines.connectorId, connectorId),
          eq(platformLines.externalId, externalId),
          eq(platformLines.lineId, lineId),
        ),
      )
}
