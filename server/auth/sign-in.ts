/** Sign-in by badge and PIN on an enrolled device. The session binds worker, device and time. */
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import { canonicalBadge } from '../../shared/wire/override.ts'
import type { Role, Schema } from '../db/schema.ts'
import type { Work } from '../db/work.ts'
import { Problem } from '../problem.ts'
import { hashPin, isRightPin } from './pin.ts'
import { hashSecret, newToken } from './tokens.ts'

/** A shift with its overtime. What is recorded later than this is posted as unproven. */
const SESSION_MS = 16 * 3_600_000
const FREE_TRIES = 4
const FIRST_WAIT_MS = 15_000
const LONGEST_WAIT_MS = 15 * 60_000

export const signInInput = v.object({
  badge: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  pin: v.pipe(v.string(), v.minLength(1), v.maxLength(12)),
  deviceId: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
})

export interface SignedIn {
  token: string
  sessionId: string
  expiresAt: string
  user: { id: string; name: string; roles: Role[] }
}

type User = Schema['users']['$inferSelect']

// One answer for an unknown badge and a wrong PIN: which of them it was helps only somebody who tries.
const wrong = () =>
  new Problem(401, 'wrong-badge-or-pin', 'Badge or PIN is wrong. Scan the badge again and type the PIN.')

export async function signIn(
  work: Work,
  now: () => number,
  input: v.InferOutput<typeof signInInput>,
): Promise<SignedIn> {
  const badgeHash = hashSecret(canonicalBadge(input.badge))
  const user = await work.read(
    async ({ db, t }) => (await db.select().from(t.users).where(eq(t.users.badgeHash, badgeHash)))[0],
  )
  if (!user || user.disabled) {
    await hashPin(input.badge, input.pin)
    throw wrong()
  }
  await countTry(work, user.id, now())
  if (!(await isRightPin(user.pinHash, input.badge, input.pin))) throw wrong()
  return startSession(work, user, input.deviceId)
}

/** Counted before the PIN is looked at: of many guesses at once, each must find those that came before it. */
async function countTry(work: Work, id: string, now: number): Promise<void> {
  await work.run([`user ${id}`], async (tx) => {
    const { users } = tx.t
    const [user] = await tx.db.select().from(users).where(eq(users.id, id))
    if (!user) throw wrong()
    refuseWhileWaiting(user, now)
    await tx.db
      .update(users)
      .set({ failures: user.failures + 1, lastFailureAt: now })
      .where(eq(users.id, id))
  })
}

function refuseWhileWaiting(user: User, now: number): void {
  if (user.failures < FREE_TRIES) return
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (user.failures - FREE_TRIES))
  const left = user.lastFailureAt + wait - now
  if (left <= 0) return
  const seconds = Math.ceil(left / 1000)
  throw new Problem(429, 'too-many-wrong-pins', `Too many wrong PINs. Wait ${seconds} seconds, then try again.`, {
    retryAfterSeconds: seconds,
  })
}

function startSession(work: Work, user: User, deviceId: string): Promise<SignedIn> {
  const token = newToken('session')
  return work.run([`user ${user.id}`], async (tx) => {
    await tx.db.update(tx.t.users).set({ failures: 0 }).where(eq(tx.t.users.id, user.id))
    const session = {
      id: tx.newId(),
      userId: user.id,
      deviceId,
      tokenHash: hashSecret(token),
      startedAt: tx.now,
      expiresAt: tx.now + SESSION_MS,
    }
    await tx.db.insert(tx.t.sessions).values(session)
    return {
      token,
      sessionId: session.id,
      expiresAt: new Date(session.expiresAt).toISOString(),
      user: { id: user.id, name: user.name, roles: user.roles },
    }
  })
}
