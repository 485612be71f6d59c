/** Opens the database that an address names: a file path is SQLite, postgres://… is PostgreSQL. */
import { openPostgresReading, openPostgresWork } from './postgres/work.ts'
import { openSqliteReading } from './sqlite/reading.ts'
import { type CommitHooks, openSqliteWork } from './sqlite/writer.ts'
import type { Reading, Sources, Work } from './work.ts'

export const isPostgres = (database: string): boolean => /^postgres(ql)?:\/\//.test(database)

export function openWork(database: string, sources: Sources, hooks?: CommitHooks): Work {
  return isPostgres(database) ? openPostgresWork(database, sources) : openSqliteWork(database, sources, hooks)
}

export const openReading = (database: string): Reading =>
  isPostgres(database) ? openPostgresReading(database) : openSqliteReading(database)
