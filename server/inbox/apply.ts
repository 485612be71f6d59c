/** One envelope, one unit: stored as it came, interpreted, posted, and answered for ever by its id. */
import { and, eq, sql } from 'drizzle-orm'
import * as v from 'valibot'
import { type Grant, may } from '../../shared/rules/permissions.ts'
import type { Payload, TransactionName } from '../../shared/transactions/index.ts'
import { interpretPayload } from '../../shared/transactions/interpret.ts'
import { firstIssue } from '../../shared/wire/problem.ts'
import { type Envelope, envelope as envelopeSchema, type PushProblem, type PushResult } from '../../shared/wire/push.ts'
import { archivedBefore } from '../archive/archived-before.ts'
import { type Moment, OFFICE } from '../counting/order.ts'
import { momentOf } from '../counting/passed.ts'
import type { Mended, Schema } from '../db/schema.ts'
import { prepared, type Statements, type Tx } from '../db/work.ts'
import { type Opened, openException } from '../exceptions/open.ts'
import { emit } from '../feed/emit.ts'
import { seenUpTo } from '../feed/positions.ts'
import type { Handler } from '../ledger/handler.ts'
import { handlers } from '../ledger/index.ts'
import { Refusal } from '../ledger/refusal.ts'
import { reverseTransaction } from '../ledger/reverse.ts'
import { openScene, raise, type Scene } from '../ledger/scene.ts'
import { settle } from '../ledger/settle.ts'
import { authorMay, type KnownSession, type ProvenAuthor, type PushCredential, proveAuthor } from './author.ts'
import { storable, unstorableField } from './unstorable.ts'

export type InboxRow = Schema['inbox']['$inferSelect']

/** What is the same for every transaction of one push. */
export interface PushContext {
  warehouse: string
  deviceId: string
  streamId: string
  credential: PushCredential
  sessions: Map<string, KnownSession>
  /** How far the device's wall clock is ahead of ours, milliseconds. */
  skewMs: number
  /** A person who resubmits a parked transaction stands in for an author who might not record it. */
  vouchedBy?: readonly Grant[]
}

/** The part of an envelope that is always right, beside the envelope as it came. */
export interface Arrived {
  id: string
  seq: number
  raw: Record<string, unknown>
  /** What a person put right in it: interpreted in place of what it says itself. */
  mended?: Mended
  /** When it first came, where that was before now. */
  receivedAt?: number
}

/** `gap`: an earlier one of the stream is missing; nothing was done. */
export type Applied = PushResult | 'gap'

const p = sql.placeholder
const INBOX_COLUMNS = [
  'id',
  'warehouse',
  'deviceId',
  'streamId',
  'seq',
  'type',
  'userId',
  'envelope',
  'receivedAt',
  'outcome',
  'exceptions',
  'problem',
  'effects',
  'state',
  'waitsFor',
  'mended',
  'dismissed',
] as const satisfies readonly (keyof InboxRow)[]

const statements = ((db, t) => ({
  advance: prepared(
    'stream_advance',
    db
      .update(t.streams)
      .set({ expectedSeq: sql`${t.streams.expectedSeq} + 1` })
      .where(and(eq(t.streams.streamId, p('streamId')), eq(t.streams.expectedSeq, p('seq'))))
      .returning({ expectedSeq: t.streams.expectedSeq }),
  ),
  expected: prepared(
    'stream_expected',
    db
      .select({ expectedSeq: t.streams.expectedSeq })
      .from(t.streams)
      .where(eq(t.streams.streamId, p('streamId'))),
  ),
  known: prepared(
    'inbox_known',
    db
      .select()
      .from(t.inbox)
      .where(eq(t.inbox.id, p('id'))),
  ),
  atPlace: prepared(
    'inbox_at_place',
    db
      .select({ id: t.inbox.id })
      .from(t.inbox)
      .where(and(eq(t.inbox.streamId, p('streamId')), eq(t.inbox.seq, p('seq')))),
  ),
  waiting: prepared(
    'inbox_waiting_for',
    db
      .select()
      .from(t.inbox)
      .where(
        sql`${t.inbox.waitsFor} is not null and ${t.inbox.waitsFor} = ${p('id')} and ${t.inbox.warehouse} = ${p('warehouse')}`,
      ),
  ),
  insert: prepared(
    'inbox_insert',
    db
      .insert(t.inbox)
      .values(Object.fromEntries(INBOX_COLUMNS.map((column) => [column, p(column)])) as unknown as InboxRow),
  ),
})) satisfies Statements<unknown>

/** Applies one envelope exactly once. Throws only where the database or our own code failed: see `parkUnit`. */
export async function applyUnit(tx: Tx, context: PushContext, arrived: Arrived): Promise<Applied> {
  const standing = await takePlace(tx, context, arrived)
  if (standing !== 'new') return standing
  return interpretArrived(tx, context, arrived)
}

/** Parks an envelope whose posting failed through a fault of ours: it is kept whole and stops nobody behind it. */
export async function parkUnit(tx: Tx, context: PushContext, arrived: Arrived, problem: PushProblem): Promise<Applied> {
  const standing = await takePlace(tx, context, arrived)
  if (standing !== 'new') return standing
  return park(tx, context, arrived, problem)
}

/** Whether this envelope is the next of its stream, a repeat, a late or a doubled one. */
async function takePlace(
  tx: Tx,
  { streamId, warehouse, ...context }: PushContext,
  arrived: Arrived,
): Promise<Applied | 'new'> {
  const s = tx.statements(statements)
  tx.concerns(arrived.id)
  await tx.lock(`stream ${streamId}`)
  const [known] = await s.known.execute({ id: arrived.id })
  const [advanced] = await s.advance.execute({ streamId, seq: arrived.seq })
  if (known) return { ...resultOf(known), duplicate: true }
  if (advanced) return 'new'
  const [stream] = await s.expected.execute({ streamId })
  if (arrived.seq > (stream?.expectedSeq ?? 1)) return 'gap'
  const [other] = await s.atPlace.execute({ streamId, seq: arrived.seq })
  // Declared lost and found after all: its place is free. Or it was archived long ago, and its device does not know that it came.
  if (!other)
    return (await mayBeArchived(tx, arrived)) ? parkOld(tx, { streamId, warehouse, ...context }, arrived) : 'new'
  return parkReused(tx, { streamId, warehouse, ...context }, arrived, other.id)
}

async function mayBeArchived(tx: Tx, { raw: { occurredAt } }: Arrived): Promise<boolean> {
  const happened = typeof occurredAt === 'string' ? Date.parse(occurredAt) : Number.NaN
  return happened < (await archivedBefore(tx))
}

const parkOld = (tx: Tx, context: PushContext, arrived: Arrived): Promise<PushResult> =>
  park(tx, context, arrived, {
    code: 'archived',
    detail:
      'It is so old that it may have been posted and archived. Ask for its lot with lotline trace, then resubmit this or dismiss it.',
  })

/** Interprets an envelope whose place in its stream is settled: posts it, or parks it. */
export async function interpretArrived(tx: Tx, context: PushContext, arrived: Arrived): Promise<PushResult> {
  const unstorable = unstorableField(arrived.raw)
  if (unstorable !== undefined) {
    const detail = `${unstorable}: Leave out characters that no database keeps.`
    return park(tx, context, arrived, { code: 'malformed', detail, field: unstorable })
  }
  const parsed = v.safeParse(envelopeSchema, arrived.raw)
  if (!parsed.success) {
    const issue = firstIssue(parsed.issues)
    return park(tx, context, arrived, { code: 'malformed', ...issue })
  }
  const envelope = parsed.output
  const interpretation = interpretPayload(envelope.type, envelope.v, arrived.mended?.payload ?? envelope.payload)
  if (!interpretation.ok) return park(tx, context, arrived, interpretation.why)
  const occurredAt = Math.min(Date.parse(envelope.occurredAt) - context.skewMs, tx.now)
  const author = proveAuthor(
    {
      session: envelope.session ?? null,
      deviceId: context.deviceId,
      occurredAt,
      receivedAt: arrived.receivedAt ?? tx.now,
      seen: await seenBy(tx, context, envelope),
    },
    context.sessions,
    context.credential,
  )
  const scene = openScene({
    tx,
    warehouse: context.warehouse,
    posted: {
      transactionId: envelope.id,
      type: envelope.type,
      occurredAt,
      moment: momentIn(context, envelope),
      author: { deviceId: context.deviceId, userId: author.proven ? author.userId : null },
    },
  })
  return post(scene, context, arrived, { envelope, author, payload: interpretation.understood })
}

/** Asked only where it decides something: whether it came before its session was ended. */
const seenBy = async (tx: Tx, { sessions }: PushContext, { session, cursor }: Envelope): Promise<number | null> =>
  session && cursor && sessions.get(session)?.endedAt != null ? seenUpTo(tx, cursor) : null

/** What a desk records, it records in knowledge of everything. */
const momentIn = ({ deviceId, streamId }: PushContext, { seq, cursor }: Envelope): Moment =>
  deviceId === OFFICE ? 'now' : { streamId, seq, cursor }

interface Meant {
  envelope: Envelope
  author: ProvenAuthor
  payload: { name: TransactionName; payload: unknown }
}

async function post(
  scene: Scene,
  context: PushContext,
  arrived: Arrived,
  { author, payload: { name, payload } }: Meant,
): Promise<PushResult> {
  const handler = handlers[name] as Handler<TransactionName, unknown>
  const meant = payload as Payload<TransactionName>
  let resolved: unknown
  try {
    if (!authorMay(author, handler.permission) && !may(context.vouchedBy ?? [], handler.permission))
      throw new Refusal(
        'not-allowed',
        `Its author may not record a ${name}. A supervisor can resubmit or dismiss it.`,
        'session',
      )
    resolved = await handler.resolve(scene, meant)
  } catch (error) {
    if (error instanceof Refusal) return park(scene.tx, context, arrived, problemOf(error))
    throw error
  }
  if (!author.proven) await raiseUnproven(scene, author.why)
  await handler.post(scene, meant, resolved)
  const waiting = await reverseIfAsked(scene)
  await settle(scene)
  const unseen = name === 'reverse' && resolved === undefined
  return record(scene.tx, context, arrived, {
    type: name,
    userId: scene.posted.author.userId,
    outcome: scene.exceptions.length > 0 ? 'exception' : 'applied',
    exceptions: scene.exceptions,
    problem: null,
    effects: waiting ? [] : scene.effects,
    state: unseen ? 'waiting' : waiting ? 'reversed' : 'applied',
    waitsFor: unseen ? (meant as Payload<'reverse'>).transaction : null,
  })
}

/** A reversal came before what it reverses: what has just been posted is undone in the same unit. */
async function reverseIfAsked(scene: Scene): Promise<boolean> {
  const { tx, posted } = scene
  const [reversal] = await tx
    .statements(statements)
    .waiting.execute({ id: posted.transactionId, warehouse: scene.warehouse })
  if (!reversal) return false
  await tx.db
    .update(tx.t.inbox)
    .set({ state: 'applied', waitsFor: null })
    .where(eq(tx.t.inbox.waitsFor, posted.transactionId))
  if (posted.type === 'reverse') {
    await raiseReversedReversal(scene, reversal)
    return false
  }
  const [known] = [
    {
      ...reversal,
      id: posted.transactionId,
      type: posted.type,
      state: 'applied' as const,
      effects: [...scene.effects],
    },
  ]
  const { moment } = scene.posted
  scene.posted.transactionId = reversal.id
  scene.posted.type = 'reverse'
  scene.posted.moment = await momentOf(tx, reversal.id)
  await reverseTransaction(scene, known)
  scene.posted.transactionId = known.id
  scene.posted.type = known.type
  scene.posted.moment = moment
  return true
}

const raiseReversedReversal = (scene: Scene, reversal: InboxRow): Promise<void> =>
  raise(scene, {
    type: 'reversal-incomplete',
    subject: reversal.id,
    detail: `Device ${reversal.deviceId} undid an undo, which is not possible. Record the transaction again.`,
  })

const raiseUnproven = (scene: Scene, why: string): Promise<void> =>
  raise(scene, {
    type: 'unproven-author',
    subject: scene.posted.transactionId,
    detail: `Nobody can be shown to have recorded this ${scene.posted.type}: ${why}. It was posted.`,
  })

export const problemOf = ({ code, detail, field }: Refusal): PushProblem => ({
  code,
  detail,
  ...(field === undefined ? {} : { field }),
})

const statedType = ({ raw }: Arrived): string => (typeof raw.type === 'string' ? storable(raw.type.slice(0, 40)) : '')

async function park(tx: Tx, context: PushContext, arrived: Arrived, problem: PushProblem): Promise<PushResult> {
  const [reversal] = await tx.statements(statements).waiting.execute({ id: arrived.id, warehouse: context.warehouse })
  if (reversal)
    await tx.db.update(tx.t.inbox).set({ state: 'applied', waitsFor: null }).where(eq(tx.t.inbox.id, reversal.id))
  const type = statedType(arrived)
  const refused = {
    type: 'refused-transaction' as const,
    subject: arrived.id,
    detail: `A ${type || 'transaction'} from device ${context.deviceId} could not be posted: ${problem.detail}`,
    transactionId: arrived.id,
  }
  return record(tx, context, arrived, {
    type,
    userId: null,
    outcome: 'refused',
    // Its author has undone it already: there is nothing left to mend.
    exceptions: reversal ? [] : [named(await openException(tx, context.warehouse, refused))],
    problem,
    effects: [],
    state: reversal ? 'dismissed' : 'parked',
    waitsFor: null,
  })
}

const named = ({ id, type }: Opened) => ({ id, type })

async function parkReused(tx: Tx, context: PushContext, arrived: Arrived, other: string): Promise<PushResult> {
  const detail = `Device ${context.deviceId} used place ${arrived.seq} of stream ${context.streamId} twice: ${other} came first. Review both, then resubmit this one or dismiss it.`
  const opened = await openException(tx, context.warehouse, {
    type: 'sequence-reused',
    subject: arrived.id,
    detail,
    transactionId: arrived.id,
  })
  const type = statedType(arrived)
  return record(tx, context, arrived, {
    type,
    userId: null,
    outcome: 'refused',
    exceptions: [named(opened)],
    problem: { code: 'sequence-reused', detail, field: 'seq' },
    effects: [],
    state: 'parked',
    waitsFor: null,
  })
}

type Recorded = Pick<
  InboxRow,
  'type' | 'userId' | 'outcome' | 'exceptions' | 'problem' | 'effects' | 'state' | 'waitsFor'
>

async function record(tx: Tx, context: PushContext, arrived: Arrived, recorded: Recorded): Promise<PushResult> {
  const row: InboxRow = {
    id: arrived.id,
    warehouse: context.warehouse,
    deviceId: context.deviceId,
    streamId: context.streamId,
    seq: arrived.seq,
    envelope: JSON.stringify(arrived.raw),
    receivedAt: arrived.receivedAt ?? tx.now,
    mended: arrived.mended ?? null,
    dismissed: null,
    ...recorded,
  }
  await tx.statements(statements).insert.execute({ ...row })
  emit(tx, 'outcomes', context.warehouse, row)
  return resultOf(row)
}

function resultOf(row: InboxRow): PushResult {
  const { id, outcome, exceptions, problem } = row
  return { id, outcome, duplicate: false, exceptions, ...(problem ? { problem } : {}) }
}
