/** What is made from a lot on hold is on hold from its first moment. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Scene } from '../ledger/scene.ts'
import type { LotName } from './genealogy.ts'
import { placeHold, sourceOfDescent } from './holds.ts'

export async function inheritHolds(scene: Scene, used: readonly LotName[], made: readonly LotName[]): Promise<void> {
  const { holds } = scene.tx.t
  for (const { sku, lot } of used) {
    if ((await scene.ground.lot(sku, lot))?.holdReason == null) continue
    const standing = await scene.tx.db
      .select()
      .from(holds)
      .where(and(eq(holds.sku, sku), eq(holds.lot, lot), isNull(holds.liftedAt)))
    for (const hold of standing)
      for (const into of made)
        if (into.lot !== '')
          await placeHold(scene, {
            sku: into.sku,
            lot: into.lot,
            reason: `made from lot ${lot}: ${hold.reason}`.slice(0, 200),
            source: hold.source.startsWith('lot ') ? hold.source : sourceOfDescent({ sku, lot }),
            by: hold.by,
          })
  }
}
