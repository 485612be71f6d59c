import Database from 'better-sqlite3'
import { Problem } from '../problem.ts'

/** Throws a Problem where a server or command has the file open: only who has it for himself may take its log away. */
export function refuseInUse(file: string): void {
  let mode: string
  try {
    const database = new Database(file, { fileMustExist: true, timeout: 0 })
    try {
      mode = String(database.pragma('journal_mode = DELETE', { simple: true }))
    } finally {
      database.close()
    }
  } catch (error) {
    const { code } = error as { code?: string }
    // It is not there, or is too damaged to be in use.
    if (code !== 'SQLITE_BUSY' && code !== 'SQLITE_LOCKED') return
    mode = 'wal'
  }
  if (mode === 'wal')
    throw new Problem(409, 'database-in-use', `${file} is in use. Stop the server first; nothing was changed.`)
}
