/** Who calls: the bearer token's owner and what that owner may. */
import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Grant } from '../../shared/rules/permissions.ts'
import { OFFICE } from '../counting/order.ts'
import type { Role } from '../db/schema.ts'
import { prepared, type Statements, type Work } from '../db/work.ts'
import { grantsOfKey } from './api-tokens.ts'
import { hashSecret, kindOfToken } from './tokens.ts'

export type Caller =
  | { kind: 'token'; id: string; name: string; roles: Grant[] }
  | { kind: 'device'; id: string; name: string; roles: []; warehouse: string }
  | {
      kind: 'session'
      /** Of the person. */
      id: string
      name: string
      roles: Role[]
      sessionId: string
      /** Null: on no device, for the office alone. */
      deviceId: string | null
      warehouse: string | null
    }

const p = sql.placeholder

const statements = ((db, t) => ({
  api: prepared(
    'caller_api',
    db
      .select({
        id: t.apiTokens.id,
        name: t.apiTokens.name,
        role: t.apiTokens.role,
        scopes: t.apiTokens.scopes,
      })
      .from(t.apiTokens)
      .where(
        and(
          eq(t.apiTokens.tokenHash, p('hash')),
          eq(t.apiTokens.revoked, false),
          or(isNull(t.apiTokens.expiresAt), gt(t.apiTokens.expiresAt, p('now'))),
        ),
      ),
  ),
  device: prepared(
    'caller_device',
    db
      .select({ id: t.devices.id, warehouse: t.devices.warehouse })
      .from(t.devices)
      .where(and(eq(t.devices.tokenHash, p('hash')), eq(t.devices.revoked, false))),
  ),
  session: prepared(
    'caller_session',
    db
      .select({
        id: t.users.id,
        name: t.users.name,
        roles: t.users.roles,
        sessionId: t.sessions.id,
        deviceId: t.sessions.deviceId,
        warehouse: t.devices.warehouse,
      })
      .from(t.sessions)
      .innerJoin(t.users, eq(t.users.id, t.sessions.userId))
      .leftJoin(t.devices, eq(t.devices.id, t.sessions.deviceId))
      .where(
        and(
          eq(t.sessions.tokenHash, p('hash')),
          gt(t.sessions.expiresAt, p('now')),
          isNull(t.sessions.endedAt),
          eq(t.users.disabled, false),
          // A key may sign people in on devices that were never enrolled.
          or(isNull(t.devices.revoked), eq(t.devices.revoked, false)),
        ),
      ),
  ),
})) satisfies Statements<unknown>

export async function callerOf(work: Work, token: string, now: number): Promise<Caller | undefined> {
  const kind = kindOfToken(token)
  if (kind === undefined) return undefined
  const hash = hashSecret(token)
  return work.read(async (reader) => {
    const s = reader.statements(statements)
    if (kind === 'api') {
      const [row] = await s.api.execute({ hash, now })
      return row && { kind: 'token' as const, id: row.id, name: row.name, roles: grantsOfKey(row) }
    }
    if (kind === 'device') {
      const [row] = await s.device.execute({ hash })
      return row && { kind, id: row.id, name: row.id, roles: [] as [], warehouse: row.warehouse }
    }
    const [row] = await s.session.execute({ hash, now })
    return row && { kind, ...row, deviceId: row.deviceId === OFFICE ? null : row.deviceId }
  })
}
