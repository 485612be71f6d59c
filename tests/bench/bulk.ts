/**
 * Rows by the million, written past the API because a bench has no hours. Ids are made of their time and their number, so that each
 * statement can name the rows of the others without looking them up.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs'
import Database from 'better-sqlite3'

export const MOVEMENT =
  'id, warehouse, transaction_id, sku, lot, quantity, from_location, from_status, to_location, to_status, reason, border, order_id, channel, device_id, user_id, occurred_at, recorded_at'

/** Of the shape and order of the server's: time first, then what it is, then a number. */
export const uuid = (at: string, kind: string, number: string): string =>
  `printf('%08x-%04x-7%s-8000-%012x', (${at}) >> 16, (${at}) & 65535, '${kind}', ${number})`

/** For `with recursive`: a table `name(n)` of the numbers from 0 on. */
export const numbers = (name: string, count: number): string =>
  `${name}(n) as (select 0 union all select n + 1 from ${name} where n < ${count - 1})`

/** What customers were sent, by day: from the movements, when they are there. */
export const CONSIGNED = `insert into consigned (warehouse, day, sku, lot, channel, shipped, returned)
  select warehouse, date(occurred_at / 1000, 'unixepoch'), sku, lot, coalesce(channel, ''), sum(quantity), 0 from movements
  where border and to_location = '@customer' group by 1, 2, 3, 4, 5`

/** Into a migrated database that no process has open. The indexes of `tables` are built when all rows are there. */
export function writeInBulk(file: string, tables: readonly string[], statements: readonly string[]): void {
  const database = new Database(file)
  // A cut of power would cost the bench a file that it can write again.
  database.pragma('journal_mode = OFF')
  database.pragma('synchronous = OFF')
  database.pragma('temp_store = MEMORY')
  database.pragma('cache_size = -1048576')
  const indexes = takeIndexes(database, tables)
  for (const statement of [...statements, ...indexes]) database.exec(statement)
  database.pragma('journal_mode = WAL')
  database.close()
  // Gigabytes that the system has yet to write would be written while something is measured.
  const written = openSync(file, 'r+')
  fsyncSync(written)
  closeSync(written)
}

/** Drops what would have to follow each row, and returns the statements that build it again from all of them. */
function takeIndexes(database: Database.Database, tables: readonly string[]): string[] {
  const indexes = database
    .prepare(
      `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
       AND tbl_name IN (${tables.map(() => '?').join(', ')})`,
    )
    .all(...tables) as { name: string; sql: string }[]
  for (const { name } of indexes) database.exec(`DROP INDEX "${name}"`)
  return indexes.map(({ sql: statement }) => statement)
}
