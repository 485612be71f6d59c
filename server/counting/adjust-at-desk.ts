/** A quantity that a supervisor corrects at a desk: up or down, with one of the company's reasons. */
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import { status } from '../../shared/transactions/status.ts'
import type { PushResult } from '../../shared/wire/push.ts'
import type { Caller } from '../auth/callers.ts'
import type { Tx } from '../db/work.ts'
import { recordAtDesk } from '../inbox/office.ts'
import { statedReason } from './reasons.ts'

export const adjustmentInput = v.object({
  sku: field.sku,
  lot: v.optional(field.lot, null),
  location: field.location,
  status: v.optional(status, 'available'),
  /** Positive: found; negative: gone. */
  quantity: v.pipe(v.number('Give the quantity as a number.'), v.integer('Give the quantity in whole base units.')),
  /** A code of the settings. */
  reason: v.pipe(v.string(), v.maxLength(30)),
  note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(1000))),
})
export type AdjustmentInput = v.InferOutput<typeof adjustmentInput>

export async function adjustAtDesk(
  tx: Tx,
  warehouse: string,
  caller: Caller,
  input: AdjustmentInput,
): Promise<PushResult> {
  await statedReason(tx, input.reason)
  return recordAtDesk(tx, { type: 'adjust', payload: { ...input }, caller, warehouse })
}
