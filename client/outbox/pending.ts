/** What waits, and how old it is: the status bar's figures. */
import type { OutboxDatabase, OutboxRow } from './database.ts'

export interface Backlog {
  waiting: number
  attention: number
  /** When the oldest waiting one was recorded, milliseconds of the device's wall clock. */
  oldestAt: number | null
}

export async function backlog(database: OutboxDatabase): Promise<Backlog> {
  return database.transaction('r', database.transactions, async () => {
    const waiting = await database.transactions.where('state').equals('waiting').toArray()
    const attention = await database.transactions.where('state').equals('attention').count()
    return {
      waiting: waiting.length,
      attention,
      oldestAt: waiting.reduce<number | null>(
        (oldest, row) => Math.min(oldest ?? row.recordedAt, row.recordedAt),
        null,
      ),
    }
  })
}

/** The next waiting ones of the oldest stream that has any. */
export async function nextBatch(database: OutboxDatabase, most: number): Promise<OutboxRow[]> {
  return database.transaction('r', database.transactions, async () => {
    const waiting = await database.transactions.where('state').equals('waiting').toArray()
    const oldest = Math.min(...waiting.map((row) => row.streamOrder))
    return waiting
      .filter((row) => row.streamOrder === oldest)
      .sort((a, b) => a.seq - b.seq)
      .slice(0, most)
  })
}

/** The newest recorded ones, newest first: what the outbox screen and "Undo last" show. */
export async function latest(database: OutboxDatabase, most: number): Promise<OutboxRow[]> {
  const rows = await database.transactions.toCollection().sortBy('recordedAt')
  return rows.slice(-most).reverse()
}
