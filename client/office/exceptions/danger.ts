/** What is in danger, in a few words. */
import { t } from '../../language/t.ts'
import { moneyText } from '../words.ts'
import type { Endangers } from './contract.ts'

export function dangerText({ orders, moreOrders, channels, money }: Endangers): string {
  const count = orders.length + moreOrders
  const parts = [
    money === null || money.amount === 0 ? '' : moneyText(money),
    count > 0 ? t('{count} orders', { count }) : channels.join(', '),
  ]
  return parts.filter(Boolean).join(' · ')
}
