/** What some units of a lot cost together. */
import type { Item } from '../ledger/ground.ts'
import type { Scene } from '../ledger/scene.ts'
import { lotCost } from './unit-cost.ts'

/** From their lot, else from the item's standard cost; in minor units, null where neither is known. */
export async function costOfUnits({ ground }: Scene, item: Item, lot: string, quantity: number) {
  const own = lotCost(await ground.lot(item.sku, lot), quantity)
  if (own) return { cost: own.amount, costCurrency: own.currency }
  if (item.standardCost) return { cost: item.standardCost.amount * quantity, costCurrency: item.standardCost.currency }
  return { cost: null, costCurrency: null }
}
