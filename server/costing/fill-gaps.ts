/** What could not be reckoned is tried again: somebody may have given what was missing. */
import { eq } from 'drizzle-orm'
import type { Tx } from '../db/work.ts'
import { captureAll } from './capture.ts'
import { costShortages } from './shortage-costs.ts'
import { fillStorage } from './storage.ts'

/** Returns how much still cannot be. */
export async function fillGaps(tx: Tx, warehouse: string): Promise<number> {
  const { marginGaps } = tx.t
  const gaps = await tx.db.select().from(marginGaps).where(eq(marginGaps.warehouse, warehouse))
  await tx.db.delete(marginGaps).where(eq(marginGaps.warehouse, warehouse))
  const sources = [...new Set(gaps.map(({ transactionId }) => transactionId))]
  await captureAll(tx, sources)
  await costShortages(tx, sources)
  await fillStorage(tx, warehouse, gaps)
  return (await tx.db.select().from(marginGaps).where(eq(marginGaps.warehouse, warehouse))).length
}
