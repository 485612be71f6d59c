/** Reads of the embedded database, beside the writer: from any thread, each over one snapshot. */
import type Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { type Connection, statementsOf } from '../unit.ts'
import type { Db, Reader, Reading } from '../work.ts'
import { openReader } from './open.ts'
import { remembering } from './remembered.ts'
import { schema } from './schema.ts'

export interface SqliteReading extends Reading {
  readonly sqlite: Database.Database
}

export function openSqliteReading(file: string): SqliteReading {
  const sqlite = openReader(file)
  const reading = connect(sqlite)
  const snapshot = { begin: sqlite.prepare('BEGIN'), end: sqlite.prepare('COMMIT') }
  let reads: Promise<unknown> = Promise.resolve()

  /** Without a snapshot a commit could fall between two statements of a query. */
  function inSnapshot<T>(query: () => Promise<T>): Promise<T> {
    const result = reads.then(async () => {
      snapshot.begin.run()
      try {
        return await query()
      } finally {
        snapshot.end.run()
      }
    })
    reads = result.catch(() => {})
    return result
  }

  return {
    sqlite,
    read: (query) => inSnapshot(() => query(readerOf(reading))),
    async close() {
      await reads
      sqlite.close()
    },
  }
}

export function connect(sqlite: Database.Database): Connection {
  const db = drizzle(remembering(sqlite), { casing: 'snake_case' }) as unknown as Db
  return { db, t: schema, built: new Map() }
}

function readerOf(connection: Connection): Reader {
  return { db: connection.db, t: connection.t, statements: (define) => statementsOf(connection, define) }
}
