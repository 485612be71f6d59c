/**
 * The log of what a connector is told. It is written under the connector's lock alone, so that positions are given in the
 * order in which they can be read: nobody who reads on from a position has missed one before it.
 */
import { and, asc, desc, eq, gt, gte, isNull, sql } from 'drizzle-orm'
import type { Schema } from '../../db/schema.ts'
import type { Reader, Tx } from '../../db/work.ts'
import type { Event, EventData, Topic } from './event.ts'
import { NEVER } from './stopped.ts'

export type LogRow = Schema['outgoing']['$inferSelect']

export const logLock = (connectorId: string): string => `connector ${connectorId}`

export interface Written {
  subject: string
  topic: Topic
  id: string
  data: EventData
}

/** `pushed`: it goes out by webhooks. Otherwise it counts as told when it can be read. */
export async function write(tx: Tx, connectorId: string, { subject, topic, id, data }: Written, pushed: boolean) {
  const body: Event = { id, topic, at: new Date(tx.now).toISOString(), data }
  await tx.db.insert(tx.t.outgoing).values({
    connectorId,
    subject,
    topic,
    body,
    createdAt: tx.now,
    deliveredAt: pushed ? null : tx.now,
    attempts: 0,
    nextAt: tx.now,
  })
}

/** What was not tried yet and is not true any more. */
export async function supersede({ db, t: { outgoing }, now }: Tx, connectorId: string, subject: string) {
  await db
    .update(outgoing)
    .set({ deliveredAt: now })
    .where(
      and(
        eq(outgoing.connectorId, connectorId),
        eq(outgoing.subject, subject),
        eq(outgoing.attempts, 0),
        isNull(outgoing.deliveredAt),
      ),
    )
}

/** What was told last of a subject. */
export async function lastTold({ db, t: { outgoing } }: Reader, connectorId: string, subject: string, topic: Topic) {
  const [row] = await db
    .select({ body: outgoing.body })
    .from(outgoing)
    .where(and(eq(outgoing.connectorId, connectorId), eq(outgoing.subject, subject), eq(outgoing.topic, topic)))
    .orderBy(desc(outgoing.position))
    .limit(1)
  return row && (row.body as Event)
}

/** Everything from a position on goes out again, in its order; returns how much that is. */
export async function replay({ db, t: { outgoing }, now }: Tx, connectorId: string, from: number): Promise<number> {
  const again = await db
    .update(outgoing)
    .set({ deliveredAt: null, attempts: 0, nextAt: now })
    .where(and(eq(outgoing.connectorId, connectorId), gte(outgoing.position, from)))
    .returning({ position: outgoing.position })
  return again.length
}

/** `stopped`: it was refused, and somebody must act. `passed-over`: something newer was told instead, or somebody let it be. */
export type LogState = 'waiting' | 'retrying' | 'stopped' | 'delivered' | 'passed-over' | 'readable'

export function stateOf({ deliveredAt, attempts, nextAt, createdAt }: LogRow): LogState {
  if (deliveredAt === null) return nextAt === NEVER ? 'stopped' : attempts > 0 ? 'retrying' : 'waiting'
  if (attempts > 0) return 'delivered'
  return deliveredAt === createdAt ? 'readable' : 'passed-over'
}

export async function readLog(
  { db, t: { outgoing } }: Reader,
  connectorId: string,
  { after, limit }: { after: number; limit: number },
) {
  const rows = await db
    .select()
    .from(outgoing)
    .where(and(eq(outgoing.connectorId, connectorId), gt(outgoing.position, after)))
    .orderBy(asc(outgoing.position))
    .limit(limit + 1)
  const items = rows.slice(0, limit).map((row) => ({
    position: row.position,
    subject: row.subject,
    state: stateOf(row),
    attempts: row.attempts,
    deliveredAt: row.deliveredAt === null ? null : new Date(row.deliveredAt).toISOString(),
    ...(row.body as Event),
  }))
  const last = String(items.at(-1)?.position ?? after)
  // Who comes again later goes on from `cursor`, also where nothing is left now.
  return { items, next: rows.length > limit ? last : null, cursor: last }
}

export interface LogHealth {
  waiting: number
  oldest: number | null
}

export async function logHealth({ db, t: { outgoing } }: Reader, connectorId: string): Promise<LogHealth> {
  const [row] = await db
    .select({
      waiting: sql<number>`count(*)`.mapWith(Number),
      oldest: sql<number | null>`min(${outgoing.createdAt})`,
    })
    .from(outgoing)
    .where(and(eq(outgoing.connectorId, connectorId), isNull(outgoing.deliveredAt)))
  return { waiting: row?.waiting ?? 0, oldest: row?.oldest == null ? null : Number(row.oldest) }
}
