import { decimal } from '../formats.ts'
import type { View } from '../graphql/execute.ts'
import type { Shop } from '../shop.ts'

/** A MoneyBag: the shop's and the buyer's currency, which are the same here. */
export function bag(shop: Shop, cents: number): View {
  const money: View = { __typename: 'MoneyV2', amount: decimal(cents), currencyCode: shop.currency }
  return { __typename: 'MoneyBag', shopMoney: money, presentmentMoney: money }
}

/** Tax lines of an amount; none where nothing is taxed. */
export const taxes = (shop: Shop, rate: number, cents: number): View[] =>
  rate === 0
    ? []
    : [
        {
          __typename: 'TaxLine',
          title: 'State Tax',
          rate,
          ratePercentage: rate * 100,
          priceSet: bag(shop, cents),
        },
      ]
