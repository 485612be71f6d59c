/** What a device tells of itself at each push and pull: how much it has not sent, and since when; nothing else may notice it. */
import type { OutboxDatabase } from '../outbox/database.ts'

export interface Unsent {
  count: number
  /** Age of the oldest, by the device's clock: an age needs no two clocks to agree. */
  oldestMs: number
}

/** Ids grow with time, so the first one that waits is the oldest: nothing more of what waits is read. */
export async function unsentNow({ transactions }: OutboxDatabase, now: number): Promise<Unsent> {
  const waiting = transactions.where('state').equals('waiting')
  const [count, oldest] = await Promise.all([waiting.count(), waiting.clone().first()])
  return { count, oldestMs: oldest === undefined ? 0 : Math.max(0, now - oldest.recordedAt) }
}

export const unsentHeader = ({ count, oldestMs }: Unsent): string => `${count} ${Math.round(oldestMs / 1_000)}`
