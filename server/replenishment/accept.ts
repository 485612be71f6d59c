/** A suggestion that a person takes up: what is to be ordered becomes a planned receipt, against which the dock receives. */
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import { localDate, timeZoneOf } from '../availability/local-date.ts'
import type { Tx } from '../db/work.ts'
import { requireWarehouse } from '../master/warehouses.ts'
import { expectReceipt } from '../receiving/expect.ts'
import { markStale } from './kept.ts'

export const acceptInput = v.object({
  supplier: field.name,
  reference: field.name,
  /** When it is due. */
  expectedOn: v.optional(field.date),
  lines: v.pipe(
    v.array(v.object({ sku: field.sku, quantity: field.quantity })),
    v.minLength(1, 'An order has at least one line.'),
    v.maxLength(500),
    v.check((list) => new Set(list.map(({ sku }) => sku)).size === list.length, 'Each item is named once.'),
  ),
})

/** Ordered today: from now on its lead time runs. */
export async function acceptSuggestion(
  tx: Tx,
  warehouse: string,
  input: v.InferOutput<typeof acceptInput>,
): Promise<{ id: string }> {
  await requireWarehouse(tx, warehouse)
  const timeZone = await timeZoneOf(tx, warehouse)
  const receipt = await expectReceipt(tx, warehouse, { ...input, orderedOn: localDate(tx.now, timeZone) })
  await markStale(
    tx,
    warehouse,
    input.lines.map(({ sku }) => sku),
  )
  return receipt
}
