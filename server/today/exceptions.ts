/** What is open of the worst exceptions, and what the server could not post. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Reader } from '../db/work.ts'
import { type Need, needOf } from './need.ts'

const WORST = ['severe', 'high'] as const
/** Types that are named; the list has them all. */
const NAMED = 3

export async function exceptionNeeds({ db, t: { exceptions: e } }: Reader, warehouse: string): Promise<Need[]> {
  const rows = await db
    .select({
      severity: e.severity,
      type: e.type,
      count: sql<number>`count(*)`.mapWith(Number),
      since: sql<number>`min(${e.openedAt})`.mapWith(Number),
    })
    .from(e)
    .where(and(eq(e.warehouse, warehouse), eq(e.state, 'open'), inArray(e.severity, [...WORST])))
    .groupBy(e.severity, e.type)
  return WORST.flatMap((severity) => {
    const own = rows.filter((row) => row.severity === severity).sort((a, b) => b.count - a.count)
    if (own.length === 0) return []
    return needOf(`${severity}-exceptions`, severity, {
      count: own.reduce((sum, { count }) => sum + count, 0),
      since: Math.min(...own.map(({ since }) => since)),
      names: own.slice(0, NAMED).map(({ type }) => type),
    })
  })
}

export async function refusedNeeds({ db, t: { inbox } }: Reader, warehouse: string): Promise<Need[]> {
  const [parked] = await db
    .select({
      count: sql<number>`count(*)`.mapWith(Number),
      since: sql<number | null>`min(${inbox.receivedAt})`,
    })
    .from(inbox)
    // As it stands in the index.
    .where(and(eq(inbox.warehouse, warehouse), sql`${inbox.state} = 'parked'`))
  if (!parked || parked.count === 0) return []
  return [needOf('refused', 'high', { count: parked.count, since: Number(parked.since) })]
}
