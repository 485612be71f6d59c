/**
 * Sign-ins that are under way at the identity provider. Each belongs to the browser that began it, which its cookie tells; it is
 * brought back once, and a session is handed out for it once. The cookie itself opens nothing.
 */
import { randomBytes } from 'node:crypto'
import { and, eq, gt, lte, sql } from 'drizzle-orm'
import type { Tx, Work } from '../../db/work.ts'
import { Problem } from '../../problem.ts'
import { type Identity, personOf } from '../identities.ts'
import { type SignedIn, startSession } from '../sessions.ts'
import { hashSecret } from '../tokens.ts'
import type { Begun } from './provider.ts'

/** Long enough for a password and a second factor. */
const BEGUN_MS = 10 * 60_000
/** From the provider to the office it is one redirect. */
const CODE_MS = 60_000
/** Anybody may begin one, so the table is bounded. */
const MOST_AT_ONCE = 2_000

const newSecret = (): string => randomBytes(32).toString('base64url')

/** Returns the cookie by which the browser is known again. */
export async function beginSignIn(work: Work, { state, nonce, verifier }: Begun): Promise<string> {
  const cookie = newSecret()
  await work.run(['oidc sign-ins'], async (tx) => {
    const { oidcSignIns } = tx.t
    await tx.db.delete(oidcSignIns).where(lte(oidcSignIns.expiresAt, tx.now))
    const [under] = await tx.db.select({ many: sql<number>`count(*)`.mapWith(Number) }).from(oidcSignIns)
    if ((under?.many ?? 0) >= MOST_AT_ONCE)
      throw new Problem(429, 'too-many-tries', 'Too many sign-ins are under way. Try again in a minute.', {
        retryAfterSeconds: 60,
      })
    await tx.db.insert(oidcSignIns).values({
      cookieHash: hashSecret(cookie),
      ...{ state, nonce, verifier, expiresAt: tx.now + BEGUN_MS },
      ...{ codeHash: null, userId: null },
    })
  })
  return cookie
}

/** What this browser began, and no more after that; undefined where it began nothing with this state, or it came back before. */
export async function takeBack(work: Work, cookie: string, state: string): Promise<Begun | undefined> {
  const cookieHash = hashSecret(cookie)
  return work.run([`oidc ${cookieHash}`], async (tx) => {
    const { oidcSignIns: s } = tx.t
    const [row] = await tx.db
      .update(s)
      .set({ state: null })
      .where(and(eq(s.cookieHash, cookieHash), eq(s.state, state), gt(s.expiresAt, tx.now)))
      .returning()
    return row && { state, nonce: row.nonce, verifier: row.verifier }
  })
}

/** The code for which this browser gets a session; undefined where nobody here is that person. */
export async function admit(work: Work, cookie: string, identity: Identity): Promise<string | undefined> {
  const code = newSecret()
  return work.run([], async (tx) => {
    const { oidcSignIns: s, users } = tx.t
    const userId = await personOf(tx, identity)
    if (userId === undefined) return undefined
    const [user] = await tx.db.select({ disabled: users.disabled }).from(users).where(eq(users.id, userId))
    if (!user || user.disabled) return undefined
    const [row] = await tx.db
      .update(s)
      .set({ codeHash: hashSecret(code), userId, expiresAt: tx.now + CODE_MS })
      .where(eq(s.cookieHash, hashSecret(cookie)))
      .returning({ userId: s.userId })
    return row && code
  })
}

/** On no device: for the office alone. */
export async function exchange(tx: Tx, cookie: string, code: string): Promise<SignedIn> {
  const { oidcSignIns: s } = tx.t
  const [row] = await tx.db
    .delete(s)
    .where(and(eq(s.cookieHash, hashSecret(cookie)), eq(s.codeHash, hashSecret(code)), gt(s.expiresAt, tx.now)))
    .returning()
  const signedIn = row?.userId ? await startSession(tx, row.userId, null) : undefined
  if (signedIn) return signedIn
  throw new Problem(401, 'sign-in-over', 'This sign-in is over, or was begun in another browser. Press Sign in again.')
}
