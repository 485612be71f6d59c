import { restMoney } from '../formats.ts'
import type { Shop } from '../shop.ts'

/** A REST money set: the shop's and the buyer's currency, which are the same here. */
export function moneySet(shop: Shop, cents: number) {
  const money = () => ({ amount: restMoney(cents), currency_code: shop.currency })
  return { shop_money: money(), presentment_money: money() }
}

/** REST tax lines of an amount; none where nothing is taxed. */
export const taxLines = (shop: Shop, rate: number, cents: number) =>
  rate === 0
    ? []
    : [{ channel_liable: false, price: restMoney(cents), price_set: moneySet(shop, cents), rate, title: 'State Tax' }]
