/** Follows the server: the snapshot in pages where the replica is empty, then the feed. */

import type { OutboxDatabase } from '../outbox/database.ts'
import { sendAllAgain } from '../outbox/retain.ts'
import { applyPage, dropReplica, type ReplicaState, readState } from '../replica/apply.ts'
import type { ReplicaDatabase } from '../replica/database.ts'
import { noteOutcomes } from './outcomes.ts'
import { SnapshotNeeded, type Transport } from './transport.ts'

export interface PullDeps {
  replica: ReplicaDatabase
  outbox: OutboxDatabase
  transport: Transport
  deviceId: string
}

/** Pulls until there is no more. Returns how many changes came. Throws what the transport throws. */
export async function pull(deps: PullDeps): Promise<number> {
  let changes = 0
  for (;;) {
    const state = await readState(deps.replica)
    const page = await nextPage(deps, state)
    if (page === null) continue
    await applyPage(deps.replica, page, deps.deviceId)
    await noteOutcomes(deps.outbox, deps.replica)
    changes += page.changes.length
    if (!page.more) return changes
  }
}

/** Null: the server has another history. The replica was dropped, and what was recorded here will be sent again. */
async function nextPage(deps: PullDeps, state: ReplicaState | null) {
  try {
    const page = await deps.transport.pull(state?.cursor ?? null)
    if (state === null || state.epoch === page.epoch) return page
  } catch (error) {
    if (!(error instanceof SnapshotNeeded)) throw error
  }
  // In this order: after a crash between the two, the replica still has the old epoch and both happen again.
  await sendAllAgain(deps.outbox)
  await dropReplica(deps.replica)
  return null
}
