/** Counts that the floor is asked for, and those that nobody has settled. */
import { and, countDistinct, eq, min, sql } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import { type Need, needOf } from './need.ts'

export async function countsDue({ db, t: { tasks } }: Reader, warehouse: string): Promise<Need[]> {
  const [due] = await db
    .select({ count: sql<number>`count(*)`.mapWith(Number), since: min(tasks.createdAt) })
    .from(tasks)
    // As it stands in the index.
    .where(and(eq(tasks.warehouse, warehouse), sql`${tasks.kind} = 'count' and ${tasks.state} = 'open'`))
  return due && due.count > 0 ? [needOf('counts-due', 'low', { count: due.count, since: Number(due.since) })] : []
}

export async function countsUnsettled(
  { db, t: { counts: c, countLines: l } }: Reader,
  warehouse: string,
): Promise<Need[]> {
  const [found] = await db
    .select({ count: countDistinct(l.countId).mapWith(Number), since: min(c.recordedAt) })
    .from(l)
    .innerJoin(c, eq(c.id, l.countId))
    .where(
      and(
        eq(l.warehouse, warehouse),
        // As it stands in the index; these are `IN_DOUBT`.
        sql`${l.state} in ('recount', 'pending', 'disturbed')`,
        eq(c.reversed, false),
      ),
    )
  if (!found || found.count === 0) return []
  return [needOf('counts-unsettled', 'medium', { count: found.count, since: Number(found.since) })]
}
