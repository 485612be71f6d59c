/**
 * Gives the feed its positions on PostgreSQL.
 *
 * Concurrent units cannot number the feed themselves: a reader would pass a number whose unit commits later, and lose it
 * for ever. So units leave their changes in feed_pending, and one sequencer at a time, under an advisory lock, moves
 * committed ones into the feed. Every server process runs one; whoever gets the lock does the work, and notifies the others.
 */
import type { Pool, PoolClient } from 'pg'
import { type FeedHead, GENESIS, nextLink } from '../../feed/chain.ts'
import { FEED_ADVANCED } from './presence.ts'

const SEQUENCER_LOCK = 7_106_011
const MAX_BATCH = 1_000
const POLL_MS = 250

export interface Sequencer {
  nudge(): void
  stop(): Promise<void>
}

export function startSequencer(pool: Pool, onAdvance: () => void): Sequencer {
  let running: Promise<void> | null = null
  let again = false
  let stopped = false
  /** The position that was told of last. */
  let told = -1
  const timer = setInterval(() => nudge(), POLL_MS)
  timer.unref()

  async function drain(): Promise<void> {
    do {
      again = false
      for (;;) {
        const { moved, head } = await moveBatch(pool)
        // Also what another process has moved, should its notification not have come.
        if (head.position !== told) onAdvance()
        told = head.position
        if (moved < MAX_BATCH) break
      }
    } while (again && !stopped)
  }

  function nudge(): void {
    if (stopped) return
    if (running) {
      again = true
      return
    }
    running = drain()
      // The next poll tries again; an unreachable database shows in /readyz, not here.
      .catch(() => {})
      .finally(() => {
        running = null
      })
  }

  return {
    nudge,
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}

interface Moved {
  /** How many entries. */
  moved: number
  head: FeedHead
}

/** Positions up to MAX_BATCH waiting entries in one transaction; none where another process is at it. */
async function moveBatch(pool: Pool): Promise<Moved> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    // A holder that died is cut off by the server, so that it cannot stop the feed.
    await client.query("SET LOCAL idle_in_transaction_session_timeout = '10s'")
    const lock = await client.query('SELECT pg_try_advisory_xact_lock($1) AS held', [SEQUENCER_LOCK])
    const moved = lock.rows[0].held ? await moveWaiting(client) : { moved: 0, head: await readHead(client) }
    await client.query('COMMIT')
    return moved
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

async function moveWaiting(client: PoolClient): Promise<Moved> {
  // Read after the lock: the previous holder's entries are committed by then.
  let head = await readHead(client)
  const waiting = await client.query(
    'DELETE FROM feed_pending WHERE id IN (SELECT id FROM feed_pending ORDER BY id LIMIT $1) RETURNING id, ref, changes',
    [MAX_BATCH],
  )
  const rows = (waiting.rows as { id: string; ref: string | null; changes: string }[]).sort(
    (a, b) => Number(a.id) - Number(b.id),
  )
  const entries = rows.map(({ ref, changes }) => {
    head = { position: head.position + 1, chain: nextLink(head.chain, changes) }
    return { ...head, ref, changes }
  })
  if (entries.length === 0) return { moved: 0, head }
  await client.query(
    'INSERT INTO feed (position, ref, changes, chain) SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[])',
    [
      entries.map((e) => e.position),
      entries.map((e) => e.ref),
      entries.map((e) => e.changes),
      entries.map((e) => e.chain),
    ],
  )
  await client.query('SELECT pg_notify($1, $2)', [FEED_ADVANCED, String(head.position)])
  return { moved: entries.length, head }
}

export async function readHead(client: Pick<PoolClient, 'query'>): Promise<FeedHead> {
  const result = await client.query('SELECT position, chain FROM feed ORDER BY position DESC LIMIT 1')
  const row = result.rows[0] as { position: string; chain: string } | undefined
  return row ? { position: Number(row.position), chain: row.chain } : GENESIS
}
