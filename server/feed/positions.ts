/** Where in the feed a posting stands, and how far a cursor reaches: what "known to the device" is decided by. */
import { desc, eq, sql } from 'drizzle-orm'
import { prepared, type Statements, type Tx } from '../db/work.ts'
import { readBase } from './base.ts'
import { readCursor } from './cursor.ts'

const statements = ((db, t) => ({
  // A transaction that was parked and posted later stands twice: it was known from the first time on.
  position: prepared(
    'feed_position_of',
    db
      .select({ position: t.feed.position })
      .from(t.feed)
      .where(eq(t.feed.ref, sql.placeholder('ref')))
      .orderBy(t.feed.position)
      .limit(1),
  ),
  newest: prepared(
    'feed_newest',
    db.select({ position: t.feed.position }).from(t.feed).orderBy(desc(t.feed.position)).limit(1),
  ),
  received: prepared(
    'feed_received',
    db
      .select({ receivedAt: t.inbox.receivedAt })
      .from(t.inbox)
      .where(eq(t.inbox.id, sql.placeholder('id'))),
  ),
  epoch: prepared('feed_epoch', db.select({ value: t.meta.value }).from(t.meta).where(eq(t.meta.name, 'epoch'))),
})) satisfies Statements<unknown>

/**
 * Null: not positioned yet, so nobody can have seen it. Of one whose entry was cut off the place up to which that was done: whoever
 * has seen that has seen it.
 */
export async function positionOf(tx: Tx, transactionId: string): Promise<number | null> {
  const s = tx.statements(statements)
  const [entry] = await s.position.execute({ ref: transactionId })
  if (entry) return entry.position
  const base = await readBase(tx)
  if (!base) return null
  const [row] = await s.received.execute({ id: transactionId })
  return row && row.receivedAt < base.before ? base.position : null
}

/** Null where the cursor is none, or belongs to another history: then nothing is known of what its device had seen. */
export async function seenUpTo(tx: Tx, cursorText: string | null): Promise<number | null> {
  const cursor = cursorText === null ? undefined : readCursor(cursorText)
  if (!cursor) return null
  const [epoch] = await tx.statements(statements).epoch.execute({})
  return epoch?.value === cursor.epoch ? cursor.head.position : null
}

/** Of the last entry that has a position; 0 where the feed is empty. */
export async function newestPosition(tx: Tx): Promise<number> {
  const [entry] = await tx.statements(statements).newest.execute({})
  return entry?.position ?? 0
}
