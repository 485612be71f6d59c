/** What people, rules and the calendar decided about promises: one line each, for the item's time line. */
import type { Tx } from '../db/work.ts'

export interface Decision {
  sku: string
  /** One sentence in the past tense: "Protection set from 100 to 120". */
  what: string
  channel?: string
  orderId?: string
  quantity?: number
}

export async function noteDecision(tx: Tx, warehouse: string, by: string, decision: Decision): Promise<void> {
  await tx.db.insert(tx.t.decisions).values({
    id: tx.newId(),
    warehouse,
    sku: decision.sku,
    what: decision.what,
    channel: decision.channel ?? null,
    orderId: decision.orderId ?? null,
    quantity: decision.quantity ?? null,
    by,
    at: tx.now,
  })
}
