/** Connections to PostgreSQL that may go at any time: the database is started again, or another one takes its place. */
import { setTimeout as after } from 'node:timers/promises'
import { Pool } from 'pg'
import { ConnectionLost, isConnectionLost } from '../errors.ts'

/** A database that does not even say no, or no connection that comes free. */
const CONNECT_MS = 10_000
/** What lost its connection is begun anew for so long: a database that is started again is back sooner. */
const PATIENCE_MS = 5_000
const FIRST_WAIT_MS = 50
const LONGEST_WAIT_MS = 500

export function openPool(url: string, max: number): Pool {
  const pool = new Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    // What is asked without waiting for the answer before goes out at once.
    pipeline: true,
  })
  // Idle or at work: whoever uses it meets the error where it asks. Without a listener it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** Tries again while the database is away, if trying again is safe: `ask` throws ConnectionLost itself where it is not. */
export async function whileAway<T>(ask: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  const began = performance.now()
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    try {
      return await ask()
    } catch (error) {
      if (error instanceof ConnectionLost || !isConnectionLost(error)) throw error
      if (performance.now() - began >= patienceMs) throw new ConnectionLost('DATABASE_UNREACHABLE', error)
      await after(waitMs)
    }
  }
}
