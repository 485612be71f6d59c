/** Database errors under one set of words; their shapes differ between drivers and drizzle wraps one of them. */

interface Shaped {
  code?: unknown
  cause?: unknown
}

const MOST_CAUSES = 8

/** PostgreSQL's SQLSTATE or SQLite's result code name, or undefined where the error is not the database's. */
export function sqlState(error: unknown, causes = 0): string | undefined {
  // An error may be, in the end, its own cause.
  if (causes > MOST_CAUSES) return undefined
  const shaped = error as Shaped | null
  if (typeof shaped !== 'object' || shaped === null) return undefined
  if (typeof shaped.code === 'string') return shaped.code
  return sqlState(shaped.cause, causes + 1)
}

const POSTGRES_STATE = /^[0-9A-Z]{5}$/

/** What a unit ends with where its database went away; the driver's own error is its cause. */
export class ConnectionLost extends Error {
  /** Before its commit was asked for, so that nothing of it was kept; or while it was. */
  readonly code: 'DATABASE_UNREACHABLE' | 'COMMIT_UNKNOWN'

  constructor(code: ConnectionLost['code'], cause: unknown) {
    super('The connection to the database was lost.', { cause })
    this.code = code
  }
}

/** Connection exceptions, a server that stops or starts or has no connection left, and what the network says. */
const LOST = /^(08...|57P0[1-5]|53300|ECONN.*|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)$/
/** For what the driver has no code. */
const LOST_WORDS = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying)/

/** Whether the driver knew that the connection was gone, and sent nothing any more. */
export const wasNeverSent = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('Client has encountered a connection error')

/** Whether the connection to PostgreSQL is gone, or could not be made. */
export function isConnectionLost(error: unknown, causes = 0): boolean {
  if (!(error instanceof Error) || causes > MOST_CAUSES) return false
  const { code } = error as Shaped
  if (typeof code === 'string' && LOST.test(code)) return true
  return LOST_WORDS.test(error.message) || isConnectionLost(error.cause, causes + 1)
}

/** Data exceptions, broken constraints, statements that are wrong: the database will not take them the next time either. */
const NEVER_TAKEN = /^(22|23|42)...$|^SQLITE_(CONSTRAINT|MISMATCH|RANGE|TOOBIG|ERROR)/

/** Whether the database itself failed (full disk, lost connection), so that trying again can help. */
export function isDatabaseError(error: unknown): boolean {
  const state = sqlState(error)
  if (error instanceof ConnectionLost || isConnectionLost(error)) return true
  if (state === undefined || NEVER_TAKEN.test(state)) return false
  return state.startsWith('SQLITE_') || POSTGRES_STATE.test(state)
}

/** Whether a value was at fault that PostgreSQL cannot keep: a NUL in a text, a number beyond its column. */
export const isUnstorableValue = (error: unknown): boolean => /^22...$/.test(sqlState(error) ?? '')
