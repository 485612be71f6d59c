/** PostgreSQL's unit of work: units run concurrently, lock what they touch, and are retried when the database says so. */
import { drizzle } from 'drizzle-orm/node-postgres'
import type { Pool, PoolClient } from 'pg'
import { sqlState } from '../errors.ts'
import { beginUnit, type Connection, statementsOf } from '../unit.ts'
import type { Commit, Db, Reader, Reading, Sources, Tx, Work } from '../work.ts'
import { finish } from './finish.ts'
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

/** Advisory locks until the end of the transaction, in one order for all, so that two units seldom cross. */
async function lockAll(client: PoolClient, keys: readonly string[], mode: '' | '_shared' = ''): Promise<void> {
  if (keys.length === 0) return
  await client.query(
    `SELECT pg_advisory_xact_lock${mode}(hashtextextended(key, 0)) FROM unnest($1::text[]) AS asked(key)`,
    [[...new Set(keys)].sort()],
  )
}
