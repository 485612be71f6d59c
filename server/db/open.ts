/** Opens the database that an address names: a file path is SQLite, postgres://… is PostgreSQL. */
import { openPostgresReading, openPostgresWork } from './postgres/work.ts'
import { openSqliteReading } from './sqlite/reading.ts'
import { type CommitHooks, openSqliteWork } from './sqlite/writer.ts'
import type { Reading, Sources, Work } from './work.ts'

export const isPostgres = (database: string): boolean => /^postgres(ql)?:\/\//.test(database)

export interface OpenOptions {
  /** Of the embedded database. */
  hooks?: CommitHooks
  /** To PostgreSQL, at most, for units and reads. */
  connections?: number | undefined
}

export function openWork(database: string, sources: Sources, { hooks, connections }: OpenOptions = {}): Work {
  return isPostgres(database)
    ? openPostgresWork(database, sources, connections)
    : openSqliteWork(database, sources, hooks)
}

export const openReading = (database: string): Reading =>
  isPostgres(database) ? openPostgresReading(database) : openSqliteReading(database)

/** What reports are read from; where it is away they are read elsewhere, so nobody waits for it. */
export const openReplica = (url: string): Reading => openPostgresReading(url, 0)
