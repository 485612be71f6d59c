/** People: known by their badge, each with roles. */
import { randomInt } from 'node:crypto'
import { asc, eq, gt } from 'drizzle-orm'
import * as v from 'valibot'
import { type Grant, may, PERMISSIONS, ROLES } from '../../shared/rules/permissions.ts'
import { name } from '../../shared/transactions/fields.ts'
import { canonicalBadge } from '../../shared/wire/override.ts'
import type { Role } from '../db/schema.ts'
import type { Reader, Tx } from '../db/work.ts'
import { emit, emitGone } from '../feed/emit.ts'
import { notFound } from '../problem.ts'
import { refuseMoreThanOwn } from './give.ts'
import type { Credentials } from './pin.ts'
import { endSessionsOfUser } from './sessions.ts'
import { hashSecret } from './tokens.ts'

export const badge = v.pipe(
  v.string(),
  v.minLength(16, 'A badge holds at least 96 random bits: 16 characters or more. `lotline user add` makes one.'),
  v.maxLength(100),
)
export const pin = v.pipe(v.string('Give the PIN as text.'), v.regex(/^\d{4,12}$/, 'A PIN has 4 to 12 digits.'))
export const role = v.picklist(ROLES, `A role is one of ${ROLES.join(', ')}.`)

const roles = v.pipe(v.array(role), v.minLength(1, 'Give at least one role.'))

export const userInput = v.object({ name, roles, pin })
export const changeInput = v.object({ name, roles })

/** For whoever is given one: as long as nobody types it wrongly often. */
export const newPin = (): string => Array.from({ length: 6 }, () => randomInt(10)).join('')

export interface NewUser {
  badge: string
  name: string
  roles: Role[]
  credentials: Credentials
}

interface Named {
  id: string
  name: string
  roles: Role[]
}

type User = Awaited<ReturnType<typeof requireUser>>

/** `own`: what whoever asks may do. A PIN that is set anew opens everything that its person may do. */
export async function putUser(tx: Tx, user: NewUser, own: readonly Grant[] = PERMISSIONS): Promise<Named> {
  const { users } = tx.t
  const badgeHash = hashSecret(canonicalBadge(user.badge))
  const [known] = await tx.db.select().from(users).where(eq(users.badgeHash, badgeHash))
  refuseMoreThanOwn(own, [...user.roles, ...(known?.roles ?? [])])
  const { name, roles } = user
  const row = { name, roles, ...user.credentials, overrides: may(roles, 'rotation:override') }
  if (known) return change(tx, known, row)
  const id = tx.newId()
  await tx.db.insert(users).values({ id, badgeHash, disabled: false, ...row })
  if (row.overrides) emit(tx, 'supervisors', null, { id, badgeHash, ...row })
  return { id, name, roles }
}

async function requireUser({ db, t: { users } }: Pick<Reader, 'db' | 't'>, id: string) {
  const [user] = await db.select().from(users).where(eq(users.id, id))
  if (!user) throw notFound(`person ${id}`)
  return user
}

/** Devices know who may override while they have no network. */
async function change(tx: Tx, known: User, row: Partial<User>): Promise<Named> {
  await tx.db.update(tx.t.users).set(row).where(eq(tx.t.users.id, known.id))
  const user = { ...known, ...row }
  if (user.overrides && !user.disabled) emit(tx, 'supervisors', null, user)
  else emitGone(tx, 'supervisors', null, user)
  return { id: user.id, name: user.name, roles: user.roles }
}

/** Name and roles; badge and PIN stay. */
export async function changeUser(
  tx: Tx,
  id: string,
  { name, roles }: v.InferOutput<typeof changeInput>,
  own: readonly Grant[],
): Promise<Named> {
  const known = await requireUser(tx, id)
  refuseMoreThanOwn(own, [...roles, ...known.roles])
  return change(tx, known, { name, roles, overrides: may(roles, 'rotation:override') })
}

/** A lost badge opens nothing any more; the person stays the same. */
export async function replaceBadge(
  tx: Tx,
  id: string,
  { badge, credentials }: Pick<NewUser, 'badge' | 'credentials'>,
  own: readonly Grant[],
): Promise<Named> {
  const known = await requireUser(tx, id)
  refuseMoreThanOwn(own, known.roles)
  return change(tx, known, { badgeHash: hashSecret(canonicalBadge(badge)), ...credentials })
}

/** What was recorded before stays proven: see inbox/author.ts. */
export async function disableUser(tx: Tx, id: string): Promise<Named & { disabled: true; sessionsEnded: number }> {
  const named = await change(tx, await requireUser(tx, id), { disabled: true })
  return { ...named, disabled: true, sessionsEnded: await endSessionsOfUser(tx, id) }
}

/** Badge, PIN and roles are as they were; sessions that were ended stay ended. */
export async function enableUser(tx: Tx, id: string, own: readonly Grant[]): Promise<Named & { disabled: false }> {
  const known = await requireUser(tx, id)
  refuseMoreThanOwn(own, known.roles)
  return { ...(await change(tx, known, { disabled: false })), disabled: false }
}

export async function signOutUser(tx: Tx, id: string): Promise<{ id: string; sessionsEnded: number }> {
  await requireUser(tx, id)
  return { id, sessionsEnded: await endSessionsOfUser(tx, id) }
}

/** Oldest first; nothing of a badge or a PIN. */
export async function listUsers({ db, t: { users: u, identities: i } }: Reader, after: string, limit: number) {
  const rows = await db
    .select({
      id: u.id,
      name: u.name,
      roles: u.roles,
      disabled: u.disabled,
      email: i.email,
      subject: i.subject,
    })
    .from(u)
    .leftJoin(i, eq(i.userId, u.id))
    .where(gt(u.id, after))
    .orderBy(asc(u.id))
    .limit(limit + 1)
  const items = rows.slice(0, limit).map(({ subject, ...row }) => ({ ...row, hasEntered: subject !== null }))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
