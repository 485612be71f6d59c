/** Sessions bind worker, device and time. One that is ended before its time says when, so that what came before it is still proven. */
import { and, eq, gt, isNull, type SQL } from 'drizzle-orm'
import { OFFICE } from '../counting/order.ts'
import type { Role } from '../db/schema.ts'
import type { Tx } from '../db/work.ts'
import { newestPosition } from '../feed/positions.ts'
import { hashSecret, newToken } from './tokens.ts'

/** A shift with its overtime. What is recorded later than this is posted as unproven. */
const SESSION_MS = 16 * 3_600_000

export interface SignedIn {
  token: string
  sessionId: string
  expiresAt: string
  user: { id: string; name: string; roles: Role[] }
}

/** `deviceId` null: for the office alone. Undefined where the person may not sign in any more. */
export async function startSession(tx: Tx, userId: string, deviceId: string | null): Promise<SignedIn | undefined> {
  const { users, sessions } = tx.t
  const [user] = await tx.db
    .select({ id: users.id, name: users.name, roles: users.roles })
    .from(users)
    .where(and(eq(users.id, userId), eq(users.disabled, false)))
  if (!user) return undefined
  const token = newToken('session')
  const session = {
    id: tx.newId(),
    userId,
    deviceId: deviceId ?? OFFICE,
    tokenHash: hashSecret(token),
    startedAt: tx.now,
    expiresAt: tx.now + SESSION_MS,
  }
  await tx.db.insert(sessions).values(session)
  return { token, sessionId: session.id, expiresAt: new Date(session.expiresAt).toISOString(), user }
}

export const endSession = (tx: Tx, id: string) => end(tx, eq(tx.t.sessions.id, id))
export const endSessionsOfUser = (tx: Tx, userId: string) => end(tx, eq(tx.t.sessions.userId, userId))
export const endSessionsOnDevice = (tx: Tx, deviceId: string) => end(tx, eq(tx.t.sessions.deviceId, deviceId))

/** Returns how many were under way. */
async function end(tx: Tx, which: SQL): Promise<number> {
  const { sessions } = tx.t
  const ended = await tx.db
    .update(sessions)
    .set({ endedAt: tx.now, endedPosition: await newestPosition(tx) })
    .where(and(which, isNull(sessions.endedAt), gt(sessions.expiresAt, tx.now)))
    .returning({ id: sessions.id })
  return ended.length
}
