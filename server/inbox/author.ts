/** Who did it. A session binds worker, device and time, so that a worker cannot be forged by typing a name. */
import { eq, inArray } from 'drizzle-orm'
import * as v from 'valibot'
import { type Grant, may, type Permission } from '../../shared/rules/permissions.ts'
import { uuid } from '../../shared/transactions/fields.ts'
import type { Role } from '../db/schema.ts'
import type { Work } from '../db/work.ts'

export interface KnownSession {
  id: string
  userId: string
  name: string
  roles: Role[]
  deviceId: string
  startedAt: number
  expiresAt: number
  /** Before its time, by whoever ended it; and how far the feed went then. */
  endedAt: number | null
  endedPosition: number | null
}

/** Who vouches for a push: an enrolled device, or an API key that may push for any device. */
export type PushCredential = { kind: 'device'; deviceId: string } | { kind: 'token'; name: string; roles: Grant[] }

export type ProvenAuthor = { proven: true; userId: string; roles: Grant[] } | { proven: false; why: string }

/** Clocks of devices are corrected for skew, but not to the second. */
const TOLERANCE_MS = 10 * 60_000

/** `named`: what envelopes say, unchecked; what is no id is nobody's session, and no database is asked for it. */
export async function knownSessions(work: Work, named: readonly string[]): Promise<Map<string, KnownSession>> {
  const ids = named.filter((name) => v.is(uuid, name)).map((name) => name.toLowerCase())
  if (ids.length === 0) return new Map()
  const rows = await work.read(({ db, t }) =>
    db
      .select({
        id: t.sessions.id,
        userId: t.sessions.userId,
        name: t.users.name,
        roles: t.users.roles,
        deviceId: t.sessions.deviceId,
        startedAt: t.sessions.startedAt,
        expiresAt: t.sessions.expiresAt,
        endedAt: t.sessions.endedAt,
        endedPosition: t.sessions.endedPosition,
      })
      .from(t.sessions)
      .innerJoin(t.users, eq(t.users.id, t.sessions.userId))
      .where(inArray(t.sessions.id, ids)),
  )
  return new Map(rows.map((row) => [row.id, row]))
}

export interface Claimed {
  session: string | null
  deviceId: string
  /** By the device's clock, corrected as far as its skew is known. */
  occurredAt: number
  /** By ours: it was not recorded later. */
  receivedAt: number
  /** How far the device had seen the feed: it was not recorded earlier. Null: nothing is known of that. */
  seen: number | null
}

export function proveAuthor(
  claimed: Claimed,
  sessions: Map<string, KnownSession>,
  credential: PushCredential,
): ProvenAuthor {
  if (claimed.session === null) {
    if (credential.kind === 'token') return { proven: true, userId: credential.name, roles: credential.roles }
    return { proven: false, why: 'it names no session' }
  }
  const session = sessions.get(claimed.session)
  if (!session) return { proven: false, why: 'its session is not known here' }
  if (session.deviceId !== claimed.deviceId) return { proven: false, why: 'its session belongs to another device' }
  const early = claimed.occurredAt < session.startedAt - TOLERANCE_MS
  const late = claimed.occurredAt > session.expiresAt + TOLERANCE_MS
  if (early || late) return { proven: false, why: `it happened ${early ? 'before' : 'after'} its session` }
  if (isAfterEnd(claimed, session)) return { proven: false, why: 'it happened after its session was ended' }
  return { proven: true, userId: session.userId, roles: session.roles }
}

/** An end is to be felt at once, so it is given less. */
const END_TOLERANCE_MS = 60_000

/**
 * What had arrived by then came before it, and what names more of the feed than there was then came after it, whatever the
 * device's clock says. Between the two only that clock tells.
 */
function isAfterEnd(
  { occurredAt, receivedAt, seen }: Claimed,
  { endedAt, endedPosition }: Pick<KnownSession, 'endedAt' | 'endedPosition'>,
): boolean {
  if (endedAt === null || receivedAt <= endedAt) return false
  if (seen !== null && endedPosition !== null && seen > endedPosition) return true
  return occurredAt > endedAt + END_TOLERANCE_MS
}

const FLOOR_WORKER: Role[] = ['picker', 'inspector']

/** An unproven author is believed to have done a floor worker's work, and nothing that needs a supervisor. */
export const authorMay = (author: ProvenAuthor, permission: Permission): boolean =>
  may(author.proven ? author.roles : FLOOR_WORKER, permission)
