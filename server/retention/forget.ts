/** Rows that have served: first answers to requests, failed tries, told events. */
import { and, isNotNull, lt } from 'drizzle-orm'
import type { Tx } from '../db/work.ts'

const DAY_MS = 86_400_000
/** So long a request may be sent again with its Idempotency-Key. */
const ANSWERS_MS = 30 * DAY_MS
/** Waits of who guesses are counted in hours. */
const TRIES_MS = 30 * DAY_MS
/** So far back can a shop ask to be told again. */
const TOLD_MS = 90 * DAY_MS

export async function forget({ db, t, now }: Tx): Promise<void> {
  await db.delete(t.idempotency).where(lt(t.idempotency.createdAt, now - ANSWERS_MS))
  await db.delete(t.tries).where(lt(t.tries.lastAt, now - TRIES_MS))
  await db.delete(t.enrolmentCodes).where(lt(t.enrolmentCodes.expiresAt, now - DAY_MS))
  await db.delete(t.outgoing).where(and(isNotNull(t.outgoing.deliveredAt), lt(t.outgoing.deliveredAt, now - TOLD_MS)))
}
