/** The retention rule: what the server has acknowledged is kept 30 days, so that a restored server can have it again. */
import type { OutboxDatabase } from './database.ts'

export const RETAINED_MS = 30 * 86_400_000

/** Deletes what was acknowledged and settled longer ago. What waits or needs attention is never deleted. */
export async function forgetOld(database: OutboxDatabase, now: number): Promise<number> {
  return database.transactions
    .where('acknowledgedAt')
    .below(now - RETAINED_MS)
    .and((row) => row.state === 'done')
    .delete()
}

/** The same for photos; one that was taken and never used goes, too. */
export async function forgetOldPhotos(database: OutboxDatabase, now: number): Promise<number> {
  return database.photos
    .where('takenAt')
    .below(now - RETAINED_MS)
    .and(
      (photo) =>
        photo.state === 'draft' || (photo.state === 'done' && (photo.acknowledgedAt ?? now) < now - RETAINED_MS),
    )
    .delete()
}

/**
 * A server with another history may never have seen what it acknowledged: everything retained is sent again. The old history is
 * forgotten in the same write, so that no tab takes its word for any of it afterwards; and so are the numbers that it gave, for a
 * restored server may give them to others.
 */
export async function sendAllAgain(database: OutboxDatabase): Promise<void> {
  await database.transaction('rw', database.transactions, database.photos, database.device, async () => {
    await database.transactions
      .where('state')
      .anyOf('waiting', 'done', 'attention')
      .modify({ state: 'waiting', reflected: 0 })
    await database.photos.where('state').anyOf('done', 'refused').modify({ state: 'waiting' })
    await database.device.bulkDelete(['epoch', 'sscc'])
  })
}

/** The history that this outbox sends to; undefined: it has not met one since the last ended. */
export const historyOf = async (database: OutboxDatabase): Promise<string | undefined> =>
  (await database.device.get('epoch'))?.value as string | undefined
