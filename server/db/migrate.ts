/** Brings a database to today's schema, and gives a new one its epoch. */
import type Database from 'better-sqlite3'
import { drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3'
import { migrate as migrateSqlite } from 'drizzle-orm/better-sqlite3/migrator'
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres'
import { migrate as migratePostgres } from 'drizzle-orm/node-postgres/migrator'
import { Pool } from 'pg'
import { isPostgres } from './open.ts'
import { openWriter } from './sqlite/open.ts'

/** `folder` holds the two dialects' migrations. */
export async function migrate(database: string, folder: string): Promise<void> {
  if (isPostgres(database)) await migratePostgresAt(database, `${folder}/postgres`)
  else migrateSqliteAt(database, `${folder}/sqlite`)
}

async function migratePostgresAt(url: string, migrationsFolder: string): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 1 })
  try {
    // Two processes that start together must not both create the tables.
    await pool.query('SELECT pg_advisory_lock(7106010)')
    await migratePostgres(drizzlePostgres(pool), { migrationsFolder })
  } finally {
    await pool.end()
  }
}

function migrateSqliteAt(file: string, migrationsFolder: string): void {
  const sqlite: Database.Database = openWriter(file)
  try {
    keepFirstError(sqlite)
    migrateSqlite(drizzleSqlite(sqlite), { migrationsFolder })
  } finally {
    sqlite.close()
  }
}

/** A disk that fails makes SQLite roll back by itself; the migrator's own ROLLBACK would then fail too, and hide what was wrong. */
function keepFirstError(sqlite: Database.Database): void {
  const prepare = sqlite.prepare.bind(sqlite)
  const nothing = { run: () => {} } as unknown as Database.Statement
  sqlite.prepare = ((query: string) =>
    query === 'ROLLBACK' && !sqlite.inTransaction ? nothing : prepare(query)) as typeof sqlite.prepare
}
