/** Empties the outbox: batch by batch, oldest stream first, until nothing waits or the network fails. */
import type { PushAnswer, PushResult } from '../../shared/wire/push.ts'
import type { OutboxDatabase, OutboxRow, OutboxState } from '../outbox/database.ts'
import { nextBatch } from '../outbox/pending.ts'
import { historyOf } from '../outbox/retain.ts'
import type { Transport } from './transport.ts'

const BATCH = 50

export interface DrainDeps {
  outbox: OutboxDatabase
  transport: Transport
  deviceId: string
  now(): number
}

/** Returns how many were acknowledged. Throws what the transport throws; nothing is lost by that. */
export async function drain(deps: DrainDeps): Promise<number> {
  let acknowledged = 0
  for (;;) {
    const batch = await nextBatch(deps.outbox, BATCH)
    if (batch.length === 0) return acknowledged
    const history = await historyOf(deps.outbox)
    const answer = await send(deps, batch)
    await deps.outbox.transaction('rw', deps.outbox.transactions, deps.outbox.device, async () => {
      // A restored server may lack what the one before it acknowledged: then it is sent once more.
      if ((await historyOf(deps.outbox)) === history) await acknowledge(deps, answer.results)
    })
    acknowledged += answer.results.length
    if (answer.results.length === 0 && !(await fillGap(deps, batch, answer))) return acknowledged
  }
}

async function send(
  deps: DrainDeps,
  batch: readonly OutboxRow[],
  lost?: { from: number; to: number },
): Promise<PushAnswer> {
  const stream = await deps.outbox.streams.get(batch[0]?.streamOrder ?? 0)
  if (!stream) throw new Error('A transaction stands in a stream that the outbox does not know.')
  return deps.transport.push({
    deviceId: deps.deviceId,
    streamId: stream.streamId,
    previousStreamId: stream.previousStreamId,
    ...(stream.previousSeq === undefined ? {} : { previousSeq: stream.previousSeq }),
    sentAt: new Date(deps.now()).toISOString(),
    ...(lost ? { lost } : {}),
    transactions: batch.map((row) => row.envelope),
  })
}

/** Only ids that the answer names are acknowledged: it came after their commit was durable. */
async function acknowledge(deps: DrainDeps, results: readonly PushResult[]): Promise<void> {
  await deps.outbox.transactions.bulkUpdate(
    results.map(({ id, outcome, exceptions, problem }) => {
      const state: OutboxState = outcome === 'refused' ? 'attention' : 'done'
      return {
        key: id,
        changes: { state, outcome, exceptions, acknowledgedAt: deps.now(), ...(problem ? { problem } : {}) },
      }
    }),
  )
}

/**
 * The server misses earlier ones of this stream. What the outbox still retains of them is sent again; what it cannot
 * have any more is declared lost, so that a person hears of it. Returns whether there is something to go on with.
 */
async function fillGap(deps: DrainDeps, batch: readonly OutboxRow[], answer: PushAnswer): Promise<boolean> {
  const first = batch[0]
  if (!first || answer.expectedSeq >= first.seq) return false
  const missing = await deps.outbox.transactions
    .where('[streamOrder+seq]')
    .between([first.streamOrder, answer.expectedSeq], [first.streamOrder, first.seq], true, false)
    .toArray()
  const lostUntil = Math.min(first.seq, ...missing.map((row) => row.seq)) - 1
  if (missing.length > 0)
    await deps.outbox.transactions.bulkUpdate(missing.map((row) => ({ key: row.id, changes: { state: 'waiting' } })))
  if (lostUntil < answer.expectedSeq) return true
  const lost = { from: answer.expectedSeq, to: lostUntil }
  const told = await send(deps, missing.length > 0 ? missing.slice(0, 1) : batch, lost)
  // A server that does not take the loss would be told of it for ever.
  return told.expectedSeq > answer.expectedSeq
}
