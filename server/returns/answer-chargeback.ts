/** How a chargeback was answered, and what came of it. */
import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import type { Tx } from '../db/work.ts'
import { requireReturn, setChargebackState } from './chargebacks.ts'

export const answerInput = v.object({
  state: v.picklist(['open', 'disputed', 'accepted', 'won', 'lost'], 'It is open, disputed, accepted, won or lost.'),
  note: v.optional(field.note),
})

export async function answerChargeback(
  tx: Tx,
  warehouse: string,
  id: string,
  { state, note }: v.InferOutput<typeof answerInput>,
): Promise<void> {
  const scene = { tx, warehouse }
  const row = await requireReturn(scene, id)
  await setChargebackState(scene, id, state)
  if (note !== undefined)
    await tx.db
      .update(tx.t.returns)
      .set({ note: row.note === null ? note : `${row.note}\n${note}` })
      .where(eq(tx.t.returns.id, id))
}
