/** What each correction of the ledger was worth and why it was made: shrinkage is summed from here. */
import { ADJUSTMENT } from '../../shared/rules/places.ts'
import type { AdjustmentKind } from '../db/schema.ts'
import type { MovementLine, Scene } from '../ledger/scene.ts'
import { unitCost } from '../lots/unit-cost.ts'

export async function noteAdjustment(scene: Scene, movementId: string, line: MovementLine): Promise<void> {
  const { tx, warehouse, posted, ground } = scene
  const found = line.from.location === ADJUSTMENT
  const place = found ? line.to : line.from
  const item = await ground.item(line.sku)
  const cost = item ? unitCost(item, await ground.lot(line.sku, line.lot)) : null
  await tx.db.insert(tx.t.adjustments).values({
    id: movementId,
    warehouse,
    transactionId: line.correction?.transactionId ?? posted.transactionId,
    sku: line.sku,
    lot: line.lot,
    location: place.location,
    status: place.status,
    quantity: found ? line.quantity : -line.quantity,
    unitCost: cost?.amount ?? null,
    currency: cost?.currency ?? null,
    kind: kindOf(line, posted.type),
    reason: line.correction?.reason ?? line.reason ?? null,
    userId: posted.author.userId,
    at: tx.now,
  })
}

function kindOf({ correction }: MovementLine, type: string): AdjustmentKind {
  if (correction) return 'count'
  return type === 'import' ? 'import' : 'adjust'
}
