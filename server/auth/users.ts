/** People: known by their badge, each with roles. */
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import { name } from '../../shared/transactions/fields.ts'
import { canonicalBadge } from '../../shared/wire/override.ts'
import type { Role } from '../db/schema.ts'
import type { Tx } from '../db/work.ts'
import { emit, emitGone } from '../feed/emit.ts'
import { may, ROLES } from './permissions.ts'
import type { Credentials } from './pin.ts'
import { hashSecret } from './tokens.ts'

export const badge = v.pipe(
  v.string(),
  v.minLength(16, 'A badge holds at least 96 random bits: 16 characters or more. `lotline user add` makes one.'),
  v.maxLength(100),
)
export const pin = v.pipe(v.string('Give the PIN as text.'), v.regex(/^\d{4,12}$/, 'A PIN has 4 to 12 digits.'))
export const role = v.picklist(ROLES, `A role is one of ${ROLES.join(', ')}.`)

export const userInput = v.object({
  name,
  roles: v.pipe(v.array(role), v.minLength(1, 'Give at least one role.')),
  pin,
})

export interface NewUser {
  badge: string
  name: string
  roles: Role[]
  credentials: Credentials
}

export async function putUser(tx: Tx, user: NewUser): Promise<{ id: string; name: string; roles: Role[] }> {
  const { users } = tx.t
  const badgeHash = hashSecret(canonicalBadge(user.badge))
  const [known] = await tx.db.select({ id: users.id }).from(users).where(eq(users.badgeHash, badgeHash))
  const row = {
    name: user.name,
    roles: user.roles,
    ...user.credentials,
    overrides: may(user.roles, 'rotation:override'),
    disabled: false,
    failures: 0,
    lastFailureAt: 0,
  }
  const id = known?.id ?? tx.newId()
  if (known) await tx.db.update(users).set(row).where(eq(users.id, id))
  else await tx.db.insert(users).values({ id, badgeHash, ...row })
  const told = { id, badgeHash, ...row }
  // Devices know who may override while they have no network.
  if (row.overrides) emit(tx, 'supervisors', null, told)
  else if (known) emitGone(tx, 'supervisors', null, told)
  return { id, name: user.name, roles: user.roles }
}
