/** Numbers, dates and times as X12 writes them (X12.6), read without loss. */
import { digitsOf, type Money } from '../../../../shared/rules/money.ts'

const DECIMAL = /^(-?)(\d*)(?:\.(\d*))?$/

export const isDecimal = (text: string): boolean => DECIMAL.test(text) && /\d/.test(text)

/** `units` times ten to the power of minus `scale`. */
interface Decimal {
  units: bigint
  scale: number
}

function decimalOf(text: string): Decimal | undefined {
  const match = isDecimal(text) ? DECIMAL.exec(text) : null
  if (!match) return undefined
  const [, sign = '', whole = '', fraction = ''] = match
  const digits = BigInt(`${whole}${fraction}`)
  return { units: sign === '-' ? -digits : digits, scale: fraction.length }
}

/** The number where it is whole ("12", "12.00"); undefined for "12.5" and for what a double cannot hold. */
export function wholeOf(text: string): number | undefined {
  const minor = scaled(text, 0)
  return minor?.isExact === true && Number.isSafeInteger(minor.value) ? minor.value : undefined
}

/** `text` in units of ten to the power of minus `digits`, rounded half away from zero. */
function scaled(text: string, digits: number): { value: number; isExact: boolean } | undefined {
  const decimal = decimalOf(text)
  if (!decimal) return undefined
  const { units, scale } = decimal
  if (scale <= digits) return { value: Number(units * 10n ** BigInt(digits - scale)), isExact: true }
  const divisor = 10n ** BigInt(scale - digits)
  const half = units < 0n ? -divisor / 2n : divisor / 2n
  return { value: Number((units + half) / divisor), isExact: units % divisor === 0n }
}

export interface Priced {
  money: Money
  /** False where the price is finer than the currency's smallest unit, and was rounded. */
  isExact: boolean
}

/** Major units of type R: "9.25" of USD is 925 cents. */
export function moneyOf(text: string, currency: string): Priced | undefined {
  const minor = scaled(text, digitsOf(currency))
  if (!minor || !Number.isSafeInteger(minor.value)) return undefined
  return { money: { amount: minor.value + 0, currency }, isExact: minor.isExact }
}

/** Type N2, whatever the currency: the last two digits are decimals, so "925" is 9.25. */
export function moneyOfN2(text: string, currency: string): Priced | undefined {
  const decimal = /^-?\d+$/.test(text) ? decimalOf(text) : undefined
  if (!decimal) return undefined
  const padded = `${decimal.units < 0n ? '-' : ''}${String(decimal.units < 0n ? -decimal.units : decimal.units).padStart(3, '0')}`
  return moneyOf(`${padded.slice(0, -2)}.${padded.slice(-2)}`, currency)
}

/** N2 of an amount; undefined where the currency has finer units than a hundredth and the amount uses them. */
export function n2Of({ amount, currency }: Money): string | undefined {
  const hundredths = (amount * 100) / 10 ** digitsOf(currency)
  return Number.isSafeInteger(hundredths) ? String(hundredths) : undefined
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** YYYYMMDD, a day of the calendar. */
export function isDate(text: string): boolean {
  if (!/^\d{8}$/.test(text)) return false
  const year = Number(text.slice(0, 4))
  const month = Number(text.slice(4, 6))
  const day = Number(text.slice(6))
  const isLeap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day >= 1 && day <= (DAYS[month - 1] ?? 0) + (isLeap ? 1 : 0)
}

/** HHMM, HHMMSS, and decimals of a second. */
export const isTime = (text: string): boolean => /^([01]\d|2[0-3])[0-5]\d([0-5]\d\d{0,2})?$/.test(text)

/** "20260131" → "2026-01-31"; undefined for what is no day. */
export const isoDateOf = (text: string): string | undefined =>
  isDate(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : undefined

/** "2026-01-31" → "20260131" */
export const x12DateOf = (isoDate: string): string => isoDate.replaceAll('-', '')
/** "14:05" → "1405" */
export const x12TimeOf = (time: string): string => time.replaceAll(':', '')
