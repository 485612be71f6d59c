/** What was undone on the floor is undone in the margin ledger: by entries of its own, never by rewriting. */
import { eq } from 'drizzle-orm'
import { localDate } from '../availability/local-date.ts'
import type { Tx } from '../db/work.ts'
import { type Entry, enter } from './enter.ts'
import { estimateOf } from './settle.ts'

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
  const mirrored: Entry[] = []
  for (const { id: _, createdAt: __, ...entry } of entries)
    if (!(await isReplaced(tx, entry)))
      mirrored.push({
        ...entry,
        name: `${reversal.id} ${entry.name}`,
        day,
        amount: -entry.amount,
        units: -entry.units,
        source: reversal.id,
        because: 'It was undone',
      })
  await enter(tx, mirrored)
  await tx.db.delete(marginGaps).where(eq(marginGaps.transactionId, undone))
}

/** A fee by rule that a settlement has undone already: what was really taken stays taken. */
async function isReplaced(tx: Tx, { name, kind, known, orderLineId }: Entry): Promise<boolean> {
  if (known !== 'rule' || orderLineId === null || (kind !== 'platform-fee' && kind !== 'payment-fee')) return false
  return (await estimateOf(tx, orderLineId, kind, name.slice(name.lastIndexOf(' ') + 1))) === 0
}
