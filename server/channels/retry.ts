/** Somebody has looked at what failed: it is tried again at once, or it may stay so. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../db/work.ts'
import { documentAgain } from './edi/exchange/again.ts'
import { endFailure, type FailedThing, requireFailure } from './failures.ts'
import { passOver, tellAgain } from './rest/stopped.ts'

export async function retryFailure(tx: Tx, warehouse: string, connectorId: string, failureId: string): Promise<void> {
  const { about, subject } = await requireFailure(tx, connectorId, failureId)
  await tryAgain(tx, { warehouse, connectorId, about, subject })
}

export async function ignoreFailure(tx: Tx, warehouse: string, connectorId: string, failureId: string): Promise<void> {
  const { about, subject } = await requireFailure(tx, connectorId, failureId)
  await letBe(tx, { warehouse, connectorId, about, subject })
}

/** Whatever it still waits for. */
export function tryAgain(tx: Tx, thing: FailedThing): Promise<void> {
  const { connectorId, about, subject } = thing
  if (about === 'publish') return publishAgain(tx, connectorId, subject)
  if (about === 'order') return askAgain(tx, connectorId, subject)
  if (about === 'shipment') return confirmAgain(tx, connectorId, subject)
  if (about === 'document') return documentAgain(tx, connectorId, subject)
  if (about === 'orders') return pollAgain(tx, connectorId)
  if (about === 'event') return tellAgain(tx, connectorId, subject)
  return everythingAgain(tx, connectorId)
}

/** A listing stays as the platform has it until its mapping is given again; an order, until it changes there. */
export async function letBe(tx: Tx, thing: FailedThing): Promise<void> {
  const { connectorId, about, subject } = thing
  const { confirmations, ediDocuments } = tx.t
  if (about === 'shipment')
    await tx.db
      .update(confirmations)
      .set({ state: 'ignored' })
      .where(and(eq(confirmations.connectorId, connectorId), eq(confirmations.shipmentId, subject)))
  if (about === 'document')
    await tx.db
      .update(ediDocuments)
      .set({ state: 'ignored' })
      .where(and(eq(ediDocuments.connectorId, connectorId), eq(ediDocuments.id, subject)))
  if (about === 'event') await passOver(tx, connectorId, subject)
  await endFailure(tx, thing, 'ignored')
}

/** `listing` undefined: all that wait. */
async function publishAgain(tx: Tx, connectorId: string, listing: string | undefined): Promise<void> {
  const { listings, connectors } = tx.t
  await tx.db
    .update(listings)
    .set({ stopped: false, nextAt: tx.now })
    .where(
      and(
        eq(listings.connectorId, connectorId),
        listing === undefined ? undefined : eq(listings.listing, listing),
        isNull(listings.sending),
      ),
    )
  await tx.db.update(connectors).set({ restsUntil: 0 }).where(eq(connectors.id, connectorId))
}

/** Whatever it shows, and whatever it was told. */
export async function tellAnew(tx: Tx, connectorId: string, listing: string): Promise<void> {
  const { listings } = tx.t
  await tx.db
    .update(listings)
    .set({ shown: null, version: sql`${listings.version} + 1`, changedAt: tx.now, nextAt: tx.now, stopped: false })
    .where(and(eq(listings.connectorId, connectorId), eq(listings.listing, listing), isNull(listings.sending)))
}

async function everythingAgain(tx: Tx, connectorId: string): Promise<void> {
  await publishAgain(tx, connectorId, undefined)
  await tellAgain(tx, connectorId, undefined)
  await pollAgain(tx, connectorId)
}

async function pollAgain(tx: Tx, connectorId: string): Promise<void> {
  const { intakes } = tx.t
  await tx.db.update(intakes).set({ pollAt: 0, readAt: 0 }).where(eq(intakes.connectorId, connectorId))
}

async function askAgain(tx: Tx, connectorId: string, externalId: string): Promise<void> {
  const { platformOrders } = tx.t
  await tx.db
    .update(platformOrders)
    .set({ dueAt: tx.now, attempts: 0, asked: sql`${platformOrders.asked} + 1` })
    .where(and(eq(platformOrders.connectorId, connectorId), eq(platformOrders.externalId, externalId)))
}

async function confirmAgain(tx: Tx, connectorId: string, shipmentId: string): Promise<void> {
  const { confirmations } = tx.t
  await tx.db
    .update(confirmations)
    .set({ state: 'unsure', nextAt: tx.now, attempts: 0 })
    .where(and(eq(confirmations.connectorId, connectorId), eq(confirmations.shipmentId, shipmentId)))
}
