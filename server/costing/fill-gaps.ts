/** What could not be reckoned is tried again: somebody may have given what was missing. */
import { and, eq, gte, inArray } from 'drizzle-orm'
import { archivedBefore } from '../archive/archived-before.ts'
import { firstIdAt } from '../db/first-id.ts'
import type { Tx, Work } from '../db/work.ts'
import { captureAll } from './capture.ts'
import { COSTING } from './enter.ts'
import { costShortages } from './shortage-costs.ts'
import { fillStorage } from './storage.ts'

/** Sources in one unit: on SQLite others wait for it. */
const SOME = 50

/**
 * Returns how much still cannot be. One that a fault of our own keeps from being reckoned stays a gap, is reported, and keeps no
 * other from it.
 */
export async function fillGaps(work: Work, warehouse: string, report: (error: unknown) => void): Promise<number> {
  const sources = await work.read(async ({ db, t }) => {
    const { marginGaps: g } = t
    // Of what may be archived nothing can be reckoned: its gaps stay.
    const since = firstIdAt(await archivedBefore({ db, t }))
    const rows = await db
      .selectDistinct({ id: g.transactionId })
      .from(g)
      .where(and(eq(g.warehouse, warehouse), gte(g.transactionId, since)))
    return rows.map(({ id }) => id).sort()
  })
  for (let from = 0; from < sources.length; from += SOME) {
    const some = sources.slice(from, from + SOME)
    try {
      await work.run([COSTING], (tx) => fill(tx, warehouse, some))
    } catch {
      for (const one of some) await work.run([COSTING], (tx) => fill(tx, warehouse, [one])).catch(report)
    }
  }
  return work.read(async ({ db, t: { marginGaps: g } }) => {
    const rows = await db.select({ name: g.name }).from(g).where(eq(g.warehouse, warehouse))
    return rows.length
  })
}

async function fill(tx: Tx, warehouse: string, sources: readonly string[]): Promise<void> {
  const { marginGaps: g } = tx.t
  const meant = and(eq(g.warehouse, warehouse), inArray(g.transactionId, [...sources]))
  const gaps = await tx.db.select().from(g).where(meant)
  await tx.db.delete(g).where(meant)
  await captureAll(tx, sources)
  await costShortages(tx, sources)
  await fillStorage(tx, warehouse, gaps)
}
