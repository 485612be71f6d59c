/** PostgreSQL's unit of work: units run concurrently, lock what they touch, and are retried when the database says so. */
import { drizzle } from 'drizzle-orm/node-postgres'
import type { Pool, PoolClient } from 'pg'
import { ConnectionLost, isConnectionLost, sqlState, wasNeverSent } from '../errors.ts'
import { beginUnit, type Connection, type FeedEntry, statementsOf } from '../unit.ts'
import type { Commit, Db, Reader, Reading, Sources, Tx, Work } from '../work.ts'
import { openPool, whileAway } from './pool.ts'
import { startPresence } from './presence.ts'
import { schema } from './schema.ts'
import { readHead, startSequencer } from './sequencer.ts'

const MAX_ATTEMPTS = 8
/** Where nobody says otherwise. */
const CONNECTIONS = 10
const READING_CONNECTIONS = 2

/**
 * serialization_failure, deadlock_detected; and unique_violation: two units met on one id, and the loser, run again,
 * finds the winner's row and gives its answer.
 */
const RETRIED = new Set(['40001', '40P01', '23505'])

/** Reads beside the others, with few connections of its own. `patienceMs`: how long it asks again while the database is away. */
export function openPostgresReading(url: string, patienceMs?: number): Reading {
  const pool = openPool(url, READING_CONNECTIONS)
  const connectionOf = createConnections()
  return { read: (query) => readIn(pool, connectionOf, query, patienceMs), close: () => pool.end() }
}

type ConnectionOf = (client: PoolClient) => Connection

/** What drizzle knows of a client is kept with it. */
function createConnections(): ConnectionOf {
  const connections = new WeakMap<PoolClient, Connection>()
  return (client) => {
    const known = connections.get(client)
    if (known) return known
    const db = drizzle(client, { casing: 'snake_case' }) as unknown as Db
    const connection: Connection = { db, t: schema as unknown as Connection['t'], built: new Map() }
    connections.set(client, connection)
    return connection
  }
}

const readIn = <T>(
  pool: Pool,
  connectionOf: ConnectionOf,
  query: (reader: Reader) => Promise<T>,
  patienceMs?: number,
): Promise<T> => whileAway(() => readOnce(pool, connectionOf, query), patienceMs)

async function readOnce<T>(pool: Pool, connectionOf: ConnectionOf, query: (reader: Reader) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  // One snapshot for all statements of a query, as on SQLite: figures that are read together must belong together. The first of
  // them goes out behind it without waiting for its answer.
  const begun = client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  begun.catch(() => {})
  try {
    const connection = connectionOf(client)
    const found = await query({
      db: connection.db,
      t: connection.t,
      statements: (define) => statementsOf(connection, define),
    })
    await begun
    return found
  } finally {
    // Nobody who reads need wait for the end.
    const ended = () => client.release()
    client.query('COMMIT').then(ended, ended)
  }
}

export function openPostgresWork(url: string, sources: Sources, connections = CONNECTIONS): Work {
  const pool = openPool(url, connections)
  const connectionOf = createConnections()
  const listeners = new Set<() => void>()
  const watchers = new Set<(commit: Commit) => void>()
  const ringAll = () => {
    for (const listener of listeners) listener()
  }
  const sequencer = startSequencer(pool, ringAll)
  const presence = startPresence(url, ringAll)

  async function attempt<T>(
    client: PoolClient,
    since: number,
    keys: readonly string[],
    unit: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    const running = beginUnit(connectionOf(client), sources, {
      lock: (...more) => lockAll(client, more),
      share: (...more) => lockAll(client, more, '_shared'),
    })
    try {
      await Promise.all([client.query('BEGIN'), lockAll(client, keys)])
      const waitedMs = performance.now() - since
      const value = await unit(running.tx)
      const entries = running.entries()
      const asked = performance.now()
      await finish(client, entries)
      const commitMs = performance.now() - asked
      for (const watcher of watchers) watcher({ waitedMs, commitMs, units: 1 })
      if (entries.length > 0) sequencer.nudge()
      return value
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {})
      throw error
    } finally {
      running.end()
    }
  }

  async function runOnce<T>(keys: readonly string[], unit: (tx: Tx) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      const since = performance.now()
      const client = await pool.connect()
      try {
        return await attempt(client, since, keys, unit)
      } catch (error) {
        if (tries >= MAX_ATTEMPTS || !RETRIED.has(sqlState(error) ?? '')) throw error
      } finally {
        client.release()
      }
    }
  }

  return {
    dialect: 'postgres',
    run: (keys, unit) => whileAway(() => runOnce(keys, unit)),
    read: (query) => readIn(pool, connectionOf, query),
    head: () => whileAway(() => readHead(pool)),
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    timing(watcher) {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    hasDuty: presence.hasDuty,
    async close() {
      await sequencer.stop()
      await presence.leave()
      await pool.end()
    },
  }
}

/**
 * The last insert and the commit go out together, with one wait for both. Where the connection goes meanwhile both fail, and the insert
 * first: but the commit is what tells whether the unit may simply be run again.
 */
async function finish(client: PoolClient, entries: readonly FeedEntry[]): Promise<void> {
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

/** Advisory locks until the end of the transaction, in one order for all, so that two units seldom cross. */
async function lockAll(client: PoolClient, keys: readonly string[], mode: '' | '_shared' = ''): Promise<void> {
  if (keys.length === 0) return
  await client.query(
    `SELECT pg_advisory_xact_lock${mode}(hashtextextended(key, 0)) FROM unnest($1::text[]) AS asked(key)`,
    [[...new Set(keys)].sort()],
  )
}
