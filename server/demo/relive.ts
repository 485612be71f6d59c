/** Lets the past happen in the new database: recorded as handhelds record it, so that it can be traced like everything else. */
import { eq } from 'drizzle-orm'
import { v7 } from 'uuid'
import { newToken } from '../auth/tokens.ts'
import { createIds } from '../db/ids.ts'
import type { Work } from '../db/work.ts'
import { applyUnit, type PushContext } from '../inbox/apply.ts'
import { type KnownSession, knownSessions } from '../inbox/author.ts'
import { orderLocks, placeOrder } from '../orders/place.ts'
import type { PastFact } from './past.ts'
import { DEMO_WAREHOUSE } from './warehouse.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const DEVICE = 'HH-01'
/** What was ordered had to be picked and packed. */
const ORDERED_DAYS_BEFORE = 2

export interface Workers {
  receiver: string
  picker: string
}

export async function relive(work: Work, now: number, facts: readonly PastFact[], workers: Workers): Promise<void> {
  const shifts = {
    receiver: await shiftUntil(work, now - DAY_MS, workers.receiver, DEVICE),
    picker: await shiftUntil(work, now - DAY_MS, workers.picker, DEVICE),
  }
  const context = await openStream(work, DEVICE, Object.values(shifts))
  for (const [index, fact] of facts.entries()) {
    const occurredAt = momentOf(now, fact.daysAgo, index)
    const orderId = fact.order && (await order(work, fact.order, occurredAt - ORDERED_DAYS_BEFORE * DAY_MS))
    const raw = {
      id: v7(),
      seq: index + 1,
      v: fact.type === 'transform' ? 1 : 2,
      type: fact.type,
      session: fact.type === 'ship' ? shifts.picker : shifts.receiver,
      occurredAt: new Date(occurredAt).toISOString(),
      payload: { ...fact.payload, ...(orderId === undefined ? {} : { orderId }) },
    }
    const applied = await work.run([], (tx) => applyUnit(tx, context, { id: raw.id, seq: raw.seq, raw }))
    if (applied === 'gap' || applied.outcome !== 'applied')
      throw new Error(`The demo's past contradicts itself: ${JSON.stringify({ raw, applied })}`)
  }
}

/** Some time of the working day in Chicago. */
const momentOf = (now: number, daysAgo: number, index: number): number =>
  Math.floor(now / DAY_MS - daysAgo) * DAY_MS + 15 * HOUR_MS + ((index * 37) % 300) * 60_000

/** A session that is over, so that its token opens nothing. */
export async function shiftUntil(work: Work, end: number, userId: string, deviceId: string): Promise<string> {
  const id = v7()
  await work.run([], (tx) =>
    tx.db.insert(tx.t.sessions).values({
      id,
      userId,
      deviceId,
      tokenHash: newToken('session'),
      startedAt: end - 365 * DAY_MS,
      expiresAt: end,
    }),
  )
  return id
}

export async function openStream(work: Work, deviceId: string, sessions: string[]): Promise<PushContext> {
  const streamId = v7()
  await work.run([], (tx) =>
    tx.db.insert(tx.t.streams).values({ streamId, deviceId, previousStreamId: null, expectedSeq: 1, skewMs: 0 }),
  )
  const known: Map<string, KnownSession> = await knownSessions(work, sessions)
  const credential = { kind: 'device', deviceId } as const
  return { warehouse: DEMO_WAREHOUSE, deviceId, streamId, credential, sessions: known, skewMs: 0 }
}

/** Placed like any other, and dated back afterwards: nothing is promised in the past. */
async function order(work: Work, input: NonNullable<PastFact['order']>, placedAt: number): Promise<string> {
  const locks = orderLocks(DEMO_WAREHOUSE, input)
  // When a line was asked for is read from its id.
  const newId = createIds(() => placedAt)
  const { answer } = await work.run(locks, (tx) => placeOrder({ ...tx, newId }, DEMO_WAREHOUSE, input))
  await work.run([], (tx) => tx.db.update(tx.t.orders).set({ placedAt }).where(eq(tx.t.orders.id, answer.id)))
  return answer.id
}
