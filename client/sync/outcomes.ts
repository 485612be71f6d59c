/**
 * What became of this device's transactions, as the feed tells it. The outcome arrives with the rows that it changed, so
 * from that page on the transaction is not laid over the replica any more.
 */
import type { OutboxDatabase } from '../outbox/database.ts'
import type { ReplicaDatabase } from '../replica/database.ts'

export async function noteOutcomes(outbox: OutboxDatabase, replica: ReplicaDatabase): Promise<void> {
  const outcomes = await replica.rows.outcomes.toArray()
  if (outcomes.length === 0) return
  await outbox.transaction('rw', outbox.transactions, async () => {
    for (const { id, outcome, exceptions, problem, settled } of outcomes) {
      const state = outcome === 'refused' && !settled ? 'attention' : 'done'
      const row = await outbox.transactions.get(id)
      if (!row) continue
      await outbox.transactions.put({
        ...row,
        reflected: 1,
        state,
        outcome,
        exceptions,
        // The answer may have been lost: the feed acknowledges as well, and retention begins.
        acknowledgedAt: row.acknowledgedAt ?? row.recordedAt,
        ...(problem ? { problem } : {}),
      })
    }
  })
  // Only now: until the outbox has them, the outcomes themselves keep the overlay right.
  await replica.rows.outcomes.bulkDelete(outcomes.map((row) => row.id))
}
