/** Follows the server: the snapshot in pages where the replica is empty, then the feed. */

import type { PullAnswer } from '../../shared/wire/pull.ts'
import type { OutboxDatabase } from '../outbox/database.ts'
import { historyOf, sendAllAgain } from '../outbox/retain.ts'
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

/** A page that was asked for while the one before it is written: of a first sync each takes about as long. */
interface Ahead {
  cursor: string
  page: Promise<PullAnswer>
}

/** Pulls until there is no more. Returns how many changes came. Throws what the transport throws. */
export async function pull(deps: PullDeps): Promise<number> {
  let changes = 0
  let ahead: Ahead | null = null
  for (;;) {
    const state = await readState(deps.replica)
    const page = await nextPage(deps, state, ahead)
    ahead = null
    if (page === null) continue
    if (page.more) ahead = askAhead(deps, page.cursor)
    // Another tab has gone on meanwhile: this page is no more what follows.
    if (!(await applyPage(deps.replica, page, deps.deviceId, state?.cursor ?? null))) continue
    await noteOutcomes(deps.outbox, deps.replica, page.epoch)
    changes += page.changes.length
    if (!page.more) return changes
  }
}

function askAhead({ transport }: PullDeps, cursor: string): Ahead {
  const page = transport.pull(cursor)
  // What it fails with is met where it is waited for; if nobody does, it does not matter.
  page.catch(() => {})
  return { cursor, page }
}

/** Null: the server has another history. The replica was dropped, and what was recorded here will be sent again. */
async function nextPage(deps: PullDeps, state: ReplicaState | null, ahead: Ahead | null): Promise<PullAnswer | null> {
  const cursor = state?.cursor ?? null
  try {
    const page = await (ahead !== null && ahead.cursor === cursor ? ahead.page : deps.transport.pull(cursor))
    if (await isSameHistory(deps.outbox, state, page.epoch)) return page
  } catch (error) {
    if (!(error instanceof SnapshotNeeded)) throw error
  }
  // In this order: after a crash between two of them, all of it happens again.
  await sendAllAgain(deps.outbox)
  await dropReplica(deps.replica)
  return null
}

/** The outbox remembers the history, too: the replica may be gone when the server comes back with another. */
async function isSameHistory(outbox: OutboxDatabase, state: ReplicaState | null, epoch: string): Promise<boolean> {
  const noted = await historyOf(outbox)
  const known = noted ?? state?.epoch ?? epoch
  if (noted === undefined && known === epoch) await outbox.device.put({ name: 'epoch', value: epoch })
  return known === epoch
}
