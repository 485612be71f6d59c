/** Prices of a listing's unit as prices of base units, so that a line comes to the cent to what was paid. */
import type { Money } from '../../../shared/rules/money.ts'
import type { OrderInput } from '../../orders/input.ts'
import type { PlatformLine } from './platform-order.ts'

type Priced = Pick<OrderInput['lines'][number], 'unitPrice' | 'discount' | 'tax'>

/**
 * `packs` units of the listing, `packQuantity` base units each. A price that cannot be divided is rounded up, and what that is
 * too much is taken off as discount.
 */
export function priced(line: PlatformLine, packs: number, packQuantity: number): Priced {
  const { unitPrice, discount, tax, quantity } = line
  const each = Math.ceil(unitPrice.amount / packQuantity)
  // A line that was changed here need not be of whole packs.
  const surplus = Math.round(each * packQuantity * packs - unitPrice.amount * packs)
  const ofThese = (money: Money | null) =>
    money === null || quantity === 0 ? 0 : Math.round((money.amount * Math.min(packs, quantity)) / quantity)
  const off = ofThese(discount) + surplus
  const { currency } = unitPrice
  return {
    unitPrice: { amount: each, currency },
    ...(off > 0 && { discount: { amount: off, currency } }),
    ...(tax !== null && { tax: { amount: ofThese(tax), currency } }),
  }
}
