/** Who may enter the office through the identity provider: only whom an administrator has linked, by the e-mail it knows them by. */
import { and, eq, isNull, ne } from 'drizzle-orm'
import * as v from 'valibot'
import type { Grant } from '../../shared/rules/permissions.ts'
import type { Tx } from '../db/work.ts'
import { notFound, Problem } from '../problem.ts'
import { logAct } from './audit-log.ts'
import { refuseMoreThanOwn } from './give.ts'

const email = v.pipe(
  v.string('Give the e-mail as text.'),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(254),
  v.email('This is not an e-mail address.'),
)
export const identityInput = v.object({ email: v.nullable(email) })

/** Linking anew unbinds who was bound before: whoever has the e-mail now is bound at the next sign-in. */
export async function linkIdentity(
  tx: Tx,
  userId: string,
  email: string | null,
  own: readonly Grant[],
): Promise<{ id: string; email: string | null }> {
  const { users, identities } = tx.t
  const [user] = await tx.db.select({ roles: users.roles }).from(users).where(eq(users.id, userId))
  if (!user) throw notFound(`person ${userId}`)
  refuseMoreThanOwn(own, user.roles)
  await tx.lock('identities')
  await tx.db.delete(identities).where(eq(identities.userId, userId))
  if (email === null) return { id: userId, email }
  const [other] = await tx.db
    .select()
    .from(identities)
    .where(and(eq(identities.email, email), ne(identities.userId, userId)))
  if (other)
    throw new Problem(409, 'email-taken', 'This e-mail is linked to another person. Take it from them first.', {
      field: 'email',
    })
  await tx.db.insert(identities).values({ userId, email, issuer: null, subject: null })
  return { id: userId, email }
}

/** What the provider says, in an ID token that was verified. */
export interface Identity {
  issuer: string
  subject: string
  /** Null where the provider has not verified that it is theirs. */
  email: string | null
}

/** Who this is here; undefined: nobody. The e-mail counts until the first sign-in; from then on the subject does alone. */
export async function personOf(tx: Tx, { issuer, subject, email }: Identity): Promise<string | undefined> {
  const { identities: i } = tx.t
  await tx.lock('identities')
  const [bound] = await tx.db
    .select()
    .from(i)
    .where(and(eq(i.issuer, issuer), eq(i.subject, subject)))
  if (bound) return bound.userId
  if (email === null) return undefined
  const [linked] = await tx.db
    .update(i)
    .set({ issuer, subject })
    .where(and(eq(i.email, email.toLowerCase()), isNull(i.subject)))
    .returning()
  if (!linked) return undefined
  await logAct(tx, {
    by: 'identity provider',
    name: email.toLowerCase(),
    act: 'first sign-in',
    details: { userId: linked.userId, issuer, subject },
  })
  return linked.userId
}
