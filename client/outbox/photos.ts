/** Photos on this device: kept the moment they are taken, sent once what they belong to is recorded. */
import Dexie from 'dexie'
import type { OutboxDatabase, PhotoRow } from './database.ts'

export interface TakenPhoto {
  sha256: string
  type: string
  bytes: Uint8Array<ArrayBuffer>
}

/** Durable when this resolves. Throws where the disk is full. The same picture twice is one photo. */
export async function keepPhoto(database: OutboxDatabase, photo: TakenPhoto, now: number): Promise<void> {
  await database.transaction('rw', database.photos, async () => {
    if (await database.photos.get(photo.sha256)) return
    await database.photos.add({ ...photo, state: 'draft', takenAt: now })
  })
}

/** Within the transaction that records what they belong to: from now on they are the server's to have. */
export async function sendPhotos(database: OutboxDatabase, hashes: readonly string[]): Promise<void> {
  await database.photos
    .where('sha256')
    .anyOf([...hashes])
    .and(({ state }) => state === 'draft')
    .modify({ state: 'waiting' })
}

/** One that is not wanted after all. What is part of something recorded stays. */
export async function dropPhoto(database: OutboxDatabase, sha256: string): Promise<void> {
  await database.photos
    .where('sha256')
    .equals(sha256)
    .and(({ state }) => state === 'draft')
    .delete()
}

export const photoOf = (database: OutboxDatabase, sha256: string): Promise<PhotoRow | undefined> =>
  database.photos.get(sha256)

export interface PhotoBacklog {
  waiting: number
  refused: number
}

export async function photoBacklog(database: OutboxDatabase): Promise<PhotoBacklog> {
  const [waiting, refused] = await Promise.all(
    (['waiting', 'refused'] as const).map((state) => database.photos.where('state').equals(state).count()),
  )
  return { waiting: waiting ?? 0, refused: refused ?? 0 }
}

/** The hash of the oldest: a handheld has not the memory for all of them at once. */
export async function nextPhoto(database: OutboxDatabase): Promise<string | undefined> {
  const waiting = database.photos.where('[state+takenAt]').between(['waiting', Dexie.minKey], ['waiting', Dexie.maxKey])
  return (await waiting.limit(1).primaryKeys())[0]
}
