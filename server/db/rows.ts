/** Rows of a query written in SQL that both databases understand; columns are named as in the query. */
import type { SQL } from 'drizzle-orm'
import type { Reader } from './work.ts'

interface Executing {
  all?(query: SQL): unknown
  execute?(query: SQL): Promise<{ rows: unknown[] }>
}

/** PostgreSQL's driver gives whole numbers beyond 32 bits as text: `Number` them. */
export async function rawRows<Row>({ db }: Pick<Reader, 'db'>, query: SQL): Promise<Row[]> {
  const executing = db as unknown as Executing
  return (executing.all ? await executing.all(query) : (await executing.execute?.(query))?.rows) as Row[]
}
