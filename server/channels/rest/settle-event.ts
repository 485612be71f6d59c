/** Writes down what became of an attempt. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '../../db/work.ts'
import { waitMs } from '../backoff.ts'
import { noteCall } from '../circuit.ts'
import type { LetterOutcome } from '../connector.ts'
import type { ConnectorRow } from '../connectors.ts'
import { endFailure, noteFailure } from '../failures.ts'
import type { Event } from './event.ts'
import type { LogRow } from './log.ts'
import { settleListing } from './settle-listing.ts'
import { NEVER } from './stopped.ts'

export async function settleEvent(
  tx: Tx,
  connector: ConnectorRow,
  sent: LogRow,
  outcome: LetterOutcome,
  random: () => number,
): Promise<void> {
  if (await write(tx, sent, outcome, random)) await tell(tx, connector, sent, outcome)
  await noteCall(tx, connector, [outcome], random)
}

/** False: it was taken anew since, and this attempt does not count. */
async function write(tx: Tx, sent: LogRow, outcome: LetterOutcome, random: () => number): Promise<boolean> {
  const { outgoing } = tx.t
  const set =
    outcome.kind === 'done'
      ? { deliveredAt: tx.now }
      : { nextAt: outcome.kind === 'refused' ? NEVER : tx.now + (outcome.waitMs ?? waitMs(sent.attempts, random)) }
  const written = await tx.db
    .update(outgoing)
    .set(set)
    .where(
      and(
        eq(outgoing.position, sent.position),
        eq(outgoing.attempts, sent.attempts),
        eq(outgoing.nextAt, sent.nextAt),
        isNull(outgoing.deliveredAt),
      ),
    )
    .returning({ position: outgoing.position })
  return written.length > 0
}

async function tell(tx: Tx, { id, warehouse }: ConnectorRow, { subject, body }: LogRow, outcome: LetterOutcome) {
  const thing = { warehouse, connectorId: id, about: 'event' as const, subject }
  if (outcome.kind === 'done') {
    await settleListing(tx, id, body as Event, 'told')
    return endFailure(tx, thing, 'healed')
  }
  const waitsOnly = outcome.kind === 'later' && !outcome.counts
  if (!waitsOnly) await noteFailure(tx, thing, outcome.kind === 'refused' ? 'open' : 'retrying', outcome)
}
