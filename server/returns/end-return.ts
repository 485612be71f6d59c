/** Somebody says that no more of a return will come: what is here is still seen to. */
import { eq } from 'drizzle-orm'
import type { Tx } from '../db/work.ts'
import { refreshReturn } from './cases.ts'
import { requireReturn } from './chargebacks.ts'

export async function endReturn(tx: Tx, warehouse: string, id: string, note: string): Promise<void> {
  const scene = { tx, warehouse }
  const row = await requireReturn(scene, id)
  await tx.db
    .update(tx.t.returns)
    .set({ endedAt: row.endedAt ?? tx.now, note: row.note === null ? note : `${row.note}\n${note}` })
    .where(eq(tx.t.returns.id, id))
  await refreshReturn(scene, id)
}
