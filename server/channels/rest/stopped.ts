/** Events that were refused: their subject stops until somebody has it tried again, or lets the event be. */
import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { Tx } from '../../db/work.ts'
import type { Event } from './event.ts'
import { settleListing } from './settle-listing.ts'

/** Not before somebody acts. */
export const NEVER = Number.MAX_SAFE_INTEGER

/** Longer than any attempt takes: what is not to be sent before that is not on its way. */
export const CLAIM_MS = 60_000

/** `subject` undefined: all of them. */
export async function tellAgain(tx: Tx, connectorId: string, subject: string | undefined): Promise<void> {
  const { outgoing, connectors } = tx.t
  await tx.db
    .update(outgoing)
    .set({ nextAt: tx.now })
    .where(
      and(
        eq(outgoing.connectorId, connectorId),
        isNull(outgoing.deliveredAt),
        gt(outgoing.nextAt, tx.now + CLAIM_MS),
        subject === undefined ? undefined : eq(outgoing.subject, subject),
      ),
    )
  await tx.db.update(connectors).set({ restsUntil: 0 }).where(eq(connectors.id, connectorId))
}

/** The event that stops the subject is given up; those behind it go out. */
export async function passOver(tx: Tx, connectorId: string, subject: string): Promise<void> {
  const { outgoing } = tx.t
  const [stopped] = await tx.db
    .select()
    .from(outgoing)
    .where(and(eq(outgoing.connectorId, connectorId), eq(outgoing.subject, subject), isNull(outgoing.deliveredAt)))
    .orderBy(asc(outgoing.position))
    .limit(1)
  if (stopped?.nextAt !== NEVER) return
  await tx.db
    .update(outgoing)
    .set({ deliveredAt: tx.now, attempts: 0, nextAt: tx.now })
    .where(eq(outgoing.position, stopped.position))
  await settleListing(tx, connectorId, stopped.body as Event, 'given-up')
}
