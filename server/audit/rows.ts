/** Rows of a query written in SQL that both databases understand. */
import type { SQL } from 'drizzle-orm'
import { rawRows } from '../db/rows.ts'
import type { Reader } from '../db/work.ts'

/** Every number arrives as a number: PostgreSQL's driver gives sums as text. */
export async function rowsOf<Row extends Record<string, unknown>>(reader: Reader, query: SQL): Promise<Row[]> {
  const rows = await rawRows<Row>(reader, query)
  return rows.map(
    (row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [
          key,
          typeof value === 'string' && /^-?\d{1,15}$/.test(value) && key.startsWith('n_') ? Number(value) : value,
        ]),
      ) as Row,
  )
}
