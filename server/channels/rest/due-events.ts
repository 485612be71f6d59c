/** Takes events that are to be told. Of each subject only the first that was not: the next waits until that one was taken. */
import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm'
import type { Reader, Tx, Work } from '../../db/work.ts'
import type { LogRow } from './log.ts'
import { CLAIM_MS } from './stopped.ts'

export function dueEvents({ db, t: { outgoing } }: Reader, connectorId: string, now: number, limit: number) {
  // Grouped by an expression: in an index by subject the whole log would be read, and not only what is left of it.
  const firsts = sql`select min(position) from outgoing
    where connector_id = ${connectorId} and delivered_at is null group by subject || ''`
  return db
    .select({ position: outgoing.position, attempts: outgoing.attempts })
    .from(outgoing)
    .where(and(sql`${outgoing.position} in (${firsts})`, lte(outgoing.nextAt, now)))
    .orderBy(asc(outgoing.position))
    .limit(limit)
}

export type Due = Awaited<ReturnType<typeof dueEvents>>[number]

/** What somebody else has taken meanwhile is left out. Where its sender dies, an event is due again after a while. */
export const claim = (work: Work, due: readonly Due[]): Promise<LogRow[]> =>
  work.run([], async (tx) => {
    const taken: LogRow[] = []
    for (const one of due) taken.push(...(await claimOne(tx, one)))
    return taken
  })

const claimOne = ({ db, t: { outgoing }, now }: Tx, { position, attempts }: Due): Promise<LogRow[]> =>
  db
    .update(outgoing)
    .set({ attempts: attempts + 1, nextAt: now + CLAIM_MS })
    .where(
      and(
        eq(outgoing.position, position),
        eq(outgoing.attempts, attempts),
        isNull(outgoing.deliveredAt),
        lte(outgoing.nextAt, now),
      ),
    )
    .returning()
