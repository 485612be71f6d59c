/** What units of a lot are worth: what was paid for them and what it cost to get them here. */
import type { Money } from '../../shared/rules/money.ts'
import type { Item, Lot } from '../ledger/ground.ts'

/** Of all of them together, so that no cent is lost by the unit. Undefined: the lot's own cost is not known. */
export function lotCost(lot: Lot | undefined, units: number): Money | undefined {
  if (!lot || lot.costTotal === null || lot.costQuantity === 0 || lot.costCurrency === null) return undefined
  return {
    amount: Math.round(((lot.costTotal + lot.landedTotal) * units) / lot.costQuantity),
    currency: lot.costCurrency,
  }
}

/** The weighted cost of the lot's receipts, else the item's standard cost; null where neither is known. */
export const unitCost = (item: Item, lot: Lot | undefined): Money | null => lotCost(lot, 1) ?? item.standardCost
