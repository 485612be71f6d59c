/** Amounts and numbers of costs as they are typed. */

import type { Money } from '../../../../shared/rules/money.ts'
import { t } from '../../../language/t.ts'
import { parseMoney, typedMoney } from '../../amounts.ts'

/** One that was given in another currency by the API stays in it. */
export interface TypedMoney {
  text: string
  currency: string
}

export const typedOf = (money: Money | null | undefined, currency: string): TypedMoney =>
  money ? { text: typedMoney(money.amount, money.currency), currency: money.currency } : { text: '', currency }

/** Null: nothing is typed. Undefined: it is no amount. */
export function moneyToSend({ text, currency }: TypedMoney): Money | null | undefined {
  if (text.trim() === '') return null
  const amount = parseMoney(text, currency)
  return amount === null ? undefined : { amount, currency }
}

/** What is wrong with an amount; nothing typed is nothing wrong. */
export const amountFault = (typed: TypedMoney): string | undefined =>
  moneyToSend(typed) === undefined ? t('Give an amount in {currency}.', { currency: typed.currency }) : undefined

/** With point or comma; null where the text is no number, or has more decimals. */
export function parseDecimal(text: string, decimals: number): number | null {
  const [whole, part = ''] = /^\d{1,7}([.,]\d+)?$/.test(text.trim()) ? text.trim().split(/[.,]/) : []
  return whole === undefined || part.length > decimals ? null : Number(`${whole}.${part || '0'}`)
}
