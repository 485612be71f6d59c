/** Parked transactions: kept whole until a person mends them or what they missed and resubmits them, or dismisses them. */
import { and, asc, eq, gt } from 'drizzle-orm'
import * as v from 'valibot'
import type { Grant } from '../../shared/rules/permissions.ts'
import { interpretPayload } from '../../shared/transactions/interpret.ts'
import type { Mended } from '../db/schema.ts'
import type { Reader, Tx } from '../db/work.ts'
import { closeException } from '../exceptions/open.ts'
import { emit } from '../feed/emit.ts'
import { notFound, Problem } from '../problem.ts'
import { type InboxRow, interpretArrived, type PushContext } from './apply.ts'
import type { KnownSession } from './author.ts'
import { unstorableField } from './unstorable.ts'

const note = v.pipe(v.string('Give the note as text.'), v.trim(), v.maxLength(1000))

export const resubmitInput = v.object({
  /** In place of what it says itself; the envelope stays as it came. */
  payload: v.optional(v.record(v.string(), v.unknown(), 'Give the payload as an object.')),
  note: v.optional(note, ''),
})
export const dismissInput = v.object({ note: v.optional(note, '') })

export const refusedAnswer = (row: InboxRow) => ({
  id: row.id,
  type: row.type,
  deviceId: row.deviceId,
  state: row.state,
  receivedAt: new Date(row.receivedAt).toISOString(),
  problem: row.problem,
  envelope: JSON.parse(row.envelope) as Record<string, unknown>,
  mended: row.mended && { ...row.mended, at: new Date(row.mended.at).toISOString() },
  dismissed: row.dismissed && { ...row.dismissed, at: new Date(row.dismissed.at).toISOString() },
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

/** One that is parked, or was dismissed; with who is said to have recorded it. */
export async function readRefused(reader: Reader, id: string) {
  const { db, t } = reader
  const [row] = await db.select().from(t.inbox).where(eq(t.inbox.id, id))
  if (!row || (row.state !== 'parked' && row.state !== 'dismissed')) throw notFound(`parked transaction ${id}`)
  const answer = refusedAnswer(row)
  const { session } = answer.envelope
  return { ...answer, author: typeof session === 'string' ? await authorOf(reader, session) : null }
}

/** Of the session that it names, whether or not that proves anything. */
async function authorOf({ db, t }: Reader, session: string) {
  const [author] = await db
    .select({ id: t.users.id, name: t.users.name })
    .from(t.sessions)
    .innerJoin(t.users, eq(t.users.id, t.sessions.userId))
    .where(eq(t.sessions.id, session))
  return author ?? null
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
  roles: Grant[]
  sessions: Map<string, KnownSession>
}

/** Interprets it again, as it came or as it was mended. What its author may not, whoever resubmits it may allow. */
export async function resubmit(tx: Tx, id: string, by: Resubmitter, edit: v.InferOutput<typeof resubmitInput>) {
  const row = await parkedRow(tx, id)
  const raw = JSON.parse(row.envelope) as Record<string, unknown>
  const mended = edit.payload ? mend(raw, { ...edit, payload: edit.payload }, by.name, tx.now) : row.mended
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
  const kept = { id, seq: row.seq, raw, receivedAt: row.receivedAt }
  const result = await interpretArrived(tx, context, mended ? { ...kept, mended } : kept)
  await closeParked(tx, row, saidOf(by.name, edit), result.outcome === 'refused')
  return result
}

/** Who could not be understood again would only be parked again: told at once, by the field. */
function mend(
  raw: Record<string, unknown>,
  { payload, note }: { payload: Record<string, unknown>; note: string },
  by: string,
  at: number,
): Mended {
  const unstorable = unstorableField(payload)
  if (unstorable !== undefined)
    throw new Problem(422, 'invalid', `${unstorable}: Leave out characters that no database keeps.`, {
      field: unstorable,
    })
  const understood = interpretPayload(String(raw.type), Number(raw.v), payload)
  if (!understood.ok)
    throw new Problem(422, understood.why.code, understood.why.detail, {
      ...(understood.why.field === undefined ? {} : { field: understood.why.field }),
    })
  return { payload, by, at, note }
}

const saidOf = (by: string, { payload, note }: v.InferOutput<typeof resubmitInput>): string =>
  `${by} ${payload ? 'put it right and ' : ''}resubmitted it${note === '' ? '.' : `: ${note}`}`

/** Its place in the stream is settled by a person either way; that it is refused only where it is so no more. */
async function closeParked(tx: Tx, { id, warehouse }: InboxRow, why: string, stillRefused = false): Promise<void> {
  await closeException(tx, warehouse, 'sequence-reused', id, why)
  if (!stillRefused) await closeException(tx, warehouse, 'refused-transaction', id, why)
}

export async function dismiss(tx: Tx, id: string, by: string, note: string) {
  const row = await parkedRow(tx, id)
  const rest = { state: 'dismissed' as const, dismissed: { by, at: tx.now, note } }
  await tx.db.update(tx.t.inbox).set(rest).where(eq(tx.t.inbox.id, id))
  emit(tx, 'outcomes', row.warehouse, { ...row, ...rest })
  await closeParked(tx, row, `${by} dismissed it${note === '' ? '.' : `: ${note}`}`)
  return { id, state: rest.state }
}
