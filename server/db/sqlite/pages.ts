/** Looks through every page and index of an embedded database. */
import Database from 'better-sqlite3'
import { Problem } from '../../problem.ts'

/** Throws a Problem that says what is wrong. `named`: what the file is called to whoever reads it. */
export function checkPages(file: string, named = file): void {
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
  if (found !== 'ok') throw new Problem(422, 'database-damaged', `${named} is damaged: ${found.replace(/\s+/g, ' ')}.`)
}
