/** Parked transactions: kept whole until a person mends what they missed and resubmits them, or dismisses them. */
import { and, asc, eq, gt } from 'drizzle-orm'
import type { Role } from '../db/schema.ts'
import type { Reader, Tx } from '../db/work.ts'
import { closeException } from '../exceptions/open.ts'
import { emit } from '../feed/emit.ts'
import { notFound, Problem } from '../problem.ts'
import { type InboxRow, interpretArrived, type PushContext } from './apply.ts'
import type { KnownSession } from './author.ts'

export const refusedAnswer = (row: InboxRow) => ({
  id: row.id,
  type: row.type,
  deviceId: row.deviceId,
  receivedAt: new Date(row.receivedAt).toISOString(),
  problem: row.problem,
  envelope: JSON.parse(row.envelope) as unknown,
})

export async function listRefused({ db, t }: Reader, warehouse: string, after: string, limit: number) {
  const rows = await db
    .select()
    .from(t.inbox)
    .where(and(eq(t.inbox.warehouse, warehouse), eq(t.inbox.state, 'parked'), gt(t.inbox.id, after)))
    .orderBy(asc(t.inbox.id))
    .limit(limit + 1)
  return {
    items: rows.slice(0, limit).map(refusedAnswer),
    next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null,
  }
}

async function parkedRow({ db, t }: Pick<Reader, 'db' | 't'>, id: string): Promise<InboxRow> {
  const [row] = await db.select().from(t.inbox).where(eq(t.inbox.id, id))
  if (!row) throw notFound(`parked transaction ${id}`)
  if (row.state !== 'parked') throw new Problem(409, 'not-parked', `This transaction is ${row.state}, not parked.`)
  return row
}

/** The session that a parked transaction names, to be looked up before its unit. */
export async function sessionOfParked(reader: Reader, id: string): Promise<string | undefined> {
  const envelope = JSON.parse((await parkedRow(reader, id)).envelope) as { session?: unknown }
  return typeof envelope.session === 'string' ? envelope.session : undefined
}

export interface Resubmitter {
  name: string
  roles: Role[]
  sessions: Map<string, KnownSession>
}

/** Interprets it again, as it came. What its author may not, whoever resubmits it may allow. */
export async function resubmit(tx: Tx, id: string, by: Resubmitter) {
  const row = await parkedRow(tx, id)
  const { streams } = tx.t
  const [stream] = await tx.db.select().from(streams).where(eq(streams.streamId, row.streamId))
  const context: PushContext = {
    warehouse: row.warehouse,
    deviceId: row.deviceId,
    streamId: row.streamId,
    credential: { kind: 'token', name: by.name, roles: by.roles },
    sessions: by.sessions,
    skewMs: stream?.skewMs ?? 0,
    vouchedBy: by.roles,
  }
  await tx.db.delete(tx.t.inbox).where(eq(tx.t.inbox.id, id))
  await closeException(tx, row.warehouse, 'refused-transaction', id)
  await closeException(tx, row.warehouse, 'sequence-reused', id)
  return interpretArrived(tx, context, { id, seq: row.seq, raw: JSON.parse(row.envelope) as Record<string, unknown> })
}

export async function dismiss(tx: Tx, id: string) {
  const row = await parkedRow(tx, id)
  await tx.db.update(tx.t.inbox).set({ state: 'dismissed' }).where(eq(tx.t.inbox.id, id))
  emit(tx, 'outcomes', row.warehouse, { ...row, state: 'dismissed' })
  await closeException(tx, row.warehouse, 'refused-transaction', id)
  await closeException(tx, row.warehouse, 'sequence-reused', id)
  return { id, state: 'dismissed' as const }
}
