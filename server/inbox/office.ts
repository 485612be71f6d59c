/**
 * Facts that are recorded at a desk: an adjustment, an undo. They are transactions as those of a handheld are, kept in the
 * inbox, checked, posted and undone in the same way; only that a desk can be told no.
 */
import { type TransactionName, transactionTypes } from '../../shared/transactions/index.ts'
import type { PushResult } from '../../shared/wire/push.ts'
import type { Caller } from '../auth/callers.ts'
import { OFFICE } from '../counting/order.ts'
import type { Tx } from '../db/work.ts'
import { Problem } from '../problem.ts'
import { interpretArrived, type PushContext } from './apply.ts'

export interface DeskFact {
  type: TransactionName
  payload: Record<string, unknown>
  caller: Caller
  warehouse: string
}

/** Throws a Problem where it is refused: nothing is parked, for who asked is still there to put it right. */
export async function recordAtDesk(tx: Tx, { type, payload, caller, warehouse }: DeskFact): Promise<PushResult> {
  const context: PushContext = {
    warehouse,
    deviceId: OFFICE,
    streamId: tx.newId(),
    // Whoever calls was authenticated with this very request.
    credential: { kind: 'token', name: caller.kind === 'session' ? caller.id : caller.name, roles: caller.roles },
    sessions: new Map(),
    skewMs: 0,
  }
  await openOwnStream(tx, context)
  const raw = {
    id: tx.newId(),
    seq: 1,
    v: transactionTypes[type].version,
    type,
    session: null,
    occurredAt: new Date(tx.now).toISOString(),
    payload,
  }
  const result = await interpretArrived(tx, context, { id: raw.id, seq: raw.seq, raw })
  if (result.problem) throw refusalOf(result.problem)
  return result
}

/** A stream of this fact alone: a desk has no order of its own to keep. */
async function openOwnStream(tx: Tx, { streamId, deviceId, skewMs }: PushContext): Promise<void> {
  await tx.db.insert(tx.t.streams).values({ streamId, deviceId, previousStreamId: null, expectedSeq: 2, skewMs })
}

function refusalOf({ code, detail, field }: NonNullable<PushResult['problem']>): Problem {
  if (code === 'not-allowed') return new Problem(403, 'forbidden', 'You may not record this. Ask a supervisor.')
  return new Problem(422, code, detail, field === undefined ? {} : { field: field.replace(/^payload\./, '') })
}
