/** Rows of a query written in SQL that both databases understand. */
import type { SQL } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'

interface Executing {
  all?(query: SQL): unknown
  execute?(query: SQL): Promise<{ rows: unknown[] }>
}

/** Every number arrives as a number: PostgreSQL's driver gives sums as text. */
export async function rowsOf<Row extends Record<string, unknown>>({ db }: Reader, query: SQL): Promise<Row[]> {
  const executing = db as unknown as Executing
  const rows = executing.all ? await executing.all(query) : (await executing.execute?.(query))?.rows
  return (rows as Row[]).map(
    (row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [
          key,
          typeof value === 'string' && /^-?\d{1,15}$/.test(value) && key.startsWith('n_') ? Number(value) : value,
        ]),
      ) as Row,
  )
}
