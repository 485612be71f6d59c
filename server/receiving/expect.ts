/** Expected receipts: what a supplier announced, so that the dock can check what comes. */
import { inArray } from 'drizzle-orm'
import * as v from 'valibot'
import * as field from '../../shared/transactions/fields.ts'
import { itemLock, type Tx } from '../db/work.ts'
import { emit } from '../feed/emit.ts'
import { openRequest } from '../ledger/scene.ts'
import { settle } from '../ledger/settle.ts'
import { Problem } from '../problem.ts'

export const receiptInput = v.object({
  supplier: field.name,
  reference: field.name,
  /** When it is due: channels that order ahead are promised against it. */
  expectedOn: v.optional(field.date),
  /** When it was ordered; left out: today. */
  orderedOn: v.optional(field.date),
  lines: v.pipe(
    v.array(v.object({ sku: field.sku, quantity: field.quantity })),
    v.minLength(1, 'A receipt has at least one line.'),
    v.maxLength(500),
  ),
})

export async function expectReceipt(
  tx: Tx,
  warehouse: string,
  input: v.InferOutput<typeof receiptInput>,
): Promise<{ id: string }> {
  const { items, receipts, receiptLines } = tx.t
  const skus = [...new Set(input.lines.map((line) => line.sku))]
  const known = new Set(
    (await tx.db.select({ sku: items.sku }).from(items).where(inArray(items.sku, skus))).map((row) => row.sku),
  )
  const index = input.lines.findIndex((line) => !known.has(line.sku))
  if (index !== -1)
    throw new Problem(422, 'unknown-sku', `There is no item ${input.lines[index]?.sku}.`, {
      field: `lines[${index}].sku`,
    })
  const receipt = {
    id: tx.newId(),
    warehouse,
    supplier: input.supplier,
    reference: input.reference,
    state: 'open' as const,
    expectedOn: input.expectedOn ?? null,
    orderedOn: input.orderedOn ?? null,
    createdAt: tx.now,
    firstReceivedAt: null,
  }
  await tx.db.insert(receipts).values(receipt)
  emit(tx, 'receipts', warehouse, receipt)
  for (const sku of skus) {
    const expected = input.lines.filter((line) => line.sku === sku).reduce((sum, line) => sum + line.quantity, 0)
    const row = { receiptId: receipt.id, sku, expected, received: 0 }
    await tx.db.insert(receiptLines).values(row)
    emit(tx, 'receiptLines', warehouse, row)
  }
  await coverPlanned(tx, warehouse, skus)
  return { id: receipt.id }
}

/** Promises that stood against nothing may stand against this receipt. */
async function coverPlanned(tx: Tx, warehouse: string, skus: readonly string[]): Promise<void> {
  await tx.lock(...skus.map((sku) => itemLock(warehouse, sku)))
  const scene = openRequest(tx, warehouse, 'expect')
  for (const sku of skus) scene.touchedItems.add(sku)
  await settle(scene)
}
