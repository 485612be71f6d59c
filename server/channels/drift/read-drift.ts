/** Drift of a connector as it is shown: the last comparisons for the chart, and what they found. */
import { desc, eq } from 'drizzle-orm'
import type { Reader } from '../../db/work.ts'

/** Comparisons that a chart has room for. */
const CHECKS = 200

/** The newest first. */
export async function readDrift({ db, t }: Reader, connectorId: string, { limit }: { limit: number }) {
  const { driftChecks, drifts } = t
  const checks = await db
    .select({
      startedAt: driftChecks.startedAt,
      endedAt: driftChecks.endedAt,
      compared: driftChecks.compared,
      drifted: driftChecks.drifted,
      units: driftChecks.units,
    })
    .from(driftChecks)
    .where(eq(driftChecks.connectorId, connectorId))
    .orderBy(desc(driftChecks.startedAt))
    .limit(CHECKS)
  const found = await db
    .select()
    .from(drifts)
    .where(eq(drifts.connectorId, connectorId))
    .orderBy(desc(drifts.foundAt), desc(drifts.id))
    .limit(limit)
  return { checks, drifts: found.map(({ connectorId: _, ...drift }) => drift) }
}
