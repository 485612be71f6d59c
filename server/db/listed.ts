/**
 * Rows that a statement is given as one list: prepared once for any number of them, and one question to PostgreSQL.
 *
 * Execute with `listing(…)` of the table whose columns the statement asks for. Values go by the places of their columns:
 * SQLite finds them in half the time that names take.
 */
import { type Column, getTableColumns, type SQL, sql, type Table } from 'drizzle-orm'
import type { Db } from './work.ts'

/** Of a row only what the statement asks for needs to be there. */
export function listing<T extends Table>(table: T, rows: readonly Partial<T['$inferSelect']>[]): { rows: string } {
  const names = Object.keys(getTableColumns(table))
  return { rows: JSON.stringify(rows.map((row) => names.map((name) => row[name as keyof typeof row] ?? null))) }
}

/** The list as a table, for the `from` of a statement. */
export const listedRows = (db: Db): SQL =>
  isSqlite(db)
    ? sql`json_each(${sql.placeholder('rows')}) as listed`
    : sql`json_array_elements(cast(${sql.placeholder('rows')} as json)) as listed(value)`

/** What the listed row has for this column; null where it says nothing. */
export const listed = (column: Column): SQL =>
  sql`cast(listed.value ->> ${sql.raw(String(placeOf(column)))} as ${sql.raw(column.getSQLType())})`

const placeOf = (column: Column): number => Object.values(getTableColumns(column.table)).indexOf(column)

/** Whether the list names it: each listed row needs a value of this column only. */
export const inList = (db: Db, column: Column): SQL =>
  sql`${column} in (select ${listed(column)} from ${listedRows(db)})`

/** Whether the column has one of these values, however many they are. */
export const amongValues = (db: Db, column: Column, values: readonly string[]): SQL => {
  const list = JSON.stringify(values)
  return isSqlite(db)
    ? sql`${column} in (select value from json_each(${list}))`
    : sql`${column} in (select value from json_array_elements_text(cast(${list} as json)) as among(value))`
}

/** For `insert(table).select(…)`: the listed rows as rows of the table. */
export function listedFor(db: Db, table: Table): SQL {
  const values = Object.values(getTableColumns(table)).map(listed)
  // SQLite takes the `on` of a conflict for that of a join, unless a `where` stands before it.
  return sql`select ${sql.join(values, sql`, `)} from ${listedRows(db)} where true`
}

export const isSqlite = (db: Db): boolean => 'all' in db
