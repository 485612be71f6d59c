/** Database errors under one set of words; their shapes differ between drivers and drizzle wraps one of them. */

interface Shaped {
  code?: unknown
  cause?: unknown
}

/** PostgreSQL's SQLSTATE or SQLite's result code name, or undefined where the error is not the database's. */
export function sqlState(error: unknown): string | undefined {
  const shaped = error as Shaped | null
  if (typeof shaped !== 'object' || shaped === null) return undefined
  if (typeof shaped.code === 'string') return shaped.code
  return sqlState(shaped.cause)
}

const POSTGRES_STATE = /^[0-9A-Z]{5}$/

/** Whether the database itself failed (full disk, lost connection, broken constraint), rather than our code. */
export function isDatabaseError(error: unknown): boolean {
  const state = sqlState(error)
  if (state === undefined) return false
  return state.startsWith('SQLITE_') || state.startsWith('ECONN') || POSTGRES_STATE.test(state)
}
