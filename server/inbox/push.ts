/** `POST /sync/push`: a device's transactions, in the order of their stream, each answered only after its commit. */
import { eq, sql } from 'drizzle-orm'
import type { PushAnswer, PushRequest, PushResult } from '../../shared/wire/push.ts'
import { isDatabaseError } from '../db/errors.ts'
import type { Tx, Work } from '../db/work.ts'
import { openException } from '../exceptions/open.ts'
import { Refusal } from '../ledger/refusal.ts'
import { type Applied, type Arrived, applyUnit, type PushContext, parkUnit, problemOf } from './apply.ts'
import { knownSessions, type PushCredential } from './author.ts'

export interface PushCaller {
  warehouse: string
  credential: PushCredential
}

/** Where faults of our own code are told; the transaction is parked meanwhile. */
export type ReportFault = (error: unknown, transactionId: string) => void

export interface PushDeps {
  work: Work
  epoch: string
  now(): number
  report: ReportFault
}

export async function push(deps: PushDeps, caller: PushCaller, request: PushRequest): Promise<PushAnswer> {
  const context: PushContext = {
    warehouse: caller.warehouse,
    deviceId: request.deviceId,
    streamId: request.streamId,
    credential: caller.credential,
    sessions: await knownSessions(deps.work, namedSessions(request)),
    skewMs: request.sentAt === undefined ? 0 : Date.parse(request.sentAt) - deps.now(),
  }
  const open = () => deps.work.run([`stream ${request.streamId}`], (tx) => openStream(tx, context, request))
  const arrived = request.transactions.map((raw): Arrived => ({ id: raw.id, seq: raw.seq, raw }))
  // SQLite's writer takes units in the order in which they are handed over, so the stream's shares their commit.
  if (deps.work.dialect === 'postgres') await open()
  const opening = deps.work.dialect === 'sqlite' ? open() : Promise.resolve()
  const [, results] = await Promise.all([opening, applyInOrder(deps, context, arrived)])
  return { epoch: deps.epoch, results, expectedSeq: await expectedSeq(deps.work, request.streamId) }
}

const namedSessions = (request: PushRequest): string[] => [
  ...new Set(
    request.transactions.map((raw) => raw.session).filter((session): session is string => typeof session === 'string'),
  ),
]

/** Applies until the first gap. What our own code could not post is parked, and the rest goes on behind it. */
async function applyInOrder(deps: PushDeps, context: PushContext, arrived: Arrived[]): Promise<PushResult[]> {
  const results: PushResult[] = []
  let rest = arrived
  while (rest.length > 0) {
    const settled = await settleAll(deps.work, context, rest)
    for (const outcome of settled) {
      if (outcome.status === 'rejected') break
      if (outcome.value === 'gap') return results
      results.push(outcome.value)
    }
    const failedAt = settled.findIndex((outcome) => outcome.status === 'rejected')
    const failed = rest[failedAt]
    if (!failed) return results
    const parked = await parkFailed(deps, context, failed, (settled[failedAt] as PromiseRejectedResult).reason)
    if (parked === 'gap') return results
    results.push(parked)
    rest = rest.slice(failedAt + 1)
  }
  return results
}

/** On SQLite all at once, so that they share commits; on PostgreSQL, where units run concurrently, one by one. */
async function settleAll(
  work: Work,
  context: PushContext,
  arrived: Arrived[],
): Promise<PromiseSettledResult<Applied>[]> {
  const run = (one: Arrived) => work.run([], (tx) => applyUnit(tx, context, one))
  if (work.dialect === 'sqlite') return Promise.allSettled(arrived.map(run))
  const settled: PromiseSettledResult<Applied>[] = []
  for (const one of arrived) {
    const [outcome] = await Promise.allSettled([run(one)])
    if (outcome) settled.push(outcome)
    if (outcome?.status === 'rejected') break
  }
  return settled
}

/** A database that fails is no fault of the transaction: the push fails, the device keeps it and tries again. */
async function parkFailed(deps: PushDeps, context: PushContext, failed: Arrived, error: unknown): Promise<Applied> {
  if (isDatabaseError(error)) throw error
  // Found out only while posting, such as a warehouse without a staging lane: no fault of ours.
  if (error instanceof Refusal) return deps.work.run([], (tx) => parkUnit(tx, context, failed, problemOf(error)))
  deps.report(error, failed.id)
  const detail =
    'The server met a fault of its own while posting this. It is kept; a supervisor can resubmit it after an update.'
  return deps.work.run([], (tx) => parkUnit(tx, context, failed, { code: 'server-fault', detail }))
}

async function openStream(tx: Tx, context: PushContext, request: PushRequest): Promise<void> {
  const { streams } = tx.t
  await tx.db
    .insert(streams)
    .values({
      streamId: request.streamId,
      deviceId: request.deviceId,
      previousStreamId: request.previousStreamId ?? null,
      previousSeq: request.previousSeq ?? null,
      expectedSeq: 1,
      skewMs: context.skewMs,
    })
    .onConflictDoUpdate({ target: streams.streamId, set: { skewMs: sql`excluded.skew_ms` } })
  if (request.lost) await acceptLoss(tx, context, request.lost)
}

/** The device can never deliver these: somebody must know, and the stream goes on behind them. */
async function acceptLoss(
  tx: Tx,
  { streamId, deviceId, warehouse }: PushContext,
  lost: { from: number; to: number },
): Promise<void> {
  const { streams } = tx.t
  const [stream] = await tx.db.select().from(streams).where(eq(streams.streamId, streamId))
  if (!stream || lost.from > stream.expectedSeq || lost.to < stream.expectedSeq) return
  await tx.db
    .update(streams)
    .set({ expectedSeq: lost.to + 1 })
    .where(eq(streams.streamId, streamId))
  await openException(tx, warehouse, {
    type: 'stream-gap',
    subject: `${streamId}/${stream.expectedSeq}`,
    detail: `Device ${deviceId} lost ${lost.to - stream.expectedSeq + 1} transaction(s), places ${stream.expectedSeq} to ${lost.to} of stream ${streamId}. Ask its user what was done; count the bins.`,
  })
}

async function expectedSeq(work: Work, streamId: string): Promise<number> {
  const [stream] = await work.read(({ db, t }) =>
    db.select({ expectedSeq: t.streams.expectedSeq }).from(t.streams).where(eq(t.streams.streamId, streamId)),
  )
  return stream?.expectedSeq ?? 1
}
