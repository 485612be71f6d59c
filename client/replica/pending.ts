/** The overlay of this moment: what the outbox holds and the replica does not reflect yet. */
import type { Envelope } from '../../shared/wire/push.ts'
import type { OutboxDatabase } from '../outbox/database.ts'
import type { ReplicaDatabase } from './database.ts'
import { type Overlay, overlayOf } from './overlay.ts'

export async function currentOverlay(outbox: OutboxDatabase, replica: ReplicaDatabase): Promise<Overlay> {
  const rows = await outbox.transactions.where('reflected').equals(0).toArray()
  const outcomes = await replica.rows.outcomes.bulkGet(rows.map((row) => row.id))
  const pending = rows
    // What the server could not post has changed nothing there, and is for a person to settle.
    .filter((row, index) => outcomes[index] === undefined && row.state !== 'attention')
    .sort((a, b) => a.streamOrder - b.streamOrder || a.seq - b.seq)
    .map((row) => row.envelope)
  return overlayOf(pending, await reversedOf(outbox, pending))
}

/** Transactions that pending reversals undo, reflected already and retained. What was refused is in no figure. */
async function reversedOf(
  outbox: OutboxDatabase,
  pending: readonly Envelope[],
): Promise<(id: string) => Envelope | undefined> {
  const ids = pending
    .filter((envelope) => envelope.type === 'reverse')
    .map((envelope) => String(envelope.payload.transaction))
  const rows = ids.length === 0 ? [] : await outbox.transactions.bulkGet(ids)
  const known = new Map(rows.flatMap((row) => (row && row.outcome !== 'refused' ? [[row.id, row.envelope]] : [])))
  return (id) => known.get(id)
}
