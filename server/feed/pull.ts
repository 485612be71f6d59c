/** `GET /sync/pull`: the snapshot in pages, then the feed. No read is held open between two pages. */
import { asc, eq, gt } from 'drizzle-orm'
import { type PullAnswer, REPLICA_TABLES, type ReplicaChange } from '../../shared/wire/pull.ts'
import { type HiddenPlace, hiddenPlaces, isHidden } from '../counting/hidden.ts'
import { HANDHELDS, type Reader, type Work } from '../db/work.ts'
import { Problem } from '../problem.ts'
import { readBase } from './base.ts'
import { GENESIS } from './chain.ts'
import { type Cursor, notACursor, readCursor, writeCursor } from './cursor.ts'
import { changesOf } from './entries.ts'
import { snapshotPage } from './snapshot.ts'

/** Entries read at a time; one entry is one unit's changes and is never split. */
const MAX_ENTRIES = 500

export interface PullCaller {
  warehouse: string
  /** Whose own outcomes belong into the snapshot. */
  deviceId: string | null
  now: number
}

export async function pull(
  work: Work,
  epoch: string,
  caller: PullCaller,
  cursorText: string | undefined,
  limit: number,
): Promise<PullAnswer> {
  const cursor = cursorText === undefined ? await firstPage(work, epoch) : parse(cursorText)
  if (cursor.epoch !== epoch) throw otherHistory()
  if (cursor.kind === 'snapshot') return work.read((reader) => readSnapshot(reader, cursor, caller, limit))
  return work.read((reader) => readFeed(reader, cursor, caller, limit))
}

/** The place in the feed is taken before the first page: what changes meanwhile comes again, as whole rows. */
async function firstPage(work: Work, epoch: string): Promise<Cursor> {
  return { kind: 'snapshot', epoch, head: await work.head(), table: 0, after: null }
}

function parse(text: string): Cursor {
  const cursor = readCursor(text)
  if (cursor) return cursor
  throw notACursor()
}

const otherHistory = (): Problem =>
  new Problem(
    409,
    'snapshot-needed',
    'This cursor belongs to another history of the database, or to a time that its feed does not reach back to. Drop the replica and pull without a cursor.',
  )

type FeedCursor = Extract<Cursor, { kind: 'feed' }>
type SnapshotCursor = Extract<Cursor, { kind: 'snapshot' }>

async function readFeed(reader: Reader, cursor: FeedCursor, caller: PullCaller, limit: number): Promise<PullAnswer> {
  const { db, t } = reader
  if (!(await isOurHistory(reader, cursor))) throw otherHistory()
  const entries = await db
    .select()
    .from(t.feed)
    .where(gt(t.feed.position, cursor.head.position))
    .orderBy(asc(t.feed.position))
    .limit(MAX_ENTRIES)
  const hidden = await hiddenPlaces(reader, caller.warehouse, caller.deviceId)
  const changes: ReplicaChange[] = []
  let head = cursor.head
  let taken = 0
  for (const entry of entries) {
    if (changes.length >= limit) break
    changes.push(...changesFor(caller, hidden, entry))
    head = { position: entry.position, chain: entry.chain }
    taken += 1
  }
  const more = taken < entries.length || entries.length === MAX_ENTRIES
  return { epoch: cursor.epoch, cursor: writeCursor({ ...cursor, head }), changes, more, snapshot: false }
}

async function isOurHistory({ db, t }: Reader, { head }: FeedCursor): Promise<boolean> {
  if (head.position === 0) return head.chain === GENESIS.chain && (await readBase({ db, t })) === null
  const [entry] = await db.select({ chain: t.feed.chain }).from(t.feed).where(eq(t.feed.position, head.position))
  return entry?.chain === head.chain
}

function changesFor(
  caller: PullCaller,
  hidden: readonly HiddenPlace[],
  entry: { chain: string; changes: string },
): ReplicaChange[] {
  return changesOf(entry)
    .filter(({ warehouse, to }) => (warehouse === null || warehouse === caller.warehouse) && isFor(caller, to))
    .map(({ change }) => change)
    .filter((change) => !isHidden(hidden, change))
}

const isFor = ({ deviceId }: PullCaller, to: string | undefined): boolean =>
  to === undefined || (to === HANDHELDS ? deviceId !== null : to === deviceId)

/** Small tables share a page: a handheld waits for round trips, not for rows. */
async function readSnapshot(
  reader: Reader,
  start: SnapshotCursor,
  caller: PullCaller,
  limit: number,
): Promise<PullAnswer> {
  const hidden = await hiddenPlaces(reader, caller.warehouse, caller.deviceId)
  const changes: ReplicaChange[] = []
  let cursor: Cursor = start
  while (cursor.kind === 'snapshot' && changes.length < limit) {
    const table = REPLICA_TABLES[cursor.table]
    if (table === undefined) throw otherHistory()
    const page = await snapshotPage(reader, table, caller, cursor.after, limit - changes.length)
    changes.push(...page.changes.filter((change) => !isHidden(hidden, change)))
    cursor = page.after !== null ? { ...cursor, after: page.after } : afterTable(cursor)
  }
  return { epoch: start.epoch, cursor: writeCursor(cursor), changes, more: true, snapshot: true }
}

function afterTable(cursor: SnapshotCursor): Cursor {
  if (cursor.table + 1 < REPLICA_TABLES.length) return { ...cursor, table: cursor.table + 1, after: null }
  return { kind: 'feed', epoch: cursor.epoch, head: cursor.head }
}
