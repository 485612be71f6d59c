/** Keys of integrations and of the command line: each has a role, or single permissions as its scopes. */
import { and, asc, eq, gt, isNull, lt, or } from 'drizzle-orm'
import * as v from 'valibot'
import { type Grant, PERMISSIONS, type Permission } from '../../shared/rules/permissions.ts'
import { instant, name } from '../../shared/transactions/fields.ts'
import type { Role } from '../db/schema.ts'
import type { Reader, Tx, Work } from '../db/work.ts'
import { notFound } from '../problem.ts'
import { hashSecret, newToken } from './tokens.ts'
import { role } from './users.ts'

export const scope = v.picklist(PERMISSIONS, `A scope is one of ${PERMISSIONS.join(', ')}.`)

export const keyInput = v.pipe(
  v.object({
    name,
    role: v.optional(role),
    scopes: v.optional(v.pipe(v.array(scope), v.minLength(1, 'Give at least one scope.'), v.maxLength(100))),
    expiresAt: v.optional(instant),
  }),
  v.check((key) => (key.role === undefined) !== (key.scopes === undefined), 'Give either a role or scopes.'),
)

export interface NewKey {
  name: string
  role?: Role | undefined
  scopes?: Permission[] | undefined
  /** UTC milliseconds; without it the key lasts until it is revoked. */
  expiresAt?: number | undefined
}

/** Returns the token; it is shown once and kept only as a hash. */
export async function createKey(tx: Tx, key: NewKey): Promise<{ id: string; token: string }> {
  const token = newToken('api')
  const id = tx.newId()
  await tx.db.insert(tx.t.apiTokens).values({
    id,
    name: key.name,
    role: key.role ?? 'scoped',
    scopes: key.scopes ? [...new Set(key.scopes)] : null,
    tokenHash: hashSecret(token),
    createdAt: tx.now,
    expiresAt: key.expiresAt ?? null,
    revoked: false,
  })
  return { id, token }
}

export const createApiToken = async (tx: Tx, role: Role, name: string): Promise<string> =>
  (await createKey(tx, { role, name })).token

export const grantsOfKey = (key: { role: Role | 'scoped'; scopes: string[] | null }): Grant[] =>
  key.role === 'scoped' ? ((key.scopes ?? []) as Permission[]) : [key.role]

export interface Key {
  id: string
  name: string
  role: Role | null
  scopes: string[] | null
  createdAt: string
  expiresAt: string | null
  /** To the hour. */
  lastUsedAt: string | null
  revoked: boolean
}

const stamp = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/** Oldest first. What a key opens with is nowhere. */
export async function listKeys({ db, t: { apiTokens: k } }: Reader, after: string, limit: number) {
  const rows = await db
    .select()
    .from(k)
    .where(gt(k.id, after))
    .orderBy(asc(k.id))
    .limit(limit + 1)
  const items = rows.slice(0, limit).map(
    ({ id, name, role, scopes, createdAt, expiresAt, lastUsedAt, revoked }): Key => ({
      ...{ id, name, role: role === 'scoped' ? null : role, scopes, revoked },
      ...{ createdAt: new Date(createdAt).toISOString(), expiresAt: stamp(expiresAt), lastUsedAt: stamp(lastUsedAt) },
    }),
  )
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** It opens nothing from the next call on. Once more changes nothing. */
export async function revokeKey(tx: Tx, id: string): Promise<{ id: string; name: string; revoked: true }> {
  const { apiTokens } = tx.t
  const [key] = await tx.db
    .update(apiTokens)
    .set({ revoked: true })
    .where(eq(apiTokens.id, id))
    .returning({ id: apiTokens.id, name: apiTokens.name })
  if (!key) throw notFound(`API key ${id}`)
  return { ...key, revoked: true }
}

const HOUR_MS = 3_600_000

/** Remembers which keys were used, and writes it down when asked: no call waits for that. */
export function createKeyUse(work: Work) {
  const used = new Set<string>()
  return {
    note: (id: string): void => void used.add(id),
    async write(): Promise<void> {
      const ids = [...used]
      used.clear()
      if (ids.length === 0) return
      await work.run([], async (tx) => {
        const { apiTokens: k } = tx.t
        const stale = or(isNull(k.lastUsedAt), lt(k.lastUsedAt, tx.now - HOUR_MS))
        for (const id of ids)
          await tx.db
            .update(k)
            .set({ lastUsedAt: tx.now })
            .where(and(eq(k.id, id), stale))
      })
    },
  }
}
