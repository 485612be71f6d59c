/** Amounts of other currencies in the warehouse's own, by the rate of their day. */
import { and, desc, eq, lte } from 'drizzle-orm'
import { digitsOf, type Money } from '../../shared/rules/money.ts'
import type { Reader } from '../db/work.ts'

const MILLION = 1_000_000

/** Undefined: there is no rate for that day or any before it. */
export async function convert(
  reader: Reader,
  { amount, currency }: Money,
  to: string,
  day: string,
): Promise<number | undefined> {
  return (await readExchange(reader, currency, to, day))?.(amount)
}

/** For many amounts of one day: minor units of `from` in minor units of `to`. Undefined: as above. */
export async function readExchange(
  { db, t: { currencyRates } }: Reader,
  from: string,
  to: string,
  day: string,
): Promise<((amount: number) => number) | undefined> {
  if (from === to) return (amount) => amount
  const [row] = await db
    .select({ rate: currencyRates.rate })
    .from(currencyRates)
    .where(and(eq(currencyRates.from, from), eq(currencyRates.to, to), lte(currencyRates.day, day)))
    .orderBy(desc(currencyRates.day))
    .limit(1)
  if (!row) return undefined
  const scale = 10 ** (digitsOf(to) - digitsOf(from))
  return (amount) => Math.round((amount * row.rate * scale) / MILLION)
}

export const noRate = (currency: string, to: string, day: string): string =>
  `There is no rate from ${currency} to ${to} for ${day}. Give it with PUT /currency-rates.`
