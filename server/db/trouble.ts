/** What a database or its disk suffers from, where its error says so: each has a code, and words for whoever asked. */
import { sqlState } from './errors.ts'

export type Trouble =
  | 'disk-full'
  | 'database-read-only'
  | 'database-damaged'
  | 'database-fault'
  | 'database-unreachable'
  | 'commit-unknown'

/** The beginnings of SQLite's result codes, PostgreSQL's SQLSTATEs, and what the file system says. */
const SIGNS: [RegExp, Trouble][] = [
  [/^(SQLITE_FULL|ENOSPC|EDQUOT|53100)/, 'disk-full'],
  [/^(SQLITE_READONLY|EROFS|25006)/, 'database-read-only'],
  [/^(SQLITE_CORRUPT|SQLITE_NOTADB|XX001|XX002)/, 'database-damaged'],
  [/^(SQLITE_IOERR|SQLITE_CANTOPEN|EIO|58030)/, 'database-fault'],
  [/^COMMIT_UNKNOWN$/, 'commit-unknown'],
  [/^(DATABASE_UNREACHABLE$|08|57P0|53300|ECONN)/, 'database-unreachable'],
]

/** Undefined where the error is of another kind. */
export function troubleOf(error: unknown): Trouble | undefined {
  const state = sqlState(error)
  return state === undefined ? undefined : SIGNS.find(([sign]) => sign.test(state))?.[1]
}

/** Of a server that lives. */
export const TROUBLE_WORDS: Record<Trouble, string> = {
  'disk-full': 'The disk of the server is full. Nothing was changed; once there is room, try again.',
  'database-read-only':
    'The server may not write to its database. Nothing was changed; make its files writable, then start it again.',
  'database-damaged':
    'The database is damaged, and nothing is answered from what is. Nothing was changed; stop the server and restore the last backup.',
  // A commit whose sync failed can be found whole by the next start.
  'database-fault':
    'The disk failed under the database. Whether this was kept is not known: send it again with the same id or Idempotency-Key, and it is done once.',
  'database-unreachable': 'The database cannot be reached. Nothing was changed; try again in a moment.',
  'commit-unknown':
    'The database went away at the last moment. Whether this was kept is not known: send it again with the same id or Idempotency-Key, and it is done once.',
}

/** Of a command, about the files of `database`; undefined where the error is of another kind. */
export function troubleSentence(error: unknown, database: string): string | undefined {
  const state = sqlState(error)
  const words = error instanceof Error ? error.message : ''
  if (state === 'EACCES' || state === 'EPERM' || state === 'ENOTDIR' || state?.startsWith('SQLITE_CANTOPEN'))
    return `${database} cannot be opened (${words}). Let this user read and write its folder, then try again.`
  const sentences: Record<Trouble, string> = {
    'disk-full': `The disk of ${database} is full. Make room, then try again.`,
    'database-read-only': `${database} may not be written. Let this user write to it and to its folder, then try again.`,
    'database-damaged': `${database} is damaged (${words}). Stop the server and restore the last backup: lotline restore FILE.`,
    'database-fault': `The disk of ${database} failed, or is full (${words}, ${state}). Look after the disk, then try again.`,
    // Its address may hold a password.
    'database-unreachable': `The database cannot be reached (${words}). See that it runs and that its address is right, then try again.`,
    'commit-unknown': 'The database went away at the last moment. Look whether this was done before you do it again.',
  }
  const trouble = troubleOf(error)
  return trouble && sentences[trouble]
}
