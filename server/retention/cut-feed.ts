/** Keeps the feed as long as devices may need it, and no longer. One that was away for longer takes a snapshot. */
import { and, asc, desc, like, lt, lte } from 'drizzle-orm'
import { logAct } from '../auth/audit-log.ts'
import type { Reader, Tx, Work } from '../db/work.ts'
import { readBase, writeBase } from '../feed/base.ts'
import { newestPosition } from '../feed/positions.ts'
import { dropIdlePlaces, lowestPlace } from './followers.ts'

const DAY_MS = 86_400_000
/** A unit that began before a mark may get its position after it: nobody's takes so long. */
const SLACK_MS = DAY_MS
/** Entries in one unit: on SQLite others wait for it. */
const ENTRIES = 1_000

const MARK = 'feed mark '

/** How far the feed was at this moment: its entries know no time. */
export async function markFeed(tx: Tx): Promise<void> {
  const name = `${MARK}${String(tx.now).padStart(15, '0')}`
  await tx.db
    .insert(tx.t.meta)
    .values({ name, value: String(await newestPosition(tx)) })
    .onConflictDoNothing()
}

/** Returns how many entries are gone. */
export async function cutFeed(work: Work, keepMs: number): Promise<number> {
  await work.run(['feed base'], (tx) => moveBase(tx, keepMs))
  let gone = 0
  for (;;) {
    const some = await work.run(['feed base'], deleteSome)
    if (some === 0) return gone
    gone += some
  }
}

/** First it is said where the feed begins, then what is before it goes: whoever breaks off in between leaves too much, and nothing wrong. */
async function moveBase(tx: Tx, keepMs: number): Promise<void> {
  const mark = await newestMark(tx, tx.now - keepMs)
  if (!mark) return
  await dropIdlePlaces(tx)
  const position = Math.min(mark.position, (await lowestPlace(tx)) ?? mark.position)
  const base = await readBase(tx)
  if (position <= (base?.position ?? 1)) return
  // A place before the mark is of an unknown moment: then only what stood before the last base is known to be old.
  const before = position === mark.position ? mark.at - SLACK_MS : (base?.before ?? 0)
  await writeBase(tx, { position, before })
  await tx.db.delete(tx.t.meta).where(and(like(tx.t.meta.name, `${MARK}%`), lt(tx.t.meta.name, mark.name)))
  const details = { position, before: new Date(before).toISOString() }
  await logAct(tx, { by: 'retention', name: 'retention', act: 'cut the feed', details })
}

async function newestMark({ db, t }: Reader, until: number) {
  const [row] = await db
    .select()
    .from(t.meta)
    .where(and(like(t.meta.name, `${MARK}%`), lte(t.meta.name, `${MARK}${String(until).padStart(15, '0')}`)))
    .orderBy(desc(t.meta.name))
    .limit(1)
  return row ? { name: row.name, at: Number(row.name.slice(MARK.length)), position: Number(row.value) } : null
}

async function deleteSome(tx: Tx): Promise<number> {
  const { feed } = tx.t
  const base = await readBase(tx)
  if (!base) return 0
  const old = await tx.db
    .select({ position: feed.position })
    .from(feed)
    .where(lt(feed.position, base.position))
    .orderBy(asc(feed.position))
    .limit(ENTRIES)
  if (old.length === 0) return 0
  await tx.db.delete(feed).where(lte(feed.position, old.at(-1)?.position ?? 0))
  return old.length
}
