/** Where in the feed a posting stands, and how far a cursor reaches: what "known to the device" is decided by. */
import { desc, eq, sql } from 'drizzle-orm'
import { prepared, type Statements, type Tx } from '../db/work.ts'
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
  epoch: prepared('feed_epoch', db.select({ value: t.meta.value }).from(t.meta).where(eq(t.meta.name, 'epoch'))),
})) satisfies Statements<unknown>

/** Null: not positioned yet, so nobody can have seen it. */
export async function positionOf(tx: Tx, transactionId: string): Promise<number | null> {
  const [entry] = await tx.statements(statements).position.execute({ ref: transactionId })
  return entry?.position ?? null
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
