/** Amounts of money as they are typed: whole units of a currency with its decimals, kept as minor units. */
import { digitsOf, plainMoney } from '../../shared/rules/money.ts'

/** As it stands in a field: "20.00". */
export const typedMoney = (amount: number, currency: string): string => plainMoney({ amount, currency })

/** Whole minor units, null where the text is no amount. */
export function parseMoney(text: string, currency: string): number | null {
  const digits = digitsOf(currency)
  const [, whole = '', , part = ''] = /^(\d{1,9})([.,](\d*))?$/.exec(text.trim()) ?? []
  return whole === '' || part.length > digits ? null : Number(whole + part.padEnd(digits, '0'))
}
