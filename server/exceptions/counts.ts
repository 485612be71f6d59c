/** How many exceptions are open, of each type and each severity. */
import { and, count, eq } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import type { Severity } from './types.ts'

export interface CountsOfExceptions {
  items: { type: string; severity: Severity; count: number }[]
}

export async function countExceptions({ db, t }: Reader, warehouse: string): Promise<CountsOfExceptions> {
  const { type, severity, state } = t.exceptions
  const items = await db
    .select({ type, severity, count: count() })
    .from(t.exceptions)
    .where(and(eq(t.exceptions.warehouse, warehouse), eq(state, 'open')))
    .groupBy(type, severity)
    .orderBy(type, severity)
  return { items }
}
