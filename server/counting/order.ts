/**
 * Counts against movements (design, section 7). Devices work apart, clocks lie: what happened before what is decided only by
 * what a device had seen and by the order of its own streams. Where neither tells, the two are concurrent.
 */
import { eq, sql } from 'drizzle-orm'
import type { Observation } from '../db/schema.ts'
import { prepared, type Statements, type Tx } from '../db/work.ts'
import { positionOf, seenUpTo } from '../feed/positions.ts'

/** Where a fact stands among what its device did and saw. */
export interface Happening {
  streamId: string
  seq: number
  /** As the envelope states it. Null: a device that had seen nothing. Undefined: none is named, as by who acts on what is posted. */
  cursor: string | null | undefined
  /** Of one that is recorded: so that it can be found in the feed. */
  recordedAs?: string
}

/** The device of facts that are recorded at a desk. */
export const OFFICE = '@office'

/** What the office does is done in knowledge of everything posted. */
export type Moment = Happening | 'now'

/** `seen` of a count by who acts on all that is posted. */
export const EVERYTHING = Number.MAX_SAFE_INTEGER

/** Of a movement, seen from a count. */
export type Order = 'earlier' | 'later' | 'concurrent'

const statements = ((db, t) => ({
  stream: prepared(
    'order_stream',
    db
      .select({
        deviceId: t.streams.deviceId,
        previous: t.streams.previousStreamId,
        previousSeq: t.streams.previousSeq,
      })
      .from(t.streams)
      .where(eq(t.streams.streamId, sql.placeholder('streamId'))),
  ),
})) satisfies Statements<unknown>

export async function orderAgainst(
  tx: Tx,
  moved: Moment,
  count: Pick<Observation, 'countId' | 'streamId' | 'seq' | 'seen'>,
): Promise<Order> {
  if (moved === 'now') return 'later'
  if (moved.streamId === count.streamId) return moved.seq < count.seq ? 'earlier' : 'later'
  if (moved.recordedAs !== undefined && count.seen === EVERYTHING) return 'earlier'
  if (moved.recordedAs !== undefined && count.seen !== null) {
    const position = await positionOf(tx, moved.recordedAs)
    if (position !== null && position <= count.seen) return 'earlier'
  }
  const counted = await positionOf(tx, count.countId)
  if (counted !== null && (moved.cursor === undefined || ((await seenUpTo(tx, moved.cursor)) ?? -1) >= counted))
    return 'later'
  if (await precedes(tx, moved, count.streamId)) return 'earlier'
  if (await precedes(tx, count, moved.streamId)) return 'later'
  return 'concurrent'
}

/** Starts of an app between two of its facts; a device that was started more often is left undecided. */
const MAX_STREAMS_BETWEEN = 500

/**
 * Whether one device recorded `first` before it opened the stream `second`: each names the one before it, and how far that had come.
 * What a stream recorded beyond that, it recorded beside its successor, for the app was open twice.
 */
async function precedes(tx: Tx, first: Pick<Happening, 'streamId' | 'seq'>, second: string): Promise<boolean> {
  const s = tx.statements(statements)
  const [start] = await s.stream.execute({ streamId: second })
  let at = start
  for (let steps = 0; at && at.previous !== null && steps < MAX_STREAMS_BETWEEN; steps++) {
    const [before] = await s.stream.execute({ streamId: at.previous })
    // Only a device's own word counts for what it did before.
    if (!before || before.deviceId !== start?.deviceId) return false
    if (at.previous === first.streamId) return at.previousSeq === null || first.seq <= at.previousSeq
    at = before
  }
  return false
}
