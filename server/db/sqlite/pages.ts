/** Looks through every page and index of an embedded database. */
import Database from 'better-sqlite3'

/** The first thing that is wrong, in SQLite's words; null: all is whole. */
export function damageIn(file: string): string | null {
  let found: string
  try {
    const database = new Database(file, { readonly: true, fileMustExist: true })
    try {
      found = String(database.pragma('integrity_check(1)', { simple: true }))
    } finally {
      database.close()
    }
  } catch (error) {
    found = (error as Error).message
  }
  return found === 'ok' ? null : found.replace(/\s+/g, ' ')
}
