/** Many lots in one statement: a table of their names, to begin a join with. */
import { type SQL, sql } from 'drizzle-orm'
import type { LotName } from './genealogy.ts'

/** Each takes two parameters; SQLite takes 32,766 of them. */
const AT_ONCE = 5_000

/**
 * `affected(n, sku, lot)`, `n` the place in the list; to be named first in `from`, with `cross join` behind it, so that SQLite
 * begins there.
 */
export const affectedBy = (lots: readonly LotName[]): SQL =>
  sql`with affected(n, sku, lot) as (values ${sql.join(
    lots.map(({ sku, lot }, n) => sql`(${sql.raw(String(n))}, ${sku}, ${lot})`),
    sql`, `,
  )})`

/** In groups, each for one statement. */
export function* groupsOf(lots: readonly LotName[]): Generator<readonly LotName[]> {
  for (let first = 0; first < lots.length; first += AT_ONCE) yield lots.slice(first, first + AT_ONCE)
}

/** Asks for lots in groups, and puts the answers together. */
export async function inGroups<Row>(
  lots: readonly LotName[],
  ask: (group: readonly LotName[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (const group of groupsOf(lots)) for (const row of await ask(group)) rows.push(row)
  return rows
}

/** A table of one column, `value`. */
export const listed = (values: readonly string[]): SQL =>
  sql`(with listed(value) as (values ${sql.join(
    values.map((value) => sql`(${value})`),
    sql`, `,
  )}) select value from listed) as listed`
