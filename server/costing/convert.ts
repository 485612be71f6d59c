/** Amounts of other currencies in the warehouse's own, by the rate of their day. */
import { and, desc, eq, lte } from 'drizzle-orm'
import { digitsOf, type Money } from '../../shared/rules/money.ts'
import type { Reader } from '../db/work.ts'

const MILLION = 1_000_000

/** Undefined: there is no rate for that day or any before it. */
export async function convert(
  { db, t: { currencyRates } }: Reader,
  { amount, currency }: Money,
  to: string,
  day: string,
): Promise<number | undefined> {
  if (currency === to) return amount
  const [row] = await db
    .select({ rate: currencyRates.rate })
    .from(currencyRates)
    .where(and(eq(currencyRates.from, currency), eq(currencyRates.to, to), lte(currencyRates.day, day)))
    .orderBy(desc(currencyRates.day))
    .limit(1)
  if (!row) return undefined
  const scale = 10 ** (digitsOf(to) - digitsOf(currency))
  return Math.round((amount * row.rate * scale) / MILLION)
}

export const noRate = (currency: string, to: string, day: string): string =>
  `There is no rate from ${currency} to ${to} for ${day}. Give it with PUT /currency-rates.`
