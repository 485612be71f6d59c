/** What is known of how an exception came about: who recorded what, when and where, and what else happened around it. */
import { and, asc, desc, eq, gt, lte, or, type SQL } from 'drizzle-orm'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import { readRecorded } from '../inbox/recorded.ts'
import { answersOf, usersNamed } from './answers.ts'
import { historyOf } from './bin-history.ts'
import type { ExceptionRow } from './remedies/remedy.ts'
import { readException } from './resolve.ts'

type Movement = Schema['movements']['$inferSelect']

/** What a device sent later than this after it happened, it recorded without a network. */
const OFFLINE_MS = 60_000
/** Movements around it, most of them before. */
const BEFORE = 15
const AROUND = 20

export async function readOne(reader: Reader, id: string, now: number) {
  const row = await readException(reader, id)
  const [answer] = await answersOf(reader, row.warehouse, [row], now)
  return { ...answer, warehouse: row.warehouse, evidence: await evidenceOf(reader, row) }
}

async function evidenceOf(reader: Reader, row: ExceptionRow) {
  const lines = row.transactionId === null ? [] : await linesOf(reader, row.transactionId)
  const around = await movementsAround(reader, row)
  const recorded = row.transactionId === null ? undefined : await readRecorded(reader, row.transactionId)
  const names = await usersNamed(reader, [
    ...new Set([...lines, ...around, ...(recorded ? [recorded.row] : [])].flatMap(({ userId }) => userId ?? [])),
  ])
  const answer = (line: Movement) => movementAnswer(line, names)
  return {
    transaction: recorded ? await transactionAnswer(reader, recorded, names) : null,
    movements: lines.map(answer),
    around: around.map(answer),
    counts: await historyOf(reader, row),
  }
}

/** A person has a name; an API key goes by its own. */
const userAnswer = (id: string | null, names: ReadonlyMap<string, string>) =>
  id === null ? null : { id, name: names.get(id) ?? id }

type Recorded = NonNullable<Awaited<ReturnType<typeof readRecorded>>>

async function transactionAnswer(
  { db, t: { streams } }: Reader,
  { row, envelope, payload }: Recorded,
  names: ReadonlyMap<string, string>,
) {
  const [stream] = await db.select({ skewMs: streams.skewMs }).from(streams).where(eq(streams.streamId, row.streamId))
  const stated = typeof envelope.occurredAt === 'string' ? Date.parse(envelope.occurredAt) : Number.NaN
  const happened = Number.isNaN(stated) ? null : Math.min(stated - (stream?.skewMs ?? 0), row.receivedAt)
  return {
    id: row.id,
    type: row.type,
    state: row.state,
    outcome: row.outcome,
    device: row.deviceId,
    user: userAnswer(row.userId, names),
    /** By the device's own clock, as it was set. */
    deviceTime: Number.isNaN(stated) ? null : new Date(stated).toISOString(),
    /** The same, corrected for how far that clock is off. */
    occurredAt: happened === null ? null : new Date(happened).toISOString(),
    receivedAt: new Date(row.receivedAt).toISOString(),
    offline: happened !== null && row.receivedAt - happened > OFFLINE_MS,
    payload,
    mended: row.mended && { by: row.mended.by, at: new Date(row.mended.at).toISOString(), note: row.mended.note },
    problem: row.problem,
  }
}

const movementAnswer = (row: Movement, names: ReadonlyMap<string, string>) => ({
  id: row.id,
  transaction: row.transactionId,
  reason: row.reason,
  sku: row.sku,
  lot: row.lot === '' ? null : row.lot,
  quantity: row.quantity,
  from: { location: row.fromLocation, status: row.fromStatus },
  to: { location: row.toLocation, status: row.toStatus },
  order: row.orderId,
  device: row.deviceId,
  user: userAnswer(row.userId, names),
  occurredAt: new Date(row.occurredAt).toISOString(),
  recordedAt: new Date(row.recordedAt).toISOString(),
})

const linesOf = ({ db, t: { movements } }: Reader, transactionId: string): Promise<Movement[]> =>
  db.select().from(movements).where(eq(movements.transactionId, transactionId)).orderBy(asc(movements.id))

/** Of the same goods in the same place, the newest first: some recorded before the exception opened, some after. */
async function movementsAround({ db, t: { movements } }: Reader, row: ExceptionRow): Promise<Movement[]> {
  if (row.sku === null) return []
  const same: (SQL | undefined)[] = [
    eq(movements.warehouse, row.warehouse),
    eq(movements.sku, row.sku),
    row.lot === null ? undefined : eq(movements.lot, row.lot),
    row.location === null
      ? undefined
      : or(eq(movements.fromLocation, row.location), eq(movements.toLocation, row.location)),
  ]
  const before = await db
    .select()
    .from(movements)
    .where(and(...same, lte(movements.recordedAt, row.openedAt)))
    .orderBy(desc(movements.id))
    .limit(AROUND)
  const after = await db
    .select()
    .from(movements)
    .where(and(...same, gt(movements.recordedAt, row.openedAt)))
    .orderBy(asc(movements.id))
    .limit(AROUND - Math.min(before.length, BEFORE))
  return [...after.reverse(), ...before].slice(0, AROUND)
}
