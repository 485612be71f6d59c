/** One comparison of all listings of a connector: it goes on where it was stopped, and its sums are kept for the chart. */
import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm'
import type { Schema } from '../../db/schema.ts'
import type { Reader, Tx, Work } from '../../db/work.ts'

export type Check = Schema['driftChecks']['$inferSelect']
type Listing = Schema['listings']['$inferSelect']

export async function lastCheck({ db, t: { driftChecks } }: Reader, connectorId: string): Promise<Check | undefined> {
  const [row] = await db
    .select()
    .from(driftChecks)
    .where(eq(driftChecks.connectorId, connectorId))
    .orderBy(desc(driftChecks.startedAt))
    .limit(1)
  return row
}

export const beginCheck = (work: Work, connectorId: string): Promise<Check> =>
  work.run([`connector ${connectorId}`], async (tx) => {
    const { driftChecks } = tx.t
    const row = { id: tx.newId(), connectorId, startedAt: tx.now, endedAt: null, after: '' }
    const check = { ...row, compared: 0, drifted: 0, units: 0 }
    await tx.db.insert(driftChecks).values(check)
    await forgetChecks(tx, connectorId)
    return check
  })

/** So long a drift can be looked back at. */
const KEPT_MS = 90 * 86_400_000

async function forgetChecks({ db, t: { driftChecks, drifts }, now }: Tx, connectorId: string): Promise<void> {
  await db
    .delete(driftChecks)
    .where(and(eq(driftChecks.connectorId, connectorId), lt(driftChecks.startedAt, now - KEPT_MS)))
  await db.delete(drifts).where(and(eq(drifts.connectorId, connectorId), lt(drifts.foundAt, now - KEPT_MS)))
}

export const endCheck = (work: Work, { id, connectorId }: Check): Promise<void> =>
  work.run([`connector ${connectorId}`], async ({ db, t: { driftChecks }, now }) => {
    await db.update(driftChecks).set({ endedAt: now }).where(eq(driftChecks.id, id))
  })

export const notePart = (
  work: Work,
  { id, connectorId }: Check,
  { after, compared, drifted, units }: Pick<Check, 'after' | 'compared' | 'drifted' | 'units'>,
): Promise<void> =>
  work.run([`connector ${connectorId}`], async ({ db, t: { driftChecks } }) => {
    await db
      .update(driftChecks)
      .set({
        after,
        compared: sql`${driftChecks.compared} + ${compared}`,
        drifted: sql`${driftChecks.drifted} + ${drifted}`,
        units: sql`${driftChecks.units} + ${units}`,
      })
      .where(eq(driftChecks.id, id))
  })

export const nextPart = (
  { db, t: { listings } }: Reader,
  connectorId: string,
  after: string,
  limit: number,
): Promise<Listing[]> =>
  db
    .select()
    .from(listings)
    .where(and(eq(listings.connectorId, connectorId), gt(listings.listing, after)))
    .orderBy(asc(listings.listing))
    .limit(limit)

/** Nothing is on its way to it, and nothing waits: it should show what it was told. */
export const comparable = ({ look, version, shownVersion, sending }: Listing): boolean =>
  look === 0 && version === shownVersion && sending === null
