/** What some units of a lot cost together. */
import type { Item } from '../ledger/ground.ts'
import type { Scene } from '../ledger/scene.ts'

/** From their lot, else from the item's standard cost; in minor units, null where neither is known. */
export async function costOfUnits({ ground }: Scene, item: Item, lot: string, quantity: number) {
  const known = await ground.lot(item.sku, lot)
  if (known?.costTotal != null && known.costQuantity > 0)
    return { cost: Math.round((known.costTotal * quantity) / known.costQuantity), costCurrency: known.costCurrency }
  if (item.standardCost) return { cost: item.standardCost.amount * quantity, costCurrency: item.standardCost.currency }
  return { cost: null, costCurrency: null }
}
