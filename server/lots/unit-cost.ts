/** What one unit of a lot is worth. */
import type { Money } from '../../shared/rules/money.ts'
import type { Item, Lot } from '../ledger/ground.ts'

/** The weighted cost of the lot's receipts, else the item's standard cost; null where neither is known. */
export function unitCost(item: Item, lot: Lot | undefined): Money | null {
  if (lot && lot.costTotal !== null && lot.costQuantity > 0 && lot.costCurrency !== null)
    return { amount: Math.round(lot.costTotal / lot.costQuantity), currency: lot.costCurrency }
  return item.standardCost
}
