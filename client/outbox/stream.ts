/** A stream is one start of the app: a gapless sequence that the server can check for holes. */
import Dexie from 'dexie'
import type { OutboxDatabase } from './database.ts'

export interface Stream {
  order: number
  streamId: string
  /** Kept here alone, for only this start of the app appends to it. */
  nextSeq: number
  /** A write failed, and perhaps came through all the same: before the next one the disk says how far it came. */
  doubtful: boolean
  /** The append under way: the next one waits for it, for it may fail and leave its numbers free. */
  appending: Promise<unknown>
}

export async function openStream(database: OutboxDatabase, streamId: string, now: number): Promise<Stream> {
  return database.transaction('rw', database.streams, database.transactions, async () => {
    const previous = await database.streams.orderBy('order').last()
    const order = await database.streams.add({
      streamId,
      previousStreamId: previous?.streamId ?? null,
      previousSeq: previous?.order === undefined ? null : await lastSeq(database, previous.order),
      openedAt: now,
    })
    return { order, streamId, nextSeq: 1, doubtful: false, appending: Promise.resolve() }
  })
}

/** The newest place that is taken in a stream; 0: none. */
export async function lastSeq(database: OutboxDatabase, order: number): Promise<number> {
  const ofStream = database.transactions
    .where('[streamOrder+seq]')
    .between([order, Dexie.minKey], [order, Dexie.maxKey])
  return (await ofStream.last())?.seq ?? 0
}
