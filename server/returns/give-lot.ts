/** A supervisor reads the lot that the dock could not: from here on the goods are of that lot, and still uninspected. */
import { and, eq } from 'drizzle-orm'
import { PRODUCTION } from '../../shared/rules/places.ts'
import { balanceOf } from '../counting/verdict.ts'
import type { Item } from '../ledger/ground.ts'
import { lockForInspection } from '../ledger/inspect.ts'
import { move, type Scene } from '../ledger/scene.ts'
import { recordTransformation } from '../lots/transformations.ts'
import { unitCost } from '../lots/unit-cost.ts'
import { Problem } from '../problem.ts'
import { tellGoods } from './cases.ts'
import { type InspectionRow, saveInspection } from './inspections.ts'
import { partsOf } from './parts.ts'

/** Throws a Problem where the lot is not known here, or the goods are not. */
export async function giveLot(scene: Scene, inspection: InspectionRow, lot: string): Promise<InspectionRow> {
  const { sku, location, quantity } = inspection
  const item = await scene.ground.item(sku)
  if (!item?.lotTracked || inspection.lot !== '')
    throw new Problem(409, 'lot-known', 'Their lot is known. Merge it into another where it is wrong.', {
      field: 'lot',
    })
  await lockForInspection(scene, item, lot)
  if (!(await scene.ground.lot(sku, lot))?.confirmed)
    throw new Problem(422, 'unknown-lot', `lot: Lot ${lot} of ${sku} was never received here.`, { field: 'lot' })
  const status = 'uninspected'
  const there = (await balanceOf(scene, { sku, lot: '', location, status }))?.quantity ?? 0
  if (there < quantity)
    throw new Problem(409, 'not-come-in', `Only ${Math.max(0, there)} of them are known to stand at ${location}.`)
  const [here, through] = [{ location, status } as const, { location: PRODUCTION, status } as const]
  await move(scene, { sku, lot: '', quantity, from: here, to: through })
  await move(scene, { sku, lot, quantity, from: through, to: here })
  const line = { sku, quantity, cost: null, costCurrency: null }
  await recordTransformation(scene, { kind: 'relabel' }, [
    { ...line, side: 'consumed', lot: '' },
    { ...line, side: 'produced', lot },
  ])
  await renameGoods(scene, inspection, lot)
  return saveInspection(scene, inspection, { lot, ...(await costNow(scene, item, lot)) })
}

async function costNow({ ground }: Scene, item: Item, lot: string) {
  const cost = unitCost(item, await ground.lot(item.sku, lot))
  return { unitCost: cost?.amount ?? null, currency: cost?.currency ?? null }
}

/** Where all that came together is of that lot; a part of it may be of another. */
async function renameGoods(scene: Scene, { id }: InspectionRow, lot: string): Promise<void> {
  const { returnedGoods } = scene.tx.t
  for (const { row, units } of await partsOf(scene.tx, id)) {
    if (units < row.quantity) continue
    await scene.tx.db
      .update(returnedGoods)
      .set({ lot, lotFrom: 'label' })
      .where(and(eq(returnedGoods.id, row.id), eq(returnedGoods.lot, '')))
    tellGoods(scene, { ...row, lot, lotFrom: 'label' })
  }
}
