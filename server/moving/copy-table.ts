/** One table, row for row, from the embedded database into PostgreSQL. */
import type Database from 'better-sqlite3'
import { type Column, getTableColumns, getTableName, type Table } from 'drizzle-orm'
import { CasingCache } from 'drizzle-orm/casing'
import type { PoolClient } from 'pg'

/** Rows in one statement: enough that the way to the database costs little, and few enough to hold in memory. */
const BATCH = 2_000

interface Named {
  name: string
  column: Column
}

/** Returns how many. */
export async function copyTable(from: Database.Database, to: PoolClient, table: Table): Promise<number> {
  const columns = namesOf(table)
  const text = insertOf(table, columns)
  const read = from
    .prepare(`SELECT ${columns.map(({ name }) => quoted(name)).join(', ')} FROM ${quoted(getTableName(table))}`)
    .raw()
  let copied = 0
  let batch: unknown[] = []
  const write = async () => {
    await to.query(text, [JSON.stringify(batch)])
    copied += batch.length
    batch = []
  }
  for (const row of read.iterate()) {
    batch.push(row)
    if (batch.length === BATCH) await write()
  }
  if (batch.length > 0) await write()
  for (const { name, column } of columns) if (isCounted(column)) await countOn(to, table, name)
  return copied
}

/** As they are called in the database. */
function namesOf(table: Table): Named[] {
  const casing = new CasingCache('snake_case')
  return Object.values(getTableColumns(table)).map((column) => ({ name: casing.getColumnCasing(column), column }))
}

/** All rows of a batch come as one JSON text; SQLite has texts for JSON and numbers for yes and no. */
function insertOf(table: Table, columns: readonly Named[]): string {
  const names = columns.map(({ name }) => quoted(name)).join(', ')
  const values = columns.map(({ column }, place) => `cast(row.value ->> ${place} as ${column.getSQLType()})`).join(', ')
  return `INSERT INTO ${quoted(getTableName(table))} (${names}) SELECT ${values} FROM json_array_elements(cast($1 as json)) AS row(value)`
}

const isCounted = (column: Column): boolean => 'generatedIdentity' in column && column.generatedIdentity !== undefined

/** The next row that counts itself comes behind those that were brought. */
async function countOn(to: PoolClient, table: Table, column: string): Promise<void> {
  const name = quoted(getTableName(table))
  await to.query(
    `SELECT setval(pg_get_serial_sequence('${name}', '${column}'), greatest((SELECT max(${quoted(column)}) FROM ${name}), 1), EXISTS (SELECT 1 FROM ${name}))`,
  )
}

const quoted = (name: string): string => `"${name}"`
