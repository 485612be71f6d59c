/**
 * What became of this device's transactions, as the feed tells it. The outcome arrives with the rows that it changed, so
 * from that page on the transaction is not laid over the replica any more.
 */
import type { OutcomeRow } from '../../shared/wire/pull.ts'
import type { OutboxDatabase, OutboxRow } from '../outbox/database.ts'
import { historyOf } from '../outbox/retain.ts'
import type { ReplicaDatabase } from '../replica/database.ts'

export async function noteOutcomes(outbox: OutboxDatabase, replica: ReplicaDatabase, epoch: string): Promise<void> {
  const outcomes = await replica.rows.outcomes.toArray()
  if (outcomes.length === 0) return
  const isNoted = await outbox.transaction('rw', outbox.transactions, outbox.device, async () => {
    // Another tab has met another history since: what this one says of them is of the past.
    if ((await historyOf(outbox)) !== epoch) return false
    const rows = await outbox.transactions.bulkGet(outcomes.map(({ id }) => id))
    await outbox.transactions.bulkPut(
      outcomes.flatMap((told, at) => {
        const row = rows[at]
        return row ? [noted(row, told)] : []
      }),
    )
    return true
  })
  if (!isNoted) return
  // Only now: until the outbox has them, the outcomes themselves keep the overlay right.
  await replica.rows.outcomes.bulkDelete(outcomes.map((row) => row.id))
}

const noted = (row: OutboxRow, { outcome, exceptions, problem, settled }: OutcomeRow): OutboxRow => ({
  ...row,
  reflected: 1,
  state: outcome === 'refused' && !settled ? 'attention' : 'done',
  outcome,
  exceptions,
  // The answer may have been lost: the feed acknowledges as well, and retention begins.
  acknowledgedAt: row.acknowledgedAt ?? row.recordedAt,
  ...(problem ? { problem } : {}),
})
