/** Rates of currencies: the newest first, and one that is typed. */
import { t } from '../../../language/t.ts'
import type { CurrencyRate } from './contract.ts'
import { parseDecimal } from './typed.ts'

export interface TypedRate {
  from: string
  to: string
  day: string
  rate: string
}

const DECIMALS = 6

export const rateFault = ({ rate }: TypedRate): string | undefined =>
  rate.trim() !== '' && parseDecimal(rate, DECIMALS) === null ? t('Give a number, such as 1.0825.') : undefined

/** Null while it is not complete. Other rates stay as they are. */
export function rateToSend({ from, to, day, rate }: TypedRate): CurrencyRate[] | null {
  const value = parseDecimal(rate, DECIMALS)
  const [one, other] = [from, to].map((code) => code.trim().toUpperCase())
  return value === null || !one || !other || day === '' ? null : [{ from: one, to: other, day, rate: value }]
}

export const newestFirst = (rates: readonly CurrencyRate[]): CurrencyRate[] =>
  [...rates].sort((a, b) => b.day.localeCompare(a.day) || a.from.localeCompare(b.from) || a.to.localeCompare(b.to))

/** The server names the one that was sent as a list of one: `[0].from: …`. */
export const withoutPath = (sentence: string): string => sentence.replace(/^\[0\](\.\w+)?: /, '')
