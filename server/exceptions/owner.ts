/** Who takes care of an exception. */
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import { may } from '../../shared/rules/permissions.ts'
import * as field from '../../shared/transactions/fields.ts'
import type { Caller } from '../auth/callers.ts'
import type { Reader, Tx } from '../db/work.ts'
import { Problem } from '../problem.ts'
import { readException } from './resolve.ts'

export const ownerInput = v.object({
  /** Null: nobody. */
  owner: v.nullable(v.union([v.literal('me'), field.uuid], 'Name a user by id, me, or null for nobody.')),
})

export async function setOwner(tx: Tx, id: string, caller: Caller, named: string | null) {
  await readException(tx, id)
  const owner = named === null ? null : await ownerNamed(tx, caller, named)
  await tx.db
    .update(tx.t.exceptions)
    .set({ owner: owner?.id ?? null })
    .where(eq(tx.t.exceptions.id, id))
  return { id, owner: owner?.id ?? null, ownerName: owner?.name ?? null }
}

async function ownerNamed(tx: Tx, caller: Caller, named: string) {
  const { users } = tx.t
  if (named === 'me' && caller.kind !== 'session')
    throw new Problem(422, 'invalid', 'owner: An API key is nobody. Name a user by id.', { field: 'owner' })
  const [user] = await tx.db
    .select()
    .from(users)
    .where(eq(users.id, named === 'me' ? caller.id : named))
  if (!user || user.disabled)
    throw new Problem(422, 'unknown-user', 'owner: There is no such user.', { field: 'owner' })
  if (!may(user.roles, 'exceptions:resolve'))
    throw new Problem(422, 'not-allowed', `owner: ${user.name} may not settle exceptions.`, { field: 'owner' })
  return user
}

/** Who can be asked to take care of one. */
export async function possibleOwners({ db, t: { users } }: Reader) {
  const rows = await db.select().from(users).where(eq(users.disabled, false)).orderBy(users.name, users.id)
  return rows.filter(({ roles }) => may(roles, 'exceptions:resolve')).map(({ id, name }) => ({ id, name }))
}
