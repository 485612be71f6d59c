/** Tables so that whatever a row refers to is there before it. */
import { getTableName, type Table } from 'drizzle-orm'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'

/** Throws where tables refer to each other in a ring. */
export function inOrder(tables: readonly Table[]): Table[] {
  const placed = new Set<string>()
  const ordered: Table[] = []
  let left = [...tables]
  while (left.length > 0) {
    const ready = left.filter((table) => needs(table).every((name) => placed.has(name)))
    if (ready.length === 0) throw new Error(`These tables refer to each other: ${left.map(getTableName).join(', ')}.`)
    for (const table of ready) placed.add(getTableName(table))
    ordered.push(...ready)
    left = left.filter((table) => !placed.has(getTableName(table)))
  }
  return ordered
}

const needs = (table: Table): string[] =>
  getTableConfig(table as PgTable)
    .foreignKeys.map((key) => getTableName(key.reference().foreignTable))
    .filter((name) => name !== getTableName(table))
