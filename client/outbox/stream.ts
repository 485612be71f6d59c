/** A stream is one start of the app: a gapless sequence that the server can check for holes. */
import type { OutboxDatabase } from './database.ts'

export interface Stream {
  order: number
  streamId: string
}

export async function openStream(database: OutboxDatabase, streamId: string, now: number): Promise<Stream> {
  return database.transaction('rw', database.streams, async () => {
    const previous = await database.streams.orderBy('order').last()
    const order = await database.streams.add({
      streamId,
      previousStreamId: previous?.streamId ?? null,
      openedAt: now,
      nextSeq: 1,
    })
    return { order, streamId }
  })
}
