/** Amounts as platforms write them ("12.50") in whole minor units. */
import { digitsOf, type Money } from '../../shared/rules/money.ts'

/** Rounded where a platform writes more decimals than the currency has. Throws where it is no amount. */
export function moneyOf(amount: string, currency: string): Money {
  if (!/^-?\d+(\.\d+)?$/.test(amount)) throw new Error(`${amount} is no amount.`)
  return { amount: Math.round(Number(amount) * 10 ** digitsOf(currency)), currency }
}

/** Undefined where there is nothing to add. */
export function sumOf(parts: readonly Money[]): Money | undefined {
  const [first] = parts
  return first && { amount: parts.reduce((sum, { amount }) => sum + amount, 0), currency: first.currency }
}
