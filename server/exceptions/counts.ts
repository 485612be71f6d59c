/** How many exceptions are open, of each type. */
import { and, count, eq, sql } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'

export interface CountsOfExceptions {
  items: { type: string; count: number }[]
}

export async function countExceptions({ db, t }: Reader, warehouse: string): Promise<CountsOfExceptions> {
  const { type, state } = t.exceptions
  const items = await db
    .select({ type, count: count() })
    .from(t.exceptions)
    // In words, so that the index of what is open, which has the types side by side, is enough.
    .where(and(eq(t.exceptions.warehouse, warehouse), sql`${state} = 'open'`))
    .groupBy(type)
    .orderBy(type)
  return { items }
}
