/** Opens the embedded database: WAL, every commit synced, foreign keys on. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'

export function openWriter(file: string): Database.Database {
  mkdirSync(dirname(file), { recursive: true })
  const sqlite = new Database(file)
  sqlite.pragma('journal_mode = WAL')
  // NORMAL would answer before the sync: a power cut could then take back what a handheld was told is done.
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('busy_timeout = 5000')
  // Each unit's savepoint keeps copies of the pages it touches; in a file they cost half of all its time.
  sqlite.pragma('temp_store = MEMORY')
  // The bound of the log where nothing else has copied it: long before that, checkpoint.ts does.
  sqlite.pragma('wal_autocheckpoint = 40000')
  sqlite.pragma('cache_size = -65536')
  return sqlite
}

export function openReader(file: string): Database.Database {
  const sqlite = new Database(file, { readonly: true })
  // Reads that reach far into the past touch many pages once: without a call of the system for each they take half the time.
  sqlite.pragma('mmap_size = 2147418112')
  sqlite.pragma('busy_timeout = 5000')
  // What is mapped needs no copy, and each commit of the writer empties a reader's cache: beyond 2 GB, the most that is mapped, a
  // large one would only hold the pages of one question twice, here and in the system's own.
  sqlite.pragma('cache_size = -2048')
  return sqlite
}
