/** What was undone on the floor is undone in the margin ledger: by entries of its own, never by rewriting. */
import { eq } from 'drizzle-orm'
import { localDate } from '../availability/local-date.ts'
import type { Tx } from '../db/work.ts'
import { enter } from './enter.ts'

export async function captureReversal(
  tx: Tx,
  warehouse: string,
  reversal: { id: string; at: number },
  undone: string,
): Promise<void> {
  const { marginEntries, warehouses, marginGaps } = tx.t
  const [place] = await tx.db.select().from(warehouses).where(eq(warehouses.code, warehouse))
  const day = localDate(reversal.at, place?.timeZone ?? 'UTC')
  const entries = await tx.db.select().from(marginEntries).where(eq(marginEntries.source, undone))
  await enter(
    tx,
    entries.map(({ id: _, createdAt: __, ...entry }) => ({
      ...entry,
      name: `${reversal.id} ${entry.name}`,
      day,
      amount: -entry.amount,
      units: -entry.units,
      source: reversal.id,
      because: 'It was undone',
    })),
  )
  await tx.db.delete(marginGaps).where(eq(marginGaps.transactionId, undone))
}
