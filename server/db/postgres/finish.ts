/** How a unit ends on PostgreSQL: what it leaves for the feed, and its commit. */
import type { PoolClient } from 'pg'
import { ConnectionLost, isConnectionLost, wasNeverSent } from '../errors.ts'
import type { FeedEntry } from '../unit.ts'

/**
 * The last insert and the commit go out together, with one wait for both. Where the connection goes meanwhile both fail, and the insert
 * first: but the commit is what tells whether the unit may simply be run again.
 */
export async function finish(client: PoolClient, entries: readonly FeedEntry[]): Promise<void> {
  const [left, done] = await Promise.allSettled([leaveForFeed(client, entries), commit(client)])
  if (done.status === 'rejected' && done.reason instanceof ConnectionLost) throw done.reason
  for (const one of [left, done]) if (one.status === 'rejected') throw one.reason
}

/** A commit that got no answer may have been kept, and must not simply be done again. */
async function commit(client: PoolClient): Promise<void> {
  let done: string
  try {
    done = (await client.query('COMMIT')).command
  } catch (error) {
    if (wasNeverSent(error) || !isConnectionLost(error)) throw error
    throw new ConnectionLost('COMMIT_UNKNOWN', error)
  }
  // What PostgreSQL answers where a statement had failed and the unit went on as if it had not.
  if (done !== 'COMMIT') throw new Error(`A unit that had failed was to be committed: ${done}.`)
}

/** In their order: the sequencer takes them by the numbers that they get here. */
async function leaveForFeed(client: PoolClient, entries: readonly FeedEntry[]): Promise<void> {
  if (entries.length === 0) return
  await client.query('INSERT INTO feed_pending (ref, changes) SELECT * FROM unnest($1::text[], $2::text[])', [
    entries.map(({ ref }) => ref),
    entries.map(({ changes }) => changes),
  ])
}
