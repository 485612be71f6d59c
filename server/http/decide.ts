/** A request decided in one unit, once per Idempotency-Key: a repeat gets the first answer. */
import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '../db/work.ts'
import { Problem } from '../problem.ts'
import type { Answer, Call } from './operation.ts'

/** `what` names the operation and its target, so that one key cannot answer for another request. */
export function decide<Decided extends Answer>(
  call: Call<unknown, unknown>,
  what: string,
  keys: readonly string[],
  unit: (tx: Tx) => Promise<Decided>,
): Promise<Decided> {
  const key = call.idempotencyKey
  if (key === undefined) return call.deps.work.run(keys, unit)
  const requestHash = createHash('sha256')
    .update(JSON.stringify([what, call.warehouse, call.body ?? null]))
    .digest('base64url')
  const caller = `${call.caller.kind} ${call.caller.id}`
  return call.deps.work.run([`idempotency ${caller} ${key}`, ...keys], async (tx) => {
    const { idempotency } = tx.t
    const [known] = await tx.db
      .select()
      .from(idempotency)
      .where(and(eq(idempotency.caller, caller), eq(idempotency.key, key)))
    // What was kept under this key and request is what this unit once answered.
    if (known) return firstAnswer(known, requestHash) as Decided
    const answer = await unit(tx)
    await tx.db.insert(idempotency).values({
      caller,
      key,
      requestHash,
      status: answer.status,
      answer: JSON.stringify(answer.body),
      createdAt: tx.now,
    })
    return answer
  })
}

function firstAnswer(known: { requestHash: string; status: number; answer: string }, requestHash: string): Answer {
  if (known.requestHash !== requestHash) {
    throw new Problem(
      409,
      'idempotency-key-reused',
      'This Idempotency-Key was used for another request. Use a new key for a new request.',
    )
  }
  return { status: known.status as Answer['status'], body: JSON.parse(known.answer) }
}
